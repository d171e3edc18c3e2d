"""What the notes in a picture give away: where it was taken, with which device, and by whom. What
is not listed as harmless is told.

The lists hold what a browser needs to show a picture, and what programs write about the file
itself: sizes, colors, the name of the program. Cameras write hundreds of other things, and more
each year; and words can say anything.
"""

from __future__ import annotations

import re

from hub.reading.pictures.note import UNREADABLE, Note
from hub.reading.pictures.xmp import UNREAD, xmp_says

_EXIF_POINTERS = {0x8769: "photo", 0xA005: "interoperability"}
_GPS = 0x8825  # leads to the place; its type may be LONG (4) or IFD (13)
# What a browser may need of Exif 3.0: sizes, resolution, orientation, colors, and the version. Each
# takes eight bytes at the most.
_EXIF_SHOWN = frozenset(
    {
        0x0100,
        0x0101,
        0x0102,
        0x0103,
        0x0106,
        0x0112,
        0x0115,
        0x011A,
        0x011B,
        0x011C,
        0x0128,
        0x0211,
        0x0212,
        0x0213,
        0x9000,
        0x9101,
        0xA000,
        0xA001,
        0xA002,
        0xA003,
        0x0001,
        0x0002,
        0x1001,
        0x1002,
    }
)
_MAX_SHOWN = 8
_EXIF_COMMENT = 0x9286
_SCREENSHOT = b"ASCII\0\0\0Screenshot"  # what macOS writes into every one
_EXIF_SAYS = {
    0x010F: "the maker of the camera",
    0x0110: "the model of the camera",
    0x013B: "who took it",
    0x013C: "the computer it was made on",
    0x9C9D: "who took it",
    0x010E: "a caption",
    0x0131: "the program it was made with",
    0x0132: "when it was changed",
    0x8298: "whose it is",
    0x9003: "when it was taken",
    0x9004: "when it was taken",
    0x9286: "a comment",
    0x9C9B: "a title",
    0x9C9C: "a comment",
    0x9C9E: "key words",
    0x9C9F: "a subject",
    0x0201: "how it looked before (a small copy)",
    0xA420: "the number of the picture",
    0xA430: "the owner of the camera",
    0xA431: "the serial number of the camera",
    0xA432: "the lens",
    0xA433: "the maker of the lens",
    0xA434: "the model of the lens",
    0xA435: "the serial number of the lens",
    0xA437: "who took it",
    0xA438: "who edited it",
    0x927C: "notes of the camera",
}
_SIZES = (0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4)  # bytes of a value of each type
_MAX_DIRECTORIES = 16
# The names that programs write of themselves into a picture, and when they wrote it. Any other text
# is words of somebody.
_PROGRAMS = re.compile(
    r"(?:(?:created|made|generated|written|exported|optimized|compressed|produced)\s+(?:with|by|using|in)\s+)?(?:the\s+)?"
    r"(?:adobe (?:imageready|photoshop|illustrator|fireworks|xd)|gimp|imagemagick|graphicsmagick"
    r"|(?:www\.)?inkscape(?:\.org)?|paint\.net|figma|sketch|canva|matplotlib|gnuplot|plotly|tableau"
    r"|gnome-screenshot|spectacle|flameshot|greenshot|sharex|snipaste|snagit|lightshot|microsoft"
    r" (?:office|paint|powerpoint|visio)|libreoffice|draw\.io|lavc|ffmpeg|libvips|pillow|pngcrush"
    r"|jpegmini|mozjpeg|creator: gd-jpeg|lead technologies inc|macromedia"
    r" fireworks|cairo|quicktime|picasa|krita|blender|affinity(?: photo| designer)?)"
    r"(?:[\s,;:=()\[\].\-/+\d]|[vxq](?=\d)|\b(?:cc|cs|mx|windows|macos|macintosh|linux|version|quality|using|ijg"
    r" jpeg|default|x86_64|draw|impress|calc"
    r"|https?://(?:www\.)?(?:matplotlib|imagemagick|gimp|inkscape)\.org)(?![a-z]))*",
    re.IGNORECASE,
)
# a version has fewer digits behind its one dot
_COORDINATE = re.compile(r"(?<![\d.])-?\d{1,3}\.\d{3,}(?![\d.])")
_ABOUT_PROGRAMS = frozenset({"software", "comment", "description", "creator", "source"})
_MAX_NAME = 160  # letters of the longest of those names, with its version
_TIMES = re.compile(
    r"(?:date:(?:create|modify|timestamp)|creation time|png:time\w*)", re.IGNORECASE
)
_TIME = re.compile(r"[\d\s:./+TZ-]{4,40}|\w{3},? [\w ]{5,12} [\d: +-]{4,24}")
_XMP_WITHIN = re.compile(r"<(?:\w+:)?(?:xmpmeta|xapmeta|RDF)\b.*", re.IGNORECASE | re.DOTALL)
_PROFILE_HEAD = 128  # bytes; at 36 of them a color profile has its signature (ICC.1)
# of record 2: title, dates, rights, program
_IPTC_HARMLESS = frozenset(
    {0, 5, 10, 15, 55, 60, 62, 63, 65, 70, 116, 184, 185, 186, 187, 188, 202, 221}
)
_PHOTOSHOP_NOTES = {0x0404: "iptc", 0x0422: "exif", 0x0423: "exif", 0x0424: "xmp"}


def given_away(note: Note) -> str:
    """What a note gives away, in the words that follow "It says"; empty when it is harmless."""
    if note.form == "exif":
        return _exif(note.data)
    if note.form == "xmp":
        return xmp_says(note.data)
    if note.form == "iptc":
        return _iptc(note.data)
    if note.form == "photoshop":
        return _photoshop(note.data)
    if note.form == "text":
        return _text(note)
    if note.form == "icc":
        return _profile_fault(note.data)
    if note.form == "thumbnail":
        return _EXIF_SAYS[0x0201]
    return UNREAD if note.form == UNREADABLE else f"what no browser shows ({note.form})"


def _text(note: Note) -> str:
    """What a text says: nothing, when it is empty, the name of a program, or when the file was
    written.
    """
    text = note.data.decode("utf-8", "replace").strip("\0 \r\n\t")
    packet = _XMP_WITHIN.search(text)
    if packet:  # under whatever name
        return xmp_says(packet.group().encode())
    is_name = (
        note.word.lower() in _ABOUT_PROGRAMS
        and len(text) <= _MAX_NAME
        and _PROGRAMS.fullmatch(text)
        and not _COORDINATE.search(text)
    )
    if not text or is_name or (_TIMES.fullmatch(note.word) and _TIME.fullmatch(text)):
        return ""
    return f'something in words, under "{note.word[:30]}"'


def _profile_fault(data: bytes) -> str:
    """A color profile has its signature, and is as long as it says: what only begins like one can
    hold anything.
    """
    padding = data[int.from_bytes(data[:4]) :]
    is_sound = (
        len(data) > _PROFILE_HEAD
        and data[36:40] == b"acsp"
        and int.from_bytes(data[:4]) <= len(data)
        and not padding.strip(b"\0")
        and len(padding) <= 3
    )
    return "" if is_sound else "something in the place of its color profile"


class _Block:
    """A TIFF block, and which of its bytes are accounted for: what is left could be a note that no
    directory names.
    """

    def __init__(self, data: bytes) -> None:
        start = data.find(b"Exif\0\0", 0, 16)
        self.data = data[start + 6 :] if start >= 0 else data
        self.is_little = self.data[:4] == b"II*\0"
        self.is_sound = self.is_little or self.data[:4] == b"MM\0*"
        self._left = bytearray(self.data)
        self.take(0, 8)

    def number(self, position: int, length: int) -> int:
        return int.from_bytes(
            self.data[position : position + length], "little" if self.is_little else "big"
        )

    def take(self, position: int, length: int) -> bytes:
        taken = self.data[position : position + length]
        self._left[position : position + len(taken)] = bytes(len(taken))
        return taken

    def holds_more(self) -> bool:
        return bool(self._left.strip(b"\0"))


def _exif(data: bytes) -> str:
    """The directories of a TIFF block, with or without the six bytes that JPEG puts before it."""
    block = _Block(data)
    if not block.is_sound:
        return UNREAD if block.data.strip(b"\0") else ""
    waiting, seen = [block.number(4, 4)], set[int]()
    while waiting:
        directory = waiting.pop()
        if not directory:
            continue
        if directory in seen or directory + 2 > len(block.data) or len(seen) >= _MAX_DIRECTORIES:
            return UNREAD
        seen.add(directory)
        count = block.number(directory, 2)
        if directory + 2 + 12 * count > len(block.data):
            return UNREAD
        for entry in range(directory + 2, directory + 2 + 12 * count, 12):
            tag = block.number(entry, 2)
            if tag in _EXIF_POINTERS:
                waiting.append(block.number(entry + 8, 4))
            elif says := _said_by_tag(block, entry, tag):
                return says
        waiting.append(block.number(directory + 2 + 12 * count, 4))
        block.take(directory, 2 + 12 * count + 4)
    return UNREAD if block.holds_more() else ""


def _said_by_tag(block: _Block, entry: int, tag: int) -> str:
    form, items = block.number(entry + 2, 2), block.number(entry + 4, 4)
    size = items * (_SIZES[form] if form < len(_SIZES) else 1)
    value = block.take(entry + 8 if size <= 4 else block.number(entry + 8, 4), size)
    if tag == _GPS:
        return "where it was taken"
    if tag in (0x02BC, 0x83BB, 0x8649):  # XMP, IPTC and Photoshop blocks as TIFF keeps them
        return given_away(Note({0x02BC: "xmp", 0x83BB: "iptc"}.get(tag, "photoshop"), value))
    if (tag in _EXIF_SHOWN and size <= _MAX_SHOWN) or (
        tag == _EXIF_COMMENT and value.rstrip(b"\0 ") == _SCREENSHOT
    ):
        return ""
    # some programs empty a field and leave it there
    is_empty = not value.removeprefix(b"ASCII\0\0\0").strip(b"\0 ")
    return "" if is_empty else _EXIF_SAYS.get(tag, f"something else of the camera (tag {tag:04X})")


def _iptc(data: bytes) -> str:
    position = data.find(b"\x1c")
    while position >= 0 and position + 5 <= len(data) and data[position] == 0x1C:
        record, number, length = (
            data[position + 1],
            data[position + 2],
            int.from_bytes(data[position + 3 : position + 5]),
        )
        if length & 0x8000:  # the length of the length
            size = length & 0x7FFF
            length, position = (
                int.from_bytes(data[position + 5 : position + 5 + min(size, 4)]),
                position + size,
            )
        if (
            record != 1
            and data[position + 5 : position + 5 + length].strip(b"\0 ")
            and (record != 2 or number not in _IPTC_HARMLESS)
        ):
            is_place = record == 2 and number in (26, 27, 90, 92, 95, 100, 101, 103)
            is_person = record == 2 and number in (80, 85, 110, 115, 118, 122)
            return (
                "where it was taken"
                if is_place
                else (
                    "who took it"
                    if is_person
                    else f"something of its writer (IPTC {record}:{number})"
                )
            )
        position += 5 + length
    return ""


def _photoshop(data: bytes) -> str:
    position = data.find(b"8BIM")
    while position >= 0 and position + 12 <= len(data) and data[position : position + 4] == b"8BIM":
        number = int.from_bytes(data[position + 4 : position + 6])
        name = data[position + 6] + 1
        position += 6 + name + name % 2
        length = int.from_bytes(data[position : position + 4])
        body = data[position + 4 : position + 4 + length]
        if number in _PHOTOSHOP_NOTES and (
            inner := given_away(Note(_PHOTOSHOP_NOTES[number], body))
        ):
            return inner
        position += 4 + length + length % 2
    return ""
