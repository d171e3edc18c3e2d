"""Self-assessments: a form that works on paper and in the browser, what the points mean, and the
chart they are drawn on.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from hub.compose.drawing.data import document_address
from hub.compose.drawing.drawing import View, drawing
from hub.compose.drawing.machine import list_json_ld
from hub.compose.drawing.trail import trail
from hub.kinds.entries.assessments import Assessment, AssessmentArea, AssessmentQuestion, NextSteps
from hub.pages import Choice, Page, SearchFacts

ASSETS = ("forms.css", "kept.js", "assessment.js")
RADIUS = 100.0  # of the chart, from its middle to its rim
RINGS = (0.25, 0.5, 0.75, 1.0)
LABEL_AT = 114.0
LABEL_LETTERS = 12  # of a line of a name on the chart
LINE_HEIGHT = 20.0


@dataclass(frozen=True)
class Step:
    """A level of an area: from how many points to how many, and what to do next."""

    level: str
    least: int
    most: int
    fields: NextSteps


@dataclass(frozen=True)
class AskedArea:
    """An area with its questions, the most points it can get, and what they mean."""

    fields: AssessmentArea
    questions: tuple[AssessmentQuestion, ...]
    most: int
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Axis:
    """An axis of the chart: where it ends, where its name stands, and how the name is set."""

    x: str
    y: str
    label_x: str
    label_y: str
    anchor: str
    key: str
    lines: tuple[tuple[str, str], ...]  # (how far down, words)


def assessment_pages(view: Callable[[str], View]) -> Iterable[Page]:
    """A page for each self-assessment."""
    for entry in view("").library.of(Assessment):
        here = view(entry.address)
        summary = entry.fields.summary or ""
        areas = asked_areas(entry.fields)
        axes = chart_axes([(area.fields.key, area.fields.title) for area in areas])
        rings = [
            " ".join(
                f"{_near(float(axis.x) * share)},{_near(float(axis.y) * share)}" for axis in axes
            )
            for share in RINGS
        ]
        yield Page(
            entry.address,
            entry.title,
            summary,
            draw=drawing(
                "assessments.html", here, entry=entry, areas=areas, axes=axes, rings=rings
            ),
            section=entry.fields.about.section,
            kind="assessment",
            trail=trail((entry.fields.about.title, f"{entry.collection}/")),
            updated=entry.updated,
            source_path=entry.source.path,
            is_indexed=entry.fields.status == "published",
            json_ld=list_json_ld("Quiz", entry.title, summary, here=here),
            data_address=document_address(entry.ref),
            search=SearchFacts(
                entry.fields.singular,
                entry.also_called,
                facets={"collection": (Choice(entry.collection, entry.fields.about.title),)},
            ),
            assets=ASSETS,
        )


def asked_areas(assessment: Assessment) -> tuple[AskedArea, ...]:
    """The areas in their order, each with the points at which its levels begin and end."""
    found = []
    for area in assessment.areas:
        questions = tuple(
            question for question in assessment.questions if question.area == area.key
        )
        most = sum(question.answers[-1].score for question in questions)
        # rounded up: a level is reached, not nearly reached
        starts = [-(-most * start.percent // 100) for start in assessment.levels]
        steps_by_level = {step.level: step for step in area.next}
        steps = tuple(
            Step(start.level, least, after - 1, fields=steps_by_level[start.level])
            for start, least, after in zip(
                assessment.levels, starts, [*starts[1:], most + 1], strict=True
            )
        )
        found.append(AskedArea(area, questions, most, steps=steps))
    return tuple(found)


def chart_axes(names: list[tuple[str, str]]) -> tuple[Axis, ...]:
    """One axis for each area, the first one upright, then clockwise."""
    axes = []
    for number, (key, title) in enumerate(names):
        angle = 2 * math.pi * number / len(names)
        x, y = math.sin(angle), -math.cos(angle)
        anchor = "middle" if abs(x) < 0.1 else "start" if x > 0 else "end"
        lines = textwrap.wrap(title, LABEL_LETTERS, break_long_words=False)
        # a name above the chart grows upward, one below it downward
        top = -(len(lines) - 1) * LINE_HEIGHT * (1 - y) / 2
        downs = (_near(top + line * LINE_HEIGHT) for line in range(len(lines)))
        axes.append(
            Axis(
                _near(x * RADIUS),
                _near(y * RADIUS),
                _near(x * LABEL_AT),
                label_y=_near(y * LABEL_AT),
                anchor=anchor,
                key=key,
                lines=tuple(zip(downs, lines, strict=True)),
            )
        )
    return tuple(axes)


def _near(value: float) -> str:
    """A coordinate to a tenth, the same on every machine."""
    return f"{value:.1f}".replace("-0.0", "0.0")
