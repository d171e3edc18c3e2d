"""Calendars to subscribe to: the events among the news, and the days on which pages are read again.
As RFC 5545 has it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from hub.compose.drawing.numbers import part_day
from hub.kinds.entries.news import News
from hub.kinds.events import day_of, place_of
from hub.model import Entry, Library, is_a
from hub.pages import DataFile
from hub.permalinks.firstids import FirstIds, lasting
from hub.permalinks.ids import go_address, page_id
from hub.project.settings import Settings

EVENTS = "calendar/events.ics"
REVIEWS = "calendar/reviews.ics"
_LINE_BYTES = 75  # RFC 5545, 3.1: a line is folded before it is longer
# A calendar holds at least one component. One without events says what it knows of time, so that it
# can be subscribed to before the first.
_NOTHING_YET = (
    "BEGIN:VTIMEZONE",
    "TZID:UTC",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0000",
    "END:STANDARD",
    "END:VTIMEZONE",
)


@dataclass(frozen=True)
class AllDay:
    """Something in a calendar: the name it has for good, its first and last day, and the words."""

    name: str
    first: date
    last: date
    title: str
    note: str
    address: str
    changed: date
    where: str = ""
    is_busy: bool = False
    revision: int = 0  # how often readers were told of a change
    is_cancelled: bool = False


def calendar_files(library: Library, settings: Settings, first_ids: FirstIds) -> Iterable[DataFile]:
    """The calendar of events, that of all reviews, and one of reviews for each owner."""
    published = [
        entry for entry in library.entry_by_ref.values() if entry.fields.status == "published"
    ]
    shown = [entry for entry in library.entry_by_ref.values() if entry.is_published]

    def reviews(entries: list[Entry]) -> list[AllDay]:
        return [review for entry in entries if (review := _review(entry, library, first_ids))]

    yield _file(
        EVENTS,
        f"{settings.site_name}: events",
        lambda: [event for entry in shown if (event := _event(entry, first_ids))],
        settings=settings,
    )
    yield _file(
        REVIEWS,
        f"{settings.site_name}: pages to read again",
        partial(reviews, published),
        settings=settings,
    )
    for owner, term in library.vocabulary.get("owners", {}).items():
        own = [entry for entry in published if entry.fields.owner == owner]
        yield _file(
            reviews_address(owner),
            f"{settings.site_name}: {term.label} reads again",
            partial(reviews, own),
            settings=settings,
        )


def reviews_address(owner: str) -> str:
    """Where the calendar of an owner stands."""
    return f"calendar/reviews-{owner}.ics"


def _file(
    address: str, title: str, items: Callable[[], list[AllDay]], settings: Settings
) -> DataFile:
    return DataFile(address, lambda: calendar(title, items(), settings))


def _event(entry: Entry, first_ids: FirstIds) -> AllDay | None:
    """An event whose day is known. One that is known to the month only is no entry in a calendar.

    One that was archived is cancelled, unless a change after its last day says that it took place.
    """
    if not is_a(entry, News) or entry.fields.kind != "event":
        return None
    fields = entry.fields
    first, last = day_of(fields.date), day_of(fields.ends)
    if first is None:
        return None
    last, changed = max(first, last or first), entry.updated or first
    is_cancelled = fields.status == "archived" and changed <= last
    return AllDay(
        f"event {first_ids.of(entry)}",
        first,
        last,
        title=entry.title,
        note=_said_of(entry),
        address=entry.address,
        changed=changed,
        where=place_of(fields.where),
        is_busy=not is_cancelled,
        revision=len(fields.changes) + is_cancelled,
        is_cancelled=is_cancelled,
    )


def _said_of(entry: Entry[News]) -> str:
    """What the page says of an event and a calendar has no property for."""
    fields = entry.fields
    said = [fields.archived_reason if fields.status == "archived" else "", fields.summary]
    if fields.ends and day_of(fields.ends) is None:
        said.append(f"To {part_day(fields.ends)}.")
    words = " ".join(text for text in said if text)
    return f"{words}\n{fields.join_url}" if fields.join_url else words


def _review(entry: Entry, library: Library, first_ids: FirstIds) -> AllDay | None:
    due = entry.review_due
    if due is None or entry.updated is None or entry.fields.review is None:
        return None
    note = (
        f"{library.label('owners', entry.fields.owner)} reads this page again every"
        f" {entry.fields.review.every}. It is due by this day."
    )
    return AllDay(
        f"review {first_ids.of(entry)}",
        due,
        due,
        title=f"Read again: {entry.title}",
        note=note,
        address=entry.address,
        changed=entry.updated,
        revision=len(entry.fields.changes),
    )


def calendar(title: str, items: Sequence[AllDay], settings: Settings) -> bytes:
    """The calendar as a file: the earliest first."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//CX hub//Calendar 1//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ]
    lines += [
        f"NAME:{_text(title)}",
        f"X-WR-CALNAME:{_text(title)}",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
    ]
    for item in sorted(items, key=lambda item: (item.first, item.name)):
        short_link = settings.site_url + go_address(page_id(item.address))
        lines += [
            "BEGIN:VEVENT",
            f"UID:{lasting(item.name)}",
            f"DTSTAMP:{_instant(item.changed)}",  # of what is published, and not of a clock
            f"LAST-MODIFIED:{_instant(item.changed)}",
            f"SEQUENCE:{item.revision}",
            *(["STATUS:CANCELLED"] if item.is_cancelled else []),
            f"DTSTART;VALUE=DATE:{_instant(item.first)[:8]}",
            # the day after the last one
            *(
                [f"DTEND;VALUE=DATE:{_instant(item.last + timedelta(days=1))[:8]}"]
                if item.last < date.max
                else []
            ),
            f"SUMMARY:{_text(item.title)}",
            f"DESCRIPTION:{_text(item.note)}\\n{short_link}",
            *([f"LOCATION:{_text(item.where)}"] if item.where else []),
            f"URL:{settings.site_url}{item.address}",
            f"TRANSP:{'OPAQUE' if item.is_busy else 'TRANSPARENT'}",
            "END:VEVENT",
        ]
    lines += [] if items else _NOTHING_YET
    return "".join(f"{_in_pieces(line)}\r\n" for line in (*lines, "END:VCALENDAR")).encode()


def _instant(day: date) -> str:
    return f"{day.year:04}{day:%m%d}T000000Z"  # %Y has no zeros in front on every system


def _text(words: str) -> str:
    """Words as the value of a property."""
    escaped = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return re.sub(r"\r\n|[\r\n]", r"\\n", escaped)


def _in_pieces(line: str) -> str:
    """The line in pieces of at most 75 bytes, no letter parted."""
    pieces, piece, held = [], "", 0
    for letter in line:
        size = len(letter.encode())
        if held + size > _LINE_BYTES:
            pieces.append(piece)
            piece, held = "", 1  # the space that begins a further piece counts
        piece += letter
        held += size
    return "\r\n ".join([*pieces, piece])
