"""Messages become points: each about a page that the hub has, found by the permanent id in the prepared text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from hub.feedback.masking import READ, masked
from hub.feedback.messages import Said
from hub.feedback.queue import Point
from hub.permalinks.ids import page_id
from hub.permalinks.ledger import Ledger
from hub.problems import Report, nearest, quoted

LOOKS = 20  # near names are looked for among all pages: the first few messages are enough to find the pattern
_WORD = r"[A-Za-z0-9_]+(?:[.-]+[A-Za-z0-9_]+)*"
_ID = re.compile(rf"^[ >*_`-]*Id[*_`]* ?: ?[*_`]*({_WORD})", re.MULTILINE)
_GO = re.compile(rf"/go/({_WORD})/")
_STATES = {True: "open", False: "done", None: ""}
_SECTION = re.compile(rf"^[ >*_`-]*(?:Section|Sección) ?:.*\(#({_WORD})\)", re.MULTILINE)


def points_from(said: Iterable[Said], pages: Collection[str], ledger: Ledger, report: Report) -> tuple[Point, ...]:
    """The points about pages with these permanent ids. What names no page is told, and left where it came from."""
    points = []
    for message in said:
        text = message.text[:READ]
        named = message.page or next((found[1] for pattern in (_ID, _GO) if (found := pattern.search(text))), "")
        page, section = _place(named, pages, ledger)
        if not page:
            words = f"{quoted(named)} is not the id of a page." if named else "This message names no page."
            meant = nearest(named, pages) if named and len(report.problems) < LOOKS else None
            rows = [("Did you mean", meant)] if meant else [("Or", "answer it where it came from")]
            report.add("feedback-without-page", message.place, f"{message.id}: {words} It is left out.", rows=rows, severity="warning")
            continue
        found = _SECTION.search(text)
        points.append(Point(message.id, page, found[1] if found else section, message.on, _STATES[message.is_open], masked(message.text)))
    return tuple(points)


def _place(named: str, pages: Collection[str], ledger: Ledger) -> tuple[str, str]:
    """The page that an id leads to now, and the part of it, if the id is of a part."""
    end = ledger.end_of(named) or named
    if end in pages:
        return end, ""
    line = ledger.line_by_id.get(end)
    return (page_id(line.page), line.fragment) if line and line.is_live and page_id(line.page) in pages else ("", "")
