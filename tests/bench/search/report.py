"""The figures as a page in Markdown: the bars of the issue first, then every engine at every size,
then how it was measured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from bars import rows
from measure import TIMED
from relevance import chance_of, judged_queries
from trials import ERRORS

Found = Mapping[str, Any]
NAMES = {
    "hub": "this hub",
    "hub-plain": "this hub, without glossary",
    "hub, five changed": "this hub, five pages changed",
    "pagefind": "Pagefind",
    "pagefind-tuned": "Pagefind, best of 16 settings",
    "minisearch": "MiniSearch",
    "minisearch-ours": "MiniSearch with our analyser",
    "material": "Material's stock search",
}
SETS = {
    "hub": "The hub itself: {} pages",
    "1000": "{} real pages",
    "4041": "{} real pages",
    "10000": "{} pages, real and mixed",
}


def text_of(results: Found) -> str:
    """The whole page."""
    return "\n".join(_lines(results)) + "\n"


def _lines(results: Found) -> Iterator[str]:
    day = datetime.now(tz=UTC).strftime("%Y-%m-%d")
    yield from (
        "---",
        (
            "description: How fast the search is, how much it sends and how well it finds, beside"
            " other search engines on the same pages."
        ),
        "---",
        "",
    )
    versions = ", ".join(f"{name} {version}" for name, version in results["versions"].items())
    yield from (
        "# Search figures",
        "",
        (
            f"Measured on {day} by `tests/bench/search/run.py`, all engines in the same run."
            f" {versions}."
        ),
        "",
    )
    yield from ("## What was asked, and what was measured", "")
    met = {True: "yes", False: "**no**", None: ""}
    yield from _table(
        ("", "pages", "asked", "measured", "met"),
        [(row.what, row.pages, row.bar, row.measured, met[row.is_met]) for row in rows(results)],
    )
    for name, found in results["sets"].items():
        yield from ("", f"## {SETS[name].format(format(found['pages'], ','))}", "")
        yield from _browser(found["browser"])
        yield from ("", *_build(found))
        if "relevance" in found:
            yield from ("", *_relevance(found["relevance"]))
        if "typos" in found:
            parity = found["parity"]
            same, agreeing = (
                parity["queries"] - parity["different"],
                parity["words"] - parity["different_words"],
            )
            yield ""
            yield (
                f"One-letter errors repaired: {found['typos']['repaired']:.1%} of {ERRORS}. The"
                " first ten of the Python reader and of the browser are the same for"
            )
            yield (
                f"{same:,} of {parity['queries']:,} queries; the two analysers agree on"
                f" {agreeing:,} of {parity['words']:,} words."
            )
    yield from ("", *_method(results))


def _browser(found: Found) -> Iterator[str]:
    head = (
        "engine",
        "first kB",
        "requests",
        "first ms",
        "next kB",
        "next ms",
        "slow 4G first ms",
        "slow 4G next ms",
        "memory MB",
        "profiles",
    )
    lines = []
    for engine, by_network in found.items():
        near, far = by_network["loopback"], by_network["slow 4G"]
        lines.append(
            (
                NAMES[engine],
                f"{near['first_bytes'] / 1000:,.1f}",
                f"{near['first_requests']:.0f}",
                f"{near['first_ms']:,.0f}",
                f"{near['next_bytes'] / 1000:,.1f}",
                f"{near['next_ms']:,.0f}",
                f"{far['first_ms']:,.0f}",
                f"{far['next_ms']:,.0f}",
                f"{by_network['memory']['memory']:.1f}",
                f"{near['profiles']:.0f} and {far['profiles']:.0f}",
            )
        )
    yield from _table(head, lines)


def _build(found: Found) -> Iterator[str]:
    lines = [
        (
            NAMES[engine],
            f"{cost['cpu']:.2f}",
            f"{cost['cpu'] * 1000 / found['pages']:.2f}",
            f"{cost['memory']:.0f}",
        )
        for engine, cost in found["build"].items()
    ]
    yield from _table(("build", "CPU s", "CPU ms a page", "memory MB"), lines)


def _relevance(found: Found) -> Iterator[str]:
    lines = []
    for engine, scores in found.items():
        leads = []
        for ours in ("hub-plain", "hub"):
            if ours in found and engine not in ("hub", "hub-plain"):
                lead = found[ours]["ndcg"] - scores["ndcg"]
                leads.append(
                    f"{lead:+.3f}"
                    f" ({_chance(chance_of(found[ours]['ndcg_by_query'], scores['ndcg_by_query']))})"
                )
        lines.append(
            (
                NAMES[engine],
                f"{scores['ndcg']:.3f}",
                f"{scores['mrr']:.3f}",
                str(scores["empty"]),
                *(leads or ("", "")),
            )
        )
    yield from _table(
        (
            f"{len(judged_queries())} open queries",
            "nDCG@10",
            "MRR@10",
            "empty",
            "our lead in nDCG without glossary",
            "with glossary",
        ),
        lines,
    )


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def _chance(value: float) -> str:
    return "p < 0.001" if value < 0.001 else f"p = {value:.3f}"


def _table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"| {' | '.join('---' for _ in head)} |"
    for line in lines:
        yield f"| {' | '.join(line)} |"


def _method(results: Found) -> Iterator[str]:
    yield from (
        "## How it was measured",
        "",
        (
            "- **Pages**: the hub's own articles; `search-1000.tar.xz`; the 4,041 files of"
            " `digitalgov.tar.xz`, rendered plainly; and 10,000, which are both real sets without"
        ),
        (
            "  the pages that are in both, and pages mixed from the paragraphs of two real ones,"
            " with 1.2 percent of the long words replaced by words that do not exist."
        ),
        (
            "- **Engines**: Pagefind with its defaults and the body marked. MiniSearch with"
            " prefixes, errors of a fifth of the letters and boosted titles, headings and"
            " summaries,"
        ),
        (
            "  minified as a site would ship it; also over our stems, with the best of 288"
            " settings. Material's index by its own plugin, in its own worker. MiniSearch shows a"
        ),
        (
            "  summary in place of an excerpt, and holds no text to take one from. Ours sends its"
            " interface with its engine; the others are counted without any."
        ),
        (
            f"- **Time and bytes**: each of {len(TIMED)} open queries (1 to 9 words, two misspelt)"
            " is the first in a new Chromium profile, and another follows:"
            f" {_times(results['runs'])} by loopback and"
        ),
        (
            f"  {_times(max(1, results['runs'] // 10))} over the slow network. The engines take"
            " turns. Slow engines get fewer profiles: the last column of the table has both"
            " numbers."
        ),
        (
            "  The clock runs from loading the engine to five results with excerpts laid out. Bytes"
            " are bodies as sent; the host compresses text at level 9. All figures are medians."
        ),
        (
            "- **Slow 4G** is simulated in the host: each answer begins 562 ms late, and all share"
            " 1.44 Mb/s. There is no slow start in it."
        ),
        (
            "- **Memory**: what Chromium reports for the page, its workers and their WebAssembly"
            " after three queries, less the empty page."
        ),
        (
            "- **Build**: processor seconds with children. Pagefind and Material read the HTML in"
            " this time; MiniSearch and ours are handed documents. Memory is that of the largest"
            " process."
        ),
        (
            "- **Relevance**: gains of 2^grade - 1; an answer is a page of grade 2 or better; p by"
            " a paired permutation test. Settings of the peers were chosen on the same queries."
        ),
        (
            "- **Errors**: one letter too many, too few, another, or two exchanged, never the"
            " first, in words of five and more letters from titles; repaired when the stem of"
        ),
        "  the word that was meant is searched.",
    )
