"""The words of an entry in another language."""

from __future__ import annotations

from typing import Annotated, ClassVar

from hub.kinds.days import Day
from hub.kinds.fields import Line, OneOf, Short, Summary, Text, Title, Unique
from hub.kinds.idfields import Slug
from hub.kinds.shared import LIST, Part


class TranslationMark(Part):
    """Who translated, when, and from which text."""

    by: Annotated[str, OneOf("owners")]
    on: Day
    of: Annotated[str, Line(80)] | None = None


class StageWords(Part):
    """A stage of a life experience in another language: the key of the English one, and the words
    that stand there.
    """

    key: Slug
    title: Short
    needs: Annotated[tuple[Text, ...], Unique] = LIST
    feelings: Annotated[tuple[Text, ...], Unique] = LIST
    pain_points: Annotated[tuple[Text, ...], Unique] = LIST


class Translation(Part):
    """The words of an entry in another language. Everything else comes from the English entry."""

    plural: ClassVar[str] = "translations"
    singular: ClassVar[str] = "translation"
    to_publish: ClassVar[tuple[str, ...]] = ()

    title: Title
    summary: Summary
    translation: TranslationMark
    stages: Annotated[tuple[StageWords, ...], Unique] = LIST
    questions: Annotated[tuple[Text, ...], Unique] = LIST
