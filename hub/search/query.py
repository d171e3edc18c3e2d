"""A query read word by word: which keys of the index it asks for, and the points they give to
pages.

All arithmetic is on whole numbers, so that the browser gives the same order. A change here is a
change in search.js.
"""

from __future__ import annotations

import re
from typing import Any, Protocol

from hub.search.shards import ShardReader, sort_key
from hub.search.spelling import SHORTEST, mended
from hub.search.words import Language, fold, words

MOST_WORDS = 24
LONGEST_FORM = 5  # words of a concept's form
RARE = 1000  # a word on at most one page in so many (and on two pages at least) may be a slip
# the share of a word, a mended word, two words of a title, another form; in sixteenths
WHOLE, MENDED, PAIR, MEANT = 16, 12, 8, 14
MOST_COMPLETIONS = 12


class Index(Protocol):
    """What a query asks of an index."""

    language: Language
    manifest: dict[str, Any]

    def shard_of(self, stem: str) -> int: ...

    def shard(self, number: int) -> ShardReader: ...

    def spelled(self, letter: str) -> list[tuple[str, int]]: ...


class Query:
    """A query read word by word: the points it gives to pages."""

    def __init__(self, index: Index, text: str, typing: bool) -> None:
        self.index = index
        self.language = index.language
        self.repaired: list[tuple[str, str]] = []
        self.also: list[tuple[str, tuple[str, ...]]] = []
        self.is_exact = True
        self.points: dict[int, int] = {}
        self.exact: list[int] = []
        # (key, per page: points and section)
        self._given: list[tuple[str, dict[int, tuple[int, int]]]] = []
        tokens = self.language.telling(text)[:MOST_WORDS]
        self._is_typing = bool(typing and words(text[-1:]))
        self._text = text
        self._said = [word for word, _ in tokens]
        self.stems = [
            self._word(place, word, stem, is_last=place == len(tokens) - 1)
            for place, (word, stem) in enumerate(tokens)
        ]
        self._meanings()
        for pair in dict.fromkeys(zip(self.stems, self.stems[1:], strict=False)):
            self._add(" ".join(pair), PAIR)
        self.exact = sorted(self._postings(" ".join((*self.stems, "$"))))

    def _find(self, key: str) -> tuple[ShardReader, int] | None:
        if not key:
            return None
        shard = self.index.shard(self.index.shard_of(key.split(" ", 1)[0]))
        number = shard.numbers.get(key)
        return None if number is None else (shard, number)

    def _postings(self, key: str) -> dict[int, tuple[int, int]]:
        """Per page: level x rarity, and section."""
        found = self._find(key)
        if found is None:
            return {}
        shard, number = found
        self.is_exact &= not shard.cut[number]
        rarity = shard.rarities[number]
        return {page: (level * rarity, section) for page, level, section in shard.postings(number)}

    def _rarity(self, key: str) -> int:
        found = self._find(key)
        return found[0].rarities[found[1]] if found else 0

    def _give(self, key: str, given: dict[int, tuple[int, int]]) -> None:
        self._given.append((key, given))
        for page, (value, _) in given.items():
            self.points[page] = self.points.get(page, 0) + value

    def _add(self, key: str, share: int) -> None:
        """Give what a key gives, once in a query."""
        if any(other == key for other, _ in self._given):
            return
        found = self._postings(key)
        if found:
            self._give(
                key, {page: (value * share, section) for page, (value, section) in found.items()}
            )

    def _word(self, place: int, word: str, stem: str, *, is_last: bool) -> str:
        """The stem that is searched for a word: its own, that of the likeliest completion, or of
        the word that was meant.
        """
        found = self._find(stem)
        holding = found[0].counts[found[1]] if found else 0
        # it may be unfinished, while it is typed and when no page holds it
        if is_last and (self._is_typing or (not holding and len(word) >= SHORTEST)):
            completed = self._complete(word, stem)
            held = self._find(completed)
            if held is not None:
                if not self._is_typing:
                    self._say_mended(
                        place,
                        word,
                        next(
                            whole
                            for whole in (*held[0].words[held[1]], completed)
                            if whole.startswith(word)
                        ),
                    )
                return completed
        share = WHOLE
        if (
            len(word) >= SHORTEST
            and word.isalpha()
            and holding <= max(2, self.index.manifest["n"] // RARE)
        ):
            meant = mended(word, holding, self.index.spelled(word[0]))
            if meant:
                self._say_mended(place, word, meant)
                self._add(stem, WHOLE)
                stem, share = self.language.stem(meant), MENDED
        self._add(stem, share)
        return stem

    def _complete(self, typed: str, stem: str) -> str:
        """Search all words that begin as typed, the commonest most. Returns the likeliest stem."""
        if len(typed) < 2:
            return ""
        found: list[tuple[int, str, ShardReader, int]] = []
        place = self.index.shard_of(typed)
        keys = self.index.manifest["keys"]
        # the words that begin so stand in the next shard, too
        goes_on = place + 1 < len(keys) and keys[place + 1].startswith(typed)
        for number_of_shard in sorted({self.index.shard_of(stem), place, place + goes_on}):
            shard = self.index.shard(number_of_shard)
            for key, number in shard.numbers.items():
                if " " not in key and (
                    key.startswith(typed)
                    or any(word.startswith(typed) for word in shard.words[number])
                ):
                    found.append((shard.counts[number], key, shard, number))
        if not found:
            return ""
        found.sort(key=lambda item: (item[1] != stem, -item[0], sort_key(item[1])))
        found = found[:MOST_COMPLETIONS]
        most = max(count for count, *_ in found)
        rarity = min(shard.rarities[number] for *_, shard, number in found)
        given: dict[int, tuple[int, int]] = {}
        for count, key, shard, number in found:
            share = WHOLE if key == stem else 4 + 12 * count // most
            self.is_exact &= not shard.cut[number]
            for page, level, section in shard.postings(number):
                value = level * rarity * share
                if page not in given or given[page][0] < value:
                    given[page] = (value, section)
        likeliest = found[0][1]
        self._give(likeliest, given)
        return likeliest

    def _meanings(self) -> None:
        """Search the other forms of what the query names: HISP, and high-impact service
        provider.
        """
        start = 0
        while start < len(self.stems):
            for length in range(min(LONGEST_FORM, len(self.stems) - start), 0, -1):
                form = self.stems[start : start + length]
                key = " ".join((*form, "~"))
                found = self._find(key)
                if found is None:
                    continue
                shard, number = found
                held = {stem: given for stem, given in self._given if stem in form}
                # another form counts as much as the one that was typed
                rarity = max(
                    shard.rarities[number] * length, sum(self._rarity(stem) for stem in form)
                )
                meant = {
                    page: (level * rarity * MEANT, section)
                    for page, level, section in shard.postings(number)
                }
                self.is_exact &= not shard.cut[number]
                more = {}
                for page, (value, section) in meant.items():
                    own = sum(given[page][0] for given in held.values() if page in given)
                    if value > own:
                        more[page] = (value - own, section)
                self._give(key, more)
                self._say_meaning(start, length, shard.words[number])
                start += length - 1
                break
            start += 1

    def _say_mended(self, place: int, typed: str, meant: str) -> None:
        self.repaired.append((typed, meant))
        self._said[place] = meant

    def _say_meaning(self, start: int, length: int, names: tuple[str, ...]) -> None:
        typed = " ".join(self._said[start : start + length])
        written = re.search(typed, self._text, re.IGNORECASE)
        self.also.append(
            (written[0] if written else typed, tuple(name for name in names if fold(name) != typed))
        )

    def sections(self, page: int) -> tuple[int, ...]:
        """The sections of a page that say most, by the points of the words for which they are the
        best.
        """
        votes: dict[int, int] = {}
        for _, given in self._given:
            if page in given:
                value, section = given[page]
                votes[section] = votes.get(section, 0) + value
        return tuple(sorted(votes, key=lambda section: (-votes[section], section))[:3])

    def reasons(self, page: int) -> list[tuple[str, int]]:
        """What gave a page its points."""
        found = [(key, given[page][0]) for key, given in self._given if page in given]
        return [*found, *([("the whole title or name", 0)] if page in self.exact else [])]
