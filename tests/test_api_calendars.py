"""The calendars, read as RFC 5545 says."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from hub.build import Result
from hub.compose.api.calendars import AllDay, calendar
from hub.compose.api.revisions import check_revisions
from hub.permalinks.firstids import lasting
from hub.problems import Report
from hub.project.settings import Settings
from smallsite import SmallSite, command, finish

EVENT = (
    "---\ntitle: {title}\nsummary: Meet us.\nstatus: published\nowner: training\nadded:"
    " 2024-05-01\nkind: event\ndate: {date}\n{more}---\n\nCome.\n"
)


def events_of(data: bytes) -> list[dict[str, str]]:
    """The events of a calendar, each a property by its name. Whatever the format forbids fails
    here."""
    text = data.decode("utf-8")
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    lines = text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert lines.count("VERSION:2.0") == sum(line.startswith("PRODID:") for line in lines) == 1
    found: list[dict[str, str]] = []
    open_parts: list[str] = []
    for line in lines:
        # a line of another form fails the test
        name, mark, value = re.fullmatch(r"([A-Z-]+(?:;[A-Z]+=[A-Z]+)*)(:)(.*)", line).groups()  # type: ignore[union-attr]
        assert mark
        if name == "BEGIN":
            open_parts.append(value)
            if value == "VEVENT":
                found.append({})
        elif name == "END":
            assert open_parts.pop() == value
        elif open_parts[-1] == "VEVENT":
            assert name not in found[-1]
            found[-1][name] = re.sub(
                r"\\([\\;,nN])", lambda mark: "\n" if mark[1] in "nN" else mark[1], value
            )
    # a calendar has one component at the least
    assert "BEGIN:VEVENT" in lines or "BEGIN:VTIMEZONE" in lines
    assert all({"UID", "DTSTAMP", "DTSTART;VALUE=DATE", "SUMMARY"} <= set(event) for event in found)
    assert len({event["UID"] for event in found}) == len(found)
    return found


def read(result: Result, name: str) -> list[dict[str, str]]:
    assert result.site is not None, [str(problem) for problem in result.report.problems]
    return events_of(
        next(file.data for file in result.site.files if file.address == f"calendar/{name}.ics")
    )


def test_an_event_to_come_lasts_to_the_end_of_its_last_day(site: SmallSite) -> None:
    more = "ends: 2031-02-03\nwhere: Room 5, first floor\n"
    result = site.write(
        "content/news/meeting.md",
        EVENT.format(title="'Plan; draw, and \\ build'", date="2031-02-01", more=more),
    ).check()
    (event,) = read(result, "events")
    assert event["UID"] == str(lasting("event news.meeting"))
    assert (event["DTSTART;VALUE=DATE"], event["DTEND;VALUE=DATE"]) == ("20310201", "20310204")
    assert event["SUMMARY"] == "Plan; draw, and \\ build"
    assert event["LOCATION"] == "Room 5, first floor"
    assert event["DESCRIPTION"] == "Meet us.\nhttps://cx-hub.example/go/news.meeting/"
    assert event["DTSTAMP"] == event["LAST-MODIFIED"] == "20240501T000000Z"
    assert (event["SEQUENCE"], event.get("STATUS")) == ("0", None)


def test_a_change_that_readers_are_told_of_is_a_revision(site: SmallSite) -> None:
    more = (
        "changes:\n  - { on: 2024-06-01, note: The day is another. }\n  - { on: 2024-06-03, note:"
        " The room is another. }\n"
    )
    (event,) = read(
        site.write(
            "content/news/meeting.md", EVENT.format(title="Meet", date="2031-02-01", more=more)
        ).check(),
        "events",
    )
    assert (event["DTSTAMP"], event["LAST-MODIFIED"], event["SEQUENCE"]) == (
        "20240603T000000Z",
        "20240603T000000Z",
        "2",
    )


ARCHIVED = EVENT.replace(
    "status: published", "status: archived\narchived_reason: The room burned down."
)


@pytest.mark.parametrize(
    ("more", "status", "sequence"),
    [
        ("", "CANCELLED", "1"),
        ("changes: [{ on: 2024-05-09, note: It will not take place. }]\n", "CANCELLED", "2"),
        ("changes: [{ on: 2024-06-09, note: It took place. }]\n", None, "1"),
    ],
)
def test_an_event_that_is_archived_before_its_last_day_is_over_is_cancelled(
    more: str, status: str | None, sequence: str, site: SmallSite
) -> None:
    (event,) = read(
        site.write(
            "content/news/meeting.md", ARCHIVED.format(title="Meet", date="2024-06-01", more=more)
        ).check(),
        "events",
    )
    assert (event.get("STATUS"), event["SEQUENCE"]) == (status, sequence)
    assert event["TRANSP"] == ("TRANSPARENT" if status else "OPAQUE")
    assert event["DESCRIPTION"].startswith("The room burned down. Meet us.\n")


def test_a_calendar_says_of_an_event_what_its_page_says(site: SmallSite) -> None:
    more = "ends: 2031-03-02\nwhere: TBD\njoin_url: https://example.gov/join\n"
    (event,) = read(
        site.write(
            "content/news/meeting.md", EVENT.format(title="Meet", date="2031-02-01", more=more)
        ).check(),
        "events",
    )
    assert "LOCATION" not in event
    assert event["DTEND;VALUE=DATE"] == "20310303"
    assert (
        event["DESCRIPTION"]
        == "Meet us.\nhttps://example.gov/join\nhttps://cx-hub.example/go/news.meeting/"
    )


@pytest.mark.parametrize("when", ["2031", "2031-02", "FY2031"])
def test_an_event_whose_day_is_not_known_is_in_no_calendar(when: str, site: SmallSite) -> None:
    assert (
        read(
            site.write(
                "content/news/meeting.md", EVENT.format(title="Meet", date=when, more="")
            ).check(),
            "events",
        )
        == []
    )


def test_news_that_is_no_event_is_in_no_calendar(site: SmallSite) -> None:
    assert read(site.check(), "events") == []


def test_every_review_is_in_the_calendar_of_all_and_in_that_of_its_owner(shipped: Result) -> None:
    assert shipped.library is not None
    due = {
        str(lasting(f"review {entry.collection}.{entry.id}")): entry
        for entry in shipped.library.entry_by_ref.values()
        if entry.fields.status == "published" and entry.review_due
    }
    everything = read(shipped, "reviews")
    assert {event["UID"] for event in everything} == set(due)
    assert all(
        event["DTSTART;VALUE=DATE"] == f"{due[event['UID']].review_due:%Y%m%d}"
        for event in everything
    )
    assert [event["DTSTART;VALUE=DATE"] for event in everything] == sorted(
        event["DTSTART;VALUE=DATE"] for event in everything
    )
    owners = shipped.library.vocabulary["owners"]
    by_owner = {
        owner: {event["UID"] for event in read(shipped, f"reviews-{owner}")} for owner in owners
    }
    assert by_owner == {
        owner: {uid for uid, entry in due.items() if entry.fields.owner == owner}
        for owner in owners
    }


def test_a_line_is_folded_between_letters_and_words_come_back_whole() -> None:
    words = "Ein Café für Bürger, überall – " * 12
    item = AllDay("a", date(2026, 1, 1), date(2026, 1, 1), words, "x" * 400, "a/", date(2026, 1, 1))
    (event,) = events_of(calendar("T", [item], Settings()))
    assert event["SUMMARY"] == words
    assert event["DESCRIPTION"].startswith("x" * 400)


@pytest.mark.parametrize(
    ("before", "after", "place"),
    [
        (("2031-12-15", ""), ("2031-12-17", ""), "8:7"),
        (("2031-12-15", "ends: 2031-12-16\n"), ("2031-12-15", "ends: 2031-12-18\n"), "9:7"),
        (("2031-12-15", "where: Room 5\n"), ("2031-12-15", "where: Room 6\n"), "9:8"),
        (("2031-12-15", "where: Room 5\n"), ("2031-12-15", ""), "8:7"),
        (
            ("2031-12-15", ""),
            ("2031-12-17", "changes: [{ on: 2024-06-01, note: The day is another. }]\n"),
            "",
        ),
        (("2031-12-15", ""), ("2031-12-15", ""), ""),
        (("2031-12", ""), ("2031-12-17", ""), ""),
    ],
)
def test_a_build_reminds_of_an_event_that_is_another_than_in_the_published_calendar(
    before: tuple[str, str],
    after: tuple[str, str],
    place: str,
    new_site: Callable[[], SmallSite],
    tmp_path: Path,
) -> None:
    site, stage, published, report = (
        new_site(),
        tmp_path / "stage",
        tmp_path / "published",
        Report(),
    )
    library = None
    for folder, (date_typed, more) in ((published, before), (stage, after)):
        result = site.write(
            "content/news/meeting.md", EVENT.format(title="Meet", date=date_typed, more=more)
        ).check()
        assert result.site is not None
        library = result.library
        (folder / "calendar").mkdir(parents=True)
        (folder / "calendar/events.ics").write_bytes(
            next(file.data for file in result.site.files if file.address == "calendar/events.ics")
        )
    check_revisions(stage, published, library, report)
    assert [f"{problem.code} {problem.place}" for problem in report.problems] == (
        [f"untold-change content/news/meeting.md:{place}"] if place else []
    )


@pytest.mark.parametrize(
    "data",
    [
        None,
        b"",
        b"\xff\xfe\x00",
        b"BEGIN:VEVENT\r\nUID:x\r\n" * 9,
        b"BEGIN:VEVENT\r\nUID:x\r\nSEQUENCE:" + b"9" * 5000,
    ],
)
def test_a_published_calendar_that_is_none_is_compared_with_nothing(
    data: bytes | None, site: SmallSite, tmp_path: Path
) -> None:
    report, result = Report(), site.check()
    if data is not None:
        (tmp_path / "calendar").mkdir()
        (tmp_path / "calendar/events.ics").write_bytes(data)
    check_revisions(tmp_path, tmp_path, result.library, report)
    assert report.problems == []


def test_the_reminder_is_told_and_the_site_published(published: SmallSite) -> None:
    for date_typed, is_told in (("2031-12-15", False), ("2031-12-17", True)):
        published.write(
            "content/news/meeting.md", EVENT.format(title="Meet", date=date_typed, more="")
        )
        code, output = finish(command(published, "build"))
        assert code == 0, output
        assert ("warning[untold-change]" in output) is is_told
    assert "DTSTART;VALUE=DATE:20311217" in (published.root / "site/calendar/events.ics").read_text(
        encoding="utf-8"
    )
