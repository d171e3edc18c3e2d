"""How much a word says about a page, as a level from 1 to 31: BM25F over the fields, worked out
once and never in the browser.

A level depends on its page alone, not on the other pages: the lengths to which fields are compared
are fixed. So a page that changes touches its own words only. How rare a word is among all pages is
told apart, once for each word.

BM25F: Robertson, Zaragoza, Taylor: Simple BM25 extension to multiple weighted fields (2004).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from hub.search.concepts import Concepts
from hub.search.documents import SearchDocument
from hub.search.words import Language

LEVELS = 31
K1 = 1.4
# for a word of the title, shared among the title's words: "Journey map" beats "Journey map of the
# tax office"
TITLE_PART = 0.5
MOST_SECTIONS = 255  # a section is one byte
HEADING_HITS = 8  # a word in the heading says more about a section than this many in its text


class FieldWeight(NamedTuple):
    """What a hit in a field is worth, how much the field's length takes from it, and the length (in
    words) that takes nothing.
    """

    weight: float
    slope: float
    length: int


TITLE = FieldWeight(10, 0.4, 5)
SUMMARY = FieldWeight(5, 0.4, 16)
HEADING = FieldWeight(4, 0.5, 30)
TAG = FieldWeight(2, 0.3, 8)
BODY = FieldWeight(1, 0.85, 450)


class Weight(NamedTuple):
    """The level of a key on a page, and the number of the section that tells most about it."""

    level: int
    section: int


@dataclass(frozen=True)
class Weighed:
    """What the index holds of one page: weights by key, and the words as they are written.

    A key is a stem ("journey"), a pair of stems of a title ("journey map"), a whole title ("journey
    map $") or a form of a concept ("custom experi ~"). All keys that begin with one stem stand
    beside each other in the sorted dictionary.
    """

    weight_by_key: dict[str, Weight]
    words: frozenset[str]


class _Field:
    """The words of one field of a page, and the concepts they name, counted. A concept counts as a
    word of its own.
    """

    def __init__(self, kind: FieldWeight) -> None:
        self.kind = kind
        self.counts: Counter[str | int] = Counter()
        self.length = 0

    def add(self, counts: Counter[str | int], length: int) -> None:
        self.counts.update(counts)
        self.length += length

    def shares(self, into: dict[str | int, float]) -> None:
        """Add what the hits in this field are worth."""
        worth = self.kind.weight / (
            1 - self.kind.slope + self.kind.slope * self.length / self.kind.length
        )
        for key, count in self.counts.items():
            into[key] = into.get(key, 0.0) + worth * count


def weigh(document: SearchDocument, language: Language, concepts: Concepts) -> Weighed:
    """The weights of a page. `document.weight` raises or lowers all of them."""
    title, summary, heading, tag, body = fields = tuple(
        _Field(kind) for kind in (TITLE, SUMMARY, HEADING, TAG, BODY)
    )
    words: set[str] = set()

    def counted(text: str, *, is_name: bool = False) -> tuple[list[str], Counter[str | int]]:
        tokens = language.telling(text) if is_name else language.tokens(text)
        words.update([word for word, _ in tokens])
        stems = [stem for _, stem in tokens]
        counts: Counter[str | int] = Counter(stems)
        if concepts.all:
            counts.update(number for number, _, _ in concepts.found(stems))
        return stems, counts

    names: list[list[str]] = []
    for text in (document.title, *document.names):
        stems, counts = counted(text, is_name=True)
        # other names add hits, and do not make the title long
        title.add(counts, 0 if names else len(stems))
        names.append(stems)
    for field, text in ((summary, document.summary), (tag, " . ".join(document.tags))):
        stems, counts = counted(text)
        field.add(counts, len(stems))
    best: dict[str | int, tuple[int, int]] = {}  # (hits, section)
    for number, section in enumerate(document.sections[:MOST_SECTIONS]):
        stems, hits = counted(section.text)
        body.add(hits, len(stems))
        if section.heading:
            stems, counts = counted(section.heading)
            heading.add(counts, len(stems))
            for key, count in counts.items():
                hits[key] += count * HEADING_HITS
        for key, count in hits.items():
            if key not in best or count > best[key][0]:
                best[key] = (count, number)

    shares: dict[str | int, float] = {}
    for field in fields:
        field.shares(shares)
    parts: dict[str | int, float] = {}
    for name in names:
        for stem in name:
            parts[stem] = max(parts.get(stem, 0.0), TITLE_PART / len(set(name)))
    for number in {key for key in title.counts if isinstance(key, int)}:
        if any(tuple(name) in concepts.all[number].forms for name in names):
            parts[number] = TITLE_PART
    scale = document.weight * LEVELS / (1 + TITLE_PART)
    weight_by_key: dict[str, Weight] = {}
    for key, share in shares.items():
        level = math.ceil((share / (K1 + share) + parts.get(key, 0.0)) * scale)
        weight = Weight(1 if level < 1 else min(level, LEVELS), best[key][1] if key in best else 0)
        if isinstance(key, str):
            weight_by_key[key] = weight
        else:
            for form in concepts.all[key].forms:
                weight_by_key[" ".join((*form, "~"))] = weight
    weight_by_key |= _pairs(names, title, scale)
    return Weighed(weight_by_key, frozenset(words))


def _pairs(names: Sequence[Sequence[str]], title: _Field, scale: float) -> dict[str, Weight]:
    """The weights of two words of a name that stand side by side, and of whole names."""
    weight_by_key: dict[str, Weight] = {}
    pair_share: dict[str | int, float] = {}
    for name in names:
        title.counts = Counter(pair for pair in map(" ".join, pairwise(name)))
        title.shares(pair_share)
        if name:
            weight_by_key[" ".join((*name, "$"))] = Weight(LEVELS, 0)
    for key, share in pair_share.items():
        level = max(1, min(LEVELS, math.ceil(share / (K1 + share) * scale)))
        weight_by_key[str(key)] = Weight(level, 0)
    return weight_by_key


@cache
def rarity(pages: int, holding: int) -> int:
    """How rare a key is that `holding` of `pages` pages hold, as a number from 1 to 255 (the idf of
    BM25, 20 to a unit).
    """
    return max(1, min(255, round(20 * math.log(1 + (pages - holding + 0.5) / (holding + 0.5)))))
