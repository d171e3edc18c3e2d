"""A guide: how to do something, told in parts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from hub.kinds.collection import Collection, Filter, Relation, Spanish
from hub.kinds.fields import Line, OneOf, Title, Unique
from hub.kinds.idfields import Slug
from hub.kinds.shared import (
    LIST,
    EntryFields,
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
        place=40,
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
