"""A picture taken apart: its size, the notes in it, and whether it is whole. Every part is walked,
and no pixel is decoded.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from hub.reading.pictures.note import (
    BEHIND,
    BROKEN,
    CUT,
    PADDING,
    Note,
    Parts,
)
from hub.reading.pictures.png import png_parts

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_WEBP_SHOWN = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"))
_STANDALONE = frozenset((0x01, *range(0xD0, 0xD8)))  # markers of a JPEG without a length
_JFIF_LENGTH = 14  # bytes of this segment without a small copy of the picture
_ADOBE_LENGTH = 12  # the segment says how colors are coded, and nothing else
# Photoshop's quality, without a comment
_DUCKY = re.compile(rb"Ducky\0\x01\0\x04.{4}\0\0", re.DOTALL)
_NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")  # within the pixels of a JPEG


def parts_of(data: bytes) -> Parts:
    """The parts of a picture, of whatever bytes. Without a kind it is none."""
    readers: dict[bytes, Callable[[bytes, Parts], str]] = {
        _SIGNATURE: png_parts,
        b"\xff\xd8\xff": _jpeg,
    }
    parts = Parts()
    for start, reader in readers.items():
        if data.startswith(start):
            parts.kind = "PNG" if reader is png_parts else "JPEG"
            parts.fault = reader(data, parts)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        parts.kind = "WebP"
        parts.fault = _webp(data, parts)
    profile = b"".join(note.data for note in parts.notes if note.form == "icc")
    # a JPEG keeps it in pieces
    parts.notes = [note for note in parts.notes if note.form != "icc"] + [
        Note("icc", profile)
    ] * bool(profile)
    return parts


def _jpeg(data: bytes, parts: Parts) -> str:
    position, has_pixels = 2, False
    while True:
        if position + 1 >= len(data):
            return CUT
        marker = data[position + 1]
        if data[position] != 0xFF:
            return BROKEN
        if marker == 0xFF:  # a filler
            position += 1
            continue
        if marker == 0xD9:
            behind = data[position + 2 :].strip(PADDING)
            return BROKEN if not has_pixels else BEHIND if behind else ""
        if marker in _STANDALONE:
            position += 2
            continue
        length = int.from_bytes(data[position + 2 : position + 4])
        body, position = data[position + 4 : position + 2 + length], position + 2 + length
        if position > len(data):
            return CUT
        if length < 2:
            return BROKEN
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            if len(body) < 6:
                return BROKEN
            parts.size = int.from_bytes(body[3:5]), int.from_bytes(body[1:3])
        elif 0xE0 <= marker <= 0xEF or marker == 0xFE:
            parts.notes += _jpeg_note(marker, body)
        elif marker == 0xDA:
            has_pixels = True
            found = _NEXT_MARKER.search(data, position)
            if found is None:
                return CUT
            position = found.start()


def _jpeg_note(marker: int, body: bytes) -> list[Note]:
    for start, form in (
        (b"Exif\0", "exif"),
        (b"http://ns.adobe.com/xap/1.0/\0", "xmp"),
        (b"Photoshop 3.0\0", "photoshop"),
    ):
        if body.startswith(start):
            return [Note(form, body if form == "exif" else body[len(start) :])]
    if body.startswith(b"ICC_PROFILE\0"):
        return [Note("icc", body[14:])]
    if body.startswith(b"JFXX\0") or (
        body.startswith(b"JFIF\0") and len(body) >= _JFIF_LENGTH and any(body[12:14])
    ):
        return [Note("thumbnail", body)]
    if (
        (body.startswith(b"JFIF\0") and len(body) == _JFIF_LENGTH)
        or (body.startswith(b"Adobe") and len(body) == _ADOBE_LENGTH)
        or _DUCKY.fullmatch(body)
    ):
        return []
    if marker == 0xFE:
        return [Note("text", body, "Comment")]
    return [Note(f"segment APP{marker - 0xE0}", body)]


def _webp(data: bytes, parts: Parts) -> str:
    promised = int.from_bytes(data[4:8], "little") + 8
    if promised > len(data):
        return CUT
    position, has_pixels = 12, False
    while position < promised:
        name, length = (
            data[position : position + 4],
            int.from_bytes(data[position + 4 : position + 8], "little"),
        )
        body, end = data[position + 8 : position + 8 + length], position + 8 + length
        if end > promised:
            return CUT
        if name in (b"VP8 ", b"VP8L", b"ANMF"):
            has_pixels = True
        if name in (b"VP8 ", b"VP8L", b"VP8X") and parts.size == (0, 0):
            parts.size = _webp_size(name, body)
        if name not in _WEBP_SHOWN:
            forms = {b"EXIF": "exif", b"XMP ": "xmp", b"ICCP": "icc"}
            parts.notes.append(
                Note(forms.get(name, "chunk " + name.decode("latin-1").strip()), body)
            )
        position = end + length % 2
    if not has_pixels:
        return CUT
    return BEHIND if data[promised:].strip(PADDING) else ""


def _webp_size(name: bytes, body: bytes) -> tuple[int, int]:
    if len(body) < (10 if name != b"VP8L" else 5):
        return 0, 0
    if name == b"VP8X":
        return int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1
    if name == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return (
        int.from_bytes(body[6:8], "little") & 0x3FFF,
        int.from_bytes(body[8:10], "little") & 0x3FFF,
    )
