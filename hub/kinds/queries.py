"""Which entries a facet or a chapter's query asks for."""

from __future__ import annotations

from collections.abc import Mapping

from hub.kinds.shared import EntryFields


def holds(fields: EntryFields, name: str, wanted: str) -> bool:
    """True when the field is this value, or is a list that holds it or the id of it."""
    value = getattr(fields, name, None)
    if isinstance(value, tuple):
        return any(getattr(item, "id", item) == wanted for item in value)
    return bool(value == wanted)


def matches(fields: EntryFields, where: Mapping[str, str]) -> bool:
    """True when every named field holds its value."""
    return all(holds(fields, name, wanted) for name, wanted in where.items())
