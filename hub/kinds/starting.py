"""The page "Where do I start?": a few questions whose answers lead to first steps. It is one file,
not a collection.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from hub.kinds.days import Day
from hub.kinds.fields import OneOf, Summary, Text, Title, Unique
from hub.kinds.idfields import PermalinkId, Slug
from hub.kinds.shared import LIST, Change, Part


class StartAnswer(Part):
    """What a reader can answer, and the question or the outcome that comes then."""

    key: Slug
    label: Title
    then: Slug


class StartQuestion(Part):
    """One question, why it is asked, and its answers."""

    key: Slug
    ask: Title
    why: Text
    answers: Annotated[tuple[StartAnswer, ...], Unique, Field(min_length=2, max_length=6)]


class FirstStep(Part):
    """A place of the hub to go to, and why, in one sentence."""

    link: PermalinkId
    why: Text


class StartOutcome(Part):
    """Where the answers lead: three first steps."""

    key: Slug
    title: Title
    summary: Summary
    steps: Annotated[tuple[FirstStep, ...], Field(min_length=3, max_length=3)]


class DecisionPage(Part):
    """A tree of questions. The first one is where everybody begins."""

    title: Title
    summary: Summary
    owner: Annotated[str, OneOf("owners")]
    added: Day
    changes: tuple[Change, ...] = LIST
    # a page each: a person answers three or four
    questions: Annotated[tuple[StartQuestion, ...], Unique, Field(min_length=1, max_length=12)]
    outcomes: Annotated[tuple[StartOutcome, ...], Unique, Field(min_length=1, max_length=30)]
