"""Text, lists and groups in the place of one another: what to write is the editor's own words in
the right form."""

from __future__ import annotations

import pytest

from hub.kinds.catalog import KIND_BY_COLLECTION
from hub.kinds.entrynames import EntryNames
from hub.kinds.schema import read_fields
from hub.problems import Problem, Report
from hub.reading.nodes import FieldsNode
from hub.reading.yaml.text import read_yaml


def node_of(text: str) -> FieldsNode:
    node = read_yaml(text, "x.yml", Report())
    assert isinstance(node, FieldsNode)
    return node


NAMES = EntryNames(
    [
        ("agencies/labor", node_of("title: Department of Labor\nshort: DOL\n")),
        ("practices/map", node_of("title: Map the journey\nother_names: [Journey map]\n")),
    ]
)


def told(collection: str, text: str) -> list[Problem]:
    report = Report()
    kind = KIND_BY_COLLECTION[collection]
    node = read_yaml(f"title: T\n{text}", "x.yml", report)
    if node is not None:
        read_fields(node, kind, report, called=kind.singular, names=NAMES)
    return report.sorted()


@pytest.mark.parametrize(
    ("collection", "text", "write"),
    [
        (
            "practices",
            "checklist:\n  - Note: five people were asked\n",
            '- "Note: five people were asked"',
        ),
        ("practices", "checklist:\n  - One\n  - Two:\n", '- "Two:"'),
        ("practices", 'checklist:\n  - Say: the "other" one\n', r'- "Say: the \"other\" one"'),
        ("practices", "checklist:\n  - “Ask: why”\n", '- "Ask: why"'),
        ("practices", "problem:\n  Nobody: not one\n", 'problem: "Nobody: not one"'),
        ("practices", "related: [[case-studies/x]]\n", "related: [case-studies/x]"),
        (
            "practices",
            "related: [[case-studies/x], [guides/y]]\n",
            "related: [case-studies/x, guides/y]",
        ),
        ("practices", "related:\n  - [[case-studies/x]]\n", "- case-studies/x"),
        ("practices", "problem: [One thing]\n", "problem: One thing"),
        ("news", "agencies:\n  - id: usda\n", "- usda"),
        ("news", "agencies:\n  - name: Department of Labor\n", "- labor"),
        ("news", "agencies:\n  - usda: it leads\n", "- usda"),
        ("news", "agencies:\n  id: usda\n", "- usda"),
        ("news", "agencies: usda, labor\n", "agencies: [usda, labor]"),
        ("practices", "checklist:\n  -Five people were asked\n", "- Five people were asked"),
        (
            "practices",
            "checklist:\n  • Five people were asked by us, and then we wrote all of it down\n",
            "- Five people were asked by us, and then we wrote all of it down",
        ),
        ("practices", "checklist: Relief, Gratitude\n", "checklist: [Relief, Gratitude]"),
        ("practices", "checklist: Relief; Gratitude\n", "checklist: [Relief, Gratitude]"),
        (
            "practices",
            "checklist: Ask five of the people, then write it down\n",
            "checklist: and on the next line   - Ask five of the people, then write it down",
        ),
        ("practices", "steps: Ask people\n", "steps: and on the next line   - do: Ask people"),
        (
            "practices",
            "steps:\n  do: Ask people\n",
            "- do: Ask people   with a dash in front of the first field",
        ),
        ("practices", "steps: [Ask people]\n", "- { do: Ask people }"),
        ("case-studies", "practices:\n  - map\n", "- { id: map, role: … }"),
        ("practices", "effort: 2 weeks, at most\n", 'effort: { time: "2 weeks, at most" }'),
    ],
)
def test_the_right_form_is_shown_with_the_words_kept(
    collection: str, text: str, write: str
) -> None:
    problem = told(collection, text)[0]
    assert (problem.code, problem.rows[0]) == ("wrong-type", ("Write", write))


@pytest.mark.parametrize(
    "text",
    [
        "checklist:\n  - {}\n",
        "checklist:\n  - []\n",
        "agencies: {}\n",
        "steps: {}\n",
        "related:\n  - {a: {b: [c]}}\n",
        "checklist: ',,,'\n",
        "effort: []\n",
        "title2: {}\n",
    ],
)
def test_what_cannot_be_mended_is_told_all_the_same(text: str) -> None:
    problems = told("practices", text)
    assert problems
    assert all(problem.rows for problem in problems)


@pytest.mark.parametrize(
    ("collection", "text", "write"),
    [
        ("news", "agencies: [Department of Labor]\n", "labor"),
        ("news", "agencies: [DOL]\n", "labor"),
        ("news", "agencies: [The U.S. Department of Labor]\n", "labor"),
        ("news", "agencies: ['[[agencies/labor]]']\n", "labor"),
        ("news", "practices: [practices/map]\n", "map"),
        ("news", "practices: [Journey Map]\n", "map"),
        ("news", "related: [map]\n", "practices/map"),
        ("news", "related: [DOL]\n", "agencies/labor"),
        ("news", "related: ['[[Map the journey]]']\n", "practices/map"),
        ("news", "related: [/practices/map/]\n", "practices/map"),
        ("news", "related: [practices/Map the journey]\n", "practices/map"),
        ("courses", "items: [{link: practices/map, minutes: 5}]\n", "practices.map"),
        ("courses", "items: [{link: /guides/x/#part, minutes: 5}]\n", "guides.x.part"),
        (
            "courses",
            "items: [{link: 'https://hub.example.gov/go/guides.x/', minutes: 5}]\n",
            "guides.x",
        ),
        ("courses", "items: [{link: Journey map, minutes: 5}]\n", "practices.map"),
        (
            "assessments",
            (
                "areas: [{key: strategy, title: Customer strategy, text: T}]\nquestions: [{key: q,"
                " area: Customer Strategy, ask: A, answers: [{score: 1, text: a}, {score: 2, text:"
                " b}, {score: 3, text: c}]}]\n"
            ),
            "strategy",
        ),
        (
            "practices",
            (
                "sources: [{key: gao, title: The GAO report}]\nclaims: [{key: a, text: T, value: 1,"
                " unit: u, as_of: 2024, source: the GAO report}]\n"
            ),
            "gao",
        ),
    ],
)
def test_a_name_finds_the_id(collection: str, text: str, write: str) -> None:
    problem = next(
        problem
        for problem in told(collection, text)
        if problem.code in ("bad-slug", "bad-permalink")
    )
    assert problem.rows[0] == ("Write", write)


@pytest.mark.parametrize(
    "text",
    [
        "agencies: [Department of Nothing]\n",
        "agencies: ['']\n",
        "practices: ['###']\n",
        "related: ['']\n",
        "related: [nobody]\n",
    ],
)
def test_a_name_that_nothing_has_is_led_to_the_list(text: str) -> None:
    (problem,) = told("news", text)
    assert any(words.startswith("hub list") for _, words in problem.rows)


def test_an_empty_key_is_not_answered_with_an_id_of_something_else() -> None:
    problem = next(
        problem
        for problem in told(
            "practices",
            "sources: [{key: a, title: T, no_url: N}]\nclaims: [{key: a, text: T, value: 1, unit:"
            " u, as_of: 2024, source: }]\n",
        )
        if problem.code == "missing-field"
    )
    assert "journey" not in str(problem.rows)


def test_a_name_of_two_entries_is_answered_with_both() -> None:
    names = EntryNames(
        [
            ("practices/a", node_of("title: Same name\n")),
            ("guides/b", node_of("title: Same name\n")),
        ]
    )
    report = Report()
    read_fields(
        node_of("title: T\nrelated: [Same name]\n"),
        KIND_BY_COLLECTION["news"],
        report,
        called="news item",
        names=names,
    )
    assert report.problems[0].rows == (("One of", "guides/b, practices/a"),)
