"""A parser's error becomes the mistake an editor made, at the place where it was made."""

from __future__ import annotations

import pytest

from hub.problems import Report
from hub.reading.yaml.text import read_yaml


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("title: Service: design\n", "1:15", 'title: "Service: design"'),
        ("title: Tom & Jerry: the movie\n", "1:19", 'title: "Tom & Jerry: the movie"'),
        ('title: say "a": b\n', "1:15", r'title: "say \"a\": b"'),
        ("- Step: one: two\n", "1:12", '- Step: "one: two"'),
        ("title:Foo\nsummary: x\n", "1:6", "title: Foo"),
        ("title: a\n  summary: b\n", "2:3", "indented more"),
        ("title: T\nsteps:\n\t- one\n", "3:1", "tab"),
        ("title: T\n\tsummary: S\n", "2:1", "tab"),
        ("steps:\n\u00a0- one\n", "2:1", "U+00A0"),
        ("title:\tJourney\n", "1:7", "title: Journey"),
        ("title: Map\tit\n", "1:11", "title: Map it"),
        ('title: "Journey map\nsummary: x\n', "1:8", "never closed"),
        ("title: 'unclosed\nx: y\n", "1:8", "never closed"),
        ('title: "a" b\n', "1:12", "after the closing quote"),
        ("title: 'It's fine'\n", "1:12", '"It\'s fine"'),
        ("title: [a, b\nsummary: c\n", "1:8", '"["'),
        ("title: {a: b\nsummary: c\n", "1:8", '"{"'),
        ("title: @work\n", "1:8", 'title: "@work"'),
        ("title: `code`\n", "1:8", 'title: "`code`"'),
        ("title: %x\n", "1:8", 'title: "%x"'),
        ('title: "a\\qb"\n', "1:10", "backslash"),
        ("key: - item\n", "1:6", "line below"),
        ("title: T\nmaturity:starting\n", "2:9", "maturity: starting"),
        ("steps:\n  - do: X\n    why:because\n", "3:8", "why: because"),
        ("- { at: 2025 value: 87 }\n", "1:14", "- { at: 2025, value: 87 }"),
        ("a: { at: 2024,\n  value: 8 other: 9 }\n", "2:12", "value: 8, other: 9 }"),
        ('a: ["x" "y"]\n', "1:9", 'a: ["x", "y"]'),
        ("a: [x, 'y'\n", "1:4", "never closed"),
        ("title: [Draft] My page\n", "1:16", 'title: "[Draft] My page"'),
        ("related: [[a/b]], [[c/d|words]]\n", "1:17", "related: [a/b, c/d]"),
        ("needs:\n  * Five people\n  * Six\n", "2:3", "- Five people"),
        ("needs:\n  *Five people\n", "2:3", "- Five people"),
        ("needs:\n  - *Five* people\n", "2:5", '- "*Five* people"'),
        ("needs:\n  - Five\n  -Six\n", "3:3", "- Six"),
        ("needs:\n  - Five\n    -Six of them\n", "3:5", "- Six of them"),
        ("needs:\n  - Five\n    • Six\n", "3:5", "- Six"),
        ("title: “Ask: why”\n", "1:12", 'title: "Ask: why"'),
        ("needs:\n  - “Ask: why: how”\n", "2:14", '- "Ask: why: how"'),
        ("title: T\njust text\nsummary: s\n", "2:1", "no colon"),
        ("  title: x\nsummary: y\n", "2:1", "Line up"),
        ("- a\n- b\nc: d\n", "3:1", "Line up"),
    ],
)
def test_the_mistake_is_named_where_it_was_made(text: str, place: str, words: str) -> None:
    report = Report()

    assert read_yaml(text, "x.yml", report) is None

    (problem,) = report.sorted()
    assert (problem.code, str(problem.place)) == ("yaml-syntax", f"x.yml:{place}")
    assert words in problem.message + str(problem.rows).replace("\\\\", "\\").replace("\\'", "'")


@pytest.mark.parametrize(
    "text", ["title: *\n", "title: *a\n", "title: &\n", "title: & b\n", "*a : x\n"]
)
def test_anchors_and_aliases_are_named_as_such(text: str) -> None:
    report = Report()
    assert read_yaml(text, "x.yml", report) is None
    assert [problem.code for problem in report.sorted()] == ["yaml-alias"]


@pytest.mark.parametrize(
    "text",
    [
        "summary: The rate fell to\n  -5 percent\n",
        "summary: |\n  -Five\n  -Six\n",
        'summary: "one\n  -two"\n',
        "a: x\n---\n",
        "needs:\n  - well-known\n  # -Six\n",
    ],
)
def test_a_dash_that_is_none_of_a_list_is_let_be(text: str) -> None:
    report = Report()
    read_yaml(text, "x.yml", report)
    assert [problem for problem in report.sorted() if problem.code == "yaml-syntax"] == []


def test_each_item_without_a_space_is_named_once() -> None:
    report = Report()
    assert read_yaml("needs:\n  -Five people\n  -Six\n  -Seven\n", "x.yml", report) is None
    assert [(problem.place.line, problem.rows[0]) for problem in report.sorted()] == [
        (2, ("Write", "- Five people")),
        (3, ("Write", "- Six")),
        (4, ("Write", "- Seven")),
    ]
