"""Places, reports, and words that cannot be forged."""

from __future__ import annotations

import pytest

from hub.problems import Place, Report, a_few, nearest, quoted, visible


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        (Place("a.md"), "a.md"),
        (Place("a.md", 3), "a.md:3"),
        (Place("a.md", 3, 7), "a.md:3:7"),
        (Place("a\nb\x1b.md", 1, 1), "aU+000AbU+001B.md:1:1"),
        (Place("\udcff.md"), "U+DCFF.md"),
    ],
)
def test_a_place_is_one_line_whatever_the_name(place: Place, shown: str) -> None:
    assert str(place) == shown


def test_problems_come_in_the_order_of_the_files_and_once(report: Report) -> None:
    for place in (
        Place("b", 1, 1),
        Place("a", 10, 1),
        Place("a", 9, 5),
        Place("a", 9, 4),
        Place("a", 9, 4),
    ):
        report.add("bad-text", place, "Wrong.")
    assert [str(problem.place) for problem in report.sorted()] == [
        "a:9:4",
        "a:9:5",
        "a:10:1",
        "b:1:1",
    ]


def test_a_warning_is_no_error(report: Report) -> None:
    mark = report.mark()
    report.add("insecure-link", Place("a"), "Careful.", severity="warning")
    assert not report.has_errors
    report.add("bad-text", Place("a"), "Wrong.")
    assert report.has_errors_since(mark)
    assert not report.has_errors_since(report.mark())


def test_control_characters_are_made_visible_everywhere(report: Report) -> None:
    report.add("bad-text", Place("a"), "x\x1by", rows=[("Write", "a\u202eb")])
    assert report.problems[0].message == "xU+001By"
    assert report.problems[0].rows == (("Write", "aU+202Eb"),)
    assert visible("é 日本 👩") == "é 日本 👩"


def test_a_long_value_is_cut() -> None:
    assert len(quoted("x" * 5000)) == 42
    assert quoted("x" * 40) == f'"{"x" * 40}"'


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("tilte", "title"),
        ("TITLE", "title"),
        ("summry", "summary"),
        ("xyz", None),
        ("", None),
        ("t" * 10_000, None),
    ],
)
def test_the_nearest_word_is_one_that_could_have_been_meant(word: str, meant: str | None) -> None:
    assert nearest(word, ["summary", "title", "status"]) == meant


def test_a_list_is_short_enough_to_read() -> None:
    assert a_few(map(str, range(8))) == "0, 1, 2, 3, 4, 5, 6, 7"
    assert a_few(map(str, range(11))) == "0, 1, 2, 3, 4, 5, 6, 7 and 3 more"
