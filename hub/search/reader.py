"""Searching the published files: what `hub search` does, and `overrides/scripts/search.js` in the
same steps and numbers.

All arithmetic is on whole numbers, so that both give the same order. A change here is a change
there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hub.reading.jsonfile import read_json
from hub.search.query import Query
from hub.search.shards import CARDS_A_FILE, ShardReader, sort_key, unpacked
from hub.search.spelling import read_spelling
from hub.search.words import LANGUAGES, Language, words

MOST_LETTERS = 200
EXACT = 1 << 24  # a page whose title or other name is the query comes first
FAINT = 10  # a page with less than a tenth of the best page's points is not shown
VERIFIED = 20  # pages whose text is read to see whether they hold a quoted phrase

_QUOTED = re.compile(r'["“”]([^"“”]+)["“”]')

Fetch = Callable[[str], bytes]


@dataclass(frozen=True)
class Hit:
    """A page that was found: its number, points, and the numbers of its sections that say most, the
    best first.
    """

    page: int
    score: int
    sections: tuple[int, ...] = ()


@dataclass
class Found:
    """What a search found: hits, the best first, and how the query was understood."""

    hits: list[Hit] = field(default_factory=list)
    is_exact: bool = True  # whether every page that holds a word was seen
    repaired: list[tuple[str, str]] = field(default_factory=list)
    also: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    stems: frozenset[str] = frozenset()  # of the words that were searched
    # per facet and value, pages with the other filters applied
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    # per page: key and points
    reasons: dict[int, list[tuple[str, int]]] = field(default_factory=dict)


class Reader:
    """The index of one language. `fetch` gives the bytes of a file by its name below the language's
    folder.

    Raises ValueError when a file is not what the manifest promises; what `fetch` raises passes
    through.
    """

    def __init__(self, fetch: Fetch, language: str = "en") -> None:
        self._fetch = fetch
        self.language: Language = LANGUAGES[language]
        self.manifest: dict[str, Any] = read_json(unpacked(fetch("manifest.bin")))
        self._held: dict[str, Any] = {}
        if (
            not isinstance(self.manifest, dict)
            or not {"n", "set", "keys", "letters", "facets", "bundle"} <= self.manifest.keys()
        ):
            raise ValueError("manifest.bin is not a manifest")
        self._starts = [sort_key(key) for key in self.manifest["keys"]]
        if self.manifest["bundle"]:
            data = unpacked(fetch(f"{self.manifest['set']}/a.bin"))
            start = data.index(b"\n") + 1
            for name, length in read_json(data[: start - 1]).items():
                self._held[name] = data[start : start + length]
                start += length

    def search(
        self,
        text: str,
        filters: Mapping[str, Sequence[str]] | None = None,
        *,
        typing: bool = False,
        explain: bool = False,
    ) -> Found:
        """Every page that matches, the best first."""
        # letters as JavaScript counts them
        text = text.encode("utf-16-le", "surrogatepass")[: 2 * MOST_LETTERS].decode(
            "utf-16-le", "ignore"
        )
        query = Query(self, text, typing)
        found = Found(
            repaired=query.repaired,
            also=query.also,
            is_exact=query.is_exact,
            stems=frozenset(query.stems),
        )
        points = query.points
        if not query.stems and filters:
            points = dict.fromkeys(range(self.manifest["n"]), 1)
        best = max(points.values(), default=0)
        points = {page: score for page, score in points.items() if score * FAINT >= best}
        for page in query.exact:
            points[page] = points.get(page, 0) + EXACT
        points = self._narrowed(points, filters or {}, found)
        ranked = sorted(points, key=lambda page: (-points[page], page))
        phrases = [words(phrase) for phrase in _QUOTED.findall(text)]
        if any(phrases):
            ranked = [page for page in ranked[:VERIFIED] if self._holds(page, phrases)]
            found.is_exact = False
        found.hits = [Hit(page, points[page], query.sections(page)) for page in ranked]
        if explain:
            found.reasons = {page: query.reasons(page) for page in ranked[:10]}
        return found

    def page(self, number: int) -> dict[str, Any]:
        """A page: url, title, kind, summary, and sections as (anchor, heading, text)."""
        url, title, kind, summary, sections = self.json(f"x{number}.bin")
        return {"url": url, "title": title, "kind": kind, "summary": summary, "sections": sections}

    def card(self, number: int) -> tuple[str, str, str, str]:
        """url, title, kind and summary of a page."""
        url, title, kind, summary = self.json(f"c{number // CARDS_A_FILE}.bin")[
            number % CARDS_A_FILE
        ]
        return url, title, kind, summary

    def json(self, name: str) -> Any:
        """A JSON file."""
        return self._read(name, read_json)

    def values(self, facet: str) -> tuple[str, ...]:
        """The values of a facet."""
        return tuple(self.json("f.bin").get(facet, {})) if self.manifest["facets"] else ()

    def shard_of(self, stem: str) -> int:
        """The number of the shard in which a stem would stand."""
        return bisect_right(self._starts, sort_key(stem)) - 1

    def shard(self, number: int) -> ShardReader:
        """A shard."""
        found: ShardReader = self._read(f"t{number}.bin", ShardReader)
        return found

    def spelled(self, letter: str) -> list[tuple[str, int]]:
        """The words that begin with a letter."""
        place = self.manifest["letters"].find(letter)
        found: list[tuple[str, int]] = (
            self._read(f"s{place}.bin", read_spelling) if place >= 0 else []
        )
        return found

    def _read(self, name: str, read: Callable[[bytes], Any]) -> Any:
        held = self._held.get(name)
        if held is None:
            held = unpacked(self._fetch(f"{self.manifest['set']}/{name}"))
        if isinstance(held, bytes):
            try:
                held = self._held[name] = read(held)
            except (IndexError, ValueError) as error:
                raise ValueError(f"{name} cannot be read") from error
        return held

    def _narrowed(
        self, points: dict[int, int], filters: Mapping[str, Sequence[str]], found: Found
    ) -> dict[int, int]:
        """The pages that have the chosen values; and for each value, how many there would be with
        it alone of its facet.
        """
        if not self.manifest["facets"]:
            return points
        held = {
            name: {value: _numbers(gaps) for value, (_, gaps) in values.items()}
            for name, values in self.json("f.bin").items()
        }
        allowed = {
            name: {page for value in chosen for page in held.get(name, {}).get(value, ())}
            for name, chosen in filters.items()
            if chosen
        }
        for name, values in held.items():
            others = [pages for other, pages in allowed.items() if other != name]
            fitting = {page for page in points if all(page in pages for pages in others)}
            counts = {
                value: sum(page in fitting for page in pages) for value, pages in values.items()
            }
            found.counts[name] = {value: count for value, count in counts.items() if count}
        return {
            page: score
            for page, score in points.items()
            if all(page in pages for pages in allowed.values())
        }

    def _holds(self, number: int, phrases: Iterable[Sequence[str]]) -> bool:
        page = self.page(number)
        texts = [
            page["title"],
            page["summary"],
            *(text for _, heading, body in page["sections"] for text in (heading, body)),
        ]
        rows = [" " + " ".join(words(text)) + " " for text in texts]
        return all(
            any(" " + " ".join(phrase) + " " in row for row in rows) for phrase in phrases if phrase
        )


def _numbers(gaps: Sequence[int]) -> list[int]:
    numbers, last = [], 0
    for gap in gaps:
        last += gap
        numbers.append(last)
    return numbers
