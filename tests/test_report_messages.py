"""What editors read: the whole text of one message for each code, kept in golden/messages."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bad.play import CASES, PLAYED_HERE, Outcome
from hub.report import text as report_text

ROOT = Path(__file__).parents[1]
NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+|internal|symlink")
MAKERS = ("Slip", "add", "wrong", "refuse", "_refuse", "HubError", "Problem", "raise_problem")


def codes_in_hub() -> set[str]:
    """Every code that some line of hub can give to a problem."""
    found: set[str] = set()
    for path in sorted((ROOT / "hub").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and node.args
                and ast.unparse(node.func).split(".")[-1] in MAKERS
            ):
                inside = ast.walk(node.args[0])
                found |= {
                    part.value
                    for part in inside
                    if isinstance(part, ast.Constant)
                    and isinstance(part.value, str)
                    and NAME.fullmatch(part.value)
                }
    return found


def codes_of(case: dict[str, Any]) -> list[str]:
    return [*case.get("codes", ()), *([case["code"]] if "code" in case else ())]


FIRST: dict[str, dict[str, Any]] = {}
for one in PLAYED_HERE:
    if one["expect"] in ("refuse", "warn") and "code" in one and one["id"] not in ("F08", "Y02"):
        FIRST.setdefault(one["code"], one)


@pytest.mark.parametrize("code", sorted(FIRST))
def test_the_message_reads_as_it_did(
    code: str, outcome_of: Callable[[dict[str, Any]], Outcome], golden: Callable[[str, str], None]
) -> None:
    outcome = outcome_of(FIRST[code])
    text = report_text.problem_text(outcome.problems[0], outcome.report.text_by_path)
    golden(f"messages/{code}.txt", text.replace(str(outcome.root), "PROJECT") + "\n")


def test_every_golden_message_is_of_a_code_that_exists() -> None:
    assert {path.stem for path in (ROOT / "tests/golden/messages").glob("*.txt")} <= codes_in_hub()


def test_every_code_has_a_case() -> None:
    played = {code for case in CASES for code in codes_of(case)}
    spoken = "\n".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "tests").glob("test_*.py")
    )
    told = {
        code
        for code in codes_in_hub() - played
        if f'"{code}"' not in spoken and f" {code}" not in spoken
    }
    assert sorted(told) == []


def test_every_code_is_explained_and_nothing_else_is() -> None:
    explained = re.findall(
        r"^## (\S+)$", (ROOT / "docs/errors.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    # maintainers' codes stand below those of editors
    assert sorted(explained, key=lambda code: (code.startswith("audit-"), code)) == explained
    assert len(set(explained)) == len(explained)
    assert set(explained) == codes_in_hub()


@pytest.mark.parametrize("words", ["**Wrong**", "**Right**", "**Mend it**"])
def test_every_explanation_has_its_parts(words: str) -> None:
    _, *sections = re.split(
        r"^## ", (ROOT / "docs/errors.md").read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    assert [section.split("\n")[0] for section in sections if words not in section] == []
