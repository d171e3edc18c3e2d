"""Slips in Markdown that no converter complains of: a bracket that is missing, a space too many. Readers would see the marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hub.folders import COLLECTIONS

_NAME = r"[a-z][a-z-]*/[a-z0-9-]+"
_ADDRESS = r"(?:https?://|www\.|mailto:|tel:)[^\s()]+"
# Bounded on both sides, so that a long text costs no more than its length.
_ONE_BRACKET_LESS = re.compile(rf"\[\[({_NAME}(?:#[a-z0-9-]+)?)((?:\|[^\[\]\n]{{0,200}})?)\](?!\])|(?<!\[)\[({_NAME}(?:#[a-z0-9-]+)?)((?:\|[^\[\]\n]{{0,200}})?)\]\]")
_NEVER_CLOSED = re.compile(rf"\[\[({_NAME}(?:#[a-z0-9-]+)?)(?![\w\]|/#-])")
_SINGLE = re.compile(rf"(?<!\[)\[(({'|'.join(COLLECTIONS)})/[a-z0-9-]+(?:#[a-z0-9-]+)?)\](?!\])")  # [and/or] is text
_SPACE_BETWEEN = re.compile(rf"\[([^\[\]\n]{{1,200}})\]\s+\(({_ADDRESS})\)")
_TURNED_ROUND = re.compile(r"\(([^()\n]{1,200})\)\[((?:https?://|www\.)[^\s()\[\]]+)\]")


@dataclass(frozen=True)
class TextSlip:
    """The marks as they were typed, what is wrong with them, and what to write."""

    typed: str
    message: str
    write: str


def slips_in(text: str) -> Iterator[TextSlip]:
    """What a piece of converted text, in which no link was found, holds that was meant as one."""
    if "[" not in text:
        return
    for found in _ONE_BRACKET_LESS.finditer(text):
        name, words = found[1] or found[3], found[2] or found[4] or ""
        yield TextSlip(found.group(), "A link to an entry has two brackets on each side, and one is missing here, so readers would see the brackets.", f"[[{name}{words}]]")
    for found in _SINGLE.finditer(text):
        yield TextSlip(found.group(), "A link to an entry has two brackets on each side, and here it has one, so readers would see the brackets.", f"[[{found[1]}]]")
    for found in _NEVER_CLOSED.finditer(text):
        yield TextSlip(found.group(), "These two brackets are never closed, so readers would see them in the place of a link.", f"[[{found[1]}]]")
    for found in _SPACE_BETWEEN.finditer(text):
        yield TextSlip(f"[{found[1]}]", "There is a space between the words and the address of this link, so readers would see both as text.", f"[{found[1]}]({found[2]})")
    for found in _TURNED_ROUND.finditer(text):
        yield TextSlip(
            f"({found[1]})[", "The words of a link stand in square brackets and its address in round ones, and here it is the other way round.", f"[{found[1]}]({found[2]})"
        )
