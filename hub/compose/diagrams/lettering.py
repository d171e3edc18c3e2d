"""How much room words take in a picture, and how they break into lines. Approximate, and the same
on every machine.
"""

from __future__ import annotations

_NARROW, _WIDE = frozenset("iIjlftr.,;:'’|!()[] -"), frozenset("mwMW@%—")


def width_of(text: str, size: float) -> float:
    """About how many pixels a text is wide, on the generous side, for letters of a size."""
    return sum(_share(letter) for letter in text) * size


def _share(letter: str) -> float:
    if letter in _NARROW:
        return 0.36
    if letter in _WIDE:
        return 0.92
    if not letter.isascii():
        # writing without an alphabet takes a square for each sign
        return 1.0 if ord(letter) > 0x2E7F else 0.62
    return 0.7 if letter.isupper() else 0.57


def lines_of(text: str, room: float, size: float) -> tuple[str, ...]:
    """The text in lines that fit the room. A word that is longer than a line is cut, and nothing is
    left out.
    """
    lines: list[str] = []
    line = ""
    for word in text.split():
        for piece in _pieces(word, room, size):
            joined = f"{line} {piece}" if line else piece
            if line and width_of(joined, size) > room:
                lines.append(line)
                line = piece
            else:
                line = joined
    return (*lines, line) if line else tuple(lines)


def _pieces(word: str, room: float, size: float) -> list[str]:
    if width_of(word, size) <= room:
        return [word]
    pieces, piece = [], ""
    for letter in word:
        if piece and width_of(piece + letter, size) > room:
            pieces.append(piece)
            piece = ""
        piece += letter
    return [*pieces, piece]
