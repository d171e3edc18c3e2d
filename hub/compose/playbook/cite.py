"""How to cite a book or a chapter of it: as a sentence, as BibTeX, and as CSL-JSON. The date is the
book's, never today's.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from urllib.parse import quote

from hub.compose.drawing.numbers import MONTHS
from hub.compose.playbook.book import Book, BookChapter

# Between braces BibTeX itself counts { and } even behind a backslash, so they are spelled out. The
# rest is what LaTeX reads as commands.
_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        **{mark: f"\\{mark}" for mark in "#$%&_"},
    }
)


@dataclass(frozen=True)
class Cite:
    """One citation in three forms: a sentence in the manner of APA, one BibTeX entry, and a
    CSL-JSON list of one item.
    """

    text: str
    bibtex: str
    csl_json: str


def cite(book: Book, chapter: BookChapter | None = None, *, is_pinned: bool = False) -> Cite:
    """How to cite the book, or one chapter in it. A book of one chapter alone is cited as that
    chapter in its playbook, in every format.

    The address is the short link, which leads to the newest text; when pinned, the one that leads
    to this edition for ever. ValueError when a book without an edition is to be pinned.
    """
    if is_pinned and not book.edition:
        raise ValueError(f"{book.id} has no edition to pin")
    chapter = chapter or next(
        (part for part in book.chapters if book.playbook and part.id == book.id and part.number),
        None,
    )
    identity = chapter.id if chapter else book.id
    address = (
        f"{book.site_url}go/{quote(book.edition, safe='')}/{identity}/"
        if is_pinned
        else book.go(identity)
    )
    title = _line(chapter.title if chapter else book.title)
    return Cite(
        _text(book, chapter, title, address=address),
        _bibtex(book, chapter, title, address=address, key=_key(book, identity)),
        _csl_json(book, chapter, title, address=address, identity=identity),
    )


def _text(book: Book, chapter: BookChapter | None, title: str, address: str) -> str:
    day = (
        f"{book.updated.year}, {MONTHS[book.updated.month - 1]} {book.updated.day}"
        if book.updated
        else "n.d."
    )
    edition = f" (Edition {_line(book.edition)})" if book.edition else ""
    whole = (
        f"{_ended(title)} In {_line(_whole(book))}{edition}."
        if chapter
        else _ended(f"{title}{edition}")
    )
    return f"{_ended(_line(book.publisher))} ({day}). {whole} {address}"


def _whole(book: Book) -> str:
    """What a chapter of the book stands in: its playbook, be the book a course or the chapter
    alone.
    """
    return book.playbook or book.title


def _ended(words: str) -> str:
    """Words with a full stop, unless they bring a mark of their own."""
    return words if words.endswith((".", "?", "!")) else f"{words}."


def _bibtex(book: Book, chapter: BookChapter | None, title: str, address: str, key: str) -> str:
    fields = {"author": f"{{{_latex(book.publisher)}}}", "title": f"{{{_latex(title)}}}"}
    if chapter:
        fields["booktitle"] = f"{{{_latex(_whole(book))}}}"
    if book.edition:
        fields["edition"] = _latex(book.edition)
    fields["publisher"] = f"{{{_latex(book.publisher)}}}"
    if book.updated:
        fields["year"] = str(book.updated.year)
        fields["date"] = book.updated.isoformat()
    fields["url"] = address
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@{'incollection' if chapter else 'book'}{{{key},\n{lines}}}\n"


def _csl_json(
    book: Book, chapter: BookChapter | None, title: str, address: str, identity: str
) -> str:
    item: dict[str, object] = {
        "id": identity,
        "type": "chapter" if chapter else "book",
        "title": title,
    }
    if chapter:
        item["container-title"] = _line(_whole(book))
    item["author"] = [{"literal": _line(book.publisher)}]
    item["publisher"] = _line(book.publisher)
    if book.edition:
        item["edition"] = _line(book.edition)
    if book.updated:
        item["issued"] = {"date-parts": [[book.updated.year, book.updated.month, book.updated.day]]}
    item["URL"] = address
    item["language"] = book.language
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"


def _key(book: Book, identity: str) -> str:
    """The key of a BibTeX entry: nothing in it that ends one."""
    return re.sub(r"[^A-Za-z0-9.-]+", "-", f"{identity}-{book.edition}").strip("-")


def _latex(words: str) -> str:
    return _line(words).translate(_LATEX)


def _line(words: str) -> str:
    """Words on one line."""
    return " ".join(words.split())
