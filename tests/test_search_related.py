"""Which pages are like which, and how good a search is: two sums that can be done by hand."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.search.export import index_of
from hub.search.judging import Judged, judge, mean, report
from hub.search.related import ALIKE, Neighbour, near_duplicates, neighbours
from hub.search.shards import Postings, packed
from smallindex import doc, some

Weights = dict[int, int]  # per page the level of a word


def postings(levels: Weights) -> Postings:
    return packed(sorted((page, bytes((level, 0))) for page, level in levels.items()), 999)


def alike(pages: int, *words: tuple[int, Weights]) -> dict[str, tuple[Neighbour, ...]]:
    return neighbours(
        [str(page) for page in range(pages)],
        [(rarity, postings(levels)) for rarity, levels in words],
    )


def test_the_measure_is_the_cosine_of_levels_times_rarity() -> None:
    found = alike(3, (10, {0: 3, 1: 4}), (5, {0: 8, 2: 2}), (1, {1: 30, 2: 10}))
    first, second, third = math.hypot(30, 40), math.hypot(40, 30), math.hypot(10, 10)
    assert found["0"] == (
        Neighbour("2", round(40 * 10 / (first * third), 4)),
        Neighbour("1", round(30 * 40 / (first * second), 4)),
    )


SITES = st.lists(
    st.tuples(
        st.integers(1, 255),
        st.dictionaries(st.integers(0, 11), st.integers(1, 31), min_size=2, max_size=3),
    ),
    max_size=30,
)


@some
@given(SITES)
def test_a_page_is_as_much_like_another_as_the_other_is_like_it_and_never_its_own_neighbour(
    words: list[tuple[int, Weights]],
) -> None:
    found = {
        url: {other.url: other.alike for other in others}
        for url, others in alike(12, *words).items()
    }
    assert set(found) == {str(page) for page in range(12)}
    for url, others in found.items():
        assert url not in others
        assert all(
            found[other][url] == measure and 0 < measure <= 1 for other, measure in others.items()
        )


@some
@given(SITES)
def test_the_likest_page_stands_first(words: list[tuple[int, Weights]]) -> None:
    for others in alike(12, *words).values():
        assert [other.alike for other in others] == sorted(
            (other.alike for other in others), reverse=True
        )


def test_a_word_that_is_everywhere_or_on_one_page_only_makes_no_neighbours() -> None:
    assert alike(10, (9, dict.fromkeys(range(10), 5)), (9, {3: 5})) == {
        str(page): () for page in range(10)
    }


TEXT = "Draw the journey of a visitor with a map of each step and each form"
SITE = [
    doc("a/", "Journey map", TEXT),
    doc("b/", "Journey map", TEXT),
    doc("c/", "Journey maps", "Draw a journey for visitors"),
    *(
        doc(f"d/{number}/", f"Page {name}", f"{name} {name} other things")
        for number, name in enumerate(
            "trust call survey error queue benefit voice letter office".split()
        )
    ),
]


def test_near_duplicates_are_found_among_the_pages_of_a_site() -> None:
    index = index_of(SITE, language="en")
    ((one, other, measure),) = near_duplicates(index.neighbours)
    assert (one, other) == ("a/", "b/")
    assert ALIKE <= measure <= 1
    assert "c/" not in [
        neighbour.url for neighbour in index.neighbours["a/"] if neighbour.alike >= ALIKE
    ]


def test_without_comparing_there_are_no_neighbours_and_the_files_are_the_same() -> None:
    apart, compared = (index_of(SITE, language="en", compare=compare) for compare in (False, True))
    assert apart.files == compared.files
    assert not any(apart.neighbours.values())


def test_near_duplicates_are_told_once_and_the_likest_first() -> None:
    found = {
        "b": (Neighbour("a", 0.9), Neighbour("c", 0.95)),
        "a": (Neighbour("b", 0.9),),
        "c": (Neighbour("b", 0.95), Neighbour("d", 0.84)),
        "d": (Neighbour("c", 0.84),),
    }
    assert near_duplicates(found) == [("b", "c", 0.95), ("a", "b", 0.9)]


BEST = 7 + 3 / math.log2(3) + 1 / 2  # grades 3, 2, 1 at the places 1, 2, 3


@pytest.mark.parametrize(
    ("found", "ndcg", "reciprocal_rank"),
    [
        (["a", "b", "c"], 1, 1),
        (["a", "a", "b", "c"], 1, 1),  # a page counts once
        (["c", "b", "a"], (1 + 3 / math.log2(3) + 7 / 2) / BEST, 1 / 2),
        (["x", "a"], 7 / math.log2(3) / BEST, 1 / 2),
        (["c"], 1 / BEST, 0),  # touches the matter, and answers nothing
        ([*"0123456789", "a"], 0, 0),  # the eleventh place is not seen
        ([*"012345678", "b"], 3 / math.log2(11) / BEST, 1 / 10),
        ([], 0, 0),
    ],
)
def test_an_answer_is_judged(found: list[str], ndcg: float, reciprocal_rank: float) -> None:
    judged = judge("q", "title", {"b": 2, "a": 3, "c": 1}, found)
    assert judged.ndcg == pytest.approx(ndcg)
    assert judged.reciprocal_rank == pytest.approx(reciprocal_rank)
    assert len(judged.found) == len(set(found[:11])) or len(judged.found) == 10


def test_more_good_pages_than_places_can_still_be_answered_in_full() -> None:
    relevant = {str(number): 3 for number in range(14)}
    assert judge("q", "title", relevant, [str(number) for number in range(10)]).ndcg == 1


def test_a_report_has_a_row_for_each_category_and_names_the_worst() -> None:
    judged = [
        Judged("good one", "title", 1.0, 1.0, ("a",)),
        Judged("bad one", "synonym", 0.1, 0.0, ("x", "y", "z", "more")),
        Judged("none", "synonym", 0.0, 0.0, ()),
    ]
    assert mean(judged, lambda item: item.ndcg) == pytest.approx(1.1 / 3)
    assert mean([], lambda item: item.ndcg) == 0
    assert report(judged).splitlines() == [
        "               queries  nDCG@10  MRR@10",
        "title                1    1.000   1.000",
        "synonym              2    0.050   0.000",
        "all                  3    0.367   0.333",
        "",
        "Worst answered:",
        "  0.00  none   (finds nothing)",
        "  0.10  bad one   (finds x, y, z)",
    ]
