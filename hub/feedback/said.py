"""What a reader said, and the file that it is read from."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from dataclasses import dataclass

from hub.problems import Place, Report, visible


@dataclass(frozen=True)
class Said:
    """A message as it came: its place in the export, a name that no person can be told from, and
    the words, still as they were written.
    """

    place: Place
    id: str
    text: str
    on: str
    is_open: bool | None  # None where the export does not tell
    page: str = ""  # where the export has it in a field of its own


def refuse(place: Place, words: str, report: Report) -> None:
    """Report an export that cannot be read, and how to make a new one."""
    again = (
        "  gh issue list --state all --json number,title,body,createdAt,state,labels > issues.json"
        if place.path.lower().endswith(".json")
        else ""
    )
    report.add(
        "bad-feedback",
        place,
        words,
        rows=[("Write", f"Export it again, and change nothing in it by hand.{again}")],
    )


def text_in(place: Place, data: bytes, report: Report) -> str | None:
    """The text of an export; None, and a problem, where it is not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        report.add(
            "not-utf8",
            place._replace(line=line),
            "This line is not UTF-8 text.",
            rows=[("Write", "Save the file as UTF-8.")],
        )
        return None


class Lines:
    """Where the lines of a long text begin: counting them anew for each message would take
    minutes.
    """

    def __init__(self, name: str, text: str | bytes) -> None:
        self.path = visible(name)
        self.ends = [
            found.start()
            for found in (
                re.finditer("\n", text) if isinstance(text, str) else re.finditer(b"\n", text)
            )
        ]

    def at(self, where: int) -> Place:
        line = bisect_left(self.ends, where)
        return Place(self.path, line + 1, where - (self.ends[line - 1] if line else -1))


def short_hash(text: str) -> str:
    """A short name for something that may hold a person's address: the same for the same, and no
    way back.
    """
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]
