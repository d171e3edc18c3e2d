"""What readers take away and fill in: tables, maps, question banks, calculators, scripts,
outlines.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import Field

from hub.kinds.collection import Collection, Relation, Spanish
from hub.kinds.entries.practices import Requirements
from hub.kinds.fields import (
    Choice,
    Line,
    Number,
    OneOf,
    Short,
    Summary,
    Text,
    Title,
    Unique,
    WholeNumber,
    YesNo,
)
from hub.kinds.idfields import RefTo, Slug
from hub.kinds.shared import (
    LIST,
    EntryFields,
    GuideId,
    LifeExperienceId,
    MeasureId,
    Part,
    PracticeId,
    ResourceLink,
)

# what a lane of a filled map can show of a stage
STAGE_LANES = ("needs", "feelings", "mood", "pain_points", "agencies")


class ToolPractice(Part):
    """A practice that the tool serves, and at which point."""

    id: PracticeId
    how: Text


class ToolMeasure(Part):
    """A measure, what it has to do with the tool, and the scale on which its question is
    answered.
    """

    id: MeasureId
    how: Text | None = None
    scale: Slug | None = None


class Column(Part):
    """A column of a table to fill in."""

    key: Slug
    title: Short
    explain: Text
    example: Text | None = None
    choices: Annotated[tuple[Short, ...], Unique] = LIST
    needed: YesNo = False  # whether the summary counts the rows that leave it empty
    long: YesNo = False  # whether the answer takes more than a line


class Phase(Part):
    """A stretch of a blank map, from left to right."""

    key: Slug
    title: Short


class Lane(Part):
    """A row of a map: what goes there, and what the filled example has there."""

    key: Slug
    title: Short
    explain: Text
    # taken from the stages of the life experience
    shows: Annotated[str, Choice(STAGE_LANES)] | None = None
    example: tuple[Text, ...] = LIST  # or written for the example, one text for each stage
    height: Annotated[int, WholeNumber(1, 4)] = 2  # how much room it has on paper


class Scale(Part):
    """The answers of a question, in order, each with its words."""

    key: Slug
    title: Short
    points: Annotated[tuple[Short, ...], Unique] = Field(min_length=1, max_length=12)
    reading: Text


class BankQuestion(Part):
    """A question in the hub's own words, about one part of the experience."""

    key: Slug
    # without one, it stands with the lead questions
    driver: Annotated[str, OneOf("driver")] | None = None
    ask: Summary
    scale: Slug
    reading: Text | None = None


class Input(Part):
    """A number that the reader types. Its example is made up, and the page says so."""

    key: Slug
    title: Short
    explain: Text
    unit: Annotated[str, OneOf("unit")]
    is_range: YesNo = True  # whether it has a low, a likely and a high case
    # low, likely, high; or one for all
    example: Annotated[tuple[Number, ...], Field(min_length=1, max_length=3)]


class Product(Part):
    """Named numbers multiplied with each other and with `times`, divided by `divide_by` and by the
    numbers named in `over`.
    """

    multiply: Annotated[tuple[Slug, ...], Field(min_length=1, max_length=4)]
    times: Annotated[int, WholeNumber(1, 1_000_000)] = 1
    divide_by: Annotated[int, WholeNumber(1, 1_000_000)] = 1
    over: Annotated[tuple[Slug, ...], Field(max_length=2)] = ()
    minus: YesNo = False


class Sum(Part):
    """A result: products added or taken away. It may use inputs, and sums that stand before it."""

    key: Slug
    title: Short
    explain: Text
    unit: Annotated[str, OneOf("unit")]
    terms: Annotated[tuple[Product, ...], Field(min_length=1, max_length=6)]


class Prompt(Part):
    """A question to ask, with what to say when the answer is short."""

    key: Slug
    ask: Text
    follow_up: Annotated[tuple[Text, ...], Unique] = LIST


class Section(Part):
    """A stretch of a script or an outline."""

    key: Slug
    title: Title
    minutes: Annotated[int, WholeNumber(1, 240)] | None = None
    length: Short | None = None
    explain: Text
    say: tuple[Text, ...] = LIST  # words to say aloud
    prompts: Annotated[tuple[Prompt, ...], Unique] = LIST
    sample: tuple[Text, ...] = LIST  # words to begin with, and to change


class Tool(EntryFields):
    """Something to take away, fill in and use."""

    plural: ClassVar[str] = "tools"
    singular: ClassVar[str] = "tool"
    about: ClassVar[Collection] = Collection(
        place=130,
        title="Tools to take away",
        lead=(
            "Tables, maps, questions, a calculator, a script and an outline: use them here, print"
            " them, or download them."
        ),
        section="tools",
        schema_type="CreativeWork",
        spanish=Spanish("Herramienta", "herramientas", "Herramientas"),
        relations={
            "practices": Relation("Tools for this", 260),
            "measures": Relation("Tools that use this measure", 270),
            "guides": Relation("Tools for this", 260),
            "resources": Relation("Used in these tools", 280),
            "terms": Relation("Tools that use this word", 290),
            "example": Relation("Shown as an example in", 300),
        },
        is_drawn_elsewhere=True,
        has_text=False,
    )
    to_publish: ClassVar[tuple[str, ...]] = (
        *EntryFields.to_publish,
        "kind",
        "version",
        "minutes",
        "use",
        "practices",
    )
    part_ids: ClassVar[frozenset[str]] = EntryFields.part_ids | frozenset(
        "before blank-map fill-in filled-map lanes measures on-paper outline pitfalls practices"
        " questions requirements resources script steps take-away terms worked-example".split()
    )
    item_ids: ClassVar[Mapping[str, str]] = {**EntryFields.item_ids, "sections": "part-"}
    other_ids: ClassVar[tuple[str, ...]] = ("driver-", "m-", "q-")

    kind: Annotated[str, OneOf("tool-kind")] | None = None
    version: Annotated[str, Line(12)] | None = None
    minutes: Annotated[int, WholeNumber(1, 600)] | None = None  # to get a first result
    use: Text | None = None
    before: Annotated[tuple[Text, ...], Unique] = LIST
    steps: Annotated[tuple[Text, ...], Unique] = LIST
    cautions: Annotated[tuple[Text, ...], Unique] = LIST
    practices: Annotated[tuple[ToolPractice, ...], Unique] = LIST
    measures: Annotated[tuple[ToolMeasure, ...], Unique] = LIST
    guides: Annotated[tuple[GuideId, ...], Unique] = LIST
    resources: Annotated[tuple[ResourceLink, ...], Unique] = LIST
    terms: Annotated[tuple[Annotated[str, RefTo("terms")], ...], Unique] = LIST
    requirements: Requirements | None = None
    columns: Annotated[tuple[Column, ...], Unique] = LIST
    phases: Annotated[tuple[Phase, ...], Unique, Field(max_length=8)] = LIST
    lanes: Annotated[tuple[Lane, ...], Unique, Field(max_length=10)] = LIST
    example: LifeExperienceId | None = None
    scales: Annotated[tuple[Scale, ...], Unique] = LIST
    questions: Annotated[tuple[BankQuestion, ...], Unique] = LIST
    inputs: Annotated[tuple[Input, ...], Unique] = LIST
    sums: Annotated[tuple[Sum, ...], Unique] = LIST
    sections: Annotated[tuple[Section, ...], Unique] = LIST
