"""What a line of YAML that cannot be read may have been meant to be; and the same lines without
it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hub.problems import Problem
from hub.reading.yaml.blocks import children_end, columns_above, depth_of, parent_of
from hub.reading.yaml.slips import CLOSED_BY, MARKERS, in_quotes

# stands for a value, or for the name of a field, that nobody can read; its place in Unicode has no
# meaning of its own
UNREAD = "\ue000"
_NAMED = re.compile(r"(\s*(?:- +)*)([A-Za-z_][\w-]*)\s*:")
_Lines = list[str]


def meant_lines(lines: Sequence[str], line: int, problem: Problem) -> Iterator[_Lines]:
    """All the lines with one of them as it was most likely meant, best first."""
    typed = lines[line]
    yield from _list_meant(lines, line)
    lead = typed[: depth_of(typed)]
    is_item = re.match(rf"[{MARKERS}]", typed.strip()) is not None
    columns = [] if lead.strip(" ") else [len(lead)]
    if "\t" in lead:
        columns = [*columns_above(lines, line), len(lead.replace("\t", "  "))]
    elif lead.strip(" "):
        columns = [len(lead), *columns_above(lines, line)]
    elif is_item:
        columns = list(
            dict.fromkeys([*_dash_columns(lines, line), *columns, *columns_above(lines, line)])
        )
    for text in _meant(typed, problem):
        for column in columns:
            yield [*lines[:line], " " * column + text.strip(), *lines[line + 1 :]]


def _meant(typed: str, problem: Problem) -> Iterator[str]:
    for label, text in problem.rows[:1]:
        if label == "Write" and (
            _letters(text) == _letters(typed) or "[[" in typed or re.search(r"url: +\[", typed)
        ):
            yield text
    mark = typed[problem.place.column - 1 : problem.place.column]
    if mark in CLOSED_BY:
        yield f"{typed.rstrip()}{CLOSED_BY[mark]}"
    if mark in ('"', "'"):
        yield f"{typed.rstrip()}{mark}"
    if "\\" in typed:
        yield re.sub(r'\\(?!["\\])', r"\\\\", typed)
    yield re.sub(r"\s+", " ", typed.strip())


def _list_meant(lines: Sequence[str], line: int) -> Iterator[_Lines]:
    """A list that begins on the line of its field, in brackets, with the items on the lines
    below.
    """
    first = re.fullmatch(r"(\s*(?:- )?[\w-]+:)\s+- +(.+)", lines[line])
    if first is None:
        return
    end = children_end(lines, line)
    below = [re.fullmatch(r"\s*- +([^:]+)", text) for text in lines[line + 1 : end]]
    items = [first[2], *(found[1] for found in below if found)]
    if len(items) == 1 + len(below):
        yield [
            *lines[:line],
            f"{first[1]} [{', '.join(in_quotes(item.strip()) for item in items)}]",
            *[""] * len(below),
            *lines[end:],
        ]


def left_out(lines: Sequence[str], line: int) -> Iterator[_Lines]:
    """All the lines without one of them and what belongs to it; then without the line that it
    belongs to, and so on to the first.
    """
    here: int | None = line
    while here is not None:
        end = children_end(lines, here)
        for text in _placeholders(lines[here]):
            yield [*lines[:here], text, *[""] * (end - here - 1), *lines[end:]]
        here = parent_of(lines, here)


def nothing_of(lines: Sequence[str], *, is_list: bool) -> _Lines:
    """The lines of a field with its name alone, or of an item of which nothing is left."""
    first = next((line for line in lines if _NAMED.match(line)), "")
    named = _NAMED.match(first)
    text = (
        f"- {UNREAD}"
        if is_list
        else f"{named[2]}: {UNREAD}"
        if named and not named[1]
        else f"{UNREAD}: {UNREAD}"
    )
    return [text, *[""] * (len(lines) - 1)]


def _placeholders(typed: str) -> Iterator[str]:
    lead = " " * len(typed[: depth_of(typed)].replace("\t", "  "))
    named = _NAMED.match(typed)
    if named:
        yield f"{lead}{named[1].lstrip()}{named[2]}: {UNREAD}"
    if re.match(rf"[{MARKERS}]", typed.lstrip()):
        yield f"{lead}- {UNREAD}"
    yield f"{lead}{UNREAD}: {UNREAD}"


def _dash_columns(lines: Sequence[str], line: int) -> list[int]:
    """Where the items next to a line begin."""
    near = [number for number in (line + 1, line - 1, line + 2) if 0 <= number < len(lines)]
    columns = [
        depth_of(lines[number]) for number in near if lines[number].lstrip().startswith("- ")
    ]
    return sorted(columns, key=lambda column: abs(column - depth_of(lines[line])))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
