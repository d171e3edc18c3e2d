"""The playbook as a PDF: what is written to Typst, what stands in the file, and that our checks
notice a spoilt one."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
from pikepdf import Array, Dictionary, Name, String

from hub.compose.playbook.book import Book, BookChapter
from hub.compose.playbook.pdf import compiled, pdf
from hub.compose.playbook.pdftags import finished
from hub.compose.playbook.typesetlines import Words, joined
from hub.compose.playbook.typesetting import Paper, typeset
from hub.compose.playbook.typstwords import FONTS, literal, printable, words
from hub.problems import HubError
from pdfchecks import (
    TOOLS,
    attributes_of,
    by_page_validation,
    contents_of,
    elements_of,
    findings,
    outline_of,
    own,
    wanted_tags,
)
from smallbook import ROOT, picture, shelf, small_book

HOSTILE = (
    '#import "book.typ": *',
    "#panic(1)",
    '"); panic("out',
    '"}); #panic(1)',
    "\\",
    '\\"',
    "\\u{22}",
    "$x^2$ #{1+1} @label <label> [a] *b* _c_ `d`",
    "// not a comment /* nor this */",
    "= Not a heading",
    "]]}})) #",
    "\u2028x\u2029y",
    "“quoted” ‘quoted’ – — … §",
    "e\u0301 ñ ő Ж Ω",
)


def body_book(body: str, **changes: Any) -> Book:
    """A book of one chapter with this body."""
    book = small_book()
    return replace(book, chapters=(replace(book.chapters[0], body=body),), **changes)


def text_of(data: bytes) -> str:
    """The words of a PDF, with single spaces."""
    pages = pypdfium2.PdfDocument(data)
    try:
        return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pages).split())
    finally:
        pages.close()


@cache
def good() -> bytes:
    return pdf(small_book())


# ---- what is written


def test_the_small_book_is_written_like_this(golden: Callable[[str, str], None]) -> None:
    golden("playbook-small.typ", typeset(small_book()).source)


@pytest.mark.parametrize(
    ("pieces", "line"),
    [
        ([Words(" a\n  b ")], '"a b"'),
        ([Words("a "), "strong({", Words(" b "), "})", Words(" c")], '"a "; strong({"b "}); "c"'),
        ([Words("a"), "strong({", Words("  "), "})", Words("b")], '"a"; strong({" "}); "b"'),
        ([Words(" "), "strong({", Words(" "), "})"], ""),
        ([Words("a "), "linebreak()", Words(" b")], '"a"; linebreak(); "b"'),
        ([Words("a "), 'code("b")', Words(" c")], '"a "; code("b"); " c"'),
        ([Words("a"), 'at("x")', Words(" c")], '"a"; at("x"); " c"'),
        ([Words("a\u00a0 b")], '"a\u00a0 b"'),
    ],
)
def test_white_space_is_as_a_browser_shows_it(pieces: list[str], line: str) -> None:
    assert joined(pieces) == line


def test_a_string_holds_every_character_that_typst_can_read() -> None:
    hostile = "".join(map(chr, range(0x250))) + "\u2028\u2029\u202e\ufeff"
    made = compiled(
        '#set document(title: "x")\n#set text(font: "Source Sans'
        f' 3")\n#assert({literal(hostile)}.len() == {len(hostile.encode())})\n= x',
        {},
        is_dated=False,
    )
    assert made.startswith(b"%PDF-1.7")


def test_half_a_character_is_not_passed_on() -> None:
    assert literal("a\ud800b") == '"a\\u{fffd}b"'


def test_a_character_without_a_glyph_is_named() -> None:
    assert (
        printable("Done \u2705\ufe0f \u65e5")
        == "Done [white heavy check mark] [cjk unified ideograph-65e5]"
    )
    assert printable("Ω é – ☐ \u00a0") == "Ω é – ☐ \u00a0"


def test_a_word_longer_than_a_line_may_break_and_an_address_is_left_to_typst() -> None:
    assert words("a" * 40) == '"' + "a" * 34 + "\u200b" + "a" * 6 + '"'
    assert (
        words("https://agency.example.gov/" + "a" * 40)
        == '"https://agency.example.gov/' + "a" * 40 + '"'
    )


def test_levels_of_headings_are_never_skipped() -> None:
    source = typeset(body_book("<h2>a</h2><h5>b</h5><h4>c</h4><h2>d</h2>")).source
    assert [line[:7] for line in source.splitlines() if line.startswith("head(")] == [
        "head(2,",
        "head(3,",
        "head(4,",
        "head(2,",
    ]


def test_a_short_row_is_filled_and_a_table_without_rows_is_left_out() -> None:
    made = typeset(
        body_book("<table><tr><th>a</th><th>b</th></tr><tr><td>c</td></tr></table><table></table>")
    )
    assert made.source.count("grid-of(") == 1
    assert made.source.count("\n[],") == 1
    assert made.tables == (("CC", "DD"),)


@pytest.mark.parametrize(
    ("table", "told"),
    [
        (
            (
                '<thead><tr><td></td><th scope="col">h</th></tr></thead><tbody><tr><th'
                ' scope="row">r</th><td>d</td></tr></tbody>'
            ),
            "D C R D",
        ),
        ("<tr><th>h</th><th>i</th></tr><tr><td>d</td><td>e</td></tr>", "C C D D"),
        ("<tr><td>d</td><td>e</td></tr>", "D D"),
        (
            (
                '<thead><tr><th colspan="2">h</th></tr></thead><tbody><tr><th'
                ' rowspan="2">r</th><td>d</td></tr><tr><td>e</td></tr></tbody>'
            ),
            "C R D D",
        ),
    ],
)
def test_every_cell_says_what_it_heads(table: str, told: str) -> None:
    with pikepdf.open(BytesIO(pdf(body_book(f"<table>{table}</table>")))) as document:
        letters = {"": "D", "/Column": "C", "/Row": "R"}
        cells = [element for element in elements_of(document) if str(element.S) in ("/TH", "/TD")]
        scopes = [
            next((str(each.Scope) for each in attributes_of(cell) if "/Scope" in each), "")
            for cell in cells
        ]
        assert " ".join(letters[scope] for scope in scopes) == told
        assert all(
            (str(cell.S) == "/TH") == bool(scope) for cell, scope in zip(cells, scopes, strict=True)
        )


# ---- what stands in the file


def test_the_file_says_what_the_book_says() -> None:
    assert own(good(), small_book()) == []


def test_every_id_is_a_place_in_the_file() -> None:
    with pikepdf.open(BytesIO(good())) as document:
        named = dict(pikepdf.NameTree(document.Root.Names.Dests).items())
    assert set(small_book().ids) <= set(named)


def test_ids_of_lists_tables_pictures_and_inline_words_are_places_too() -> None:
    body = (
        '<ul id="a"><li id="b">x</li></ul><table id="c"><tr><th id="d">h</th></tr><tr><td><p'
        ' id="e">y</p></td></tr></table><p id="f"><img src="images/dot.png" id="g" alt="A'
        ' dot"/></p><p>z <strong id="h">w</strong></p><div id="i"><p>v</p></div><dl><dt'
        ' id="j">t</dt><dd id="k">m</dd></dl><pre id="l">c</pre><blockquote'
        ' id="m"><p>q</p></blockquote><div class="footnote"><ol><li id="n"><p>never'
        ' mentioned</p></li></ol></div><h2 id="o"></h2><hr id="p"/>'
    )
    book = body_book(body)
    assert [
        found
        for found in own(pdf(book), replace(book, chapters=book.chapters))
        if "called" in found or "leads" in found
    ] == []


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_the_paper_is_as_asked(paper: Paper) -> None:
    pages = pypdfium2.PdfDocument(pdf(small_book(), paper=paper))
    assert {tuple(round(side) for side in page.get_size()) for page in pages} == {
        {"letter": (612, 792), "a4": (595, 842)}[paper]
    }


def test_a_chapter_starts_on_a_new_page_and_stands_above_the_next() -> None:
    book = replace(
        small_book(),
        chapters=(
            *small_book().chapters,
            *(
                BookChapter(
                    f"playbooks.small.more-{n}", n, f"More {n}", "", "x/", "<p>word</p>" * 90
                )
                for n in (3, 4)
            ),
        ),
    )
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf(book))]
    starts = [
        number
        for number, text in enumerate(pages)
        if text.splitlines()[0] in ("3. More 3", "4. More 4")
    ]
    assert len(starts) >= 2
    assert pages[starts[0] + 1].splitlines()[0] == "3. More 3"  # the running head


def test_links_out_show_their_address_and_links_inside_the_page() -> None:
    text = "".join(text_of(good()).split())
    assert "thewholeentry(https://hub.example/go/practices.inventory/)" in text
    assert "Seethenextchapter(page5)" in text


def test_hostile_words_stay_words() -> None:
    body = "".join(
        f"<p>{line.replace('&', '&amp;').replace('<', '&lt;')}</p><pre><code>{line.replace('<', '&lt;')}</code></pre>"
        for line in HOSTILE
    )
    line = " ".join(HOSTILE)
    book = body_book(body, title=line, summary=line, edition=line, publisher=line, note=line)
    book = replace(book, chapters=(replace(book.chapters[0], title=line, summary=line),))
    text = "".join(text_of(pdf(book)).split())
    for line in HOSTILE:
        assert "".join(line.replace("\u2028", "").replace("\u2029", "").split()) in text, line


@pytest.mark.parametrize("name", ["a\\b", 'a"b', "x#{panic()}", "a b"])
def test_a_strange_id_is_only_a_name(name: str) -> None:
    escaped = name.replace('"', "&quot;")
    book = body_book(f'<h2 id="{escaped}">x</h2><p><a href="#{escaped}">y</a></p>')
    assert [found for found in own(pdf(book), book) if "called" in found] == []


def test_deep_nesting_is_still_drawn() -> None:
    opened, closed = (
        "<blockquote><ul><li>x<table><tr><td><div class='admonition'><p>y</p><dl><dd>",
        "</dd></dl></div></td></tr></table></li></ul></blockquote>",
    )
    assert text_of(pdf(body_book(opened * 12 + closed * 12))).count("y") >= 12


@pytest.mark.parametrize("size", [(3000, 40), (40, 3000), (2000, 2000)])
@pytest.mark.parametrize(
    "around",
    [
        "<p>{}</p>",
        "<table><tr><th>h</th><th>i</th></tr><tr><td>d</td><td><p>{}</p></td></tr></table>",
        "<ul><li><p>{}</p></li></ul>",
    ],
)
def test_a_large_picture_stays_on_the_page(size: tuple[int, int], around: str) -> None:
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size[0]}" height="{size[1]}"><rect'
        ' width="100%" height="100%" fill="#f00"/></svg>'.encode()
    )
    book = body_book(
        around.format('<img src="images/big.svg" alt="A red field"/>'),
        pictures={"images/big.svg": drawing},
    )
    for page in pypdfium2.PdfDocument(pdf(book)):
        reds = page.render(scale=0.5).to_pil().convert("RGB")
        edge = [
            reds.getpixel((x, y))
            for x in range(reds.width)
            for y in range(reds.height)
            if x < 20 or y < 20 or x > reds.width - 20 or y > reds.height - 20
        ]
        assert (255, 0, 0) not in edge


def test_a_caption_stands_above_its_table() -> None:
    text = text_of(
        pdf(
            body_book(
                "<table><caption>What it"
                " costs</caption><tr><th>h</th></tr><tr><td>d</td></tr></table>"
            )
        )
    )
    assert "What it costs h d" in text


def test_a_language_with_a_country_is_the_language() -> None:
    book = replace(small_book(), language="es-MX")
    assert own(pdf(book), book) == []


def test_a_link_that_is_not_for_the_web_is_only_words() -> None:
    assert (
        "outside"
        not in typeset(body_book('<p><a href="javascript:x()">y</a></p>')).source.partition(
            "chapter("
        )[2]
    )


@pytest.mark.parametrize("alt", ["", ' alt=""', ' alt="  "'])
def test_a_picture_without_words_is_refused(alt: str) -> None:
    with pytest.raises(
        HubError, match=r'In "Listen first" the picture "images.dot\.png" has no words'
    ) as caught:
        pdf(body_book(f'<p>x <img src="images/dot.png"{alt}/></p>'))
    assert caught.value.code == "picture-without-words"


def test_a_picture_that_is_not_in_the_book_is_refused() -> None:
    with pytest.raises(HubError, match="does not hold it") as caught:
        pdf(body_book('<p><img src="images/../../secret.png" alt="x"/></p>'))
    assert caught.value.code == "picture-not-in-book"


def test_a_picture_that_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(HubError, match="The PDF cannot be made") as caught:
        pdf(
            body_book(
                '<p><img src="images/dot.png" alt="x"/></p>',
                pictures={"images/dot.png": b"no picture"},
            )
        )
    assert caught.value.code == "pdf-refused"


def test_a_link_to_a_missing_id_is_refused() -> None:
    with pytest.raises(HubError, match="the book has no such id") as caught:
        pdf(body_book('<p><a href="#nowhere">x</a></p>'))
    assert caught.value.code == "broken-book-link"


def test_a_note_that_is_mentioned_twice_is_printed_once() -> None:
    mark = '<sup id="{}"><a href="#fn" class="footnote-ref">1</a></sup>'
    note = (
        '<div class="footnote"><ol><li id="fn"><p>Told once.<a href="#r1"'
        ' class="footnote-backref">x</a></p><p>And more.</p></li></ol></div>'
    )
    book = body_book(f"<p>a{mark.format('r1')} b{mark.format('r2')}</p>{note}")
    assert text_of(pdf(book)).count("Told once.") == 1
    assert [found for found in own(pdf(book), book) if "called" in found] == []


def test_numbering_follows_the_list() -> None:
    text = text_of(
        pdf(
            body_book(
                '<ol type="A" start="3"><li>x</li></ol><ol start="7"><li>y</li></ol><ol type="?"'
                ' start="-1"><li>z</li></ol>'
            )
        )
    )
    assert all(part in text for part in ("C. x", "7. y", "1. z"))


def test_a_book_without_a_day_or_a_summary_can_be_printed() -> None:
    book = replace(small_book(), updated=None, summary="", edition="", note="")
    assert own(pdf(book), book) == []


def test_to_speak_of_a_table_that_is_not_there_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="zip"):
        finished(good(), [("CC", "RD", "DD"), ("C",)])


# ---- the same bytes


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from smallbook import small_book; from"
        " hub.compose.playbook.pdf import pdf; sys.stdout.buffer.write(pdf(small_book()))"
    )
    told = {
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": str(ROOT),
        "PYTHONHASHSEED": "7",
        "TZ": "Pacific/Apia",
        "LANG": "tr_TR.UTF-8",
        "SOURCE_DATE_EPOCH": "1",
    }
    again = subprocess.run(
        [sys.executable, "-c", code, str(ROOT / "tests")],
        capture_output=True,
        check=True,
        cwd=tmp_path,
        env=told,
    ).stdout
    assert again == good()


def test_the_fonts_are_ours_and_all_of_them_are_there() -> None:
    with pikepdf.open(BytesIO(good())) as document:
        fonts = {
            str(item.BaseFont).rpartition("+")[2]
            for item in document.objects
            if isinstance(item, Dictionary) and item.get("/Type") == Name.Font
        }
    assert fonts <= {path.stem for path in FONTS.glob("*.otf")} | {
        f"{path.stem}-Identity-H" for path in FONTS.glob("*.otf")
    }
    assert sum(path.stat().st_size for path in FONTS.iterdir()) < 2_000_000


@pytest.mark.proof
def test_the_list_of_characters_is_what_the_fonts_hold() -> None:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    held = {path.stem: set(TTFont(path).getBestCmap()) for path in FONTS.glob("*.otf")}
    every_style = set.intersection(
        *(found for name, found in held.items() if "Sans" in name)
    ) | set.intersection(*(found for name, found in held.items() if "Code" in name))
    assert {
        character
        for character in map(chr, range(0x20, 0x30000))
        if printable(character) == character and not character.isascii()
    } == {chr(code) for code in every_style if code > 0x7F}


# ---- proof


@pytest.mark.proof
@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_nobody_finds_anything_in_the_small_book(paper: Paper) -> None:
    data = pdf(small_book(), paper=paper)
    assert findings(data, small_book()) == []
    assert by_page_validation(data, "2a") == []


@pytest.mark.proof
def test_nobody_finds_anything_in_the_playbook() -> None:
    book = shelf().playbook("cx")
    data = pdf(book)
    assert findings(data, book) == []
    # The checker drops a carriage return that happens to be the last byte of packed data, and then
    # misses it.
    assert [
        found for found in by_page_validation(data, "2a") if "PDFA2A-STREAM-LENGTH-001" not in found
    ] == []
    assert missing_words(data, book) == []


@pytest.mark.proof
def test_nobody_finds_anything_in_a_chapter_or_in_any_course() -> None:
    books = [
        shelf().chapter("cx", shelf().playbooks["cx"][1][0].fields.key),
        *(shelf().course(course) for course in shelf().courses),
    ]
    for book in books:
        assert findings(pdf(book), book) == [], book.id


def missing_words(data: bytes, book: Book) -> list[str]:
    """Blocks of the book whose words are not in the PDF, letter by letter, save that a page may end
    once in each."""
    pages = [
        page.get_textpage().get_text_bounded().replace("\x02", "")
        for page in pypdfium2.PdfDocument(data)
    ]
    text = "".join("".join("".join(page.split()) for page in pages).split()).replace("-", "")
    missed = []
    for chapter in book.chapters:
        for element in chapter.tree.iter("p", "li", "td", "th", "dt", "dd", "h2", "h3", "h4"):
            run = "".join((element.text or "").split()).replace("-", "")
            split = (
                len(run)
                if run in text
                else next(size for size in range(len(run), -1, -1) if run[:size] in text)
            )
            if run[split:] not in text or split < min(3, len(run)):
                missed.append(run)
    return missed


# ---- the checks notice

Change = Callable[[pikepdf.Pdf], None]


def spoilt(change: Change, data: bytes | None = None) -> bytes:
    with pikepdf.open(BytesIO(data or good())) as document:
        change(document)
        target = BytesIO()
        document.save(target)
    return target.getvalue()


def tags(document: pikepdf.Pdf, name: str) -> list[pikepdf.Object]:
    return [
        item
        for item in document.objects
        if isinstance(item, Dictionary) and str(item.get("/S", "")) == name and "/P" in item
    ]


def without(document: pikepdf.Pdf, name: str, key: str) -> None:
    for item in tags(document, name):
        del item[key]


def retag(document: pikepdf.Pdf, old: str, new: str, most: int = 99) -> None:
    for item in tags(document, old)[:most]:
        item.S = Name(new)


def metadata_without(document: pikepdf.Pdf, begin: bytes, end: bytes) -> None:
    told = document.Root.Metadata.read_bytes()
    start = told.index(begin)
    document.Root.Metadata.write(told[:start] + told[told.index(end, start) + len(end) :])


def drop(document: pikepdf.Pdf, name: str) -> None:
    item = tags(document, name)[0]
    item.P.K = Array(
        [
            child
            for child in item.P.K
            if not (isinstance(child, Dictionary) and child.objgen == item.objgen)
        ]
    )


def links(document: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [link for page in document.pages for link in page.get("/Annots", Array())]


def lose_a_name(document: pikepdf.Pdf) -> None:
    del pikepdf.NameTree(document.Root.Names.Dests)["playbooks.small.keep-going.question-who"]


def lose_a_bookmark(document: pikepdf.Pdf) -> None:
    with document.open_outline() as outline:
        del outline.root[0].children[1]


def rename_a_bookmark(document: pikepdf.Pdf) -> None:
    with document.open_outline() as outline:
        outline.root[1].title = "2. Something else"


def another_first_bookmark(document: pikepdf.Pdf) -> None:
    document.Root.Outlines.First.Title = String("Contents")


def words_without_tag(document: pikepdf.Pdf) -> None:
    page = document.pages[2]
    told = list(pikepdf.parse_content_stream(page))
    plain = [step for step in told if str(step.operator) not in ("BDC", "BMC", "EMC")]
    page.Contents = document.make_stream(pikepdf.unparse_content_stream(plain))


def scope_gone(document: pikepdf.Pdf) -> None:
    for item in tags(document, "/TH"):
        item.A = Array([each for each in item.A if str(each.get("/O", "")) != "/Table"])


DEFECTS: dict[str, Change] = {
    "no language": lambda document: document.Root.__delitem__("/Lang"),
    "another language": lambda document: setattr(document.Root, "Lang", String("fr")),
    "no title in the metadata": lambda document: metadata_without(
        document, b"<dc:title>", b"</dc:title>"
    ),
    "the window shows the file": lambda document: document.Root.ViewerPreferences.__delitem__(
        "/DisplayDocTitle"
    ),
    "no word that it is tagged": lambda document: document.Root.__delitem__("/MarkInfo"),
    "no word of PDF/UA": lambda document: metadata_without(
        document, b"<pdfuaid:part>", b"</pdfuaid:part>"
    ),
    "no word of PDF/A": lambda document: metadata_without(
        document, b"<pdfaid:part>", b"</pdfaid:part>"
    ),
    "no metadata": lambda document: document.Root.__delitem__("/Metadata"),
    "no tags": lambda document: document.Root.__delitem__("/StructTreeRoot"),
    "a picture without words": lambda document: without(document, "/Figure", "/Alt"),
    "a file's name for words": lambda document: setattr(
        tags(document, "/Figure")[0], "Alt", String("dot.png")
    ),
    "other words for a picture": lambda document: setattr(
        tags(document, "/Figure")[0], "Alt", String("A blue dot")
    ),
    "a picture left out": lambda document: drop(document, "/Figure"),
    "a skipped level": lambda document: retag(document, "/H2", "/H4"),
    "one heading too low": lambda document: retag(document, "/H3", "/H2", 1),
    "first heading on level 2": lambda document: retag(document, "/H1", "/H2", 1),
    "a header cell that heads nothing": scope_gone,
    "header cells as plain cells": lambda document: retag(document, "/TH", "/TD"),
    "a table left out": lambda document: drop(document, "/Table"),
    "a row left out": lambda document: drop(document, "/TR"),
    "a list item left out": lambda document: drop(document, "/LI"),
    "a note left out": lambda document: drop(document, "/Note"),
    "a quotation as a paragraph": lambda document: retag(document, "/BlockQuote", "/P"),
    "a link without words": lambda document: links(document)[-1].__delitem__("/Contents"),
    "a link outside the tags": lambda document: links(document)[-1].__delitem__("/StructParent"),
    "a link to nowhere": lambda document: links(document)[-1].__delitem__("/Dest"),
    "no order of links": lambda document: document.pages[1].obj.__delitem__("/Tabs"),
    "a bookmark lost": lose_a_bookmark,
    "a bookmark renamed": rename_a_bookmark,
    "another first bookmark": another_first_bookmark,
    "no bookmarks": lambda document: document.Root.__delitem__("/Outlines"),
    "a named place lost": lose_a_name,
    "no named places": lambda document: document.Root.__delitem__("/Names"),
    "words without a tag": words_without_tag,
    "a page lost": lambda document: document.pages.__delitem__(2),
}


@pytest.mark.proof
@pytest.mark.parametrize("name", DEFECTS)
def test_a_spoilt_file_is_noticed(name: str) -> None:
    assert findings(spoilt(DEFECTS[name]), small_book()) != []


@pytest.mark.proof
def test_a_file_that_is_only_saved_again_is_not_accused() -> None:
    assert findings(spoilt(lambda document: None), small_book()) == []


@pytest.mark.proof
def test_each_tool_notices_something_that_another_does_not() -> None:
    seen = {
        name: {found.partition(":")[0] for found in findings(spoilt(change), small_book())}
        for name, change in DEFECTS.items()
    }
    noticed = {tool: {name for name, tools in seen.items() if tool in tools} for tool in TOOLS}
    assert all(len(names) >= 5 for names in noticed.values())
    assert noticed["own"] - noticed["page-validation"] - noticed["pdfua"]
    assert noticed["page-validation"] - noticed["pdfua"]


def test_the_bookmarks_are_the_contents() -> None:
    with pikepdf.open(BytesIO(good())) as document:
        assert [line[:2] for line in outline_of(document)] == [
            line[:2] for line in contents_of(small_book())
        ]
    assert wanted_tags(small_book())["/H3"] == 3
    assert picture()
