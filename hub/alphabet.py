"""The order of words in a list, as readers of its language look for them. Every list that readers
see is in this order; a test holds it.
"""

from __future__ import annotations

import unicodedata

# Letters that Unicode takes for letters of their own, and readers of English and Spanish look for
# under the plain one.
_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
_OPENING = "\"'“‘‹«¿¡([\u200e\u200f"  # what may stand before the first letter and is not looked for
_AFTER_EVERY_LETTER = "\U0010ffff"  # behind the n, so that ñ comes after nz and before o


def alphabetical(words: str, language: str = "en") -> str:
    """The key that sorts words: accents, capitals and opening marks do not count. In Spanish ñ is a
    letter, between n and o.
    """
    held = unicodedata.normalize("NFC", words).casefold()
    if language == "es":
        held = held.replace("ñ", f"n{_AFTER_EVERY_LETTER}")
    if not held.isascii():
        held = "".join(
            letter
            for letter in unicodedata.normalize("NFKD", held)
            if not unicodedata.combining(letter)
        ).translate(_PLAIN)
    return held.lstrip(_OPENING) or held


def first_letter(words: str, language: str = "en") -> str:
    """The letter under which words stand in an index: A to Z, with Ñ in Spanish, or "" for what
    begins with none.
    """
    key = alphabetical(words, language)
    if key.startswith(f"n{_AFTER_EVERY_LETTER}"):
        return "Ñ"
    return key[:1].upper() if key[:1].isascii() and key[:1].isalpha() else ""
