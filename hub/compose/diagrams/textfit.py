"""How wide a text will be at the most, and where its lines break: SVG text does not wrap by
itself.
"""

from __future__ import annotations

import re
import unicodedata

# Widths in em, at the upper end of the fonts that the site asks for: what fits here fits in each of
# them.
_WIDTH_BY_CHARACTER = {
    character: width
    for width, characters in (
        (0.30, "ijlI|!'’‘.,:; "),
        (0.40, 'tfrJ()[]{}-“”"`/\\*°'),
        (0.54, "ckszxyvLT?"),
        (0.60, "abdeghnopqu0123456789EFPSZ+=<>~^#$_•"),
        (0.70, "ABCKRVXY&"),
        (0.80, "wDGHNOQU"),
        (0.98, "mMW@%—…"),
    )
    for character in characters
}
_OTHER = 0.72
_WIDE = 1.05  # ideographs and the like
_BOLD = 1.08
_PIECES = re.compile(r"[^\s\-/]*[\-/]+|[^\s\-/]+|\s+")


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """The widest that a text can be, at a size in units of the picture."""
    return sum(map(_character, unicodedata.normalize("NFC", text))) * size * (_BOLD if bold else 1)


def lines_of(text: str, *, width: float, size: float, bold: bool = False) -> tuple[str, ...]:
    """The text in lines that are no wider than `width`. A word that is too long for a line is
    divided.
    """

    def fits(line: str) -> bool:
        return width_of(line, size, bold=bold) <= width

    lines = [""]
    for piece in _PIECES.findall(" ".join(text.split())):
        if fits((lines[-1] + piece).strip()):
            lines[-1] += piece
            continue
        if lines[-1].strip():
            lines.append("")
        rest = piece.strip()
        while not fits(rest):
            head = _head(rest, width, size, bold=bold)
            lines[-1:] = [head, ""]
            rest = (
                rest[len(head.removesuffix("-")) :]
                if head.endswith("-") and not rest.startswith(head)
                else rest[len(head) :]
            )
        lines[-1] = rest
    return tuple(line.strip() for line in lines if line.strip())


def _head(word: str, width: float, size: float, *, bold: bool) -> str:
    """As much of a long word as fits, with a hyphen between letters; one character at the least."""
    many = 1
    while many < len(word) and width_of(word[: many + 1] + "-", size, bold=bold) <= width:
        many += 1
    is_inside = (
        many > 1
        and word[many - 1].isalpha()
        and word[many].isalpha()
        and _character(word[many]) < _WIDE
    )
    return word[:many] + ("-" if is_inside else "")


def _character(character: str) -> float:
    if character in _WIDTH_BY_CHARACTER:
        return _WIDTH_BY_CHARACTER[character]
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return _WIDE
    plain = unicodedata.normalize("NFD", character)[0]
    return _WIDTH_BY_CHARACTER.get(plain, _OTHER)
