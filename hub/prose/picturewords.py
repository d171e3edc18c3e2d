"""Alternative texts that tell nobody what a picture shows."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

_FILE = re.compile(r"\S*\.(?:png|jpe?g|webp|svg|gif|heic|tiff?|bmp|pdf)", re.IGNORECASE)
# What cameras, telephones, scanners and office programs call what they make.
_NUMBERED = re.compile(
    r"(?:img|dsc[nf]?|dcim|pxl|image|picture|photo|screen"
    r" ?shot|untitled|scan|figure|fig|graphic|capture|unnamed)[\s_.-]*(?:\d[\d\s_.:apm-]*(?:at"
    r" [\d.: apm]+)?|\(\d+\))",
    re.IGNORECASE,
)
_EMPTY_WORDS = frozenset(
    "image picture photo photograph screenshot graphic icon untitled alt alternative-text alt-text"
    " image-description description foto imagen".split()
)


def is_file_name(alt: str, address: str) -> bool:
    """True when `alt` is the name of a file, of the one at `address` above all, or a word that
    every picture could have.
    """
    words = alt.strip().strip(".").casefold()
    stem = PurePosixPath(address).stem.casefold()
    is_one_word = " " not in words
    return (
        "description automatically generated" in words
        or _FILE.fullmatch(words) is not None
        or _NUMBERED.fullmatch(words) is not None
        or words.replace(" ", "-") in _EMPTY_WORDS
        or (is_one_word and words == stem and re.search(r"[\d_-]", words) is not None)
    )
