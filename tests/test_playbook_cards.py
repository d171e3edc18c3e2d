"""Practice cards: what they say, that both sides meet when the sheet is turned over, that nothing
is cut off, and that the codes lead home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
import zxingcpp

from hub.compose.playbook.book import Book
from hub.compose.playbook.cards import PerSheet, Side, card_sides, cards, practices_of
from hub.compose.playbook.typesetting import Paper
from hub.permalinks.ids import page_id
from hub.problems import HubError
from pdfchecks import by_page_validation, by_pdfua, elements_of
from smallbook import shelf, small_book

WIDTH_BY_PAPER = {"letter": 612, "a4": 595.276}
HEIGHT_BY_PAPER = {"letter": 792, "a4": 841.89}
every_sheet = pytest.mark.parametrize(
    ("paper", "per_sheet"), [("letter", 4), ("letter", 2), ("a4", 4), ("a4", 2)]
)


def deck() -> Book:
    """The first chapter with at least five practices: more than a sheet."""
    playbook, chapters = shelf().playbooks["cx"]
    key = next(
        chapter.fields.key
        for chapter in chapters
        if sum(entry.collection == "practices" for entry in chapter.entries) >= 5
    )
    return shelf().chapter(playbook.id, key)


def with_fields(book: Book, **fields: Any) -> Book:
    """The book with one practice, changed."""
    practice = practices_of(book)[0]
    changed = replace(practice, fields=practice.fields.model_copy(update=fields))
    return replace(book, chapters=(replace(book.chapters[0], entries=(changed,)),))


@cache
def drawn(paper: Paper, per_sheet: PerSheet) -> bytes:
    return cards(deck(), paper=paper, per_sheet=per_sheet, label=shelf().library.label)


def text_of(data: bytes) -> str:
    return " ".join(
        " ".join(
            page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data)
        ).split()
    )


def letters(data: bytes) -> list[tuple[int, str, float, float, float, float]]:
    """Every letter that is seen: page, letter, and its box from the left and from the top."""
    found = []
    for number, page in enumerate(pypdfium2.PdfDocument(data), 1):
        text, height = page.get_textpage(), page.get_height()
        for index in range(text.count_chars()):
            letter = text.get_text_range(index, 1)
            if letter.strip():
                left, bottom, right, top = text.get_charbox(index)
                found.append((number, letter, left, height - top, right, height - bottom))
    return found


def holds(side: Side, box: Sequence[float], margin: float) -> bool:
    left, top, right, bottom = box
    return (
        side.left + margin <= left
        and right <= side.left + side.width - margin
        and side.top + margin <= top
        and bottom <= side.top + side.height - margin
    )


@every_sheet
@pytest.mark.parametrize("count", [1, 4, 5, 11])
def test_front_and_back_meet_when_the_sheet_is_turned_over(
    paper: Paper, per_sheet: PerSheet, count: int
) -> None:
    sides = card_sides(count, paper=paper, per_sheet=per_sheet)
    assert len(sides) == count
    for front, back in sides:
        assert (front.page % 2, back.page) == (1, front.page + 1)
        assert (front.top, front.width, front.height) == (back.top, back.width, back.height)
        assert front.left == pytest.approx(
            WIDTH_BY_PAPER[paper] - back.left - back.width, abs=0.001
        )


@every_sheet
def test_no_two_cards_share_paper_and_a_printer_can_reach_them(
    paper: Paper, per_sheet: PerSheet
) -> None:
    fronts = [front for front, _ in card_sides(9, paper=paper, per_sheet=per_sheet)]
    assert len({(side.page, side.left, side.top) for side in fronts}) == 9
    assert min(min(side.left, side.top) for side in fronts) >= 25
    assert max(side.left + side.width for side in fronts) <= WIDTH_BY_PAPER[paper] - 25
    assert max(side.top + side.height for side in fronts) <= HEIGHT_BY_PAPER[paper] - 25
    assert {(side.left - fronts[0].left) % side.width for side in fronts} == {0}
    assert {(side.top - fronts[0].top) % side.height for side in fronts} == {0}


@every_sheet
def test_every_side_is_where_it_is_said_to_be(paper: Paper, per_sheet: PerSheet) -> None:
    practices = practices_of(deck())
    with pikepdf.open(BytesIO(drawn(paper, per_sheet))) as document:
        page_by_id: dict[object, int] = {
            page.obj.objgen: number for number, page in enumerate(document.pages, 1)
        }
        named = {
            name: (page_by_id[place[0].objgen], float(place[2]), float(place[3]))
            for name, place in pikepdf.NameTree(document.Root.Names.Dests).items()
        }
    for practice, both in zip(
        practices, card_sides(len(practices), paper=paper, per_sheet=per_sheet), strict=True
    ):
        for name, side in zip(("front", "back"), both, strict=True):
            page, left, top = named[f"{name}.{page_id(practice.address)}"]
            assert page == side.page
            assert left == pytest.approx(side.left, abs=0.01)
            # Typst leads readers to 10 points above a place
            assert HEIGHT_BY_PAPER[paper] - (top - 10) == pytest.approx(side.top, abs=0.01)
        assert page_id(practice.address) in named


@every_sheet
def test_every_letter_stands_well_inside_a_card(paper: Paper, per_sheet: PerSheet) -> None:
    sides = [
        side
        for both in card_sides(len(practices_of(deck())), paper=paper, per_sheet=per_sheet)
        for side in both
    ]
    seen = letters(drawn(paper, per_sheet))
    assert len(seen) > 5000
    outside = [
        (page, letter)
        for page, letter, *box in seen
        if not any(side.page == page and holds(side, box, 6) for side in sides)
    ]
    assert outside == []


def test_each_card_says_its_own_words_on_both_sides() -> None:
    document, book = pypdfium2.PdfDocument(drawn("letter", 4)), deck()
    practices = practices_of(book)
    for practice, (front, back) in zip(practices, card_sides(len(practices)), strict=True):
        told = {}
        for name, side in (("front", front), ("back", back)):
            page = document[side.page - 1]
            height = page.get_height()
            text = page.get_textpage().get_text_bounded(
                side.left,
                height - side.top - side.height,
                side.left + side.width,
                height - side.top,
            )
            told[name] = "".join(text.split())
        fields = practice.fields
        for words in (practice.title, fields.summary, fields.problem, fields.outcome):
            assert "".join(words.split()) in told["front"]
        rules = fields.requirements
        for words in (
            practice.title,
            *(step.do for step in fields.steps),
            fields.effort.time,
            rules.pra_note,
            rules.privacy_note,
            book.go(page_id(practice.address)),
        ):
            assert "".join(words.split()) in told["back"]
        assert "".join(shelf().library.label("pra", rules.pra).split()) in told["back"]


def test_what_does_not_fit_is_first_set_smaller_then_told_without_reasons_and_last_refused() -> (
    None
):
    step = practices_of(deck())[0].fields.steps[0]
    longer = step.model_copy(
        update={
            "do": "Do this with care. " * 6,
            "why": "Because it helps. " * 6,
            "output": "A list",
        }
    )
    assert "Why: Because" in text_of(cards(with_fields(deck(), steps=(longer,) * 2)))
    text = text_of(cards(with_fields(deck(), steps=(longer,) * 9)))
    assert "Why:" not in text
    assert "The reasons stand on the page." in text
    assert text.count("Gives: A list.") == 9
    with pytest.raises(HubError, match=r"The card of .* does not fit") as caught:
        cards(with_fields(deck(), steps=(longer,) * 40))
    assert caught.value.code == "card-too-full"


def test_a_front_that_does_not_fit_is_refused() -> None:
    with pytest.raises(HubError, match="does not fit"):
        cards(with_fields(deck(), problem="It hurts. " * 300))


def test_a_long_word_breaks_instead_of_running_off_the_card() -> None:
    book = with_fields(deck(), title="a" * 120, problem="b" * 300, outcome="c" * 90)
    sides = card_sides(1)[0]
    assert [
        letter
        for page, letter, *box in letters(cards(book))
        if not any(side.page == page and holds(side, box, 6) for side in sides)
    ] == []


def test_a_practice_with_bare_bones_has_a_card() -> None:
    text = text_of(
        cards(
            with_fields(
                deck(),
                summary=None,
                problem=None,
                outcome=None,
                effort=None,
                requirements=None,
                pillar=None,
                kind=None,
                steps=(),
            )
        )
    )
    assert practices_of(deck())[0].title in text
    assert "Legal" not in text


def test_hostile_words_stay_words() -> None:
    hostile = '"); panic("x' + " #import $x$ \\u{22} ]}) // * \u2028 <a> @b"
    text = "".join(
        text_of(cards(with_fields(deck(), title=hostile, summary=hostile, problem=hostile))).split()
    )
    # the title stands on both sides
    assert text.count("".join(hostile.replace("\u2028", "").split())) == 4


def test_without_a_vocabulary_the_rules_still_say_what_they_are_about() -> None:
    text = text_of(cards(deck()))
    rules = practices_of(deck())[0].fields.requirements
    assert f"Paperwork rules: {rules.pra}." in text
    assert f"Privacy: {rules.privacy}." in text


def test_a_book_without_practices_has_no_cards() -> None:
    with pytest.raises(HubError, match="holds no practice") as caught:
        cards(small_book())
    assert caught.value.code == "no-cards"


def test_a_practice_of_two_chapters_has_one_card() -> None:
    book = deck()
    assert practices_of(replace(book, chapters=book.chapters * 2)) == practices_of(book)


def test_two_runs_give_the_same_bytes() -> None:
    assert cards(deck(), label=shelf().library.label) == drawn("letter", 4)


def test_the_marks_stand_at_the_cuts_and_touch_no_card() -> None:
    pixels = pypdfium2.PdfDocument(drawn("letter", 4))[0].render(scale=4).to_pil().convert("L")

    def dark(x: float, y: float) -> bool:
        return bool(
            min(pixels.getpixel((round(4 * x) + shift, round(4 * y))) for shift in (-1, 0, 1)) < 200
        )

    for x in (36, 306, 576):
        assert dark(x, 36 - 10)
        assert dark(x, 756 + 10)
        assert not dark(x, 36 - 2)


# ---- proof


@pytest.mark.proof
@every_sheet
def test_every_code_is_read_back_and_lies_on_its_own_card(
    paper: Paper, per_sheet: PerSheet
) -> None:
    book, scale = deck(), 3
    practices = practices_of(book)
    document = pypdfium2.PdfDocument(drawn(paper, per_sheet))
    found = {}
    for number, page in enumerate(document, 1):
        for code in zxingcpp.read_barcodes(page.render(scale=scale).to_pil()):
            corners = [code.position.top_left, code.position.bottom_right]
            found[code.text] = (
                number,
                *(value / scale for corner in corners for value in (corner.x, corner.y)),
            )
    assert set(found) == {book.go(page_id(practice.address)) for practice in practices}
    for practice, (_, back) in zip(
        practices, card_sides(len(practices), paper=paper, per_sheet=per_sheet), strict=True
    ):
        page, *box = found[book.go(page_id(practice.address))]
        assert page == back.page
        assert holds(back, box, 8)


@pytest.mark.proof
@every_sheet
def test_nobody_finds_anything_in_the_cards_of_the_whole_playbook(
    paper: Paper, per_sheet: PerSheet
) -> None:
    book = shelf().playbook("cx")
    data = cards(book, paper=paper, per_sheet=per_sheet, label=shelf().library.label)
    assert [*by_page_validation(data, "ua1"), *by_pdfua(data)] == []
    sides = [
        side
        for both in card_sides(len(practices_of(book)), paper=paper, per_sheet=per_sheet)
        for side in both
    ]
    assert [
        (page, letter)
        for page, letter, *box in letters(data)
        if not any(side.page == page and holds(side, box, 6) for side in sides)
    ] == []


@pytest.mark.proof
def test_cards_are_read_in_their_order_front_before_back() -> None:
    practices = practices_of(deck())
    with pikepdf.open(BytesIO(drawn("letter", 4))) as document:
        tags = [str(element.S) for element in elements_of(document)]
        pictures = [
            str(element.Alt) for element in elements_of(document) if str(element.S) == "/Figure"
        ]
        with document.open_outline() as outline:
            titles = [" ".join(item.title.split()) for item in outline.root]
    assert tags.count("/H1") == 2 * len(practices)
    assert titles == [practice.title for practice in practices]
    assert pictures == [
        f"QR code for {deck().go(page_id(practice.address))}" for practice in practices
    ]
