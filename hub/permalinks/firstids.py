"""The id that an entry had when it was first given out. Feeds and calendars name things by it, so
that a move makes nothing look new.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from functools import cached_property

from hub.model import Entry
from hub.permalinks.ids import page_id
from hub.permalinks.ledger import Ledger, Line
from hub.permalinks.lookup import Given

# drawn once, for every hub; another one would make every feed item look new
_NAMESPACE = uuid.UUID("6f0c4f5e-3c55-4b0e-9a53-0d1f6a1f7c2b")


def lasting(name: str) -> uuid.UUID:
    """A number for a name of ours that is the same on every host. RFC 4287 and RFC 7986 want an id
    that no other thing has and that never changes.
    """
    return uuid.uuid5(_NAMESPACE, name)


class FirstIds:
    """The first id of each entry. `given` reads the ledger, when something is to be named."""

    def __init__(self, entries: Iterable[Entry], given: Given) -> None:
        self._entries = tuple(entries)
        self._given = given

    def of(self, entry: Entry) -> str:
        """The first of all ids that the entry had."""
        return self._first_by_id.get(page_id(entry.address)) or page_id(entry.address)

    @cached_property
    def _first_by_id(self) -> dict[str, str]:
        """The first id by the present one, of the entries that were moved."""
        ledger = self._given()
        own = {
            page_id(entry.address): [
                f"{entry.collection}.{name}" for name in entry.fields.former_ids
            ]
            for entry in self._entries
        }
        claimed = {name for names in own.values() for name in names}
        leading: dict[str, list[Line]] = {}
        for line in ledger.line_by_id.values():
            if line.to and not line.fragment and line.id not in own:
                leading.setdefault(line.to, []).append(line)
        return {
            present: self._first(present, names, claimed, leading=leading, ledger=ledger)
            for present, names in own.items()
            if names or present in leading
        }

    def _first(
        self,
        present: str,
        names: list[str],
        claimed: set[str],
        leading: dict[str, list[Line]],
        ledger: Ledger,
    ) -> str:
        """The oldest name that the entry itself tells, and from there back along the moves of the
        ledger.
        """
        found, seen = names[0] if names else present, set()
        while found not in seen:
            seen.add(found)
            for line in leading.get(found, ()):
                if line.id in names or (line.id not in claimed and _is_move(line, found, ledger)):
                    found = line.id
                    break
        return found


def _is_move(line: Line, target: str, ledger: Ledger) -> bool:
    """Whether a line is about a page that moved, and not about one that was merged into another
    that stood already.
    """
    there = ledger.line_by_id.get(target)
    return (
        there is None
        or _order(line.since) < _order(there.since)
        or line.id.rpartition(".")[2] == target.rpartition(".")[2]
    )


def _order(edition: str) -> tuple[tuple[int, str], ...]:
    """Editions in their order: 2026.9 comes before 2026.10."""
    return tuple((int(part), "") if part.isdigit() else (0, part) for part in edition.split("."))
