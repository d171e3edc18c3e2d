"""How well each engine orders pages, against the judged open queries, and whether a lead is more than luck."""

from __future__ import annotations

import math
import random
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import yaml
from chrome import cold_page
from playwright.sync_api import Browser
from server import Host
from tools import OPEN_QUERIES

DEPTH = 10
RELEVANT = 2  # the grade from which a page counts as an answer
SHUFFLES = 20_000
SEED = 1


@dataclass(frozen=True)
class Judged:
    """A query with the grades of its pages."""

    id: str
    query: str
    grades: Mapping[str, int]


@dataclass(frozen=True)
class Scores:
    """An engine's figures, a number for each query in the order of the file."""

    ndcg: tuple[float, ...]
    mrr: tuple[float, ...]
    empty: int

    def means(self) -> tuple[float, float]:
        return statistics.fmean(self.ndcg), statistics.fmean(self.mrr)


def judged_queries() -> list[Judged]:
    """The open queries; the file belongs to the set of 1,000 pages."""
    return [Judged(entry["id"], entry["query"], entry["relevant"]) for entry in yaml.safe_load(OPEN_QUERIES.read_text(encoding="utf-8"))]


def scores(browser: Browser, host: Host, engine: str) -> Scores:
    """Ask an engine all judged queries and grade its first ten."""
    queries = judged_queries()
    with cold_page(browser, host, engine) as page:
        answers = page.evaluate("([queries, limit]) => addresses(queries, limit)", [[one.query for one in queries], DEPTH])
    return scored(queries, answers)


def scored(queries: Sequence[Judged], answers: Sequence[Sequence[str]]) -> Scores:
    """The figures of the first ten addresses for each query."""
    grades = [[one.grades.get(address, 0) for address in dict.fromkeys(found)][:DEPTH] for one, found in zip(queries, answers, strict=True)]
    return Scores(
        tuple(_gain(found) / _gain(sorted(one.grades.values(), reverse=True)[:DEPTH]) for one, found in zip(queries, grades, strict=True)),
        tuple(next((1 / rank for rank, grade in enumerate(found, 1) if grade >= RELEVANT), 0.0) for found in grades),
        sum(not found for found in answers),
    )


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(rank + 1) for rank, grade in enumerate(grades, 1))


def chance_of(one: Sequence[float], other: Sequence[float]) -> float:
    """How often a lead at least as large arises when the two engines' figures change places at random (paired, two-sided)."""
    differences = [first - second for first, second in zip(one, other, strict=True)]
    lead = abs(sum(differences)) - 1e-12
    chance = random.Random(SEED)
    hits = sum(abs(sum(difference if chance.getrandbits(1) else -difference for difference in differences)) >= lead for _ in range(SHUFFLES))
    return (hits + 1) / (SHUFFLES + 1)
