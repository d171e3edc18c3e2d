"""The command `hub search`: the published index, as readers find it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import click

from hub import build
from hub.cli.project import site_folder
from hub.cli.words import json_for_output, say
from hub.problems import HubError, nearest, visible
from hub.search import judging
from hub.search.reader import MOST_LETTERS, Found, Reader

SHOWN = 10


@click.command("search")
@click.argument("query", nargs=-1)
@click.option(
    "--collection",
    "collections",
    multiple=True,
    help="Only pages of this collection. May be given more than once.",
)
@click.option(
    "--language", default="en", show_default=True, help="The language to search: en or es."
)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--explain", is_flag=True, help="Say which words gave a page its points.")
@click.option(
    "--judge",
    is_flag=True,
    help="Ask the queries of content/search/queries.yml and say how well they are answered.",
)
@click.option(
    "--floor",
    type=click.FloatRange(0, 1),
    default=judging.FLOOR,
    show_default=True,
    help="With --judge: the least nDCG@10 that passes.",
)
@click.option(
    "--site-dir",
    type=click.Path(path_type=Path, file_okay=False),
    help="The published site. The default stands in mkdocs.yml.",
)
@click.pass_obj
def search_command(
    project: Path,
    query: tuple[str, ...],
    collections: tuple[str, ...],
    language: str,
    as_json: bool,
    explain: bool,
    judge: bool,
    floor: float,
    site_dir: Path | None,
) -> None:
    """Search the published site: what editors see here is what readers see there."""
    site = site_dir or site_folder(project)
    with _named(site_dir):
        _answer(
            project,
            site,
            query,
            collections=collections,
            language=language,
            as_json=as_json,
            explain=explain,
            judge=judge,
            floor=floor,
        )


def _answer(
    project: Path,
    site: Path,
    query: tuple[str, ...],
    collections: tuple[str, ...],
    language: str,
    *,
    as_json: bool,
    explain: bool,
    judge: bool,
    floor: float,
) -> NoReturn:
    if judge:
        sys.exit(_judge(project, site, floor))
    if not query:
        raise click.UsageError("Say what to search, for example: hub search journey mapping")
    text = " ".join(query)
    # letters as the search page counts them
    if len(text.encode("utf-16-le", "surrogatepass")) > 2 * MOST_LETTERS:
        words = f"This query has {len(text):,} letters; the most is {MOST_LETTERS}."
        raise HubError(
            "query-too-long", words, exit_code=2, fix="Search for the few words that matter."
        )
    reader = reader_of(site, language)
    with _whole_files(site):
        known = reader.values("collection")
    for name in collections:
        if name not in known:
            meant = nearest(name, known)
            raise HubError(
                "unknown-collection",
                f'No page of the collection "{name[:40]}" can be searched.',
                exit_code=2,
                fix=f"hub search --collection {meant}" if meant else "",
            )
    with _whole_files(site):
        found = reader.search(
            text, {"collection": collections} if collections else None, explain=explain
        )
        shown = (
            json_for_output(json.dumps(_data(found, reader), indent=1, ensure_ascii=False))
            if as_json
            else _text(found, reader, explain=explain)
        )
    say(shown)
    sys.exit(0 if found.hits else 1)


@contextmanager
def _named(site: Path | None) -> Iterator[None]:
    """A site that somebody named and that has no whole index is a wrong word in the command, not a
    project that is not built.
    """
    try:
        yield
    except HubError as error:
        if site is None or error.code != "no-search-index":
            raise
        raise HubError(
            error.code,
            str(error),
            exit_code=2,
            fix="hub build, or name the folder of another published site with --site-dir",
        ) from None


def reader_of(site: Path, language: str) -> Reader:
    """The reader of a published site's index."""
    home = site / "search" / language
    if not (home / "manifest.bin").is_file():
        raise HubError(
            "no-search-index",
            f"There is no search index for {language[:10]} in {visible(str(site))}.",
            exit_code=3,
            fix="hub build",
        )
    with _whole_files(site):
        return Reader(lambda name: (home / name).read_bytes(), language)


@contextmanager
def _whole_files(site: Path) -> Iterator[None]:
    """Say it in a sentence when a file of the index is missing or broken."""
    try:
        yield
    except (OSError, ValueError, KeyError, IndexError, TypeError, AttributeError):
        raise HubError(
            "no-search-index",
            f"The search index in {visible(str(site))} cannot be read.",
            exit_code=3,
            fix="hub build",
        ) from None


def _judge(project: Path, site: Path, floor: float) -> int:
    library = build.prepare(build.Project.at(project), None).library
    queries = library.search.queries
    if not queries:
        raise HubError(
            "no-queries",
            "There are no judged queries in content/search/queries.yml.",
            exit_code=2,
            fix="See docs/about-search.md for how to write them.",
        )
    with _whole_files(site):
        judged = judging.judge_all(queries, partial(reader_of, site))
    score = judging.mean(judged, lambda item: item.ndcg)
    say(judging.report(judged))
    say(f"\nThe floor is {floor:.3f}: {'passed' if score >= floor else 'not reached'}.")
    return 0 if score >= floor else 1


def _data(found: Found, reader: Reader) -> dict[str, Any]:
    results = []
    for hit in found.hits[:SHOWN]:
        page = reader.page(hit.page)
        sections = [
            {"address": f"{page['url']}#{anchor}", "heading": heading}
            for anchor, heading in _sections(page, hit.sections)
        ]
        results.append(
            {
                "address": page["url"],
                "title": page["title"],
                "kind": page["kind"],
                "summary": page["summary"],
                "score": hit.score,
                "sections": sections,
            }
        )
        if found.reasons:
            results[-1]["reasons"] = [
                {"key": key, "points": points} for key, points in found.reasons[hit.page]
            ]
    also = [{"from": typed, "names": list(names)} for typed, names in found.also]
    repaired = [{"from": typed, "to": meant} for typed, meant in found.repaired]
    return {
        "total": len(found.hits),
        "is_total_exact": found.is_exact,
        "repaired": repaired,
        "also": also,
        "results": results,
    }


def _sections(page: dict[str, Any], numbers: tuple[int, ...]) -> list[tuple[str, str]]:
    held = page["sections"]
    return [
        (held[number][0], held[number][1])
        for number in numbers
        if number < len(held) and held[number][0]
    ][:2]


def _text(found: Found, reader: Reader, *, explain: bool) -> str:
    lines = [
        f'Including results for "{meant}" in place of "{typed}".' for typed, meant in found.repaired
    ]
    lines += [f"{typed}: also searched as {', '.join(names)}." for typed, names in found.also]
    if not found.hits:
        return "\n".join([*lines, "Nothing was found. Try another word, or fewer of them."])
    more = "" if found.is_exact else "at least "
    lines.append(
        f"{more}{len(found.hits)} page{'' if len(found.hits) == 1 else 's'}"
        + (f", the best {SHOWN}:" if len(found.hits) > SHOWN else ":")
    )
    for place, hit in enumerate(found.hits[:SHOWN], 1):
        page = reader.page(hit.page)
        lines += [
            "",
            f"{place:>2}. {page['title']}" + (f"   [{page['kind']}]" if page["kind"] else ""),
            f"    /{page['url']}",
        ]
        if page["summary"]:
            lines.append(f"    {page['summary']}")
        lines += [
            f"    -> {heading}   #{anchor}" for anchor, heading in _sections(page, hit.sections)
        ]
        if explain:
            lines += [f"       {points:>8}  {key}" for key, points in found.reasons[hit.page]]
    return "\n".join(lines)
