"""What machines read: JSON, GitHub's annotations, SARIF, and a job's summary."""

from __future__ import annotations

import json
import re

import pytest

from hub.problems import Place, Report
from hub.report.machine import to_github, to_json, to_markdown, to_sarif


@pytest.fixture
def odd(report: Report) -> Report:
    report.add(
        "insecure-link",
        Place("content/a.md", 2, 3, 4),
        "Careful.",
        rows=[("Write", "https")],
        severity="warning",
    )
    report.add(
        "bad-text",
        Place("content/b,c:d\n%.md", 1, 1),
        "Wrong: 100%, ##[add-mask]x\n::error::y",
        rows=[("Write", "a, b: c")],
    )
    report.add("bad-filename", Place("content/\udcff.md"), "Odd name.")
    return report


def test_json_has_one_object_a_problem(odd: Report) -> None:
    read = json.loads(to_json(odd, {"practices": 3}))
    assert read["schema"] == "hub.check/1"
    assert read["entries"] == {"practices": 3}
    assert [problem["code"] for problem in read["problems"]] == [
        "insecure-link",
        "bad-text",
        "bad-filename",
    ]
    assert read["problems"][0] | {"message": "", "hint": ""} == {
        "code": "insecure-link",
        "severity": "warning",
        "path": "content/a.md",
        "line": 2,
        "column": 3,
        "length": 4,
        "message": "",
        "help": [{"label": "Write", "text": "https"}],
        "hint": "",
    }


def test_json_says_the_same_and_holds_no_workflow_command(odd: Report) -> None:
    assert "##[" not in to_json(odd, {})
    assert "##[add-mask]x" in json.loads(to_json(odd, {}))["problems"][1]["message"]


def test_an_annotation_is_one_line_with_everything_escaped(odd: Report) -> None:
    lines = to_github(odd).split("\n")
    assert len(lines) == 3
    assert lines[-1].startswith(
        "::warning"
        " file=content/a.md,line=2,endLine=2,col=3,endColumn=7,title=insecure-link::Careful.%0AWrite:"
        " https"
    )
    wrong = next(line for line in lines if "bad-text" in line)
    # or the test fails
    properties, message = re.fullmatch(r"::error (.*?)::(.*)", wrong).groups()  # type: ignore[union-attr]
    assert "file=content/b%2Cc%3AdU+000A%25.md" in properties
    assert "100%25" in message
    assert "##[" not in wrong


def test_errors_are_annotated_first_since_github_shows_ten(odd: Report) -> None:
    assert [line.split(" ")[0] for line in to_github(odd).split("\n")] == [
        "::error",
        "::error",
        "::warning",
    ]


def test_sarif_points_to_the_same_places(odd: Report) -> None:
    run = json.loads(to_sarif(odd, "1.2.3"))["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == sorted(rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in ("error", "warning")
        assert re.fullmatch(
            r"[A-Za-z0-9._~/%-]+",
            result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
        )
    assert run["results"][0]["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 2,
        "startColumn": 3,
        "endColumn": 7,
    }


def test_every_form_can_be_written_to_a_file(odd: Report) -> None:
    for text in (to_json(odd, {}), to_github(odd), to_sarif(odd, "0"), to_markdown(odd)):
        assert text.encode("utf-8")


def test_the_summary_counts_what_github_hides(report: Report) -> None:
    for number in range(13):
        report.add("bad-text", Place(f"{number:02}"), "Wrong.")
    assert "13 problems. 3 of them are not shown as annotations." in to_markdown(report)


def test_a_fence_in_an_excerpt_does_not_end_the_block(report: Report) -> None:
    report.text_by_path["a"] = "``````\n"
    report.add("bad-text", Place("a", 1, 1), "Wrong.")
    assert "\n```````text\n" in to_markdown(report)


def test_no_problems_is_said_in_words(report: Report) -> None:
    assert "No problems." in to_markdown(report)
    assert to_github(report) == ""
