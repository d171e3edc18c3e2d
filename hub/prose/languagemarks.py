"""`{lang=ar}` at the end of a paragraph, heading, list item, definition or cell names its language,
so that screen readers change their voice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml import html as lxml_html

from hub.problems import Place, Report, quoted
from hub.reading.nodes import FieldsNode, ListNode, Node, TextNode

_MARKED = frozenset("p li td th h2 h3 h4 h5 h6 dt dd".split())
_BLOCKS = frozenset("p ul ol dl table pre blockquote div hr".split())
_MARK = re.compile(r"\s*\{lang=([^{}\s]*)\}(?=(?:\s*\{#[a-z0-9-]+\})?\s*\Z)")
_MEANT = re.compile(r"\{[\s:]*(?:xml:)?lang(?:uage)?\s*[=:]\s*([^{}\n]{0,60}?)\s*\}", re.IGNORECASE)
Find = Callable[[str], Place]
Rights = dict[lxml_html.HtmlElement, bool]


def name_languages(tree: lxml_html.HtmlElement, find: Find, report: Report) -> Rights:
    """Turn the marks of a converted text into `lang`, and report those that name no language or
    stand elsewhere.

    Gives the elements with a language, and whether it runs from right to left.
    """
    rights: Rights = {}
    for element in tree.iter(*_MARKED):
        holder, part = _end(element)
        text = (holder.text if part == "text" else holder.tail) or ""
        found = _MARK.search(text) if "{lang=" in text else None
        if found is None:
            continue
        rest = text[: found.start()] + text[found.end() :]
        setattr(holder, part, rest)
        if not element.text_content().strip():
            setattr(holder, part, text)  # it names the language of nothing, and is told below
        elif tag := _known(found[1], find, report, mark=found.group().strip()):
            # few texts name a language, and only those wait for the tables
            from hub.prose.languages import runs_right_to_left  # noqa: PLC0415

            element.set("lang", tag)
            rights[element] = runs_right_to_left(tag)
    for text in _texts(tree):
        for found in _MEANT.finditer(text):
            _tell(found, find, report)
    return rights


def check_field_marks(node: FieldsNode, text: str, report: Report) -> None:
    """Report a mark in a field, where its signs would be shown. `text` is the file: nearly every
    one holds no mark, and is not walked.
    """
    waiting: list[Node] = [node] if _MEANT.search(text) else []
    while waiting:
        here = waiting.pop()
        if isinstance(here, TextNode):
            if found := _MEANT.search(here.text):
                words = (
                    f"{quoted(found.group())} names the language of a passage in the text. In a"
                    " field its signs would be shown."
                )
                report.add(
                    "bad-language",
                    here.place,
                    words,
                    rows=[
                        ("Write", "the field without it"),
                        ("Or", "the passage in the text, below the fields"),
                    ],
                )
        else:
            waiting.extend(
                here.items if isinstance(here, ListNode) else here.value_by_name.values()
            )


def _end(element: lxml_html.HtmlElement) -> tuple[lxml_html.HtmlElement, str]:
    """Where the element's own words end: before the first block in it."""
    holder, part = element, "text"
    for child in element:
        if child.tag in _BLOCKS:
            break
        holder, part = child, "tail"
    return holder, part


def _texts(tree: lxml_html.HtmlElement) -> Iterator[str]:
    """Every piece of text but code that may hold a mark."""
    for element in tree.iter():
        if (
            element.text
            and "{" in element.text
            and not (
                element.tag in ("code", "pre")
                or any(above.tag in ("code", "pre") for above in element.iterancestors())
            )
        ):
            yield element.text
        if element.tail and "{" in element.tail:
            yield element.tail


def _known(typed: str, find: Find, report: Report, mark: str) -> str | None:
    """The tag, or None when it names no language, which is told."""
    # as above
    from hub.prose.languages import EXAMPLES, language_meant, language_tag  # noqa: PLC0415

    tag = language_tag(typed)
    if tag is None:
        meant = language_meant(typed)
        rows = (
            [("Did you mean", f"{{lang={meant}}}")]
            if meant
            else [("Write", f"the tag of a language, for example {EXAMPLES}")]
        )
        report.add(
            "bad-language",
            find(mark),
            f"{quoted(typed or mark)} is not the tag of a language that browsers and screen readers"
            " know.",
            rows=rows,
        )
    return tag


def _tell(found: re.Match[str], find: Find, report: Report) -> None:
    """What is wrong with a mark that was left: its form, or its place."""
    from hub.prose.languages import language_meant  # noqa: PLC0415  # as above

    typed, place = found.group(), find(found.group())
    mark = f"{{lang={language_meant(found[1] or '') or 'ar'}}}"
    if re.fullmatch(r"\{lang=[^{}\s]+\}", typed):
        words = (
            f"{quoted(typed)} stands in the middle or alone. It names the language of a whole"
            " paragraph, heading, list item or cell, at its end."
        )
        report.add(
            "bad-language",
            place,
            words,
            rows=[
                ("Write", f"the words of the passage, and then {mark} on the same line"),
                ("Or", "put it between ` marks if it should be shown as it is"),
            ],
        )
    else:
        report.add(
            "bad-language",
            place,
            f"{quoted(typed)} is not how a language is named here.",
            rows=[("Write", f"{mark} at the end of the passage")],
        )
