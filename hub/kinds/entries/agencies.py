"""An agency, and what it answers for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from hub.kinds.addressfields import Url
from hub.kinds.collection import Collection, Filter, Relation, Spanish
from hub.kinds.days import PartDay
from hub.kinds.fields import Line, OneOf, Short, Text, Title, Unique, YesNo
from hub.kinds.idfields import Slug
from hub.kinds.shared import (
    LIST,
    AgencyId,
    EntryFields,
    Part,
)


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
        place=50,
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
