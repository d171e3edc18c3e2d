"""The shipped pages, searched: readers find what the judged queries of content/search/ say they
should."""

from __future__ import annotations

import pytest

from hub.build import Result
from hub.compose.drawing.searchfacts import FACET_TITLES, glossary
from hub.search import judging
from hub.search.export import Index
from hub.search.reader import Reader
from hub.search.related import near_duplicates
from hub.search.site import site_index
from smallindex import reader_on


@pytest.fixture(scope="module")
def index(shipped: Result) -> Index:
    assert shipped.site is not None
    assert shipped.library is not None
    return site_index(shipped.site.pages, glossary(shipped.library), None)


@pytest.fixture(scope="module")
def readers(index: Index) -> dict[str, Reader]:
    return {language: reader_on(index.files, language) for language in ("en", "es")}


def test_the_judged_queries_reach_the_floor(shipped: Result, readers: dict[str, Reader]) -> None:
    assert shipped.library is not None
    judged = judging.judge_all(shipped.library.search.queries, readers.__getitem__)
    assert len(judged) >= 100
    assert judging.mean(judged, lambda item: item.ndcg) >= judging.FLOOR, judging.report(judged)


def test_entries_are_found_by_their_titles(shipped: Result, readers: dict[str, Reader]) -> None:
    assert shipped.library is not None
    reader = readers["en"]
    missed = []
    for entry in list(shipped.library.entry_by_ref.values())[::3]:
        first = [reader.card(hit.page) for hit in reader.search(entry.title).hits[:3]]
        if entry.address not in [url for url, *_ in first] and not all(
            title == entry.title for _, title, *_ in first
        ):
            missed.append(entry.ref)
    assert missed == []


@pytest.mark.parametrize("acronym", ["HISP", "VoC", "PRA"])
def test_acronyms_and_their_words_find_the_same_pages(
    acronym: str, readers: dict[str, Reader]
) -> None:
    reader = readers["en"]
    ((_, names),) = reader.search(acronym).also
    assert names
    best = [hit.page for hit in reader.search(acronym).hits]
    for name in names:
        others = [hit.page for hit in reader.search(name).hits]
        assert best[0] in others[:5]
        assert others[0] in best[:5]


def test_facets_have_titles_and_labels(readers: dict[str, Reader]) -> None:
    held = readers["en"].json("f.bin")
    assert set(held) <= set(FACET_TITLES)
    assert len(held) >= 6
    assert all(label for values in held.values() for label, _ in values.values())


def test_a_large_index_is_sent_in_small_parts(index: Index, readers: dict[str, Reader]) -> None:
    assert readers["en"].manifest["bundle"] == 0
    home = f"en/{readers['en'].manifest['set']}/"
    sizes = {
        kind: [len(data) for name, data in index.files.items() if name.startswith(home + kind)]
        for kind in "tcsx"
    }
    assert max(sizes["t"]) <= 6144
    assert max(sizes["c"]) <= 3072
    assert len(index.files["en/manifest.bin"]) <= 2560


def test_no_two_shipped_pages_say_the_same(shipped: Result, index: Index) -> None:
    assert shipped.site is not None
    texts = {page.address for page in shipped.site.pages if page.search.holds_text}
    assert [pair for pair in near_duplicates(index.neighbours) if texts.issuperset(pair[:2])] == []
