"""Calendars to subscribe to: the events among the news, and the days on which pages are read again. As RFC 5545 has it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from urllib.parse import urlsplit

from hub.days import PartDate
from hub.model import Entry, Library
from hub.pages import DataFile, Settings
from hub.permalinks.ids import go_address, page_id

EVENTS = "calendar/events.ics"
REVIEWS = "calendar/reviews.ics"
_LINE_BYTES = 75  # RFC 5545, 3.1: a line is folded before it is longer
# A calendar holds at least one component. One without events says what it knows of time, so that it can be subscribed to before the first.
_NOTHING_YET = ("BEGIN:VTIMEZONE", "TZID:UTC", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0000", "TZOFFSETTO:+0000", "END:STANDARD", "END:VTIMEZONE")


@dataclass(frozen=True)
class AllDay:
    """Something in a calendar: its lasting id, its first and last day, and the words."""

    id: str
    first: date
    last: date
    title: str
    note: str
    address: str
    changed: date
    where: str = ""
    is_busy: bool = False


def calendar_files(library: Library, settings: Settings) -> Iterable[DataFile]:
    """The calendar of events, that of all reviews, and one of reviews for each owner."""
    published = [entry for entry in library.entry_by_ref.values() if entry.fields.status == "published"]
    yield _file(EVENTS, f"{settings.site_name}: events", [event for entry in published if (event := _event(entry))], settings)
    yield _file(REVIEWS, f"{settings.site_name}: pages to read again", [review for entry in published if (review := _review(entry, library))], settings)
    for owner, term in library.vocabulary.get("owners", {}).items():
        own = [review for entry in published if entry.fields.owner == owner and (review := _review(entry, library))]
        yield _file(reviews_address(owner), f"{settings.site_name}: {term.label} reads again", own, settings)


def reviews_address(owner: str) -> str:
    """Where the calendar of an owner stands."""
    return f"calendar/reviews-{owner}.ics"


def _file(address: str, title: str, items: Sequence[AllDay], settings: Settings) -> DataFile:
    return DataFile(address, partial(calendar, title, items, settings))


def _event(entry: Entry) -> AllDay | None:
    """An event whose day is known. One that is known to the month only is no entry in a calendar."""
    if entry.collection != "news" or entry.fields.kind != "event":
        return None
    first, last = _day(entry.fields.date), _day(entry.fields.ends)
    if first is None:
        return None
    return AllDay(
        page_id(entry.address),
        first,
        max(first, last or first),
        entry.title,
        entry.fields.summary or "",
        entry.address,
        entry.updated or first,
        entry.fields.where or "",
        is_busy=True,
    )


def _day(when: PartDate | None) -> date | None:
    return date.fromisoformat(when.typed) if when is not None and re.fullmatch(r"\d{4}-\d\d-\d\d", when.typed) else None


def _review(entry: Entry, library: Library) -> AllDay | None:
    due = entry.review_due
    if due is None or entry.updated is None:
        return None
    note = f"{library.label('owners', entry.fields.owner)} reads this page again every {entry.fields.review.every}. It is due by this day."
    return AllDay(f"review.{page_id(entry.address)}", due, due, f"Read again: {entry.title}", note, entry.address, entry.updated)


def calendar(title: str, items: Sequence[AllDay], settings: Settings) -> bytes:
    """The calendar as a file: the earliest first."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//CX hub//Calendar 1//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines += [f"NAME:{_text(title)}", f"X-WR-CALNAME:{_text(title)}", "REFRESH-INTERVAL;VALUE=DURATION:P1D"]
    host = urlsplit(settings.site_url).hostname or "hub"
    for item in sorted(items, key=lambda item: (item.first, item.id)):
        lasting = settings.site_url + go_address(page_id(item.address))
        lines += [
            "BEGIN:VEVENT",
            f"UID:{item.id}@{host}",
            f"DTSTAMP:{item.changed:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{item.first:%Y%m%d}",
            f"DTEND;VALUE=DATE:{item.last + timedelta(days=1):%Y%m%d}",  # the day after the last one
            f"SUMMARY:{_text(item.title)}",
            f"DESCRIPTION:{_text(item.note)}\\n{lasting}",
            *([f"LOCATION:{_text(item.where)}"] if item.where else []),
            f"URL:{settings.site_url}{item.address}",
            f"TRANSP:{'OPAQUE' if item.is_busy else 'TRANSPARENT'}",
            "END:VEVENT",
        ]
    lines += [] if items else _NOTHING_YET
    return "".join(f"{_folded(line)}\r\n" for line in (*lines, "END:VCALENDAR")).encode()


def _text(words: str) -> str:
    """Words as the value of a property."""
    escaped = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return re.sub(r"\r\n|[\r\n]", r"\\n", escaped)


def _folded(line: str) -> str:
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
