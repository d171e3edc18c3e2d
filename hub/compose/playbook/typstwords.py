"""Words and values as Typst string literals: what comes from content is never read as markup or
code.

Everything the book says reaches Typst between two quotation marks. Inside them only the backslash
and the mark itself mean something.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
LONGEST = 34  # characters of the largest heading that fit on a line
# what HTML collapses, and two marks that would break a line; a no-break space stays
_SPACES = re.compile("[ \t\n\r\f\x85\u2028\u2029]+")
# Marks that only steer how their neighbours look: without a glyph they are left out, and nobody
# misses them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)
_FEWEST_LETTERS = 3  # fewer are a sign or a symbol, which its name tells
_JOINERS = "\u200c\u200d"
_WITHIN = f" \u00a0{_JOINERS}"  # what stands between words of one script
# what Unicode calls otherwise than readers do
_SCRIPTS = {"CJK": "Chinese characters", "HANGUL": "Korean letters"}
_STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def literal(value: str) -> str:
    """The value as a Typst string, for labels and addresses: character for character."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return (
        '"'
        + _STEERING.sub(
            lambda found: (
                f"\\u{{{ord(found[0]):x}}}" if not "\ud800" <= found[0] <= "\udfff" else "\\u{fffd}"
            ),
            escaped,
        )
        + '"'
    )


def words(value: str, *, most: int = LONGEST) -> str:
    """The value as a Typst string that can be printed.

    A character that the fonts lack is named in brackets instead, and a word of more than `most`
    characters may break: else it would run over the edge of the page. Addresses are broken by Typst
    itself.
    """
    shown = printable(value)
    return literal(
        re.sub(rf"\S{{{most + 1},}}", lambda run: _breakable(run[0], most), shown)
        if len(shown) > most
        else shown
    )


def _breakable(run: str, most: int) -> str:
    return (
        run
        if "://" in run
        else "\u200b".join(run[start : start + most] for start in range(0, len(run), most))
    )


def array(values: Iterable[str]) -> str:
    """Finished expressions as a Typst array. The comma after the last makes one value an array
    too.
    """
    return "(" + "".join(f"{value}, " for value in values) + ")"


def truth(*, is_true: bool) -> str:
    """A truth value in Typst."""
    return "true" if is_true else "false"


def collapsed(value: str) -> str:
    """The text with every run of white space as one space, as a browser shows it."""
    return _SPACES.sub(" ", value)


def printable(value: str) -> str:
    """The text with only characters that the fonts hold: `[check mark button]` stands for a picture
    sign they lack, `[Arabic text]` for words.
    """
    if value.isascii() and value.isprintable():
        return value
    shown, run = "", ""
    for character in f"{value}\n":
        if _lacks(character, "LM" if run else "L") or (run and character in _WITHIN):
            run += character
            continue
        shown += _noted(run) + _shown(character)
        run = ""
    return shown.removesuffix("\n")


def lacks_letters(value: str) -> bool:
    """Whether the text has letters that the fonts do not hold, which are printed as a note in
    English.
    """
    return not value.isascii() and any(_lacks(character, "L") for character in value)


def _lacks(character: str, kinds: str) -> bool:
    """Whether the fonts lack a character of these kinds: L is a letter, M a mark on one."""
    return (
        not character.isascii()
        and ord(character) not in _covered()
        and unicodedata.category(character)[0] in kinds
        and not _UNSEEN.match(character)
    )


def _noted(run: str) -> str:
    """Words in letters that the fonts lack, as one note of their script: the names of all the
    letters would help nobody.
    """
    words_of_run = run.rstrip(_WITHIN)
    if len(words_of_run) < _FEWEST_LETTERS:
        return "".join(map(_shown, run))
    script = unicodedata.name(words_of_run[0], "OTHER").partition(" ")[0]
    letters = _SCRIPTS.get(script) or f"{script.capitalize()} letters"
    return f"[text in {letters}]{run[len(words_of_run) :].strip(_JOINERS)}"


def _shown(character: str) -> str:
    if ord(character) in _covered() or character == "\n":
        return character
    if character.isspace():
        return " "
    return (
        ""
        if _UNSEEN.match(character)
        else f"[{unicodedata.name(character, f'U+{ord(character):04X}').lower()}]"
    )


@cache
def _covered() -> frozenset[int]:
    """The characters that every style of the fonts can show."""
    found: set[int] = set()
    for row in (FONTS / "coverage.txt").read_text(encoding="ascii").split():
        first, _, last = row.partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(found)
