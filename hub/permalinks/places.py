"""The places of an entry that can be linked to, known before anything is drawn: for checking
courses, and for links in books.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from hub.kinds.entries.playbooks import Playbook
from hub.model import Entry, is_a
from hub.permalinks.ids import page_id, part_id
from hub.prose.sections import SECTION_IDS

CHAPTER_PARTS = (
    ("objectives", "After this chapter you can"),
    ("checklist", "Checklist"),
    ("discuss", "Discuss"),
    ("exercises", "Exercises"),
    ("checks", "Check what you know"),
)


@dataclass(frozen=True)
class Spot:
    """A place: its permanent id, its address below the site's root, what it is called, and the
    minutes it takes, if it says so.
    """

    id: str
    address: str
    title: str
    minutes: int | None = None

    @property
    def entry_address(self) -> str:
        """The address of the entry that holds the place."""
        return "/".join(self.address.split("/")[:2]) + "/"


def spots_by_id(entries: Iterable[Entry]) -> dict[str, Spot]:
    """Every place of these entries, by its permanent id."""
    return {spot.id: spot for entry in entries for spot in spots_of(entry)}


def spots_of(entry: Entry) -> Iterator[Spot]:
    """The page of an entry, the headings of its text, and all that a playbook's chapters hold."""
    own = page_id(entry.address)
    yield Spot(own, entry.address, entry.title)
    for heading in entry.prose.headings:
        if heading.level == 2:
            yield Spot(part_id(own, heading.id), f"{entry.address}#{heading.id}", heading.title)
    if is_a(entry, Playbook):
        for chapter in entry.fields.chapters:
            address = f"{entry.address}{chapter.key}/"
            here = page_id(address)
            yield Spot(
                here, address, chapter.title, minutes=chapter.time.teach if chapter.time else None
            )
            for name, title in CHAPTER_PARTS:
                if getattr(chapter, name):
                    yield Spot(
                        part_id(here, name), f"{address}#{name}", f"{title}: {chapter.title}"
                    )
            groups = (
                ("exercise", chapter.exercises, "title"),
                ("question", chapter.discuss, "ask"),
                ("check", chapter.checks, "question"),
            )
            for kind, items, words in groups:
                for item in items:
                    name = f"{kind}-{item.key}"
                    yield Spot(
                        part_id(here, name),
                        f"{address}#{name}",
                        getattr(item, words),
                        minutes=getattr(item, "minutes", None),
                    )


def spot_at(identity: str, spots: Mapping[str, Spot]) -> Spot | None:
    """The place of an id: one that is known, or a part that a template draws on a known page, such
    as practices.map-the-journey.steps.
    """
    found = spots.get(identity)
    page, _, fragment = identity.rpartition(".")
    if found is None and fragment in SECTION_IDS and page in spots:
        return Spot(identity, f"{spots[page].address}#{fragment}", spots[page].title)
    return found
