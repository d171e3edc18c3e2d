"""An entry as API v1 tells it: its fields, its words, where it stands for good, and every link from
it and to it.
"""

from __future__ import annotations

from typing import Any

from hub.compose.api.places import LICENSE, Places
from hub.compose.drawing.data import plain
from hub.kinds.entries.resources import Resource
from hub.kinds.references import references
from hub.model import Entry
from hub.pages import Link
from hub.permalinks.ids import page_id, part_id

Taught = dict[str, tuple[Link, ...]]


def summary_of(entry: Entry, places: Places) -> dict[str, Any]:
    """The line that a list has for an entry."""
    return {
        **places.link(entry),
        "summary": entry.fields.summary or "",
        "status": entry.fields.status,
        "owner": _owner(entry, places),
        "updated": entry.updated.isoformat() if entry.updated else None,
        "permanent_id": page_id(entry.address),
        "permalink": places.permalink(entry),
    }


def document(entry: Entry, places: Places, taught: Taught) -> dict[str, Any]:
    """The whole document of an entry."""
    own = page_id(entry.address)
    return {
        **summary_of(entry, places),
        "language": "en",
        "markdown": places.markdown(entry),
        "license": LICENSE,
        "added": entry.fields.added.isoformat() if entry.fields.added else None,
        "review_due": entry.review_due.isoformat() if entry.review_due else None,
        "other_names": list(entry.also_called),
        "fields": plain(entry.fields),
        "text": entry.prose.words,
        "headings": [
            {
                "title": heading.title,
                "level": heading.level,
                "url": places.whole(f"{entry.address}#{heading.id}"),
                "permanent_id": part_id(own, heading.id),
            }
            for heading in entry.prose.headings
        ],
        "sources": [_source(entry, source, places) for source in entry.fields.sources],
        "links": _links(entry, places),
        "linked_from": _linked_from(entry, places),
        "taught_in": [
            {"title": title, "url": places.whole(address)}
            for title, address in taught.get(entry.ref, ())
        ],
        "translations": [
            {
                "language": found.language,
                "title": found.fields.title,
                "summary": found.fields.summary,
                "url": places.whole(f"{found.language}/{entry.address}"),
            }
            for found in places.library.translations_by_ref.get(entry.ref, ())
        ],
    }


def _owner(entry: Entry, places: Places) -> dict[str, Any] | None:
    owner = entry.fields.owner
    return (
        {
            "id": owner,
            "label": places.library.label("owners", owner),
            "url": places.whole(f"owners/{owner}/"),
        }
        if owner
        else None
    )


def _source(entry: Entry, source: Any, places: Places) -> dict[str, Any]:
    """Where a fact was read, with what the hub knows of it, so that nobody need look up a second
    document to cite it.
    """
    resource = places.library.entry(Resource, source.resource) if source.resource else None
    return {
        "key": source.key,
        "title": resource.title if resource else source.title or source.key,
        "url": (resource.fields.url if resource else source.url) or None,
        "publisher": resource.fields.publisher if resource else None,
        "locator": source.locator,
        "accessed": source.accessed.isoformat() if source.accessed else None,
        "resource": places.link(resource) if resource else None,
    }


def _links(entry: Entry, places: Places) -> list[dict[str, Any]]:
    """What the entry points to, by which field and with which words: first its fields, then its
    text.
    """
    found: dict[tuple[str, str], dict[str, Any]] = {}
    known = places.library.entry_by_ref
    for reference in references(entry.fields):
        target = known.get(reference.ref)
        if target is not None:
            found.setdefault(
                (str(reference.loc[0]), target.ref),
                {"field": reference.loc[0], "words": reference.words, "entry": places.link(target)},
            )
    for address in places.library.link_targets.get(entry.ref, ()):
        target = known.get(address.partition("#")[0].rstrip("/"))
        if target is not None and target is not entry:
            found.setdefault(
                ("text", target.ref), {"field": "text", "words": "", "entry": places.link(target)}
            )
    return list(found.values())


def _linked_from(entry: Entry, places: Places) -> list[dict[str, Any]]:
    known = places.library.entry_by_ref
    return [
        {"field": link.field, "words": link.words, "entry": places.link(known[link.origin])}
        for link in places.library.backlinks_by_ref.get(entry.ref, ())
        if link.origin in known
    ]
