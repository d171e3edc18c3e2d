"""Marks that Git leaves where two changes met: until somebody chooses, a file says both, one below
the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hub.problems import Place, Report

_SIGNS = tuple(sign * 7 for sign in "<>|=")
_QUICK = re.compile(
    r"^[ \t>]*<{7}(?:[ \t]|$)|^[ \t]*(?:<{7}|>{7}|\|{7}|={7})(?:[ \t]|$)", re.MULTILINE
)
_MARK = re.compile(r"(?:[ \t]|> ?(?=[ \t>]*[<|=]{7}))*(<{7}|>{7}|\|{7}|={7})(?:[ \t].*)?")


@dataclass(frozen=True)
class _Conflict:
    """The lines of one place, from 0: where it begins and ends, and which of its lines are read."""

    marks: tuple[int, ...]
    kept: range


def without_merge_marks(text: str, path: str, report: Report) -> str:
    """The text with its marks told and left out, and of each place the first side alone, so that
    all the rest can be read.
    """
    if not any(mark in text for mark in _SIGNS) or not _QUICK.search(text):
        return text
    lines = text.split("\n")
    for conflict in list(_conflicts(lines)):
        first, last = conflict.marks[0], conflict.marks[-1]
        mark = _mark(lines[first])
        whole = len(conflict.marks) > 1
        message = (
            f"These are marks of an unfinished merge: from here to line {last + 1} the file holds"
            " two versions, one below the other."
            if whole
            else f"{mark} is a mark of an unfinished merge, which Git leaves where two changes met."
        )
        rows = [
            (
                "Write",
                (
                    "Keep the words of one version, and take the lines with <<<<<<<, ======= and"
                    " >>>>>>> out."
                    if whole
                    else "Take the line out."
                ),
            )
        ]
        report.add(
            "unfinished-merge", Place(path, first + 1, 1, length=len(mark)), message, rows=rows
        )
        for number in range(first, last + 1):
            if number not in conflict.kept:
                lines[number] = ""
    return "\n".join(lines)


def _conflicts(lines: Sequence[str]) -> Iterator[_Conflict]:
    marks = [
        (number, _mark(line)[0])
        for number, line in enumerate(lines)
        if _MARK.fullmatch(line) and not _is_rule(line)
    ]
    at = 0
    while at < len(marks):
        number, sign = marks[at]
        end = at + 1
        if sign == "<":
            while end < len(marks) and marks[end][1] not in "<>":
                end += 1
            end += end < len(marks) and marks[end][1] == ">"
        held = marks[at:end]
        middle = held[1][0] if len(held) > 1 else number + 1
        yield _Conflict(tuple(line for line, _ in held), range(number + 1, middle))
        at = end


def _mark(line: str) -> str:
    return (
        line.lstrip(" \t>")[:7]
        if "<" in line[:9] or "|" in line[:9] or "=" in line[:9]
        else line.strip()[:7]
    )


def _is_rule(line: str) -> bool:
    """A line that begins like a mark and is something else: `======= Heading =======`."""
    return line.lstrip()[:1] == "=" and bool(line.strip("= \t"))
