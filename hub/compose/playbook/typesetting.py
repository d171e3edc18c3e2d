"""From a book to Typst: the same tree that the print page shows, as calls of the functions in
`typst/book.typ`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hub.compose.drawing.numbers import day
from hub.compose.playbook.book import Book
from hub.compose.playbook.typstwords import array, literal, truth, words
from hub.compose.playbook.typstwriter import Writer

Paper = Literal["letter", "a4"]
PAPERS = {"letter": "us-letter", "a4": "a4"}


@dataclass(frozen=True)
class Typeset:
    """A document for Typst: its main file, the pictures that it asks for, and what Typst cannot say
    of its tables.

    `pictures` are pairs of a file name and a key of the book's pictures. `tables` says for every
    table, in order, and each of its rows what the cells are, a letter for each: C heads a column, R
    heads a row, D holds data.
    """

    source: str
    pictures: tuple[tuple[str, str], ...]
    tables: tuple[tuple[str, ...], ...]


def typeset(book: Book, *, paper: Paper = "letter") -> Typeset:
    """The book in Typst. HubError when a picture has no words or is not in the book, or a link
    leads to an id that is not.
    """
    writer = Writer(book)
    is_short = truth(is_true=len(book.chapters) == 1)
    facts = {
        "title": words(book.title),
        "summary": words(book.summary),
        "edition": words(book.edition),
        "publisher": words(book.publisher),
        "updated": words(day(book.updated)),
        "note": words(f"{book.note} {book.order}".strip()),
        "address": literal(book.go(book.id)),
        "author": literal(book.publisher),
        "keywords": array(literal(chapter.title) for chapter in book.chapters),
        "language": literal(book.language.partition("-")[0]),
        "date": (
            f"datetime(year: {book.updated.year}, month: {book.updated.month}, day:"
            f" {book.updated.day})"
            if book.updated
            else "none"
        ),
        "paper": literal(PAPERS[paper]),
        "is-short": is_short,
    }
    lines = [
        '#import "book.typ": *',
        "#show: book.with(",
        *(f"  {name}: {value}," for name, value in facts.items()),
        ")",
        f"#contents(is-short: {is_short})",
    ]
    for chapter in book.chapters:
        lines += [writer.opening(chapter), "#{", writer.chapter(chapter), "}"]
    return Typeset(
        "\n".join(lines) + "\n",
        tuple((file, name) for name, file in writer.lines.files.items()),
        tuple(writer.tables),
    )
