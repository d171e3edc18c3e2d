"""The bars of the project's issue, each beside what was measured."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tools import KINDS

# isort: split
from browser.weight import BOOK, FIRST, NEXT  # below tests/, which tools.py puts on the path

Found = Mapping[str, Any]
OURS = "this hub"
SCORES = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
TBT = 50  # ms


@dataclass(frozen=True)
class Row:
    """A line of the table: what is asked, what was measured, and whether that is enough."""

    what: str
    asked: str
    measured: str
    is_met: bool


def median(found: Found, site: str, kind: str, name: str) -> float:
    """The median of a figure of Lighthouse, or of one of its scores, over all runs of a page."""
    runs = found["lighthouse"][site][kind]
    values = [run["scores"][name] if name in SCORES else run[name] for run in runs]
    known = [value for value in values if value is not None]
    return float(statistics.median(known)) if known else float("nan")


def kilobytes(number: float) -> str:
    return f"{number / 1000:.1f} kB"


def rows(found: Found) -> Iterator[Row]:
    """Each bar of the issue."""
    views = found["views"][OURS]
    for place, limit, what in ((0, FIRST, "first view"), (1, NEXT, "next view")):
        name, size = max(
            ((kind, views[kind][place]["bytes"]) for kind in KINDS), key=lambda pair: pair[1]
        )
        yield Row(
            f"{what}, heaviest of the {len(KINDS)} pages: {name}",
            f"at most {kilobytes(limit)}",
            kilobytes(size),
            size <= limit,
        )
    for which, pages in (
        ("of the whole site", found["pages"]),
        (
            "apart from whole books to print",
            [page for page in found["pages"] if not page["address"].endswith(BOOK)],
        ),
    ):
        for key, limit, what in (("first", FIRST, "first view"), ("next", NEXT, "next view")):
            worst = max(pages, key=lambda page: page[key])
            over = sum(page[key] > limit for page in pages)
            more = f", {over:,} of {len(pages):,} pages above" if over else ""
            yield Row(
                f"{what}, heaviest page {which}: `{worst['address'] or '/'}`",
                f"at most {kilobytes(limit)}",
                kilobytes(worst[key]) + more,
                not over,
            )
    for name, least in SCORES.items():
        kind, score = min(
            ((kind, median(found, OURS, kind, name)) for kind in KINDS), key=lambda pair: pair[1]
        )
        yield Row(
            f"Lighthouse, {name.replace('-', ' ')}, lowest of the {len(KINDS)} pages: {kind}",
            f"at least {least}" if least < 100 else "100",
            f"{score:.0f}",
            score >= least,
        )
    kind, time = max(
        ((kind, median(found, OURS, kind, "tbt")) for kind in KINDS), key=lambda pair: pair[1]
    )
    yield Row(
        f"total blocking time, longest: {kind}", f"below {TBT} ms", f"{time:.0f} ms", time < TBT
    )
    blocking = sorted(
        {
            address
            for kind in KINDS
            for run in found["lighthouse"][OURS][kind]
            for address in run["blocking"]
        }
        | set(found["blocking"])
    )
    yield Row("scripts that block drawing", "0", str(len(blocking)), not blocking)
