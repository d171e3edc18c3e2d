"""Parts and pages that may be what an old address led to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from hub.permalinks.places import Spot
from hub.permalinks.renamed import KEYED
from hub.problems import holding, nearest
from hub.prose.sections import SECTION_IDS

# nearest names are looked for among thousands: the first few messages are enough to find the
# pattern
LOOKS = 20


class Candidates:
    """What is on the site and not in the ledger, in the ways it is looked for."""

    def __init__(self, spots: Iterable[Spot]) -> None:
        self.pages: dict[tuple[str, int], list[str]] = defaultdict(list)
        self.by_page: dict[str, list[Spot]] = defaultdict(list)
        self.by_fragment: dict[str, list[Spot]] = defaultdict(list)
        self.looks = 0
        for spot in spots:
            page, _, fragment = spot.address.partition("#")
            if fragment:
                self.by_page[page].append(spot)
                self.by_fragment[fragment].append(spot)
            else:
                self.pages[_like(spot.id)].append(spot.id)

    def on(self, page: str, sort: str) -> list[Spot]:
        """The new parts of a page that are of one sort, in the order of the page."""
        return [
            spot
            for spot in self.by_page.get(page, ())
            if sort_of(page, spot.address.partition("#")[2]) == sort
        ]

    def near(self, identity: str) -> str | None:
        """The new page that a page may have become: one of the same depth in the same collection.
        The first few are looked for, no more.
        """
        pages = self.pages[_like(identity)]
        self.looks += 1
        if len(pages) == 1 or not pages or self.looks > LOOKS:
            return pages[0] if len(pages) == 1 else None
        return nearest(identity, pages) or next(
            iter(holding(identity.partition(".")[2], pages)), None
        )


def _like(identity: str) -> tuple[str, int]:
    return identity.partition(".")[0], identity.count(".")


def sort_of(page: str, fragment: str) -> str:
    """What sort of part an id names: a heading of the text, a section that a template draws, or
    something with a key of its own.
    """
    kind = fragment.partition("-")[0]
    if page.partition("/")[0] not in ("playbooks", "courses", "assessments"):
        return "section" if fragment in SECTION_IDS else "text"
    return kind if kind in KEYED else "section"
