"""Our search beside Pagefind, MiniSearch and Material's own, on the same pages in the same run.

    .venv/bin/python tests/bench/search/run.py [--sets hub,1000,4041,10000] [--runs 10] [--write
    docs/search-figures.md]

Builds every engine, measures all of them in Chromium, and prints the table. Nothing here can fail a
test: a number is for reading. Above 5,000 pages only Pagefind is built beside us, against which the
bars stand, unless `--all-peers` is given: the others ship the whole index to the browser and take
half an hour to measure. All four sets take about half an hour with `--runs 1`.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from pathlib import Path
from typing import Any

import engines
from chrome import browser_and_host
from measure import measure
from relevance import Scores, scores
from report import text_of
from sets import page_set, pages_of
from tools import DEFAULT_WORK, SET_NAMES, Cost, chromium, install_peers, program, stop, write_json

LARGE = 5000
BUILDS = 3  # of the sets up to 1,000 pages; the larger ones are built once
CHANGED = 5
RANKED = (
    "pagefind",
    "pagefind-tuned",
    "minisearch",
    "minisearch-ours",
    "material",
    "hub",
    "hub-plain",
)


def main() -> None:
    """Build, measure, print."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    arguments.add_argument(
        "--sets",
        default=",".join(SET_NAMES),
        help="which sets of pages, with commas between (default: all)",
    )
    arguments.add_argument(
        "--runs",
        type=int,
        default=10,
        help=(
            "how often each of the twelve queries is asked first in a cold profile, by loopback"
            " (default: 10)"
        ),
    )
    arguments.add_argument(
        "--all-peers", action="store_true", help="build all peers for the largest set, too"
    )
    arguments.add_argument("--write", type=Path, help="a file for the table")
    arguments.add_argument(
        "--work",
        type=Path,
        default=DEFAULT_WORK,
        help="a folder for the sets, which are kept, and the indexes",
    )
    given = arguments.parse_args()
    names = given.sets.split(",")
    if wrong := [name for name in names if name not in SET_NAMES]:
        stop(f"there is no set {', '.join(wrong)}. The sets are {', '.join(SET_NAMES)}.")
    program("node")
    chromium()
    install_peers()
    if not engines.has_ours():
        _say("The hub's own search is not there yet: only the others are measured.")
    found: dict[str, Any] = {}
    text = ""
    for name in names:  # written after each set: the large ones take their time
        found[name] = _set(name, given.work, runs=given.runs, are_all=given.all_peers)
        results = {
            "versions": engines.versions(),
            "scripts": engines.script_sizes(),
            "runs": given.runs,
            "sets": found,
        }
        write_json(given.work / "results.json", results)
        text = text_of(results)
        if given.write:
            given.write.write_text(text, encoding="utf-8")
    print(text)


def _set(name: str, work: Path, *, runs: int, are_all: bool) -> dict[str, Any]:
    """All figures of one set."""
    _say(f"{name}: pages")
    pages = page_set(name, work)
    number = len(pages_of(pages))
    # that one needs our analyser
    peers = [
        engine for engine in engines.PEERS if engines.has_ours() or engine != "minisearch-ours"
    ]
    if number > LARGE and not are_all:
        peers = ["pagefind"]
    folder = work / "runs" / name
    www = engines.prepare(pages, folder)
    built = _built(name, pages, folder, peers, builds=BUILDS if number <= 1000 else 1)
    _say(f"{name}: bytes and times")
    ours = ["hub"] if engines.has_ours() else []
    found: dict[str, Any] = {
        "pages": number,
        "build": built,
        "browser": measure(www, [*ours, *peers], runs=runs),
    }
    if name == "1000":
        _say(f"{name}: relevance")
        with browser_and_host(www) as (browser, host):
            found["relevance"] = {
                engine: _scores(scores(browser, host, engine))
                for engine in RANKED
                if ours or engine not in (*engines.OURS, "minisearch-ours")
            }
    if ours:
        found |= _trials(name, pages, www)
    return found


def _built(
    name: str, pages: Path, folder: Path, peers: list[str], *, builds: int
) -> dict[str, Any]:
    """What each engine's build takes: the median of some builds."""
    costs: dict[str, list[Cost]] = {}
    for turn in range(builds):
        _say(f"{name}: build {turn + 1} of {builds}")
        for engine in peers:
            costs.setdefault(engine, []).append(engines.build_peer(engine, pages, folder))
        for engine in (
            (engines.OURS if name == "1000" else engines.OURS[:1]) if engines.has_ours() else ()
        ):
            costs.setdefault(engine, []).append(engines.build_ours(engine, pages, folder))
        if engines.has_ours():
            costs.setdefault("hub, five changed", []).append(
                engines.build_ours("hub", pages, folder, changed=CHANGED)
            )
    return {
        engine: {
            "cpu": statistics.median(cost.cpu for cost in found),
            "memory": statistics.median(cost.memory for cost in found),
        }
        for engine, found in costs.items()
    }


def _scores(found: Scores) -> dict[str, Any]:
    ndcg, mrr = found.means()
    return {
        "ndcg": ndcg,
        "mrr": mrr,
        "empty": found.empty,
        "ndcg_by_query": found.ndcg,
        "mrr_by_query": found.mrr,
    }


def _trials(name: str, pages: Path, www: Path) -> dict[str, Any]:
    import ours
    import trials

    _say(f"{name}: typing errors, Python beside the browser")
    documents = ours.documents(pages)
    with browser_and_host(www) as (browser, host):
        share, missed = trials.repaired(browser, host, "hub", trials.typos(documents))
        same = trials.parity(browser, host, "hub", www / "hub/search", documents)
    for query in same.different[:20]:
        _say(f"  Python and the browser differ: {query!r}")
    for word in same.different_words[:20]:
        _say(f"  the analysers differ: {word!r}")
    return {
        "typos": {
            "repaired": share,
            "missed": [f"{error.typed} ({error.meant})" for error in missed],
        },
        "parity": {
            "queries": same.queries,
            "different": len(same.different),
            "words": same.words,
            "different_words": len(same.different_words),
        },
    }


def _say(words: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {words}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
