"""Checklists that a reader can tick: those of practices and chapters, each item with a mark that
changes when its words do.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from hub.kinds.entries.playbooks import Chapter
from hub.kinds.entries.practices import Practice
from hub.model import Entry
from hub.permalinks.ids import page_id

STYLES = ("checklist.css",)
# a page with one list fetches them when the reader comes near it: _checks.html, hub.js
SCRIPTS = ("kept.js", "checklist.js")
MARK_LETTERS = 8  # marks are compared within one list: two that are the same by chance are not met


@dataclass(frozen=True)
class Checklist:
    """A list to tick: the permanent id of its page, its title and place, and its items, each with
    its mark.
    """

    id: str
    title: str
    address: str
    lines: tuple[tuple[str, str], ...]  # (mark, text)
    former: tuple[str, ...] = ()  # ids the page had before: a reader's ticks follow it

    @property
    def assets(self) -> tuple[str, ...]:
        """The styles of a page that shows this list."""
        return STYLES if self.lines else ()

    @property
    def scripts(self) -> str:
        """The scripts that make this list one to tick, as its markup names them."""
        return " ".join(SCRIPTS)


def practice_checklist(practice: Entry[Practice]) -> Checklist:
    """The checklist of a practice."""
    former = tuple(page_id(f"{practice.collection}/{name}/") for name in practice.fields.former_ids)
    return Checklist(
        page_id(practice.address),
        practice.title,
        practice.address,
        lines=_lines(practice.fields.checklist),
        former=former,
    )


def chapter_checklist(address: str, chapter: Chapter) -> Checklist:
    """The checklist of the chapter at an address."""
    return Checklist(page_id(address), chapter.title, address, lines=_lines(chapter.checklist))


def _lines(items: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((hashlib.sha256(item.encode()).hexdigest()[:MARK_LETTERS], item) for item in items)
