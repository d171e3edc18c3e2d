"""A report for machines: JSON, GitHub's annotations, and SARIF."""

from __future__ import annotations

import json
import os
from urllib.parse import quote

from hub.limits import MAX_PROBLEMS_SHOWN
from hub.problems import Problem, Report, visible
from hub.report.text import problem_text

# errors, and as many warnings, that one step of a workflow may annotate (actions/toolkit#734)
GITHUB_SHOWS = 10


def to_json(report: Report, summary: dict[str, int]) -> str:
    """One object a problem, in file order, with paths below the project."""
    problems = [
        {
            "code": problem.code,
            "severity": problem.severity,
            "path": visible(problem.place.path),
            "line": problem.place.line,
            "column": problem.place.column,
            "length": problem.place.length,
            "message": problem.message,
            "help": [{"label": label, "text": text} for label, text in problem.rows],
            "hint": "; ".join(f"{label}: {text}" for label, text in problem.rows),
        }
        for problem in report.sorted()
    ]
    text = json.dumps(
        {"schema": "hub.check/1", "entries": summary, "problems": problems},
        ensure_ascii=False,
        indent=2,
    )
    # the same to a reader of JSON, and no command to a build service
    return text.replace("##[", r"\u0023#[")


def to_github(report: Report) -> str:
    """Workflow commands, errors first, because GitHub shows only ten of each kind for a step."""
    problems = sorted(report.sorted(), key=lambda problem: problem.severity)
    return "\n".join(_annotation(problem) for problem in problems[:MAX_PROBLEMS_SHOWN])


def _annotation(problem: Problem) -> str:
    place = problem.place
    properties = [("file", visible(place.path))]
    if place.line:
        properties += [("line", str(place.line)), ("endLine", str(place.line))]
    if place.column:
        properties += [("col", str(place.column)), ("endColumn", str(place.column + place.length))]
    properties.append(("title", problem.code))
    spelled = ",".join(f"{name}={_escape(value, ':,')}" for name, value in properties)
    help_lines = "".join(f"\n{label}: {text}" for label, text in problem.rows)
    return f"::{problem.severity} {spelled}::{_escape(problem.message + help_lines, '')}"


def _escape(text: str, also: str) -> str:
    """GitHub's own escapes; and `##[`, which its older reader takes for a command anywhere in a
    line, is broken up.
    """
    escaped = (
        text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A").replace("##[", "# #[")
    )
    for character in also:
        escaped = escaped.replace(character, f"%{ord(character):02X}")
    return escaped


def to_markdown(report: Report) -> str:
    """Every problem for a job's summary page: GitHub's annotations stop at ten of each kind, this
    does not.
    """
    problems = report.sorted()
    if not problems:
        return "### Content check\n\nNo problems.\n"
    hidden = max(0, sum(p.severity == "error" for p in problems) - GITHUB_SHOWS) + max(
        0, sum(p.severity == "warning" for p in problems) - GITHUB_SHOWS
    )
    lead = (
        "1 problem."
        if len(problems) == 1
        else f"{len(problems)} problems."
        + (f" {hidden} of them are not shown as annotations." if hidden else "")
    )
    blocks = []
    for problem in problems[:MAX_PROBLEMS_SHOWN]:
        text = problem_text(problem, report.text_by_path)
        fence = "`" * max(3, _longest_run(text) + 1)
        blocks.append(f"{fence}text\n{text}\n{fence}")
    if len(problems) > MAX_PROBLEMS_SHOWN:
        blocks.append(f"… and {len(problems) - MAX_PROBLEMS_SHOWN} more.")
    return "### Content check\n\n" + lead + "\n\n" + "\n\n".join(blocks) + "\n"


def _longest_run(text: str) -> int:
    longest = run = 0
    for character in text:
        run = run + 1 if character == "`" else 0
        longest = max(longest, run)
    return longest


def to_sarif(report: Report, version: str) -> str:
    """SARIF 2.1.0, with one rule a code."""
    problems = report.sorted()
    codes = sorted({problem.code for problem in problems})
    rules = [
        {
            "id": code,
            "helpUri": f"https://cx-hub.example/errors/#{code}",
            "shortDescription": {"text": code.replace("-", " ")},
        }
        for code in codes
    ]
    results = []
    for problem in problems:
        region = {"startLine": max(problem.place.line, 1)}
        if problem.place.column:
            region |= {
                "startColumn": problem.place.column,
                "endColumn": problem.place.column + problem.place.length,
            }
        help_text = "".join(f"\n{label}: {text}" for label, text in problem.rows)
        results.append(
            {
                "ruleId": problem.code,
                "ruleIndex": codes.index(problem.code),
                "level": problem.severity,
                "message": {"text": problem.message + help_text},
                "locations": [
                    {
                        "physicalLocation": {
                            "artifactLocation": {
                                "uri": quote(os.fsencode(problem.place.path)),
                                "uriBaseId": "%SRCROOT%",
                            },
                            "region": region,
                        }
                    }
                ],
            }
        )
    run = {
        "tool": {"driver": {"name": "hub", "version": version, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return json.dumps(
        {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [run],
        },
        ensure_ascii=False,
        indent=2,
    )
