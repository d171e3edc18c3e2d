"""Every table of the hub as CSV: one row a line, one value a cell, and nothing that a spreadsheet
would run.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from hub.compose.api.places import Places
from hub.compose.api.rows import flat
from hub.compose.drawing import csvtext
from hub.compose.drawing.data import plain
from hub.kinds.catalog import KIND_BY_COLLECTION
from hub.model import Entry
from hub.pages import DataFile

_KEY_NAMES = {"data/drivers.json": ("driver", "practice"), "data/owners.json": ("owner", "entries")}
_OWN_COLUMNS = ("id", "title", "summary", "url", "permalink", "status", "owner", "added", "updated")
_LEFT_OUT = frozenset(
    {
        "title",
        "summary",
        "status",
        "owner",
        "added",
        "changes",
        "related",
        "sources",
        "claims",
        "quotes",
        "review",
        "former_ids",
        "superseded_by",
    }
)


def table_files(views: Mapping[str, Any], places: Places) -> Iterable[DataFile]:
    """A table for each view, given by the address of its JSON, and one for each collection."""
    for address, value in views.items():
        if address.count("/") == 1 and is_table(value):
            yield DataFile(
                f"{address.removesuffix('.json')}.csv", partial(_view_bytes, address, value, places)
            )
    for name in KIND_BY_COLLECTION:
        yield DataFile(f"data/{name}.csv", partial(_collection_bytes, name, places))


def is_table(value: Any) -> bool:
    """True for rows of plain values, and for plain values by name: what fits a spreadsheet."""
    if isinstance(value, dict):
        return bool(value) and all(_fits(held) for held in value.values())
    return isinstance(value, list) and all(
        isinstance(row, dict) and all(held is None or _fits(held) for held in row.values())
        for row in value
    )


def csv_bytes(columns: Iterable[str], rows: Iterable[Mapping[str, Any]]) -> bytes:
    """A row with the names of the columns, then a row for each of `rows`, empty where it has no
    such value.
    """
    names = list(columns)
    return csvtext.csv_bytes([names, *([_cell(row.get(name)) for name in names] for row in rows)])


def _cell(value: Any) -> str | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return value
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def _view_bytes(address: str, value: Any, places: Places) -> bytes:
    rows = [flat(row, places) for row in _rows(address, value)]
    columns = list(dict.fromkeys(name for row in rows for name in row)) or ["name"]
    return csv_bytes(columns, rows)


def _rows(address: str, value: Any) -> Iterable[Mapping[str, Any]]:
    """The rows of a view. A view that is a group by name has one row for each name, or for each
    thing below it.
    """
    if not isinstance(value, dict):
        return list(value)
    name, held = _KEY_NAMES.get(address, ("name", "value"))
    return [
        {name: key, held: item}
        for key, items in value.items()
        for item in (items if isinstance(items, list) else [items])
    ]


def _collection_bytes(collection: str, places: Places) -> bytes:
    entries = places.library.collection(collection)
    rows = [_entry_row(entry, places) for entry in entries]
    held = {name for row in rows for name in row}
    names = [
        name
        for name in (entries[0].fields.__class__.model_fields if entries else ())
        if name in held and name not in _OWN_COLUMNS
    ]
    return csv_bytes([*_OWN_COLUMNS, *names], rows)


def _entry_row(entry: Entry, places: Places) -> dict[str, Any]:
    """The fields of an entry that fit a cell: single values, and lists of them. Groups of fields
    stand in the entry's JSON.
    """
    own = {
        "id": entry.id,
        "title": entry.title,
        "summary": entry.fields.summary,
        "url": places.whole(entry.address),
        "permalink": places.permalink(entry),
        "status": entry.fields.status,
        "owner": entry.fields.owner,
        "added": entry.fields.added,
        "updated": entry.updated,
    }
    fields = {
        name: value
        for name, value in plain(entry.fields).items()
        if name not in _LEFT_OUT and name not in own and _fits(value)
    }
    return {**fields, **own}


def _fits(value: Any) -> bool:
    return (
        all(isinstance(item, str | int | float) for item in value)
        if isinstance(value, list)
        else isinstance(value, str | int | float)
    )
