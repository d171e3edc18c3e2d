"""Figures and their dates in words: what a reader hears of a chart, and what stands beside its
points.
"""

from __future__ import annotations

from hub.compose.drawing.numbers import MONTHS, number, part_day
from hub.kinds.days import PartDate, span
from hub.kinds.figures import Point, Series


def when(value: PartDate) -> str:
    """2016, fiscal year 2017, January to March 2024, 30 June 2024."""
    if " Q" not in value.typed:
        return part_day(value)
    first, last = span(value)
    return f"{MONTHS[first.month - 1]} to {MONTHS[last.month - 1]} {last.year}"


def short_when(value: PartDate) -> str:
    """2016, FY 2017, Jan–Mar 2024, Jun 2024, 30 Jun 2024."""
    first, last = span(value)
    if " Q" in value.typed:
        return f"{MONTHS[first.month - 1][:3]}–{MONTHS[last.month - 1][:3]} {last.year}"
    if value.typed.startswith("FY"):
        return f"FY {value.typed[2:]}"
    return " ".join(word[:3] if word in MONTHS else word for word in part_day(value).split())


def on_or_in(value: PartDate) -> str:
    """The date with its preposition: in 2016, on 30 June 2024."""
    return f"{'on' if value.typed.count('-') == 2 else 'in'} {when(value)}"


def compact(value: float) -> str:
    """A figure as short as it can be without rounding: 5.21 million, 80.4, 15,534."""
    for size, name in ((1_000_000_000, "billion"), (1_000_000, "million")):
        if abs(value) >= size:
            return f"{number(value / size)} {name}"
    return number(value)


def with_unit(words: str, unit: str, label: str) -> str:
    """The words of a figure with their unit: 80.4 percent, $40 million, rank 3."""
    if unit == "dollars":
        return f"${words}"
    if unit == "rank":
        return f"rank {words}"
    if unit == "count":
        return words
    return f"{words} {label[:-1] if words == '1' and label.endswith('s') else label}"


def figure_words(point: Point, series: Series, label: str) -> str:
    """A point in words: nearly 36 minutes."""
    return with_unit(point.said or compact(point.value), series.unit, label)


def mark_words(point: Point, series: Series) -> str:
    """What stands beside a point: 80.4%, nearly 36, $40 million."""
    words = point.said or compact(point.value)
    return (
        f"{words}%"
        if series.unit == "percent"
        else f"${words}"
        if series.unit == "dollars"
        else words
    )


def change_words(series: Series, label: str) -> str:
    """How far the last figure is from the first: Up 25.2 percentage points."""
    first, last = series.points[0], series.points[-1]
    change = round(last.value - first.value, 9)
    if not change:
        return "No change"
    about = "about " if first.said or last.said else ""
    unit = {"percent": "percentage points", "score-of-5": "points", "rank": "places"}.get(
        series.unit, label
    )
    amount = compact(abs(change))
    words = (
        f"{amount} {unit[:-1] if amount == '1' and unit.endswith('s') else unit}"
        if series.unit in ("rank", "percent")
        else with_unit(amount, series.unit, unit)
    )
    return f"{'Up' if change > 0 else 'Down'} {about}{words}"


def sentence(series: Series, label: str) -> str:
    """What a chart says, in one sentence."""
    first, last = series.points[0], series.points[-1]
    return (
        f"{change_words(series, label)}, from {figure_words(first, series, label)}"
        f" {on_or_in(first.at)} to {figure_words(last, series, label)} {on_or_in(last.at)}."
    )


def description(series: Series, label: str, direction: str) -> str:
    """What else a reader of the picture sees: highest, lowest, whether that is better, the goal,
    how many figures there are.
    """
    points = series.points
    gap = gap_words(series) if len(points) == 2 else ""
    parts = [f"{len(points)} figures, {gap}." if gap else f"{len(points)} figures."]
    if len(points) > 2:
        highest, lowest = (
            max(points, key=lambda point: point.value),
            min(points, key=lambda point: point.value),
        )
        parts.append(f"Highest: {figure_words(highest, series, label)} {on_or_in(highest.at)}.")
        parts.append(f"Lowest: {figure_words(lowest, series, label)} {on_or_in(lowest.at)}.")
    found = verdict(series, direction)
    if found:
        parts.append(
            f"{'Higher' if direction == 'higher-is-better' else 'Lower'} is better here, so this"
            f" got {found}."
        )
    if series.goal:
        parts.append(series.goal.text)
    return " ".join(parts)


def verdict(series: Series, direction: str) -> str:
    """Whether the last figure is better or worse than the first; nothing where that depends."""
    change = round(series.points[-1].value - series.points[0].value, 9)
    if not change or direction not in ("higher-is-better", "lower-is-better"):
        return ""
    return "better" if (change > 0) == (direction == "higher-is-better") else "worse"


def gap_words(series: Series) -> str:
    """How far the first and the last date are from each other: 6 years apart, 3 months apart."""
    days = middle(series.points[-1].at) - middle(series.points[0].at)
    years, months = round(days / 365.25), round(days / 30.4375)
    many, one = (
        (years, "year") if months >= 18 or (months >= 12 and years == 1) else (months, "month")
    )
    return f"{many} {one if many == 1 else one + 's'} apart" if many else ""


def middle(value: PartDate) -> float:
    """The day in the middle of what a date can mean, as a number."""
    first, last = span(value)
    return (first.toordinal() + last.toordinal()) / 2
