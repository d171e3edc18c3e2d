"""What the reader of YAML knows about the fields of entries: it knows no kind of entry itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hub.reading.nodes import Node


@dataclass(frozen=True)
class FieldForms:
    """The names of all fields; of those that are lists wherever they stand; and the fields of each
    group, those that it needs first; and the names that stand at the outermost level.
    """

    names: frozenset[str]
    lists: frozenset[str]
    groups: dict[str, tuple[str, ...]]
    outer: frozenset[str]


@dataclass(frozen=True)
class EntryForms:
    """The forms of all fields, worked out when somebody asks; and whether fields that were read
    have those forms.
    """

    fields: Callable[[], FieldForms]
    fit: Callable[[Node], bool]
