"""The YAML mistakes editors make, in their words. A parser's own message is never shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hub.problems import Place, Problem, Report
from hub.reading.yaml.slips import glued_colon, glued_item, odd_colon
from hub.reading.yaml.stops import MORE, NO_COLON, UNLIKE, Stop, mistake_at

ABOUT_INDENTS = frozenset({MORE, UNLIKE})


def explain(error: Exception, text: str, report: Report, at: Callable[..., Place]) -> None:
    """Report `error` as the mistake that most likely caused it."""
    opened = getattr(error, "context_mark", None)
    mark = getattr(error, "problem_mark", None) or opened
    lines = text.split("\n")
    stop = Stop(
        lines,
        min(mark.line, len(lines) - 1) if mark else 0,
        mark.column if mark else 0,
        problem=str(getattr(error, "problem", "") or ""),
        context=str(getattr(error, "context", "")),
        opened=opened,
    )
    for number, above in enumerate(lines[: stop.line]):
        if above.rstrip() == "...":
            report.problems.append(another_document(at(number, 0, 3), "..."))
            return
    mistake = mistake_at(stop)
    place = at(mistake.line, mistake.column, mistake.length)
    report.add(mistake.code, place, mistake.message, rows=mistake.rows)


def another_document(place: Place, mark: str) -> Problem:
    """The problem of a line that ends the fields for YAML, and that has more below it."""
    if mark == "---":
        message, write = (
            "This file holds two documents: a line of --- starts another one.",
            "Remove the second --- line, or put what follows into a file of its own.",
        )
    else:
        message, write = (
            f"A line of {mark} ends the fields, so what stands below it is not read.",
            "Remove the line, or write --- there if the text of the entry begins below it.",
        )
    return Problem("yaml-many-documents", place, message, rows=(("Write", write),))


def directive_problem(place: Place) -> Problem:
    """The problem of a line that starts with %."""
    return Problem(
        "yaml-directive",
        place,
        "A line that starts with % is a YAML directive, and they are not used here.",
        rows=(("Write", "Remove the line."),),
    )


def no_field(lines: Sequence[str], path: str, first: int) -> Problem:
    """What is wrong with lines that should be a field or an item and that YAML reads as text;
    `first` is the number of the first.
    """
    line = next(
        (
            number
            for number, typed in enumerate(lines)
            if typed.strip() and not typed.lstrip().startswith("#")
        ),
        0,
    )
    typed = lines[line]
    slip = glued_colon(line, typed) or odd_colon(line, typed) or glued_item(line, typed)
    if slip is not None:
        return Problem(
            "yaml-syntax",
            Place(path, first + slip.line, slip.column + 1, length=slip.length),
            slip.message,
            rows=(slip.row,),
        )
    return Problem(
        "yaml-syntax",
        Place(path, first + line, 1, length=1),
        NO_COLON,
        rows=(("Write", "name: value"),),
    )
