"""The fields every entry has, and the small groups that several kinds share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from hub.kinds.addressfields import Url
from hub.kinds.collection import Collection
from hub.kinds.days import Day, Length, PartDay
from hub.kinds.fields import Line, Number, OneOf, Short, Summary, Text, Title, Unique, YesNo
from hub.kinds.idfields import AnyRef, RefTo, Slug
from hub.limits import MAX_ITEMS

LIST = Field(default=(), max_length=MAX_ITEMS)

ResourceId = Annotated[str, RefTo("resources")]
MeasureId = Annotated[str, RefTo("measures")]
AgencyId = Annotated[str, RefTo("agencies")]
LifeExperienceId = Annotated[str, RefTo("life-experiences")]
PracticeId = Annotated[str, RefTo("practices")]
TermId = Annotated[str, RefTo("terms")]
GuideId = Annotated[str, RefTo("guides")]
CaseStudyId = Annotated[str, RefTo("case-studies")]


def _in_one_line(schema: dict[str, Any]) -> None:
    """A docstring is cut into lines for those who read the code; a description is not."""
    if "description" in schema:
        schema["description"] = " ".join(schema["description"].split())


class Part(BaseModel):
    """A group of fields. Closed: a field that is not listed is a problem. Frozen: nothing changes
    after reading.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra=_in_one_line)


class Source(Part):
    """Where a fact was read: a resource of the hub, or a title with an address or the reason why
    there is none.
    """

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
    about: ClassVar[Collection]
    to_publish: ClassVar[tuple[str, ...]] = ("summary", "owner", "added")
    # The ids on an entry's page, as its template draws them: of parts, of the items of a list by
    # what stands before their key, and others that begin so.
    part_ids: ClassVar[frozenset[str]] = frozenset(
        "figures more next-step origin related sources used-by".split()
    )
    item_ids: ClassVar[Mapping[str, str]] = {"claims": "claim-", "sources": "source-"}
    other_ids: ClassVar[tuple[str, ...]] = ()

    title: Title
    summary: Summary | None = None
    status: Annotated[str, OneOf("status")] = "draft"
    owner: Annotated[str, OneOf("owners")] | None = None
    added: Day | None = None
    changes: tuple[Change, ...] = LIST
    audience: Annotated[tuple[Annotated[str, OneOf("audience")], ...], Unique] = LIST
    other_names: Annotated[tuple[Short, ...], Unique] = LIST
    related: Annotated[tuple[AnyRef, ...], Unique] = Field(default=(), max_length=6)
    sources: Annotated[tuple[Source, ...], Unique] = LIST
    claims: Annotated[tuple[Claim, ...], Unique] = LIST
    quotes: tuple[Quote, ...] = LIST
    review: Review | None = None
    former_ids: Annotated[tuple[Slug, ...], Unique] = LIST
    superseded_by: AnyRef | None = None
    archived_reason: Text | None = None

    @property
    def missing_to_publish(self) -> list[str]:
        """The fields that a published entry has and this one has not. A draft may be thin."""
        return [name for name in self.to_publish if getattr(self, name) in (None, ())]


class ExperienceLink(Part):
    """A life experience, and how the practice helps there."""

    id: LifeExperienceId
    how: Text


class MeasureLink(Part):
    """A measure, and how it shows that the practice worked."""

    id: MeasureId
    how: Text | None = None


class ResourceLink(Part):
    """A resource, and what to use it for."""

    id: ResourceId
    use: Text | None = None


class LabelWords(Part):
    """What readers of another language see for a value of a closed list."""

    label: Short
    definition: Summary | None = None


class VocabularyTerm(Part):
    """One value of a closed list, and what readers see for it."""

    label: Short
    definition: Summary | None = None
    aliases: Annotated[tuple[Short, ...], Unique] = LIST
    deprecated: YesNo = False
    replaced_by: Slug | None = None
    github: Annotated[str, Line(100)] | None = None
    es: LabelWords | None = None  # in Spanish
