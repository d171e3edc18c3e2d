"""Pages that are like a page, from the weights of the index, in one pass: what else to read, and
what says the same twice.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hub.search.shards import Postings, pages_in

TELLING = 40  # the words of a page that are compared: those that say most about it
COMMON = 0.2  # a word on more of the pages than this tells none from the others
MOST = 12
LIKE = 0.2  # from here on a page is worth naming to readers
ALIKE = 0.85  # pages that share so much of their weight may be one page
_ENOUGH = 0.08


@dataclass(frozen=True)
class Neighbour:
    """Another page, and how much alike the two are, from 0 to 1."""

    url: str
    alike: float


def neighbours(
    urls: Sequence[str], terms: Iterable[tuple[int, Postings]]
) -> dict[str, tuple[Neighbour, ...]]:
    """For each page the pages most like it. `terms` holds the rarity and the postings of each stem;
    the measure is the cosine.
    """
    # per page: (weight, number of the stem)
    weights: list[list[tuple[int, int]]] = [[] for _ in urls]
    holders: list[list[int]] = []
    for rarity, postings in terms:
        if not 1 < postings.holding <= max(2, COMMON * len(urls)):
            continue
        found = list(pages_in(postings.gaps))
        for page, level in zip(found, postings.levels, strict=True):
            weights[page].append((level * rarity, len(holders)))
        holders.append(found)
    told = [
        {stem: weight for weight, stem in sorted(held, reverse=True)[:TELLING]} for held in weights
    ]
    lengths = [math.sqrt(sum(weight * weight for weight in held.values())) for held in told]
    found_by_url = {}
    for page, held in enumerate(told):
        shared: dict[int, int] = {}
        for stem, weight in held.items():
            for other in holders[stem]:
                if other != page and stem in told[other]:
                    shared[other] = shared.get(other, 0) + weight * told[other][stem]
        ranked = sorted(
            ((value / (lengths[page] * lengths[other]), other) for other, value in shared.items()),
            key=lambda item: (-item[0], item[1]),
        )
        found_by_url[urls[page]] = tuple(
            Neighbour(urls[other], round(alike, 4))
            for alike, other in ranked[:MOST]
            if alike >= _ENOUGH
        )
    return found_by_url


def near_duplicates(found: Mapping[str, tuple[Neighbour, ...]]) -> list[tuple[str, str, float]]:
    """Pairs of pages that say nearly the same, the most alike first."""
    pairs = {
        (min(url, other.url), max(url, other.url)): other.alike
        for url, others in found.items()
        for other in others
        if other.alike >= ALIKE
    }
    return sorted(
        ((one, other, alike) for (one, other), alike in pairs.items()),
        key=lambda item: (-item[2], item[0], item[1]),
    )
