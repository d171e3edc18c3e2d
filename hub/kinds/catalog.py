"""Every kind of entry by the name of its collection: the module, the folder, the address and the
reference are all that one name.
"""

from __future__ import annotations

from importlib import import_module

from hub.folders import COLLECTIONS
from hub.kinds.shared import EntryFields


def _kind(collection: str) -> type[EntryFields]:
    """The one kind that stands in the module of a collection."""
    module = import_module(f"hub.kinds.entries.{collection.replace('-', '_')}")
    (kind,) = (
        value
        for value in vars(module).values()
        if isinstance(value, type)
        and issubclass(value, EntryFields)
        and value.__module__ == module.__name__
    )
    assert kind.plural == collection, f"{kind.__name__} calls itself {kind.plural}"
    return kind


KIND_BY_COLLECTION = {
    kind.plural: kind for kind in sorted(map(_kind, COLLECTIONS), key=lambda kind: kind.about.place)
}
