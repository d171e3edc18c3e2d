"""Located nodes from a small part of YAML: every value is text and knows its place, whichever
parser read it."""

from __future__ import annotations

from itertools import pairwise

import pytest
import yaml

from bad.play import CASES, text_of
from hub.problems import Place, Report
from hub.reading.nodes import FieldsNode, ListNode, Node, TextNode
from hub.reading.yaml.text import read_yaml

FILES = [
    file
    for case in CASES
    for file in case["given"].get("files", ())
    if file.get("path", "").endswith(".yml") and ("text" in file or "repeat" in file)
]
TEXTS = [text for file in FILES if len(text := text_of(file)) < 50_000]


def read(text: str, *, fast: bool = True) -> tuple[Node | None, list[str]]:
    report = Report()
    node = read_yaml(text, "x.yml", report, fast=fast)
    return node, [
        f"{problem.place} {problem.code} {problem.message} {problem.rows}"
        for problem in report.sorted()
    ]


def test_the_fast_parser_is_there() -> None:
    assert hasattr(yaml, "CSafeLoader")


@pytest.mark.parametrize("text", TEXTS)
def test_both_parsers_give_the_same_nodes_and_messages(text: str) -> None:
    assert read(text) == read(text, fast=False)


@pytest.mark.parametrize(
    "text",
    [
        "a: b\n",
        "a:   b  \n",
        "a: 'b'  \n",
        'a: "b\\u00e9"\n',
        "a: é ü\nb: 日本語 text\n",
        "a: 👩 x\nb: [👩, x]\n",
        "a: >\n  long\n  text\n\nb: |-\n  kept\n",
        "a:\n- b\n-   c\n",
        "a: {b: c, d: [e, f]}\n",
        "a: long\n  text goes on\nb: c\n",
        "a:\n\n\nb: c\n",
        "# comment\na: b\n",
        "a: b\n...\n",
        "---\na: b\n",
        "'a': \"b\"\n",
        "? a\n: b\n",
        "a: ''\n",
        "a: ~\n",
        "a: b:c\n",
        "a: -b\n",
        "[a, b]\n",
        "a\n",
    ],
)
def test_both_parsers_agree_on_what_editors_write(text: str) -> None:
    node, problems = read(text)
    assert (node, problems) == read(text, fast=False)
    assert problems == []


@pytest.mark.parametrize(
    "typed",
    [
        "no",
        "On",
        "01234",
        "12:30:00",
        "1.10",
        "Null",
        "~",
        "0x_",
        ".inf",
        "2024-02-30",
        "1e5",
        "0o7",
        "=",
        "1_000",
        "+25:99",
    ],
)
def test_every_value_is_the_text_that_was_typed(typed: str) -> None:
    node, _ = read(f"a: {typed}\n")
    assert isinstance(node, FieldsNode)
    assert node.value_by_name["a"] == TextNode(typed, Place("x.yml", 1, 4, len(typed)))


def test_places_count_characters_and_lines_from_one() -> None:
    node, _ = read("é: ü\nlist: [one, zwei]\n")
    assert isinstance(node, FieldsNode)
    assert node.key_by_name["é"].place == Place("x.yml", 1, 1, 1)
    values = node.value_by_name["list"]
    assert isinstance(values, ListNode)
    assert [str(item.place) for item in values.items] == ["x.yml:2:8", "x.yml:2:13"]


def test_places_are_moved_to_the_line_the_fields_start_on() -> None:
    report = Report()
    node = read_yaml("title: T\n", "x.md", report, first_line=2)
    assert isinstance(node, FieldsNode)
    assert str(node.place) == "x.md:2:1"


@pytest.mark.parametrize("unit", ["[", "{a: ", "- ", "? ", "[{"])
def test_no_depth_reaches_the_parsers_stack(unit: str) -> None:
    _, problems = read("a: " + unit * 50_000 if unit[0] in "[{" else unit * 5_000 + "x")
    assert len(problems) == 1
    assert "yaml-too-deep" in problems[0]


def test_twelve_levels_are_read() -> None:
    assert read("[" * 12 + "]" * 12)[1] == []
    assert "yaml-too-deep" in read("[" * 13 + "]" * 13)[1][0]


@pytest.mark.parametrize(
    "text",
    [
        "a: b # c\n",
        "a: [b, c] # fine\n",
        "a: b#c\n",
        "a: 'b' # fine\n",
        "a: |\n  b # c\n",
        "- a # b\n",
    ],
)
def test_only_a_comment_that_cuts_unquoted_text_is_a_mistake(text: str) -> None:
    assert (read(text)[1] == []) == ("fine" in text or "#c" in text or "|" in text)


def test_every_duplicate_is_told_in_one_run() -> None:
    _, problems = read("a: 1\nb: 2\na: 3\nb: 4\n")
    assert [problem.split()[0] for problem in problems] == ["x.yml:3:1", "x.yml:4:1"]


@pytest.mark.parametrize(
    "code_point", [0x200B, 0x202E, 0x2066, 0xFEFF, 0x0085, 0x001B, 0xFDD0, 0xE0041, 0x1FFFE]
)
def test_escapes_make_no_character_that_a_file_may_not_hold(code_point: int) -> None:
    _, problems = read(f'a: "x\\U{code_point:08X}"\n')
    assert f"U+{code_point:04X}" in problems[0]


def test_lines_of_a_file_are_counted_as_an_editor_counts_them() -> None:
    node, _ = read("a: b\n\n\nc: d\n\ne: f\n")
    assert isinstance(node, FieldsNode)
    lines = [key.place.line for key in node.key_by_name.values()]
    assert lines == [1, 4, 6]
    assert all(one < other for one, other in pairwise(lines))
