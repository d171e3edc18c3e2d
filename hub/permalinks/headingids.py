"""Writes `{#id}` behind headings whose id was made from their words, so that it stays when the
words change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from hub.model import Library
from hub.permalinks.ids import page_id, part_id
from hub.problems import Place
from hub.project.destination import write_file, writing
from hub.prose.parts import TextHeading

_HEADING = re.compile(r" {0,3}##(?!#)[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


@dataclass(frozen=True)
class Unwritten:
    """A heading without a written id: its permanent id, and where it stands."""

    id: str
    place: Place

    @property
    def fragment(self) -> str:
        """What is to be written behind it."""
        return self.id.rpartition(".")[2]


def unwritten(library: Library) -> list[Unwritten]:
    """The second-level headings without a written id, of entries and of translations."""
    return [
        Unwritten(part_id(own, heading.id), heading.place)
        for own, _, headings in _texts(library)
        for heading in headings
        if not heading.is_written
    ]


def _texts(library: Library) -> Iterator[tuple[str, tuple[str, int], list[TextHeading]]]:
    """For each text: the id of its page, its file with the line on which it begins, and its
    second-level headings in order.
    """
    for entry in library.entry_by_ref.values():
        texts = [(entry.address, entry.source, entry.prose)]
        texts += [
            (f"{found.language}/{entry.address}", found.source, found.prose)
            for found in library.translations_by_ref.get(entry.ref, ())
        ]
        for address, source, prose in texts:
            yield (
                page_id(address),
                (source.path, source.body_line),
                [heading for heading in prose.headings if heading.level == 2],
            )


def write_ids(library: Library, root: Path) -> list[str]:
    """Write the ids into their files below `root`, and return the paths that were changed.

    A text in which the lines that look like headings are not those that became headings is left
    alone: nothing is written by guess.
    """
    changed = []
    for _, (path, first), headings in _texts(library):
        if all(heading.is_written for heading in headings):
            continue
        file = root / path
        lines = file.read_bytes().decode("utf-8").split("\n")
        numbers = list(_heading_lines(lines, first - 1))
        if not _are_the_same([lines[number] for number in numbers], headings):
            continue
        for number, heading in zip(numbers, headings, strict=True):
            if not heading.is_written:
                line, end = lines[number].rstrip("\r"), "\r" if lines[number].endswith("\r") else ""
                lines[number] = (
                    f"{re.sub(r'[ ]+#+[ ]*$', '', line).rstrip()} {{#{heading.id}}}{end}"
                )
        with writing(
            file, fix="Change the rights of that file and its folder, so that you may write there."
        ):
            write_file(file, "\n".join(lines).encode("utf-8"))
        changed.append(path)
    return changed


def _heading_lines(lines: Sequence[str], first: int) -> Iterator[int]:
    """The numbers of the lines from `first` on that are second-level headings, outside of fenced
    code.
    """
    fence = ""
    for number in range(first, len(lines)):
        mark = _FENCE.match(lines[number])
        if fence:
            if mark and mark[1].startswith(fence):
                fence = ""
        elif mark:
            fence = mark[1]
        elif _HEADING.fullmatch(lines[number].rstrip("\r")):
            yield number


def _are_the_same(lines: Sequence[str], headings: Iterable[TextHeading]) -> bool:
    found = []
    for line in lines:
        words = _HEADING.fullmatch(line.rstrip("\r"))
        found.append(_plain(re.sub(r"\{#[a-z0-9-]+\}$", "", words[1].strip() if words else "")))
    return found == [_plain(heading.title) for heading in headings]


def _plain(words: str) -> str:
    """The letters and digits alone: marks of Markdown are not in a heading's title."""
    return "".join(letter for letter in words if letter.isalnum())
