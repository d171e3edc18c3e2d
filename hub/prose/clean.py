"""What may stay in converted text: listed elements and attributes, links and pictures that may be
followed, sound headings.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from lxml import html as lxml_html
from lxml.etree import tostring as to_bytes
from markupsafe import escape

from hub.problems import Place, Report, quoted
from hub.prose.drawnwords import say_in_language
from hub.prose.languagemarks import name_languages
from hub.prose.linkwords import misleading_words
from hub.prose.markdown import LINE
from hub.prose.parts import Cleaned, LinkUse, TextHeading
from hub.prose.picturewords import is_file_name
from hub.prose.sections import free_id
from hub.prose.textdirection import mark_text
from hub.prose.urls import judge
from hub.reading.filenames import suggested_slug

_ELEMENTS = frozenset(
    "p h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre code em strong a img table thead tbody tr th"
    " td hr br div sup sub span del".split()
)
_CLASSES = frozenset(
    "admonition admonition-title note tip warning important example info question footnote"
    " footnote-ref footnote-backref".split()
)
_HEADING_ID = re.compile(r"\s*\{#([a-z0-9]+(?:-[a-z0-9]+)*)\}\s*$")
_TASK = re.compile(r"\[([ xX])\]\s+")


class Cleaner:
    """Walks the converted tree once: keeps listed elements and attributes, and notes links,
    headings and mistakes.
    """

    def __init__(
        self, lines: list[str], place: Place, report: Report, reserved_ids: frozenset[str]
    ) -> None:
        self.lines = lines
        self.place = place
        self.report = report
        self.links: list[LinkUse] = []
        self.headings: list[TextHeading] = []
        self.used_ids = set(reserved_ids)
        self._searched: dict[str, tuple[int, int]] = {}
        self._row_heads: set[lxml_html.HtmlElement] = set()

    def clean(self, tree: lxml_html.HtmlElement) -> Cleaned:
        """The tree as HTML with tokens for addresses and ids, and what was found in it."""
        rights = (
            name_languages(tree, self._find, self.report)
            if any("{" in line and "lang" in line.lower() for line in self.lines)
            else {}
        )
        elements = list(tree.iter())
        for element in elements[1:]:
            if not isinstance(element.tag, str) or element.tag not in _ELEMENTS:
                self._drop(element)
                continue
            attributes = dict(element.attrib)
            element.attrib.clear()
            self._keep_attributes(element, attributes)
            tag = element.tag
            if tag == "a":
                self._link(element, attributes)
            elif tag == "img":
                self._picture(element, attributes)
            elif tag in ("h2", "h3", "h4", "h5", "h6"):
                self._heading(element, attributes)
            elif tag == "li":
                self._task(element)
            elif tag == "table":
                self._table(element)
        self._check_levels()
        say_in_language(tree, self.place.path)
        words = " ".join("".join(tree.itertext()).replace("\u200b", "").split())
        mark_text(tree, words, rights)
        draft = "".join(to_bytes(child, encoding="unicode", method="html") for child in tree)
        lead = str(escape(tree.text.strip())) if tree.text else ""
        return Cleaned(lead + draft, tuple(self.links), tuple(self.headings), words=words)

    def _drop(self, element: lxml_html.HtmlElement) -> None:
        """Something no Markdown makes: h1, or an element that came in by a hole. It leaves its
        words behind.
        """
        if element.tag == "h1":
            where = self._find(element.text_content().strip()[:40] or "#")
            self.report.add(
                "bad-heading",
                where,
                "A heading of the first level (#) is the page's title, and the page has one"
                " already.",
                rows=[("Write", "## " + element.text_content().strip()[:60])],
            )
            element.tag = "h2"
            element.attrib.clear()
            self._heading(element, {})
        elif isinstance(element.tag, str):
            element.drop_tag()
        else:
            element.drop_tree()

    def _keep_attributes(self, element: lxml_html.HtmlElement, attributes: dict[str, str]) -> None:
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
            element.set("scope", "row" if element in self._row_heads else "col")
        if element.tag == "ol" and re.fullmatch(r"[0-9]{1,4}", attributes.get("start", "")):
            element.set("start", attributes["start"])

    def _link(self, element: lxml_html.HtmlElement, attributes: dict[str, str]) -> None:
        typed = attributes.get("href", "")
        words = element.text_content().replace("\u200b", "")
        if "entry-link" in attributes.get("class", ""):
            place = self._find(f"[[{typed}", attributes)
            self._check_words(words, typed, place)
            self._token(
                element,
                LinkUse(
                    "entry",
                    typed,
                    Place(place.path, place.line, place.column, length=len(typed) + 4),
                    words=words,
                ),
            )
            return
        # no editor can write a class
        if attributes.get("class") in ("footnote-ref", "footnote-backref"):
            element.set("href", "hub-at:" + typed[1:].replace(":", "_"))
            if attributes.get("class") == "footnote-ref":
                element.set("aria-label", f"Note {words}")
            return
        verdict = judge(typed)
        place = self._find(typed or f"[{words}]", attributes)
        if verdict.kind == "unsafe":
            self.report.add(
                "unsafe-link",
                place,
                f"{quoted(verdict.address)} is not an address a page may link to. {verdict.why}",
                rows=[
                    (
                        "Write",
                        (
                            "an address that starts with https://, or the id of an entry:"
                            " [[practices/…]]"
                        ),
                    )
                ],
            )
            element.drop_tag()
            return
        if verdict.is_insecure:
            self.report.add(
                "insecure-link",
                place,
                f"{quoted(verdict.address)} starts with http://, which anybody on the way can read"
                " and change.",
                rows=[("Write", "https:// if the site offers it")],
                severity="warning",
            )
        for said in (words, *(image.get("alt", "") for image in element.iter("img"))):
            self._check_words(said, verdict.address, place)
        if not words.strip() and not any(image.get("alt") for image in element.iter("img")):
            self.report.add(
                "empty-link",
                place,
                "This link has no words, so nobody can tell where it leads.",
                rows=[("Write", "[words that say where it leads](address)")],
            )
        self._token(element, LinkUse(verdict.kind, verdict.address, place, words=words))

    def _check_words(self, words: str, address: str, place: Place) -> None:
        misleads = (
            ""
            if words
            and address.endswith(words)
            and address[: -len(words)] in ("", "https://", "mailto:")
            else misleading_words(words, address)
        )
        if misleads:
            self.report.add(
                "misleading-link",
                place,
                f"The words {quoted(words)} {misleads}.",
                rows=[("Write", "words that say where the link leads")],
            )

    def _token(self, element: lxml_html.HtmlElement, use: LinkUse) -> None:
        element.set("src" if use.kind == "picture" else "href", f"hub-link:{len(self.links)}")
        self.links.append(use)

    def _picture(self, element: lxml_html.HtmlElement, attributes: dict[str, str]) -> None:
        typed = attributes.get("src", "")
        alt = attributes.get("alt", "").strip()
        place = self._find(typed, attributes)
        if not alt:
            self.report.add(
                "missing-alt",
                place,
                "This picture has no alternative text, so a screen reader has nothing to say.",
                rows=[("Write", f"![What the picture shows]({typed})")],
            )
        elif is_file_name(alt, typed):
            message = (
                f"The alternative text {quoted(alt)} is the name of a file, or says no more than"
                " that this is a picture."
            )
            self.report.add(
                "missing-alt",
                self._find(alt, attributes),
                message,
                rows=[("Write", f"![What the picture shows]({typed})")],
            )
        if judge(typed).kind != "inside":
            self.report.add(
                "third-party-image",
                place,
                "Pictures from other sites are not shown: every reader's address would go to that"
                " site.",
                rows=[("Write", "Put the file into content/images and use images/name.png")],
            )
            element.drop_tree()
            return
        self._token(element, LinkUse("picture", typed, place, words=alt))
        element.set("alt", alt)
        element.set("loading", "lazy")

    def _heading(self, element: lxml_html.HtmlElement, attributes: dict[str, str]) -> None:
        explicit = None
        last = element[-1] if len(element) else None
        text = (last.tail if last is not None else element.text) or ""
        found = _HEADING_ID.search(text)
        if found:
            explicit = found.group(1)
            if last is not None:
                last.tail = text[: found.start()]
            else:
                element.text = text[: found.start()]
        title = " ".join(element.text_content().replace("\u200b", "").split())
        place = self._find(
            f"{{#{explicit}}}" if explicit else title[:40] or "#" * int(element.tag[1])
        )
        # a link to an entry gets its words later
        if not title and "\u200b" not in element.text_content():
            self.report.add(
                "bad-heading",
                place,
                "This heading has no words, so nobody could be led to it.",
                rows=[("Write", "#" * int(element.tag[1]) + " What this part is about")],
            )
        if explicit and explicit in self.used_ids:
            self.report.add(
                "duplicate-id",
                place,
                f"The id {quoted(explicit)} stands twice on this page.",
                rows=[("Write", f"{{#{explicit}-2}}")],
            )
        identity = free_id(explicit or suggested_slug(title) or "part", self.used_ids.__contains__)
        self.used_ids.add(identity)
        element.set("id", f"hub-id:{identity}")
        self.headings.append(
            TextHeading(
                identity, title, int(element.tag[1]), place=place, is_written=explicit is not None
            )
        )

    def _table(self, element: lxml_html.HtmlElement) -> None:
        element.set("class", "text-table")
        heads = list(element.iterfind("thead//th"))
        if not any(cell.text_content().strip() for cell in heads):
            first = next(
                (words for cell in element.iter("td") if (words := cell.text_content().strip())),
                "|",
            )
            self.report.add(
                "table-without-header",
                self._find(first[:40]),
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
                    self._row_heads.add(row[0])

    def _task(self, element: lxml_html.HtmlElement) -> None:
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

    def _check_levels(self) -> None:
        level = 1
        for heading in self.headings:
            if heading.level > level + 1:
                self.report.add(
                    "bad-heading",
                    heading.place,
                    f"This heading is of level {heading.level} and the one before it of level"
                    f" {level}: a level is left out.",
                    rows=[("Write", "#" * (level + 1) + " " + heading.title)],
                )
            level = heading.level

    def _find(self, snippet: str, attributes: Mapping[str, str] = MappingProxyType({})) -> Place:
        """Where `snippet` stands in the source, from the line on that the converter noted: each
        time it is asked for, the next place.
        """
        typed = snippet.split("\n", maxsplit=1)[0]
        noted = attributes.get(LINE, "")
        line, column = max(
            self._searched.get(typed, (0, 0)), (int(noted), 0) if noted.isdigit() else (0, 0)
        )
        # a part of it may be written in another way
        for key in (typed, typed[:8], typed[1:9], typed[:4], typed[:2]):
            for number in range(line, len(self.lines) if key else 0):
                position = self.lines[number].find(key, column if number == line else 0)
                if position >= 0:
                    self._searched[typed] = (number, position + 1)
                    return Place(
                        self.place.path, self.place.line + number, position + 1, length=len(key)
                    )
        return Place(self.place.path, self.place.line + line, max(column, 1), length=1)
