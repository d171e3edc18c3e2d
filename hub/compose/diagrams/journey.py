"""The journey map of a life experience: a column for each stage, the line of the moods, and lanes
for what people feel, need and meet.

A map of more stages than fit side by side goes on in a second band, as music does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hub.compose.diagrams.curve import Point
from hub.compose.diagrams.journeyshapes import LANES, Band, Chip, Head, Item, JourneyMap, Lane, Line
from hub.compose.diagrams.moodline import mood_line
from hub.compose.diagrams.moods import BEST, WORST, mood_story, stage_by_stage
from hub.compose.diagrams.textfit import lines_of, width_of
from hub.kinds.entries.life_experiences import Stage

WIDTH = 1152  # the text of the page at its widest, in pixels
MOST_IN_BAND = 7
WIDEST_COLUMN = 288
PAD = 12  # between a column's edge and its text
TEXT, LEADING = 14.5, 19
TITLE, TITLE_LEADING = 15.5, 20
_ARROW = 12
_NUMBER = 32  # the room that a stage's number takes beside its title
_HEAD_PAD = 13
_MOOD_STEP = 34
# room above the best mood and below the worst for a face and its word
_MOOD_TOP, _MOOD_FLOOR = 50, 50
_LANE_HEAD, _LANE_FOOT = 33, 18
_ITEM_GAP, _INDENT = 7, 15
_CHIP, _CHIP_LEADING, _CHIP_PAD = 13, 17, 5
_BAND_GAP = 40


def journey_map(stages: Sequence[Stage], agency_names: Mapping[str, str]) -> JourneyMap:
    """The map of these stages. Agencies without a name on the site are left out."""
    many = -(-len(stages) // MOST_IN_BAND) or 1
    side_by_side = -(-len(stages) // many) or 1
    column = min(WIDEST_COLUMN, WIDTH / side_by_side)
    bands: list[Band] = []
    top = 0.0
    for first in range(0, len(stages), side_by_side):
        band = _band(
            stages,
            first,
            min(first + side_by_side, len(stages)),
            column=column,
            top=top,
            names=agency_names,
        )
        bands.append(band)
        top = band.bottom + _BAND_GAP
    story = mood_story(stages)
    height = bands[-1].bottom if bands else 0
    return JourneyMap(
        column * side_by_side,
        height,
        column,
        bands=tuple(bands),
        story=story,
        description=f"{story} {stage_by_stage(stages)}".strip(),
    )


def _band(
    stages: Sequence[Stage],
    first: int,
    last: int,
    column: float,
    top: float,
    names: Mapping[str, str],
) -> Band:
    shown = stages[first:last]
    heads, bottom = _heads(shown, first, column, top=top)
    mood_top, mood = bottom, None
    if any(stage.mood for stage in stages):
        floor = bottom + _MOOD_TOP + (BEST - WORST) * _MOOD_STEP

        def place(point: Point) -> Point:
            return (point[0] - first + 0.5) * column, floor - (point[1] - WORST) * _MOOD_STEP

        bottom = floor + _MOOD_FLOOR
        mood = mood_line(
            [stage.mood for stage in stages],
            first=first,
            last=last,
            place=place,
            floor=bottom,
            size=1,
        )
    lanes = []
    for key, title in LANES:
        texts = [_texts(stage, key, names) for stage in shown]
        if any(_texts(stage, key, names) for stage in stages):
            lane = _lane(key, title, texts, column=column, top=bottom)
            lanes.append(lane)
            bottom = lane.top + lane.height
    width = column * len(shown)
    return Band(
        top,
        bottom,
        width,
        heads=heads,
        mood_top=mood_top,
        mood=mood,
        lanes=tuple(lanes),
        dividers=tuple(column * number for number in range(1, len(shown))),
    )


def _texts(stage: Stage, key: str, names: Mapping[str, str]) -> list[str]:
    values: tuple[str, ...] = getattr(stage, key)
    return (
        [names[value] for value in values if value in names] if key == "agencies" else list(values)
    )


def _heads(
    stages: Sequence[Stage], first: int, column: float, top: float
) -> tuple[tuple[Head, ...], float]:
    left = _ARROW + PAD / 2 + _NUMBER
    titles = [
        lines_of(stage.title, width=column - left - PAD, size=TITLE, bold=True) for stage in stages
    ]
    height = max(len(lines) for lines in titles) * TITLE_LEADING + 2 * _HEAD_PAD
    middle = top + height / 2
    heads = []
    for number, lines in enumerate(titles):
        x = number * column
        start = middle - len(lines) * TITLE_LEADING / 2 + TITLE_LEADING * 0.74
        notch = [] if number == 0 else [(x + _ARROW, middle)]
        points = [
            (x, top),
            (x + column - 3, top),
            (x + column - 3 + _ARROW, middle),
            (x + column - 3, top + height),
            (x, top + height),
            *notch,
        ]
        if number == len(titles) - 1:
            points[2:3] = [(x + column, middle)]
            points[1], points[3] = (x + column - _ARROW, top), (x + column - _ARROW, top + height)
        shape = " ".join(f"{round(px, 1):g},{round(py, 1):g}" for px, py in points)
        heads.append(
            Head(
                shape,
                Line(x + _ARROW + PAD / 2 + 12, middle, str(first + number + 1)),
                tuple(
                    Line(x + left, start + row * TITLE_LEADING, text)
                    for row, text in enumerate(lines)
                ),
            )
        )
    return tuple(heads), top + height


def _lane(key: str, title: str, texts: Sequence[Sequence[str]], column: float, top: float) -> Lane:
    items: list[Item] = []
    chips: list[Chip] = []
    deepest = 0.0
    for number, cell in enumerate(texts):
        x, y = number * column + PAD, top + _LANE_HEAD
        if key == "agencies":
            found, bottom = _chips(cell, x, y, width=column - 2 * PAD)
            chips += found
        else:
            listed, bottom = _items(
                cell, x, y, width=column - 2 * PAD, indent=0 if key == "feelings" else _INDENT
            )
            items += listed
        deepest = max(deepest, bottom - top)
    return Lane(
        key.replace("_", "-"),
        title,
        top,
        height=deepest + _LANE_FOOT,
        items=tuple(items),
        chips=tuple(chips),
    )


def _items(
    texts: Sequence[str], x: float, top: float, width: float, *, indent: float
) -> tuple[list[Item], float]:
    items = []
    y = top
    for text in texts:
        lines = lines_of(text, width=width - indent, size=TEXT)
        items.append(
            Item(
                (x + 4, y + LEADING / 2),
                tuple(
                    Line(x + indent, y + row * LEADING + LEADING * 0.74, line)
                    for row, line in enumerate(lines)
                ),
            )
        )
        y += len(lines) * LEADING + _ITEM_GAP
    return items, max(top, y - _ITEM_GAP)


def _chips(names: Sequence[str], left: float, top: float, width: float) -> tuple[list[Chip], float]:
    chips: list[Chip] = []
    x, y, bottom = left, top, top
    for name in names:
        lines = lines_of(name, width=width - 2 * _CHIP_PAD, size=_CHIP, bold=True)
        wide = max(width_of(line, _CHIP, bold=True) for line in lines) + 2 * _CHIP_PAD
        if x > left and x + wide > left + width:
            x, y = left, bottom + 6
        high = len(lines) * _CHIP_LEADING + 6
        middle = x + wide / 2
        chips.append(
            Chip(
                x,
                y,
                wide,
                height=high,
                lines=tuple(
                    Line(middle, y + 3 + row * _CHIP_LEADING + _CHIP_LEADING * 0.76, line)
                    for row, line in enumerate(lines)
                ),
            )
        )
        x += wide + 6
        bottom = max(bottom, y + high)
    return chips, bottom
