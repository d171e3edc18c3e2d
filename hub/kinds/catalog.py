"""Every kind of entry by the name of its collection: the folder, the address and the reference are
all that one name.
"""

from __future__ import annotations

from importlib import import_module

from hub.folders import KINDS
from hub.kinds.shared import EntryFields


def _kind(collection: str, path: str) -> type[EntryFields]:
    module, _, name = path.partition(".")
    kind: type[EntryFields] = getattr(import_module(f"hub.kinds.{module}"), name)
    assert kind.plural == collection, f"{name} is in hub/folders.py as {collection}"
    return kind


KIND_BY_COLLECTION = {collection: _kind(collection, path) for collection, path in KINDS.items()}
