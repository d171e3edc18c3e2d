"""A news item or an event."""

from __future__ import annotations

from typing import Annotated, ClassVar

from hub.kinds.addressfields import Url
from hub.kinds.collection import Collection, Filter, Relation, Spanish
from hub.kinds.days import PartDay
from hub.kinds.fields import OneOf, Summary, Text, Unique
from hub.kinds.shared import (
    LIST,
    AgencyId,
    CaseStudyId,
    EntryFields,
    LifeExperienceId,
    PracticeId,
    ResourceId,
)


class News(EntryFields):
    """Something that happened: news, an event or a win."""

    plural: ClassVar[str] = "news"
    singular: ClassVar[str] = "news item"
    about: ClassVar[Collection] = Collection(
        place=90,
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
