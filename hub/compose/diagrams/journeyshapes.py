"""The shapes of a drawn journey: bands of stages, and the lanes below each stage."""

from __future__ import annotations

from dataclasses import dataclass

from hub.compose.diagrams.curve import Point
from hub.compose.diagrams.moodline import MoodLine

LANES = (
    ("feelings", "Feelings"),
    ("needs", "Needs"),
    ("pain_points", "Pain points"),
    ("agencies", "Agencies met"),
)


@dataclass(frozen=True)
class Line:
    """A line of text, and where it begins (or its middle, where it is centred)."""

    x: float
    y: float
    text: str


@dataclass(frozen=True)
class Item:
    """A text of a lane in its lines. The point is its bullet's middle."""

    point: Point
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Chip:
    """A name with a frame around it."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Head:
    """The arrow of a stage, with its number and title."""

    shape: str
    number: Line
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Lane:
    """A row of the map: what the stages hold of one thing."""

    key: str
    title: str
    top: float
    height: float
    items: tuple[Item, ...]
    chips: tuple[Chip, ...]


@dataclass(frozen=True)
class Band:
    """Stages that stand side by side."""

    top: float
    bottom: float
    width: float
    heads: tuple[Head, ...]
    mood_top: float
    mood: MoodLine | None
    lanes: tuple[Lane, ...]
    dividers: tuple[float, ...]


@dataclass(frozen=True)
class JourneyMap:
    """Everything that is drawn, and its story in words."""

    width: float
    height: float
    column: float
    bands: tuple[Band, ...]
    story: str
    description: str
