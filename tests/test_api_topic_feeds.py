"""Feeds of areas of practice, life experiences and owners, and the page that lists every way to
follow."""

from __future__ import annotations

import json
import re

from lxml import etree
from lxml import html as lxml_html

from hub.build import Result
from hub.compose.shell import shell
from hub.project.settings import Settings

SITE = Settings().site_url


def feed(result: Result, address: str) -> list[str]:
    """The addresses that the Atom feed below a page tells of; the JSON Feed tells of the same."""
    assert result.site is not None
    files = {file.address: file for file in result.site.files}
    atom = etree.fromstring(files[f"{address}feed.xml"].data)
    found = [str(link.get("href")).removeprefix(SITE) for link in atom.iterfind("{*}entry/{*}link")]
    assert [
        item["url"].removeprefix(SITE)
        for item in json.loads(files[f"{address}feed.json"].data)["items"]
    ] == found
    return list(dict.fromkeys(found))


def test_the_feed_of_an_area_tells_of_its_practices_and_of_what_is_told_of_them(
    shipped: Result,
) -> None:
    assert shipped.library is not None
    found = feed(shipped, "practices/by/pillar/governance/")
    practices = {
        entry.address
        for entry in shipped.library.collection("practices")
        if entry.fields.pillar == "governance"
    }
    assert practices <= set(found)
    for address in set(found) - practices:
        fields = shipped.library.entry_by_ref[address.rstrip("/")].fields
        named = {getattr(practice, "id", practice) for practice in fields.practices} | {
            name for part in getattr(fields, "parts", ()) for name in part.practices
        }
        assert {f"practices/{name}/" for name in named} & practices, address


def test_the_feed_of_a_life_experience_tells_of_whatever_points_to_it(shipped: Result) -> None:
    assert shipped.library is not None
    for entry in shipped.library.collection("life-experiences"):
        links = shipped.library.backlinks_by_ref.get(entry.ref, ())
        pointing = {
            f"{link.origin}/"
            for link in links
            if shipped.library.entry_by_ref[link.origin].fields.status == "published"
        }
        found = feed(shipped, entry.address)
        assert set(found) <= {entry.address, *pointing}
        told = sum(
            1 + len(shipped.library.entry_by_ref[address.rstrip("/")].fields.changes)
            for address in {entry.address, *pointing}
        )
        assert told > 50 or set(found) == {entry.address, *pointing}


def test_the_feed_of_an_owner_tells_of_what_the_owner_answers_for(shipped: Result) -> None:
    assert shipped.library is not None
    for owner in shipped.library.vocabulary["owners"]:
        found = feed(shipped, f"owners/{owner}/")
        assert all(
            shipped.library.entry_by_ref[address.rstrip("/")].fields.owner == owner
            for address in found
        )


def test_a_page_with_a_feed_of_its_own_announces_it(shipped: Result) -> None:
    assert shipped.site is not None
    pages = {page.address: page for page in shipped.site.pages}

    def feeds(address: str) -> list[str]:
        assert shipped.site is not None
        return [
            href for _, href in shell(pages[address], shipped.site, draws_title=True).links.feeds
        ]

    assert "feed.xml" in feeds("owners/training/")
    assert "feed.xml" in feeds("life-experiences/losing-a-job/")
    assert feeds("practices/by/pillar/journey/") == [
        "../../../../feed.xml",
        "../../../feed.xml",
        "feed.xml",
    ]
    assert feeds("practices/map-the-journey/") == ["../../feed.xml", "../feed.xml"]


def test_the_page_on_following_names_every_feed_and_calendar_there_is(shipped: Result) -> None:
    assert shipped.site is not None
    page = next(page for page in shipped.site.pages if page.address == "follow/")
    links = {
        href.removeprefix("../") for href in lxml_html.fromstring(page.content).xpath("//a/@href")
    }
    there = {
        file.address
        for file in shipped.site.files
        if re.search(r"(?:^|/)feed\.(?:xml|json)$|\.ics$", file.address)
    }
    assert there <= links
    assert "digest/" in links


def test_the_feed_for_trainers_belongs_to_a_page_that_is_there(shipped: Result) -> None:
    assert shipped.site is not None
    files = {file.address: file for file in shipped.site.files}
    atom = etree.fromstring(files["playbooks/cx/since/feed.xml"].data)
    home = json.loads(files["playbooks/cx/since/feed.json"].data)["home_page_url"].removeprefix(
        SITE
    )

    assert home in {page.address for page in shipped.site.pages}
    assert [
        link.get("href") for link in atom.iterfind("{*}link") if link.get("rel") == "alternate"
    ] == [SITE + home]


def test_news_and_owners_lead_to_their_calendars(shipped: Result) -> None:
    assert shipped.site is not None
    pages = {page.address: page.content for page in shipped.site.pages}
    assert 'href="../calendar/events.ics"' in pages["news/"]
    assert 'href="../calendar/reviews.ics"' in pages["owners/"]
    assert 'href="../../calendar/reviews-training.ics"' in pages["owners/training/"]
