"""What a line of fields holds as it was typed: its field, its value, its first column."""

from __future__ import annotations

import re

from hub.reading.yaml.slips import (
    in_quotes,
    without_curly,
)


def value_in_quotes(typed: str) -> str:
    """A line with its value in quotes: what follows the name of the field, or the whole item where
    it begins with a quote of a word processor.
    """
    item = re.fullmatch(r"\s*- ([“‘„«].*)", typed)
    if item:
        return f"- {in_quotes(without_curly(item[1].strip()))}"
    name, _, value = typed.partition(":")
    return f"{name.strip()}: {in_quotes(without_curly(value.strip()))}"


def head_and_value(typed: str) -> tuple[str, str]:
    """`- do:` and `Draw it` for the line `  - do: Draw it`: what stands in front of a value, and
    the value.
    """
    found = re.fullmatch(r"\s*((?:- +)?(?:[\w-]+:(?= )|[\w-]+:$)?) *(.*?)\s*", typed)
    return (found[1].strip(), found[2]) if found else ("", typed.strip())


def tab_line(lines: list[str], near: int) -> int | None:
    """The line at `near`, or the one above it, that is indented with a tab."""
    for index in (near, near - 1):
        if (
            0 <= index < len(lines)
            and "\t" in lines[index][: len(lines[index]) - len(lines[index].lstrip())]
        ):
            return index
    return None


def odd_space(lines: list[str], near: int) -> tuple[int, int] | None:
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


def open_bracket(lines: list[str], line: int, context_mark: object) -> tuple[str, int, int] | None:
    """The bracket that is open at a line, and where it stands."""
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


def without_quotes(value: str) -> str:
    """The text in quotes; of one that is closed elsewhere, without its quotes and with its
    apostrophes.
    """
    mark = value[:1]
    return (
        value[1:-1]
        if len(value) > 1 and value.endswith(mark)
        else re.sub(rf"(?<!\w){mark}|{mark}(?!\w)", "", value)
    )
