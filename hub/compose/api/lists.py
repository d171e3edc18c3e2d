"""The lists of API v1: what there is, each collection in pages, and the views that go across
collections.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from hub.compose.api.documents import Taught, document, summary_of
from hub.compose.api.openapi import FILES, openapi
from hub.compose.api.places import LICENSE, PER_PAGE, Places
from hub.compose.api.rows import linked
from hub.compose.drawing.data import API, document_address, json_bytes, list_address
from hub.compose.drawing.titles import COLLECTION_TITLES
from hub.kinds.catalog import KIND_BY_COLLECTION
from hub.kinds.entries.terms import Term
from hub.model import Entry, Library, last_updated
from hub.pages import DataFile
from hub.permalinks.ids import page_id

_VIEW_BY_NAME = {
    "figures": "data/figures.json",
    "results": "data/evidence.json",
    "matrix": "data/matrix.json",
    "timeline": "data/timeline.json",
    "changes": "data/changes.json",
}


def api_files(views: Mapping[str, Any], places: Places, taught: Taught) -> Iterable[DataFile]:
    """Every file below api/v1/. `views` are the views of the site as data, by the address of their
    JSON.
    """
    library = places.library

    def file(address: str, make: Callable[[], Any]) -> DataFile:
        return DataFile(address, lambda: json_bytes(make()))

    yield file(f"{API}index.json", partial(_index, places))
    yield file(f"{API}openapi.json", partial(openapi, places.settings))
    for name, address in _VIEW_BY_NAME.items():
        yield file(f"{API}{name}.json", partial(_view, views[address], places))
    yield file(f"{API}vocabularies.json", partial(_vocabularies, library))
    yield file(f"{API}glossary.json", partial(_glossary, places))
    for collection in KIND_BY_COLLECTION:
        entries = library.collection(collection)
        for page in range(1, _pages(entries) + 1):
            yield file(
                list_address(collection, page), partial(_list, collection, entries, page, places)
            )
    for entry in library.entry_by_ref.values():
        yield file(document_address(entry.ref), partial(document, entry, places, taught))


def _pages(entries: Sequence[Entry]) -> int:
    return max(1, -(-len(entries) // PER_PAGE))


def _index(places: Places) -> dict[str, Any]:
    """Where a client begins."""
    entries = places.library.entry_by_ref.values()
    newest = last_updated(entries)
    return {
        "version": "1",
        "title": places.settings.site_name,
        "description": places.settings.description,
        "url": places.whole(""),
        "documentation": places.whole("for-machines/"),
        "openapi": places.whole(f"{API}openapi.json"),
        "llms": places.whole("llms.txt"),
        "license": LICENSE,
        "updated": newest.isoformat() if newest else None,
        "collections": [
            {
                "name": name,
                "title": COLLECTION_TITLES[name],
                "total": len(places.library.collection(name)),
                "url": places.whole(list_address(name)),
                "page": places.whole(f"{name}/"),
                "csv": places.whole(f"data/{name}.csv"),
                "feed": places.whole(f"{name}/feed.xml"),
            }
            for name in KIND_BY_COLLECTION
        ],
        "views": [
            {"name": name, "title": title, "url": places.whole(f"{API}{name}.json")}
            for name, title, _ in FILES
            if name != "index"
        ],
    }


def _list(collection: str, entries: Sequence[Entry], page: int, places: Places) -> dict[str, Any]:
    pages = _pages(entries)
    return {
        "collection": collection,
        "title": COLLECTION_TITLES[collection],
        "license": LICENSE,
        "total": len(entries),
        "page": page,
        "pages": pages,
        "previous": places.whole(list_address(collection, page - 1)) if page > 1 else None,
        "next": places.whole(list_address(collection, page + 1)) if page < pages else None,
        "items": [
            summary_of(entry, places) for entry in entries[(page - 1) * PER_PAGE : page * PER_PAGE]
        ],
    }


def _view(rows: Iterable[Mapping[str, Any]], places: Places) -> dict[str, Any]:
    items = [linked(row, places) for row in rows]
    return {"license": LICENSE, "total": len(items), "items": items}


def _vocabularies(library: Library) -> dict[str, Any]:
    return {
        "license": LICENSE,
        "vocabularies": [
            {
                "name": name,
                "values": [
                    {
                        "id": word,
                        "label": term.label,
                        "definition": term.definition,
                        "is_deprecated": term.deprecated,
                        "replaced_by": term.replaced_by,
                    }
                    for word, term in terms.items()
                ],
            }
            for name, terms in sorted(library.vocabulary.items())
        ],
    }


def _glossary(places: Places) -> dict[str, Any]:
    items = [
        {
            **places.link(term),
            "permanent_id": page_id(term.address),
            "permalink": places.permalink(term),
            "short": term.fields.short,
            "definition": term.fields.definition or "",
            "other_names": list(term.fields.other_names),
            "plain_alternative": term.fields.plain_alternative,
            "use": term.fields.use,
            "see": places.links(term.fields.see, "terms"),
            "not_to_confuse": places.links(term.fields.not_to_confuse, "terms"),
        }
        for term in places.library.of(Term)
    ]
    return {"license": LICENSE, "total": len(items), "items": items}
