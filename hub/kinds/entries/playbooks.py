"""A playbook: chapters, exercises and questions, with permanent places."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import Field

from hub.kinds.collection import Collection, Spanish
from hub.kinds.editionnames import EditionName
from hub.kinds.fields import Line, OneOf, Summary, Text, Title, Unique, WholeNumber, Word
from hub.kinds.idfields import AnyRef, Slug
from hub.kinds.shared import LIST, EntryFields, GuideId, Part, ResourceLink


class Exercise(Part):
    """Something a group does, with what good looks like. Trainers link to its key, so it never
    changes.
    """

    key: Slug
    title: Title
    minutes: Annotated[int, WholeNumber(1, 480)]
    steps: Annotated[tuple[Text, ...], Unique] = LIST
    good: Text | None = None


class Question(Part):
    """A question to discuss. Trainers link to its key, so it never changes, whatever becomes of the
    words.
    """

    key: Slug
    ask: Text


class Check(Part):
    """A question with one right answer, and why it is right: `answer` is the number of the option,
    from 1.
    """

    key: Slug
    question: Text
    options: Annotated[tuple[Text, ...], Unique] = Field(min_length=2, max_length=6)
    answer: Annotated[int, WholeNumber(1, 6)]
    why: Text


class ChapterTime(Part):
    """Minutes to read the chapter and to teach it."""

    read: Annotated[int, WholeNumber(1, 600)]
    teach: Annotated[int, WholeNumber(1, 600)] | None = None


class Select(Part):
    """A query: the published entries of a collection whose fields hold these values, in this
    order.
    """

    collection: Slug
    where: dict[Slug | Word, Word] = Field(default_factory=dict)
    order: tuple[Word, ...] = ()


TeachingNote = Annotated[str, Line(1000)]


class Chapter(Part):
    """A chapter: what it teaches and which entries it holds."""

    key: Slug
    title: Title
    summary: Summary | None = None
    objectives: Annotated[tuple[Text, ...], Unique] = LIST
    audience: Annotated[tuple[Annotated[str, OneOf("audience")], ...], Unique] = LIST
    time: ChapterTime | None = None
    before: Annotated[tuple[Slug, ...], Unique] = LIST
    intro: GuideId | None = None
    include: Annotated[tuple[AnyRef, ...], Unique] = LIST
    select: Select | None = None
    discuss: Annotated[tuple[Question, ...], Unique] = LIST
    checklist: Annotated[tuple[Text, ...], Unique] = LIST
    exercises: Annotated[tuple[Exercise, ...], Unique] = LIST
    checks: Annotated[tuple[Check, ...], Unique] = LIST
    materials: Annotated[tuple[ResourceLink, ...], Unique] = LIST
    facilitator: TeachingNote | None = None


class Playbook(EntryFields):
    """Chapters made from entries, in an order that teaches."""

    plural: ClassVar[str] = "playbooks"
    singular: ClassVar[str] = "playbook"
    about: ClassVar[Collection] = Collection(
        place=100,
        title="Playbooks",
        lead="Chapters made from the entries of this hub, with exercises.",
        section="playbooks",
        schema_type="Course",
        spanish=Spanish("Manual", "manual de trabajo", "Manual"),
        leads_through_others=True,
        is_drawn_elsewhere=True,
        may_stand_alone=True,
        has_text=False,
    )
    to_publish: ClassVar[tuple[str, ...]] = (*EntryFields.to_publish, "edition", "chapters")
    part_ids: ClassVar[frozenset[str]] = EntryFields.part_ids | frozenset(
        "chapters courses take-away".split()
    )
    # pages of their own, whose permanent ids begin like those of parts
    item_ids: ClassVar[Mapping[str, str]] = {**EntryFields.item_ids, "chapters": ""}

    edition: EditionName | None = None
    chapters: Annotated[tuple[Chapter, ...], Unique] = LIST
