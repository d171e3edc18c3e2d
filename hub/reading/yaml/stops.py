"""What may be wrong where the parser of YAML stopped: each rule knows one mistake of editors."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from hub.problems import quoted
from hub.reading.yaml.slips import (
    Slip,
    glued_colon,
    glued_item,
    goes_on_after_bracket,
    in_quotes,
    missing_comma,
    named,
    odd_colon,
    star_item,
    starred_value,
)
from hub.reading.yaml.typedlines import (
    head_and_value,
    odd_space,
    open_bracket,
    tab_line,
    value_in_quotes,
    without_quotes,
)

MORE = "This line is indented more than the field above it, so it is read as more of that field."
UNLIKE = (
    "The fields cannot be read from here on. Often a line is indented more or less than its"
    " neighbors, or a quote or bracket is not closed on the line above."
)
NO_COLON = "This line has no colon. A field is a name, a colon, a space and a value."
TAB = "This line is indented with a tab. YAML takes spaces only."
_IN_COLUMN = "Line up field names in one column, list items with two more spaces and a dash: - item"


class Mark(Protocol):
    """A place in the text, counted from 0."""

    line: int
    column: int


@dataclass(frozen=True)
class Stop:
    """Where the parser stopped, and what it says of that."""

    lines: list[str]
    line: int
    column: int
    problem: str
    context: str
    opened: Mark | None  # where what it was reading begins

    @property
    def typed(self) -> str:
        """The line it stopped at."""
        return self.lines[self.line] if self.lines else ""


@dataclass(frozen=True)
class Mistake:
    """A mistake, as an editor reads it."""

    line: int
    column: int
    message: str
    rows: tuple[tuple[str, str], ...]
    length: int = 1
    code: str = "yaml-syntax"


def _slipped(stop: Stop) -> Mistake | None:
    slip = _slip(stop.lines, stop.line, stop.column, problem=stop.problem, context_mark=stop.opened)
    return _of_slip(slip) if slip else None


def _of_slip(slip: Slip) -> Mistake:
    return Mistake(slip.line, slip.column, slip.message, rows=(slip.row,), length=slip.length)


def _anchor(stop: Stop) -> Mistake | None:
    if not (
        stop.problem.startswith("found undefined alias")
        or "expected alphabetic or numeric character" in stop.problem
    ):
        return None
    message = "YAML anchors and aliases (& and *) are not used here."
    write = "Repeat the value in full, or put text that starts with * or & in quotes."
    return Mistake(stop.line, stop.column, message, rows=(("Write", write),), code="yaml-alias")


def _space_that_is_none(stop: Stop) -> Mistake | None:
    odd = odd_space(stop.lines, stop.line)
    if odd is None:
        return None
    line, column = odd
    message = (
        f"This line starts with {named(stop.lines[line][column])}, which looks like a space and is"
        " not one."
    )
    rows = (("Write", "Delete the start of the line and type spaces."),)
    return Mistake(line, column, message, rows=rows)


def _field_in_a_value(stop: Stop) -> Mistake | None:
    if "mapping values are not allowed" not in stop.problem:
        return None
    if ": " in stop.typed[: stop.column]:
        message = (
            "A colon followed by a space starts a new field, so this value is cut in two. Put the"
            " value in quotes."
        )
        return Mistake(
            stop.line, stop.column, message, rows=(("Write", value_in_quotes(stop.typed)),)
        )
    glued = glued_colon(stop.line - 1, stop.lines[stop.line - 1]) if stop.line else None
    if glued:
        return _of_slip(glued)
    rows = (
        ("Write", "Line it up with the field above."),
        ("Or", "put the value above in quotes, if it goes on here"),
    )
    return Mistake(stop.line, len(stop.typed) - len(stop.typed.lstrip()), MORE, rows=rows)


def _tab(stop: Stop) -> Mistake | None:
    line = tab_line(stop.lines, stop.line)
    if line is not None:
        rows = (("Write", "Use two spaces for each level instead of the tab."),)
        return Mistake(line, stop.lines[line].index("\t"), TAB, rows=rows)
    if stop.typed[stop.column : stop.column + 1] != "\t":
        return None
    rows = (("Write", " ".join(stop.typed.split())),)
    return Mistake(
        stop.line, stop.column, "There is a tab here. YAML takes spaces only.", rows=rows
    )


def _open_quote(stop: Stop) -> Mistake | None:
    if stop.opened is None or "quoted scalar" not in stop.context:
        return None
    if "escape" in stop.problem:
        message = r"Inside double quotes a backslash \ starts a code, and this is not one of them."
        write = r"Use single quotes around the value, or write the backslash twice: \\"
        at = max(stop.column - 1, 0)
        return Mistake(stop.line, at, message, rows=(("Write", write),), length=2)
    message = "This quote is opened here and never closed."
    rows = (("Write", "Close it at the end of the same line."),)
    return Mistake(stop.opened.line, stop.opened.column, message, rows=rows)


def _text_behind_a_quote(stop: Stop) -> Mistake | None:
    before = stop.typed[: stop.column].rstrip()
    head, value = head_and_value(stop.typed)
    if not (
        "expected <block end>" in stop.problem
        and before[-1:] in ("'", '"')
        and head
        and value[:1] in ("'", '"')
    ):
        return None
    message = "The text goes on after the closing quote, so part of this value would be lost."
    rows = (("Write", f"{head} {in_quotes(without_quotes(value))}"),)
    return Mistake(stop.line, stop.column, message, rows=rows)


def _list_on_the_line_of_its_field(stop: Stop) -> Mistake | None:
    if "sequence entries are not allowed" not in stop.problem:
        return None
    name, _, value = stop.typed.partition(":")
    rows = (
        ("Write", f"{name.strip()}: and on the next line   {value.strip()}"),
        ("Or", f"{name.strip()}: {in_quotes(value.strip())}"),
    )
    message = "A list starts on the line below its field name."
    return Mistake(stop.line, stop.column, message, rows=rows)


def _sign_before_a_value(stop: Stop) -> Mistake | None:
    head, value = head_and_value(stop.typed)
    signs = "chomping or indentation|comment or a line break|mapping keys are not allowed"
    if "cannot start any token" not in stop.problem and not (
        head and re.search(signs, stop.problem)
    ):
        return None
    typed, column = stop.typed, stop.column
    if not value.startswith(typed[column : column + 1]):
        column = len(typed) - len(typed.rstrip()) + typed.rindex(value)
    sign = quoted(typed[column : column + 1])
    message = f"A value cannot start with {sign}. Put it in quotes."
    rows = (("Write", f"{head} {in_quotes(value)}".strip()),)
    return Mistake(stop.line, column, message, rows=rows)


def _bracket_left_open(stop: Stop) -> Mistake | None:
    flow = open_bracket(stop.lines, stop.line, stop.opened)
    if flow is None:
        return None
    bracket, line, column = flow
    closing = {"[": "]", "{": "}"}[bracket]
    message = f'This "{bracket}" is opened here and never closed with "{closing}".'
    write = f'Close the list with "{closing}", or put the value in quotes if it is text.'
    return Mistake(line, column, message, rows=(("Write", write),))


def _no_colon(stop: Stop) -> Mistake | None:
    if "expected ':'" not in stop.problem:
        return None
    line = stop.opened.line if stop.opened else stop.line
    return Mistake(line, 0, NO_COLON, rows=(("Write", "name: value"),))


def _unlike_its_neighbors(stop: Stop) -> Mistake:
    return Mistake(stop.line, stop.column, UNLIKE, rows=(("Write", _IN_COLUMN),))


_RULES: tuple[Callable[[Stop], Mistake | None], ...] = (
    _slipped,
    _anchor,
    _space_that_is_none,
    _field_in_a_value,
    _tab,
    _open_quote,
    _text_behind_a_quote,
    _list_on_the_line_of_its_field,
    _sign_before_a_value,
    _bracket_left_open,
    _no_colon,
)


def mistake_at(stop: Stop) -> Mistake:
    """The mistake that most likely stopped the parser."""
    for rule in _RULES:
        mistake = rule(stop)
        if mistake is not None:
            return mistake
    return _unlike_its_neighbors(stop)


def _slip(
    lines: list[str], line: int, column: int, problem: str, context_mark: object
) -> Slip | None:
    """A slip that the line itself shows, so that what to write can be given whole."""
    typed = lines[line] if lines else ""
    if "alphabetic or numeric character" in problem or problem.startswith("found undefined alias"):
        return star_item(line, typed) or starred_value(line, typed)
    if "could not find expected ':'" in problem:
        where = min(int(getattr(context_mark, "line", line)), len(lines) - 1)
        return (
            glued_colon(where, lines[where])
            or odd_colon(where, lines[where])
            or glued_item(where, lines[where])
        )
    if re.match(r"expected ',' or '[\]}]'|did not find expected ',' or '[\]}]'", problem):
        flow = open_bracket(lines, line, context_mark)
        return missing_comma(lines, line, column, opened=flow) if flow else None
    if "expected <block end>" in problem:
        return goes_on_after_bracket(line, column, typed)
    return None
