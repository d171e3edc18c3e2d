"""What stands near an entry: what names it, what it names, what teaches it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from hub.compose.drawing.drawing import NextStep
from hub.kinds.entries.case_studies import CaseStudy
from hub.kinds.entries.courses import Course
from hub.model import Entry, K, Library, is_a
from hub.permalinks.places import Spot, spot_at, spots_by_id

Steps = Iterator[NextStep]


class Nearby:
    """The neighbors of entries, those that readers can open and that are current."""

    def __init__(self, library: Library, taught: Mapping[str, Sequence[tuple[str, str]]]) -> None:
        self.library = library
        self.taught = taught

    def taught_by(self, entry: Entry) -> Steps:
        for title, address in self.taught.get(entry.ref, ()):
            yield NextStep(
                title, address, "Playbook", why="It teaches this, with exercises for a group."
            )

    @cached_property
    def _spots(self) -> dict[str, Spot]:
        return spots_by_id(self.library.entry_by_ref.values())

    def first_of_plan(self, course: Entry[Course]) -> NextStep | None:
        for item in course.fields.items:
            spot = spot_at(item.link, self._spots) if item.link else None
            if spot is not None:
                return NextStep(spot.title, spot.address, "", why="The plan begins here.")
        return None

    def pointing(self, entry: Entry, kind: type[K], field: str) -> list[Entry[K]]:
        """Entries of a kind that name this one, in `field` or, without one, in any: by title."""
        origins = {
            link.origin
            for link in self.library.backlinks_by_ref.get(entry.ref, ())
            if field in ("", link.field)
        }
        named = (self.library.entry_by_ref.get(origin) for origin in origins)
        return sorted(
            (other for other in named if other is not None and is_a(other, kind)),
            key=lambda other: other.order,
        )

    def strongest(self, entry: Entry, field: str) -> list[Entry[CaseStudy]]:
        strength = list(self.library.vocabulary.get("evidence", {}))
        return sorted(
            self.current(self.pointing(entry, CaseStudy, field)),
            key=lambda case: rank(strength, case.fields.evidence),
        )

    def mentioned(self, entry: Entry) -> list[str]:
        """The entries that the text links to, in its order."""
        return [
            target.partition("#")[0].rstrip("/")
            for target in self.library.link_targets.get(entry.ref, ())
        ]

    def open(self, refs: Iterable[str]) -> list[Entry]:
        """Those of these entries that readers can open and that are current, in this order."""
        entries = (self.library.entry_by_ref.get(ref) for ref in refs)
        return self.current(entry for entry in entries if entry is not None)

    def named(self, kind: type[K], ids: Iterable[str]) -> list[Entry[K]]:
        """Those of a kind that readers can open and that are current, by these ids."""
        entries = (self.library.entry(kind, name) for name in ids)
        return self.current(entry for entry in entries if entry is not None)

    def current(self, entries: Iterable[Entry[K]]) -> list[Entry[K]]:
        """Those of these entries that are neither archived nor thin, each once."""
        return [
            entry
            for entry in {entry.ref: entry for entry in entries}.values()
            if entry.fields.status != "archived" and not entry.missing
        ]


def rank(values: Sequence[str], value: str | None) -> int:
    """Where a value stands in a list; behind all where it is not there."""
    return values.index(value) if value in values else len(values)
