"""What may stay in converted text: listed elements and attributes, links and pictures that may be
followed, sound headings.
"""

from __future__ import annotations

import re

from lxml import html as lxml_html
from lxml.etree import tostring as to_bytes
from markupsafe import escape

from hub.problems import Place, Report
from hub.prose.cleanheadings import check_levels, clean_heading
from hub.prose.cleanlinks import clean_link, clean_picture
from hub.prose.drawnwords import say_in_language
from hub.prose.languagemarks import name_languages
from hub.prose.parts import Cleaned
from hub.prose.textdirection import mark_text
from hub.prose.treenotes import TreeNotes

_ELEMENTS = frozenset(
    "p h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre code em strong a img table thead tbody tr th"
    " td hr br div sup sub span del".split()
)
_CLASSES = frozenset(
    "admonition admonition-title note tip warning important example info question footnote"
    " footnote-ref footnote-backref".split()
)
_TASK = re.compile(r"\[([ xX])\]\s+")


def clean(
    tree: lxml_html.HtmlElement,
    lines: list[str],
    place: Place,
    *,
    report: Report,
    reserved_ids: frozenset[str],
) -> Cleaned:
    """The tree as HTML with tokens for addresses and ids, and what was found in it."""
    notes = TreeNotes(lines, place, report, reserved_ids=reserved_ids)
    rights = (
        name_languages(tree, notes.find, notes.report)
        if any("{" in line and "lang" in line.lower() for line in notes.lines)
        else {}
    )
    elements = list(tree.iter())
    for element in elements[1:]:
        if not isinstance(element.tag, str) or element.tag not in _ELEMENTS:
            _drop(notes, element)
            continue
        attributes = dict(element.attrib)
        element.attrib.clear()
        _keep_attributes(notes, element, attributes)
        tag = element.tag
        if tag == "a":
            clean_link(notes, element, attributes)
        elif tag == "img":
            clean_picture(notes, element, attributes)
        elif tag in ("h2", "h3", "h4", "h5", "h6"):
            clean_heading(notes, element, attributes)
        elif tag == "li":
            _clean_task(element)
        elif tag == "table":
            _clean_table(notes, element)
    check_levels(notes)
    say_in_language(tree, notes.place.path)
    words = " ".join("".join(tree.itertext()).replace("\u200b", "").split())
    mark_text(tree, words, rights)
    draft = "".join(to_bytes(child, encoding="unicode", method="html") for child in tree)
    lead = str(escape(tree.text.strip())) if tree.text else ""
    return Cleaned(lead + draft, tuple(notes.links), tuple(notes.headings), words=words)


def _drop(notes: TreeNotes, element: lxml_html.HtmlElement) -> None:
    """Something no Markdown makes: h1, or an element that came in by a hole. It leaves its
    words behind.
    """
    if element.tag == "h1":
        where = notes.find(element.text_content().strip()[:40] or "#")
        notes.report.add(
            "bad-heading",
            where,
            "A heading of the first level (#) is the page's title, and the page has one already.",
            rows=[("Write", "## " + element.text_content().strip()[:60])],
        )
        element.tag = "h2"
        element.attrib.clear()
        clean_heading(notes, element, {})
    elif isinstance(element.tag, str):
        element.drop_tag()
    else:
        element.drop_tree()


def _keep_attributes(
    notes: TreeNotes, element: lxml_html.HtmlElement, attributes: dict[str, str]
) -> None:
    kept = [name for name in attributes.get("class", "").split() if name in _CLASSES]
    if "lang" in attributes:
        element.set("lang", attributes["lang"])  # of name_languages: the converter makes none
    style = attributes.get("style", "")
    if element.tag in ("td", "th") and style.startswith("text-align:"):
        kept.append("align-" + style.removeprefix("text-align:").strip("; "))
    if element.tag == "code":
        language = attributes.get("class", "").removeprefix("language-")
        if re.fullmatch(r"[a-z0-9+-]{1,20}", language):
            kept.append(f"language-{language}")
    if kept:
        element.set("class", " ".join(kept))
    identity = attributes.get("id", "")
    if re.fullmatch(r"fn(?:ref\d*)?:[\w-]+", identity):
        element.set("id", "hub-id:" + identity.replace(":", "_"))
    if element.tag == "th" and not element.text_content().strip():
        element.tag = "td"  # a corner that heads nothing
    elif element.tag == "th":
        element.set("scope", "row" if element in notes.row_heads else "col")
    if element.tag == "ol" and re.fullmatch(r"[0-9]{1,4}", attributes.get("start", "")):
        element.set("start", attributes["start"])


def _clean_table(notes: TreeNotes, element: lxml_html.HtmlElement) -> None:
    element.set("class", "text-table")
    heads = list(element.iterfind("thead//th"))
    if not any(cell.text_content().strip() for cell in heads):
        first = next(
            (words for cell in element.iter("td") if (words := cell.text_content().strip())),
            "|",
        )
        notes.report.add(
            "table-without-header",
            notes.find(first[:40]),
            "The first row of this table is empty, so nobody can tell what its columns hold.",
            rows=[
                (
                    "Write",
                    "| Channel | Contacts a month |   in the row above the line of hyphens",
                )
            ],
        )
    elif not heads[0].text_content().strip():
        # nothing heads the first column: its cells head their rows
        for row in element.iterfind("tbody/tr"):
            if len(row) and row[0].text_content().strip():
                row[0].tag = "th"
                notes.row_heads.add(row[0])


def _clean_task(element: lxml_html.HtmlElement) -> None:
    holder = (
        element[0]
        if not (element.text or "").strip() and len(element) and element[0].tag == "p"
        else element
    )
    found = _TASK.match((holder.text or "").lstrip())
    if found:
        done = found.group(1) != " "
        holder.text = ("Done: " if done else "") + (holder.text or "").lstrip()[found.end() :]
        element.set("class", "task done" if done else "task")
