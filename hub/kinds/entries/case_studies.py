"""A case study: what somebody changed, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from hub.kinds.addressfields import Email
from hub.kinds.collection import Collection, Filter, Relation, Spanish
from hub.kinds.days import PartDay
from hub.kinds.fields import OneOf, Short, Text, Unique
from hub.kinds.idfields import Slug
from hub.kinds.shared import (
    LIST,
    AgencyId,
    EntryFields,
    LifeExperienceId,
    MeasureId,
    Part,
    PracticeId,
    ResourceLink,
)


class PracticeLink(Part):
    """A practice, and its part in the case."""

    id: PracticeId
    role: Text


class Period(Part):
    """From when to when; no end means that it goes on."""

    start: PartDay
    end: PartDay | None = None
    note: Text | None = None  # why the dates are only near; such a case stays out of the timeline


class Result(Part):
    """What changed: before and after are short texts, so that "not measured" can be said."""

    key: Slug
    label: Text
    measure: MeasureId | None = None
    before: Short | None = None
    after: Short
    period: PartDay | None = None
    source: Slug
    limits: Text | None = None


class Contact(Part):
    """Whom to ask, at a government address."""

    name: Short
    email: Email


class CaseStudy(EntryFields):
    """Something that happened somewhere, with how strong the proof is."""

    plural: ClassVar[str] = "case-studies"
    singular: ClassVar[str] = "case study"
    about: ClassVar[Collection] = Collection(
        place=20,
        title="Case studies",
        lead="What agencies tried, what changed, and how strong the proof is.",
        section="case-studies",
        schema_type="Article",
        spanish=Spanish("Caso", "casos", "Casos", every="Todos los casos"),
        filters=(
            Filter("evidence", "evidence", "Evidence"),
            Filter("customer_groups", "customer-group", "Customers"),
            Filter("channels", "channel", "Channel"),
        ),
        relations={
            "practices": Relation("Seen in practice", 10),
            "life_experiences": Relation("What agencies have tried", 40),
            "results": Relation("Case studies that report it", 60),
            "agencies": Relation("What this agency did", 160),
            "resources": Relation("Used in these case studies", 230),
        },
        good_to_have=("related",),
        headings=("What happened", "What the evidence can and cannot show", "What to copy"),
    )
    to_publish: ClassVar[tuple[str, ...]] = (
        *EntryFields.to_publish,
        "agencies",
        "period",
        "problem",
        "action",
        "result",
        "practices",
        "evidence",
        "results",
        "sources",
    )
    part_ids: ClassVar[frozenset[str]] = EntryFields.part_ids | frozenset(
        "lessons people people-to-ask practices resources results what-happened".split()
    )
    item_ids: ClassVar[Mapping[str, str]] = {**EntryFields.item_ids, "results": "result-"}

    agencies: Annotated[tuple[AgencyId, ...], Unique] = LIST
    period: Period | None = None
    problem: Text | None = None
    action: Text | None = None
    result: Text | None = None
    practices: Annotated[tuple[PracticeLink, ...], Unique] = LIST
    evidence: Annotated[str, OneOf("evidence")] | None = None
    results: Annotated[tuple[Result, ...], Unique] = LIST
    life_experiences: Annotated[tuple[LifeExperienceId, ...], Unique] = LIST
    customer_groups: Annotated[tuple[Annotated[str, OneOf("customer-group")], ...], Unique] = LIST
    channels: Annotated[tuple[Annotated[str, OneOf("channel")], ...], Unique] = LIST
    lessons: Annotated[tuple[Text, ...], Unique] = LIST
    resources: Annotated[tuple[ResourceLink, ...], Unique] = LIST
    contact: Contact | None = None
