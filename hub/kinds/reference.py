"""What the work leans on: guides, agencies, terms, measures, resources, news."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import Field

from hub.kinds.collection import Collection, Filter, Relation, Spanish
from hub.kinds.days import Day, PartDay
from hub.kinds.fields import Line, OneOf, Short, Summary, Text, Title, Unique, Url, YesNo
from hub.kinds.figures import Series
from hub.kinds.idfields import Slug
from hub.kinds.shared import (
    LIST,
    AgencyId,
    CaseStudyId,
    EntryFields,
    LifeExperienceId,
    Part,
    PracticeId,
    ResourceId,
    TermId,
)


class GuidePart(Part):
    """One part of a framework or list, with an anchor that stays."""

    key: Slug
    title: Title
    text: Annotated[str, Line(700)]
    practices: Annotated[tuple[PracticeId, ...], Unique] = LIST


class Guide(EntryFields):
    """Explains, teaches or orders other things. A framework is a guide with parts."""

    plural: ClassVar[str] = "guides"
    singular: ClassVar[str] = "guide"
    about: ClassVar[Collection] = Collection(
        title="Guides",
        lead="Explanations and frameworks that put the practices in order.",
        section="guides",
        schema_type="Article",
        spanish=Spanish("Guía", "guías", "Guías", every="Todas las guías"),
        filters=(Filter("kind", "guide-kind", "Kind"), Filter("audience", "audience", "Your role")),
        relations={
            "practices": Relation("Guides that teach it", 90),
            "parts": Relation("Part of these guides", 100),
            "terms": Relation("Guides that use this word", 110),
            "resources": Relation("Used in these guides", 220),
        },
        headings=("What goes wrong", "What to do tomorrow"),
    )
    to_publish: ClassVar[tuple[str, ...]] = (*EntryFields.to_publish, "kind")
    part_ids: ClassVar[frozenset[str]] = EntryFields.part_ids | frozenset(
        "parts practices resources terms".split()
    )
    item_ids: ClassVar[Mapping[str, str]] = {**EntryFields.item_ids, "parts": ""}

    kind: Annotated[str, OneOf("guide-kind")] | None = None
    parts: Annotated[tuple[GuidePart, ...], Unique] = LIST
    practices: Annotated[tuple[PracticeId, ...], Unique] = LIST
    terms: Annotated[tuple[TermId, ...], Unique] = LIST
    resources: Annotated[tuple[ResourceId, ...], Unique] = LIST


class Service(Part):
    """Something people get from an agency."""

    key: Slug
    title: Title
    channels: Annotated[tuple[Annotated[str, OneOf("channel")], ...], Unique] = LIST
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
    about: ClassVar[Collection] = Collection(
        title="Agencies",
        lead=(
            "Departments, bureaus and programs, with what they did and the life experiences they"
            " are part of."
        ),
        section="reference",
        schema_type="GovernmentOrganization",
        spanish=Spanish("Agencia", "agencias", "Agencias"),
        filters=(Filter("kind", "agency-kind", "Kind"), Filter("level", "level", "Level")),
        relations={
            "parent": Relation("Parts of this agency", 150),
            "hisp": Relation("Entries that rest on this policy", 190),
        },
        has_text=False,
    )
    to_publish: ClassVar[tuple[str, ...]] = (*EntryFields.to_publish, "kind", "level")
    part_ids: ClassVar[frozenset[str]] = EntryFields.part_ids | frozenset(
        "changes life-experiences results seen-in-practice services".split()
    )
    item_ids: ClassVar[Mapping[str, str]] = {**EntryFields.item_ids, "services": ""}

    kind: Annotated[str, OneOf("agency-kind")] | None = None
    level: Annotated[str, OneOf("level")] | None = None
    short: Annotated[str, Line(12)] | None = None
    parent: AgencyId | None = None
    url: Url | None = None
    former_names: Annotated[tuple[Short, ...], Unique] = LIST
    services: Annotated[tuple[Service, ...], Unique] = LIST
    hisp: Hisp | None = None


class Term(EntryFields):
    """A word of the field, in plain language."""

    plural: ClassVar[str] = "terms"
    singular: ClassVar[str] = "term"
    about: ClassVar[Collection] = Collection(
        title="Glossary",
        lead="The words of customer experience in plain language.",
        section="reference",
        schema_type="DefinedTerm",
        spanish=Spanish("Término", "términos", "Glosario"),
        filters=(Filter("use", "use", "Use"),),
        relations={
            "see": Relation("Words that lead here", 130),
            "not_to_confuse": Relation("Often confused with", 140),
        },
    )
    to_publish: ClassVar[tuple[str, ...]] = (*EntryFields.to_publish, "definition", "use")
    part_ids: ClassVar[frozenset[str]] = EntryFields.part_ids | frozenset("definition".split())

    definition: Summary | None = None
    use: Annotated[str, OneOf("use")] | None = None
    short: Annotated[str, Line(12)] | None = None
    plain_alternative: Short | None = None
    see: Annotated[tuple[TermId, ...], Unique] = LIST
    not_to_confuse: Annotated[tuple[TermId, ...], Unique] = LIST


class Measure(EntryFields):
    """Something you can count or ask to see whether a service got better."""

    plural: ClassVar[str] = "measures"
    singular: ClassVar[str] = "measure"
    about: ClassVar[Collection] = Collection(
        title="Measures",
        lead="What you can count or ask to see whether a service got better, with real figures.",
        section="reference",
        schema_type="DefinedTerm",
        spanish=Spanish("Medida", "medidas", "Medidas"),
        filters=(
            Filter("kind", "measure-kind", "Kind"),
            Filter("drivers", "driver", "Part of the experience"),
        ),
        relations={"series": Relation("Measures with its figures over time", 70)},
        good_to_have=("question", "pitfalls"),
        headings=("How to read it", "How to collect it"),
    )
    to_publish: ClassVar[tuple[str, ...]] = (*EntryFields.to_publish, "kind", "unit", "direction")
    part_ids: ClassVar[frozenset[str]] = EntryFields.part_ids | frozenset(
        "definition over-time pitfalls results".split()
    )
    item_ids: ClassVar[Mapping[str, str]] = {**EntryFields.item_ids, "series": "series-"}

    kind: Annotated[str, OneOf("measure-kind")] | None = None
    unit: Annotated[str, OneOf("unit")] | None = None
    direction: Annotated[str, OneOf("direction")] | None = None
    question: Summary | None = None
    drivers: Annotated[tuple[Annotated[str, OneOf("driver")], ...], Unique] = LIST
    formula: Text | None = None
    data_source: Text | None = None
    frequency: Short | None = None
    series: Annotated[tuple[Series, ...], Unique, Field(max_length=20)] = ()
    pitfalls: Annotated[tuple[Text, ...], Unique] = LIST


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
    about: ClassVar[Collection] = Collection(
        title="Resources",
        lead=(
            "Laws, policies, reports and tools outside this hub, each listed once, with how to get"
            " at it."
        ),
        section="reference",
        schema_type="CreativeWork",
        spanish=Spanish("Recurso", "recursos", "Recursos"),
        filters=(Filter("kind", "resource-kind", "Kind"), Filter("access", "access", "Access")),
        relations={"policy": Relation("Replaces or amends", 200)},
        weight=0.9,
        has_text=False,
    )
    to_publish: ClassVar[tuple[str, ...]] = (
        *EntryFields.to_publish,
        "kind",
        "publisher",
        "access",
        "why",
    )
    part_ids: ClassVar[frozenset[str]] = EntryFields.part_ids | frozenset("outcome policy".split())

    kind: Annotated[str, OneOf("resource-kind")] | None = None
    url: Url | None = None
    no_url: Text | None = None
    archived_url: Url | None = None
    publisher: Short | None = None
    authors: Annotated[tuple[Short, ...], Unique] = LIST
    published: PartDay | None = None
    access: Annotated[str, OneOf("access")] | None = None
    commercial: YesNo = False
    sponsors: Annotated[tuple[Short, ...], Unique] = LIST
    why: Summary | None = None
    policy: Policy | None = None


class News(EntryFields):
    """Something that happened: news, an event or a win."""

    plural: ClassVar[str] = "news"
    singular: ClassVar[str] = "news item"
    about: ClassVar[Collection] = Collection(
        title="News",
        lead="News, events and wins, newest first.",
        section="news",
        schema_type="NewsArticle",
        spanish=Spanish("Noticia", "noticias", "Noticias", every="Todas las noticias"),
        filters=(Filter("kind", "news-kind", "Kind"),),
        newest_first_by="date",
        relations={
            "agencies": Relation("News", 180),
            "practices": Relation("News", 180),
            "life_experiences": Relation("News", 180),
            "case_study": Relation("News", 180),
            "resources": Relation("News", 180),
        },
        weight=0.9,
        may_stand_alone=True,
    )
    to_publish: ClassVar[tuple[str, ...]] = (*EntryFields.to_publish, "kind", "date")

    kind: Annotated[str, OneOf("news-kind")] | None = None
    date: PartDay | None = None
    date_note: Text | None = None
    ends: PartDay | None = None  # an event may be still to come
    where: Text | None = None
    join_url: Url | None = None
    celebrates: Summary | None = None
    agencies: Annotated[tuple[AgencyId, ...], Unique] = LIST
    life_experiences: Annotated[tuple[LifeExperienceId, ...], Unique] = LIST
    practices: Annotated[tuple[PracticeId, ...], Unique] = LIST
    case_study: CaseStudyId | None = None
    resources: Annotated[tuple[ResourceId, ...], Unique] = LIST
