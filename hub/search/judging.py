"""How good the search is: judged queries, asked of the published index.

nDCG@10: Järvelin, Kekäläinen: Cumulated gain-based evaluation of IR techniques (2002), with the
gain 2^grade - 1.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hub.search.reader import Reader
from hub.search.words import LANGUAGES

if TYPE_CHECKING:
    from hub.kinds.searching import JudgedQuery  # a search need not load the kinds

SHOWN = 10
# of the shipped queries: a little below what was measured, so that a change for the worse is seen
FLOOR = 0.66
GOOD = 2  # the grade from which on a page is an answer


@dataclass(frozen=True)
class Judged:
    """One query: how well the first ten pages answer it (0 to 1), and 1 / the place of the first
    good one (0 when there is none).
    """

    query: str
    category: str
    ndcg: float
    reciprocal_rank: float
    found: tuple[str, ...]


def judge(query: str, category: str, relevant: Mapping[str, int], found: Sequence[str]) -> Judged:
    """Compare what was found, the best first, with the pages that should be."""
    shown = list(dict.fromkeys(found))[:SHOWN]
    gained = sum(
        (2 ** relevant.get(name, 0) - 1) / math.log2(place + 2) for place, name in enumerate(shown)
    )
    ideal = sum(
        (2**grade - 1) / math.log2(place + 2)
        for place, grade in enumerate(sorted(relevant.values(), reverse=True)[:SHOWN])
    )
    first = next((place for place, name in enumerate(shown, 1) if relevant.get(name, 0) >= GOOD), 0)
    return Judged(
        query,
        category,
        gained / ideal if ideal else 0.0,
        reciprocal_rank=1 / first if first else 0.0,
        found=tuple(shown),
    )


def judge_all(queries: Iterable[JudgedQuery], reader_of: Callable[[str], Reader]) -> list[Judged]:
    """Ask each query in the language of the pages that it should find. `reader_of` gives the reader
    of a language.
    """
    readers: dict[str, Reader] = {}
    judged = []
    for query in queries:
        language = next(
            (part for part in (name.split("/")[0] for name in query.relevant) if part in LANGUAGES),
            "en",
        )
        if language not in readers:
            readers[language] = reader_of(language)
        reader = readers[language]
        found = [
            _entry_of(reader.card(hit.page)[0])
            for hit in reader.search(query.query).hits[: 2 * SHOWN]
        ]
        judged.append(judge(query.query, query.category, query.relevant, found=found))
    return judged


def _entry_of(url: str) -> str:
    """The entry that a page shows: a chapter stands for its playbook."""
    parts = url.rstrip("/").split("/")
    return "/".join(parts[:2] if parts[0] == "playbooks" else parts)


def mean(judged: Sequence[Judged], of: Callable[[Judged], float]) -> float:
    """The mean over queries."""
    return sum(map(of, judged)) / len(judged) if judged else 0.0


def report(judged: Sequence[Judged]) -> str:
    """A table by category, and the queries that do worst."""
    rows = [
        (category, [item for item in judged if item.category == category])
        for category in dict.fromkeys(item.category for item in judged)
    ]
    lines = [f"{'':<14}{'queries':>8}{'nDCG@10':>9}{'MRR@10':>8}"]
    for name, items in [*rows, ("all", list(judged))]:
        gain = mean(items, lambda item: item.ndcg)
        rank = mean(items, lambda item: item.reciprocal_rank)
        lines.append(f"{name:<14}{len(items):>8}{gain:>9.3f}{rank:>8.3f}")
    worst = sorted(
        (item for item in judged if item.ndcg < 0.3), key=lambda item: (item.ndcg, item.query)
    )[:10]
    if worst:
        lines += ["", "Worst answered:"]
        lines += [
            f"  {item.ndcg:.2f}  {item.query}   (finds {', '.join(item.found[:3]) or 'nothing'})"
            for item in worst
        ]
    return "\n".join(lines)
