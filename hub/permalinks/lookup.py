"""What a permanent id in a course or a first step leads to; and when it leads nowhere, whether it
was given out once, and what became of it.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from difflib import SequenceMatcher
from functools import cached_property

from hub.kinds.catalog import KIND_BY_COLLECTION
from hub.model import Entry
from hub.permalinks.ledger import Ledger
from hub.permalinks.places import CHAPTER_PARTS, Spot, spot_at, spots_by_id
from hub.permalinks.renamed import KEYED, without_sort
from hub.problems import Place, Report, holding, nearest, quoted

# likeness of two names in one chapter: what is less alike is another thing, and offering it would
# mislead
NEAR = 0.75
# collections whose pages have parts that a course cannot lead to
_WITHOUT_SPOTS = frozenset({"assessments", "courses", "tools"})
_LONGEST = 300  # an id is shown whole: it is what is to be found
Given = Callable[[], Ledger]


class Lookup:
    """The places of entries by their ids. `unreadable` are entries with mistakes already told;
    `given` reads the ledger when it is asked for.
    """

    def __init__(
        self, entries: Iterable[Entry], unreadable: Container[str], given: Given = Ledger
    ) -> None:
        self._entries = tuple(entries)
        self._unreadable = unreadable
        self._given = given

    @cached_property
    def _spots(self) -> Mapping[str, Spot]:
        return spots_by_id(self._entries)

    @cached_property
    def _ledger(self) -> Ledger:
        return self._given()

    def was_given(self, identity: str) -> bool:
        """True for an id that was given out and not led away: what it named was there."""
        line = self._ledger.line_by_id.get(identity)
        return line is not None and line.is_live

    def spot_or_problem(
        self, identity: str, place: Place, report: Report, *, instead: str, hint: tuple[str, str]
    ) -> Spot | None:
        """The place of an id that stands at `place` of a file. When there is none, that is told,
        unless the entry is there and cannot be read.

        `instead` says what to do without the link, `hint` how ids look.
        """
        spot = spot_at(identity, self._spots)
        if spot is None and "/".join(identity.split(".")[:2]) not in self._unreadable:
            near = self._near(identity)
            rows = [("Did you mean", near)] if near else []
            lost = self._lost(identity)
            renamed = self._renamed(identity) if lost and not lost[1] else ""
            if renamed:
                page = ".".join(identity.split(".")[:2])
                message = (
                    f"{_whole(identity)} was given out, and its page is most likely"
                    f" {quoted(self._spots[renamed].title)} now."
                )
                rows = [
                    ("Write", f"link: {self._part_of(renamed, identity)}"),
                    ("After that", f"hub links move {page} {renamed}"),
                ]
            elif lost:
                message, end = lost
                rows = [("Write", f"link: {end}")] if end else rows
                rows += [("Or" if rows else "Write", instead)]
                rows += (
                    []
                    if end
                    else [
                        (
                            "After that",
                            f'hub links retire {identity} --why "…"   if it is gone for good',
                        )
                    ]
                )
            else:
                page = identity.rpartition(".")[0]
                rows += [("Or the page", page)] if not near and page in self._spots else []
                message, rows = (
                    f"No page and no part of a page has the id {_whole(identity)}.",
                    [*rows, hint],
                )
            report.add("broken-reference", place, message, rows=rows)
        return spot

    def _lost(self, identity: str) -> tuple[str, str] | None:
        """What became of an id that was given out, and the id that it leads to now, if any; None
        for one that never was.
        """
        line = self._ledger.line_by_id.get(identity)
        if line is None:
            return None
        if line.gone:
            return f"{_whole(identity)} was withdrawn: {line.gone}", ""
        if line.to:
            end = self._ledger.end_of(identity) or ""
            return f"{_whole(identity)} now leads to {_whole(line.to)}.", (
                end if spot_at(end, self._spots) else ""
            )
        page = self._missing_page(identity)
        if page:
            return (
                (
                    f"{_whole(identity)} was given out, and {page} is not there any more: it was"
                    " removed or renamed."
                ),
                "",
            )
        if self._is_part(identity):
            title = self._spots[identity.rpartition(".")[0]].title
            return (
                (
                    f"{_whole(identity)} was given out, and {quoted(title)} has no such part any"
                    " more: it was removed or renamed."
                ),
                "",
            )
        return None

    def _renamed(self, identity: str) -> str:
        """The id of the page that a missing one has most likely become: one that was not given out
        yet, and says that it had that name, or has most of its words.
        """
        collection, _, rest = identity.partition(".")
        name = rest.partition(".")[0]
        if f"{collection}.{name}" in self._spots:
            return ""
        fresh = [
            entry
            for entry in self._entries
            if entry.collection == collection
            and entry.ref.replace("/", ".") not in self._ledger.line_by_id
        ]
        kept = [entry for entry in fresh if name in entry.fields.former_ids]
        near = nearest(name, [entry.id for entry in fresh]) or next(
            iter(holding(name, [entry.id for entry in fresh])), None
        )
        return kept[0].ref.replace("/", ".") if kept else f"{collection}.{near}" if near else ""

    def _part_of(self, page: str, identity: str) -> str:
        """The part of a page that `identity` named on another, or the page."""
        part = ".".join([page, *identity.split(".")[2:]])
        return part if spot_at(part, self._spots) else page

    def _missing_page(self, identity: str) -> str:
        """The entry or the chapter that an id needs and that is not there."""
        steps = identity.split(".")
        if len(steps) < 2 or steps[0] not in KIND_BY_COLLECTION:
            return ""
        if ".".join(steps[:2]) not in self._spots:
            return f"the page /{steps[0]}/{steps[1]}/"
        if steps[0] == "playbooks" and len(steps) > 2:
            chapter, line = ".".join(steps[:3]), self._ledger.line_by_id.get(".".join(steps[:3]))
            # which tells a chapter from the other pages and parts of a playbook
            drawn = {f"{chapter}.{name}" for name, _ in CHAPTER_PARTS}
            if (
                chapter not in self._spots
                and line is not None
                and not line.fragment
                and drawn & self._ledger.line_by_id.keys()
            ):
                return f"the chapter {quoted(steps[2])}"
        return ""

    def _is_part(self, identity: str) -> bool:
        """True for a part of a page that is there, when parts like it are known from the entries
        alone.
        """
        page, _, fragment = identity.rpartition(".")
        if page not in self._spots or identity.partition(".")[0] in _WITHOUT_SPOTS:
            return False
        return (
            not page.startswith("playbooks.")
            or fragment.partition("-")[0] in KEYED
            or fragment in dict(CHAPTER_PARTS)
        )

    def _near(self, identity: str) -> str | None:
        """The id that was most likely meant: of the same page, and much alike; or the same part of
        a page that is much alike.
        """
        page, _, name = identity.rpartition(".")
        scored = []
        for other in self._spots:
            other_page, _, other_name = other.rpartition(".")
            if other_page == page and _sort(other_name) == _sort(name):
                scored.append((_likeness(without_sort(name), without_sort(other_name)), other))
            elif other_name == name and other_page.rpartition(".")[0] == page.rpartition(".")[0]:
                scored.append((_likeness(page, other_page), other))
        score, found = max(scored, key=lambda pair: (pair[0], pair[1]), default=(0.0, ""))
        return found if score >= NEAR else None


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _sort(name: str) -> str:
    """What an id begins with, when that says what it names: a question is never meant by the id of
    an exercise.
    """
    sort = name.partition("-")[0]
    return sort if sort in KEYED else ""


def _whole(identity: str) -> str:
    return quoted(identity, most=_LONGEST)
