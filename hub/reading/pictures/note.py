"""What a picture carries beside its pixels, and what may be wrong with its file."""

from __future__ import annotations

from dataclasses import dataclass, field

PADDING = b"\0\r\n "  # what some programs leave behind the end


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
