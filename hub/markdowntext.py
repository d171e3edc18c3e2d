"""The converter: Python-Markdown with raw HTML switched off, entry links added, and a bound on what one text may cost."""

from __future__ import annotations

import re
import signal
import threading
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import contextmanager

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import InlineProcessor as InlineTreeprocessor

from hub.limits import (
    MAX_ABBREVIATIONS,
    MAX_FOOTNOTE_MARKS,
    MAX_OPEN_BRACKETS,
    MAX_PROSE_DEPTH,
)
from hub.problems import Place, Report


class _WikiLink(InlineProcessor):
    """`[[practices/map-the-journey]]`, with `#part` and `|words` if wanted."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[ET.Element, int, int]:  # type: ignore[override]  # noqa: N802  # the library's names
        link = ET.Element("a")
        link.set("href", m.group(1).strip())
        link.set("class", "entry-link")
        link.text = (m.group(2) or "").strip() or "\u200b"  # a place holder that no content can hold
        return link, m.start(0), m.end(0)


class _QuickInline(InlineTreeprocessor):
    """Leaves text alone that no inline rule can match. Most pieces of a page are such, and trying every rule takes half its time.

    It overrides a method that Python-Markdown keeps private: should that be renamed, the pages stay the same and the check is slower.
    """

    _TRIGGER = re.compile(r"[`\\\[<&*_]|  \n")

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803  # the library's names
        if not self._TRIGGER.search(data):
            return data
        return str(super()._InlineProcessor__handleInline(data, patternIndex))  # type: ignore[misc]  # private, see above


_markdown: Markdown | None = None


def convert_markdown(text: str) -> str:
    """HTML from Markdown, in which nothing typed as HTML has become HTML."""
    global _markdown  # noqa: PLW0603  # one converter a process: making one takes as long as converting a page
    if _markdown is None:
        _markdown = Markdown(
            extensions=["tables", "footnotes", "def_list", "admonition", "fenced_code", "sane_lists"],
            extension_configs={"footnotes": {"BACKLINK_TEXT": "↩", "BACKLINK_TITLE": "Back to the text, note {}", "UNIQUE_IDS": False}},
            output_format="html",
        )
        _markdown.preprocessors.deregister("html_block")
        _markdown.inlinePatterns.deregister("html")
        _markdown.treeprocessors.register(_QuickInline(_markdown), "inline", 20)
        _markdown.inlinePatterns.register(_WikiLink(r"\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]+))?\]\]", _markdown), "entry_link", 175)
    _markdown.reset()
    return _markdown.convert(text)


def forget_converter() -> None:
    """Start afresh: a converter that was interrupted half-way keeps its state, and would read the next text wrongly."""
    global _markdown  # noqa: PLW0603  # as above
    _markdown = None


_OPENING = re.compile(r"[\s>]*(?:(?:[-*+]|\d+[.)])\s+|>\s?)*")


def _markers(line: str) -> int:
    """How many lists and quotes a line opens one inside the other; 0 when its markers are too few to matter."""
    found = _OPENING.match(line)
    if found is None or found.end() <= MAX_PROSE_DEPTH:
        return 0
    return len(re.findall(r"[-*+>]|\d+[.)]", found.group()))


def _whole_line(place: Place, number: int, line: str) -> Place:
    return Place(place.path, place.line + number, 1, max(len(line), 1))


def is_costly(lines: list[str], place: Place, report: Report) -> bool:
    """Refuse what would take the converter seconds, by counting; a clock would answer differently on another machine."""
    paragraph_brackets = 0
    footnotes = abbreviations = 0
    for number, line in enumerate(lines):
        paragraph_brackets = paragraph_brackets + line.count("[") if line.strip() else 0
        footnotes += line.count("[^")
        abbreviations += line.startswith("*[")
        depth = _markers(line)
        if depth > MAX_PROSE_DEPTH and not re.fullmatch(r"\s*(?:[-*_]\s*)+", line):
            report.add(
                "markdown-too-deep",
                _whole_line(place, number, line),
                f"This line opens {depth:,} lists or quotes one inside the other; the most is {MAX_PROSE_DEPTH}.",
                rows=[("Write", "Use one marker for each item.")],
            )
            return True
        if paragraph_brackets > MAX_OPEN_BRACKETS or line.count("<![") > MAX_OPEN_BRACKETS:
            report.add(
                "markdown-too-slow",
                _whole_line(place, number, line),
                f"There are more than {MAX_OPEN_BRACKETS} opening brackets in this paragraph, too many to convert in time.",
                rows=[("Write", "Break the paragraph, or take the brackets out.")],
            )
            return True
        if footnotes > MAX_FOOTNOTE_MARKS or abbreviations > MAX_ABBREVIATIONS:
            what, most = ("footnote marks", MAX_FOOTNOTE_MARKS) if footnotes > MAX_FOOTNOTE_MARKS else ("abbreviations", MAX_ABBREVIATIONS)
            report.add(
                "markdown-too-slow",
                _whole_line(place, number, line),
                f"There are more than {most} {what} in this text, too many to convert in time.",
                rows=[("Write", "Split the page, or repeat fewer of them.")],
            )
            return True
    return False


class TooSlow(Exception):
    """The time for one conversion is over."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise `TooSlow` inside the block after `seconds`. Only the main thread of a process can be interrupted this way."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(signal_number: int, frame: object) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
