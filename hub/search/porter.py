"""The stem of an English word, by the algorithm of Martin Porter: "planning" and "planned" meet
"plan".

Source: M. F. Porter, An algorithm for suffix stripping, Program 14(3), 1980, as Snowball's `porter`
reads it; for words of three letters or more every answer is equal to Snowball's. Whoosh's own
stemmer is not: it makes "mapp" of "mapping". `overrides/scripts/search.js` does the same in the
browser.
"""

from __future__ import annotations

import re

_SHORTEST = 3  # shorter words stay, or "as" would become "a", and "us" "u"

_CONSONANT_Y = re.compile(r"([aeiouy])y")  # "Y" marks a y that is a consonant: "Yes", "emploYer"
# Group 1 is the first vowel; groups 2 and 3 are the consonants that end the first and the second
# run of vowels.
_RUNS = re.compile(
    r"[^aeiouy]*([aeiouy])[aeiouy]*(?:([^aeiouy])[^aeiouy]*(?:[aeiouy]+([^aeiouy]))?)?"
)
_NOWHERE = 1 << 30
_SHORT = re.compile(r"[^aeiouy][aeiouy][^aeiouywxY]\Z")  # "hop", "fil": such a stem had an e once
_DOUBLES = frozenset("bb dd ff gg mm nn pp rr tt".split())

_Endings = dict[str, tuple[tuple[str, str], ...]]


def _by_last_but_one(table: str) -> _Endings:
    """Pairs of an ending and its replacement, longest first, by the last letter but one of the
    ending.
    """
    pairs = sorted((entry.split(">") for entry in table.split()), key=lambda pair: -len(pair[0]))
    return {
        key: tuple((old, new) for old, new in pairs if old[-2] == key)
        for key in sorted({old[-2] for old, _ in pairs})
    }


_STEP_2 = _by_last_but_one(
    "ational>ate tional>tion enci>ence anci>ance izer>ize abli>able alli>al entli>ent eli>e"
    " ousli>ous ization>ize ation>ate ator>ate alism>al iveness>ive fulness>ful ousness>ous"
    " aliti>al iviti>ive biliti>ble"
)
_STEP_3 = _by_last_but_one("icate>ic ative> alize>al iciti>ic ical>ic ful> ness>")
_STEP_4 = _by_last_but_one(
    "al> ance> ence> er> ic> able> ible> ant> ement> ment> ent> ion> ou> ism> ate> iti> ous> ive>"
    " ize>"
)


def stem(word: str) -> str:
    """The stem of a folded word; a word of one or two letters, or with a character outside a to z,
    is its own stem.
    """
    if len(word) < _SHORTEST or not (word.isascii() and word.isalpha() and word.islower()):
        return word
    if "y" not in word:
        return _stem(word)
    return _stem(_CONSONANT_Y.sub(r"\1Y", "Y" + word[1:] if word[0] == "y" else word)).lower()


def _stem(word: str) -> str:
    vowel = first = second = _NOWHERE
    runs = _RUNS.match(word)
    if runs:
        vowel, first, second = (
            end if end > 0 else _NOWHERE for end in (runs.end(1), runs.end(2), runs.end(3))
        )
    word = _without_inflection(word, vowel, first)
    word = _replaced(word, _STEP_2, first)
    word = _replaced(word, _STEP_3, first)
    word = _replaced(word, _STEP_4, second)
    if word[-1] == "e" and (
        len(word) > second or (len(word) > first and not _SHORT.search(word, 0, len(word) - 1))
    ):
        word = word[:-1]
    if word[-2:] == "ll" and len(word) > second:
        word = word[:-1]
    return word


def _without_inflection(word: str, vowel: int, first: int) -> str:
    """Steps 1a, 1b and 1c: plurals, -ed, -ing, and y as i."""
    if word[-1] == "s":
        if word.endswith(("sses", "ies")):
            word = word[:-2]
        elif word[-2] != "s":
            word = word[:-1]
    if word.endswith("eed"):
        if len(word) - 3 >= first:
            word = word[:-1]
    else:
        cut = 2 if word.endswith("ed") else 3 if word.endswith("ing") else 0
        if cut and len(word) - cut >= vowel:
            word = word[:-cut]
            last = word[-2:]
            if last in {"at", "bl", "iz"} or (len(word) == first and _SHORT.search(word)):
                word += "e"
            elif last in _DOUBLES:
                word = word[:-1]
    if word[-1:] in {"y", "Y"} and len(word) > vowel:
        word = word[:-1] + "i"
    return word


def _replaced(word: str, endings: _Endings, start: int) -> str:
    """The word with its longest ending replaced, if the ending begins at the start or later."""
    for old, new in endings.get(word[-2:-1], ()):
        if word.endswith(old):
            at = len(word) - len(old)
            return (
                word[:at] + new if at >= start and (old != "ion" or word[at - 1] in "st") else word
            )
    return word
