"""Slips of the keys in YAML that can be mended by looking at the line: a space, a comma or a dash
that is missing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

# what people type in front of an item: the dash of YAML, and what word processors make of it
MARKERS = r"\-–—•·*"
_GLUED_COLON = re.compile(r"(\s*(?:- )?)([A-Za-z][\w-]*):(?=[^\s/])")
_ODD_COLON = re.compile(
    r"(\s*(?:- )?)([A-Za-z][\w-]*)[^\S\n]*(?:(:)([^\S \t\n])|([\uff1a\ufe55\u2236\ua789]))"
)
_GLUED_ITEM = re.compile(rf"(\s*)[{MARKERS}]+\s*(?=[^\s{MARKERS}\d])")  # -5 is a number
CLOSED_BY = {"[": "]", "{": "}"}
# of a list in brackets: one that is open for a hundred lines was never closed
_MOST_LINES = 40


@dataclass(frozen=True)
class Slip:
    """Where it was made, in lines and columns from 0, what it is, and what to write."""

    line: int
    column: int
    length: int
    message: str
    row: tuple[str, str]


def star_item(line: int, typed: str) -> Slip | None:
    """A list item that begins with a star, as in Markdown."""
    found = re.fullmatch(r"(\s*)\*(\s+\S.*|\w+(?:\s+[^:]*)?)", typed)
    if found is None:
        return None
    return Slip(
        line,
        len(found[1]),
        1,
        message='A list item begins with a dash and a space, and here with "*".',
        row=("Write", f"- {found[2].strip()}"),
    )


def starred_value(line: int, typed: str) -> Slip | None:
    """A value in stars, which Markdown would print in italics."""
    found = re.fullmatch(r"(\s*(?:- )?(?:[\w-]+: )?)(\*+[^*]+\*+.*)", typed)
    if found is None or not found[1].strip():
        return None
    return Slip(
        line,
        len(found[1]),
        1,
        message='A value cannot start with "*". Put it in quotes.',
        row=("Write", f"{found[1].strip()} {in_quotes(found[2].strip())}"),
    )


def glued_colon(line: int, typed: str) -> Slip | None:
    """A field whose colon has no space after it."""
    found = _GLUED_COLON.match(typed)
    if found is None:
        return None
    name, value = found[2], typed[found.end() :]
    message = "There is no space after this colon, so the line is not read as a field."
    return Slip(
        line,
        found.end() - 1,
        2,
        message=message,
        row=("Write", f"{found[1].strip()} {name}: {value.strip()}".strip()),
    )


def odd_colon(line: int, typed: str) -> Slip | None:
    """A field whose colon is no colon, or whose colon has a space after it that YAML does not take
    for one: both come from word processors and the web.
    """
    found = _ODD_COLON.match(typed)
    if found is None:
        return None
    name, value = found[2], typed[found.end() :]
    is_space = found[3] == ":"
    message = (
        f"The space after this colon is {named(found[4])}, not that of the space bar."
        if is_space
        else f"What looks like a colon here is {named(found[5])}."
    )
    return Slip(
        line,
        found.start(4 if is_space else 5),
        1,
        message=message,
        row=("Write", f"{found[1].strip()} {name}: {value.strip()}".strip()),
    )


def named(character: str) -> str:
    """`U+00A0 (no-break space)`: a character that cannot be told from another by its looks."""
    name = unicodedata.name(character, "").lower()
    return f"U+{ord(character):04X} ({name})" if name else f"U+{ord(character):04X}"


def glued_item(line: int, typed: str) -> Slip | None:
    """A list item whose dash has no space after it, or that begins with a bullet."""
    found = _GLUED_ITEM.match(typed)
    if found is None or typed.lstrip().startswith(("- ", "---")):
        return None
    mark = typed[len(found[1])]
    after = typed[len(found[1]) + 1 : len(found[1]) + 2]
    odd = (
        f"what stands after this dash is {named(after)}"
        if after.isspace() and after not in " \t"
        else "there is no space after this dash"
    )
    told = odd if mark == "-" else f'here it begins with "{mark}"'
    return Slip(
        line,
        len(found[1]),
        1,
        message=f"A list item begins with a dash and a space, and {told}.",
        row=("Write", f"- {typed[found.end() :].strip()}"),
    )


def first_item(text: str) -> str | None:
    """`Five people` for the text `-Five people -Six`, which was meant as a list; None for other
    text.
    """
    found = _GLUED_ITEM.match(text)
    return (
        re.split(rf"\s[{MARKERS}](?=\w)|\s[•·*]\s", text[found.end() :], maxsplit=1)[0].strip()
        if found
        else None
    )


def missing_comma(
    lines: Sequence[str], line: int, column: int, opened: tuple[str, int, int]
) -> Slip | None:
    """Two things without a comma between them, in brackets that are closed."""
    bracket, where_line, where_column = opened
    if not is_closed(lines, where_line, where_column):
        return None
    typed = lines[line]
    name = re.search(r"[\w-]+$", typed[:column]) if typed[column : column + 1] == ":" else None
    start = name.start() if name else column
    before = typed[:start].rstrip()
    if not before or before[-1] in ",[{:" or start >= len(typed):
        place = "list" if bracket == "[" else "group"
        message = f'What stands between "{bracket}" and "{CLOSED_BY[bracket]}" cannot be read.'
        return Slip(
            where_line,
            where_column,
            1,
            message=message,
            row=(
                "Write",
                (
                    f"a comma and a space between the parts of the {place}, or the value in quotes"
                    " if it is text"
                ),
            ),
        )
    shown = f"{name.group()}:" if name else typed[start:].split(",")[0].strip(" ]}")
    return Slip(
        line,
        start,
        len(shown),
        message=f"A comma is missing before {_in_marks(shown)}.",
        row=("Write", f"{before}, {typed[start:]}".strip()),
    )


def is_closed(lines: Sequence[str], line: int, column: int) -> bool:
    """True when the bracket at `column` of a line has its other half."""
    waiting: list[str] = []
    quote = ""
    for number in range(line, min(line + _MOST_LINES, len(lines))):
        for letter in lines[number][column if number == line else 0 :]:
            if quote:
                quote = "" if letter == quote else quote
            elif letter in "\"'":
                quote = letter
            elif letter in CLOSED_BY:
                waiting.append(CLOSED_BY[letter])
            elif letter in "]}":
                if not waiting or waiting.pop() != letter:
                    return False
                if not waiting:
                    return True
    return False


def goes_on_after_bracket(line: int, column: int, typed: str) -> Slip | None:
    """Text after a value in brackets: `[Draft] My page`, or several links to entries as they stand
    in running text.
    """
    found = re.fullmatch(r"(\s*(?:- )?(?:[\w-]+:)?)\s*([\[{].*)", typed)
    if found is None or not re.search(r"[\]}],?\s*$", typed[:column]):
        return None
    head, value = found[1].strip(), found[2].strip()
    link = re.fullmatch(r"\[[^\[\]]*\]\((https?://[^()\s]+)\)", value)
    if link and head.endswith("url:"):
        return Slip(
            line,
            column,
            1,
            message="A link with brackets is for running text. This field takes the address alone.",
            row=("Write", f"{head} {link[1]}".strip()),
        )
    ids = re.findall(r"\[\[([^\[\]|]+)(?:\|[^\[\]]*)?\]\]", value)
    if ids and not re.sub(r"\[\[[^\[\]]*\]\]|[\s,;]", "", value):
        return Slip(
            line,
            column,
            1,
            message="Double brackets are for running text. A list of entries has one pair.",
            row=("Write", f"{head} [{', '.join(one.strip() for one in ids)}]".strip()),
        )
    message = (
        "The line goes on after the closing bracket, so what follows would be lost. Put the value"
        " in quotes, if it is text."
    )
    return Slip(
        line, column, 1, message=message, row=("Write", f"{head} {in_quotes(value)}".strip())
    )


def in_quotes(value: str) -> str:
    """The value in double quotes, as YAML reads it."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def without_curly(value: str) -> str:
    """`Ask: why` for `“Ask: why”`: curly quotes around a whole value were meant as quotation marks
    of YAML.
    """
    found = re.fullmatch(r"[“”„«‘’]([^“”„«»]*)[“”»‘’]", value)
    return found[1].strip() if found and found[1].strip() else value


def _in_marks(text: str) -> str:
    return text if text.startswith('"') else f'"{text}"'
