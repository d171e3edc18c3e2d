"""A smooth line through numbers, with a gap where one is missing. It never swings beyond the
numbers it joins.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

Point = tuple[float, float]


@dataclass(frozen=True)
class Piece:
    """A stretch of the line from one number to the next: two ends and two handles (a cubic Bézier
    curve).
    """

    start: Point
    handle: Point
    other_handle: Point
    end: Point

    def halves(self) -> tuple[Piece, Piece]:
        """The same stretch in two, cut half way."""
        first, middle, last = (
            _half(self.start, self.handle),
            _half(self.handle, self.other_handle),
            _half(self.other_handle, self.end),
        )
        left, right = _half(first, middle), _half(middle, last)
        cut = _half(left, right)
        return Piece(self.start, first, left, end=cut), Piece(cut, right, last, end=self.end)


def runs_of(values: Sequence[float | None]) -> list[list[Piece]]:
    """The pieces between neighbours that both have a number, in runs without a gap. The x of a
    point is its place in the list.
    """
    slopes = [
        after - before if before is not None and after is not None else None
        for before, after in pairwise(values)
    ]
    runs: list[list[Piece]] = []
    for place, slope in enumerate(slopes):
        before, after = values[place], values[place + 1]
        if slope is None or before is None or after is None:
            continue
        if place == 0 or slopes[place - 1] is None:
            runs.append([])
        lean, other_lean = _lean(slopes, place), _lean(slopes, place + 1)
        runs[-1].append(
            Piece(
                (place, before),
                (place + 1 / 3, before + lean / 3),
                (place + 2 / 3, after - other_lean / 3),
                end=(place + 1, after),
            )
        )
    return runs


def path_of(pieces: Iterable[Piece]) -> str:
    """Pieces that follow each other, as the `d` of a path."""
    drawn = list(pieces)
    if not drawn:
        return ""
    return " ".join(
        [
            "M",
            _spot(drawn[0].start),
            *(
                word
                for piece in drawn
                for word in ("C", _spot(piece.handle), _spot(piece.other_handle), _spot(piece.end))
            ),
        ]
    )


def rounded(value: float) -> str:
    """A number of a picture with one digit at the most after the point: the same on every
    machine.
    """
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def _lean(slopes: Sequence[float | None], place: int) -> float:
    """How steep the line is at a number: level at a top or bottom, else between its two slopes
    (after Fritsch and Butland).
    """
    before = slopes[place - 1] if place else None
    after = slopes[place] if place < len(slopes) else None
    if before is None or after is None or before * after <= 0:
        return 0.0
    return 2 * before * after / (before + after)


def _half(one: Point, other: Point) -> Point:
    return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2


def _spot(point: Point) -> str:
    return f"{rounded(point[0])} {rounded(point[1])}"
