r"""The words of a text as search sees them: folded, stemmed, and without the words that tell
nothing.

`overrides/scripts/search.js` and `search-es.js` do the same in the browser;
`tests/search/vectors.json` holds both to the same answers. A letter or digit is what Unicode calls
L or N: `[^\W_]` here, `[\p{L}\p{N}]` there. Only characters that are newer than the Unicode of this
Python (14 in 3.11) can differ, and then the browser sees a word where the site has none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field

from hub.search import porter, spanish

_DROPPED = re.compile("[\u0300-\u036f\u00ad]+")  # accents once they stand alone, and soft hyphens
_WORD = re.compile(r"[^\W_]+")
# these two begin with what is rare: three times as fast
_OWNER = re.compile(r"'(?<=[^\W_].)s(?!'?[^\W_])")
_INNER = re.compile(r"'(?<=[^\W_].)(?=[^\W_])")
# most texts are ASCII but for these
_TYPOGRAPHY = (("’", "'"), ("“", " "), ("”", " "), ("–", " "), ("—", " "), ("\u00a0", " "))
_ASCII_GAPS = str.maketrans({mark: " " for mark in map(chr, range(128)) if not mark.isalnum()})

# Not here: "no" and "new" (no wrong door), "us" (the country), "all", "more", "about", "need",
# "use".
_ENGLISH = (
    "a an and are as at be been but by can did do does for from had has have how i if in into is it"
    " its me my not of on or our so that the their them then there these they this to was we were"
    " what when where which who why will with would you your"
)
# Without their accents: "esta" is "está", too. Not here: "sin" (sin hogar, sin costo).
_SPANISH = (
    "a al algo asi como con cual cuales cuando de del desde donde e el ella ellas ellos en entre"
    " era es esa esas ese eso esos esta estan estas este esto estos fue ha han hasta hay la las le"
    " les lo los mas me mi mis muy ni no nos o para pero por porque puede pueden que quien quienes"
    " se sea ser si sobre son su sus tambien te tiene tienen tu tus u un una unas uno unos usted y"
    " ya yo"
)


def fold(text: str) -> str:
    """The text in lower case, with plain letters for accented, ligated and full-width ones: "Ｏﬃce
    de la Niñez" gives "office de la ninez".
    """
    if not text.isascii():
        text = _DROPPED.sub("", unicodedata.normalize("NFKD", text))
    return text.lower()


def words(text: str) -> list[str]:
    """The folded words of a text, stop words included: "The agency’s don'ts" gives the, agency,
    donts.
    """
    for typographic, plain in _TYPOGRAPHY:
        text = text.replace(typographic, plain)
    text = fold(text)
    if "'" in text:
        text = _INNER.sub("", _OWNER.sub("", text))
    return text.translate(_ASCII_GAPS).split() if text.isascii() else _WORD.findall(text)


class _Stems(dict[str, str]):
    """The stem of each word met so far; a stop word has an empty one. Stemming costs more than all
    the rest.
    """

    def __init__(self, stem: Callable[[str], str], stops: frozenset[str]) -> None:
        super().__init__(dict.fromkeys(stops, ""))
        self._stem = stem

    def __missing__(self, word: str) -> str:
        stem = self[word] = self._stem(word)
        return stem


@dataclass(frozen=True)
class Language:
    """How texts of one language are searched: its code, its stop words (folded), and the stem of a
    folded word.
    """

    code: str
    stops: frozenset[str]
    stem: Callable[[str], str]
    _stems: _Stems = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_stems", _Stems(self.stem, self.stops))

    def tokens(self, text: str) -> list[tuple[str, str]]:
        """Pairs of a folded word and its stem, without stop words."""
        stems = self._stems
        return [(word, stem) for word in words(text) if (stem := stems[word])]

    def telling(self, text: str) -> list[tuple[str, str]]:
        """The same, but of a text that holds nothing else the stop words: a query or a title such
        as "What we do".
        """
        return self.tokens(text) or [(word, self.stem(word)) for word in words(text)]

    def analyse(self, text: str) -> list[str]:
        """The stems of a text, without stop words unless it has nothing else."""
        return [stem for _, stem in self.telling(text)]


LANGUAGES = {
    "en": Language("en", frozenset(_ENGLISH.split()), porter.stem),
    "es": Language("es", frozenset(_SPANISH.split()), spanish.stem),
}
