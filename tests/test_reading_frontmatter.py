"""A Markdown entry is cut at its two lines of ---."""

from __future__ import annotations

import pytest

from hub.problems import Report
from hub.reading.frontmatter import Parts, split


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("---\na: b\n---\ntext\n", Parts("a: b", 2, "text\n", 4)),
        ("\n\n---\na: b\n---\n", Parts("a: b", 4, "", 6)),
        ("---  \na: b\n--- \n", Parts("a: b", 2, "", 4)),
        ("---\n---\nx", Parts("", 2, "x", 3)),
        ("---\na: b\n---\n\n---\n\nmore", Parts("a: b", 2, "\n---\n\nmore", 4)),
    ],
)
def test_fields_and_text_know_their_first_lines(text: str, parts: Parts, report: Report) -> None:
    assert split(text, "x.md", report) == parts
    assert not report.has_errors


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "x.md:1:1 yaml-empty"),
        (" \n\n", "x.md:1:1 yaml-empty"),
        ("\n# Heading\n", "x.md:2:1 front-matter-missing"),
        ("----\na: b\n----\n", "x.md:1:1 front-matter-missing"),
        (" ---\na: b\n---\n", "x.md:1:1 front-matter-missing"),
        ("---\na: b\n", "x.md:1:1 front-matter-unclosed"),
        ("---\na: b\n ---\n", "x.md:3:1 front-matter-unclosed"),
        ("---\na: b\n--\n", "x.md:3:1 front-matter-unclosed"),
        ("---\na: b\n—\n", "x.md:3:1 front-matter-unclosed"),
        ("---\na: b\n...\n", "x.md:3:1 front-matter-unclosed"),
        ("---\na: b\n- - -\n", "x.md:3:1 front-matter-unclosed"),
        ("a: b\n---\n", "x.md:1:1 front-matter-missing"),
    ],
)
def test_what_is_missing_is_told(text: str, found: str, report: Report) -> None:
    parts = split(text, "x.md", report)
    assert parts is None or parts.is_mended
    assert [f"{problem.place} {problem.code}" for problem in report.sorted()] == [found]


@pytest.mark.parametrize(
    ("text", "fields", "body", "body_line"),
    [
        ("---\na: b\n--\ntext", "a: b", "text", 4),
        ("----\na: b\n----\ntext", "a: b", "text", 4),
        ("a: b\n---\ntext", "a: b", "text", 3),
        ("---\na: b\n\n## Text\nit: is\n", "a: b\n", "## Text\nit: is\n", 4),
        ("---\na: b\n\n## Text\nit\n\n---\nmore", "a: b\n", "## Text\nit\n\n---\nmore", 4),
        ("# Text\n\n---\nmore: of it\n", "", "# Text\n\n---\nmore: of it\n", 1),
    ],
)
def test_what_was_meant_as_fields_and_as_text_is_read_all_the_same(
    text: str, fields: str, body: str, body_line: int, report: Report
) -> None:
    parts = split(text, "x.md", report)
    assert parts is not None
    assert (parts.fields, parts.body, parts.body_line) == (fields, body, body_line)
