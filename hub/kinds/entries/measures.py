"""A measure, how it is asked or counted, and its figures over time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import Field

from hub.kinds.collection import Collection, Filter, Relation, Spanish
from hub.kinds.fields import OneOf, Short, Summary, Text, Unique
from hub.kinds.figures import Series
from hub.kinds.shared import (
    LIST,
    EntryFields,
)


class Measure(EntryFields):
    """Something you can count or ask to see whether a service got better."""

    plural: ClassVar[str] = "measures"
    singular: ClassVar[str] = "measure"
    about: ClassVar[Collection] = Collection(
        place=70,
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
