"""The ids of feeds, their items and calendar entries: one for each thing, given once, and kept
through every move."""

from __future__ import annotations

import json
import re
import uuid

import pytest
from lxml import etree

from hub.build import Project, Result, prepare
from hub.permalinks.ledger import FILE_NAME, Ledger, Line, ledger_text
from hub.project.settings import Settings
from smallsite import SmallSite, command, finish

NEWS = """---
title: The meeting
summary: Meet us.
status: published
owner: training
added: 2024-05-01
kind: event
date: 2031-02-01
{more}---

Come.
"""
TWO_CHANGES = (
    "changes:\n  - { on: 2024-06-01, note: Room five. }\n  - { on: 2024-06-01, note: Noon. }\n"
)


def ids_of(result: Result, *addresses: str) -> list[str]:
    """The ids of the feed and of the items in its feeds below these addresses, and those of the
    calendar of events."""
    assert result.site is not None, [str(problem) for problem in result.report.problems]
    files = {file.address: file.data for file in result.site.files}
    found: list[str] = []
    for address in addresses:
        atom = etree.fromstring(files[f"{address}feed.xml"])
        items = [str(element.text) for element in atom.iterfind("{*}entry/{*}id")]
        assert [item["id"] for item in json.loads(files[f"{address}feed.json"])["items"]] == items
        found += [str(atom.findtext("{*}id")), *items]
    return [*found, *re.findall(r"UID:(\S+)", files["calendar/events.ics"].decode())]


def with_ledger(site: SmallSite, *lines: Line) -> SmallSite:
    return site.write(FILE_NAME, ledger_text(Ledger({line.id: line for line in lines})))


def meeting(site: SmallSite, name: str, more: str = "") -> SmallSite:
    for path in (site.root / "content/news").glob("*meeting*"):
        path.unlink()
    return site.write(f"content/news/{name}.md", NEWS.format(more=more))


def test_every_id_is_a_urn_that_says_nothing_of_the_host(shipped: Result) -> None:
    assert shipped.site is not None
    for file in shipped.site.files:
        if file.address.endswith("feed.xml"):
            atom = etree.fromstring(file.data)
            items = [str(element.text) for element in atom.iterfind("{*}entry/{*}id")]
            found = [str(atom.findtext("{*}id")), *items]
            assert len(set(found)) == len(found), file.address
            assert all(uuid.UUID(identity).urn == identity for identity in found)
            days = [str(element.text) for element in atom.iterfind("{*}entry/{*}updated")]
            assert days == sorted(days, reverse=True)


def test_two_feeds_never_share_an_id_and_an_item_has_one_in_all_of_them(shipped: Result) -> None:
    assert shipped.site is not None
    feeds, named = [], {}
    for file in shipped.site.files:
        if file.address.endswith("feed.xml"):
            atom = etree.fromstring(file.data)
            feeds.append(atom.findtext("{*}id"))
            for entry in atom.iterfind("{*}entry"):
                told = (entry.find("{*}link").get("href"), entry.findtext("{*}summary"))
                assert named.setdefault(entry.findtext("{*}id"), told) == told
    assert len(set(feeds)) == len(feeds) > 30
    assert set(feeds).isdisjoint(named)


def test_two_changes_on_one_day_are_two_items(site: SmallSite) -> None:
    result = meeting(site, "meeting", TWO_CHANGES).check()
    assert result.site is not None
    items = json.loads(
        next(file.data for file in result.site.files if file.address == "news/feed.json")
    )["items"]
    told = [
        (item["content_text"], item["date_modified"][:10])
        for item in items
        if item["url"].endswith("/news/meeting/")
    ]
    assert told == [
        ("Changed: Noon.", "2024-06-01"),
        ("Changed: Room five.", "2024-06-01"),
        ("New. Meet us.", "2024-05-01"),
    ]
    assert len({item["id"] for item in items}) == len(items)


@pytest.mark.parametrize(
    "more",
    [
        TWO_CHANGES + "  - { on: 2024-07-01, note: Soup is served. }\n",
        (
            "changes:\n  - { on: 2024-07-01, note: Soup is served. }\n  - { on: 2024-06-01, note:"
            " Noon. }\n  - { on: 2024-06-01, note: Room five. }\n"
        ),
        TWO_CHANGES + "  - { on: 2024-06-01, note: Soup is served. }\n",
        TWO_CHANGES.replace("Noon", "At noon sharp"),
    ],
)
def test_a_further_change_or_a_mended_word_leaves_the_ids_there_are(
    more: str, site: SmallSite
) -> None:
    before = ids_of(meeting(site, "meeting", TWO_CHANGES).check(), "news/")
    after = ids_of(meeting(site, "meeting", more).check(), "news/")
    assert set(before) <= set(after)


def test_another_address_of_the_site_leaves_every_id(site: SmallSite) -> None:
    meeting(site, "meeting", TWO_CHANGES)
    one, other = (
        prepare(Project.at(site.root), Settings(site_url=url))
        for url in ("https://one.example/", "https://other.example/cx/")
    )
    assert ids_of(one, "", "news/", "owners/training/") == ids_of(
        other, "", "news/", "owners/training/"
    )


def _renames() -> list[tuple[str, tuple[Line, ...]]]:
    first = Line("news.meeting", "news/meeting/", "2026.1", to="news.new-meeting")
    between = (
        Line("news.meeting", "news/meeting/", "2026.9", to="news.old-meeting"),
        Line("news.old-meeting", "news/old-meeting/", "2026.10", to="news.new-meeting"),
    )
    return [
        ("former_ids: [meeting]\n", ()),  # before the first freeze
        ("former_ids: [meeting]\n", (first,)),
        (
            "former_ids: [meeting]\n",
            (first, Line("news.new-meeting", "news/new-meeting/", "2026.1")),
        ),
        ("", (first,)),
        ("", (first, Line("news.new-meeting", "news/new-meeting/", "2026.10"))),
        ("former_ids: [meeting, old-meeting]\n", between),
        ("former_ids: [old-meeting, meeting]\n", between),
        ("former_ids: [old-meeting]\n", between),
        ("former_ids: [meeting, old-meeting]\n", between[1:]),
        ("", between),
    ]


@pytest.mark.parametrize(("former", "lines"), _renames())
def test_a_renamed_entry_keeps_its_ids(
    former: str, lines: tuple[Line, ...], site: SmallSite
) -> None:
    before = ids_of(meeting(site, "meeting", TWO_CHANGES).check(), "news/")
    with_ledger(site, *lines)
    assert ids_of(meeting(site, "new-meeting", TWO_CHANGES + former).check(), "news/") == before


def test_an_entry_that_moved_to_another_collection_keeps_its_ids(site: SmallSite) -> None:
    feeds = ids_of(meeting(site, "meeting", TWO_CHANGES).check(), "news/")
    guide = NEWS.format(more=TWO_CHANGES).replace(
        "kind: event\ndate: 2031-02-01", "kind: explainer"
    )
    meeting(site, "other")
    site.write(
        "content/guides/meeting.md",
        guide.replace("The meeting", "How to meet").replace("Meet us.", "Meet as we do."),
    )
    with_ledger(
        site,
        Line("news.meeting", "news/meeting/", "2026.1", to="guides.meeting"),
        Line("guides.meeting", "guides/meeting/", "2026.1"),
    )
    assert set(feeds[1:4]) <= set(ids_of(site.check(), "guides/"))


def test_an_entry_that_took_in_another_keeps_its_own_id(site: SmallSite) -> None:
    before = ids_of(meeting(site, "meeting").check(), "news/")
    with_ledger(
        site,
        Line("news.old", "news/old/", "2026.1", to="news.meeting", why="Merged."),
        Line("news.meeting", "news/meeting/", "2026.1"),
    )
    assert ids_of(site.check(), "news/") == before


def test_a_ledger_that_goes_round_stops_no_feed(site: SmallSite) -> None:
    before = ids_of(meeting(site, "meeting").check(), "news/")
    with_ledger(
        site,
        Line("news.old", "news/old/", "2026.1", to="news.older"),
        Line("news.older", "news/older/", "2026.1", to="news.old"),
    )
    assert ids_of(site.check(), "news/") == before


def test_the_feed_of_a_life_experience_keeps_its_id_when_its_page_moves(
    shipped: Result, site: SmallSite
) -> None:
    folder = site.root / "content/life-experiences"
    old = next(folder.glob("*.*"))
    before = ids_of(site.check(), f"life-experiences/{old.stem}/")
    text = old.read_text(encoding="utf-8").replace(
        "\nsummary:", f"\nformer_ids: [{old.stem}]\nsummary:", 1
    )
    old.unlink()
    site.write(f"content/life-experiences/another-name{old.suffix}", text)
    assert ids_of(site.check(), "life-experiences/another-name/")[0] == before[0]


def test_a_rename_as_the_guide_has_it_keeps_every_id(published: SmallSite) -> None:
    """`former_ids`, `hub links move`, `hub links freeze`, and a build after each."""
    meeting(published, "meeting", TWO_CHANGES)
    assert finish(command(published, "links", "freeze"))[0] == 0
    before = ids_of(published.check(), "", "news/")
    meeting(published, "new-meeting", TWO_CHANGES + "former_ids: [meeting]\n")
    assert finish(command(published, "links", "move", "news.meeting", "news.new-meeting"))[0] == 0
    assert ids_of(published.check(), "", "news/") == before
    assert finish(command(published, "links", "freeze"))[0] == 0
    assert ids_of(published.check(), "", "news/") == before
