"""Real figures of a measure over time: what was measured, where it was read, and at least two
points in the order of their dates.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from hub.kinds.days import PartDay, span
from hub.kinds.fields import Line, Number, OneOf, Text, Title, wrong
from hub.kinds.idfields import Slug
from hub.kinds.shared import AgencyId, Part
from hub.problems import quoted


class Point(Part):
    """One figure, and when it was true. `said` keeps the words of the source where they are not the
    plain number, such as "over 13".
    """

    at: PartDay
    value: Number
    said: Annotated[str, Line(24)] | None = None
    source: Slug | None = None  # where this point was read, if not where the others were
    note: Text | None = None


class Goal(Part):
    """The figure that was aimed at, in one sentence too."""

    value: Number
    text: Text


def _in_order(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """Refuse a point that is not later than the one before it."""
    for number in range(1, len(points)):
        before, here = points[number - 1].at, points[number].at
        if sum(day.toordinal() for day in span(here)) <= sum(
            day.toordinal() for day in span(before)
        ):
            raise wrong(
                "bad-date",
                f"{quoted(here.typed)} is not later than {quoted(before.typed)}, the point"
                " before it.",
                ("Write", "the points from the oldest to the newest, each date once"),
                item=number,
            )
    return points


class Series(Part):
    """Figures that may be compared: one question, one way of counting, one group of people."""

    key: Slug
    label: Title
    agency: AgencyId | None = None
    unit: Annotated[str, OneOf("unit")]
    source: Slug
    note: Text | None = None
    goal: Goal | None = None
    points: Annotated[
        tuple[Point, ...], Field(min_length=2, max_length=60), AfterValidator(_in_order)
    ]
