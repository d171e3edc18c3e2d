"""The figures as a page in Markdown: the bars of the issue first, then every page of every builder,
then how it was measured."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bars import FIRST, NEXT, SCORES, kilobytes, median, rows
from tools import KINDS

Found = Mapping[str, Any]
NAMED = 10  # heaviest pages


def text_of(found: Found) -> str:
    """The whole page."""
    return "\n".join(_lines(found)) + "\n"


def _lines(found: Found) -> Iterator[str]:
    day = datetime.now(tz=UTC).strftime("%Y-%m-%d")
    yield from (
        "---",
        (
            "description: How many bytes a page costs a reader, and what Lighthouse says of it,"
            " beside other site builders on the same text."
        ),
        "---",
        "",
    )
    yield from (
        "# Reader figures",
        "",
        (
            f"Measured on {day} by `tests/bench/readers/run.py`, all builders in the same run,"
            f" {_times(found['runs'])}."
        ),
    )
    yield from (
        (
            f"{_machine()}."
            f" {', '.join(f'{name} {number}' for name, number in found['versions'].items())}."
        ),
        "",
    )
    yield from ("## What was asked, and what was measured", "")
    yield from _table(
        ("", "asked", "measured", "met"),
        [
            (row.what, row.asked, row.measured, "yes" if row.is_met else "**no**")
            for row in rows(found)
        ],
    )
    yield from (
        "",
        "## Weight, beside other site builders",
        "",
        "Bytes that the browser fetched, without pictures. In brackets the number of requests.",
        "",
    )
    yield from _table(
        ("", *(f"{kind}, {view}" for kind in KINDS for view in ("first", "next"))),
        [(site, *_views(views)) for site, views in found["views"].items()],
    )
    yield from ("", "## Lighthouse, beside other site builders", "")
    yield from _lighthouse(found)
    yield from ("", "## The heaviest pages of the hub", "")
    yield from _heaviest(found)
    yield from ("", *_method(found))


def _times(number: int) -> str:
    return (
        "with one run of Lighthouse" if number == 1 else f"medians of {number} runs of Lighthouse"
    )


def _views(views: Mapping[str, Any]) -> Iterator[str]:
    for kind in KINDS:
        for view in views[kind]:
            yield f"{kilobytes(view['bytes'])} ({view['requests']})"


def _lighthouse(found: Found) -> Iterator[str]:
    lines = []
    for site in found["lighthouse"]:
        for kind in KINDS:
            scores = (f"{median(found, site, kind, name):.0f}" for name in SCORES)
            times = (f"{median(found, site, kind, name):,.0f}" for name in ("tbt", "fcp", "lcp"))
            lines.append(
                (f"{site}, {kind}", *scores, *times, f"{median(found, site, kind, 'cls'):.3f}")
            )
    yield from _table(
        (
            "",
            "performance",
            "accessibility",
            "best practices",
            "SEO",
            "blocking ms",
            "first paint ms",
            "largest paint ms",
            "shift",
        ),
        lines,
    )
    failed = {
        site: sorted({audit for runs in kinds.values() for run in runs for audit in run["failed"]})
        for site, kinds in found["lighthouse"].items()
    }
    yield ""
    for site, audits in failed.items():
        yield (
            f"- {site}:"
            f" {'what Lighthouse finds wanting: ' + ', '.join(f'`{audit}`' for audit in audits) if audits else 'Lighthouse finds nothing wanting'}."
        )


def _heaviest(found: Found) -> Iterator[str]:
    pages, seen = found["pages"], found["confirmed"]
    over_first, over_next = (
        sum(page[key] > limit for page in pages)
        for key, limit in (("first", FIRST), ("next", NEXT))
    )
    yield (
        f"The site has {len(pages):,} pages: {over_first:,} are above {kilobytes(FIRST)} at first,"
        f" {over_next:,} above {kilobytes(NEXT)} as the next view. By the links in the HTML, and as"
        " the browser fetched them:"
    )
    yield ""
    lines = []
    for page in pages[:NAMED]:
        first, following = seen[page["address"]]
        lines.append(
            (
                f"`{page['address'] or '/'}`",
                kilobytes(page["first"]),
                kilobytes(first["bytes"]),
                kilobytes(page["next"]),
                kilobytes(following["bytes"]),
            )
        )
    yield from _table(
        ("page", "first, by links", "first, fetched", "next, by links", "next, fetched"), lines
    )


def _machine() -> str:
    """What kind of machine this is."""
    cpu = Path("/proc/cpuinfo")
    lines = cpu.read_text(encoding="utf-8").splitlines() if cpu.is_file() else []
    model = next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")),
        platform.machine(),
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"A virtual machine with {os.cpu_count()} cores ({model}) and {memory:.0f} GiB of memory,"
        f" {platform.system()} {platform.release().partition('-')[0]}"
    )


def _table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"| {' | '.join('---' for _ in head)} |"
    for line in lines:
        yield f"| {' | '.join(line)} |"


def _method(found: Found) -> Iterator[str]:
    yield from (
        "## How it was measured",
        "",
        (
            "- **Pages**: the longest practice, life experience and chapter of the hub, and its"
            f" home page. The peers get the text of {found['many']} pages of the hub, these four"
            " among them,"
        ),
        (
            "  as Markdown with the same headings, lists, tables and links, and build a site of it"
            " as they come, with their own search. Their pages lack the forms and"
        ),
        (
            "  drawings of ours. Material asks Google for its fonts as it comes; that was switched"
            " off, so it sends less here than it would."
        ),
        (
            "- **Host**: one for all. It compresses text with gzip at level 9, and lets the browser"
            " keep what it has, as GitHub Pages does."
        ),
        (
            "- **First view**: a new profile of Chromium, as a phone, until the network is quiet."
            " Counted are all answers but pictures, compressed and with their headers."
        ),
        (
            "- **Next view**: the same page, opened by a reader who comes from the home page (for"
            " the home page itself: from the practice)."
        ),
        (
            "- **By links**: for each page of the hub, its HTML and what its head links to,"
            " compressed, without headers; for the next view without what the home page loads."
        ),
        (
            "- **Lighthouse**: as a phone, with its own simulated slow line and slow processor. The"
            " sites take turns in each round. Scores and times are medians."
        ),
        (
            "- **Scripts that block**: those that Lighthouse names, and those in the HTML of any"
            " page of the hub that are neither deferred nor modules."
        ),
        (
            "- The machine is shared: its speed by Lighthouse's own measure was between"
            f" {found['speed'][0]:.0f} and {found['speed'][1]:.0f}. Other people's work slows"
            " whatever is timed then, so compare within the table."
        ),
    )
