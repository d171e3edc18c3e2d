"""What is made from entries: the playbook, and translations."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from hub.days import Day
from hub.fields import AnyRef, Line, OneOf, Slug, Summary, Text, Title, Unique, WholeNumber, Word
from hub.kinds.shared import LIST, EntryFields, GuideId, Part


class Exercise(Part):
    """Something a group does, with what good looks like."""

    key: Slug
    title: Title
    minutes: Annotated[int, WholeNumber(1, 480)]
    steps: Annotated[tuple[Text, ...], Unique] = LIST
    good: Text | None = None


class ChapterTime(Part):
    """Minutes to read the chapter and to teach it."""

    read: Annotated[int, WholeNumber(1, 600)]
    teach: Annotated[int, WholeNumber(1, 600)] | None = None


class Select(Part):
    """A query: the published entries of a collection whose fields hold these values, in this order."""

    collection: Slug
    where: dict[Slug | Word, Word] = Field(default_factory=dict)
    order: tuple[Word, ...] = ()


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
    discuss: Annotated[tuple[Text, ...], Unique] = LIST
    checklist: Annotated[tuple[Text, ...], Unique] = LIST
    exercises: Annotated[tuple[Exercise, ...], Unique] = LIST
    facilitator: Annotated[str, Line(1000)] | None = None


class Playbook(EntryFields):
    """Chapters made from entries, in an order that teaches."""

    plural: ClassVar[str] = "playbooks"
    singular: ClassVar[str] = "playbook"
    to_publish: ClassVar[tuple[str, ...]] = (*EntryFields.to_publish, "edition", "chapters")

    edition: Annotated[str, Line(20)] | None = None
    chapters: Annotated[tuple[Chapter, ...], Unique] = LIST


class TranslationMark(Part):
    """Who translated, when, and from which text."""

    by: Annotated[str, OneOf("owners")]
    on: Day
    of: Annotated[str, Line(80)] | None = None


class Translation(Part):
    """The words of an entry in another language. Everything else comes from the English entry."""

    plural: ClassVar[str] = "translations"
    singular: ClassVar[str] = "translation"
    to_publish: ClassVar[tuple[str, ...]] = ()

    title: Title
    summary: Summary
    translation: TranslationMark
