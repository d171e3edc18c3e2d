"""What a drawing says beside its shapes: its size, its encoding, its characters, and the notes of
the program that made it.
"""

from __future__ import annotations

import re

from lxml import etree

from hub.limits import MAX_IMAGE_SIDE
from hub.reading.characters import first_forbidden

_ENCODING = re.compile(r"\s*<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([^\"']*)", re.IGNORECASE)
_OURS = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})
_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?"
_LENGTH = re.compile(
    rf"\s*({_NUMBER})\s*(px|pt|pc|mm|cm|in|q|em|rem|ex|ch|vw|vh|%)?\s*", re.IGNORECASE
)
_BOX = re.compile(
    rf"\s*{_NUMBER}[\s,]+{_NUMBER}[\s,]+({_NUMBER})[\s,]+({_NUMBER})\s*", re.IGNORECASE
)
# CSS Values 4, at the usual size of letters
_PIXELS = {
    "pt": 4 / 3,
    "pc": 16,
    "mm": 96 / 25.4,
    "cm": 96 / 2.54,
    "in": 96,
    "q": 96 / 101.6,
    "em": 16,
    "rem": 16,
    "ex": 8,
    "ch": 8,
}
_PLACE_NAME = re.compile(
    r"gps|latitude|longitude|geolocation|wgs84|\bgeo\b|\blat\b|\blong?\b", re.IGNORECASE
)
_PLACE_WORDS = re.compile(
    r"gps|latitude|longitude|geolocation|wgs84|geo:-?\d|-?\d{1,3}\.\d{3,}\s*°?\s*[NS]?\s*[,;/\s]\s*-?\d{1,3}\.\d{3,}",
    re.IGNORECASE,
)


def encoding_fault(text: str) -> str:
    """Why the first line of a drawing is wrong about its letters; empty when it is right."""
    found = _ENCODING.match(text.removeprefix("\ufeff"))
    return (
        f"says that its letters are written as {found[1][:20]}, and they are UTF-8"
        if found and found[1].strip().lower() not in _OURS
        else ""
    )


def size_fault(root: etree._Element) -> tuple[str, str]:
    """Why a browser would show nothing of a drawing, or too much, and the attribute that says
    so.
    """
    for name in ("width", "height"):
        typed = str(root.get(name, "auto"))
        found = _LENGTH.fullmatch(typed)
        unit = (found[2] or "px").lower() if found else ""
        pixels = float(found[1]) * _PIXELS.get(unit, 1) if found else 0.0
        is_share = unit in ("%", "vw", "vh")
        if typed.strip() != "auto" and (
            not found or pixels <= 0 or (pixels > MAX_IMAGE_SIDE and not is_share)
        ):
            return f"has a {name} that is not between 1 and {MAX_IMAGE_SIDE:,} pixels", name
    box = root.get("viewBox")
    if box is not None:
        sides = _BOX.fullmatch(str(box))
        if not sides or not all(0 < float(side) <= MAX_IMAGE_SIDE for side in sides.groups()):
            return (
                f"has a viewBox whose width and height are not between 1 and {MAX_IMAGE_SIDE:,}",
                "viewBox",
            )
    return "", ""


def hidden_character(text: str, root: etree._Element) -> tuple[str, int | None]:
    """The first character that may not stand in a text, as U+…, and its position in the file; none
    for one that an entity makes.
    """
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
    position = first_forbidden(plain)
    if position is not None:
        return f"U+{ord(plain[position]):04X}", text.find(plain[position], position)
    if "&#" not in text:
        return "", None
    for element in root.iter():
        for held in (element.text, element.tail, *element.attrib.values()):
            if (
                isinstance(held, str)
                and (position := first_forbidden(held.replace("\r", " "), around=text)) is not None
            ):
                return f"U+{ord(held[position]):04X}", None
    return "", None


def says_where(note: etree._Element) -> bool:
    """Whether a note of a drawing program says where something was drawn or taken."""
    names = [etree.QName(note), *(etree.QName(str(key)) for key in note.attrib)]
    if any(
        _PLACE_NAME.search(name.localname) or "geo/wgs84" in (name.namespace or "")
        for name in names
    ):
        return True
    return any(_PLACE_WORDS.search(str(words)) for words in (note.text, note.tail) if words)
