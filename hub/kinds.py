"""The ten kinds of entry and their fields. The field guide, JSON Schema and `hub new` are made from these classes."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from hub.fields import (
    AnyRef,
    Day,
    Email,
    Length,
    Line,
    Number,
    OneOf,
    PartDay,
    RefTo,
    Short,
    Slug,
    Summary,
    Text,
    Title,
    Unique,
    Url,
    WholeNumber,
    Word,
    YesNo,
)
from hub.limits import MAX_ITEMS

_LIST = Field(default=(), max_length=MAX_ITEMS)

ResourceId = Annotated[str, RefTo("resources")]
MeasureId = Annotated[str, RefTo("measures")]
AgencyId = Annotated[str, RefTo("agencies")]
LifeExperienceId = Annotated[str, RefTo("life-experiences")]
PracticeId = Annotated[str, RefTo("practices")]
TermId = Annotated[str, RefTo("terms")]
GuideId = Annotated[str, RefTo("guides")]
CaseStudyId = Annotated[str, RefTo("case-studies")]


class Part(BaseModel):
    """A group of fields. Closed: a field that is not listed is a problem. Frozen: nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(Part):
    """Where a fact was read: a resource of the hub, or a title with an address or the reason why there is none."""

    key: Slug
    resource: ResourceId | None = None
    title: Title | None = None
    url: Url | None = None
    no_url: Text | None = None
    locator: Text | None = None
    accessed: Day | None = None


class Claim(Part):
    """One figure, with what it counts, when it was true and who says so."""

    key: Slug
    text: Text
    value: Number
    unit: Annotated[str, OneOf("unit")]
    as_of: PartDay
    source: Slug
    measure: MeasureId | None = None
    agency: AgencyId | None = None


class Quote(Part):
    """Words somebody said, with the role they had at the time."""

    text: Text
    speaker: Short
    role: Text | None = None
    organization: Text | None = None
    said_on: PartDay | None = None
    source: Slug


class Review(Part):
    """How often the owner reads the page again."""

    every: Length


class Change(Part):
    """What was changed for readers, and when."""

    on: Day
    note: Text


class EntryFields(Part):
    """The fields every entry has."""

    plural: ClassVar[str] = ""
    singular: ClassVar[str] = ""
    to_publish: ClassVar[tuple[str, ...]] = ("summary", "owner", "added")

    title: Title
    summary: Summary | None = None
    status: Annotated[str, OneOf("status")] = "draft"
    owner: Annotated[str, OneOf("owners")] | None = None
    added: Day | None = None
    changes: tuple[Change, ...] = _LIST
    audience: Annotated[tuple[Annotated[str, OneOf("audience")], ...], Unique] = _LIST
    other_names: Annotated[tuple[Short, ...], Unique] = _LIST
    related: Annotated[tuple[AnyRef, ...], Unique] = Field(default=(), max_length=6)
    sources: Annotated[tuple[Source, ...], Unique] = _LIST
    claims: Annotated[tuple[Claim, ...], Unique] = _LIST
    quotes: tuple[Quote, ...] = _LIST
    review: Review | None = None
    former_ids: Annotated[tuple[Slug, ...], Unique] = _LIST
    superseded_by: AnyRef | None = None
    archived_reason: Text | None = None


class Step(Part):
    do: Text
    why: Text | None = None
    output: Text | None = None


class Effort(Part):
    time: Short
    people: Annotated[int, WholeNumber(1, 500)] | None = None
    cost: Annotated[str, OneOf("cost")] | None = None


class ExperienceLink(Part):
    id: LifeExperienceId
    how: Text


class MeasureLink(Part):
    id: MeasureId
    how: Text | None = None


class ResourceLink(Part):
    id: ResourceId
    use: Text | None = None


class Requirements(Part):
    pra: Annotated[str, OneOf("pra")]
    pra_note: Text | None = None
    privacy: Annotated[str, OneOf("privacy")] = "none"
    privacy_note: Text | None = None
    accessibility: Text | None = None


class Practice(EntryFields):
    """Something a team can do."""

    plural: ClassVar[str] = "practices"
    singular: ClassVar[str] = "practice"
    to_publish: ClassVar[tuple[str, ...]] = (*EntryFields.to_publish, "kind", "pillar", "maturity", "problem", "outcome", "steps")

    kind: Annotated[str, OneOf("practice-kind")] | None = None
    pillar: Annotated[str, OneOf("pillar")] | None = None
    maturity: Annotated[str, OneOf("maturity")] | None = None
    problem: Text | None = None
    outcome: Text | None = None
    effort: Effort | None = None
    drivers: Annotated[tuple[Annotated[str, OneOf("driver")], ...], Unique] = _LIST
    channels: Annotated[tuple[Annotated[str, OneOf("channel")], ...], Unique] = _LIST
    customer_groups: Annotated[tuple[Annotated[str, OneOf("customer-group")], ...], Unique] = _LIST
    steps: tuple[Step, ...] = _LIST
    checklist: Annotated[tuple[Text, ...], Unique] = _LIST
    questions: Annotated[tuple[Text, ...], Unique] = _LIST
    pitfalls: Annotated[tuple[Text, ...], Unique] = _LIST
    prerequisites: Annotated[tuple[PracticeId, ...], Unique] = _LIST
    life_experiences: Annotated[tuple[ExperienceLink, ...], Unique] = _LIST
    measures: Annotated[tuple[MeasureLink, ...], Unique] = _LIST
    resources: Annotated[tuple[ResourceLink, ...], Unique] = _LIST
    terms: Annotated[tuple[TermId, ...], Unique] = _LIST
    requirements: Requirements | None = None


class PracticeLink(Part):
    id: PracticeId
    role: Text


class Period(Part):
    start: PartDay
    end: PartDay | None = None


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
    name: Short
    email: Email


class CaseStudy(EntryFields):
    """Something that happened somewhere, with how strong the proof is."""

    plural: ClassVar[str] = "case-studies"
    singular: ClassVar[str] = "case study"
    to_publish: ClassVar[tuple[str, ...]] = (
        *EntryFields.to_publish, "agencies", "period", "problem", "action", "result", "practices", "evidence", "results", "sources")

    agencies: Annotated[tuple[AgencyId, ...], Unique] = _LIST
    period: Period | None = None
    problem: Text | None = None
    action: Text | None = None
    result: Text | None = None
    practices: Annotated[tuple[PracticeLink, ...], Unique] = _LIST
    evidence: Annotated[str, OneOf("evidence")] | None = None
    results: Annotated[tuple[Result, ...], Unique] = _LIST
    life_experiences: Annotated[tuple[LifeExperienceId, ...], Unique] = _LIST
    customer_groups: Annotated[tuple[Annotated[str, OneOf("customer-group")], ...], Unique] = _LIST
    channels: Annotated[tuple[Annotated[str, OneOf("channel")], ...], Unique] = _LIST
    lessons: Annotated[tuple[Text, ...], Unique] = _LIST
    resources: Annotated[tuple[ResourceLink, ...], Unique] = _LIST
    contact: Contact | None = None


class Stage(Part):
    """A stretch of a life experience. `mood` runs from 1, the worst, to 5."""

    key: Slug
    title: Short
    needs: Annotated[tuple[Text, ...], Unique] = _LIST
    feelings: Annotated[tuple[Text, ...], Unique] = _LIST
    mood: Annotated[int, WholeNumber(1, 5)] | None = None
    pain_points: Annotated[tuple[Text, ...], Unique] = _LIST
    agencies: Annotated[tuple[AgencyId, ...], Unique] = _LIST


class AgencyRole(Part):
    id: AgencyId
    role: Text


class Designation(Part):
    status: Annotated[str, OneOf("designation")]
    by: ResourceId | None = None
    since: PartDay | None = None
    status_checked_on: Day | None = None
    note: Text | None = None


class LifeExperience(EntryFields):
    """A moment in a person's life that crosses agencies."""

    plural: ClassVar[str] = "life-experiences"
    singular: ClassVar[str] = "life experience"
    to_publish: ClassVar[tuple[str, ...]] = (*EntryFields.to_publish, "stages", "agencies", "designation")

    stages: Annotated[tuple[Stage, ...], Unique] = _LIST
    agencies: Annotated[tuple[AgencyRole, ...], Unique] = _LIST
    levels: Annotated[tuple[Annotated[str, OneOf("level")], ...], Unique] = _LIST
    customer_groups: Annotated[tuple[Annotated[str, OneOf("customer-group")], ...], Unique] = _LIST
    designation: Designation | None = None
    questions: Annotated[tuple[Text, ...], Unique] = _LIST
    measures: Annotated[tuple[MeasureLink, ...], Unique] = _LIST
    resources: Annotated[tuple[ResourceLink, ...], Unique] = _LIST


class GuidePart(Part):
    key: Slug
    title: Title
    text: Annotated[str, Line(700)]
    practices: Annotated[tuple[PracticeId, ...], Unique] = _LIST


class Guide(EntryFields):
    """Explains, teaches or orders other things. A framework is a guide with parts."""

    plural: ClassVar[str] = "guides"
    singular: ClassVar[str] = "guide"
    to_publish: ClassVar[tuple[str, ...]] = (*EntryFields.to_publish, "kind")

    kind: Annotated[str, OneOf("guide-kind")] | None = None
    parts: Annotated[tuple[GuidePart, ...], Unique] = _LIST
    practices: Annotated[tuple[PracticeId, ...], Unique] = _LIST
    terms: Annotated[tuple[TermId, ...], Unique] = _LIST
    resources: Annotated[tuple[ResourceId, ...], Unique] = _LIST


class Service(Part):
    key: Slug
    title: Title
    channels: Annotated[tuple[Annotated[str, OneOf("channel")], ...], Unique] = _LIST
    url: Url | None = None


class Hisp(Part):
    """Whether the agency was named a high impact service provider, and what says so."""

    designated: YesNo
    as_of: PartDay | None = None
    source: Slug
    note: Text | None = None


class Agency(EntryFields):
    """A department, bureau, program or office that serves people."""

    plural: ClassVar[str] = "agencies"
    singular: ClassVar[str] = "agency"
    to_publish: ClassVar[tuple[str, ...]] = (*EntryFields.to_publish, "kind", "level")

    kind: Annotated[str, OneOf("agency-kind")] | None = None
    level: Annotated[str, OneOf("level")] | None = None
    short: Annotated[str, Line(12)] | None = None
    parent: AgencyId | None = None
    url: Url | None = None
    former_names: Annotated[tuple[Short, ...], Unique] = _LIST
    services: Annotated[tuple[Service, ...], Unique] = _LIST
    hisp: Hisp | None = None


class Term(EntryFields):
    """A word of the field, in plain language."""

    plural: ClassVar[str] = "terms"
    singular: ClassVar[str] = "term"
    to_publish: ClassVar[tuple[str, ...]] = (*EntryFields.to_publish, "definition", "use")

    definition: Summary | None = None
    use: Annotated[str, OneOf("use")] | None = None
    short: Annotated[str, Line(12)] | None = None
    plain_alternative: Short | None = None
    see: Annotated[tuple[TermId, ...], Unique] = _LIST
    not_to_confuse: Annotated[tuple[TermId, ...], Unique] = _LIST


class Measure(EntryFields):
    """Something you can count or ask to see whether a service got better."""

    plural: ClassVar[str] = "measures"
    singular: ClassVar[str] = "measure"
    to_publish: ClassVar[tuple[str, ...]] = (*EntryFields.to_publish, "kind", "unit", "direction")

    kind: Annotated[str, OneOf("measure-kind")] | None = None
    unit: Annotated[str, OneOf("unit")] | None = None
    direction: Annotated[str, OneOf("direction")] | None = None
    question: Summary | None = None
    drivers: Annotated[tuple[Annotated[str, OneOf("driver")], ...], Unique] = _LIST
    formula: Text | None = None
    data_source: Text | None = None
    frequency: Short | None = None
    pitfalls: Annotated[tuple[Text, ...], Unique] = _LIST


class Policy(Part):
    """What a law or policy is called, and whether it applied on the day somebody looked."""

    citation: Text | None = None
    issuer: Short | None = None
    issued: PartDay | None = None
    status: Annotated[str, OneOf("policy-status")] = "unknown"
    status_checked_on: Day | None = None
    status_note: Text | None = None
    superseded_by: ResourceId | None = None


class Resource(EntryFields):
    """Something outside the hub that the hub points to, once."""

    plural: ClassVar[str] = "resources"
    singular: ClassVar[str] = "resource"
    to_publish: ClassVar[tuple[str, ...]] = (*EntryFields.to_publish, "kind", "publisher", "access", "why")

    kind: Annotated[str, OneOf("resource-kind")] | None = None
    url: Url | None = None
    no_url: Text | None = None
    archived_url: Url | None = None
    publisher: Short | None = None
    authors: Annotated[tuple[Short, ...], Unique] = _LIST
    published: PartDay | None = None
    access: Annotated[str, OneOf("access")] | None = None
    commercial: YesNo = False
    sponsors: Annotated[tuple[Short, ...], Unique] = _LIST
    why: Summary | None = None
    policy: Policy | None = None


class News(EntryFields):
    """Something that happened: news, an event or a win."""

    plural: ClassVar[str] = "news"
    singular: ClassVar[str] = "news item"
    to_publish: ClassVar[tuple[str, ...]] = (*EntryFields.to_publish, "kind", "date")

    kind: Annotated[str, OneOf("news-kind")] | None = None
    date: PartDay | None = None
    date_note: Text | None = None
    ends: Day | None = None
    where: Text | None = None
    join_url: Url | None = None
    celebrates: Summary | None = None
    agencies: Annotated[tuple[AgencyId, ...], Unique] = _LIST
    life_experiences: Annotated[tuple[LifeExperienceId, ...], Unique] = _LIST
    practices: Annotated[tuple[PracticeId, ...], Unique] = _LIST
    case_study: CaseStudyId | None = None
    resources: Annotated[tuple[ResourceId, ...], Unique] = _LIST


class Exercise(Part):
    key: Slug
    title: Title
    minutes: Annotated[int, WholeNumber(1, 480)]
    steps: Annotated[tuple[Text, ...], Unique] = _LIST
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
    key: Slug
    title: Title
    summary: Summary | None = None
    objectives: Annotated[tuple[Text, ...], Unique] = _LIST
    audience: Annotated[tuple[Annotated[str, OneOf("audience")], ...], Unique] = _LIST
    time: ChapterTime | None = None
    before: Annotated[tuple[Slug, ...], Unique] = _LIST
    intro: GuideId | None = None
    include: Annotated[tuple[AnyRef, ...], Unique] = _LIST
    select: Select | None = None
    discuss: Annotated[tuple[Text, ...], Unique] = _LIST
    checklist: Annotated[tuple[Text, ...], Unique] = _LIST
    exercises: Annotated[tuple[Exercise, ...], Unique] = _LIST
    facilitator: Annotated[str, Line(1000)] | None = None


class Playbook(EntryFields):
    """Chapters made from entries, in an order that teaches."""

    plural: ClassVar[str] = "playbooks"
    singular: ClassVar[str] = "playbook"
    to_publish: ClassVar[tuple[str, ...]] = (*EntryFields.to_publish, "edition", "chapters")

    edition: Annotated[str, Line(20)] | None = None
    chapters: Annotated[tuple[Chapter, ...], Unique] = _LIST


class TranslationMark(Part):
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


class VocabularyTerm(Part):
    """One value of a closed list, and what readers see for it."""

    label: Short
    definition: Summary | None = None
    aliases: Annotated[tuple[Short, ...], Unique] = _LIST
    deprecated: YesNo = False
    replaced_by: Slug | None = None
    github: Annotated[str, Line(100)] | None = None


KIND_BY_COLLECTION: dict[str, type[EntryFields]] = {
    kind.plural: kind
    for kind in (Practice, CaseStudy, LifeExperience, Guide, Agency, Term, Measure, Resource, News, Playbook)
}
COLLECTIONS = tuple(KIND_BY_COLLECTION)
LANGUAGES = ("es",)
