"""Checks of self-assessments: every area has questions and a next step for each level, and scores
rise.
"""

from __future__ import annotations

from hub.kinds.entries.assessments import Assessment
from hub.model import Entries, Entry
from hub.problems import Report, a_few, did_you_mean, quoted


def check_assessments(entries: Entries, report: Report) -> None:
    """A self-assessment can be filled in and leads on, whatever the answers."""
    for entry in entries.of(Assessment):
        _check_levels(entry, report)
        _check_questions(entry, report)
        _check_areas(entry, report)


def _check_levels(entry: Entry[Assessment], report: Report) -> None:
    """The levels start at 0 and rise, so every share of the points has one level."""
    before = -1
    seen: set[str] = set()
    for number, start in enumerate(entry.fields.levels):
        if start.level in seen:
            report.add(
                "duplicate-item",
                entry.place_at(("levels", number)),
                f"The level {quoted(start.level)} is in this list twice.",
                rows=[("Write", "Keep one of the two.")],
            )
        elif number == 0 and start.percent != 0:
            report.add(
                "bad-number",
                entry.place_at(("levels", 0, "percent")),
                f"The first level begins at {start.percent} percent, so lower scores have none.",
                rows=[("Write", "percent: 0")],
            )
        elif start.percent <= before:
            report.add(
                "bad-number",
                entry.place_at(("levels", number, "percent")),
                f"This level begins at {start.percent} percent, and the level before it at"
                f" {before}.",
                rows=[("Write", f"a number above {before}")],
            )
        before = max(before, start.percent)
        seen.add(start.level)


def _check_questions(entry: Entry[Assessment], report: Report) -> None:
    areas = [area.key for area in entry.fields.areas]
    for number, question in enumerate(entry.fields.questions):
        if question.area not in areas:
            report.add(
                "broken-reference",
                entry.place_at(("questions", number, "area")),
                f"{quoted(question.area)} is not the key of an area of this self-assessment.",
                rows=[
                    *did_you_mean(question.area, areas),
                    ("Allowed", a_few(areas) or "none yet: add an area with this key"),
                ],
            )
        before = -1
        for position, answer in enumerate(question.answers):
            if answer.score <= before:
                report.add(
                    "bad-number",
                    entry.place_at(("questions", number, "answers", position, "score")),
                    f"This answer is worth {answer.score}, and the answer before it {before}."
                    " Answers go from the weakest to the strongest.",
                    rows=[("Write", f"a score above {before}, or the answers in another order")],
                )
            before = max(before, answer.score)


def _check_areas(entry: Entry[Assessment], report: Report) -> None:
    """Every area is asked about, and leads on from every level."""
    asked = {question.area for question in entry.fields.questions}
    levels = [start.level for start in entry.fields.levels]
    for number, area in enumerate(entry.fields.areas):
        place = entry.place_at(("areas", number))
        if area.key not in asked and entry.fields.questions:
            report.add(
                "missing-field",
                place,
                f"No question asks about the area {quoted(area.key)}.",
                rows=[("Write", f"area: {area.key}   in a question, or take the area out")],
            )
        told = [step.level for step in area.next]
        for position, level in enumerate(told):
            if level in told[:position]:
                report.add(
                    "duplicate-item",
                    entry.place_at(("areas", number, "next", position)),
                    f"The level {quoted(level)} is in this list twice.",
                    rows=[("Write", "Keep one of the two.")],
                )
        lacking = [level for level in levels if level not in told]
        if lacking:
            report.add(
                "missing-field",
                place,
                f"The area {quoted(area.key)} does not say what to do next at the level"
                f" {a_few(lacking)}.",
                rows=[("Write", f"next:  - level: {lacking[0]}  with text: and practices:")],
            )
