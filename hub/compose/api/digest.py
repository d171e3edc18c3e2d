"""The digest of a month: the news of that month, what is new on the hub, and what changed. The
months come from the content, never from a clock.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import partial
from textwrap import fill

from hub.compose.drawing.numbers import MONTHS, count, part_day
from hub.compose.drawing.sentences import listed
from hub.compose.drawing.titles import COLLECTION_TITLES
from hub.kinds.catalog import KIND_BY_COLLECTION
from hub.kinds.days import PartDate
from hub.kinds.entries.news import News
from hub.model import Entry, Library, is_a
from hub.project.settings import Settings

SHOWN_IN_MAIL = 10  # of a group; the web page lists the rest
_WIDTH = 72  # what mail programs show without breaking a line
# an address is never parted
_filled = partial(fill, width=_WIDTH, break_long_words=False, break_on_hyphens=False)


@dataclass(frozen=True)
class DigestItem:
    """A line of a digest."""

    entry: Entry
    on: str  # the day as it is known, in words
    note: str


@dataclass(frozen=True)
class DigestGroup:
    """Lines under one heading; `id` begins with the part of the digest: news, new or changed."""

    id: str
    title: str
    items: tuple[DigestItem, ...]

    @property
    def part(self) -> str:
        return self.id.partition("-")[0]


@dataclass(frozen=True)
class Digest:
    """What happened in a month, such as 2026-11."""

    month: str
    groups: tuple[DigestGroup, ...]

    @property
    def address(self) -> str:
        return f"digest/{self.month}/"

    @property
    def name(self) -> str:
        """November 2026."""
        return f"{MONTHS[int(self.month[5:]) - 1]} {self.month[:4]}"

    @property
    def lead(self) -> str:
        """What the month held, in one sentence."""
        counted = {
            part: sum(len(group.items) for group in self.groups if group.part == part)
            for part in ("new", "changed", "news")
        }
        words = (
            count(counted["new"], "new page"),
            count(counted["changed"], "change"),
            count(counted["news"], "news item"),
        )
        held = [text for text, many in zip(words, counted.values(), strict=True) if many]
        return f"{listed(held)} in {self.name}."

    @property
    def total(self) -> int:
        return sum(len(group.items) for group in self.groups)


def digests(library: Library) -> tuple[Digest, ...]:
    """A digest for every month that has something, oldest first. The first is the month in which
    the first entry was added.
    """
    entries = [
        entry for entry in library.entry_by_ref.values() if entry.fields.status == "published"
    ]
    first = min((entry.fields.added for entry in entries if entry.fields.added), default=None)
    if first is None:
        return ()
    news: dict[str, list[Entry[News]]] = defaultdict(list)
    new: dict[str, list[Entry]] = defaultdict(list)
    changed: dict[str, list[tuple[date, Entry, str]]] = defaultdict(list)
    for entry in entries:
        told = ""
        if is_a(entry, News):
            told = _month_of(entry.fields.date)
            if told >= f"{first:%Y-%m}":
                news[told].append(entry)
        # news of the month in which it was added is told once
        if entry.fields.added and told != f"{entry.fields.added:%Y-%m}":
            new[f"{entry.fields.added:%Y-%m}"].append(entry)
        for change in entry.fields.changes:
            changed[f"{change.on:%Y-%m}"].append((change.on, entry, change.note))
    return tuple(
        Digest(month, (*_news(news[month]), *_new(new[month]), *_changed(changed[month])))
        for month in sorted({*news, *new, *changed})
    )


def _month_of(when: PartDate | None) -> str:
    """2026-11 for a date that is known to the month at least; "" for others, which belong to no
    month.
    """
    return when.typed[:7] if when is not None and when.typed[4:5] == "-" else ""


def _news(entries: list[Entry[News]]) -> tuple[DigestGroup, ...]:
    # those of one day by title
    ordered = sorted(
        sorted(entries, key=lambda entry: entry.order),
        key=lambda entry: entry.fields.date.key if entry.fields.date else "",
        reverse=True,
    )
    items = tuple(
        DigestItem(entry, part_day(entry.fields.date), entry.fields.summary or "")
        for entry in ordered
    )
    return (DigestGroup("news", "News of the month", items),) if items else ()


def _new(entries: list[Entry]) -> tuple[DigestGroup, ...]:
    groups = []
    for name in KIND_BY_COLLECTION:
        own = sorted(
            (entry for entry in entries if entry.collection == name), key=lambda entry: entry.order
        )
        if own:
            title = f"New: {COLLECTION_TITLES[name].lower()}"
            groups.append(
                DigestGroup(
                    f"new-{name}",
                    title,
                    tuple(DigestItem(entry, "", entry.fields.summary or "") for entry in own),
                )
            )
    return tuple(groups)


def _changed(changes: list[tuple[date, Entry, str]]) -> tuple[DigestGroup, ...]:
    ordered = sorted(
        changes, key=lambda change: (-change[0].toordinal(), change[1].order, change[2])
    )
    items = tuple(
        DigestItem(entry, f"{on.day} {MONTHS[on.month - 1]}", note) for on, entry, note in ordered
    )
    return (DigestGroup("changed", "Changed", items),) if items else ()


def digest_text(digest: Digest, settings: Settings) -> str:
    """The digest as plain text for a mail, with whole addresses."""
    lines = [
        f"{settings.site_name}: {digest.name}",
        "=" * len(f"{settings.site_name}: {digest.name}"),
        "",
        _filled(digest.lead),
        settings.site_url + digest.address,
    ]
    for group in digest.groups:
        lines += ["", "", group.title, "-" * len(group.title)]
        for item in group.items[:SHOWN_IN_MAIL]:
            lines += [
                "",
                _filled(
                    f"* {item.entry.title}{f' ({item.on})' if item.on else ''}",
                    subsequent_indent="  ",
                ),
            ]
            lines += (
                [_filled(item.note, initial_indent="  ", subsequent_indent="  ")]
                if item.note
                else []
            )
            lines.append(f"  {settings.site_url}{item.entry.address}")
        if len(group.items) > SHOWN_IN_MAIL:
            lines += [
                "",
                (
                    f"  And {len(group.items) - SHOWN_IN_MAIL} more:"
                    f" {settings.site_url}{digest.address}"
                ),
            ]
    lines += [
        "",
        "",
        "-- ",
        _filled(
            "You can read this without being counted: it holds no picture and no tracking, and"
            " every address is the plain one."
        ),
    ]
    lines += [
        _filled("The words are in the public domain. Pass them on."),
        f"How to follow the hub: {settings.site_url}follow/",
    ]
    return "\n".join(lines) + "\n"
