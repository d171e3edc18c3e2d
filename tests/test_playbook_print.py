"""The print page: one title, every permanent id, links that lead somewhere, and nothing that a
strict policy forbids."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from lxml import html as lxml_html

from hub.compose.playbook.book import Book
from hub.compose.playbook.epub import epub
from hub.compose.playbook.printpage import book_css, print_page
from hub.compose.playbook.typesetting import typeset
from hub.theme.csp import policy, with_policy
from packagechecks import unzipped
from smallbook import shelf, small_book

HOSTILE = """<script>alert(1)</script> & "quoted" '--> {{ 7 * 7 }} {% raw %}"""


def shipped() -> Book:
    return shelf().playbook("cx")


BOOKS: dict[str, Callable[[], Book]] = {"small": small_book, "shipped": shipped}
every_book = pytest.mark.parametrize("make", BOOKS.values(), ids=BOOKS)


def drawn(book: Book) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(print_page(book, stylesheet="book.css"))


def words(element: lxml_html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@every_book
def test_every_id_of_the_book_exists_once(make: Callable[[], Book]) -> None:
    book = make()
    found = Counter(str(element.get("id")) for element in drawn(book).iter() if element.get("id"))

    assert [identity for identity in found if identity != "contents"] == list(book.ids)
    assert set(found.values()) == {1}


@every_book
def test_every_link_inside_leads_to_something(make: Callable[[], Book]) -> None:
    page = drawn(make())
    ids = {element.get("id") for element in page.iter()}
    hrefs = [str(link.get("href")) for link in page.iter("a")]

    assert [href for href in hrefs if href.startswith("#") and href[1:] not in ids] == []
    assert {href for href in hrefs if not href.startswith(("#", "https://"))} == {"../"}


@every_book
def test_headings_begin_with_one_title_and_leave_no_level_out(make: Callable[[], Book]) -> None:
    book = make()
    page = drawn(book)
    levels = [int(element.tag[1]) for element in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert [words(heading) for heading in page.iter("h2")] == [
        "Contents",
        *(chapter.label for chapter in book.chapters),
    ]


def test_no_heading_goes_below_the_sixth_level() -> None:
    book = small_book()
    deep = replace(
        book.chapters[0], body='<h2 id="playbooks.small.listen.a">A</h2><h5>E</h5><h6>F</h6>'
    )

    assert [
        heading.tag
        for heading in drawn(replace(book, chapters=(deep,))).iter("h3", "h4", "h5", "h6")
    ] == ["h3", "h6", "h6"]


@every_book
def test_every_word_of_the_book_is_on_the_page(make: Callable[[], Book]) -> None:
    book = make()
    page = drawn(book)

    for chapter in book.chapters:
        section = page.get_element_by_id(chapter.id)
        told = "".join(
            map(str, [chapter.label, chapter.summary, *chapter.tree.itertext()])
        ).replace("↩", "Back to the text")
        assert "".join(words(section).split()) == "".join(told.split())


@every_book
def test_nothing_on_the_page_needs_more_than_its_own_style_sheet(make: Callable[[], Book]) -> None:
    page = drawn(make())

    assert [
        element
        for element in page.iter()
        if element.tag in ("script", "style", "iframe", "object", "embed", "form", "base")
    ] == []
    assert [
        name
        for element in page.iter()
        for name in element.attrib
        if name == "style" or name.startswith("on")
    ] == []
    assert [link.get("href") for link in page.iter("link") if link.get("rel") == "stylesheet"] == [
        "book.css"
    ]


@every_book
def test_every_table_scrolls_in_a_named_box_that_takes_the_focus(make: Callable[[], Book]) -> None:
    page = drawn(make())
    boxes = [table.getparent() for table in page.iter("table")]

    assert boxes
    assert {(box.get("class"), box.get("tabindex"), box.get("role")) for box in boxes} == {
        ("table-scroll", "0", "region")
    }
    assert len({box.get("aria-label") for box in boxes}) == len(boxes)


def test_a_table_is_named_by_its_number_and_its_heading() -> None:
    assert [box.get("aria-label") for box in drawn(small_book()).find_class("table-scroll")] == [
        "Table 1: What hurts now"
    ]


def test_the_head_says_what_a_page_for_paper_should() -> None:
    page = drawn(small_book())

    assert page.get("lang") == "en"
    assert page.findtext("head/title") == "A small playbook, for paper: CX hub"
    assert page.xpath("string(head/meta[@name='robots']/@content)") == "noindex"
    assert (
        page.xpath("string(head/meta[@name='viewport']/@content)")
        == "width=device-width, initial-scale=1"
    )
    assert (
        page.xpath("string(head/link[@rel='canonical']/@href)")
        == "https://hub.example/playbooks/small/"
    )


def test_a_policy_finds_its_place_before_anything_it_rules() -> None:
    head = (
        with_policy(print_page(small_book(), stylesheet="book.css"), policy(()))
        .split("<head>")[1]
        .split()
    )

    assert head[:3] == ["<meta", 'charset="utf-8">', "<meta"]
    assert head[3] == 'http-equiv="Content-Security-Policy"'


def test_a_chapter_alone_points_to_its_own_page() -> None:
    book = small_book()
    chapter = book.chapters[1]
    page = drawn(replace(book, id=chapter.id, title=chapter.title, chapters=(chapter,)))

    assert (
        page.xpath("string(head/link[@rel='canonical']/@href)")
        == "https://hub.example/playbooks/small/keep-going/"
    )


def test_a_picture_is_found_from_the_folder_of_the_page() -> None:
    assert drawn(small_book()).xpath("string(//img/@src)") == "../../../images/dot.png"


def test_a_picture_inside_the_text_stays_inside() -> None:
    book = small_book()
    chapter = replace(
        book.chapters[0], body='<p><img src="data:image/png;base64,AA==" alt="A dot"/></p>'
    )

    assert (
        drawn(replace(book, chapters=(chapter,))).xpath("string(//img/@src)")
        == "data:image/png;base64,AA=="
    )


def test_the_links_of_a_note_can_be_read_aloud() -> None:
    page = drawn(small_book())

    assert [link.get("aria-label") for link in page.find_class("footnote-ref")] == ["Note 1"]
    assert [words(link) for link in page.find_class("footnote-backref")] == ["Back to the text"]


def test_edition_day_publisher_and_citation_stand_at_the_top() -> None:
    top = words(drawn(small_book()).find_class("cover")[0])

    assert "Edition 2026.1. 24 November 2026. CX hub." in top
    assert (
        "Cite as CX hub. (2026, November 24). A small playbook (Edition 2026.1). https://hub.example/go/playbooks.small/"
        in top
    )


def test_a_course_says_why_its_chapters_do_not_count_from_one() -> None:
    told = "Chapters keep their numbers in the playbook, and stand here in the order of the course."
    book = small_book()
    course = replace(book, id="courses.first-day", chapters=book.chapters[::-1])

    assert told in words(drawn(course).find_class("cover")[0])
    assert told in typeset(course).source.partition("#contents")[0]
    assert told in b"".join(unzipped(epub(course)).values()).decode(errors="ignore")
    assert told not in words(drawn(replace(course, chapters=book.chapters)))
    assert told not in words(drawn(book))


def test_what_is_not_known_leaves_no_gap() -> None:
    book = small_book()
    bare = replace(
        book,
        edition="",
        updated=None,
        summary="",
        chapters=tuple(replace(chapter, summary="") for chapter in book.chapters),
    )
    page = drawn(bare)

    assert "CX hub." in [words(line) for line in page.find_class("cover")[0]]
    assert [
        element
        for element in page.iter("p")
        if not words(element) and element.find(".//img") is None
    ] == []


def test_a_hostile_text_stays_text() -> None:
    book = small_book()
    chapter = replace(book.chapters[0], title=HOSTILE, summary=HOSTILE)
    page = drawn(
        replace(
            book,
            title=HOSTILE,
            summary=HOSTILE,
            publisher=HOSTILE,
            edition=HOSTILE,
            note=HOSTILE,
            chapters=(chapter,),
        )
    )

    assert list(page.iter("script")) == []
    assert words(page.find(".//h1")) == HOSTILE
    assert words(page.get_element_by_id(chapter.id)[0]) == f"1. {HOSTILE}"
    assert "are only words here" in words(page)


@every_book
def test_the_same_book_gives_the_same_page(make: Callable[[], Book]) -> None:
    book = make()

    assert print_page(book, stylesheet="book.css") == print_page(
        replace(book), stylesheet="book.css"
    )


def test_addresses_of_outside_links_are_printed() -> None:
    paper = book_css().split("@media print")[1]

    assert re.search(r'a\[href\^="http"\]::after \{ content: " \(" attr\(href\) "\)"', paper)
    assert "://" not in book_css()  # nothing is fetched
