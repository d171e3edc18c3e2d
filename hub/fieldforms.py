"""What the fields of entries hold, told by their names alone: a list, a group of fields, or text. Whoever mends a line asks it what the line was meant to be."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from hub.kinds import KIND_BY_COLLECTION
from hub.schema import field_names, model_inside

if TYPE_CHECKING:
    from pydantic import BaseModel


@dataclass(frozen=True)
class FieldForms:
    """The names of all fields; of those that are lists wherever they stand; and the fields of each group, those that it needs first; and the names that stand at the outermost level."""

    names: frozenset[str]
    lists: frozenset[str]
    groups: dict[str, tuple[str, ...]]
    outer: frozenset[str]


@cache
def field_forms() -> FieldForms:
    """The forms of the fields of every kind of entry."""
    waiting: list[type[BaseModel]] = [*KIND_BY_COLLECTION.values()]
    seen: dict[type[BaseModel], None] = {}
    outer = frozenset(name for kind in waiting for name in kind.model_fields)
    lists: set[str] = set()
    others: set[str] = set()
    groups: dict[str, dict[str, None]] = {}
    while waiting:
        group = waiting.pop()
        if group in seen:
            continue
        seen[group] = None
        for name, field in group.model_fields.items():
            (lists if "tuple" in str(field.annotation) else others).add(name)
            inner = model_inside(field.annotation)
            if inner is not None:
                waiting.append(inner)
                parts = sorted(inner.model_fields, key=lambda part: not inner.model_fields[part].is_required())  # it is used at once
                groups.setdefault(name, {}).update(dict.fromkeys(parts))
    return FieldForms(field_names(), frozenset(lists - others), {name: tuple(parts) for name, parts in groups.items()}, outer)
