"""python alone.py FORMAT OUTPUT [first N | chapter KEY]: make a format of the shipped playbook as `hub playbook` does, and print as JSON what each step took.

`first N` is a book of the first N chapters, which the command does not offer: the bench needs one of about 150 pages.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from tools import CHAPTER, PLAYBOOK, PROJECT

from hub.build import Project, prepare
from hub.compose.drawing import View
from hub.playbook.book import Book, book_of
from hub.playbook.outputs import FORMATS
from hub.playbook.shelf import Shelf
from hub.render import settings_in


class Steps:
    """Seconds on the clock and of processor for each step."""

    def __init__(self) -> None:
        self.seconds: dict[str, tuple[float, float]] = {}
        self._since = time.perf_counter(), time.process_time()

    def end(self, name: str) -> None:
        now = time.perf_counter(), time.process_time()
        self.seconds[name] = (now[0] - self._since[0], now[1] - self._since[1])
        self._since = now


def shelf_of_project() -> Shelf:
    """The books of the project as it stands."""
    result = prepare(Project.at(PROJECT), None)
    if result.library is None or result.report.has_errors:
        sys.exit("The shipped content has mistakes: run hub check.")
    return Shelf(result.library, settings_in(PROJECT / "mkdocs.yml"))


def book(shelf: Shelf, which: str, value: str) -> Book:
    """The whole playbook, its first chapters, or one."""
    if which == "chapter":
        return shelf.chapter(PLAYBOOK, value or CHAPTER)
    entry, chapters = shelf.playbooks[PLAYBOOK]
    if which == "first":
        return book_of(entry, chapters[: int(value)], lambda address: View(shelf.library, shelf.settings, address, {}))
    return shelf.playbook(PLAYBOOK)


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
    print(json.dumps({"chapters": len(shelf.playbooks[PLAYBOOK][1]), "seconds": steps.seconds, "bytes": sum(map(len, files.values()))}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:])
