"""A Markdown entry is cut at its two lines of ---."""

from __future__ import annotations

import pytest

from hub.frontmatter import Parts, split
from hub.problems import Report


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
        ("---\na: b\n ---\n", "x.md:1:1 front-matter-unclosed"),
    ],
)
def test_what_is_missing_is_told(text: str, found: str, report: Report) -> None:
    assert split(text, "x.md", report) is None
    assert [f"{problem.place} {problem.code}" for problem in report.sorted()] == [found]
