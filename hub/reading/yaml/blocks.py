"""The lines of a YAML text by their indentation: the fields of the outermost level, what belongs to
a line, and the columns that lines above it begin at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# a list may stand in the column of its field, and so may a closing bracket
_NO_FIELD_STARTS = re.compile(r"[-\]}#:•·*\u2013\u2014]")
_NEXT_FIELD = re.compile(r"[\"']?[A-Za-z_][\w -]*[\"']?\s*[:\uff1a]")
_DASHES = re.compile(r"(?:- +)*")


@dataclass(frozen=True)
class Block:
    """A field (or an item) of the outermost level with all that belongs to it; `start` counts its
    first line from 0.
    """

    start: int
    lines: tuple[str, ...]


def is_significant(line: str) -> bool:
    """True for a line that says something: it is neither blank nor a comment."""
    typed = line.strip()
    return typed != "" and not typed.startswith("#")


def depth_of(line: str) -> int:
    """The columns that a line is indented by."""
    return len(line) - len(line.lstrip())


def blocks_of(lines: Sequence[str], *, is_list: bool) -> Iterator[Block]:
    """The fields or items of the outermost level, in their order."""
    if next((line for line in lines if is_significant(line)), "").lstrip()[:1] in ("{", "["):
        yield Block(0, tuple(lines))
        return
    base = min((depth_of(line) for line in lines if is_significant(line)), default=0)
    start, quote = 0, ""
    for number, line in enumerate(lines):
        begins = (
            is_significant(line)
            and depth_of(line) == base
            and _begins(line[base:], is_list=is_list, in_quotes=bool(quote))
        )
        if begins and any(map(is_significant, lines[start:number])):
            yield Block(start, tuple(lines[start:number]))
            start, quote = number, ""
        quote = _open_quote(line, quote)
    if any(map(is_significant, lines[start:])):
        yield Block(start, tuple(lines[start:]))


def _begins(typed: str, *, is_list: bool, in_quotes: bool) -> bool:
    if is_list:
        return typed.startswith("-") or (not in_quotes and _NEXT_FIELD.match(typed) is not None)
    if in_quotes:  # of a value that goes on, or whose quote was forgotten
        return _NEXT_FIELD.match(typed) is not None
    return _NO_FIELD_STARTS.match(typed) is None


def _open_quote(line: str, quote: str) -> str:
    """The quotation mark of a value that is still open at the end of the line."""
    if quote:
        return "" if line.rstrip().endswith(quote) else quote
    found = re.search(r"(?:: +|- +)([\"'])(.*)$", line)
    return found[1] if found and found[1] not in found[2] else ""


def children_end(lines: Sequence[str], line: int) -> int:
    """The number after the last line that belongs to a line: what is indented more, and the list of
    a field in its own column.
    """
    depth = depth_of(lines[line])
    is_item = lines[line].lstrip().startswith("-")
    end = line + 1
    for number in range(line + 1, len(lines)):
        typed = lines[number]
        if not is_significant(typed):
            continue
        if depth_of(typed) < depth or (
            depth_of(typed) == depth and (is_item or not typed.lstrip().startswith("- "))
        ):
            break
        end = number + 1
    return end


def parent_of(lines: Sequence[str], line: int) -> int | None:
    """The nearest line above that is indented less."""
    depth = depth_of(lines[line])
    for number in range(line - 1, -1, -1):
        if is_significant(lines[number]) and depth_of(lines[number]) < depth:
            return number
    return line - 1 if line > 0 and depth == 0 else None


def columns_above(lines: Sequence[str], line: int) -> list[int]:
    """The columns in which fields and items begin around a line, from the inside out: those of the
    lines above it that it may belong to.
    """
    found: dict[int, None] = {}
    limit = max(map(len, lines)) + 1
    for number in range(line - 1, -1, -1):
        typed = lines[number]
        if not is_significant(typed) or depth_of(typed) > limit or "\t" in typed[: depth_of(typed)]:
            continue
        depth = depth_of(typed)
        marks = _DASHES.match(typed, depth)
        inner = marks.end() if marks else depth
        for column in (inner, depth):
            if column <= limit:
                found.setdefault(column)
        limit = depth
    return list(found)
