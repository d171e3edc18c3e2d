"""Links in API v1: whole addresses, and what a link says of the entry that it leads to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from hub.compose.drawing.data import document_address
from hub.model import Entry, Library
from hub.permalinks.ids import go_address, page_id
from hub.project.settings import Settings

PER_PAGE = 100
LICENSE = {"name": "CC0 1.0", "url": "https://creativecommons.org/publicdomain/zero/1.0/"}


@dataclass(frozen=True)
class Places:
    """Addresses and links for the entries of one library."""

    library: Library
    settings: Settings

    def whole(self, address: str) -> str:
        """The whole address of something below the site's root."""
        return self.settings.site_url + address

    def link(self, entry: Entry) -> dict[str, Any]:
        """What a link says of the entry that it leads to."""
        return {
            "collection": entry.collection,
            "id": entry.id,
            "title": entry.title,
            "url": self.whole(entry.address),
            "api": self.whole(document_address(entry.ref)),
        }

    def links(self, refs: Iterable[str], collection: str = "") -> list[dict[str, Any]]:
        """Links to the entries of these names that are on the site."""
        names = (f"{collection}/{ref}" if collection else ref for ref in refs)
        return [
            self.link(self.library.entry_by_ref[name])
            for name in names
            if name in self.library.entry_by_ref
        ]

    def permalink(self, entry: Entry) -> str:
        """The short link of an entry, which stays when the entry moves."""
        return self.whole(go_address(page_id(entry.address)))

    def markdown(self, entry: Entry) -> str:
        """The Markdown twin of an entry's page."""
        return self.whole(f"{entry.address}index.md")
