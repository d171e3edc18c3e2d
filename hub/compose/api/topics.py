"""Feeds of a topic: an area of practice, a life experience, an owner. Each carries everything that
touches it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from hub.compose.drawing.feeds import entry_feeds
from hub.kinds.entries.life_experiences import LifeExperience
from hub.kinds.entries.practices import Practice
from hub.model import Entry, Library
from hub.pages import DataFile
from hub.permalinks.firstids import FirstIds
from hub.project.settings import Settings

# what a case study, a guide or a news item is about
_FIELDS_OF_A_PRACTICE = frozenset({"practices", "parts"})


@dataclass(frozen=True)
class Topic:
    """Something to follow: the page it is on, what it is called, and the entries that touch it."""

    address: str
    title: str
    entries: tuple[Entry, ...]
    of: Entry | None = None  # the entry that it is about


def pillar_topics(library: Library) -> tuple[Topic, ...]:
    """The areas of practice that have practices, each with those and with what is told of them."""
    found = []
    for pillar, term in library.vocabulary.get("pillar", {}).items():
        practices = [entry for entry in library.of(Practice) if entry.fields.pillar == pillar]
        if practices:
            found.append(
                Topic(
                    f"practices/by/pillar/{pillar}/",
                    term.label,
                    _with_those_that_point(practices, library, _FIELDS_OF_A_PRACTICE.__contains__),
                )
            )
    return tuple(found)


def experience_topics(library: Library) -> tuple[Topic, ...]:
    """The life experiences, each with whatever points to it."""
    return tuple(
        Topic(
            entry.address,
            entry.title,
            _with_those_that_point([entry], library, lambda _: True),
            of=entry,
        )
        for entry in library.of(LifeExperience)
    )


def owner_topics(library: Library) -> tuple[Topic, ...]:
    """The owners, each with what they answer for."""
    entries = library.entry_by_ref.values()
    return tuple(
        Topic(
            f"owners/{owner}/",
            term.label,
            _published(entry for entry in entries if entry.fields.owner == owner),
        )
        for owner, term in library.vocabulary.get("owners", {}).items()
    )


def topic_feeds(library: Library, settings: Settings, first_ids: FirstIds) -> Iterable[DataFile]:
    """Two feeds for each topic, below its page."""
    for topic in (*pillar_topics(library), *experience_topics(library), *owner_topics(library)):
        yield from entry_feeds(
            topic.address,
            f"{settings.site_name}: {topic.title}",
            topic.entries,
            settings=settings,
            first_ids=first_ids,
            of=topic.of,
        )


def _with_those_that_point(
    entries: Sequence[Entry], library: Library, counts: Callable[[str], bool]
) -> tuple[Entry, ...]:
    refs = dict.fromkeys(entry.ref for entry in entries)
    for entry in entries:
        refs |= dict.fromkeys(
            link.origin
            for link in library.backlinks_by_ref.get(entry.ref, ())
            if counts(link.field)
        )
    return _published(library.entry_by_ref[ref] for ref in refs if ref in library.entry_by_ref)


def _published(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if entry.fields.status == "published" and entry.updated)
