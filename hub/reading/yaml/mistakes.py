"""The YAML mistakes editors make, in their words. A parser's own message is never shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from hub.problems import Place, Problem, Report, quoted
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
    without_curly,
)

_MORE = "This line is indented more than the field above it, so it is read as more of that field."
_UNLIKE = (
    "The fields cannot be read from here on. Often a line is indented more or less than its"
    " neighbors, or a quote or bracket is not closed on the line above."
)
NO_COLON = "This line has no colon. A field is a name, a colon, a space and a value."
TAB = "This line is indented with a tab. YAML takes spaces only."
ABOUT_INDENTS = frozenset({_MORE, _UNLIKE})


def explain(error: Exception, text: str, report: Report, at: Callable[..., Place]) -> None:
    """Report `error` as the mistake that most likely caused it."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = str(getattr(error, "problem", "") or "")
    context_mark = getattr(error, "context_mark", None)
    lines = text.split("\n")
    line = min(mark.line, len(lines) - 1) if mark else 0
    column = mark.column if mark else 0
    typed = lines[line] if lines else ""

    dots = next(
        (number for number, above in enumerate(lines[:line]) if above.rstrip() == "..."), None
    )
    if dots is not None:
        report.problems.append(another_document(at(dots, 0, 3), "..."))
        return
    slip = _slip(lines, line, column, problem=problem, context_mark=context_mark)
    if slip is not None:
        report.add(
            "yaml-syntax", at(slip.line, slip.column, slip.length), slip.message, rows=[slip.row]
        )
        return
    if (
        problem.startswith("found undefined alias")
        or "expected alphabetic or numeric character" in problem
    ):
        report.add(
            "yaml-alias",
            at(line, column),
            "YAML anchors and aliases (& and *) are not used here.",
            rows=[
                (
                    "Write",
                    "Repeat the value in full, or put text that starts with * or & in quotes.",
                )
            ],
        )
        return
    found = _odd_space(lines, line)
    if found is not None:
        odd, position = found
        report.add(
            "yaml-syntax",
            at(odd, position),
            f"This line starts with {named(lines[odd][position])}, which looks like a space and is"
            " not one.",
            rows=[("Write", "Delete the start of the line and type spaces.")],
        )
        return
    if "mapping values are not allowed" in problem and ": " not in typed[:column]:
        glued = glued_colon(line - 1, lines[line - 1]) if line else None
        if glued:
            report.add(
                "yaml-syntax",
                at(glued.line, glued.column, glued.length),
                glued.message,
                rows=[glued.row],
            )
        else:
            report.add(
                "yaml-syntax",
                at(line, len(typed) - len(typed.lstrip())),
                _MORE,
                rows=[
                    ("Write", "Line it up with the field above."),
                    ("Or", "put the value above in quotes, if it goes on here"),
                ],
            )
        return
    if "mapping values are not allowed" in problem:
        report.add(
            "yaml-syntax",
            at(line, column),
            "A colon followed by a space starts a new field, so this value is cut in two. Put the"
            " value in quotes.",
            rows=[("Write", _value_in_quotes(typed))],
        )
        return
    tab = _tab_line(lines, line)
    if tab is None and typed[column : column + 1] == "\t":
        report.add(
            "yaml-syntax",
            at(line, column),
            "There is a tab here. YAML takes spaces only.",
            rows=[("Write", " ".join(typed.split()))],
        )
        return
    if tab is not None:
        report.add(
            "yaml-syntax",
            at(tab, lines[tab].index("\t")),
            TAB,
            rows=[("Write", "Use two spaces for each level instead of the tab.")],
        )
        return
    opened = (
        context_mark
        if context_mark is not None and "quoted scalar" in str(getattr(error, "context", ""))
        else None
    )
    if opened is not None and "escape" in problem:
        report.add(
            "yaml-syntax",
            at(line, max(column - 1, 0), 2),
            r"Inside double quotes a backslash \ starts a code, and this is not one of them.",
            rows=[
                ("Write", r"Use single quotes around the value, or write the backslash twice: \\")
            ],
        )
        return
    if opened is not None:
        report.add(
            "yaml-syntax",
            at(opened.line, opened.column),
            "This quote is opened here and never closed.",
            rows=[("Write", "Close it at the end of the same line.")],
        )
        return
    before = typed[:column].rstrip()
    head, value = _head_and_value(typed)
    if (
        "expected <block end>" in problem
        and before[-1:] in ("'", '"')
        and head
        and value[:1] in ("'", '"')
    ):
        report.add(
            "yaml-syntax",
            at(line, column),
            "The text goes on after the closing quote, so part of this value would be lost.",
            rows=[("Write", f"{head} {in_quotes(_without_quotes(value))}")],
        )
        return
    if "sequence entries are not allowed" in problem:
        name, _, value = typed.partition(":")
        report.add(
            "yaml-syntax",
            at(line, column),
            "A list starts on the line below its field name.",
            rows=[
                ("Write", f"{name.strip()}: and on the next line   {value.strip()}"),
                ("Or", f"{name.strip()}: {in_quotes(value.strip())}"),
            ],
        )
        return
    if "cannot start any token" in problem or (
        head
        and re.search(
            "chomping or indentation|comment or a line break|mapping keys are not allowed", problem
        )
    ):
        at_value = (
            column
            if value.startswith(typed[column : column + 1])
            else len(typed) - len(typed.rstrip()) + typed.rindex(value)
        )
        report.add(
            "yaml-syntax",
            at(line, at_value),
            f"A value cannot start with {quoted(typed[at_value : at_value + 1])}. Put it in"
            " quotes.",
            rows=[("Write", f"{head} {in_quotes(value)}".strip())],
        )
        return
    flow = _open_bracket(lines, line, context_mark)
    if flow is not None:
        bracket, where_line, where_column = flow
        closing = {"[": "]", "{": "}"}[bracket]
        report.add(
            "yaml-syntax",
            at(where_line, where_column),
            f'This "{bracket}" is opened here and never closed with "{closing}".',
            rows=[
                (
                    "Write",
                    f'Close the list with "{closing}", or put the value in quotes if it is text.',
                )
            ],
        )
        return
    if (
        re.match(r"\s*[\w-]+\s+\S", typed)
        and ":" not in typed
        and "could not find expected ':'" in problem
    ) or "expected ':'" in problem:
        where = context_mark.line if context_mark else line
        report.add("yaml-syntax", at(where, 0), NO_COLON, rows=[("Write", "name: value")])
        return
    report.add(
        "yaml-syntax",
        at(line, column),
        _UNLIKE,
        rows=[
            (
                "Write",
                (
                    "Line up field names in one column, list items with two more spaces and a dash:"
                    " - item"
                ),
            )
        ],
    )


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
        flow = _open_bracket(lines, line, context_mark)
        return missing_comma(lines, line, column, opened=flow) if flow else None
    if "expected <block end>" in problem:
        return goes_on_after_bracket(line, column, typed)
    return None


def _value_in_quotes(typed: str) -> str:
    """A line with its value in quotes: what follows the name of the field, or the whole item where
    it begins with a quote of a word processor.
    """
    item = re.fullmatch(r"\s*- ([“‘„«].*)", typed)
    if item:
        return f"- {in_quotes(without_curly(item[1].strip()))}"
    name, _, value = typed.partition(":")
    return f"{name.strip()}: {in_quotes(without_curly(value.strip()))}"


def _head_and_value(typed: str) -> tuple[str, str]:
    """`- do:` and `Draw it` for the line `  - do: Draw it`: what stands in front of a value, and
    the value.
    """
    found = re.fullmatch(r"\s*((?:- +)?(?:[\w-]+:(?= )|[\w-]+:$)?) *(.*?)\s*", typed)
    return (found[1].strip(), found[2]) if found else ("", typed.strip())


def _tab_line(lines: list[str], near: int) -> int | None:
    for index in (near, near - 1):
        if (
            0 <= index < len(lines)
            and "\t" in lines[index][: len(lines[index]) - len(lines[index].lstrip())]
        ):
            return index
    return None


def _odd_space(lines: list[str], near: int) -> tuple[int, int] | None:
    """A line near `near` that is indented with a space other than the space bar's, and where in it
    that stands.
    """
    for index in (near, near - 1):
        lead = (
            lines[index][: len(lines[index]) - len(lines[index].lstrip())]
            if 0 <= index < len(lines)
            else ""
        )
        position = next((place for place, letter in enumerate(lead) if letter not in " \t"), None)
        if position is not None:
            return index, position
    return None


def _open_bracket(lines: list[str], line: int, context_mark: object) -> tuple[str, int, int] | None:
    where = getattr(context_mark, "line", None)
    column = getattr(context_mark, "column", None)
    if (
        isinstance(where, int)
        and isinstance(column, int)
        and where < len(lines)
        and lines[where][column : column + 1] in ("[", "{")
    ):
        return lines[where][column], where, column
    for index in range(min(line, len(lines) - 1), max(line - 3, -1), -1):
        found = re.match(r"[^\"'#]*:\s*([\[{])(?!.*[\]}])", lines[index])
        if found:
            return found.group(1), index, found.start(1)
    return None


def _without_quotes(value: str) -> str:
    """The text in quotes; of one that is closed elsewhere, without its quotes and with its
    apostrophes.
    """
    mark = value[:1]
    return (
        value[1:-1]
        if len(value) > 1 and value.endswith(mark)
        else re.sub(rf"(?<!\w){mark}|{mark}(?!\w)", "", value)
    )
