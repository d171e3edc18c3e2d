"""The blank map on paper: where every line and word goes, in points, for Letter and A4 across."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from hub.kinds.entries.tools import Lane, Tool

PAPERS = {"letter": ("US Letter", 792.0, 612.0), "a4": ("A4", 841.89, 595.28)}
_MARGIN = 30.0
_HEAD = 62.0  # title, the line for group and goal
_TITLES = 24.0  # the row of phases
_FOOT = 16.0
_NAMES = 128.0  # the column of lanes
_LETTER = 3.75  # points a letter of the small print takes, on average
_BOLD_LETTER = 5.1  # and one of a lane's title
MOODS = 5


@dataclass(frozen=True)
class Words:
    """A line of text at a place."""

    x: float
    y: float
    size: float
    text: str
    weight: str = "400"
    anchor: str = "start"


@dataclass(frozen=True)
class Rule:
    """A line from one point to another; `faint` ones help to draw."""

    x1: float
    y1: float
    x2: float
    y2: float
    faint: bool = False


@dataclass(frozen=True)
class MapSheet:
    """A sheet of paper with everything that is printed on it."""

    paper: str
    width: float
    height: float
    frame: tuple[float, float, float, float]
    words: tuple[Words, ...]
    rules: tuple[Rule, ...]


def map_sheet(tool: Tool, paper: str, foot: str) -> MapSheet:
    """The blank map on one kind of paper. `foot` says what it is and where it comes from."""
    name, width, height = PAPERS[paper]
    left, right = _MARGIN, width - _MARGIN
    top = _MARGIN + _HEAD
    bottom = height - _MARGIN - _FOOT
    words = [
        Words(left, _MARGIN + 14, 16, text=tool.title.removesuffix(" template"), weight="700"),
        Words(left, _MARGIN + 44, 9, text="Group and goal:"),
        Words(left + (right - left) * 0.6, _MARGIN + 44, 9, text="People behind it, and date:"),
        Words(left, height - _MARGIN - 2, 7, text=foot),
    ]
    rules = [
        Rule(left + 72, _MARGIN + 46, left + (right - left) * 0.58, y2=_MARGIN + 46),
        Rule(left + (right - left) * 0.6 + 120, _MARGIN + 46, right, y2=_MARGIN + 46),
        Rule(left + _NAMES, top, left + _NAMES, y2=bottom),
        Rule(left, top + _TITLES, right, y2=top + _TITLES),
    ]
    column = (right - left - _NAMES) / max(1, len(tool.phases))
    for number, phase in enumerate(tool.phases):
        start = left + _NAMES + number * column
        words.append(
            Words(
                _rounded(start + column / 2),
                top + 16,
                10,
                text=phase.title,
                weight="700",
                anchor="middle",
            )
        )
        if number:
            rules.append(Rule(start, top, start, y2=bottom))
    share = (bottom - top - _TITLES) / max(1, sum(lane.height for lane in tool.lanes))
    y = top + _TITLES
    for number, lane in enumerate(tool.lanes):
        high = lane.height * share
        if number:
            rules.append(Rule(left, y, right, y2=y))
        words += _name(lane, left + 6, y, high=high)
        if lane.shows == "mood":
            faces, lines = _moods(left + _NAMES, right, y, high=high)
            words += faces
            rules += lines
        y += high
    return MapSheet(
        name,
        width,
        height,
        frame=(left, top, _rounded(right - left), _rounded(bottom - top)),
        words=tuple(words),
        rules=tuple(_fitted(rule) for rule in rules),
    )


def _moods(left: float, right: float, y: float, *, high: float) -> tuple[list[Words], list[Rule]]:
    """The scale of a lane for moods: its numbers, and a faint line for each."""
    words = [
        Words(
            left - 10,
            _rounded(y + high * (MOODS + 0.5 - mood) / MOODS + 2.5),
            7,
            text=str(mood),
            weight="400",
            anchor="middle",
        )
        for mood in range(1, MOODS + 1)
    ]
    heights = [y + high * (step + 0.5) / MOODS for step in range(MOODS)]
    return words, [Rule(left, height, right, y2=height, faint=True) for height in heights]


def _name(lane: Lane, x: float, y: float, high: float) -> list[Words]:
    """The lane's title, and as much of its explanation as there is room for."""
    room = _NAMES - (24 if lane.shows == "mood" else 12)
    titles = textwrap.wrap(lane.title, int(room / _BOLD_LETTER))[:2]
    start = y + 2 + 10 * len(titles)
    lines = textwrap.wrap(lane.explain, int(room / _LETTER))[
        : max(0, int((y + high - start - 4) // 8.5))
    ]
    named = [
        Words(x, _rounded(y + 12 + 10 * number), 9, text=line, weight="700")
        for number, line in enumerate(titles)
    ]
    return [
        *named,
        *(
            Words(x, _rounded(start + 10 + 8.5 * number), 7, text=line)
            for number, line in enumerate(lines)
        ),
    ]


def _fitted(rule: Rule) -> Rule:
    return Rule(
        _rounded(rule.x1),
        _rounded(rule.y1),
        _rounded(rule.x2),
        y2=_rounded(rule.y2),
        faint=rule.faint,
    )


def _rounded(value: float) -> float:
    return round(value, 2)  # the last digits of a float differ between machines
