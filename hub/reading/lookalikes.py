"""Texts that look alike: letters of other scripts that are drawn like Latin ones, full-width forms,
an O for a zero.

The table is the part of Unicode's confusables.txt (UTS 39) that maps one letter to one Latin letter
or digit, for the scripts whose letters stand in common fonts. Full-width and mathematical letters
need no table: NFKC turns them into the Latin ones.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from hub.reading.characters import seen

_LATIN = ("ıƄƍƖƦƧƷƼƽǀȜȢȣɑɡɣɩɪɯʋʏᴄᴏᴑᴜᴠᴡᴢꜱꟾ", "ibgIR235sI388agyiiwuycoouvwzsI")
_OTHERS = {
    "Cyrillic": (
        "ЅІЈАВЕЗКМНОРСТУХЬабгеорсухѕіјѡѴѵҮүһҽӀӏӠԁԌԛԜԝ",
        "SIJABE3KMHOPCTYXba6reopcyxsijwVvYyheIl3dGqWw",
    ),
    "Greek": ("ͿΑΒΕΖΗΙΚΜΝΟΡΤΥΧαγινορσυϜϳϺ", "JABEZHIKMNOPTYXayivopouFjM"),
    "Armenian": ("ՍՏՕագզհոռսցքօ", "USOwqqhnnugfo"),
    "Cherokee": ("ᎠᎡᎢᎥᎩᎪᎫᎬᎳᎷᎻᎽᏀᏂᏃᏎᏏᏒᏔᏕᏙᏚᏞᏟᏢᏦᏧᏮᏳᏴ", "DRTiYAJEWMHYGhZ4bRWSVSLCPKd6GB"),
    "Coptic": ("ϨⲅⲎⲒⲔⲘⲚⲞⲟⲢⲣⲤⲥⲦⲨⲬⳊⳌⳐⳒ", "2rHIKMNOoPpCcTYX93L6"),
    "Lisu": ("ꓐꓑꓒꓓꓔꓖꓗꓙꓚꓜꓝꓟꓠꓡꓢꓣꓦꓧꓪꓫꓬꓮꓰꓲꓳꓴ", "BPdDTGKJCZFMNLSRVHWXYAEIOU"),
}
_SIGNS = ("‐‑‒–—―−˗‘’‛ʹʻʼʽ′“”″∣｜⁄∕", "--------''''''''\"\"\"||//")
_ALIKE = {
    ord(letter): latin
    for letters, latins in (_LATIN, _SIGNS, *_OTHERS.values())
    for letter, latin in zip(letters, latins, strict=True)
}
_SCRIPT_BY_LETTER = {
    letter: script for script, (letters, _) in _OTHERS.items() for letter in letters
}
# small Greek letters that stand beside Latin ones in honest formulas
_FORMULA = frozenset("αγινρσυ")
_WORD = re.compile(r"[^\W_]+")
_DIGITS = str.maketrans("OoIl|", "00111")


def looks(text: str) -> tuple[str, ...]:
    """What a reader sees of a text, in the forms by which it is compared: two texts that share one
    of them look alike.
    """
    plain = " ".join(text.split())
    if not text.isascii():
        plain = " ".join(unicodedata.normalize("NFKC", seen(text)).translate(_ALIKE).split())
    tokens = _WORD.sub(_told_apart, plain)
    # and II is not 11
    forms = (
        " ".join(text.split()),
        tokens,
        tokens.replace("I", "l"),
        tokens.replace("l", "1").replace("O", "0"),
    )
    return tuple(dict.fromkeys(form.casefold() for form in forms))


def _told_apart(found: re.Match[str]) -> str:
    """A word in which letters and digits stand together, with digits for the letters that look like
    them: 5O8 is 508.
    """
    word = found.group()
    return word if word.isalpha() or word.isdigit() else word.translate(_DIGITS)


def borrowed_letter(text: str) -> str:
    """A letter of another script within a word in Latin letters, where it looks like one of them;
    empty when there is none.
    """
    return next(_borrowed(text), "")


def _borrowed(text: str) -> Iterator[str]:
    for word in _WORD.findall(text):
        if word.isascii():
            continue
        others = [
            letter
            for letter in word
            if letter.isalpha()
            and not unicodedata.name(letter, "LATIN").startswith(
                ("LATIN", "FULLWIDTH", "MATHEMATICAL")
            )
        ]
        if (
            others
            and any(letter.isascii() and letter.isalpha() for letter in word)
            and all(letter in _SCRIPT_BY_LETTER and letter not in _FORMULA for letter in others)
        ):
            yield others[0]


def named(letter: str) -> str:
    """`the Cyrillic letter о (U+043E)`, in the words of a message."""
    return f"the {_SCRIPT_BY_LETTER.get(letter, 'other')} letter {letter} (U+{ord(letter):04X})"


def latin_for(letter: str) -> str:
    """The Latin letter that this one looks like."""
    return _ALIKE.get(ord(letter), letter)
