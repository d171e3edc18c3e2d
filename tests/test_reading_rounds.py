"""All the mistakes of a file are told in one run, and nothing else: after what cannot be read,
reading goes on."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub.limits import MAX_FILE_BYTES
from hub.problems import Report
from hub.reading.nodes import TextNode
from hub.reading.yaml.reader import read_through
from hub.report import text as report_text
from smallsite import SmallSite

HERE = Path(__file__).parent
PATH = "content/practices/shorten.md"
OTHER = "content/practices/shorten-form.yml"
TEN = (HERE / "rounds/ten-in-one.md").read_text(encoding="utf-8")
TEN_LINES = [2, 12, 14, 16, 18, 23, 28, 30, 33, 35]
SIX = TEN[: TEN.index("## How to do it")]

# One mistake for each field of a practice, by the lines that replace it.
MISTAKES = {
    "title": [
        "title: Shorten: the form",
        "title 'Shorten'",
        "title: 'Shorten the form",
        'title: "Shorten "the" form"',
        "title: @shorten",
        "title:Shorten the form",
        "title: `Shorten`",
    ],
    "summary": [
        "summary: \tMake it short.",
        "summary: &s Make it short.",
        "summary: Make it short #soon",
        "summary: [Draft] Make it short.",
        "summary: %1 shorter",
        "summary: *Make* it short.",
    ],
    "kind": [
        "kind:method",
        "kind:\u00a0method",
        "kind\uff1amethod",
        "kind method",
        "kind: !local method",
        "kind: metod",
        " kind: method",
        "\tkind: method",
    ],
    "pillar": [
        "pillar: journey\npillar: culture",
        "pillar: Design",
        "pilar: journey",
        "pillar: {journey",
        "pillar: “journey”",
    ],
    "steps": [
        "steps:\n  - do: X\n\twhy: Y",
        "steps:\n  - do: X\n   - do: Y",
        "steps:\n  -do: X",
        "steps:\n  - do: X: Y",
        "steps: - do: X",
        "steps:\n  - do: X\n    why:Y",
        "steps:\n  - {do: X, why: Y",
    ],
    "checklist": [
        "checklist: One is read, two is not",
        "checklist:\n  -One\n  -Two",
        "checklist:\n  • One\n  • Two",
        "checklist: [One, 'Two",
        "checklist: - One\n  - Two",
        "checklist:\n  - One\n  * Two",
    ],
    "added": [
        "added: 11/05/2026",
        "added: soon",
        "added:2026-05-11",
        "added: '2026-05-11",
        "added 2026-05-11",
    ],
    "related": [
        "related:\n -guides/sample-guide\n  - practices/sample",
        "related: [guides/sample-guide",
        "related: [[guides/sample-guide]], [[practices/sample]]",
        "related: [guides/nope]",
    ],
}
RIGHT = {
    "title": "title: Shorten the form",
    "summary": "summary: Make it short.",
    "kind": "kind: method",
    "pillar": "pillar: journey",
    "steps": "steps:\n  - do: X\n    why: Y",
    "checklist": "checklist:\n  - One\n  - Two",
    "added": "added: 2024-05-11",
    "related": "related: [guides/sample-guide]",
}
ALL = [(field, text) for field, texts in MISTAKES.items() for text in texts]
PAIRS = [(one, other) for one, other in itertools.combinations(ALL, 2) if one[0] != other[0]]


def told(site: SmallSite, *mistakes: tuple[str, str]) -> list[tuple[str, int, int, str, str]]:
    """What a check says of an entry with these mistakes: field, line in it, column, code, words."""
    chosen = {**RIGHT, **dict(mistakes)}
    owners = [field for field, text in chosen.items() for _ in text.split("\n")]
    starts = {field: owners.index(field) for field in chosen}
    site.write("content/practices/pair.yml", "\n".join(chosen.values()) + "\n")
    found = []
    for problem in site.check().report.sorted():
        assert problem.place.path == "content/practices/pair.yml", problem
        field = owners[problem.place.line - 1]
        found.append(
            (
                field,
                problem.place.line - 1 - starts[field],
                problem.place.column,
                problem.code,
                re.sub(r"line \d+", "line", problem.message),
            )
        )
    return sorted(found)


@pytest.fixture(scope="module")
def alone(
    new_site: Callable[[], SmallSite],
) -> Callable[[tuple[str, str]], list[tuple[str, int, int, str, str]]]:
    """What is told of one mistake when there is no other; each is looked at once."""
    site = new_site()
    known: dict[tuple[str, str], list[tuple[str, int, int, str, str]]] = {}

    def of(mistake: tuple[str, str]) -> list[tuple[str, int, int, str, str]]:
        if mistake not in known:
            known[mistake] = told(site, mistake)
        return known[mistake]

    return of


def test_six_mistakes_of_the_fields_are_told_in_one_run_and_nothing_else(
    site: SmallSite, golden: Callable[[str, str], None]
) -> None:
    site.write(OTHER, "title: Shorten any form\n").write(PATH, SIX)
    report = site.check().report
    assert [problem.place.line for problem in report.sorted()] == TEN_LINES[:6]
    golden("rounds-six.txt", report_text.render(report) + "\n")


def test_ten_mistakes_are_told_in_one_run_and_nothing_else(
    site: SmallSite, golden: Callable[[str, str], None]
) -> None:
    site.write(OTHER, "title: Shorten any form\n").write(PATH, TEN)
    report = site.check().report
    assert [problem.place.line for problem in report.sorted()] == TEN_LINES
    golden("rounds-ten.txt", report_text.render(report) + "\n")


def test_the_right_fields_are_right(site: SmallSite) -> None:
    assert told(site) == []


@pytest.mark.parametrize(
    "mistake", ALL, ids=[f"{field}-{number}" for number, (field, _) in enumerate(ALL)]
)
def test_each_mistake_is_told_in_its_own_field_and_not_twice(
    mistake: tuple[str, str],
    alone: Callable[[tuple[str, str]], list[tuple[str, int, int, str, str]]],
) -> None:
    found = alone(mistake)
    assert found
    assert {field for field, *_ in found} == {mistake[0]}
    assert len(found) <= mistake[1].count("\n") + 1


@pytest.mark.parametrize(
    "times", [120, pytest.param(len(PAIRS), marks=pytest.mark.slow)], ids=["short", "long"]
)
def test_two_mistakes_are_told_as_each_alone_is(
    times: int,
    new_site: Callable[[], SmallSite],
    alone: Callable[[tuple[str, str]], list[tuple[str, int, int, str, str]]],
) -> None:
    site = new_site()

    @settings(
        max_examples=times,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.sampled_from(PAIRS))
    def run(pair: tuple[tuple[str, str], tuple[str, str]]) -> None:
        assert told(site, *pair) == sorted([*alone(pair[0]), *alone(pair[1])])

    run()


@pytest.mark.parametrize(
    "path",
    [
        "content/search/synonyms.yml",
        "content/start/where-to-start.yml",
        "content/vocabulary/cost.yml",
    ],
)
def test_two_mistakes_in_the_files_beside_the_entries_are_told_in_one_run(
    path: str, site: SmallSite
) -> None:
    texts = {
        "content/search/synonyms.yml": (
            "- words: [form, paper form\n- words: [one, two]\n-words: [three, four]\n"
        ),
        "content/start/where-to-start.yml": "title: A: B\nsummary: S.\nowner:cx-team\n",
        "content/vocabulary/cost.yml": (
            "low: {label: Low\nmedium: {label: Medium}\nhigh: {label: 'High}\n"
        ),
    }
    site.write(path, texts[path])
    problems = site.problems()
    assert [line.rpartition(" ")[2] for line in problems].count("yaml-syntax") == 2
    assert all(line.startswith(path) for line in problems)


def test_a_word_of_a_list_that_cannot_be_read_is_not_refused(site: SmallSite) -> None:
    site.write("content/vocabulary/pillar.yml", "journey: {label: Journey\n")
    site.write("content/practices/one.yml", "title: T\npillar: culture\n")
    assert [line.partition(":")[0] for line in site.problems()] == ["content/vocabulary/pillar.yml"]


HOSTILE = {
    "brackets": "a: [x\n",
    "quotes": "steps:\n  - do: 'a\n    why: b: c\n",
    "tabs": "\t- b\n",
    "colons": "a: b: c\n",
    "one line of colons": "a: ",
    "items": "- a: [b\n",
    "dots": "...\n",
    "hyphens": "a: b\n---\n",
    "blank lines": "\n",
    "marks": "a: &x b\n",
    "keys": "? a\n",
    "indents": "a:\n   b:\n  c:\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_told_in_a_few_messages(name: str) -> None:
    text = (HOSTILE[name] * (MAX_FILE_BYTES // len(HOSTILE[name])))[:MAX_FILE_BYTES]
    report = Report()

    node = read_through(text, "x.yml", report)

    assert report.problems
    assert len(report.problems) <= 41
    assert node is None or not isinstance(node, TextNode)
