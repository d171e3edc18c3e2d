"""The question bank: questions of measures and of the tool itself, grouped by the part of the
experience they ask about.
"""

from __future__ import annotations

from dataclasses import dataclass

from hub.compose.drawing.drawing import View
from hub.kinds.entries.measures import Measure
from hub.kinds.entries.tools import Scale, Tool
from hub.model import Entry

LEAD = "lead"


@dataclass(frozen=True)
class Asked:
    """One question: its words, the answers to offer, how to read them, whose words they are, and
    the measure it feeds.
    """

    id: str
    ask: str
    scale: Scale
    reading: str
    wording: str
    measure: Entry[Measure] | None = None
    caution: str = ""

    @property
    def copied(self) -> str:
        """The question with its answers, as it is copied into a draft."""
        return f"{self.ask}\n" + "\n".join(f"[ ] {point}" for point in self.scale.points)


@dataclass(frozen=True)
class Group:
    """The questions about one part of the experience."""

    key: str
    title: str
    definition: str
    questions: tuple[Asked, ...]


def groups_of(tool: Entry[Tool], view: View) -> tuple[Group, ...]:
    """The lead questions first, then each part of the experience in the order of its vocabulary;
    none that is empty.
    """
    drivers = view.library.vocabulary.get("driver", {})
    scales = {scale.key: scale for scale in tool.fields.scales}
    found: dict[str, list[Asked]] = {LEAD: [], **{driver: [] for driver in drivers}}
    for link in tool.fields.measures:
        for measure in view.entries_of(Measure, [link.id]):
            if not measure.fields.question or link.scale is None:
                continue
            asked = set(measure.fields.drivers)
            for group in (
                [LEAD]
                if asked == set(drivers)
                else [driver for driver in drivers if driver in asked]
            ):
                found[group].append(
                    _of_measure(measure, scales[link.scale], link.how or "", group=group)
                )
    for question in tool.fields.questions:
        scale = scales[question.scale]
        found[question.driver or LEAD].append(
            Asked(
                f"q-{question.key}",
                question.ask,
                scale,
                reading=question.reading or scale.reading,
                wording="This hub's own words",
            )
        )
    labels = {
        LEAD: (
            "Lead questions, reasons and who answers",
            "Every survey needs one of the first, and the last three.",
        ),
        **{word: (term.label, term.definition or "") for word, term in drivers.items()},
    }
    return tuple(
        Group(key, *labels[key], tuple(questions)) for key, questions in found.items() if questions
    )


def rows_of(groups: tuple[Group, ...], site_url: str) -> list[list[str]]:
    """The bank as a table, its first row the names of the columns."""
    rows = [
        [
            "Part of the experience",
            "Question",
            "Answers to offer",
            "How to read it",
            "How it fools you",
            "Wording",
            "Measure",
        ]
    ]
    for group in groups:
        for question in group.questions:
            measure = (
                f"{question.measure.title}, {site_url}{question.measure.address}"
                if question.measure
                else ""
            )
            rows.append(
                [
                    group.title,
                    question.ask,
                    " / ".join(question.scale.points),
                    question.reading,
                    question.caution,
                    question.wording,
                    measure,
                ]
            )
    return rows


def _of_measure(measure: Entry[Measure], scale: Scale, how: str, group: str) -> Asked:
    """The question of a measure without the answers that stand behind it in brackets, since the
    scale says them.
    """
    ask = str(measure.fields.question).partition(" (")[0]
    reading = " ".join(
        part
        for part in (how, f"{measure.fields.formula}." if measure.fields.formula else scale.reading)
        if part
    )
    caution = next(iter(measure.fields.pitfalls), "")
    return Asked(
        f"m-{group}--{measure.id}",
        ask,
        scale,
        reading=reading,
        wording="This hub's own words for the measure, which names its sources",
        measure=measure,
        caution=caution,
    )
