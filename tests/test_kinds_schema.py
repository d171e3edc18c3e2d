"""Fields are read into closed types, and every mistake of an entry is told in one run."""

from __future__ import annotations

from datetime import date

import pytest

from hub.kinds.catalog import KIND_BY_COLLECTION
from hub.kinds.entries.practices import Practice
from hub.kinds.schema import read_fields
from hub.problems import Report
from hub.reading.yaml.text import read_yaml


def read(text: str) -> tuple[Practice | None, list[str]]:
    report = Report()
    node = read_yaml(text, "x.yml", report)
    assert node is not None
    fields = read_fields(
        node, Practice, report, called="practice", vocabulary={}, today=date(2026, 1, 1)
    )
    return fields, [
        f"{problem.place.line}:{problem.place.column} {problem.code}" for problem in report.sorted()
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("tilte: T\n", ["1:1 missing-field", "1:1 unknown-field"]),
        ("summary: S\n", ["1:1 missing-field"]),
        ("title: T\nsteps: [a]\n", ["2:9 wrong-type"]),
        ("title: T\nsteps: {do: x}\n", ["2:8 wrong-type"]),
        ("title: T\nsteps:\n  - do: x\n    wy: z\n", ["4:5 unknown-field"]),
        ("title: T\nsteps:\n  - why: x\n", ["3:5 missing-field"]),
        ("title: T\neffort: low\n", ["2:9 wrong-type"]),
        ("title: T\neffort:\n", ["2:1 missing-field"]),
        ("title: T\nchecklist:\n", ["2:1 missing-field"]),
        ("title: T\nchecklist: x\n", ["2:12 wrong-type"]),
        ("title: T\nchecklist: [x, {a: b}, x]\n", ["2:16 wrong-type"]),
        ("title: T\nchecklist: [x, '', x]\n", ["2:16 missing-field"]),
        ("title: T\nchecklist: [x, y, x]\n", ["2:19 duplicate-item"]),
        ("title: T\nrelated: [a/b, a/c, a/d, a/e, a/f, a/g, a/h]\n", ["2:1 too-many-items"]),
        (
            "title: [a]\nstatus: {b: c}\nadded: [d]\n",
            ["1:8 wrong-type", "2:9 wrong-type", "3:8 wrong-type"],
        ),
        (
            "title: T\n__class__: x\n__init__: y\nmodel_config: z\n",
            ["2:1 unknown-field", "3:1 unknown-field", "4:1 unknown-field"],
        ),
        ("title: T\n'': x\n", ["2:1 unknown-field"]),
        (
            "title: ''\nadded: 2030-01-01\nextra: x\n",
            ["1:1 missing-field", "2:8 bad-date", "3:1 unknown-field"],
        ),
        ("- title: T\n", ["1:1 wrong-type"]),
        ("only text\n", ["1:1 wrong-type"]),
    ],
)
def test_every_mistake_is_told_with_its_place(text: str, found: list[str]) -> None:
    fields, problems = read(text)
    assert fields is None
    assert problems == found


def test_a_good_entry_is_frozen() -> None:
    fields, problems = read("title: T\nsteps:\n  - do: One\n")
    assert problems == []
    assert fields is not None
    assert fields.steps[0].do == "One"
    with pytest.raises(ValueError, match="frozen"):
        fields.title = "Other"


def test_a_missing_field_of_a_group_names_the_group(report: Report) -> None:
    node = read_yaml("title: T\neffort: {people: 2}\n", "x.yml", report)
    assert node is not None
    read_fields(node, Practice, report, called="practice")
    assert report.problems[0].message == 'The group effort needs "time", and it is not here.'


@pytest.mark.parametrize("collection", KIND_BY_COLLECTION)
def test_every_kind_is_closed_and_frozen(collection: str) -> None:
    config = KIND_BY_COLLECTION[collection].model_config
    assert (config["extra"], config["frozen"]) == ("forbid", True)


@pytest.mark.parametrize("collection", KIND_BY_COLLECTION)
def test_a_draft_of_every_kind_needs_only_a_title(collection: str, report: Report) -> None:
    node = read_yaml("title: T\n", "x.yml", report)
    assert node is not None
    kind = KIND_BY_COLLECTION[collection]
    assert read_fields(node, kind, report, called=kind.singular) is not None


def test_an_item_that_is_wrong_is_not_told_as_one_that_is_missing(report: Report) -> None:
    from hub.kinds.entries.playbooks import Chapter

    node = read_yaml(
        "key: a\ntitle: T\nchecks:\n  - {key: b, question: Q, options: [One, ''], answer: 1, why:"
        " W}\n",
        "x.yml",
        report,
    )
    assert node is not None
    read_fields(node, Chapter, report, called="chapter")
    assert [problem.code for problem in report.problems] == ["missing-field"]


@pytest.mark.parametrize(
    ("collection", "lines"),
    [
        (
            "measures",
            ["points: list of fields:", "at: 2024, 2024-06, 2024-06-30 or FY2024", "value: number"],
        ),
        ("assessments", ["answers: list of fields:", "score: whole number from 0 to 9"]),
    ],
)
def test_the_field_guide_shows_the_fields_of_groups_inside_groups(
    collection: str, lines: list[str]
) -> None:
    from hub.editing.fieldguide import field_guide

    shown = field_guide(collection, {}).split("\n")
    first = next(number for number, line in enumerate(shown) if line.strip() == lines[0])
    indent = len(shown[first]) - len(shown[first].lstrip())
    assert shown[first : first + len(lines)] == [
        " " * indent + lines[0],
        *(" " * (indent + 2) + line for line in lines[1:]),
    ]


@pytest.mark.parametrize("collection", KIND_BY_COLLECTION)
def test_what_a_kind_is_is_said_in_whole_sentences_on_one_line(collection: str) -> None:
    from hub.editing.fieldguide import field_guide
    from hub.editing.jsonschema import json_schema

    assert field_guide(collection, {}).split("\n")[0].endswith(".")
    assert "\n" not in json_schema(collection, {})["description"]


@pytest.mark.parametrize("collection", KIND_BY_COLLECTION)
def test_the_field_guide_never_stops_at_a_group(collection: str) -> None:
    from hub.editing.fieldguide import field_guide

    shown = field_guide(collection, {}).split("\n")
    for number, line in enumerate(shown):
        if line.endswith("fields:"):
            below = shown[number + 1]
            assert len(below) - len(below.lstrip()) > len(line) - len(line.lstrip())
