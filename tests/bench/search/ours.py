"""Our own index, as Python builds and reads it: documents of plain pages, the glossary, and what
the Python reader answers."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from pathlib import Path

from sets import pages_of
from tools import PROJECT, stop

from hub.build import Project, prepare
from hub.compose.drawing.searchfacts import glossary as names_that_mean_the_same
from hub.search.documents import SearchDocument, Section, document_from_html
from hub.search.reader import Reader
from hub.search.words import LANGUAGES, words

DEPTH = 10


def documents(pages: Path) -> list[SearchDocument]:
    """The documents of a set of pages."""
    return [
        document_from_html(address, path.read_text(encoding="utf-8"))
        for address, path in pages_of(pages)
    ]


def with_changes(found: Sequence[SearchDocument], number: int) -> list[SearchDocument]:
    """The same documents, but that `number` of them, spread over the set, hold another sentence
    with a new word."""
    changed = list(found)
    for turn in range(number):
        place = (2 * turn + 1) * len(changed) // (2 * number)
        added = Section(
            "",
            "",
            "An editor has added this sentence about improvements and corrections, with the word"
            f" rewritten{'abcdefgh'[turn % 8]}.",
        )
        changed[place] = dataclasses.replace(
            changed[place], sections=(*changed[place].sections, added)
        )
    return changed


def glossary() -> tuple[tuple[str, ...], ...]:
    """The names that mean the same, as the project's own site hands them to its search."""
    library = prepare(Project.at(PROJECT), None).library
    if library is None:
        stop("the project's content cannot be read. hub check says why.")
    return names_that_mean_the_same(library)


class PythonReader:
    """The published files of a folder, read as `hub search` reads them."""

    def __init__(self, folder: Path) -> None:
        self._reader = Reader(lambda name: (folder / "en" / name).read_bytes())

    def first(self, query: str, *, typing: bool = False) -> list[str]:
        """The addresses of the first ten."""
        return [
            self._reader.card(hit.page)[0]
            for hit in self._reader.search(query, typing=typing).hits[:DEPTH]
        ]


def title_words(found: Iterable[SearchDocument]) -> list[str]:
    """The words of five and more plain letters that stand in titles and mean something, each
    once."""
    stops = LANGUAGES["en"].stops
    return sorted(
        {
            word
            for one in found
            for word in words(one.title)
            if len(word) >= 5 and word.isascii() and word.isalpha() and word not in stops
        }
    )


def vocabulary(found: Iterable[SearchDocument]) -> list[str]:
    """Every word of the documents once."""
    seen: set[str] = set()
    for one in found:
        for text in (
            one.title,
            one.summary,
            *(words_of for part in one.sections for words_of in (part.heading, part.text)),
        ):
            seen.update(words(text))
    return sorted(seen)


def stems_of(word: str) -> list[str]:
    return LANGUAGES["en"].analyse(word)
