"""Links of courses and of first steps to what is not there: what was given out once is told from
what never was."""

from __future__ import annotations

import pytest

from bad.play import run
from hub.problems import Problem
from smallsite import SmallSite

CHAPTER = """    exercises:
      - {key: draw-the-table, title: Draw, minutes: 5, steps: [Draw]}
      - {key: five-columns-of-numbers, title: Fill in, minutes: 5, steps: [Fill in]}
    discuss:
      - {key: money-by-area, ask: How much?}
"""


@pytest.fixture
def taught(site: SmallSite) -> SmallSite:
    """The fixture site with things to teach, every id of which was given out."""
    book = site.root / "content/playbooks/course.yml"
    book.write_text(
        book.read_text(encoding="utf-8").rstrip("\n") + "\n" + CHAPTER, encoding="utf-8"
    )
    assert run(site.root, "links", "freeze")[0] == 0
    return site


def course(site: SmallSite, link: str) -> Problem:
    site.write(
        "content/courses/day.yml", f"title: A day\nitems:\n  - {{link: {link}, minutes: 5}}\n"
    )
    (problem,) = [
        found
        for found in site.check().report.sorted()
        if found.place.path.startswith("content/courses/")
    ]
    assert (problem.code, problem.place.line) == ("broken-reference", 3)
    return problem


def without(site: SmallSite, path: str, words: str) -> None:
    file = site.root / path
    text = file.read_text(encoding="utf-8")
    assert words in text
    file.write_text(text.replace(words, ""), encoding="utf-8")


@pytest.mark.parametrize(
    ("line", "link"),
    [
        (
            (
                "      - {key: five-columns-of-numbers, title: Fill in, minutes: 5, steps: [Fill"
                " in]}\n"
            ),
            "playbooks.course.begin.exercise-five-columns-of-numbers",
        ),
        (
            "    discuss:\n      - {key: money-by-area, ask: How much?}\n",
            "playbooks.course.begin.question-money-by-area",
        ),
    ],
)
def test_a_part_that_was_removed_is_told_whole_and_nothing_else_is_offered(
    line: str, link: str, taught: SmallSite
) -> None:
    without(taught, "content/playbooks/course.yml", line)
    problem = course(taught, link)
    assert f'"{link}" was given out' in problem.message
    assert "removed" in problem.message
    assert [label for label, _ in problem.rows] == ["Write", "After that"]
    assert problem.rows[1][1].startswith(f"hub links retire {link} ")


def test_a_page_that_was_removed_is_told_in_courses_and_in_references(taught: SmallSite) -> None:
    (taught.root / "content/news/sample-news.md").unlink()
    assert (
        "the page /news/sample-news/ is not there any more"
        in course(taught, "news.sample-news").message
    )
    taught.write("content/guides/one.yml", "title: One\nrelated: [news/sample-news]\n")
    (problem,) = [
        found
        for found in taught.check().report.sorted()
        if found.place.path == "content/guides/one.yml"
    ]
    assert (
        problem.message
        == 'The news item "sample-news" is not there any more: it was removed or renamed.'
    )


def test_a_chapter_that_was_removed_is_named(taught: SmallSite) -> None:
    file = taught.root / "content/playbooks/course.yml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("key: begin\n", "key: another-start\n"),
        encoding="utf-8",
    )
    assert (
        'the chapter "begin" is not there any more'
        in course(taught, "playbooks.course.begin.exercise-draw-the-table").message
    )


@pytest.mark.parametrize(
    ("link", "meant"),
    [
        (
            "playbooks.course.begin.exercise-draw-the-tabel",
            "playbooks.course.begin.exercise-draw-the-table",
        ),
        (
            "playbooks.course.begn.exercise-draw-the-table",
            "playbooks.course.begin.exercise-draw-the-table",
        ),
        ("practices.sampel", "practices.sample"),
        ("playbooks.course.begin.exercise-money-by-area", None),
        ("playbooks.other.begin.question-money-by-area", None),
        ("practices.something-else", None),
    ],
)
def test_only_what_is_really_near_is_offered_for_an_id_that_never_was(
    link: str, meant: str | None, taught: SmallSite
) -> None:
    problem = course(taught, link)
    assert problem.message == f'No page and no part of a page has the id "{link}".'
    assert dict(problem.rows).get("Did you mean") == meant


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("--to=news", 'now leads to "news"'),
        ("--why=The event is over.", "was withdrawn: The event is over."),
    ],
)
def test_what_was_led_away_says_where_or_why(how: str, words: str, taught: SmallSite) -> None:
    (taught.root / "content/news/sample-news.md").unlink()
    assert run(taught.root, "links", "retire", "news.sample-news", "--why=Over.", how)[0] == 0
    assert words in course(taught, "news.sample-news").message


def test_a_refused_retire_says_to_mend_the_course_first(taught: SmallSite) -> None:
    link = "playbooks.course.begin.question-money-by-area"
    without(
        taught,
        "content/playbooks/course.yml",
        "    discuss:\n      - {key: money-by-area, ask: How much?}\n",
    )
    taught.write(
        "content/courses/day.yml", f"title: A day\nitems:\n  - {{link: {link}, minutes: 5}}\n"
    )
    code, output = run(taught.root, "links", "retire", link, "--why", "Nobody asked it.")
    assert code == 1
    assert "content/courses/day.yml:3:12" in output
    assert output.index("another link, or take this part out of the course") < output.index(
        f"After that  hub links retire {link}"
    )


def test_a_ledger_that_cannot_be_read_changes_nothing(taught: SmallSite) -> None:
    (taught.root / "permalinks.yml").write_bytes(b"\xff\xfe<<<")
    assert (
        course(taught, "practices.nobody").message
        == 'No page and no part of a page has the id "practices.nobody".'
    )
