"""A term of the field, and what it means."""

from __future__ import annotations

from typing import Annotated, ClassVar

from hub.kinds.collection import Collection, Filter, Relation, Spanish
from hub.kinds.fields import Line, OneOf, Short, Summary, Unique
from hub.kinds.shared import (
    LIST,
    EntryFields,
    TermId,
)


class Term(EntryFields):
    """A word of the field, in plain language."""

    plural: ClassVar[str] = "terms"
    singular: ClassVar[str] = "term"
    about: ClassVar[Collection] = Collection(
        place=60,
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
