"""Citations: golden strings, and what content must not be able to do to them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

import pytest

from hub.compose.playbook.book import Book
from hub.compose.playbook.cite import cite
from smallbook import small_book

HOSTILE = r"""A \input{x} {b} } 50% $x_1$ #1 & ~^ <i> | "q" @book{y,"""


def test_a_chapter_is_cited_in_its_book() -> None:
    book = small_book()

    assert (
        cite(book, book.chapters[1]).text
        == "CX hub. (2026, November 24). Keep going & more. In A small playbook (Edition 2026.1)."
        " https://hub.example/go/playbooks.small.keep-going/"
    )
    assert (
        cite(book, book.chapters[1]).bibtex == "@incollection{playbooks.small.keep-going-2026.1,\n"
        "  author = {{CX hub}},\n"
        "  title = {{Keep going \\& more}},\n"
        "  booktitle = {{A small playbook}},\n"
        "  edition = {2026.1},\n"
        "  publisher = {{CX hub}},\n"
        "  year = {2026},\n"
        "  date = {2026-11-24},\n"
        "  url = {https://hub.example/go/playbooks.small.keep-going/},\n"
        "}\n"
    )
    assert json.loads(cite(book, book.chapters[1]).csl_json) == [
        {
            "id": "playbooks.small.keep-going",
            "type": "chapter",
            "title": "Keep going & more",
            "container-title": "A small playbook",
            "author": [{"literal": "CX hub"}],
            "publisher": "CX hub",
            "edition": "2026.1",
            "issued": {"date-parts": [[2026, 11, 24]]},
            "URL": "https://hub.example/go/playbooks.small.keep-going/",
            "language": "en",
        }
    ]


def test_a_book_is_cited_by_itself() -> None:
    found = cite(small_book())

    assert (
        found.text == "CX hub. (2026, November 24). A small playbook (Edition 2026.1)."
        " https://hub.example/go/playbooks.small/"
    )
    assert found.bibtex.startswith(
        "@book{playbooks.small-2026.1,\n  author = {{CX hub}},\n  title = {{A small playbook}},\n "
        " edition = {2026.1},\n"
    )
    assert json.loads(found.csl_json)[0]["type"] == "book"
    assert "container-title" not in found.csl_json


def test_a_chapter_that_is_a_book_of_its_own_is_cited_as_in_its_playbook() -> None:
    book = small_book()
    alone = replace(
        book,
        id=book.chapters[0].id,
        title=book.chapters[0].title,
        chapters=book.chapters[:1],
        playbook=book.title,
    )

    assert cite(alone) == cite(book, book.chapters[0])
    assert cite(alone, is_pinned=True) == cite(book, book.chapters[0], is_pinned=True)


def test_a_pinned_citation_leads_to_the_edition_in_every_form() -> None:
    book = small_book()
    pinned = cite(book, book.chapters[0], is_pinned=True)
    address = "https://hub.example/go/2026.1/playbooks.small.listen/"

    assert pinned.text.endswith(f"Listen first. In A small playbook (Edition 2026.1). {address}")
    assert f"url = {{{address}}}" in pinned.bibtex
    assert json.loads(pinned.csl_json)[0]["URL"] == address


def test_a_book_without_an_edition_cannot_be_pinned() -> None:
    with pytest.raises(ValueError, match="no edition"):
        cite(replace(small_book(), edition=""), is_pinned=True)


def test_what_is_not_known_is_left_out() -> None:
    found = cite(replace(small_book(), edition="", updated=None))

    assert found.text == "CX hub. (n.d.). A small playbook. https://hub.example/go/playbooks.small/"
    assert not re.search(r"edition|year|date", found.bibtex)
    assert set(json.loads(found.csl_json)[0]) == {
        "id",
        "type",
        "title",
        "author",
        "publisher",
        "URL",
        "language",
    }


@pytest.mark.parametrize(
    ("title", "end"),
    [("What works?", "What works? In "), ("Act now!", "Act now! In "), ("Ask", "Ask. In ")],
)
def test_a_title_that_ends_itself_gets_no_full_stop(title: str, end: str) -> None:
    book = small_book()

    assert end in cite(book, replace(book.chapters[0], title=title)).text


def _hostile() -> Book:
    book = small_book()
    return replace(
        book,
        title=HOSTILE,
        publisher=HOSTILE,
        edition="1},\n@x{",
        chapters=(replace(book.chapters[0], title=HOSTILE),),
        updated=date(2026, 1, 2),
    )


def test_words_cannot_end_a_bibtex_field() -> None:
    """BibTeX counts every brace, escaped or not; so do we."""
    book = _hostile()
    bibtex = cite(book, book.chapters[0]).bibtex

    depths = [0]
    for mark in re.findall(r"[{}]", bibtex):
        depths.append(depths[-1] + (1 if mark == "{" else -1))
    assert depths.count(0) == 2  # before the entry and after it
    assert [line.split(" = ")[0] for line in bibtex.splitlines()[1:-1]] == [
        f"  {name}" for name in "author title booktitle edition publisher year date url".split()
    ]
    assert (
        r"\textbackslash{}input\textbraceleft{}x\textbraceright{}"
        r" \textbraceleft{}b\textbraceright{} \textbraceright{} 50\% \$x\_1\$ \#1 \& "
        r"\textasciitilde{}\textasciicircum{} \textless{}i\textgreater{} \textbar{} "
    ) in bibtex


def test_words_stay_what_they_are_in_json_and_text() -> None:
    book = _hostile()
    found = cite(book, book.chapters[0])

    assert json.loads(found.csl_json)[0]["title"] == HOSTILE
    assert HOSTILE in found.text
    assert "\n" not in found.text


@pytest.mark.parametrize("is_pinned", [False, True])
@pytest.mark.parametrize("which", [None, 0])
def test_csl_json_keeps_the_rules_of_its_schema(which: int | None, is_pinned: bool) -> None:
    """csl-data.json: the kinds and names it knows, text where it wants text, a date as one list of
    one to three numbers."""
    book = small_book()
    items = json.loads(
        cite(book, None if which is None else book.chapters[which], is_pinned=is_pinned).csl_json
    )
    texts = {"title", "container-title", "publisher", "edition", "URL", "language"}

    for item in items:
        assert item["type"] in {"book", "chapter"}
        assert isinstance(item["id"], str)
        assert set(item) <= {"id", "type", "author", "issued", *texts}
        assert all(isinstance(item[name], str) for name in texts & set(item))
        assert [set(author) for author in item["author"]] == [{"literal"}]
        assert list(item["issued"]) == ["date-parts"]
        (parts,) = item["issued"]["date-parts"]
        assert [type(part) for part in parts] == [int, int, int]
