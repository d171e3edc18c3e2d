"""A life experience: what people go through, and which agencies they meet on the way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from hub.kinds.collection import Collection, Filter, Relation, Spanish
from hub.kinds.days import Day, PartDay
from hub.kinds.fields import OneOf, Short, Text, Unique, WholeNumber
from hub.kinds.idfields import Slug
from hub.kinds.shared import (
    LIST,
    AgencyId,
    EntryFields,
    MeasureLink,
    Part,
    ResourceId,
    ResourceLink,
)


class Stage(Part):
    """A stretch of a life experience. `mood` runs from 1, the worst, to 5."""

    key: Slug
    title: Short
    needs: Annotated[tuple[Text, ...], Unique] = LIST
    feelings: Annotated[tuple[Text, ...], Unique] = LIST
    mood: Annotated[int, WholeNumber(1, 5)] | None = None
    pain_points: Annotated[tuple[Text, ...], Unique] = LIST
    agencies: Annotated[tuple[AgencyId, ...], Unique] = LIST


class AgencyRole(Part):
    """An agency, and what it does here."""

    id: AgencyId
    role: Text


class Designation(Part):
    """Who named this life experience, when, and what is known of it today."""

    status: Annotated[str, OneOf("designation")]
    by: ResourceId | None = None
    since: PartDay | None = None
    status_checked_on: Day | None = None
    note: Text | None = None


class LifeExperience(EntryFields):
    """A moment in a person's life that crosses agencies."""

    plural: ClassVar[str] = "life-experiences"
    singular: ClassVar[str] = "life experience"
    about: ClassVar[Collection] = Collection(
        place=30,
        title="Life experiences",
        lead="Moments in a person's life that cross agencies, told stage by stage.",
        section="life-experiences",
        schema_type="Article",
        spanish=Spanish(
            "Experiencia de vida",
            "experiencias de vida",
            "Experiencias de vida",
            every="Todas las experiencias de vida",
        ),
        filters=(
            Filter("levels", "level", "Level of government"),
            Filter("customer_groups", "customer-group", "Customers"),
        ),
        assets=("diagrams.css",),
        relations={
            "measures": Relation("Life experiences it matters to", 80),
            "agencies": Relation("Life experiences this agency is part of", 170),
            "stages": Relation("Life experiences this agency is part of", 170),
            "designation": Relation("Entries that rest on this policy", 190),
            "resources": Relation("Used in these life experiences", 240),
        },
        good_to_have=("questions",),
        headings=("What to do this month",),
    )
    to_publish: ClassVar[tuple[str, ...]] = (
        *EntryFields.to_publish,
        "stages",
        "agencies",
        "designation",
    )
    part_ids: ClassVar[frozenset[str]] = EntryFields.part_ids | frozenset(
        "agencies measures practices questions resources seen-in-practice stages".split()
    )
    item_ids: ClassVar[Mapping[str, str]] = {**EntryFields.item_ids, "stages": ""}

    stages: Annotated[tuple[Stage, ...], Unique] = LIST
    agencies: Annotated[tuple[AgencyRole, ...], Unique] = LIST
    levels: Annotated[tuple[Annotated[str, OneOf("level")], ...], Unique] = LIST
    customer_groups: Annotated[tuple[Annotated[str, OneOf("customer-group")], ...], Unique] = LIST
    designation: Designation | None = None
    questions: Annotated[tuple[Text, ...], Unique] = LIST
    measures: Annotated[tuple[MeasureLink, ...], Unique] = LIST
    resources: Annotated[tuple[ResourceLink, ...], Unique] = LIST
