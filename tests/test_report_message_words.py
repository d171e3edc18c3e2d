"""What messages name is there: commands, files and folders; and what they put together reads as a
sentence."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from hub.cli.commands import COMMANDS
from hub.kinds.catalog import KIND_BY_COLLECTION
from smallsite import SmallSite

ROOT = Path(__file__).parents[1]
NO_COMMANDS = frozenset(
    {
        "and",
        "can",
        "check",
        "does",
        "has",
        "in",
        "is",
        "itself",
        "keeps",
        "needs",
        "of",
        "or",
        "that",
        "they",
        "was",
        "with",
        "about",
        "cannot",
        "uses",
        "writes",
    }
)
SAID = re.compile(
    r"(?<![\w./-])((?:content|docs|hub|overrides|tests|editions)/[a-z0-9_-]+(?:/[a-z0-9_.-]+)*\.(?:yml|md|py|html))(?![\w])"
)
EXAMPLES = re.compile(
    r"/(?:map-the-journey|one|two|guide|photo|map|calls|beginning|my-page|journey-map|describe-[a-z-]+)\b"
)


def literals() -> Iterator[tuple[str, str]]:
    """Every text that a line of hub holds, docstrings not counted."""
    for path in sorted((ROOT / "hub").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and id(node) not in told
            ):
                yield path.relative_to(ROOT).as_posix(), node.value


def texts() -> Iterator[tuple[str, str]]:
    yield from literals()
    yield "docs/errors.md", (ROOT / "docs/errors.md").read_text(encoding="utf-8")


def test_every_command_that_a_message_names_exists() -> None:
    named = {
        (where, word)
        for where, text in texts()
        for word in re.findall(r"(?:^|[`:] ?|Run |run |with: )hub ([a-z]+)", text)
    }
    assert named
    assert (
        sorted(
            (where, word)
            for where, word in named
            if word not in COMMANDS and word not in NO_COMMANDS
        )
        == []
    )


def test_every_file_that_a_message_names_exists() -> None:
    named = {
        (where, path)
        for where, text in texts()
        for path in SAID.findall(text)
        if not EXAMPLES.search(path)
    }
    assert named
    assert (
        sorted(
            (where, path)
            for where, path in named
            if where != "docs/errors.md" and not (ROOT / path).exists()
        )
        == []
    )


def test_every_list_that_explains_words_is_there() -> None:
    named = {
        name
        for path in (ROOT / "hub/kinds").rglob("*.py")
        for name in re.findall(r'OneOf\("([a-z-]+)"\)', path.read_text(encoding="utf-8"))
    }
    assert len(named) > 10
    assert (
        sorted(name for name in named if not (ROOT / f"content/vocabulary/{name}.yml").is_file())
        == []
    )


@pytest.mark.parametrize("collection", KIND_BY_COLLECTION)
def test_sentences_of_each_kind_read_well(collection: str, site: SmallSite) -> None:
    site.write(
        f"content/{collection}/thin.yml",
        "summary: S.\nsources: [{title: T, no_url: N.}]\nreview: {}\nqqq: 1\n",
    )
    for problem in site.check().report.sorted():
        assert (
            problem.message[0].isupper()
            or problem.message[0] == '"'
            or problem.message.split()[1] in ("is", "has")
        ), problem.message
        assert not re.search(
            r"\b[Aa] [aeiou]|\b[Aa]n [^aeiou\W]|'s \w+ needs|\b[Aa]n? \w+s (?:needs|has)\b",
            problem.message,
        ), problem.message
