"""What readers call a collection."""

from __future__ import annotations

from hub.kinds.catalog import KIND_BY_COLLECTION

COLLECTION_TITLES = {name: kind.about.title for name, kind in KIND_BY_COLLECTION.items()}
