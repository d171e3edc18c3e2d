"""The bars of the project's issue, each beside what was measured."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from links import ASKED
from tools import Run

Found = Mapping[str, Any]
PAGES = 150
TIMES = 5.0  # how much faster than each peer


@dataclass(frozen=True)
class Row:
    """A line of the table: what is asked, what was measured, and whether that is enough."""

    what: str
    asked: str
    measured: str
    is_met: bool


def median(runs: Sequence[Run], name: str) -> float:
    """The median of a figure of some runs."""
    return float(statistics.median(getattr(run, name) for run in runs))


def alone(found: Found, name: str, which: int = 0) -> float:
    """The median seconds of making a format from a book, on the clock (0) or of processor (1)."""
    return float(
        statistics.median(each["seconds"]["format"][which] for each in found["alone"][name])
    )


def ratios(found: Found, peer: str, name: str = "wall") -> list[float]:
    """How many times longer a peer's command took than ours, run by run."""
    return [
        getattr(theirs, name) / getattr(own, name)
        for theirs, own in zip(found["peers"][peer], found["commands"]["pdf"], strict=True)
    ]


def rows(found: Found) -> Iterator[Row]:
    """Each bar of the issue."""
    pages, whole, runs = found["pages"]["subset"], found["pages"]["pdf"], found["commands"]
    yield _most(f"PDF of {pages} pages, the whole command", 4, median(runs["subset"], "wall"))
    yield _most(f"PDF of {pages} pages, from the book in memory", 4, alone(found, "subset"))
    yield _most(
        f"PDF of {pages} pages, memory of all processes of the command",
        400,
        found["together"]["subset"],
        "{:.0f} MB",
    )
    yield _most(
        f"PDF of all {whole} pages, the whole command, scaled to {PAGES}",
        4,
        median(runs["pdf"], "wall") * PAGES / whole,
    )
    yield _most(
        f"PDF of all {whole} pages, memory of all processes of the command",
        400,
        found["together"]["pdf"],
        "{:.0f} MB",
    )
    yield _most("PDF of a chapter, the whole command", 1, median(runs["chapter"], "wall"))
    yield _most("PDF of a chapter, from the book in memory", 1, alone(found, "chapter"))
    yield _most("EPUB, the whole command", 2, median(runs["epub"], "wall"))
    yield _most("EPUB, from the book in memory", 2, alone(found, "epub"))
    made, shipped = (found["pages"][f"links {name}"] for name in ("made", "shipped"))
    yield _most(
        f"permalink check, the whole command, {made} pages",
        2,
        median(found["links"]["made"], "wall"),
    )
    yield _most(
        f"permalink check, the shipped hub of {shipped} pages, scaled to {ASKED}",
        2,
        median(found["links"]["shipped"], "wall") * ASKED / shipped,
    )
    changes = found["changes"]
    many = len(changes.again) + len(changes.for_nothing)
    idle = f", {len(changes.for_nothing)} of them for nothing" if changes.for_nothing else ""
    yield Row(
        "only what changed is made again: a sentence of one chapter",
        "no file for nothing",
        f"{many} of {found['files']} files made again{idle}",
        not changes.for_nothing,
    )
    yield Row(
        "only what changed is made again: nothing changed",
        "0 made again",
        f"{changes.again_unchanged} made again",
        changes.again_unchanged == 0,
    )
    for peer, label in (("weasyprint", "WeasyPrint"), ("mkdocs-to-pdf", "mkdocs-to-pdf")):
        each = ratios(found, peer)
        share = statistics.median(each) * whole / found["pages"][peer]
        yield _least(
            f"PDF, times faster than {label}, whole commands",
            statistics.median(each),
            f" ({min(each):.2f} to {max(each):.2f})",
        )
        yield _least(
            f"PDF, times faster than {label}, for each page ({whole} of ours,"
            f" {found['pages'][peer]} of theirs)",
            share,
        )
        yield _least(
            f"PDF, times faster than {label}, in processor seconds",
            statistics.median(ratios(found, peer, "cpu")),
        )
    yield _least(
        "PDF, times faster than WeasyPrint, from the book or page in memory",
        statistics.median(each["wall"] for each in found["weasy alone"]) / alone(found, "pdf"),
    )


def _most(what: str, limit: float, value: float, form: str = "{:.2f} s") -> Row:
    return Row(what, f"at most {form.format(limit)}", form.format(value), value <= limit)


def _least(what: str, value: float, more: str = "") -> Row:
    return Row(what, f"at least {TIMES:.0f}", f"{value:.2f}{more}", value >= TIMES)
