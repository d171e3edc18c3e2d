"""What people do and go through: practices, case studies, life experiences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from hub.kinds.collection import Collection, Filter, Relation, Spanish
from hub.kinds.days import Day, PartDay
from hub.kinds.fields import Email, OneOf, Short, Text, Unique, WholeNumber
from hub.kinds.idfields import Slug
from hub.kinds.shared import (
    LIST,
    AgencyId,
    EntryFields,
    ExperienceLink,
    LifeExperienceId,
    MeasureId,
    MeasureLink,
    Part,
    PracticeId,
    ResourceId,
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
