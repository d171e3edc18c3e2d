"""What stands at the addresses where entries and their lists were published before the API."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from hub.compose.api.places import Places
from hub.compose.drawing.data import API, TABLES, document_address, json_bytes, list_address
from hub.kinds.catalog import KIND_BY_COLLECTION
from hub.kinds.entries.measures import Measure
from hub.pages import DataFile


def moved_lists(places: Places) -> Iterator[DataFile]:
    """A note at the old address of each collection's list: where the list and its entries are."""
    for collection in KIND_BY_COLLECTION:
        yield DataFile(f"{TABLES}{collection}.json", partial(_note, collection, places))


def _note(collection: str, places: Places) -> bytes:
    return json_bytes(
        {
            "note": "The entries and this list are in the API now, at these addresses.",
            "list": places.whole(list_address(collection)),
            "entry": places.whole(document_address(f"{collection}/{{id}}")),
            "csv": places.whole(f"{TABLES}{collection}.csv"),
            "documentation": places.whole("for-machines/"),
        }
    )


def moved_documents(addresses: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Rules for a host, from where an entry's data stood to its document. `addresses` are those of
    the documents.
    """
    tables = f"{API}{Measure.plural}/"
    for collection in KIND_BY_COLLECTION:
        if collection != Measure.plural:
            yield f"/{TABLES}{collection}/*", f"/{API}{collection}/:splat"
    # The tables of measures still stand beside the old addresses, and a host may follow a rule even
    # where it has a file (Cloudflare Pages does), so here each address has a rule of its own.
    for address in sorted({address for address in addresses if address.startswith(tables)}):
        yield f"/{TABLES}{address.removeprefix(API)}", f"/{address}"
