"""Whatever is thrown at the readers, the answer is "fine" or a `Problem`. The seed is fixed; the
long form is slow."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from hub.kinds.catalog import KIND_BY_COLLECTION
from hub.kinds.schema import read_fields
from hub.problems import Place, Problem, Report
from hub.prose.text import read_prose
from hub.prose.urls import judge
from hub.reading.characters import first_forbidden
from hub.reading.yaml.text import FieldsNode, Node, read_yaml
from hub.report import machine as report_machine
from hub.report import text as report_text
from smallsite import ROOT, SmallSite

pytestmark = pytest.mark.fuzz

PRACTICE = (ROOT / "tests/bad/site/content/practices/sample.md").read_text(encoding="utf-8")
FIELDS, BODY = PRACTICE.removeprefix("---\n").split("\n---\n", 1)
YAML_BITS = [
    "a",
    "title",
    ": ",
    ":",
    "\n",
    "\n  ",
    "\n    ",
    "- ",
    "- - ",
    "[",
    "]",
    "{",
    "}",
    ", ",
    "'",
    '"',
    "# ",
    " #",
    "&a ",
    "*a",
    "!!str ",
    "!",
    "<<: ",
    "|\n  ",
    ">\n ",
    "%YAML",
    "---\n",
    "...\n",
    "? ",
    "\t",
    "\\",
    "\\u200b",
    "\\ud800",
    "é",
    "👩",
    "2024-02-30",
    "~",
    "@",
    "`",
    " ",
    "\u00a0",
    "null",
    "9" * 20,
    "key: value\n",
]
MARKDOWN_BITS = [
    "a",
    " ",
    "\n",
    "\n\n",
    "*",
    "**",
    "_",
    "`",
    "```\n",
    "~~~\n",
    "# ",
    "## ",
    "- ",
    "1. ",
    "> ",
    "    ",
    "[",
    "]",
    "(",
    ")",
    "[[",
    "]]",
    "|",
    "|-|\n",
    "!",
    "![",
    "<",
    ">",
    "</",
    "<b>",
    "<!--",
    "-->",
    "<![CDATA[",
    "&",
    "&lt;",
    "&#106;",
    "&#27;",
    "&#8238;",
    "&ZeroWidthSpace;",
    "javascript:",
    "https://",
    "//",
    "http://[::1",
    "\\",
    "{#a}",
    "{: x=y }",
    "[^1]",
    "[^1]: ",
    "*[A]: ",
    "!!! note\n",
    ":   ",
    "\t",
    "===\n",
    "---\n",
    "$",
    "practices/sample",
    "hub-link:0",
    "\u200d",
    "é",
    "[x] ",
    "\x02",
    "wzxhzdk:0",
    "\x03",
]
EVENT = re.compile(r"^on", re.IGNORECASE)


def mixed(bits: list[str]) -> st.SearchStrategy[str]:
    """Random text made mostly of the pieces that mean something."""
    return st.lists(
        st.one_of(st.sampled_from(bits), st.sampled_from(bits), st.text(max_size=3)), max_size=40
    ).map("".join)


def mutated(text: str, bits: list[str]) -> st.SearchStrategy[str]:
    """An honest text with a few pieces cut out, doubled or put in."""
    change = st.tuples(
        st.integers(0, len(text)),
        st.integers(0, 12),
        st.one_of(st.sampled_from(bits), st.text(max_size=4)),
    )

    def apply(changes: list[tuple[int, int, str]]) -> str:
        changed = text
        for position, length, piece in changes:
            changed = changed[:position] + piece + changed[position + length :]
        return changed

    return st.lists(change, min_size=1, max_size=5).map(apply)


def nested() -> st.SearchStrategy[object]:
    """Values of every shape, to be written as YAML by hand."""
    leaf = st.one_of(
        st.text(max_size=8),
        st.sampled_from(["sample", "2024-05-01", "draft", "https://x.gov", "12", ""]),
    )
    return st.recursive(
        leaf,
        lambda inner: st.one_of(
            st.lists(inner, max_size=3),
            st.dictionaries(
                st.sampled_from(["key", "id", "title", "text", "do", "x"]), inner, max_size=3
            ),
        ),
        max_leaves=8,
    )


def spelled(value: object) -> str:
    """A value as flow YAML with every text in double quotes."""
    if isinstance(value, list):
        return "[" + ", ".join(map(spelled, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {spelled(inner)}" for name, inner in value.items()) + "}"
    return (
        '"'
        + "".join(c if c.isalnum() and c.isascii() else f"\\U{ord(c):08X}" for c in str(value))
        + '"'
    )


def told(report: Report, text: str) -> list[Problem]:
    """The problems, after each was written in every form, stands in the text, and is in the words
    of editors."""
    report.text_by_path.setdefault("x", text)
    for shown in (
        report_text.render(report),
        report_machine.to_json(report, {}),
        report_machine.to_github(report),
        report_machine.to_sarif(report, "0"),
        report_machine.to_markdown(report),
    ):
        shown.encode("utf-8")
        assert "\x1b" not in shown
    lines = text.count("\n") + 1
    for problem in report.sorted():
        assert 0 <= problem.place.line <= lines + 1
        assert problem.rows
        assert not re.search(r"NoneType|Traceback|\bscalar\b|pydantic", problem.message)
    return report.sorted()


def check_yaml(text: str) -> None:
    assume(first_forbidden(text) is None)  # a file that holds one is not read further
    answers: list[tuple[Node | None, list[Problem]]] = []
    for fast in (True, False):
        report = Report()
        node = read_yaml(text, "x", report, fast=fast)
        assert (node is None) == report.has_errors
        answers.append((node, told(report, text)))
    assert answers[0] == answers[1]


def check_fields(text: str) -> None:
    report = Report()
    node = read_yaml(text, "x", report)
    if isinstance(node, FieldsNode):
        for kind in KIND_BY_COLLECTION.values():
            mark = report.mark()
            fields = read_fields(
                node, kind, report, called=kind.singular, vocabulary={}, today=date(2026, 1, 1)
            )
            assert (fields is None) == report.has_errors_since(mark)
    told(report, text)


def check_prose(text: str) -> None:
    assume(first_forbidden(text) is None)  # a file that holds one is not read further
    report = Report()
    prose = read_prose(text, Place("x", 1, 1), report)
    told(report, text)
    html = prose.html([(f"to/{number}/", "Title") for number in range(len(prose.links))])
    for element in lxml_html.document_fromstring(f"<div>{html}</div>").iter():
        if isinstance(element.tag, str):
            assert element.tag not in (
                "script",
                "iframe",
                "style",
                "base",
                "form",
                "svg",
                "object",
                "embed",
                "meta",
                "link",
            )
            assert not [name for name in element.attrib if EVENT.match(name) or name == "style"]
            for name in ("href", "src"):
                assert element.get(name, "to/").startswith(("to/", "#"))


def check_url(text: str) -> None:
    verdict = judge(text)
    if verdict.kind != "unsafe":
        assert not re.match(
            r"[\x00-\x20]*(javascript|data|vbscript|file):",
            re.sub(r"[\t\r\n]", "", verdict.address),
            re.IGNORECASE,
        )
        assert not verdict.address.startswith(("//", "\\"))


CHECKS: dict[str, tuple[st.SearchStrategy[str], Callable[[str], None], int]] = {
    "random YAML": (mixed(YAML_BITS), check_yaml, 60),
    "spoilt YAML": (mutated(FIELDS, YAML_BITS), check_yaml, 25),
    "random fields": (
        st.dictionaries(
            st.sampled_from(
                sorted({name for kind in KIND_BY_COLLECTION.values() for name in kind.model_fields})
            ),
            nested(),
            max_size=4,
        ).map(
            lambda fields: "".join(f"{name}: {spelled(value)}\n" for name, value in fields.items())
        ),
        check_fields,
        40,
    ),
    "spoilt fields": (mutated(FIELDS, YAML_BITS), check_fields, 15),
    "random Markdown": (mixed(MARKDOWN_BITS), check_prose, 60),
    "spoilt Markdown": (mutated(BODY, MARKDOWN_BITS), check_prose, 30),
    "random addresses": (
        mixed(
            [
                "java",
                "script",
                ":",
                "/",
                "//",
                "\\",
                "https",
                "http",
                "data",
                "@",
                "[",
                "]",
                "#",
                "?",
                "&#58;",
                "&Tab;",
                "\t",
                "\n",
                " ",
                ".",
                "%3A",
                "x.gov",
            ]
        ),
        check_url,
        120,
    ),
}


@pytest.mark.parametrize(
    "longer", [1, pytest.param(30, marks=pytest.mark.slow)], ids=["short", "long"]
)
@pytest.mark.parametrize("name", CHECKS)
def test_anything_is_fine_or_a_problem(name: str, longer: int) -> None:
    texts, check, times = CHECKS[name]

    @settings(
        max_examples=times * longer,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(texts)
    def run(text: str) -> None:
        check(text)

    run()


@pytest.mark.parametrize(
    "times", [8, pytest.param(60, marks=pytest.mark.slow)], ids=["short", "long"]
)
def test_a_spoilt_file_in_a_site_is_fine_or_a_problem(times: int, site: SmallSite) -> None:
    @settings(
        max_examples=times,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.one_of(mutated(PRACTICE, YAML_BITS + MARKDOWN_BITS), st.binary(max_size=60)))
    def run(data: Any) -> None:
        (site.root / "content/practices/sample.md").write_bytes(
            data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")
        )
        result = site.check()
        told(result.report, "\n" * 300)
        assert (result.site is None) == result.report.has_errors

    run()
