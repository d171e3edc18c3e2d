"""Lines that were meant to be a list, and begin with a sign that makes none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

# Bullets of word processors: general punctuation, geometric shapes, and the private letters of the
# fonts Symbol and Wingdings.
_BULLET = re.compile(
    "\\s*([\u2022\u2023\u2043\u2219\u25aa\u25ab\u25cf\u25cb\u25e6\u25a0\u25a1\u25c6\u25c7\u27a2\u27a4\u25ba\u25b6\u2756\u25d8\u25d9\ue000-\uf8ff\u30fb]|\u00b7(?=\\s))\\s*(?=\\S)"
)
_INNER_BULLET = re.compile(r":\s*([•●▪◦])\s*(?=\S)")
_GLUED = re.compile(r"\s*([-+*])(?=[^\W\d_])\s*")
_LETTER = re.compile(r"\s*([ovØ§])[ \t]+(?=\S)")  # what the bullets of Word become in a plain font
_NOT_BULLETS = frozenset("\"'‘’“”([{¿¡…&@$%#/\\.,;:!?<>|=~`^_\u066a\ufffc")
_CIRCLED = re.compile("\\s*([\u2460-\u2473\u2776-\u277f]|\\d\ufe0f?\u20e3)\\s*(?=\\S)")
Slips = tuple[str, int, str, str]  # code, line of the run, what is wrong, what to write


def first_with(
    lines: Sequence[str], match: Callable[[str], re.Match[str] | None], fewest: int = 1
) -> tuple[int, re.Match[str]] | None:
    """The first line that matches, when enough of them do."""
    found = [(number, one) for number, line in enumerate(lines) if (one := match(line))]
    return found[0] if len(found) >= fewest else None


def bullet_slips(lines: Sequence[str]) -> Slips | None:
    """Bullets that are none for Markdown."""
    first = (
        first_with(lines, _BULLET.match)
        or first_with(lines, _GLUED.match, 2)
        or first_with(lines, _CIRCLED.match, 2)
        or _same_sign(lines)
    )
    if first is None:
        inner = next(
            (
                (number, found)
                for number, line in enumerate(lines)
                if (found := _INNER_BULLET.search(line))
            ),
            None,
        )
        if inner is None:
            return None
        message = (
            "An item of a list stands on a line of its own and begins with a hyphen, so readers"
            " would see these bullets in one line."
        )
        return (
            "broken-list",
            inner[0],
            message,
            (
                f"- {re.split('[•●▪◦]', lines[inner[0]][inner[1].end() :])[0].strip(' ;,')}   and"
                " each other item on its own line"
            ),
        )
    number, found = first
    sign = found[1]
    shown = f"U+{ord(sign[0]):04X}" if "\ue000" <= sign[0] <= "\uf8ff" else f'"{sign}"'
    message = (
        f"An item of a list begins with a hyphen and a space, and here with {shown}, so readers"
        " would see one long paragraph."
    )
    if sign in "-+*":
        message = (
            f"There is no space after {shown}, so this line begins no item and readers would see"
            " the sign."
        )
    return (
        "broken-list",
        number,
        message,
        f"{'1.' if _CIRCLED.match(lines[number]) else '-'} {lines[number][found.end() :].strip()}",
    )


def _same_sign(lines: Sequence[str]) -> tuple[int, re.Match[str]] | None:
    """The first of two lines or more that all begin with one and the same sign: an arrow, a tick, a
    dash, a letter of Wingdings.
    """
    found = [
        re.match(r"\s*((?P<sign>[^\w\s])\ufe0f?)[ \t]+(?=\S)", line) or _LETTER.match(line)
        for line in lines
    ]
    signs = {one[1] for one in found if one}
    if len(lines) < 2 or None in found or len(signs) != 1 or found[0] is None:
        return None
    sign = found[0][1][0]
    is_bullet = (
        sign.isalpha()
        or sign == "§"
        or (
            sign not in _NOT_BULLETS
            and unicodedata.category(sign) in ("So", "Sm", "Po", "Pd")
            and sign not in "-+*"
        )
    )
    return (0, found[0]) if is_bullet else None
