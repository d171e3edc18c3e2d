"""A line that is indented more or less than the lines it belongs with: the column that is expected,
and the line as it should be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from hub.problems import Problem
from hub.reading.yaml.blocks import children_end, columns_above, depth_of
from hub.reading.yaml.mistakes import ABOUT_INDENTS
from hub.reading.yaml.stops import TAB


def is_about_indents(problem: Problem) -> bool:
    """True when all that is known of a mistake is that lines do not stand below one another as they
    should.
    """
    return problem.code == "yaml-syntax" and problem.message in ABOUT_INDENTS


def moved(lines: Sequence[str], line: int) -> Iterator[list[str]]:
    """All the lines with one of them, and what belongs to it, in another column: the nearest
    first.
    """
    column = depth_of(lines[line])
    end = children_end(lines, line)
    for wanted in sorted(
        dict.fromkeys(columns_above(lines, line)), key=lambda other: (abs(other - column), -other)
    ):
        if wanted != column:
            yield [
                *lines[:line],
                *(_shifted(text, wanted - column) for text in lines[line:end]),
                *lines[end:],
            ]


def with_column(problem: Problem, typed: str, meant: str) -> Problem:
    """The problem with the column that is expected, and the line as it should be."""
    here, there = depth_of(typed), depth_of(meant)
    way = "more" if here > there else "less"
    message = (
        f"This line is indented {way} than the lines it belongs with: it starts in column"
        f" {here + 1}, and they start in column {there + 1}."
    )
    return replace(problem, message=message, rows=(("Write", meant.rstrip()),))


def with_spaces(problem: Problem, meant: str) -> Problem:
    """The problem of a tab with the line as it should be."""
    many = depth_of(meant)
    how = f"and here it needs {many} of them" if many else "and here it needs none"
    return replace(problem, message=f"{TAB.rstrip('.')}, {how}.", rows=(("Write", meant.rstrip()),))


def is_about_tabs(problem: Problem) -> bool:
    """True when a line is indented with a tab."""
    return problem.message == TAB


def _shifted(text: str, by: int) -> str:
    return f"{' ' * max(depth_of(text) + by, 0)}{text.lstrip()}" if text.strip() else text
