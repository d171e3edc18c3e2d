"""The bars of the project's issue, each beside what was measured."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Found = Mapping[str, Any]


@dataclass(frozen=True)
class Row:
    """A line of the table: what is asked, what was measured, and whether that is enough (None: not
    measured)."""

    what: str
    pages: str
    bar: str
    measured: str
    is_met: bool | None


@dataclass(frozen=True)
class _Bar:
    what: str
    of: Callable[[Found], float | None]  # of the figures of a set
    limit_by_set: Mapping[str, float]
    form: str
    at_least: bool = False


def rows(results: Found) -> Iterator[Row]:
    """Each bar of the issue for each set it is about."""
    scripts = results["scripts"]
    kinds = (
        ("script gzipped, engine with the box of every page", ("search.js", "search-box.js"), 6500),
        (
            "script gzipped, engine with all of the interface",
            ("search.js", "search-box.js", "search-page.js"),
            6500,
        ),
        (
            "the same with Spanish",
            ("search.js", "search-box.js", "search-page.js", "search-es.js"),
            8000,
        ),
    )
    for what, names, limit in kinds:
        if "search.js" in scripts:
            size = sum(scripts.get(name, 0) for name in names)
            yield _row(
                what,
                "all",
                f"at most {limit / 1000:.1f} kB",
                f"{size / 1000:.2f} kB",
                size <= limit,
            )
    for bar in _BARS:
        for name, limit in bar.limit_by_set.items():
            if name not in results["sets"]:
                continue
            words = f"{'at least' if bar.at_least else 'at most'} {bar.form.format(limit)}"
            try:
                value = bar.of(results["sets"][name])
            except (KeyError, ZeroDivisionError):
                value = None
            if value is None:
                yield _row(bar.what, name, words, "not measured", None)
            else:
                yield _row(
                    bar.what,
                    name,
                    words,
                    bar.form.format(value),
                    value >= limit if bar.at_least else value <= limit,
                )


def _row(what: str, pages: str, bar: str, measured: str, is_met: bool | None) -> Row:
    return Row(what, pages, bar, measured, is_met)


def _browser(engine: str, network: str, name: str, scale: float = 1.0) -> Callable[[Found], float]:
    return lambda found: found["browser"][engine][network][name] / scale


def _share(network: str, name: str) -> Callable[[Found], float]:
    return lambda found: (
        found["browser"]["hub"][network][name] / found["browser"]["pagefind"][network][name]
    )


def _ndcg(engine: str, other: str = "") -> Callable[[Found], float]:
    return lambda found: (
        found["relevance"][engine]["ndcg"] - (found["relevance"][other]["ndcg"] if other else 0.0)
    )


_BARS = (
    _Bar(
        "first query, 5 results with excerpts",
        _browser("hub", "loopback", "first_bytes", 1000),
        {"1000": 36, "10000": 44},
        "{:.1f} kB",
    ),
    _Bar(
        "the same as a share of Pagefind's",
        _share("loopback", "first_bytes"),
        {"1000": 0.17, "10000": 0.10},
        "{:.3f}",
    ),
    _Bar(
        "next query",
        _browser("hub", "loopback", "next_bytes", 1000),
        {"1000": 22, "10000": 26},
        "{:.1f} kB",
    ),
    _Bar(
        "cold first result as a share of Pagefind's, loopback",
        _share("loopback", "first_ms"),
        {"1000": 0.4, "10000": 0.4},
        "{:.2f}",
    ),
    _Bar(
        "cold first result as a share of Pagefind's, slow 4G",
        _share("slow 4G", "first_ms"),
        {"1000": 0.45, "10000": 0.4},
        "{:.2f}",
    ),
    _Bar(
        "nDCG@10, open queries, without glossary",
        _ndcg("hub-plain"),
        {"1000": 0.80},
        "{:.3f}",
        at_least=True,
    ),
    _Bar(
        "nDCG@10, open queries, with glossary",
        _ndcg("hub"),
        {"1000": 0.84},
        "{:.3f}",
        at_least=True,
    ),
    _Bar(
        "lead in nDCG@10 over Pagefind, without glossary",
        _ndcg("hub-plain", "pagefind"),
        {"1000": 0.30},
        "{:+.3f}",
        at_least=True,
    ),
    _Bar(
        "lead in nDCG@10 over MiniSearch with our analyser, without glossary",
        _ndcg("hub-plain", "minisearch-ours"),
        {"1000": 0.05},
        "{:+.3f}",
        at_least=True,
    ),
    _Bar(
        "one-letter errors repaired",
        lambda found: found["typos"]["repaired"],
        {"1000": 0.92, "10000": 0.88},
        "{:.1%}",
        at_least=True,
    ),
    _Bar(
        "index and export, CPU a page",
        lambda found: found["build"]["hub"]["cpu"] * 1000 / found["pages"],
        {"1000": 7, "10000": 10},
        "{:.2f} ms",
    ),
    _Bar(
        "index and export, memory",
        lambda found: found["build"]["hub"]["memory"],
        {"1000": 200, "10000": 700},
        "{:.0f} MB",
    ),
    _Bar(
        "five pages changed, CPU",
        lambda found: found["build"]["hub, five changed"]["cpu"],
        {"1000": 1.5, "10000": 10},
        "{:.2f} s",
    ),
)
