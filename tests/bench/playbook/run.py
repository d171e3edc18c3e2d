"""Making the playbook: seconds and memory of every format beside WeasyPrint and mkdocs-to-pdf on
the same chapters.

    .venv/bin/python tests/bench/playbook/run.py [--runs 5] [--write docs/playbook-figures.md]

Whole commands are timed from outside, in turn, and the making of a format alone from inside. It
needs PyPI, for the peers, and Pango. Nothing here can fail a test: a number is for reading. Three
runs take about ten minutes.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from dataclasses import asdict
from pathlib import Path
from typing import Any

import links
from bars import PAGES
from changes import changes
from peers import Peers, peers
from report import text_of
from tools import (
    CHAPTER,
    DEFAULT_WORK,
    HERE,
    HUB,
    PLAYBOOK,
    Machine,
    Run,
    enter_copy,
    fresh,
    ours,
    pages_in,
    say,
    timed,
    together,
)

FORMATS = ("epub", "cards", "cartridge", "scorm", "qti", "print", "slides")


def main() -> None:
    """Measure, print."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    arguments.add_argument(
        "--runs", type=int, default=5, help="how often each command is run (default: 5)"
    )
    arguments.add_argument("--write", type=Path, help="a file for the table")
    arguments.add_argument(
        "--work", type=Path, default=DEFAULT_WORK, help="a folder for all that the bench makes"
    )
    given = arguments.parse_args()
    work = given.work.absolute()
    write = given.write.absolute() if given.write else None
    work.mkdir(parents=True, exist_ok=True)
    enter_copy(work)
    say("the peers")
    others = peers(work)
    found: dict[str, Any] = {
        "runs": given.runs,
        "versions": others.versions(),
        "commands": defaultdict(list),
        "alone": defaultdict(list),
        "peers": defaultdict(list),
    }
    found |= {"weasy alone": [], "pages": {}, "links": defaultdict(list)}
    found["chapters"], found["subset"] = _subset(work)
    say(f"the first {found['subset']} of {found['chapters']} chapters have about {PAGES} pages")
    say("memory")
    found["together"] = _together(found["subset"], others, work)
    projects = links.prepared(work)
    found["pages"] |= {f"links {name}": pages for name, (pages, _) in projects.items()}
    machine = Machine()
    for turn in range(given.runs):
        say(f"round {turn + 1} of {given.runs}")
        _ours(found, work)
        _theirs(found, others)
        for name, (_, project) in projects.items():
            found["links"][name].append(links.check(project, work))
    found["others"] = machine.share_of_others()
    found["changes"] = changes(work)
    found["files"] = _files(work)
    text = text_of(found)
    (work / "results.json").write_text(
        json.dumps(found, default=asdict, indent=1), encoding="utf-8"
    )
    if write:
        write.write_text(text, encoding="utf-8")
    print(text)


def _ours(found: dict[str, Any], work: Path) -> None:
    """One run of every command of ours, and of every format alone."""
    commands, output, pages = found["commands"], work / "output", found["pages"]
    cache = work / "cache"
    commands["pdf"].append(_command("pdf", output, fresh(cache)))
    pages["pdf"] = pages_in(output / f"{PLAYBOOK}.pdf")
    commands["kept"].append(_command("pdf", output, cache))
    commands["subset"].append(
        timed(
            [
                sys.executable,
                HERE / "alone.py",
                "pdf",
                output / "subset",
                "first",
                str(found["subset"]),
            ]
        )[0]
    )
    pages["subset"] = pages_in(output / "subset" / f"{PLAYBOOK}.pdf")
    commands["chapter"].append(_command("pdf", output, fresh(cache), "--chapter", CHAPTER))
    pages["chapter"] = pages_in(output / f"{PLAYBOOK}-{CHAPTER}.pdf")
    for name in FORMATS:
        commands[name].append(_command(name, output, fresh(cache)))
    pages["cards"] = pages_in(output / f"{PLAYBOOK}-cards.pdf")
    found["alone"]["pdf"].append(ours("alone.py", "pdf", output))
    found["alone"]["subset"].append(
        ours("alone.py", "pdf", output / "subset", "first", str(found["subset"]))
    )
    found["alone"]["chapter"].append(ours("alone.py", "pdf", output, "chapter", CHAPTER))
    for name in FORMATS:
        found["alone"][name].append(ours("alone.py", name, output))


def _together(subset: int, others: Peers, work: Path) -> dict[str, float]:
    """The most memory that all processes of a command hold at a moment, in MB."""
    output, cache = work / "output", fresh(work / "cache")
    return {
        "pdf": together(
            [HUB, "playbook", "--format", "pdf", "--output", output], XDG_CACHE_HOME=str(cache)
        ),
        "subset": together(
            [sys.executable, HERE / "alone.py", "pdf", output / "subset", "first", str(subset)]
        ),
        **{
            name: together(command, folder=others.pages / "mkdocs")
            for name, command in others.commands().items()
        },
    }


def _theirs(found: dict[str, Any], others: Peers) -> None:
    run, call, found["pages"]["weasyprint"] = others.weasyprint()
    found["peers"]["weasyprint"].append(run)
    found["weasy alone"].append(call)
    run, found["pages"]["mkdocs-to-pdf"] = others.mkdocs_to_pdf()
    found["peers"]["mkdocs-to-pdf"].append(run)
    found["peers"]["site only"].append(others.site_only())


def _command(name: str, output: Path, cache: Path, *more: str) -> Run:
    return timed(
        [HUB, "playbook", "--format", name, "--output", output, *more], XDG_CACHE_HOME=str(cache)
    )[0]


def _subset(work: Path) -> tuple[int, int]:
    """The number of chapters, and how many of them make a PDF of 150 pages or a little more."""
    output = work / "output/subset"
    chapters = ours("alone.py", "pdf", output)["chapters"]
    low, high = 1, chapters
    while low < high:
        middle = (low + high) // 2
        ours("alone.py", "pdf", output, "first", str(middle))
        if pages_in(output / f"{PLAYBOOK}.pdf") >= PAGES:
            high = middle
        else:
            low = middle + 1
    return chapters, low


def _files(work: Path) -> int:
    """The files in all outputs that the first build of the changed project made."""
    cache = work / "changes/cache"
    kept = [
        line
        for seal in cache.glob("*/*/playbook/*/SHA256")
        for line in seal.read_text(encoding="utf-8").splitlines()
    ]
    return len({line.split("  ", 1)[1] for line in kept})


if __name__ == "__main__":
    main()
