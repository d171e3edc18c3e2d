"""Self-assessments: questions whose answers are things people do, in areas, with what to do next at
each level.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import Field

from hub.kinds.collection import Collection, Relation, Spanish
from hub.kinds.fields import OneOf, Text, Title, Unique, WholeNumber
from hub.kinds.idfields import Slug
from hub.kinds.shared import LIST, EntryFields, Part, PracticeId


class Answer(Part):
    """Something a team does, and the points it is worth."""

    score: Annotated[int, WholeNumber(0, 9)]
    text: Text


class AssessmentQuestion(Part):
    """A question with three or four answers, the weakest first. Readers keep answers by its key, so
    that never changes.
    """

    key: Slug
    area: Slug
    ask: Text
    answers: tuple[Answer, ...] = Field(min_length=3, max_length=4)


class NextSteps(Part):
    """What to do next in an area at a level."""

    level: Annotated[str, OneOf("maturity")]
    text: Text
    practices: Annotated[tuple[PracticeId, ...], Unique] = Field(min_length=1, max_length=4)


class AssessmentArea(Part):
    """A group of questions that gets a score and a level of its own."""

    key: Slug
    title: Title
    text: Text
    next: tuple[NextSteps, ...] = LIST


class LevelStart(Part):
    """From what share of the points on, in percent, an area is at a level."""

    level: Annotated[str, OneOf("maturity")]
    percent: Annotated[int, WholeNumber(0, 100)]


class Assessment(EntryFields):
    """Questions a team asks itself, by area, with what to do next. The answers stay with whoever
    gives them.
    """

    plural: ClassVar[str] = "assessments"
    singular: ClassVar[str] = "self-assessment"
    about: ClassVar[Collection] = Collection(
        place=120,
        title="Self-assessments",
        lead=(
            "Questions to ask yourselves, with what to do next. Your answers stay in your browser."
        ),
        section="start",
        schema_type="Quiz",
        spanish=Spanish("Autoevaluación", "autoevaluaciones", "Autoevaluaciones"),
        relations={"areas": Relation("Self-assessments that lead here", 250)},
        is_drawn_elsewhere=True,
        may_stand_alone=True,
        has_text=False,
    )
    to_publish: ClassVar[tuple[str, ...]] = (
        *EntryFields.to_publish,
        "levels",
        "areas",
        "questions",
    )
    part_ids: ClassVar[frozenset[str]] = EntryFields.part_ids | frozenset("before result".split())
    item_ids: ClassVar[Mapping[str, str]] = {
        **EntryFields.item_ids,
        "areas": "area-",
        "questions": "question-",
    }

    minutes: Annotated[int, WholeNumber(1, 480)] | None = None
    before: Annotated[tuple[Text, ...], Unique] = LIST
    levels: tuple[LevelStart, ...] = LIST
    areas: Annotated[tuple[AssessmentArea, ...], Unique] = LIST
    questions: Annotated[tuple[AssessmentQuestion, ...], Unique] = LIST
