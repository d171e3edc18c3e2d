"""Values as JSON, and the addresses at which the hub publishes data."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from pydantic import BaseModel

from hub.kinds.days import PartDate
from hub.model import Entry, Library

API = "api/v1/"
TABLES = "data/"  # the views, and every table; before the API, each entry too


def json_bytes(value: Any) -> bytes:
    """Readable JSON with sorted keys: the same bytes on every machine."""
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def document_address(ref: str) -> str:
    """Where the document of an entry stands."""
    return f"{API}{ref}.json"


def list_address(collection: str, page: int = 1) -> str:
    """Where a page of a collection's list stands. The first one has the plain name."""
    return f"{API}{collection}.json" if page == 1 else f"{API}{collection}/page/{page}.json"


def table_address(address: str) -> str:
    """Where the rows of this data stand as CSV, if they fit a table."""
    return f"{TABLES}{address.removeprefix(API).removeprefix(TABLES).removesuffix('.json')}.csv"


def entry_data(entry: Entry, library: Library) -> dict[str, Any]:
    """An entry's fields as typed in, its text, and who points to it."""
    return {
        "id": entry.id,
        "collection": entry.collection,
        "address": entry.address,
        "fields": plain(entry.fields),
        "text": entry.prose.words,
        "backlinks": [
            {"from": link.origin, "field": link.field}
            for link in library.backlinks_by_ref.get(entry.ref, ())
            if link.origin in library.entry_by_ref
        ],
    }


def plain(value: Any) -> Any:
    """A field's value as JSON has it: dates as they were typed, groups without what is empty."""
    if isinstance(value, BaseModel):
        held = {name: plain(getattr(value, name)) for name in type(value).model_fields}
        return {name: found for name, found in held.items() if found not in (None, [], {})}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, PartDate):
        return value.typed
    if isinstance(value, date):
        return value.isoformat()
    return value
