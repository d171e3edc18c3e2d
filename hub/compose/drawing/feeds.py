"""What changed, as Atom and JSON Feed: overall and for each collection. Each addition and each
change is an item, with an id that no move changes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from lxml import etree

from hub.compose.drawing.data import json_bytes
from hub.kinds.catalog import KIND_BY_COLLECTION
from hub.model import Entry, Library
from hub.pages import DataFile
from hub.permalinks.firstids import FirstIds, lasting
from hub.project.settings import Settings

ENTRIES_SHOWN = 50
_ATOM = "http://www.w3.org/2005/Atom"
_NAMES: Any = {None: _ATOM}  # the stubs know no default namespace


@dataclass(frozen=True)
class Feed:
    """A feed: the name it has for good, the folder it stands in, its title, its items with the
    newest first, and the page it belongs to.
    """

    name: str
    address: str
    title: str
    items: Sequence[FeedItem]
    home: str


@dataclass(frozen=True)
class FeedItem:
    """What a feed tells: the name it has for good, where, what, since when, and one sentence."""

    name: str
    address: str
    title: str
    updated: date | None
    note: str
    tag: str


def feed_files(library: Library, settings: Settings, first_ids: FirstIds) -> Iterable[DataFile]:
    """Two feeds for the whole hub and two for each collection."""
    published = [
        entry
        for entry in library.entry_by_ref.values()
        if entry.fields.status == "published" and entry.updated
    ]
    yield from entry_feeds(
        "", settings.site_name, published, settings=settings, first_ids=first_ids
    )
    for name in KIND_BY_COLLECTION:
        entries = [entry for entry in published if entry.collection == name]
        yield from entry_feeds(
            f"{name}/",
            f"{settings.site_name}: {name.replace('-', ' ')}",
            entries,
            settings=settings,
            first_ids=first_ids,
        )


def entry_feeds(
    address: str,
    title: str,
    entries: Sequence[Entry],
    settings: Settings,
    first_ids: FirstIds,
    *,
    of: Entry | None = None,
) -> Iterable[DataFile]:
    """The two feeds of what was last added or changed among these entries; `of` is the entry that
    the feed is about, whose page may move.
    """

    def items() -> list[FeedItem]:
        found = [
            (item, entry, number)
            for entry in entries
            for number, item in enumerate(_items(entry, first_ids))
        ]
        found.sort(key=lambda told: (-_day(told[0]), told[1].collection, told[1].order, -told[2]))
        return [item for item, _, _ in found[:ENTRIES_SHOWN]]

    def name() -> str:
        return f"feed of {first_ids.of(of)}" if of else f"feed at {address}"

    yield DataFile(
        f"{address}feed.xml",
        lambda: _atom(Feed(name(), address, title, items=items(), home=address), settings),
    )
    yield DataFile(
        f"{address}feed.json",
        lambda: _json_feed(Feed(name(), address, title, items=items(), home=address), settings),
    )


def feeds(feed: Feed, settings: Settings) -> Iterable[DataFile]:
    """An Atom feed and a JSON Feed."""
    yield DataFile(f"{feed.address}feed.xml", partial(_atom, feed, settings))
    yield DataFile(f"{feed.address}feed.json", partial(_json_feed, feed, settings))


def _items(entry: Entry, first_ids: FirstIds) -> Iterator[FeedItem]:
    """What there is to tell of an entry, oldest first: that it is new, and each change of it.

    A change is named by its day and its place among the changes of that day, so that it keeps its
    name when its words are mended.
    """
    own = first_ids.of(entry)
    if entry.fields.added:
        yield FeedItem(
            own,
            entry.address,
            entry.title,
            updated=entry.fields.added,
            note=f"New. {entry.fields.summary}",
            tag=entry.collection,
        )
    changes = entry.fields.changes
    is_newest_first = bool(changes) and changes[0].on > changes[-1].on
    numbers: Counter[date] = Counter()
    for change in sorted(
        reversed(changes) if is_newest_first else changes, key=lambda change: change.on
    ):
        numbers[change.on] += 1
        yield FeedItem(
            f"{own} changed {change.on.isoformat()} {numbers[change.on]}",
            entry.address,
            entry.title,
            updated=change.on,
            note=f"Changed: {change.note}",
            tag=entry.collection,
        )


def _day(item: FeedItem) -> int:
    return item.updated.toordinal() if item.updated else 0


def _atom(told: Feed, settings: Settings) -> bytes:
    address, items = told.address, told.items
    feed = etree.Element(f"{{{_ATOM}}}feed", nsmap=_NAMES)

    def add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
        element = etree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
        element.text = text or None
        return element

    add(feed, "id", lasting(told.name).urn)
    add(feed, "title", told.title)
    add(feed, "updated", _instant(items[0]) if items else "1970-01-01T00:00:00Z")
    add(add(feed, "author"), "name", settings.site_name)
    add(
        feed,
        "link",
        rel="self",
        type="application/atom+xml",
        href=f"{settings.site_url}{address}feed.xml",
    )
    add(feed, "link", rel="alternate", type="text/html", href=settings.site_url + told.home)
    for item in items:
        entry = add(feed, "entry")
        add(entry, "id", lasting(item.name).urn)
        add(entry, "title", item.title)
        add(entry, "updated", _instant(item))
        add(entry, "link", rel="alternate", type="text/html", href=settings.site_url + item.address)
        add(entry, "category", term=item.tag)
        add(entry, "summary", item.note)
    return etree.tostring(feed, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _json_feed(told: Feed, settings: Settings) -> bytes:
    return json_bytes(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": told.title,
            "home_page_url": settings.site_url + told.home,
            "feed_url": f"{settings.site_url}{told.address}feed.json",
            "language": "en",
            "items": [
                {
                    "id": lasting(item.name).urn,
                    "url": settings.site_url + item.address,
                    "title": item.title,
                    "content_text": item.note,
                    "date_modified": _instant(item),
                    "tags": [item.tag],
                }
                for item in told.items
            ],
        }
    )


def _instant(item: FeedItem) -> str:
    return f"{item.updated.isoformat()}T00:00:00Z" if item.updated else ""
