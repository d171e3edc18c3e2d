"""Time and memory of a check and of a build, beside stock MkDocs with Material on as many pages of
the same length.

    .venv/bin/python tests/bench/run.py [--runs 5] [--before ../other-checkout]

Prints medians and ratios. Whole processes are timed from outside, in turn (ours, theirs, ours,
theirs …), so that a machine that slows down slows both. With `--before`, a folder with another
checkout and its own .venv, the two checks of the same entries are paired as well: that is how a
change to the check is measured. Nothing here can fail a test: a number is for reading.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path

PROJECT = Path(__file__).parents[2]
CHECKED_ENTRIES = 600
WORDS_A_PARAGRAPH = 80


@dataclass(frozen=True)
class Run:
    """One run of a command: seconds on the clock, seconds of processor with children, and the
    largest process in MB."""

    wall: float
    cpu: float
    memory: float


def timed(command: Sequence[str], folder: Path) -> Run:
    """Run a command in a folder and wait for it."""
    started = time.perf_counter()
    process = os.posix_spawn(
        command[0],
        command,
        {**os.environ, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"},
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
            (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
        ],
    )
    _, status, usage = os.wait4(process, 0)
    wall = time.perf_counter() - started
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{' '.join(command)} in {folder} failed with {os.waitstatus_to_exitcode(status)}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def more_entries(content: Path, wanted: int) -> int:
    """Copy real entries under new names and titles until there are `wanted`."""
    real = [
        path
        for path in sorted(content.rglob("*.md")) + sorted(content.rglob("*.yml"))
        if path.relative_to(content).parts[0] not in ("vocabulary", "es")
    ]
    pool = [path for path in real if path.parent.name in ("practices", "case-studies", "guides")]
    number = len(real)
    round_number = 2
    while number < wanted:
        for path in pool:
            if number == wanted:
                break
            text = path.read_text(encoding="utf-8")
            for field in ("title", "summary"):
                text = re.sub(
                    rf'^{field}: "?(.*?)"?$',
                    lambda found, field=field: f'{field}: "{found[1]} {round_number}"',
                    text,
                    count=1,
                    flags=re.MULTILINE,
                )
            path.with_stem(f"{path.stem}-{round_number}").write_text(text, encoding="utf-8")
            number += 1
        round_number += 1
    return number


def stock_project(folder: Path, site: Path) -> int:
    """A stock MkDocs project with a page for each page of `site`, of the same words in the same
    number."""
    docs = folder / "docs"
    pages = 0
    for path in sorted(site.rglob("index.html")):
        article = re.search(r"<article.*?</article>", path.read_text(encoding="utf-8"), re.DOTALL)
        if article is None:
            continue  # a page that only sends readers on
        words = unescape(re.sub(r"<[^>]+>", " ", article[0])).split()
        paragraphs = [
            " ".join(words[start : start + WORDS_A_PARAGRAPH])
            for start in range(0, len(words), WORDS_A_PARAGRAPH)
        ]
        target = docs / path.relative_to(site).with_suffix(".md")
        target.parent.mkdir(parents=True, exist_ok=True)
        plain = [re.sub(r"[<>`*_\[\]{}#\\]", "", paragraph) for paragraph in paragraphs]
        target.write_text(
            "# Page\n\n"
            + "\n\n".join(f"## Part {number}\n\n{text}" for number, text in enumerate(plain, 1))
            + "\n",
            encoding="utf-8",
        )
        pages += 1
    (folder / "mkdocs.yml").write_text(
        "site_name: Stock\nsite_url: https://stock.example/\ntheme:\n  name: material\n",
        encoding="utf-8",
    )
    return pages


def median(runs: Sequence[Run], field: str) -> float:
    return statistics.median(getattr(run, field) for run in runs)


def line(name: str, runs: Sequence[Run]) -> str:
    walls = [run.wall for run in runs]
    return (
        f"{name:<28} {median(runs, 'wall'):7.2f} s ({min(walls):.2f} to {max(walls):.2f})  "
        f" {median(runs, 'cpu'):7.2f} s cpu   {median(runs, 'memory'):6.0f} MB"
    )


def compare(check: Sequence[str], before: Sequence[str], runs: int) -> None:
    """Pair a check with that of another checkout, and print the ratios of processor time and
    memory, pair by pair."""
    timed(before, PROJECT)
    pairs = [(timed(check, PROJECT), timed(before, PROJECT)) for _ in range(runs)]
    print(line("the check before", [other for _, other in pairs]))
    for field, name in (("cpu", "processor time"), ("memory", "memory")):
        ratios = [getattr(one, field) / getattr(other, field) for one, other in pairs]
        print(
            f"{f'check / before, {name}':<32} {statistics.median(ratios):7.2f} ({min(ratios):.2f}"
            f" to {max(ratios):.2f})"
        )


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument(
        "--before", type=Path, help="another checkout of this project, set up with ./hub.sh"
    )
    typed = arguments.parse_args()
    runs = typed.runs
    hub = str(Path(sys.executable).with_name("hub"))
    mkdocs = str(Path(sys.executable).with_name("mkdocs"))
    with tempfile.TemporaryDirectory(prefix="hub-bench-") as name:
        folder = Path(name)
        shutil.copytree(PROJECT / "content", folder / "content")
        number = more_entries(folder / "content", CHECKED_ENTRIES)
        check = [hub, "--project", str(PROJECT), "check", "--content", str(folder / "content")]
        timed(check, PROJECT)
        # a command that prints
        print(line(f"hub check, {number} entries", [timed(check, PROJECT) for _ in range(runs)]))

        if typed.before:
            compare(
                check,
                [str(typed.before / ".venv/bin/hub"), "--project", str(typed.before), *check[3:]],
                runs,
            )

        build = [hub, "--project", str(PROJECT), "build", "--site-dir", str(folder / "site")]
        timed(build, PROJECT)
        pages = stock_project(folder / "stock", folder / "site")
        stock = [
            mkdocs,
            "build",
            "--quiet",
            "--config-file",
            str(folder / "stock/mkdocs.yml"),
            "--site-dir",
            str(folder / "stock-site"),
        ]
        timed(stock, PROJECT)
        ours, theirs = [], []
        for _ in range(runs):
            ours.append(timed(build, PROJECT))
            theirs.append(timed(stock, PROJECT))
        print(line(f"hub build, {pages} pages", ours))
        print(line(f"stock MkDocs, {pages} pages", theirs))
        pairs = [one.wall / other.wall for one, other in zip(ours, theirs, strict=True)]
        print(
            f"{'hub build / stock, time':<28} {statistics.median(pairs):7.2f} ({min(pairs):.2f} to"
            f" {max(pairs):.2f})"
        )
        print(
            f"{'hub build / stock, memory':<28}"
            f" {median(ours, 'memory') / median(theirs, 'memory'):7.2f}"
        )


if __name__ == "__main__":
    main()
