"""A practice: a way of working that made a service better somewhere, and how to do it."""

from __future__ import annotations

from typing import Annotated, ClassVar

from hub.kinds.collection import Collection, Filter, Relation, Spanish
from hub.kinds.fields import OneOf, Short, Text, Unique, WholeNumber
from hub.kinds.shared import (
    LIST,
    EntryFields,
    ExperienceLink,
    MeasureLink,
    Part,
    PracticeId,
    ResourceLink,
    TermId,
)


class Step(Part):
    """One thing to do, why, and what you have afterwards."""

    do: Text
    why: Text | None = None
    output: Text | None = None


class Effort(Part):
    """Time, people and cost of a practice."""

    time: Short
    people: Annotated[int, WholeNumber(1, 500)] | None = None
    cost: Annotated[str, OneOf("cost")] | None = None


class Requirements(Part):
    """The rules to mind: paperwork, privacy, access."""

    pra: Annotated[str, OneOf("pra")]
    pra_note: Text | None = None
    privacy: Annotated[str, OneOf("privacy")] = "none"
    privacy_note: Text | None = None
    accessibility: Text | None = None


class Practice(EntryFields):
    """Something a team can do."""

    plural: ClassVar[str] = "practices"
    singular: ClassVar[str] = "practice"
    about: ClassVar[Collection] = Collection(
        place=10,
        title="Practices",
        lead=(
            "Things a team can do to make a service better for the people who use it, each with"
            " steps, a checklist and the rules to mind."
        ),
        section="practices",
        schema_type="HowTo",
        spanish=Spanish("Práctica", "prácticas", "Prácticas", every="Todas las prácticas"),
        filters=(
            Filter("pillar", "pillar", "Pillar"),
            Filter("maturity", "maturity", "For teams that are"),
            Filter("kind", "practice-kind", "Kind"),
            Filter("drivers", "driver", "Part of the experience"),
            Filter("channels", "channel", "Channel"),
            Filter("customer_groups", "customer-group", "Customers"),
            Filter("audience", "audience", "Your role"),
        ),
        relations={
            "prerequisites": Relation("Leads to", 20),
            "life_experiences": Relation("Practices that help here", 30),
            "measures": Relation("Practices that use this measure", 50),
            "terms": Relation("Practices that use this word", 120),
            "resources": Relation("Used in these practices", 210),
        },
        good_to_have=("checklist", "related"),
        headings=("How to do it well", "What to do next"),
    )
    to_publish: ClassVar[tuple[str, ...]] = (
        *EntryFields.to_publish,
        "kind",
        "pillar",
        "maturity",
        "problem",
        "outcome",
        "steps",
    )
    part_ids: ClassVar[frozenset[str]] = EntryFields.part_ids | frozenset(
        "checklist life-experiences measures outcome people pitfalls questions requirements"
        " resources seen-in-practice steps terms tools".split()
    )

    kind: Annotated[str, OneOf("practice-kind")] | None = None
    pillar: Annotated[str, OneOf("pillar")] | None = None
    maturity: Annotated[str, OneOf("maturity")] | None = None
    problem: Text | None = None
    outcome: Text | None = None
    effort: Effort | None = None
    drivers: Annotated[tuple[Annotated[str, OneOf("driver")], ...], Unique] = LIST
    channels: Annotated[tuple[Annotated[str, OneOf("channel")], ...], Unique] = LIST
    customer_groups: Annotated[tuple[Annotated[str, OneOf("customer-group")], ...], Unique] = LIST
    steps: tuple[Step, ...] = LIST
    checklist: Annotated[tuple[Text, ...], Unique] = LIST
    questions: Annotated[tuple[Text, ...], Unique] = LIST
    pitfalls: Annotated[tuple[Text, ...], Unique] = LIST
    prerequisites: Annotated[tuple[PracticeId, ...], Unique] = LIST
    life_experiences: Annotated[tuple[ExperienceLink, ...], Unique] = LIST
    measures: Annotated[tuple[MeasureLink, ...], Unique] = LIST
    resources: Annotated[tuple[ResourceLink, ...], Unique] = LIST
    terms: Annotated[tuple[TermId, ...], Unique] = LIST
    requirements: Requirements | None = None
