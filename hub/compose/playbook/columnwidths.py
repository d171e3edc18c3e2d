"""How wide the columns of a table in a book are."""

from __future__ import annotations

from lxml import etree

from hub.compose.playbook.typesetlines import (
    text_of,
)
from hub.compose.playbook.typstwords import array

_NARROW = 84  # characters of a table's type that fit on a line


_MARGIN = 4  # characters that the space beside a column's words takes


_LONG_WORD = 18  # a longer word in a table may be hyphenated


def column_widths(rows: list[list[etree._Element]], columns: int) -> tuple[str, bool]:
    """The widths of a table's columns, and whether a word may be too long for its own.

    The columns' own widths when all of the table is narrow; else what the longest word needs, and
    the rest in proportion to what they hold.
    """
    longest, longest_word = [1] * columns, [1] * columns
    for row in rows:
        if len(row) == columns:
            for number, cell in enumerate(row):
                line = text_of(cell).split()
                longest[number] = max(longest[number], len(" ".join(line)))
                longest_word[number] = max([longest_word[number], *map(len, line)])
    wanted = [min(whole, _NARROW // 2) + _MARGIN for whole in longest]
    if sum(longest) + _MARGIN * columns <= _NARROW:
        return str(columns), False
    least = [min(word, _LONG_WORD) + _MARGIN for word in longest_word]
    room, more = (
        max(0, _NARROW - sum(least)),
        [max(0, want - need) for want, need in zip(wanted, least, strict=True)],
    )
    widths = array(
        f"{10 * need + 10 * room * extra // max(1, sum(more))}fr"
        for need, extra in zip(least, more, strict=True)
    )
    return widths, sum(least) > _NARROW or max(longest_word) > _LONG_WORD
