"""Which fields stand in groups, and of which model each group is."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel

from hub.kinds.catalog import KIND_BY_COLLECTION


@cache
def field_names() -> frozenset[str]:
    """The names of all fields that an entry, or a group in one, can have."""
    return frozenset(
        name for group in groups_of(*KIND_BY_COLLECTION.values()) for name in group.model_fields
    )


def groups_of(*kinds: type[BaseModel]) -> tuple[type[BaseModel], ...]:
    """The kinds themselves, and every group of fields in them, each once."""
    waiting = [*kinds]
    seen: dict[type[BaseModel], None] = {}
    while waiting:
        group = waiting.pop()
        if group not in seen:
            seen[group] = None
            waiting += [
                inner
                for field in group.model_fields.values()
                if (inner := model_inside(field.annotation)) is not None
            ]
    return tuple(seen)


def model_inside(annotation: object) -> type[BaseModel] | None:
    """The group of fields inside a type, also where the type is optional or a list."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        found = model_inside(part)
        if found is not None:
            return found
    return None
