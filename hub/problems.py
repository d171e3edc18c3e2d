"""What is wrong, where, and what to do about it.

Content is expected to be wrong. A stage adds a `Problem` to the `Report` and goes on, so that one
run names them all.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from hub.limits import VALUE_SHOWN

MAX_OFFERED = 4  # names in one row: among more of them nobody finds the one that was meant
FEWEST_LETTERS = 4  # of a part of a name that says something
_PART = re.compile(r"[^\W_]+")


class Place(NamedTuple):
    """A spot in a file. Lines and columns count characters from 1; line 0 means the file as a
    whole.
    """

    path: str
    line: int = 0
    column: int = 0
    length: int = 1

    def __str__(self) -> str:
        shown = visible(self.path)
        if not self.line:
            return shown
        return f"{shown}:{self.line}:{self.column}" if self.column else f"{shown}:{self.line}"


@dataclass(frozen=True)
class Problem:
    """One mistake, told once: where it is, what it is, and the rows of help that help."""

    code: str
    place: Place
    message: str
    rows: tuple[tuple[str, str], ...] = ()
    severity: str = "error"

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Path, line, column, code, words: a total order, so that two runs print the same
        report.
        """
        return (self.place.path, self.place.line, self.place.column, self.code, self.message)


@dataclass
class Report:
    """All the problems of one run, and the lines they quote."""

    problems: list[Problem] = field(default_factory=list)
    text_by_path: dict[str, str] = field(default_factory=dict)

    def add(
        self,
        code: str,
        place: Place,
        message: str,
        *,
        rows: Iterable[tuple[str, str]] = (),
        severity: str = "error",
    ) -> None:
        """Note a problem. Control characters in the words are made visible."""
        shown = tuple((label, visible(text)) for label, text in rows)
        self.problems.append(Problem(code, place, visible(message), rows=shown, severity=severity))

    def sorted(self) -> list[Problem]:
        """Every problem once, in the order of the files."""
        once = {(p.code, p.place, p.message): p for p in self.problems}
        return sorted(once.values(), key=lambda problem: problem.sort_key)

    @property
    def has_errors(self) -> bool:
        """True when something must be mended before the site can be published."""
        return any(problem.severity == "error" for problem in self.problems)

    def mark(self) -> int:
        """A position to compare with later: `has_errors_since(mark)`."""
        return len(self.problems)

    def has_errors_since(self, mark: int) -> bool:
        """True when an error was added after `mark` was taken."""
        return any(problem.severity == "error" for problem in self.problems[mark:])


class HubError(Exception):
    """The run cannot go on: a wrong command line, a folder that is not ours, a full disk. Not a
    content mistake.
    """

    def __init__(self, code: str, message: str, *, exit_code: int, fix: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.exit_code = exit_code
        self.fix = fix


def visible(text: str) -> str:
    """The text with control and formatting characters written as U+XXXX, so that a report cannot be
    forged.
    """
    return "".join(c if c.isprintable() or c == " " else f"U+{ord(c):04X}" for c in text)


def quoted(text: str, *, most: int = VALUE_SHOWN) -> str:
    """What the editor typed, in quotation marks and not too long."""
    shown = visible(text)
    return f'"{shown}"' if len(shown) <= most else f'"{shown[: most - 1]}…"'


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` was most likely meant to be, or None when nothing is close."""
    candidates = sorted(known)
    lowered = word.lower()
    for candidate in candidates:
        if candidate.lower() == lowered:
            return candidate
    found = difflib.get_close_matches(lowered[:80], candidates, n=1, cutoff=0.66)
    return found[0] if found else None


def did_you_mean(word: str, known: Iterable[str]) -> list[tuple[str, str]]:
    """The row "Did you mean", when there is something to say; "One of" when several hold the words
    that were typed.
    """
    candidates = sorted(known)
    found = nearest(word, candidates)
    if found:
        return [("Did you mean", found)]
    several = holding(word, candidates)
    if len(several) == 1:
        return [("Did you mean", several[0])]
    return [("One of", ", ".join(several))] if 1 < len(several) <= MAX_OFFERED else []


def holding(word: str, known: Iterable[str]) -> list[str]:
    """The known names that hold every part of a shorter one: `write-in-plain-language` for `plain`;
    a part of four letters may be the beginning of one.
    """
    parts = _PART.findall(word[:80].casefold())
    if not any(len(part) >= FEWEST_LETTERS for part in parts):
        return []
    return [name for name in known if all(_holds(name, part) for part in parts)]


def _holds(name: str, part: str) -> bool:
    words = _PART.findall(name.casefold())
    return any(
        own == part or (len(part) >= FEWEST_LETTERS and own.startswith(part)) for own in words
    )


def a_few(values: Iterable[str], most: int = 8) -> str:
    """A list a person can take in: the first eight, and how many more."""
    listed = list(values)
    if len(listed) <= most:
        return ", ".join(listed)
    return f"{', '.join(listed[:most])} and {len(listed) - most} more"
