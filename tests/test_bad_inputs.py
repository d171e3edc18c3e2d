"""Every case of the catalogues in bad/, played on a copy of the fixture site in bad/site."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html as lxml_html

from bad.play import CASES, PLAYED_HERE, Outcome, assert_not_in, run, text_of
from hub.compose.site import compose
from hub.problems import Problem, Report
from hub.project.settings import Settings
from hub.prose.text import read_prose
from hub.report import text as report_text
from smallsite import SmallSite

HERE = Path(__file__).parent
JARGON = re.compile(
    r"\b(?:NoneType|str|dict|int|float|tuple|pydantic|scalar|mapping|sequence|node|Traceback|None)\b|yaml\."
)
OutcomeOf = Callable[[dict[str, Any]], Outcome]
NewSite = Callable[[], SmallSite]


def _cases(*expectations: str) -> Any:
    """The cases with one of these expectations, as parameters."""
    chosen = [case for case in PLAYED_HERE if not expectations or case["expect"] in expectations]
    return pytest.mark.parametrize(
        "case",
        [
            pytest.param(case, id=case["id"], marks=[pytest.mark.slow] if case.get("slow") else [])
            for case in chosen
        ],
    )


@_cases()
def test_the_outcome_is_the_expected_one(case: dict[str, Any], outcome_of: OutcomeOf) -> None:
    outcome = outcome_of(case)
    codes = [problem.code for problem in outcome.problems]
    expected = case["expect"]

    if expected == "refuse":
        if "codes" in case:
            assert sorted(set(codes)) == sorted(case["codes"])
        elif "code_any" in case:
            assert set(codes) & set(case["code_any"])
        elif "generate" in case["given"]:
            assert set(codes) == {case.get("code", "missing-field")}
        else:
            assert codes == [case["code"]], report_text.render(outcome.report)
        assert outcome.exit_code == case.get("exit", 1)
    elif expected == "warn":
        assert codes == [case["code"]]
        assert outcome.exit_code == 0
        assert run(outcome.root, "check", "--strict")[0] == 1
    elif expected in ("accept", "neutralise"):
        assert sorted(set(codes)) == ([case["advised"]] if "advised" in case else []), (
            report_text.render(outcome.report)
        )
        assert outcome.exit_code == 0
    else:
        assert outcome.exit_code in (0, 1)


@_cases()
def test_the_place_is_the_right_one(case: dict[str, Any], outcome_of: OutcomeOf) -> None:
    outcome = outcome_of(case)
    expected, spot = case.get("at"), outcome.spot
    if not expected:
        assert all(problem.place.path for problem in outcome.problems)
        return
    place = outcome.problems[0].place
    assert "\n" not in str(place)
    if expected == "field":
        assert (place.path, place.line) == (spot.path, spot.line)
        assert place.column in spot.columns
    elif expected.startswith("item "):
        assert (place.path, place.line, place.column) == (
            spot.path,
            *spot.items[int(expected[5:]) - 1],
        )
    elif expected.startswith("body line "):
        assert (place.path, place.line) == (spot.path, spot.body_line + int(expected[10:]) - 1)
    else:
        assert str(place) == expected or str(place).startswith(f"{expected}:")


@_cases()
def test_the_words_are_said_and_others_never(case: dict[str, Any], outcome_of: OutcomeOf) -> None:
    outcome = outcome_of(case)
    told = "\n".join(report_text.problem_text(problem, {}) for problem in outcome.problems)
    told += "".join(
        line for line in outcome.outputs.get("text", "").split("\n") if line.startswith("…")
    )
    everything = "\n".join([*outcome.outputs.values(), outcome.page])

    for words in case.get("says", ()):
        assert words in told
    for words in case.get("never", ()):
        assert words not in everything
    if "says_at_most" in case:
        longest = max(
            len(problem.message) + sum(map(len, sum(problem.rows, ())))
            for problem in outcome.problems
        )
        assert longest <= case["says_at_most"]
    if "no_file" in case:
        assert not list(outcome.root.rglob(case["no_file"]))
        assert not Path(case["no_file"]).exists()
    if case.get("no_command") == "::":
        assert not any(
            line.lstrip().startswith("::") and "hacked" in line.split("::", 2)[1]
            for line in everything.splitlines()
        )
    elif "no_command" in case:
        assert case["no_command"] not in outcome.outputs["github"]


@_cases()
def test_no_case_takes_too_long(case: dict[str, Any], outcome_of: OutcomeOf) -> None:
    assert outcome_of(case).seconds <= 3 * case.get("within_seconds", 10)


@_cases("refuse", "warn")
def test_every_message_helps_an_editor(case: dict[str, Any], outcome_of: OutcomeOf) -> None:
    outcome = outcome_of(case)
    for problem in outcome.problems[:20]:
        text = report_text.problem_text(problem, outcome.report.text_by_path)
        assert [row for row in problem.rows if row[1]], f"no help: {text}"
        assert problem.message.rstrip().endswith((".", ")")), text
        assert not JARGON.search(" ".join([problem.message, *(row[1] for row in problem.rows)])), (
            text
        )
        assert "!" not in problem.message.replace(_typed(problem), ""), text
        if problem.place.line:
            assert re.search(r"^ *\| .*\^", text, re.MULTILINE), f"no caret: {text}"


@_cases("accept", "neutralise")
def test_the_page_shows_what_was_meant(case: dict[str, Any], outcome_of: OutcomeOf) -> None:
    outcome = outcome_of(case)
    page = outcome.page
    assert page, "there is no page to look at"
    for text in case.get("has", ()):
        assert text in page
    for text in case.get("lacks", ()):
        assert text not in page
    assert_not_in(page, case.get("no_dom", ()))
    for name, count in case.get("page_ids", {}).items():
        assert len(lxml_html.fromstring(page).xpath("//*[@id=$name]", name=name)) == count


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(c, id=c["id"])
        for c in PLAYED_HERE
        if c["expect"] == "refuse"
        and "no_dom" in c
        and ("second_lock" in c or "body" in c["given"])
    ],
)
def test_the_second_lock_holds_when_the_first_is_off(
    case: dict[str, Any], new_site: NewSite
) -> None:
    clean = new_site().check()
    library = clean.library
    entry = library.entry_by_ref["practices/sample"]
    given = case["given"]
    targets = dict(library.link_targets)
    if "body" in given:
        prose = read_prose(text_of(given["body"]), entry.place, Report())
        entry = replace(entry, prose=prose)
        targets[entry.ref] = tuple(use.target for use in prose.links)
    else:
        value = yaml.safe_load(given["field"]["yaml"])
        entry = replace(
            entry,
            fields=_with(
                entry.fields,
                given["field"]["name"].split("."),
                tuple(value) if isinstance(value, list) else value,
            ),
        )
    spoilt = replace(
        library, entry_by_ref={**library.entry_by_ref, entry.ref: entry}, link_targets=targets
    )

    site = compose(spoilt, Settings())

    assert any(page.address == entry.address for page in site.pages)
    content_before = {page.address: page.content for page in clean.site.pages}
    for page in site.pages:
        if page.content != content_before[page.address]:
            assert_not_in(page.content, case["no_dom"])
            assert "</script" not in page.json_ld


def test_line_ends_make_no_difference(new_site: NewSite) -> None:
    case = next(case for case in CASES if case["id"] == "E04")
    twins = [
        new_site().write("content/practices/sample.yml", text).check(drafts=True).site
        for text in (case["given"]["files"][0]["text"], case["same_output_as"])
    ]
    assert [(page, page.content) for page in twins[0].pages] == [
        (page, page.content) for page in twins[1].pages
    ]
    assert [(file, file.data) for file in twins[0].files] == [
        (file, file.data) for file in twins[1].files
    ]


def test_two_runs_give_the_same_report(outcome_of: OutcomeOf) -> None:
    outcome = outcome_of(next(case for case in CASES if case.get("stable")))
    for form in ("text", "json", "github", "sarif", "markdown"):
        assert run(outcome.root, "check", "--format", form) == run(
            outcome.root, "check", "--format", form
        )


def test_json_is_all_there_is_on_standard_output(outcome_of: OutcomeOf) -> None:
    outcome = outcome_of(next(case for case in CASES if case.get("json")))
    problems = json.loads(run(outcome.root, "check", "--format=json")[1])["problems"]
    assert len(problems) == 3
    assert {"code", "path", "line", "column", "message", "hint"} <= set(problems[0])


def test_every_case_is_played_somewhere() -> None:
    for case in CASES:
        if "tested_in" in case:
            file, name = case["tested_in"].split("::")
            assert f"def {name}(" in (HERE / file).read_text(encoding="utf-8"), case["id"]


def _with(fields: Any, steps: list[str], value: Any) -> Any:
    """A copy of checked fields with an unchecked value put in."""
    first, *rest = steps
    if isinstance(fields, tuple):
        position = int(first)
        return (*fields[:position], _with(fields[position], rest, value), *fields[position + 1 :])
    return fields.model_copy(
        update={first: _with(getattr(fields, first), rest, value) if rest else value}
    )


def _typed(problem: Problem) -> str:
    found = re.search(r'".*"', problem.message)
    return found.group() if found else "\0"
