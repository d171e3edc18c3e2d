"""Two trials of our own engine: one-letter errors, and whether Python and the browser give the same
answers."""

from __future__ import annotations

import random
import string
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from chrome import cold_page
from ours import PythonReader, stems_of, title_words, vocabulary
from playwright.sync_api import Browser
from relevance import judged_queries
from server import Host
from tools import HUB_QUERIES

from hub.search.documents import SearchDocument

ERRORS = 400
SEED = 400
CUTS = (0.6, 0.8)  # of the last word, as a reader has typed it so far
WORDS_AT_ONCE = 5000


@dataclass(frozen=True)
class Typo:
    """A word with one wrong letter, and the word that was meant."""

    typed: str
    meant: str


@dataclass(frozen=True)
class Parity:
    """How many queries and words were compared, and those that differ."""

    queries: int
    different: tuple[str, ...]
    words: int
    different_words: tuple[str, ...]


def typos(documents: Sequence[SearchDocument]) -> list[Typo]:
    """One-letter errors in words of titles, never in the first letter, and never such that another
    stem of a stop word remains."""
    chance = random.Random(SEED)
    found = title_words(documents)
    return [
        Typo(_slip(word, chance), word) for word in (chance.choice(found) for _ in range(ERRORS))
    ]


def repaired(
    browser: Browser, host: Host, engine: str, errors: Sequence[Typo]
) -> tuple[float, list[Typo]]:
    """The share of errors with which the right stem was searched all the same, and the others."""
    with cold_page(browser, host, engine) as page:
        answers = page.evaluate("queries => answers(queries)", [error.typed for error in errors])
    missed = []
    for error, answer in zip(errors, answers, strict=True):
        searched = [error.typed, *(one["to"] for one in answer["repaired"])]
        if stems_of(error.meant) not in [stems_of(word) for word in searched]:
            missed.append(error)
    return 1 - len(missed) / len(errors), missed


def parity(
    browser: Browser, host: Host, engine: str, folder: Path, documents: Sequence[SearchDocument]
) -> Parity:
    """Ask both readers everything, and both analysers every word."""
    written = [*(one.query for one in judged_queries()), *_hub_queries()]
    whole = [*written, *(error.typed for error in typos(documents))]
    begun = [
        query[: len(query) - len(last) + max(2, round(len(last) * cut))]
        for query in written
        if (last := query.split()[-1])
        for cut in CUTS
    ]
    reader = PythonReader(folder)
    different = []
    with cold_page(browser, host, engine) as page:
        for queries, typing in ((whole, False), (begun, True)):
            answers = page.evaluate(
                "([queries, typing]) => answers(queries, { typing })", [queries, typing]
            )
            different += [
                query
                for query, answer in zip(queries, answers, strict=True)
                if reader.first(query, typing=typing) != answer["urls"]
            ]
        words = vocabulary(documents)
        stems = [
            stem
            for start in range(0, len(words), WORDS_AT_ONCE)
            for stem in page.evaluate("words => stems(words)", words[start : start + WORDS_AT_ONCE])
        ]
    different_words = [
        word for word, found in zip(words, stems, strict=True) if stems_of(word) != found
    ]
    return Parity(len(whole) + len(begun), tuple(different), len(words), tuple(different_words))


def _hub_queries() -> list[str]:
    return [entry["query"] for entry in yaml.safe_load(HUB_QUERIES.read_text(encoding="utf-8"))]


def _slip(word: str, chance: random.Random) -> str:
    """The word with one letter too many, too few, another, or two in each other's place."""
    while True:
        place = chance.randrange(1, len(word))
        letter = chance.choice(string.ascii_lowercase)
        before, after = word[:place], word[place:]
        slipped = chance.choice(
            (
                before + letter + after,
                before + after[1:],
                before + letter + after[1:],
                before + after[1:2] + after[:1] + after[2:],
            )
        )
        if slipped != word:
            return slipped
