"""What changed, as Atom and JSON Feed: overall and for each collection."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from lxml import etree

from hub.compose.data import json_bytes
from hub.folders import COLLECTIONS
from hub.model import Entry, Library
from hub.pages import DataFile, Settings

ENTRIES_SHOWN = 50
_ATOM = "http://www.w3.org/2005/Atom"
_NAMES: Any = {None: _ATOM}  # the stubs know no default namespace


@dataclass(frozen=True)
class FeedItem:
    """What a feed tells: where, what, since when, and one sentence."""

    address: str
    title: str
    updated: date | None
    note: str
    tag: str


def feed_files(library: Library, settings: Settings) -> Iterable[DataFile]:
    """Two feeds for the whole hub and two for each collection."""
    published = [entry for entry in library.entry_by_ref.values() if entry.fields.status == "published" and entry.updated]
    yield from entry_feeds("", settings.site_name, published, settings)
    for name in COLLECTIONS:
        entries = [entry for entry in published if entry.collection == name]
        yield from entry_feeds(f"{name}/", f"{settings.site_name}: {name.replace('-', ' ')}", entries, settings)


def entry_feeds(address: str, title: str, entries: Sequence[Entry], settings: Settings) -> Iterable[DataFile]:
    """The two feeds of what was last added or changed among these entries."""
    newest = sorted(entries, key=lambda entry: (-(entry.updated.toordinal() if entry.updated else 0), entry.collection, entry.title.casefold(), entry.ref))[:ENTRIES_SHOWN]
    return feeds(address, title, [FeedItem(entry.address, entry.title, entry.updated, _note(entry), entry.collection) for entry in newest], settings, home=address)


def feeds(address: str, title: str, items: Sequence[FeedItem], settings: Settings, *, home: str) -> Iterable[DataFile]:
    """An Atom feed and a JSON Feed below `address`, with the items in the order they come in: the newest first. `home` is the page they belong to."""
    yield DataFile(f"{address}feed.xml", partial(_atom, address, title, items, settings, home))
    yield DataFile(f"{address}feed.json", partial(_json_feed, address, title, items, settings, home))


def _note(entry: Entry) -> str:
    """What a feed reader is told: the last change where there is one, else the summary of what is new."""
    changes = sorted(entry.fields.changes, key=lambda change: change.on)
    return f"Changed: {changes[-1].note}" if changes else f"New. {entry.fields.summary}"


def _atom(address: str, title: str, items: Sequence[FeedItem], settings: Settings, home: str) -> bytes:
    feed = etree.Element(f"{{{_ATOM}}}feed", nsmap=_NAMES)

    def add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
        element = etree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
        element.text = text or None
        return element

    add(feed, "id", f"{settings.site_url}{address}feed.xml")
    add(feed, "title", title)
    add(feed, "updated", _instant(items[0]) if items else "1970-01-01T00:00:00Z")
    add(add(feed, "author"), "name", settings.site_name)
    add(feed, "link", rel="self", type="application/atom+xml", href=f"{settings.site_url}{address}feed.xml")
    add(feed, "link", rel="alternate", type="text/html", href=settings.site_url + home)
    for item in items:
        entry = add(feed, "entry")
        add(entry, "id", settings.site_url + item.address)
        add(entry, "title", item.title)
        add(entry, "updated", _instant(item))
        add(entry, "link", rel="alternate", type="text/html", href=settings.site_url + item.address)
        add(entry, "category", term=item.tag)
        add(entry, "summary", item.note)
    return etree.tostring(feed, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _json_feed(address: str, title: str, items: Sequence[FeedItem], settings: Settings, home: str) -> bytes:
    return json_bytes(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": title,
            "home_page_url": settings.site_url + home,
            "feed_url": f"{settings.site_url}{address}feed.json",
            "language": "en",
            "items": [
                {
                    "id": settings.site_url + item.address,
                    "url": settings.site_url + item.address,
                    "title": item.title,
                    "content_text": item.note,
                    "date_modified": _instant(item),
                    "tags": [item.tag],
                }
                for item in items
            ],
        }
    )


def _instant(item: FeedItem) -> str:
    return f"{item.updated.isoformat()}T00:00:00Z" if item.updated else ""
