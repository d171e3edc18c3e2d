"""A resource: a document, a policy or a tool somewhere else."""

from __future__ import annotations

from typing import Annotated, ClassVar

from hub.kinds.addressfields import Url
from hub.kinds.collection import Collection, Filter, Relation, Spanish
from hub.kinds.days import Day, PartDay
from hub.kinds.fields import OneOf, Short, Summary, Text, Unique, YesNo
from hub.kinds.shared import (
    LIST,
    EntryFields,
    Part,
    ResourceId,
)


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
        place=80,
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
