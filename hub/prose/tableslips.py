"""Rows of a table that became text: the line of hyphens is missing, is none, or stands apart from
them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hub.prose.runs import HOLE, Run, Slip

_RULE = re.compile(r"[\s|:+=_–—-]*[–—=_-]{2}[\s|:+=_–—-]*")
_GOOD_RULE = re.compile(r"[ \t|:-]*")


def table_slips(run: Run, source: Sequence[str]) -> Iterator[Slip]:
    """What is wrong with the rows of a table in a paragraph. `source` has all lines of the text."""
    if run.kind != "p":
        return
    lines = run.words.split("\n")
    start = _start(lines)
    if start is None:
        return
    number = run.line + start
    typed = lines[start].strip()
    above, below = (
        _across_gap(source, number, -1),
        _across_gap(source, run.line + len(lines) - 1, 1),
    )
    if above.startswith("|") and typed.startswith("|"):
        if not _is_text(source, number):
            yield Slip(
                "broken-table",
                number,
                typed,
                message=(
                    "A free line parts this row from its table, so readers would see the signs."
                ),
                rows=(("Write", "Take the free line above it out."),),
            )
        return
    if below.startswith("|") and typed.startswith("|"):
        yield Slip(
            "broken-table",
            number,
            typed,
            message=(
                "A free line parts this row from the lines of its table below, so readers would see"
                " the signs."
            ),
            rows=(("Write", "Take the free lines between them out."),),
        )
        return
    if "\t" in lines[start] and "|" not in lines[start]:
        cells = [cell.strip() for cell in lines[start].split("\t")]
        message = (
            "These rows were copied from a spreadsheet, where tabs part the cells, so readers would"
            " see one long paragraph."
        )
        rule = "|" + " --- |" * len(cells)
        yield Slip(
            "broken-table",
            number,
            typed,
            message=message,
            rows=(("Write", f"| {' | '.join(cells)} |   and below it   {rule}"),),
        )
        return
    yield from _without_rule(lines, start, number)


def _start(lines: Sequence[str]) -> int | None:
    """The line of a paragraph that its table begins with; None where there is no table."""
    pipes = [line.count("|") for line in lines]
    first = next(
        (
            number
            for number, line in enumerate(lines)
            if line.lstrip().startswith("|") and pipes[number] > 1
        ),
        None,
    )
    if first is not None:
        return first
    tabs = [line.strip().count("\t") for line in lines]
    for number in range(len(lines) - 1):
        here, after = lines[number], lines[number + 1]
        if (
            " | " in here
            and pipes[number] == pipes[number + 1]
            and (" | " in after or _RULE.fullmatch(after))
        ):
            return number
        if tabs[number] and tabs[number] == tabs[number + 1]:
            return number
    return None


def _across_gap(source: Sequence[str], number: int, step: int) -> str:
    """The line on the other side of one free line, or ""."""
    free, other = number + step, number + 2 * step
    return (
        source[other].strip()
        if 0 <= other < len(source) and 0 <= free < len(source) and not source[free].strip()
        else ""
    )


def _is_text(source: Sequence[str], number: int) -> bool:
    """True when the row across the gap above is no row of a table either: that one was told."""
    first = number - 2
    while first > 0 and source[first - 1].strip().startswith("|"):
        first -= 1
    block = [source[line] for line in range(first, number - 1)]
    return not any(_RULE.fullmatch(line) and "|" in line for line in block[1:])


def _without_rule(lines: Sequence[str], start: int, number: int) -> Iterator[Slip]:
    columns = len(_cells(lines[start]))
    rule = "|" + " --- |" * columns
    found = next(
        (line for line in lines[start + 1 :] if _RULE.fullmatch(line) and HOLE not in line), None
    )
    if found is None:
        message = (
            "The line of hyphens below the head of this table is missing, so readers would see the"
            " signs in the place of a table."
        )
    elif not _GOOD_RULE.fullmatch(found) and re.fullmatch(r"[\s|:-]*", found):
        odd = next(letter for letter in found if letter not in " \t|:-")
        message = (
            f"The line of hyphens below the head of this table holds U+{ord(odd):04X}, which looks"
            " like a space and is not one, so readers would see the signs."
        )
    elif _GOOD_RULE.fullmatch(found):
        message = (
            f"The head of this table has {columns} columns and the line of hyphens below it"
            f" {len(_cells(found))}, so readers would see the signs."
        )
    else:
        message = (
            "The line below the head of this table is not made of hyphens, so readers would see the"
            " signs."
        )
    yield Slip(
        "broken-table",
        number,
        lines[start].strip(),
        message=message,
        rows=(("Write", f"{rule}   in the line below the head"),),
    )


def _cells(line: str) -> list[str]:
    return line.strip().strip("|").split("|")
