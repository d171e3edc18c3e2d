"""The parts of a PNG file."""

from __future__ import annotations

import re
import zlib

from hub.limits import MAX_IMAGE_SIDE
from hub.reading.pictures.note import (
    BEHIND,
    BROKEN,
    CUT,
    NO_PIXELS,
    PADDING,
    UNREADABLE,
    Note,
    Parts,
)

_MAX_NOTE = 1024 * 1024  # bytes of a note that is packed; a picture has no more itself
# bytes of a color profile that is packed; those of printers have two million
_MAX_PROFILE = 4 * 1024 * 1024
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # numbers of a pixel, by the color type of a PNG
# the seven passes of PNG: first column and row, and the steps
_INTERLACED = (
    (0, 0, 8, 8),
    (4, 0, 8, 8),
    (0, 4, 4, 8),
    (2, 0, 4, 4),
    (0, 2, 2, 4),
    (1, 0, 2, 2),
    (0, 1, 1, 2),
)
_STEP = 256 * 1024  # bytes of pixels that are unpacked at a time
# Chunks of a PNG that say how to show it. Everything else is a note, or data that no browser shows.
_PNG_SHOWN = frozenset(
    "IHDR PLTE IDAT IEND gAMA cHRM sRGB iCCP sBIT bKGD hIST tRNS pHYs sPLT tIME cICP mDCV cLLI acTL"
    " fcTL fdAT oFFs vpAg orNT iDOT".split()
)


def png_parts(data: bytes, parts: Parts) -> str:
    """The parts of a PNG file, and what is wrong with them."""
    position, packed = 8, list[bytes]()
    if data[12:16] == b"IHDR" and len(data) >= 24:  # told even of a file that ends here
        parts.size = int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
    while True:
        length, name = (
            int.from_bytes(data[position : position + 4]),
            data[position + 4 : position + 8].decode("latin-1"),
        )
        body, end = data[position + 8 : position + 8 + length], position + 12 + length
        if end > len(data):
            return CUT
        if zlib.crc32(data[position + 4 : position + 8 + length]) != int.from_bytes(
            data[end - 4 : end]
        ) or (name == "IHDR") != (position == 8):
            return BROKEN
        if name == "IHDR" and length != 13:
            return BROKEN
        if name == "IDAT":
            packed.append(body)
        elif name == "iCCP":
            profile = _unpacked(body.partition(b"\0")[2][1:], _MAX_PROFILE)
            parts.notes.append(Note("icc", profile) if profile else Note(UNREADABLE, body))
        elif name not in _PNG_SHOWN:
            parts.notes += _png_note(name, body)
        if name == "IEND":
            if not packed or length:
                return BROKEN
            return _fault_of_pixels(data[16:29], packed) or (
                BEHIND if data[end:].strip(PADDING) else ""
            )
        position = end


def _fault_of_pixels(header: bytes, packed: list[bytes]) -> str:
    """Whether as many pixels are there as the header says: they are counted, and not kept."""
    width, height, depth, color, is_interlaced = (
        int.from_bytes(header[:4]),
        int.from_bytes(header[4:8]),
        header[8],
        header[9],
        header[12],
    )
    if not 0 < width <= MAX_IMAGE_SIDE or not 0 < height <= MAX_IMAGE_SIDE:
        return ""  # told as too large, or as nothing
    if color not in _CHANNELS or depth not in (1, 2, 4, 8, 16) or is_interlaced > 1:
        return BROKEN
    sizes = [(width, height)]
    if is_interlaced:
        sizes = [
            (-((column - width) // across), -((row - height) // down))
            for column, row, across, down in _INTERLACED
        ]
    missing = sum(
        (1 + (columns * depth * _CHANNELS[color] + 7) // 8) * rows
        for columns, rows in sizes
        if columns > 0 and rows > 0
    )
    unpacking = zlib.decompressobj()
    try:
        for part in packed:
            waiting = part
            while waiting and missing >= 0:
                missing -= len(unpacking.decompress(waiting, _STEP))
                waiting = unpacking.unconsumed_tail
    except zlib.error:
        return BROKEN
    if missing > 0 and not unpacking.eof:
        missing -= len(unpacking.flush())
    return (
        NO_PIXELS
        if missing > 0
        else BEHIND
        if missing < 0 or unpacking.unused_data.strip(PADDING)
        else ""
    )


def _png_note(name: str, body: bytes) -> list[Note]:
    if name == "eXIf":
        return [Note("exif", body)]
    word, _, rest = body.partition(b"\0")
    about, is_packed = word.decode("latin-1"), name == "zTXt"
    if name == "zTXt":
        rest = rest[1:]
    elif name == "iTXt":
        is_packed, rest = rest[:1] != b"\0", rest[2:].partition(b"\0")[2].partition(b"\0")[2]
    elif name != "tEXt":
        return [Note(f"chunk {name}" if name.isalpha() else "chunk", body)]
    if is_packed:
        unpacked = _unpacked(rest, _MAX_NOTE)
        if unpacked is None:
            return [Note(UNREADABLE, rest)]
        rest = unpacked
    profile = re.fullmatch(r"Raw profile type (\w+)", about, re.IGNORECASE)
    if about == "XML:com.adobe.xmp":
        return [Note("xmp", rest)]
    if profile:  # ImageMagick's way: the length, and the bytes as hexadecimal digits
        digits = re.sub(rb"\s+", b"", re.sub(rb"^\s*\S+\s+\d+\s", b"", rest, count=1))
        if not re.fullmatch(rb"(?:[0-9A-Fa-f]{2})+", digits):
            return [Note(UNREADABLE, rest)]
        return [_profile(profile[1].lower(), bytes.fromhex(digits.decode("ascii")))]
    return [Note("text", rest, about)]


def _profile(name: str, raw: bytes) -> Note:
    if name in ("exif", "app1"):
        return (
            Note("xmp", raw.split(b"\0", 1)[-1])
            if raw.startswith(b"http://ns.adobe.com/xap/")
            else Note("exif", raw)
        )
    if name == "xmp":
        return Note("xmp", raw)
    if name in ("iptc", "8bim"):
        return Note("photoshop" if b"8BIM" in raw[:32] else "iptc", raw)
    return Note("icc" if name in ("icc", "icm") else f"profile {name}", raw)


def _unpacked(data: bytes, most: int) -> bytes | None:
    """What was packed; None when it is no whole, when there is more than a picture has, or when
    something follows.
    """
    unpacking = zlib.decompressobj()
    try:
        unpacked = unpacking.decompress(data, most)
    except zlib.error:
        return None
    return unpacked if unpacking.eof and not unpacking.unused_data else None
