"""The stem of a Spanish word whose accents are gone: "solicitudes" meets "solicitud", "solicitaron"
meets "solicitar".

Source: Snowball's `spanish`, https://snowballstem.org/algorithms/spanish/stemmer.html. Readers
leave accents out, so a page's words and a reader's words lose them before they are stemmed, and
"hablaré" (I shall speak) looks like a noun. A word that never had an accent gets Snowball's own
stem, unless it has one of these endings, which Snowball knows with an accent only:

- taken without it: -logia(s); -ira(s, n), -iria(s), -are, -ire; -ais, -eis, -areis, -ereis, -ireis;
  -ian, -iais, -iamos, alone or after
  -ar, -er, -ir; -abamos, -aramos, -ieramos, -asemos, -iesemos;
- left out, for nouns and adjectives have them more often: -ia(s) (historia), -aria(s) (necesaria),
  -eria(s) (materia), -era(s, n)
  (primera), -ere (quiere), -is (crisis), -io (servicio), and a last -i (aqui).

And -enes, -eses go as a whole: "interés" became "interes" and loses its -es, so "intereses" has to
lose both (imagen, joven, examen, too).

Chosen by measurement on the 44,191 commonest words of Spanish: 96.5 % get the stem that Snowball
gives to the accented word, and words of one lemma meet as often as there (B-cubed F1 0.785;
Snowball with accents 0.790, Snowball without 0.782). `overrides/scripts/search-es.js` does the same
in the browser.
"""

from __future__ import annotations

import re

_SHORTEST = 3  # shorter words stay, as in English

# what no verb ending may touch
_START = re.compile(
    r"^(?:[aeiou](?:[^aeiou]+[aeiou]|[aeiou]+[^aeiou])|[^aeiou](?:[^aeiou]+[aeiou]|[aeiou].))"
)
_PAIR = re.compile(r"[aeiou][^aeiou]")  # a vowel that meets a consonant

_PRONOUN = re.compile(r"(iendo|ando|[aei]r|(?<=u)yendo)(?:(?:se)?l[ao]s?|les?|[ms]e|nos)$")
_ADVERB = re.compile(r"amente$")
_BEFORE_ADVERB = re.compile(r"(?:(?:at)?iv|os|ic|ad)$")
_NOUN = re.compile(
    r"(?:(?:ic)?(?:ador(?:as?|es)?|acion(?:es)?|ancias?|antes?)|(?:ante|[ai]ble)?mente|(?:abil|ic|iv)?idad(?:es)?|(?:at)?iv[ao]s?|ic[ao]s?"
    r"|anzas?|ismos?|[ai]bles?|istas?|os[ao]s?|[ai]mientos?|logias?|ucion(?:es)?|encias?)$"
)
# of -logia, -ucion and -encia, the only ones with that letter in front
_KEPT = {"l": "log", "u": "u", "e": "ente"}
_VERB = re.compile(
    r"(?:(?<=u)y(?:as?|es?|o|an|en|eron|endo|ais|amos)|(?:ab|ar|ier)a(?:s|n|is|mos)?|(?:as|ies)e(?:s|n|is|mos)?|[ai]d[ao]s?|[aei]d|[ai]ste(?:is)?"
    r"|(?:a|ie)(?:ron|ndo)|[aei]r(?:e(?:mos|is)|ia(?:n|is|mos))?|[ai]re|ira[ns]?|irias?|ia(?:n|is|mos)|a(?:s|n|is|mos)|imos|e[ns]es|(?:(?<=g)u)?e(?:s|n|is|mos))$"
)
_LAST = re.compile(r"(?:os?|a|(?:(?<=g)u)?e)$")


def stem(word: str) -> str:
    """The stem of a folded word; a word of one or two letters, or with a character outside a to z,
    is its own stem.
    """
    if len(word) < _SHORTEST or not (word.isascii() and word.isalpha() and word.islower()):
        return word
    verb = _end(_START, word, 0)
    first = _end(_PAIR, word, 0)
    second = _end(_PAIR, word, first)
    if found := _PRONOUN.search(word, verb):
        word = word[: found.end(1)]
    if found := _ADVERB.search(word, first):
        word = _cut(word[: found.start()], _BEFORE_ADVERB, second)
    elif found := _NOUN.search(word, second):
        word = word[: found.start()] + _KEPT.get(found[0][0], "")
    else:
        word = _cut(word, _VERB, verb)
    return _cut(word, _LAST, verb)


def _end(pattern: re.Pattern[str], word: str, start: int) -> int:
    found = pattern.search(word, start)
    return found.end() if found else len(word)


def _cut(word: str, ending: re.Pattern[str], start: int) -> str:
    """The word without the longest ending that begins at the start or later."""
    found = ending.search(word, start)
    return word[: found.start()] if found else word
