"""The figures as a page in Markdown: the bars of the issue first, then every command, then how it
was measured."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bars import PAGES, alone, median, rows
from tools import CHAPTER, Run

Found = Mapping[str, Any]
NAMES = {
    "pdf": "PDF, the whole playbook",
    "kept": "the same again, nothing changed",
    "a4": "PDF on A4",
    "subset": "PDF, the first {subset} chapters",
    "chapter": "PDF of one chapter",
    "epub": "EPUB",
    "cards": "practice cards, PDF",
    "cartridge": "Common Cartridge 1.3 and 1.1",
    "scorm": "SCORM 1.2",
    "qti": "QTI 1.2",
    "print": "print page",
    "slides": "slides",
}


def text_of(found: Found) -> str:
    """The whole page."""
    return "\n".join(_lines(found)) + "\n"


def _lines(found: Found) -> Iterator[str]:
    day = datetime.now(tz=UTC).strftime("%Y-%m-%d")
    yield from (
        "---",
        (
            "description: How long it takes to make the playbook's PDF, EPUB and packages, how much"
            " memory, and how that compares with other tools."
        ),
        "---",
        "",
    )
    yield from (
        "# Playbook figures",
        "",
        (
            f"Measured on {day} by `tests/bench/playbook/run.py`, all tools in the same run,"
            f" {_times(found['runs'])}."
        ),
    )
    yield from (
        (
            f"{_machine()}."
            f" {', '.join(f'{name} {number}' for name, number in _versions(found).items())}."
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
    yield from ("", "## Each format of the shipped playbook", "")
    yield from _formats(found)
    yield from ("", "## Beside other tools, on the same chapters", "")
    yield from _peers(found)
    yield from ("", "## What a build makes again", "")
    yield from _changes(found)
    yield from ("", "## Permalink check", "")
    yield from _table(
        (
            "hub links check",
            "pages with an address that lasts",
            "wall s",
            "range",
            "CPU s",
            "memory MB",
        ),
        [
            (label, f"{found['pages'][f'links {name}']:,}", *_figures(found["links"][name]))
            for name, label in (("made", "a made-up hub"), ("shipped", "the shipped hub"))
        ],
    )
    yield from ("", *_method(found))


def _formats(found: Found) -> Iterator[str]:
    lines = []
    for name, runs in found["commands"].items():
        pages = found["pages"].get(name, "")
        own = (
            (f"{alone(found, name):.2f}", f"{alone(found, name, 1):.2f}")
            if name in found["alone"]
            else ("", "")
        )
        lines.append(
            (NAMES[name].format(subset=found["subset"]), str(pages), *_figures(runs), *own)
        )
    yield from _table(
        (
            "",
            "pages",
            "wall s",
            "range",
            "CPU s",
            "memory MB, largest process",
            "from the book in memory, wall s",
            "CPU s",
        ),
        lines,
    )
    whole, pages = median(found["commands"]["pdf"], "wall"), found["pages"]["pdf"]
    steps = {
        name: statistics.median(each["seconds"][name][0] for each in found["alone"]["pdf"])
        for name in ("content", "book", "format")
    }
    yield ""
    yield (
        f"The shipped playbook has {pages} pages and {found['chapters']} chapters:"
        f" {whole * PAGES / pages:.2f} s for each {PAGES} pages. Of the seconds of its PDF, reading"
        " and checking the"
    )
    yield (
        f"content takes {steps['content']:.2f}, drawing the book {steps['book']:.2f}, and the PDF"
        f" {steps['format']:.2f}; the rest is starting Python. Every command reads and checks all"
        " of the content."
    )


def _peers(found: Found) -> Iterator[str]:
    tools = (
        ("this hub, PDF/UA-1", "pdf", found["commands"]["pdf"]),
        ("WeasyPrint, PDF/UA-1", "weasyprint", found["peers"]["weasyprint"]),
        ("mkdocs-to-pdf, untagged", "mkdocs-to-pdf", found["peers"]["mkdocs-to-pdf"]),
        ("MkDocs on the same site, no PDF", "site only", found["peers"]["site only"]),
    )
    lines = []
    for label, name, runs in tools:
        pages = found["pages"].get(name)
        lines.append(
            (
                label,
                str(pages or ""),
                *_figures(runs),
                f"{found['together'][name]:.0f}",
                f"{median(runs, 'wall') * 1000 / pages:.0f}" if pages else "",
            )
        )
    yield from _table(
        (
            "",
            "pages",
            "wall s",
            "range",
            "CPU s",
            "memory MB, largest process",
            "all processes",
            "wall ms a page",
        ),
        lines,
    )
    yield ""
    call = statistics.median(each["wall"] for each in found["weasy alone"])
    yield (
        f"WeasyPrint's call alone takes {call:.2f} s, ours from the book in memory"
        f" {alone(found, 'pdf'):.2f} s. The reading and checking of the content is in our seconds"
        " and not in theirs."
    )


def _changes(found: Found) -> Iterator[str]:
    changes = found["changes"]
    built = (
        ("everything", changes.first),
        ("a word of one chapter changed", changes.changed),
        ("nothing changed", changes.unchanged),
    )
    yield from _table(
        ("hub build", "wall s", "CPU s", "memory MB"),
        [(what, f"{run.wall:.2f}", f"{run.cpu:.2f}", f"{run.memory:.0f}") for what, run in built],
    )
    yield from (
        "",
        (
            f"Of {changes.outputs} outputs with {found['files']} files, these were made again for a"
            f" word in the aims of `{CHAPTER}`:"
        ),
        "",
    )
    yield f"- with other bytes: {_listed(changes.again)}"
    yield f"- and came out as they were: {_listed(changes.for_nothing)}"
    yield ""
    yield (
        "The site is"
        f" {'the same, byte for byte, as' if changes.is_same_site else '**not** the same as'} one"
        " built without a cache."
    )


def _times(number: int) -> str:
    return "each once" if number == 1 else f"medians of {number} runs"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "none"


def _figures(runs: Sequence[Run]) -> tuple[str, str, str, str]:
    walls = [run.wall for run in runs]
    return (
        f"{median(runs, 'wall'):.2f}",
        f"{min(walls):.2f} to {max(walls):.2f}",
        f"{median(runs, 'cpu'):.2f}",
        f"{median(runs, 'memory'):.0f}",
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


def _versions(found: Found) -> dict[str, str]:
    own = {
        name: version(package)
        for name, package in (("Typst (wheel)", "typst"), ("pikepdf", "pikepdf"), ("lxml", "lxml"))
    }
    labels = {
        "weasyprint": "WeasyPrint",
        "mkdocs-to-pdf": "mkdocs-to-pdf",
        "mkdocs": "MkDocs",
        "mkdocs-material": "Material for MkDocs",
    }
    return {
        "Python": platform.python_version(),
        **own,
        **{labels[name]: number for name, number in found["versions"].items()},
    }


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
            "- **Whole commands**: `hub playbook --format … --output …` in a new interpreter, with"
            " a new empty folder as XDG_CACHE_HOME; files of the system and compiled"
        ),
        (
            "  Python files are warm. Seconds on the clock, seconds of processor with children, and"
            " the memory of the largest process, as the kernel counts them. All tools take"
        ),
        (
            "  turns in each round, so that a machine that slows down slows all of them; a ratio is"
            " the median of the ratios of each round."
        ),
        (
            "- **Memory of all processes**: Typst runs in a process of its own while the command"
            " waits. In a run apart, the memory of the command and its children was looked at"
        ),
        "  every hundredth of a second, a share of what they share: the most of these sums.",
        (
            f"- **About {PAGES} pages**: the first {found['subset']} chapters of the shipped"
            " playbook, made by the steps of the command, which itself offers no such book."
        ),
        (
            "- **From the book in memory**: the same in a new interpreter, counted from the"
            " finished `Book` to the bytes of the files. That is also the first use of Typst in it."
        ),
        (
            "- **WeasyPrint**: the print page that the site publishes, with its style sheet, on"
            " Letter, as PDF/UA-1, with the fonts of the machine. Ours: Letter, with the project's"
            " fonts."
        ),
        (
            "- **mkdocs-to-pdf**: a Material site of the same chapters, each a Markdown file that"
            " holds its HTML, with the plugin as it comes: A4, with a cover and contents."
        ),
        (
            "  Its links to other chapters lead to their pages. MkDocs on the same site without the"
            " plugin is a row of its own."
        ),
        (
            "- **Pages** differ, since each tool has its own type size and margins; that is why"
            " both totals and figures for each page stand here."
        ),
        (
            "- **Permalink check**: copies of the project without git, every address frozen before."
            " The entries of the shipped hub refer to one another too closely to take some"
        ),
        (
            "  out. So the 300 pages are the small site of the tests, and guides that hold the"
            " words of shipped pages, as many as each page has, with a heading for every 80."
        ),
        (
            "- **Made again**: a copy of the project is built, a word is added to one chapter, and"
            " it is built again with the same cache. Counted are the new results in the cache."
        ),
        (
            "- **Same code throughout**: the project is copied with its code at the start, and"
            " every command of ours runs in that copy."
        ),
        (
            "- The machine is shared. While all this was timed, other people's work took"
            f" {found['others']:.0%} of its {os.cpu_count()} cores, which slows whatever is timed"
            " then."
        ),
        "- Whether the peers' PDF is accessible was not measured here.",
    )
