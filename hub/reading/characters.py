"""Which characters may stand in a text: those that a reader can see, and the few unseen ones that
honest writing needs.

What cannot be seen is found by property, never by a list of cases: Default_Ignorable_Code_Point of
Unicode (DerivedCoreProperties.txt, version 16.0; Python's `unicodedata` does not know it), the
controls, formats and noncharacters, and the fillers that are drawn as nothing. Allowed among them
is what changes what is seen: a joiner in a script that joins, a variation selector behind a picture
character, the tags of a flag, a direction mark in a line with right-to-left letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

_IGNORABLE = (  # Default_Ignorable_Code_Point = Yes
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# but tab and newline; the last two are line ends to some programs only
_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029"
# formats and fillers without the property: annotations, a lost object, the empty Braille cell,
# joiners of hieroglyphs
_UNSEEN = "\ufff9-\ufffc\u2800\U00013430-\U0001343f"
_NO_CHARACTERS = "\ud800-\udfff\ufdd0-\ufdef" + "".join(
    chr(plane * 0x10000 + low) for plane in range(17) for low in (0xFFFE, 0xFFFF)
)
# what they show, each font decides: a box, or an icon of the writer's computer
_PRIVATE_USE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
_BLANKS = "\U00016fe4\U0001d159"  # the filler of Khitan and the musical nothing
_SUSPECT = re.compile(f"[{_CONTROLS}{_IGNORABLE}{_UNSEEN}{_NO_CHARACTERS}{_PRIVATE_USE}{_BLANKS}]")
MAX_MARKS = 8  # on one letter: more than any language writes, and they would cover the lines above
# of Latin, Greek and Cyrillic; then Hebrew, Arabic, Thai, Lao, Tibetan and Japanese
_MARKS_ON_LETTERS = (
    "\u0300-\u034e\u0350-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
    "\u0591-\u05bd\u064b-\u065f\u0670\u06d6-\u06dc\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u0f71-\u0f84\u3099\u309a"
)
_LOOKED_AT = re.compile(f"{_SUSPECT.pattern[:-1]}{_MARKS_ON_LETTERS}]")
_MARK = re.compile(f"[{_MARKS_ON_LETTERS}]")
_PILED = re.compile(f"(?<=[{_MARKS_ON_LETTERS}]{{{MAX_MARKS}}})")
_BOX = re.compile(f"[{_PRIVATE_USE}]")

# Characters with a picture (emoji-data.txt, version 16.0, Emoji = Yes; above U+1F000 and in the
# dingbats the whole blocks).
_PICTURE = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u2199\u21a9\u21aa\u231a\u231b\u2328\u23cf\u23e9-\u23f3\u23f8-\u23fa\u24c2\u25aa\u25ab\u25b6\u25c0\u25fb-\u25fe"
    "\u2600-\u27bf\u2934\u2935\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)
# Blocks whose letters join, or whose vowel signs and conjuncts are steered by joiners: Arabic to
# Malayalam and Sinhala, Tibetan to Myanmar, Khmer, Mongolian, and later ones.
_JOINING = (
    "\u0600-\u0dff\u0f00-\u109f\u1780-\u18af\u1900-\u1cff\ua800-\ua8ff\ua930-\uaaff\uabc0-\uabff"
    "\ufb50-\ufdff\ufe70-\ufefc\U00010a00-\U00010fff\U00011000-\U00011fff\U0001e900-\U0001e95f"
)
_FLAG = re.compile(
    "\U0001f3f4(?:\U000e0067\U000e0062(?:\U000e0065\U000e006e\U000e0067|\U000e0073\U000e0063\U000e0074|\U000e0077\U000e006c\U000e0073))\U000e007f"
)
# England, Scotland, Wales: the three that Unicode recommends (emoji-sequences.txt)
_FLAG_LENGTH = 7
_TAGS = "\U000e0020", "\U000e007f"
_MARKS = "\u061c\u200e\u200f"
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u05ff\u0600-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_BRAILLE = re.compile("[\u2801-\u28ff]")
_SOUND_ASCII = bytes(range(0x20, 0x7F)) + b"\t\n"  # all that is left of ASCII without its controls
_LONG = 500  # characters, from which on it is quicker to look at each different one once
_NAMING = frozenset("Lu Ll Lt Lm Lo Nd Nl No So".split())
_FILLERS = frozenset("\u2800\U0001d159")  # drawn as nothing, and neither spaces nor ignorable


def first_forbidden(text: str, *, around: str = "") -> int | None:
    """The position of the first character that cannot be seen and changes what is seen, or None.

    `around` is the text that a part was taken from: right-to-left letters there allow a direction
    mark here.
    """
    if text.isascii():
        if not text.encode("ascii").translate(None, _SOUND_ASCII):
            return None
    elif len(text) > _LONG and _LOOKED_AT.search("".join(set(text))) is None:
        # its different characters are few, and the class is large
        return None
    found = _LOOKED_AT.search(text)
    if found is None:
        return None
    return next(_forbidden_from(text, found.start(), around), None)


@cache
def _honest() -> re.Pattern[str]:
    """What may stand where it stands, though it is not seen. Few texts hold one, and those alone
    wait for these classes to be made.
    """
    return re.compile(
        f"(?<=[{_PICTURE}])[\ufe0e\ufe0f]"
        "|(?<=[0-9#*])[\ufe0e\ufe0f](?=\u20e3)"  # keycaps
        f"|(?<=[{_PICTURE}\ufe0f])\u200d(?=[{_PICTURE}])"
        f"|(?<=[{_JOINING}])\u200d(?![\u200c\u200d])"
        f"|(?<![\u200c\u200d])\u200d(?=[{_JOINING}])"
        # it parts two letters: behind a word it does nothing
        f"|(?<=[{_JOINING}])\u200c(?=[\\w*_`\\[{_JOINING}])(?![\u060c\u061b\u061f\u06d4])"
        f"|(?<=[\\w*_`\\]{_JOINING}])\u200c(?=[{_JOINING}])(?![\u060c\u061b\u061f\u06d4])"
        "|(?<=[\u1820-\u18aa])[\u180b-\u180d\u180f]"  # forms of a Mongolian letter
    )


def _forbidden_from(text: str, start: int, around: str) -> Iterator[int]:
    # what the line holds is looked up once: a line of marks costs no more than its length
    line_end, holds = -1, dict[re.Pattern[str], bool]()
    for found in _LOOKED_AT.finditer(text, start):
        position, character = found.start(), found.group()
        if _MARK.match(character):
            if _PILED.match(text, position):
                yield position
            continue
        wanted = (
            _RIGHT_TO_LEFT if character in _MARKS else _BRAILLE if character == "\u2800" else None
        )
        if wanted is None:
            if not _honest().match(text, position) and not _is_in_flag(text, position):
                yield position
            continue
        if position > line_end:
            line_start = text.rfind("\n", 0, position) + 1
            next_line = text.find("\n", position)
            line_end = next_line if next_line >= 0 else len(text)
            line = text[line_start:line_end]
            holds = {
                pattern: bool(pattern.search(line) or pattern.search(around))
                for pattern in (_RIGHT_TO_LEFT, _BRAILLE)
            }
        if not holds[wanted]:
            yield position


def _is_in_flag(text: str, position: int) -> bool:
    if not _TAGS[0] <= text[position] <= _TAGS[1]:
        return False
    start = text.rfind("\U0001f3f4", max(0, position - _FLAG_LENGTH), position)
    found = _FLAG.match(text, start) if start >= 0 else None
    return found is not None and found.end() > position


def forbidden_message(character: str, where: str) -> str:
    """Which character it is, by number and name."""
    name = unicodedata.name(character, "")
    shown = f"U+{ord(character):04X} ({name})" if name else f"U+{ord(character):04X}"
    if _BOX.match(character):
        return (
            f"The character {shown} {where} shows as a box: only the font of one program has a"
            " picture for it."
        )
    if _MARK.match(character):
        return f"The mark {shown} {where} stands on a letter that has {MAX_MARKS} marks already."
    return f"The invisible character {shown} {where} is not allowed."


def shows_something(text: str) -> bool:
    """False for a text of which a reader would see nothing: spaces of every kind, fillers, and what
    is ignored.
    """
    if text.isascii():
        return bool(text.strip())
    return any(
        unicodedata.category(character)[0] not in "ZC"
        and character not in _FILLERS
        and not _SUSPECT.match(character)
        for character in text
    )


def says_something(text: str) -> bool:
    """Whether a text could be a name: it has a letter, a digit or a picture that can be seen."""
    if text.isascii():
        return any(character.isalnum() for character in text)
    return any(
        unicodedata.category(character) in _NAMING
        for character in seen(text)
        if character != "\ufffd" and character not in _FILLERS
    )


def seen(text: str) -> str:
    """The text without what cannot be seen: what is left is what two texts are compared by."""
    return text if text.isascii() else _SUSPECT.sub("", text)
