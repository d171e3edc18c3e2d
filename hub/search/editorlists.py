"""The files of content/search/: lists that editors write for the search, read and judged as entries
are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hub.kinds.schema import read_fields
from hub.kinds.searching import JudgedQuery, SameWords
from hub.kinds.shared import Part
from hub.problems import Place, Report, did_you_mean, quoted
from hub.reading.filetext import check_lines
from hub.reading.nodes import ListNode, Node
from hub.search.words import LANGUAGES, words

ENGLISH = LANGUAGES["en"]
KIND_BY_FILE: dict[str, type[Part]] = {"queries": JudgedQuery, "synonyms": SameWords}
_FIRST_LINES = {"queries": "- id: q001", "synonyms": "- words: [complaint, grievance]"}


@dataclass(frozen=True)
class SearchFile:
    """A file of content/search/, with its values still where they were written."""

    path: str
    name: str
    node: Node


@dataclass(frozen=True)
class SearchWords:
    """Words that mean the same, and judged queries, each with the place of its pages' names."""

    synonyms: tuple[SameWords, ...] = ()
    queries: tuple[JudgedQuery, ...] = ()
    places: tuple[dict[str, Place], ...] = ()  # per query: where each page is named


NO_SEARCH_WORDS = SearchWords()


def read_search_words(files: Iterable[SearchFile], report: Report) -> SearchWords:
    """What the files say. A mistake in one item is reported, and the others are read all the
    same.
    """
    synonyms: list[SameWords] = []
    queries: list[JudgedQuery] = []
    places: list[dict[str, Place]] = []
    ids: dict[str, int] = {}
    lines: dict[tuple[str, ...], int] = {}
    for file in files:
        check_lines(file.path, report)
        for item in _items(file, report):
            found = read_fields(
                item,
                KIND_BY_FILE[file.name],
                report,
                called="query" if file.name == "queries" else "group of words",
            )
            if isinstance(found, SameWords):
                _check_forms(found, item, lines, report=report)
                synonyms.append(found)
            elif isinstance(found, JudgedQuery):
                if found.id in ids:
                    report.add(
                        "duplicate-id",
                        item.place,
                        f"The id {quoted(found.id)} is here a second time; the first is on line"
                        f" {ids[found.id]}.",
                        rows=[("Write", "an id of its own")],
                    )
                ids.setdefault(found.id, item.place.line)
                queries.append(found)
                pages = getattr(item, "value_by_name", {}).get("relevant")
                places.append(
                    {name: key.place for name, key in getattr(pages, "key_by_name", {}).items()}
                )
    return SearchWords(tuple(synonyms), tuple(queries), tuple(places))


def _check_forms(
    group: SameWords, item: Node, lines: dict[tuple[str, ...], int], report: Report
) -> None:
    """A form keeps its sense without the small words that the search passes over, and stands in one
    group only. `lines` says where.
    """
    nodes = getattr(getattr(item, "value_by_name", {}).get("words"), "items", ())
    found = {}
    for form, node in zip(group.words, nodes, strict=True):
        stems = tuple(stem for _, stem in ENGLISH.tokens(form))
        if len(stems) < 2 and len(stems) < len(words(form)):
            report.add(
                "bad-text",
                node.place,
                f"The search passes over small words, so {quoted(form)} would stand for"
                f" {quoted(' '.join(stems)) if stems else 'nothing'}.",
                rows=[("Write", "a form with two words that say something, or leave it out")],
            )
        elif stems in lines:
            report.add(
                "duplicate-item",
                node.place,
                f"{quoted(form)} stands in another group, too, on line {lines[stems]}.",
                rows=[("Write", "Keep one of the two, or make one group of both.")],
            )
        found[stems] = node.place.line
    lines.update(found)


def _items(file: SearchFile, report: Report) -> tuple[Node, ...]:
    if file.name not in KIND_BY_FILE:
        report.add(
            "unknown-file-type",
            Place(file.path),
            f"{quoted(file.name)} is not one of the lists of content/search/.",
            rows=[*did_you_mean(file.name, KIND_BY_FILE), ("Allowed", "queries.yml, synonyms.yml")],
        )
        return ()
    if not isinstance(file.node, ListNode):
        report.add(
            "wrong-type",
            file.node.place,
            "This file is a list: each item starts with a hyphen.",
            rows=[("Write", _FIRST_LINES[file.name])],
        )
        return ()
    return file.node.items
