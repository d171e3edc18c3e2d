"""Where the parts of a chart stand. Across, in hundredths of the width, so that it fits every
screen; down, in pixels.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from hub.compose.diagrams.lettering import width_of
from hub.compose.diagrams.wording import (
    compact,
    gap_words,
    mark_words,
    middle,
    short_when,
    with_unit,
)
from hub.kinds.days import span
from hub.kinds.figures import Series

TOP, FLOOR = 44.0, 256.0  # of the plot; the picture is 310 high
LEFT, RIGHT = 7.0, 99.0
NARROW = 280.0  # the narrowest picture: labels that do not meet there meet nowhere
SIZE = 15.0
LONG_GAP = 731  # days without a figure, after which the line is dashed
MANY = 8  # more points than this, and only the telling ones carry their value


@dataclass(frozen=True)
class Mark:
    """A point: where it stands, and where its value does."""

    x: float
    y: float
    words: str
    when: str
    label_x: float
    label_y: float
    anchor: str
    has_leader: bool

    @property
    def width(self) -> int:
        """The room of the value's box."""
        return _room(self.words)


@dataclass(frozen=True)
class Stroke:
    """A piece of the line between two points."""

    x1: float
    y1: float
    x2: float
    y2: float
    is_dashed: bool


@dataclass(frozen=True)
class Label:
    """A word at a place of an axis."""

    at: float
    words: str

    @property
    def width(self) -> int:
        """The room of the word's box."""
        return _room(self.words)


@dataclass(frozen=True)
class Chart:
    """Everything a chart is drawn from. Two figures are columns, more are a line."""

    marks: tuple[Mark, ...]
    strokes: tuple[Stroke, ...]
    is_columns: bool
    zero: float
    grid: tuple[Label, ...]
    ticks: tuple[float, ...]
    years: tuple[Label, ...]
    gap: Label
    goal: Label | None


def chart_of(series: Series, unit_label: str) -> Chart:
    """The geometry of a series."""
    values = [point.value for point in series.points] + ([series.goal.value] if series.goal else [])
    steps = scale(min(values), max(values), series.unit)
    low, high = steps[0], steps[-1]

    def down(value: float) -> float:
        return round(FLOOR - (value - low) / (high - low) * (FLOOR - TOP), 2)

    days = [middle(point.at) for point in series.points]
    is_columns = len(days) == 2
    first, last = span(series.points[0].at)[0].year, span(series.points[-1].at)[1].year
    begin, end = date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal()

    def across(day: float) -> float:
        return round(LEFT + (day - begin) / (end - begin) * (RIGHT - LEFT), 2)

    places = [
        (25.0, 75.0)[number] if is_columns else across(day) for number, day in enumerate(days)
    ]
    heights = [down(point.value) for point in series.points]
    marks = _labelled(series, places, heights, is_columns=is_columns)
    pairs = zip(marks, marks[1:], days, days[1:], strict=False)
    strokes = tuple(
        Stroke(a.x, a.y, b.x, y2=b.y, is_dashed=day_b - day_a > LONG_GAP)
        for a, b, day_a, day_b in pairs
    )
    grid = tuple(
        Label(down(step), _axis_words(step, series.unit, unit_label, is_top=step == high))
        for step in steps
    )
    goal = None
    if series.goal:
        words = f"Goal {mark_words_of(series.goal.value, series.unit)}"
        goal = Label(down(series.goal.value), words)
    if is_columns:
        years = tuple(Label(mark.x, mark.when) for mark in marks)
        return Chart(
            marks,
            (),
            True,
            zero=down(0.0),
            grid=grid,
            ticks=(),
            years=years,
            gap=Label(50.0, gap_words(series)),
            goal=goal,
        )
    ticks, years = _years(first, last, across)
    return Chart(
        marks,
        strokes,
        False,
        zero=down(max(low, 0.0)),
        grid=grid,
        ticks=ticks,
        years=years,
        gap=Label(50.0, ""),
        goal=goal,
    )


def scale(lowest: float, highest: float, unit: str) -> tuple[float, ...]:
    """Round steps of the upright axis, zero among them. A share runs to 100 and a score to 5, so
    that charts can be compared by eye.
    """
    if unit == "percent" and lowest >= 0 and highest <= 100:
        return (0.0, 25.0, 50.0, 75.0, 100.0)
    if unit == "score-of-5" and lowest >= 0 and highest <= 5:
        return (0.0, 1.0, 2.0, 3.0, 4.0, 5.0)
    low, high = min(lowest, 0.0), max(highest, 0.0)
    if low == high:
        high = 1.0
    rough = (high - low) / 4
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(
        size * power for size in (1.0, 2.0, 2.5, 5.0, 10.0) if size * power >= rough * 0.999
    )
    return tuple(
        round(step * number, 9)
        for number in range(math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9) + 1)
    )


def mark_words_of(value: float, unit: str) -> str:
    """A plain figure as it stands beside a line: 85%, $5 million, 12."""
    words = compact(value)
    return f"{words}%" if unit == "percent" else f"${words}" if unit == "dollars" else words


def _room(words: str) -> int:
    return round(width_of(words, SIZE) * 1.1) + 8


def _axis_words(step: float, unit: str, unit_label: str, *, is_top: bool) -> str:
    return with_unit(compact(step), unit, unit_label) if is_top else compact(step)


def _labelled(
    series: Series, places: list[float], heights: list[float], *, is_columns: bool
) -> tuple[Mark, ...]:
    """The points with a place for each value, where it covers no other value and no other point."""
    values = [point.value for point in series.points]
    telling = {0, len(values) - 1, values.index(max(values)), values.index(min(values))}
    taken = [
        (x * NARROW / 100 - 6, y - 6, x * NARROW / 100 + 6, y + 6)
        for x, y in zip(places, heights, strict=True)
    ]
    marks = []
    for number, (point, x, y) in enumerate(zip(series.points, places, heights, strict=True)):
        words = mark_words(point, series) if len(values) <= MANY or number in telling else ""
        center, half = x * NARROW / 100, width_of(words, SIZE) / 2
        anchor = "start" if center - half < 0 else "end" if center + half > NARROW else "middle"
        left = center - (half if anchor == "middle" else 0 if anchor == "start" else 2 * half)
        tries = (y - 12, y + 24, y - 31, y + 43, y - 50) if not is_columns else (y - 10,)
        spots = [(left, spot - SIZE, left + 2 * half, spot) for spot in tries]
        free = [
            spot
            for spot in spots
            if spot[1] > 0
            and spot[3] < FLOOR - 2
            and not any(_meet(spot, other) for place, other in enumerate(taken) if place != number)
        ]
        found = free[0] if free and words else spots[0]
        if words:
            taken.append(found)
        marks.append(
            Mark(
                x,
                y,
                words,
                when=short_when(point.at),
                label_x=x,
                label_y=round(found[3], 2),
                anchor=anchor,
                has_leader=abs(found[3] - y) > 26,
            )
        )
    return tuple(marks)


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return (
        one[0] < other[2] + 2 and other[0] < one[2] + 2 and one[1] < other[3] and other[1] < one[3]
    )


def _years(
    first: int, last: int, across: Callable[[float], float]
) -> tuple[tuple[float, ...], tuple[Label, ...]]:
    """A tick where each year begins, and the year's name in its middle: all of them, or every
    second, fifth, tenth.
    """
    many = last - first + 1
    step = next((size for size in (1, 2, 5, 10, 20, 50, 100) if many / size <= 5), 1000)
    ticks = tuple(
        across(date(year, 1, 1).toordinal())
        for year in range(first, last + 1)
        if many <= 40 or year % step == 0
    )
    labels = tuple(
        Label(across(date(year, 7, 1).toordinal()), str(year))
        for year in range(first, last + 1)
        if (year - first) % step == 0
    )
    return ticks, labels
