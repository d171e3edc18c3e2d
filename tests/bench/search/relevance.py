"""How well each engine orders pages, against the judged open queries, and whether a lead is more
than luck."""

from __future__ import annotations

import random
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import yaml
from chrome import cold_page
from playwright.sync_api import Browser
from server import Host
from tools import OPEN_QUERIES

from hub.search.judging import SHOWN, judge

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
    return [
        Judged(entry["id"], entry["query"], entry["relevant"])
        for entry in yaml.safe_load(OPEN_QUERIES.read_text(encoding="utf-8"))
    ]


def scores(browser: Browser, host: Host, engine: str) -> Scores:
    """Ask an engine all judged queries and grade its first ten."""
    queries = judged_queries()
    with cold_page(browser, host, engine) as page:
        answers = page.evaluate(
            "([queries, limit]) => addresses(queries, limit)",
            [[one.query for one in queries], SHOWN],
        )
    return scored(queries, answers)


def scored(queries: Sequence[Judged], answers: Sequence[Sequence[str]]) -> Scores:
    """The figures of the first ten addresses for each query."""
    judged = [
        judge(one.query, "", one.grades, found) for one, found in zip(queries, answers, strict=True)
    ]
    return Scores(
        tuple(one.ndcg for one in judged),
        tuple(one.reciprocal_rank for one in judged),
        sum(not found for found in answers),
    )


def chance_of(one: Sequence[float], other: Sequence[float]) -> float:
    """How often a lead at least as large arises when the two engines' figures change places at
    random (paired, two-sided)."""
    differences = [first - second for first, second in zip(one, other, strict=True)]
    lead = abs(sum(differences)) - 1e-12
    chance = random.Random(SEED)
    hits = sum(
        abs(sum(difference if chance.getrandbits(1) else -difference for difference in differences))
        >= lead
        for _ in range(SHUFFLES)
    )
    return (hits + 1) / (SHUFFLES + 1)
