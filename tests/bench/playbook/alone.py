"""python alone.py FORMAT OUTPUT [first N | chapter KEY]: make a format of the playbook of the
project here as `hub playbook` does, and print as JSON what each step took.

`first N` is a book of the first N chapters, which the command does not offer: the bench needs one
of about 150 pages.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from tools import CHAPTER, PLAYBOOK

from hub.build import Project, prepare
from hub.compose.drawing.drawing import View
from hub.compose.playbook.book import Book, bound, chapter_part
from hub.compose.playbook.outputs import FORMATS
from hub.compose.playbook.shelf import Shelf
from hub.mkdocsrun import settings_in
from hub.permalinks.places import spots_of


class Steps:
    """Seconds on the clock and of processor, with child processes, for each step."""

    def __init__(self) -> None:
        self.seconds: dict[str, tuple[float, float]] = {}
        self._since = _now()

    def end(self, name: str) -> None:
        now = _now()
        self.seconds[name] = (now[0] - self._since[0], now[1] - self._since[1])
        self._since = now


def _now() -> tuple[float, float]:
    times = os.times()  # Typst runs in a process of its own
    return (
        time.perf_counter(),
        times.user + times.system + times.children_user + times.children_system,
    )


def shelf_of_project() -> Shelf:
    """The books of the project in this folder."""
    result = prepare(Project.at(Path()), None)
    if result.library is None or result.report.has_errors:
        sys.exit("The shipped content has mistakes: run hub check.")
    return Shelf(result.library, settings_in(Path("mkdocs.yml")))


def book(shelf: Shelf, which: str, value: str) -> Book:
    """The whole playbook, its first chapters, or one."""
    if which == "chapter":
        return shelf.chapter(PLAYBOOK, value or CHAPTER)
    if which != "first":
        return shelf.playbook(PLAYBOOK)
    entry, chapters = shelf.playbooks[PLAYBOOK]
    parts = [
        chapter_part(
            chapter, entry, lambda address: View(shelf.library, shelf.settings, address, {})
        )
        for chapter in chapters[: int(value)]
    ]
    places = frozenset(
        spot.id for one in shelf.library.entry_by_ref.values() for spot in spots_of(one)
    )
    return bound(
        f"playbooks.{PLAYBOOK}",
        entry.title,
        entry.fields.summary,
        entry,
        parts,
        shelf.library,
        shelf.settings,
        places,
    )


def main(name: str, output: Path, which: str = "", value: str = "") -> None:
    """Make it and write it."""
    steps = Steps()
    shelf = shelf_of_project()
    steps.end("content")
    made = book(shelf, which, value)
    steps.end("book")
    files = FORMATS[name].make(made, "letter")
    steps.end("format")
    for file, data in files.items():
        target = output / file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    print(
        json.dumps(
            {
                "chapters": len(shelf.playbooks[PLAYBOOK][1]),
                "seconds": steps.seconds,
                "bytes": sum(map(len, files.values())),
            }
        )
    )


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:])
