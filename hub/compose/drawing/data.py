"""Entries and views as JSON, for machines and for people who build on the hub."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import Any

from pydantic import BaseModel

from hub.kinds.catalog import KIND_BY_COLLECTION
from hub.kinds.days import PartDate
from hub.model import Entry, Library
from hub.pages import DataFile


def json_bytes(value: Any) -> bytes:
    """Readable JSON with sorted keys: the same bytes on every machine."""
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def entry_files(library: Library) -> Iterable[DataFile]:
    """One file for each entry and one list for each collection."""
    for entry in library.entry_by_ref.values():
        yield DataFile(f"data/{entry.ref}.json", partial(_entry_bytes, entry, library))
    for name in KIND_BY_COLLECTION:
        lines = [
            {"id": e.id, "title": e.title, "summary": e.fields.summary, "address": e.address}
            for e in library.collection(name)
        ]
        yield DataFile(f"data/{name}.json", partial(json_bytes, lines))


def _entry_bytes(entry: Entry, library: Library) -> bytes:
    return json_bytes(entry_data(entry, library))


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
