"""The line through the moods of a life experience: large in its journey map, small for phones, tiny
on a card.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hub.compose.diagrams.curve import Piece, Point, path_of, rounded, runs_of
from hub.compose.diagrams.moods import BEST, MOODS, MOUTHS, WORST
from hub.kinds.entries.life_experiences import Stage

_SMALL_WIDTH, _SMALL_LEFT, _SMALL_STEP, _SMALL_TOP = 320, 72, 30, 22
_SPARK_WIDTH, _SPARK_HEIGHT, _SPARK_EDGE = 120, 32, 4


@dataclass(frozen=True)
class Face:
    """The mood of a stage: where its face stands, how large it is, its mouth, and its word."""

    x: float
    y: float
    mood: int
    size: float
    mouth: str
    word: str
    word_y: float


@dataclass(frozen=True)
class Level:
    """The height of a mood, with its name."""

    y: float
    word: str


@dataclass(frozen=True)
class MoodLine:
    """Lines, the ground below each, faces, and the middles of the stages whose mood nobody
    noted.
    """

    lines: tuple[str, ...]
    grounds: tuple[str, ...]
    faces: tuple[Face, ...]
    unknown: tuple[Point, ...]
    levels: tuple[Level, ...]


@dataclass(frozen=True)
class SmallLine:
    """A mood line that fits a phone, with the numbers of the stages below it; or one for a card,
    without words.
    """

    width: float
    height: float
    left: float
    line: MoodLine
    numbers: tuple[tuple[float, float, str], ...]  # (x, y, number)


def mood_line(
    moods: Sequence[int | None],
    *,
    first: int,
    last: int,
    place: Callable[[Point], Point],
    floor: float,
    size: float,
) -> MoodLine:
    """The line of the stages from `first` to before `last`; where it comes from others or goes on
    to them, it reaches half way.

    `place` says where in the picture a (stage, mood) stands.
    """
    runs = [found for run in runs_of(moods) if (found := _within(run, first, last))]
    spots = [
        (number, mood, place((number, mood or (WORST + BEST) / 2)))
        for number, mood in enumerate(moods)
        if first <= number < last
    ]
    faces = [
        _face(moods, number, mood, spot=spot, size=size)
        for number, mood, spot in spots
        if mood is not None
    ]
    return MoodLine(
        tuple(path_of(_moved(piece, place) for piece in run) for run in runs),
        tuple(_ground(run, place, floor) for run in runs),
        tuple(faces),
        unknown=tuple(spot for _, mood, spot in spots if mood is None),
        levels=tuple(Level(place((first, mood))[1], word) for mood, word in MOODS.items()),
    )


def line_for_phones(stages: Sequence[Stage]) -> SmallLine:
    """The whole line in the width of a phone, with the levels named at the left and the stages
    numbered.
    """
    step = (_SMALL_WIDTH - _SMALL_LEFT) / max(len(stages), 1)
    floor = _SMALL_TOP + (BEST - WORST) * _SMALL_STEP

    def place(point: Point) -> Point:
        return _SMALL_LEFT + (point[0] + 0.5) * step, floor - (point[1] - WORST) * _SMALL_STEP

    line = mood_line(
        [stage.mood for stage in stages],
        first=0,
        last=len(stages),
        place=place,
        floor=floor + 14,
        size=min(0.72, step / 34),
    )
    every = -(-len(stages) // 12)  # more than twelve numbers would touch
    numbers = tuple(
        (place((number, 1))[0], floor + 34, str(number + 1))
        for number in range(0, len(stages), every)
    )
    return SmallLine(_SMALL_WIDTH, floor + 42, _SMALL_LEFT, line=line, numbers=numbers)


def line_for_cards(stages: Sequence[Stage]) -> SmallLine | None:
    """A tiny line without words, for a place that names the life experience; None where fewer than
    two stages have a mood.
    """
    if sum(stage.mood is not None for stage in stages) < 2:
        return None
    step = (_SPARK_WIDTH - 2 * _SPARK_EDGE) / (len(stages) - 1)
    rise = (_SPARK_HEIGHT - 2 * _SPARK_EDGE) / (BEST - WORST)

    def place(point: Point) -> Point:
        return (
            _SPARK_EDGE + point[0] * step,
            _SPARK_HEIGHT - _SPARK_EDGE - (point[1] - WORST) * rise,
        )

    line = mood_line(
        [stage.mood for stage in stages],
        first=0,
        last=len(stages),
        place=place,
        floor=_SPARK_HEIGHT,
        size=1,
    )
    return SmallLine(_SPARK_WIDTH, _SPARK_HEIGHT, 0, line=line, numbers=())


def _within(run: Sequence[Piece], first: int, last: int) -> list[Piece]:
    found = []
    for piece in run:
        start = round(piece.start[0])
        if first <= start < last - 1:
            found.append(piece)
        elif start == first - 1:
            found.append(piece.halves()[1])
        elif start == last - 1:
            found.append(piece.halves()[0])
    return found


def _moved(piece: Piece, place: Callable[[Point], Point]) -> Piece:
    return Piece(
        place(piece.start), place(piece.handle), place(piece.other_handle), end=place(piece.end)
    )


def _ground(run: Sequence[Piece], place: Callable[[Point], Point], floor: float) -> str:
    """The plane between a run and the floor. Where the line ends in the middle of a column, it
    reaches on to the column's edge.
    """
    (left, first), (right, last) = run[0].start, run[-1].end
    start = (left - 0.5 if _is_middle(left) else left, first)
    end = (right + 0.5 if _is_middle(right) else right, last)
    pieces = [
        Piece(start, start, run[0].start, end=run[0].start),
        *run,
        Piece(run[-1].end, run[-1].end, end, end=end),
    ]
    return (
        f"{path_of(_moved(piece, place) for piece in pieces)} V {rounded(floor)} H"
        f" {rounded(place(start)[0])} Z"
    )


def _is_middle(x: float) -> bool:
    return abs(x - round(x)) < 0.25


def _face(moods: Sequence[int | None], number: int, mood: int, spot: Point, size: float) -> Face:
    corner, middle = MOUTHS[mood]
    near = [
        found
        for found in (*moods[max(number - 1, 0) : number], *moods[number + 1 : number + 2])
        if found is not None
    ]
    # in a valley the line is above, so the word goes below
    is_below = bool(near) and sum(near) / len(near) > mood
    word_y = spot[1] + (33 if is_below else -24) * size
    return Face(
        spot[0],
        spot[1],
        mood,
        size=size,
        mouth=f"M -6.5 {corner} Q 0 {middle} 6.5 {corner}",
        word=MOODS[mood],
        word_y=word_y,
    )
