"""Practice cards for a workshop: printed on both sides, cut, and laid on the table. The front says
what and why, the back how.

The sheet is turned over its long edge, as printers do for upright pages: what lies in the leftmost
column of the front lies in the rightmost column of the back.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

import segno

from hub.compose.playbook.book import Book
from hub.compose.playbook.pdf import compiled
from hub.compose.playbook.pdftags import finished
from hub.compose.playbook.typesetting import PAPERS, Paper
from hub.compose.playbook.typstwords import array, literal, words
from hub.kinds.entries.practices import Practice
from hub.model import Entry, is_a
from hub.permalinks.ids import page_id
from hub.problems import HubError, quoted

PerSheet = Literal[2, 4]

_SIZE_BY_PAPER = {"letter": (612.0, 792.0), "a4": (595.276, 841.89)}
_GRID: dict[PerSheet, tuple[int, int]] = {4: (2, 2), 2: (1, 2)}  # columns, rows
# the largest that leaves both papers a printer's margin
_CARD: dict[PerSheet, tuple[float, float]] = {4: (270.0, 360.0), 2: (540.0, 360.0)}
_CODE_SIZE = 70.0  # a side of 25 mm, and about 0.55 mm for each dot of an address of 70 characters
# points of type, from the best down
_FRONT_SIZES: dict[PerSheet, tuple[float, ...]] = {
    4: (13, 12, 11, 10, 9, 8.5, 8),
    2: (17, 16, 15, 14, 13, 12, 11, 10, 9),
}
_BACK_SIZES: dict[PerSheet, tuple[float, ...]] = {
    4: (9, 8.5, 8.25, 8, 7.75, 7.5),
    2: (12, 11, 10.5, 10, 9.5, 9, 8.5, 8),
}
_SUBJECT = {"pra": "Paperwork rules", "privacy": "Privacy"}
_LONGEST = 24  # characters of a title that fit on a line of the smaller card


@dataclass(frozen=True)
class Side:
    """Where one side of a card is printed: the page from 1, and points from the left and from the
    top of it.
    """

    page: int
    left: float
    top: float
    width: float
    height: float


def card_sides(
    count: int, *, paper: Paper = "letter", per_sheet: PerSheet = 4
) -> tuple[tuple[Side, Side], ...]:
    """The front and the back of each of so many cards, in the order of the cards."""
    columns, rows = _GRID[per_sheet]
    width, height = _CARD[per_sheet]
    left, top = _edges(paper, per_sheet)
    sides = []
    for number in range(count):
        sheet, place = divmod(number, per_sheet)
        row, column = divmod(place, columns)
        y = top + row * height
        front = Side(2 * sheet + 1, left + column * width, y, width=width, height=height)
        back = Side(
            2 * sheet + 2, left + (columns - 1 - column) * width, y, width=width, height=height
        )
        sides.append((front, back))
    assert rows * columns == per_sheet
    return tuple(sides)


def practices_of(book: Book) -> tuple[Entry[Practice], ...]:
    """The practices of a book, each once, in the order in which its chapters name them."""
    return tuple(
        {
            entry.address: entry
            for chapter in book.chapters
            for entry in chapter.entries
            if is_a(entry, Practice)
        }.values()
    )


def plain_label(vocabulary: str, value: str | None) -> str:
    """A value of a closed list in words, when no vocabulary is at hand."""
    told = (value or "").replace("-", " ")
    return (
        f"{_SUBJECT[vocabulary]}: {told}" if told and vocabulary in _SUBJECT else told.capitalize()
    )


def cards(
    book: Book,
    *,
    paper: Paper = "letter",
    per_sheet: PerSheet = 4,
    label: Callable[[str, str | None], str] = plain_label,
) -> bytes:
    """The practices of a book as a PDF of cards, fronts and backs by turns; `label` is
    `Library.label`.

    Every card has the named destinations ID (its front's title), `front.ID` and `back.ID` (the
    corners of its sides). HubError when the book has no practice, or a practice does not fit on its
    card: nothing is ever cut off.
    """
    practices = practices_of(book)
    if not practices:
        raise HubError(
            "no-cards",
            f"{quoted(book.title)} holds no practice, so there are no cards to print.",
            exit_code=1,
        )
    codes = {
        f"code-{number}.svg": _code(book.go(page_id(practice.address)))
        for number, practice in enumerate(practices, 1)
    }
    try:
        made = compiled(
            _source(book, practices, paper, per_sheet=per_sheet, label=label),
            codes,
            is_dated=book.updated is not None,
        )
    except HubError as error:
        full = re.search(r"card-too-full ([0-9]+)", str(error))
        if full is None:
            raise
        title = quoted(practices[int(full[1]) - 1].title)
        raise HubError(
            "card-too-full",
            f"The card of {title} does not fit, even in the smallest type.",
            exit_code=1,
            fix="Shorten its steps or notes.",
        ) from error
    return finished(made, ())


def _source(
    book: Book,
    practices: tuple[Entry[Practice], ...],
    paper: Paper,
    per_sheet: PerSheet,
    label: Callable[[str, str | None], str],
) -> str:
    facts = {
        "title": words(f"Practice cards: {book.title}"),
        "author": literal(book.publisher),
        "keywords": array(literal(practice.title) for practice in practices),
        "language": literal(book.language.partition("-")[0]),
        "paper": literal(PAPERS[paper]),
        "cuts": _cuts(paper, per_sheet),
        "date": (
            f"datetime(year: {book.updated.year}, month: {book.updated.month}, day:"
            f" {book.updated.day})"
            if book.updated
            else "none"
        ),
    }
    lines = [
        '#import "cards.typ": *',
        "#show: cards.with(",
        *(f"  {name}: {value}," for name, value in facts.items()),
        ")",
    ]
    lines += [
        f"#let card-{number} = {_card(book, practice, number, per_sheet=per_sheet, label=label)}"
        for number, practice in enumerate(practices, 1)
    ]
    sides = card_sides(len(practices), paper=paper, per_sheet=per_sheet)
    drawn = [(front.page, number, "front", front) for number, (front, _) in enumerate(sides, 1)] + [
        (back.page, number, "back", back) for number, (_, back) in enumerate(sides, 1)
    ]
    page = 1
    for at_page, number, name, side in sorted(drawn, key=lambda each: each[:2]):
        if at_page != page:
            lines.append("#pagebreak()")
            page = at_page
        identity = literal(f"{name}.{page_id(practices[number - 1].address)}")
        size = f"{side.width}pt, {side.height}pt" + ("" if name == "front" else f", {_CODE_SIZE}pt")
        lines.append(
            f"#side({identity}, {side.left:.3f}pt, {side.top:.3f}pt, {side.width}pt,"
            f" {side.height}pt, {name}({size}, card-{number}))"
        )
    return "\n".join(lines) + "\n"


def _card(
    book: Book,
    practice: Entry[Practice],
    number: int,
    per_sheet: PerSheet,
    label: Callable[[str, str | None], str],
) -> str:
    """What a card says, as a Typst dictionary."""
    fields, identity = practice.fields, page_id(practice.address)
    pillar, kind = label("pillar", fields.pillar), label("practice-kind", fields.kind)
    address = book.go(identity)
    texts = {
        "title": practice.title,
        "kind": " · ".join(filter(None, (pillar, kind))),
        "summary": fields.summary or "",
        "problem": fields.problem or "",
        "outcome": fields.outcome or "",
        "time": _time(practice, label),
        "origin": f"{book.title}, edition {book.edition}" if book.edition else book.title,
        "address": address,
        "code-words": f"QR code for {address}",
    }
    exact = {
        "id": identity,
        "pillar-key": fields.pillar or "",
        "code": f"code-{number}.svg",
        "number": str(number),
    }
    steps = array(
        f"(do: {_said(step.do)}, why: {_said(step.why)}, output:"
        f" {_said((step.output or '').rstrip('.'))})"
        for step in fields.steps
    )
    legal = array(f"({_said(name)}, {_said(said)})" for name, said in _legal(practice, label))
    sizes = [
        f"{name}: {array(f'{size}pt' for size in found[per_sheet])}"
        for name, found in (("front-sizes", _FRONT_SIZES), ("back-sizes", _BACK_SIZES))
    ]
    told = [f"{name}: {_said(text)}" for name, text in texts.items()] + [
        f"{name}: {literal(text)}" for name, text in exact.items()
    ]
    return "(" + ", ".join([*told, f"steps: {steps}", f"legal: {legal}", *sizes]) + ")"


def _said(text: str | None) -> str:
    return words(" ".join((text or "").split()), most=_LONGEST)


def _time(practice: Entry[Practice], label: Callable[[str, str | None], str]) -> str:
    effort = practice.fields.effort
    if effort is None:
        return ""
    people = (
        f"{effort.people} {'person' if effort.people == 1 else 'people'}" if effort.people else ""
    )
    cost = f"{label('cost', effort.cost).lower()} cost" if effort.cost else ""
    return ", ".join(filter(None, (effort.time, people, cost)))


def _legal(
    practice: Entry[Practice], label: Callable[[str, str | None], str]
) -> Iterator[tuple[str, str]]:
    rules = practice.fields.requirements
    if rules is not None:
        yield f"{label('pra', rules.pra)}.", rules.pra_note or ""
        yield f"{label('privacy', rules.privacy)}.", rules.privacy_note or ""
        if rules.accessibility:
            yield "Accessibility.", rules.accessibility


def _code(address: str) -> bytes:
    """A QR code as a drawing. Level M stays readable with a sixth of it under a stain."""
    target = io.BytesIO()
    segno.make(address, error="m", micro=False, boost_error=False).save(
        target, kind="svg", border=4, xmldecl=False, svgclass=None, lineclass=None
    )
    return target.getvalue()


def _edges(paper: Paper, per_sheet: PerSheet) -> tuple[float, float]:
    """Where the cards begin, from the left and from the top: they stand in the middle, so that
    front and back meet.
    """
    width, height = _SIZE_BY_PAPER[paper]
    columns, rows = _GRID[per_sheet]
    return (width - columns * _CARD[per_sheet][0]) / 2, (height - rows * _CARD[per_sheet][1]) / 2


def _cuts(paper: Paper, per_sheet: PerSheet) -> str:
    """Where the sheet is cut: the columns' edges, the rows' edges, and the four sides of the
    whole.
    """
    (left, top), (columns, rows), (width, height) = (
        _edges(paper, per_sheet),
        _GRID[per_sheet],
        _CARD[per_sheet],
    )
    across = array(f"{left + number * width:.3f}pt" for number in range(columns + 1))
    down = array(f"{top + number * height:.3f}pt" for number in range(rows + 1))
    return (
        f"({across}, {down}, {left:.3f}pt, {left + columns * width:.3f}pt, {top:.3f}pt,"
        f" {top + rows * height:.3f}pt)"
    )
