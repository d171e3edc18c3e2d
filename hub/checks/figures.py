"""Checks of data that cannot be true: an end before its beginning, a share above 100 percent, a
figure from a year that is still to come.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from hub.kinds.days import PartDate, span
from hub.kinds.entries.agencies import Agency
from hub.kinds.entries.case_studies import CaseStudy
from hub.kinds.entries.measures import Measure
from hub.kinds.entries.news import News
from hub.kinds.events import is_no_place
from hub.model import Entries, Entry, is_a, last_updated
from hub.problems import Report, quoted

Loc = tuple[str | int, ...]
# of the newest date in the content: no clock is read, and a quiet year is no mistake
AHEAD = timedelta(days=366)


def check_figures(entries: Entries, report: Report) -> None:
    """Report what cannot be true of any entry."""
    newest = _newest(entries)
    for entry in entries.entries:
        _check_ends(entry, report)
        _check_where(entry, report)
        if is_a(entry, Measure) and entry.fields.unit == "percent":
            _check_shares(entry, report)
        if newest is not None:
            _check_future(entry, newest, report)


def _check_ends(entry: Entry, report: Report) -> None:
    """What ends does not end before it begins."""
    pairs: list[tuple[Loc, PartDate | None, PartDate | None]] = []
    if is_a(entry, News):
        pairs.append((("ends",), entry.fields.date, entry.fields.ends))
    elif is_a(entry, CaseStudy) and entry.fields.period:
        pairs.append((("period", "end"), entry.fields.period.start, entry.fields.period.end))
    for loc, start, end in pairs:
        if start is not None and end is not None and span(end)[1] < span(start)[0]:
            report.add(
                "bad-date",
                entry.place_at(loc),
                f"This ends on {quoted(end.typed)}, before it begins on {quoted(start.typed)}.",
                rows=[
                    ("Write", f"{loc[-1]}: {start.typed}   or a later date"),
                    ("Or", "an earlier date for the beginning"),
                ],
            )
        elif (
            is_a(entry, News)
            and start is not None
            and end is not None
            and _exactness(end) < _exactness(start)
        ):
            report.add(
                "bad-date",
                entry.place_at(loc),
                f"The beginning is known to the {_EXACT[_exactness(start)]}, {quoted(start.typed)},"
                f" and the end only to the {_EXACT[_exactness(end)]}: calendars could not show it.",
                rows=[
                    ("Write", f"{loc[-1]}: {start.typed}   or a later date, as exactly known"),
                    ("Or", f"no {loc[-1]} at all"),
                ],
            )


_EXACT = ("fiscal year", "year", "quarter", "month", "day")


def _exactness(when: PartDate) -> int:
    """How exactly a date is known, as a number of `_EXACT`."""
    if when.typed.startswith("FY"):
        return 2 if " Q" in when.typed else 0
    return (1, 3, 4)[when.typed.count("-")]


def _check_where(entry: Entry, report: Report) -> None:
    """Advise where the words of `where` name no place: readers would see them behind "Where", and
    calendars would take them for one.
    """
    where = entry.fields.where if is_a(entry, News) else None
    if where and is_no_place(where):
        rows = [
            ("Write", "no where at all"),
            ("Or", "in date_note or in the text why the place is not known"),
        ]
        report.add(
            "bad-text",
            entry.place_at(("where",)),
            f"{quoted(where)} is no place.",
            rows=rows,
            severity="warning",
        )


def _check_shares(entry: Entry[Measure], report: Report) -> None:
    """Where a measure counts a share in percent, so do the figures of its series in that unit: none
    is below 0 or above 100.
    """
    for number, series in enumerate(entry.fields.series):
        if series.unit != "percent":
            continue
        values: list[tuple[Loc, float]] = [
            (("series", number, "points", position, "value"), point.value)
            for position, point in enumerate(series.points)
        ]
        values += [(("series", number, "goal", "value"), series.goal.value)] if series.goal else []
        for loc, value in values:
            if not 0 <= value <= 100:
                report.add(
                    "bad-number",
                    entry.place_at(loc),
                    f"{value:g} percent is {'more than all' if value > 0 else 'less than none'}:"
                    " this measure is a share.",
                    rows=[
                        ("Write", "a number from 0 to 100"),
                        ("Or", "another unit for the measure, if it can be more, such as a growth"),
                    ],
                )


def _check_future(entry: Entry, newest: date, report: Report) -> None:
    """No figure and no quote is from later than a year after the newest date in the content."""
    for loc, told in _told(entry):
        # a day more than the last one of 9999 cannot be reckoned
        if span(told)[0] - AHEAD > newest:
            report.add(
                "bad-date",
                entry.place_at(loc),
                f"{quoted(told.typed)} is more than a year after anything else here: the newest"
                f" change or news is of {newest}.",
                rows=[
                    ("Write", "the date at which it was true"),
                    (
                        "Or",
                        (
                            "changes: a line with the day on which this page was changed, if the"
                            " date is right"
                        ),
                    ),
                ],
            )


def _told(entry: Entry) -> Iterator[tuple[Loc, PartDate]]:
    """Every date of an entry that says when something was true or was said."""
    for number, claim in enumerate(entry.fields.claims):
        yield ("claims", number, "as_of"), claim.as_of
    for number, quote in enumerate(entry.fields.quotes):
        if quote.said_on is not None:
            yield ("quotes", number, "said_on"), quote.said_on
    if is_a(entry, Measure):
        for number, series in enumerate(entry.fields.series):
            for position, point in enumerate(series.points):
                yield ("series", number, "points", position, "at"), point.at
    hisp = entry.fields.hisp if is_a(entry, Agency) else None
    if hisp is not None and hisp.as_of is not None:
        yield ("hisp", "as_of"), hisp.as_of


def _newest(entries: Entries) -> date | None:
    """The newest date that entries tell of themselves: a change, or the day of news."""
    dates = [
        span(entry.fields.date)[0] for entry in entries.of(News) if entry.fields.date is not None
    ]
    updated = last_updated(entries.entries)
    return max([*dates, *([updated] if updated else [])], default=None)
