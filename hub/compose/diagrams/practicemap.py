"""The practice map: every practice where its pillar meets the maturity of the team it is for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hub.compose.diagrams.picturepage import picture_page
from hub.compose.drawing.drawing import View, drawing
from hub.compose.drawing.made import Made
from hub.compose.drawing.sentences import listed
from hub.kinds.entries.practices import Practice
from hub.model import Entry, last_updated


@dataclass(frozen=True)
class Square:
    """The practices of one pillar for teams of one maturity."""

    maturity: str
    practices: tuple[Entry[Practice], ...]
    share: int  # from 0, none, to 4, as full as the fullest: how strongly the square is tinted


@dataclass(frozen=True)
class Band:
    """The squares of one pillar, from left to right."""

    pillar: str
    squares: tuple[Square, ...]

    @property
    def count(self) -> int:
        return sum(len(square.practices) for square in self.squares)


def practice_map(view: Callable[[str], View]) -> Made:
    """Pillars down, maturity across, every practice a link."""
    here = view("maps/practices/")
    practices = here.library.of(Practice)
    levels = list(here.library.vocabulary.get("maturity", {}))
    bands = bands_of(practices, list(here.library.vocabulary.get("pillar", {})), levels)
    totals = [
        sum(len(band.squares[number].practices) for band in bands) for number in range(len(levels))
    ]
    title, lead = (
        "Practice map",
        (
            "Every practice on one page: what it is about, down; how far along a team should be,"
            " across."
        ),
    )
    content = drawing(
        "practice-map.html",
        here,
        title=title,
        lead=lead,
        bands=bands,
        levels=levels,
        totals=totals,
        says=in_words(bands, levels, here),
    )
    data = [
        {
            "pillar": band.pillar,
            "maturity": square.maturity,
            "practices": [entry.id for entry in square.practices],
        }
        for band in bands
        for square in band.squares
    ]
    newest = last_updated(practices)
    page = picture_page(
        here,
        title,
        lead,
        draw=content,
        section=Practice.about.section,
        schema_type="Table",
        data_address="data/maps-practices.json",
        updated=newest,
    )
    return page, data


def bands_of(
    practices: Sequence[Entry[Practice]], pillars: list[str], levels: list[str]
) -> tuple[Band, ...]:
    """The practices in their squares, each once, by title."""
    held: dict[tuple[str | None, str | None], list[Entry[Practice]]] = {}
    for entry in practices:
        held.setdefault((entry.fields.pillar, entry.fields.maturity), []).append(entry)
    fullest = max(map(len, held.values()), default=1)
    return tuple(
        Band(
            pillar,
            tuple(
                Square(
                    level,
                    tuple(held.get((pillar, level), ())),
                    -(-4 * len(held.get((pillar, level), ())) // fullest),
                )
                for level in levels
            ),
        )
        for pillar in pillars
    )


def in_words(bands: tuple[Band, ...], levels: list[str], view: View) -> str:
    """What the map shows at first sight."""
    squares = [(band, square) for band in bands for square in band.squares]
    fullest = max((len(square.practices) for _, square in squares), default=0)
    if not fullest:
        return "There is no practice on this hub yet."
    full = [
        f"{view.label('pillar', band.pillar)} ({view.label('maturity', square.maturity).lower()})"
        for band, square in squares
        if len(square.practices) == fullest
    ]
    empty = [
        f"{view.label('pillar', band.pillar)} ({view.label('maturity', square.maturity).lower()})"
        for band, square in squares
        if not square.practices
    ]
    words = [
        (
            f"Most practices, {fullest} each, are in {listed(full)}."
            if len(full) > 1
            else f"Most practices, {fullest}, are in {full[0]}."
        )
    ]
    if empty:
        words.append(f"Nothing yet in {listed(empty)}.")
    return " ".join(words)
