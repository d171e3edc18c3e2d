"""The outline of a book as plain data: its chapters and their parts with the words of each.
Editions are compared by it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lxml import etree

from hub.compose.playbook.book import Book, BookChapter

SCHEMA = "hub.outline/1"
_KINDS = {"exercise": "exercise", "question": "question", "check": "check"}


_NUMBERS = ("number", "minutes", "read", "teach")


@dataclass(frozen=True)
class OutlinePart:
    """A section, exercise, question or check: its permanent id, title, words in order, and minutes,
    if it takes any.
    """

    id: str
    title: str
    kind: str
    words: str
    minutes: int | None = None


@dataclass(frozen=True)
class OutlineChapter:
    """A chapter: its permanent id, number, title, minutes, and parts in order."""

    id: str
    number: int | None
    title: str
    address: str
    read: int | None
    teach: int | None
    parts: tuple[OutlinePart, ...]


@dataclass(frozen=True)
class Outline:
    """A book."""

    edition: str
    title: str
    updated: str  # the day of the last change, as YYYY-MM-DD, or ""
    chapters: tuple[OutlineChapter, ...]


def outline_of(book: Book) -> Outline:
    """The outline of a book."""
    return Outline(
        book.edition,
        book.title,
        book.updated.isoformat() if book.updated else "",
        chapters=tuple(_chapter(chapter) for chapter in book.chapters),
    )


def _chapter(chapter: BookChapter) -> OutlineChapter:
    time = chapter.fields.time if chapter.fields else None
    minutes = (
        {f"exercise-{exercise.key}": exercise.minutes for exercise in chapter.fields.exercises}
        if chapter.fields
        else {}
    )
    texts: list[tuple[str, str, list[str]]] = []
    walk = etree.iterwalk(chapter.tree, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            if element.get("id") and (
                element.tag == "h2" or "linkable" in (element.get("class") or "").split()
            ):
                texts.append(
                    (
                        str(element.get("id")),
                        " ".join("".join(map(str, element.itertext())).split()),
                        [],
                    )
                )
            if texts and element.text:
                texts[-1][2].append(element.text)
        elif texts and element.tail and element is not chapter.tree:
            texts[-1][2].append(element.tail)
    parts = []
    for identity, title, words in texts:
        fragment = identity.removeprefix(f"{chapter.id}.")
        kind = _KINDS.get(fragment.partition("-")[0], "section")
        parts.append(
            OutlinePart(
                identity,
                title,
                kind,
                words=" ".join(" ".join(words).split()),
                minutes=minutes.get(fragment),
            )
        )
    return OutlineChapter(
        chapter.id,
        chapter.number,
        chapter.title,
        address=chapter.address,
        read=time.read if time else None,
        teach=time.teach if time else None,
        parts=tuple(parts),
    )


def outline_data(outline: Outline) -> dict[str, Any]:
    """The outline for a JSON file."""
    chapters = [
        {**vars(chapter), "parts": [vars(part) for part in chapter.parts]}
        for chapter in outline.chapters
    ]
    return {
        "schema": SCHEMA,
        "edition": outline.edition,
        "title": outline.title,
        "updated": outline.updated,
        "chapters": chapters,
    }


def read_outline(data: Any) -> Outline:
    """The outline of a JSON file that `outline_data` wrote. Raises ValueError for anything else."""
    try:
        if data["schema"] != SCHEMA:
            raise ValueError(data["schema"])
        chapters = [
            OutlineChapter(
                **{**chapter, "parts": tuple(OutlinePart(**part) for part in chapter["parts"])}
            )
            for chapter in data["chapters"]
        ]
        outline = Outline(
            str(data["edition"]), str(data["title"]), str(data["updated"]), chapters=tuple(chapters)
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(str(error)) from error
    if not all(_has_types(chapter) and all(map(_has_types, chapter.parts)) for chapter in chapters):
        raise ValueError("a value of another type")
    return outline


def _has_types(item: OutlineChapter | OutlinePart) -> bool:
    """Whether numbers are numbers and words are words: a file can hold anything."""
    return all(
        value is None or type(value) is int
        if name in _NUMBERS
        else isinstance(value, str) or name == "parts"
        for name, value in vars(item).items()
    )
