"""A picture taken apart: its size, the notes in it, and whether it is whole. Every part is walked,
and no pixel is decoded.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field

from hub.limits import MAX_IMAGE_SIDE

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
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
_PADDING = b"\0\r\n "  # what some programs leave behind the end
# Chunks of a PNG that say how to show it. Everything else is a note, or data that no browser shows.
_PNG_SHOWN = frozenset(
    "IHDR PLTE IDAT IEND gAMA cHRM sRGB iCCP sBIT bKGD hIST tRNS pHYs sPLT tIME cICP mDCV cLLI acTL"
    " fcTL fdAT oFFs vpAg orNT iDOT".split()
)
_WEBP_SHOWN = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"))
_STANDALONE = frozenset((0x01, *range(0xD0, 0xD8)))  # markers of a JPEG without a length
_JFIF_LENGTH = 14  # bytes of this segment without a small copy of the picture
_ADOBE_LENGTH = 12  # the segment says how colors are coded, and nothing else
# Photoshop's quality, without a comment
_DUCKY = re.compile(rb"Ducky\0\x01\0\x04.{4}\0\0", re.DOTALL)
_NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")  # within the pixels of a JPEG


@dataclass(frozen=True)
class Note:
    """What a program or a camera wrote into a picture: `form` is exif, xmp, iptc, photoshop, icc,
    thumbnail, text, or the name of something unknown.
    """

    form: str
    data: bytes
    word: str = ""  # of a text: what it is about


@dataclass
class Parts:
    """What was read of a picture. `fault` says why it is not whole, in the words that follow "This
    picture".
    """

    kind: str = ""
    size: tuple[int, int] = (0, 0)
    notes: list[Note] = field(default_factory=list)
    fault: str = ""


CUT = "is cut off: its end is missing"
BEHIND = "goes on behind its end, where something else can hide"
BROKEN = "is damaged: its parts do not fit together"
NO_PIXELS = "is damaged: it holds fewer pixels than its size says"
# the form of a note that is packed and cannot be unpacked, or not within its bounds
UNREADABLE = "unreadable"


def parts_of(data: bytes) -> Parts:
    """The parts of a picture, of whatever bytes. Without a kind it is none."""
    readers: dict[bytes, Callable[[bytes, Parts], str]] = {_SIGNATURE: _png, b"\xff\xd8\xff": _jpeg}
    parts = Parts()
    for start, reader in readers.items():
        if data.startswith(start):
            parts.kind = "PNG" if reader is _png else "JPEG"
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


def _png(data: bytes, parts: Parts) -> str:
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
                BEHIND if data[end:].strip(_PADDING) else ""
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
        if missing < 0 or unpacking.unused_data.strip(_PADDING)
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
            behind = data[position + 2 :].strip(_PADDING)
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
    return BEHIND if data[promised:].strip(_PADDING) else ""


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
