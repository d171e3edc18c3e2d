"""Lines of a paragraph that were meant to begin an item, a heading or the row of a table, and became running text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from hub.proseruns import HOLE, Run, Slip

# Bullets of word processors: general punctuation, geometric shapes, and the private letters of the fonts Symbol and Wingdings.
_BULLET = re.compile(
    "\\s*([\u2022\u00b7\u2023\u2043\u2219\u25aa\u25ab\u25cf\u25cb\u25e6\u25a0\u25a1\u25c6\u25c7\u27a2\u27a4\u25ba\u25b6\u2756\u25d8\u25d9\ue000-\uf8ff])\\s*(?=\\S)"
)
_TWICE = re.compile(r"\s*([–—✓✔✗✘☐☑☒]|o(?=[ \t])|[-+*](?=[^\W\d_]))\s*(?=\S)")  # one alone may be meant: a dash before a name, a tick
_NUMBER = re.compile(r"\s*(\()?(\d{1,4}|[a-zA-Z])(?:[.)](?=[ \t]+\S)|\.(?=[^\W\d_]{2}))")
_DEEP_ITEM = re.compile(r"\s*[-+*][ \t]+(?=\S)")
_TASK = re.compile(r"\s*\[[ xX]?\][ \t]+(?=\S)")
_HEADING = re.compile(r"\s*(#{2,6})(?=[^\s#])|\s*(#{7,})(?=\s)|\s*(#)(?=[A-Z][^\n]* )")
_DEFINITION = re.compile(r"\s*:[ \t]+(?=\S)")
_RULE_OF_TABLE = re.compile(r"[\s|:+=_–—-]*[–—=_-]{2}[\s|:+=_–—-]*")
_ADVICE = ("Or", "\\ before it if readers should see it as it is")


def line_slips(run: Run) -> Iterator[Slip]:
    """What the lines of a paragraph were meant to begin; of each sort the first."""
    if run.kind != "p":
        return
    lines = run.words.split("\n")
    table = _table(lines)
    if table is not None:
        number, message, rows = table
        yield Slip("broken-table", run.line + number, lines[number].strip(), message, rows)
        return
    for find in (_bullets, _numbers, _deep_item, _heading, _definition):
        found = find(lines)
        if found is not None:
            code, number, typed, message, write = found
            yield Slip(code, run.line + number, typed, message, (("Write", write), _ADVICE))
            return
    if not run.is_in_item and _TASK.match(lines[0]):
        rest = lines[0][_TASK.match(lines[0]).end() :]  # type: ignore[union-attr]  # asked in the line above
        message = "A box to tick stands in an item of a list, and this line begins none."
        yield Slip("broken-list", run.line, lines[0].strip(), message, (("Write", f"- [ ] {rest}"), _ADVICE))


_Found = tuple[str, int, str, str, str]


def _bullets(lines: Sequence[str]) -> _Found | None:
    first = _first(lines, _BULLET.match, 1) or _first(lines, _TWICE.match, 2)
    if first is None:
        return None
    number, found = first
    sign = found[1]
    shown = f"U+{ord(sign):04X}" if "\ue000" <= sign <= "\uf8ff" else f'"{sign}"'
    message = f"An item of a list begins with a hyphen and a space, and here with {shown}, so readers would see one long paragraph."
    if sign in "-+*":
        message = f"There is no space after {shown}, so this line begins no item and readers would see the sign."
    return "broken-list", number, lines[number].strip(), message, f"- {lines[number][found.end() :].strip()}"


def _first(lines: Sequence[str], match: Callable[[str], re.Match[str] | None], fewest: int) -> tuple[int, re.Match[str]] | None:
    """The first line that matches, when enough of them do."""
    found = [(number, one) for number, line in enumerate(lines) if (one := match(line))]
    return found[0] if len(found) >= fewest else None


def _numbers(lines: Sequence[str]) -> _Found | None:
    """Two lines that count on: 2. and 3., a) and b), (1) and (2). One alone is the end of a sentence."""
    counted = [(number, found) for number, line in enumerate(lines) if (found := _NUMBER.match(line))]
    for (number, found), (_, after) in pairwise(counted):
        if _follows(found[2], after[2]):
            rest = lines[number][found.end() :].strip()
            count = found[2] if found[2].isdigit() else str(ord(found[2].lower()) - ord("a") + 1)
            message = "These lines count on like a list and are read as one paragraph: leave a line free above them, and count with 1. 2. 3."
            return "broken-list", number, lines[number].strip(), message, f"{count}. {rest}"
    return None


def _follows(first: str, second: str) -> bool:
    if first.isdigit() or second.isdigit():
        return first.isdigit() and second.isdigit() and int(second) == int(first) + 1
    return ord(second) == ord(first) + 1


def _deep_item(lines: Sequence[str]) -> _Found | None:
    first = _first(lines, _DEEP_ITEM.match, 1)
    if first is None:
        return None
    number, found = first
    message = "This line begins like an item of a list and is indented too far, so it is read as more of the line above."
    return "broken-list", number, lines[number].strip(), message, f"  - {lines[number][found.end() :].strip()}   with two spaces more than the item above"


def _heading(lines: Sequence[str]) -> _Found | None:
    first = _first(lines, _HEADING.match, 1)
    if first is None or (first[1][3] and len(lines) > 1):
        return None
    number, found = first
    sign = found[1] or found[2] or found[3]
    message = f"A heading has {'at most six signs #' if found[2] else 'a space after #'}, so readers would see this line with its signs."
    return "bad-heading", number, lines[number].strip(), message, f"{'#' * min(max(len(sign), 2), 6)} {lines[number][found.end() :].strip()}"


def _definition(lines: Sequence[str]) -> _Found | None:
    first = _first(lines[:1], _DEFINITION.match, 1)
    if first is None:
        return None
    message = "A line that begins with a colon tells what the term above it means, and no term stands right above this one."
    return "broken-list", 0, lines[0].strip(), message, "the term on a line of its own, and the colon on the next"


def _table(lines: Sequence[str]) -> tuple[int, str, tuple[tuple[str, str], ...]] | None:
    """Rows of a table that became text: the line of hyphens is missing, or has other columns than the head."""
    pipes = [0 if HOLE * 2 in line else line.count("|") for line in lines]
    start = next((number for number, line in enumerate(lines) if line.lstrip().startswith("|") and pipes[number] > 1), None)
    if start is None:
        rows = (
            number
            for number in range(len(lines) - 1)
            if " | " in lines[number] and pipes[number] == pipes[number + 1] and (" | " in lines[number + 1] or _is_rule(lines[number + 1]))
        )
        start = next(rows, None)
    if start is None:
        return None
    columns = len(_cells(lines[start]))
    rule = "|" + " --- |" * columns
    rules = next((line for line in lines[start + 1 :] if _is_rule(line)), None)
    if rules is not None and re.fullmatch(r"[\s|:-]*", rules):
        count = len(_cells(rules))
        message = f"The head of this table has {columns} columns and the line of hyphens below it {count}, so readers would see the signs."
    elif rules is not None:
        message = "The line below the head of this table is not made of hyphens, so readers would see the signs."
    else:
        message = "The line of hyphens below the head of this table is missing, so readers would see the signs in the place of a table."
    return start, message, (("Write", f"{rule}   in the line below the head"),)


def _is_rule(line: str) -> bool:
    return _RULE_OF_TABLE.fullmatch(line) is not None


def _cells(line: str) -> list[str]:
    return line.strip().strip("|").split("|")
