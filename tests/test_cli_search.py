"""`hub search`: what it prints, and the codes it leaves with."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from bad.play import run
from hub.search.documents import SearchDocument, Section
from hub.search.export import build_index
from smallindex import doc
from smallsite import SmallSite

PRACTICES, GUIDES = (
    {"collection": (("practices", "Practices"),)},
    {"collection": (("guides", "Guides"),)},
)
PAGES = [
    SearchDocument(
        "practices/sample/",
        "Map the sample journey",
        "practice",
        "See it as a person does.",
        sections=(
            Section("", "", "Draw the journey."),
            Section("steps", "Steps of a journey", "Walk the journey. Write each journey down."),
        ),
        facets=PRACTICES,
    ),
    doc(
        "practices/service-blueprint/",
        "Draw a service blueprint",
        "Show the staff, too, or ask a HISP.",
        kind="practice",
        facets=PRACTICES,
    ),
    doc(
        "guides/sample-guide/",
        "The sample guide",
        "How a journey is drawn by a high-impact service provider.",
        kind="guide",
        facets=GUIDES,
    ),
    *(
        doc(f"guides/more-{number}/", f"Visit {number}", "visitors", facets=GUIDES)
        for number in range(12)
    ),
    doc("playbooks/course/", "Course", "The first chapter.", kind="playbook"),
    doc("playbooks/course/one/", "Begin with trust", "Trust is earned.", kind="playbook"),
]
QUERIES = """\
- id: q1
  query: {query}
  category: title
  relevant: {{practices/sample: 3}}
- id: q2
  query: trust
  category: question
  relevant: {{playbooks/course: 3}}
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("search")
    build_index(PAGES, folder, glossary=(("High-impact service provider", "HISP"),))
    build_index(
        [doc("es/guides/sample-guide/", "La guía de ejemplo", "Un mapa.")], folder, language="es"
    )
    return folder


@pytest.fixture
def published(site: SmallSite, index: Path) -> SmallSite:
    shutil.copytree(index, site.root / "site/search")
    return site


def search(site: SmallSite, *arguments: str) -> tuple[int, str]:
    return run(site.root, "search", "--site-dir", str(site.root / "site"), *arguments)


def answer(site: SmallSite, *arguments: str) -> dict[str, Any]:
    code, output = search(site, *arguments, "--json")
    found: dict[str, Any] = json.loads(output)
    assert code == (0 if found["results"] else 1)
    return found


def test_results_are_told_with_address_summary_and_sections(published: SmallSite) -> None:
    code, output = search(published, "sample", "journey")
    assert code == 0
    assert output.splitlines()[:6] == [
        "2 pages:",
        "",
        " 1. Map the sample journey   [practice]",
        "    /practices/sample/",
        "    See it as a person does.",
        "    -> Steps of a journey   #steps",
    ]


def test_the_site_is_where_mkdocs_publishes_it(published: SmallSite) -> None:
    (published.root / "site").rename(published.root / "public")
    published.write("mkdocs.yml", "site_name: Hub\nsite_dir: public\n").write(
        "docs/index.md", "# Hub\n"
    )
    code, output = run(published.root, "search", "blueprint")
    assert (code, output.splitlines()[0]) == (0, "1 page:")


def test_one_page_is_one_page(published: SmallSite) -> None:
    assert search(published, "blueprint")[1].startswith("1 page:\n")


def test_more_pages_than_are_shown_are_counted(published: SmallSite) -> None:
    code, output = search(published, "visitors")
    assert output.startswith("12 pages, the best 10:\n")
    assert (code, output.count("/guides/more-")) == (0, 10)


def test_how_the_words_were_understood_is_said(published: SmallSite) -> None:
    assert (
        'Including results for "blueprint" in place of "bluepirnt".'
        in search(published, "bluepirnt")[1]
    )
    assert "HISP: also searched as High-impact service provider." in search(published, "HISP")[1]


def test_nothing_found_ends_with_one_and_advice(published: SmallSite) -> None:
    assert search(published, "xylophone") == (
        1,
        "Nothing was found. Try another word, or fewer of them.\n",
    )


def test_json_says_what_the_text_says(published: SmallSite) -> None:
    found = answer(published, "bluepirnt", "HISP")
    assert found["repaired"] == [{"from": "bluepirnt", "to": "blueprint"}]
    assert found["also"] == [{"from": "HISP", "names": ["High-impact service provider"]}]
    assert found["is_total_exact"] is True
    assert [
        (result["address"], result["title"], result["kind"]) for result in found["results"]
    ] == [
        ("practices/service-blueprint/", "Draw a service blueprint", "practice"),
        ("guides/sample-guide/", "The sample guide", "guide"),
    ]
    assert answer(published, "sample journey")["results"][0]["sections"] == [
        {"address": "practices/sample/#steps", "heading": "Steps of a journey"}
    ]
    assert answer(published, "xylophone") == {
        "total": 0,
        "is_total_exact": True,
        "repaired": [],
        "also": [],
        "results": [],
    }


def test_points_are_explained_when_asked(published: SmallSite) -> None:
    first = answer(published, "sample journey", "--explain")["results"][0]
    assert [reason["key"] for reason in first["reasons"]] == ["sampl", "journei", "sampl journei"]
    assert sum(reason["points"] for reason in first["reasons"]) == first["score"]
    lines = search(published, "sample journey", "--explain")[1].splitlines()
    assert [line.split() for line in lines if line.endswith("  sampl journei")] == [
        [str(first["reasons"][2]["points"]), "sampl", "journei"]
    ]
    assert "reasons" not in answer(published, "sample journey")["results"][0]


def test_results_can_be_of_some_collections_only(published: SmallSite) -> None:
    assert [
        result["kind"]
        for result in answer(published, "journey", "--collection", "guides")["results"]
    ] == ["guide"]
    assert (
        len(
            answer(published, "journey", "--collection", "guides", "--collection", "practices")[
                "results"
            ]
        )
        == 2
    )


def test_a_collection_that_is_not_there_is_answered_with_the_nearest(published: SmallSite) -> None:
    code, output = search(published, "journey", "--collection", "practises")
    assert code == 2
    assert "error[unknown-collection]" in output
    assert "hub search --collection practices" in output
    assert "Fix" not in search(published, "journey", "--collection", "zzz")[1]


def test_spanish_pages_are_searched_apart(published: SmallSite) -> None:
    assert (
        answer(published, "guia", "--language", "es")["results"][0]["address"]
        == "es/guides/sample-guide/"
    )
    assert answer(published, "mapas", "--language", "es")["total"] == 1
    assert answer(published, "mapas")["results"] == []


def test_a_search_needs_words(published: SmallSite) -> None:
    code, output = search(published)
    assert code == 2
    assert "hub search journey mapping" in output


@pytest.mark.parametrize("language", ["en", "fr", "../en", "e" * 500])
def test_without_an_index_the_way_to_one_is_said(language: str, site: SmallSite) -> None:
    code, output = search(site, "journey", "--language", language)
    assert code == 2
    assert "no-search-index" in output
    assert "hub build" in output
    assert len(max(output.splitlines(), key=len)) < 400


@pytest.mark.parametrize("name", ["manifest.bin", "*/a.bin", "*/x*.bin"])
@pytest.mark.parametrize(
    "data",
    # without a time, which would be another one in each of the processes that run the tests
    [b"", b"half", gzip.compress(b"{}", mtime=0), None],
    ids=["empty", "half", "nothing in it", "missing"],
)
def test_an_index_with_a_broken_file_is_told_in_a_sentence(
    name: str, data: bytes | None, published: SmallSite
) -> None:
    for path in (published.root / "site/search/en").glob(name):
        path.unlink() if data is None else path.write_bytes(data)
    code, output = search(published, "journey")
    assert code == 2
    assert "no-search-index" in output
    assert "Traceback" not in output


def judge(site: SmallSite, query: str, *arguments: str) -> tuple[int, str]:
    site.write("content/search/queries.yml", QUERIES.format(query=query))
    return search(site, "--judge", *arguments)


def test_judged_queries_that_are_answered_pass(published: SmallSite) -> None:
    code, output = judge(published, "sample journey")
    assert code == 0
    # the chapter stands for its playbook
    assert "all                  2    1.000   1.000" in output
    assert output.splitlines()[-1] == "The floor is 0.660: passed."


def test_judged_queries_that_are_not_answered_do_not_pass(published: SmallSite) -> None:
    code, output = judge(published, "visitors")
    assert code == 1
    assert "all                  2    0.500   0.500" in output
    assert "0.00  visitors   (finds guides/more-0, guides/more-1, guides/more-10)" in output
    assert output.splitlines()[-1] == "The floor is 0.660: not reached."


@pytest.mark.parametrize(
    ("floor", "code"), [("0", 0), ("0.5", 0), ("0.51", 1), ("1", 1), ("1.5", 2), ("x", 2)]
)
def test_the_floor_can_be_named(floor: str, code: int, published: SmallSite) -> None:
    assert judge(published, "visitors", "--floor", floor)[0] == code


def test_without_judged_queries_there_is_nothing_to_judge(published: SmallSite) -> None:
    code, output = search(published, "--judge")
    assert code == 2
    assert "no-queries" in output


def test_without_an_index_there_is_nothing_to_judge(site: SmallSite) -> None:
    code, output = judge(site, "visitors")
    assert code == 2
    assert "no-search-index" in output


def test_a_spanish_query_is_asked_of_the_spanish_pages(published: SmallSite) -> None:
    published.write(
        "content/search/queries.yml",
        "- id: q1\n  query: guia ejemplo\n  category: spanish\n  relevant: {es/guides/sample-guide:"
        " 3}\n",
    )
    code, output = search(published, "--judge")
    assert code == 0
    assert "spanish              1    1.000   1.000" in output


def test_a_query_that_is_too_long_is_refused_and_says_why(published: SmallSite) -> None:
    code, output = search(published, "a" * 100_000)
    assert code == 2
    assert "This query has 100,000 letters; the most is 200." in output
    assert "query-too-long" in output
    assert "Search for the few words that matter." in output


def test_the_longest_query_is_asked(published: SmallSite) -> None:
    # 199 letters, and a space that is not one too many
    assert search(published, "journey " * 25)[0] == 0
    # two letters each, as the search page counts them
    assert search(published, "\U0001f600" * 101)[0] == 2
