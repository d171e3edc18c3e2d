"""What pages tell machines about themselves: sound JSON, and only what the page says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from lxml import html as lxml_html

from hub.build import Result
from hub.compose.drawing.numbers import part_day
from hub.compose.shell import shell
from hub.kinds.days import PartDate
from hub.pages import Page, Site
from hub.project.settings import Settings
from smallsite import SmallSite

SITE = Settings().site_url


def things(text: str) -> dict[str, dict[str, Any]]:
    """Each thing of a page by its type."""
    graph = json.loads(text)
    assert graph["@context"] == "https://schema.org"
    return {
        thing["@type"][0] if isinstance(thing["@type"], list) else thing["@type"]: thing
        for thing in graph["@graph"]
    }


@pytest.fixture(scope="session")
def told(shipped: Result) -> dict[str, dict[str, dict[str, Any]]]:
    """What each page of the hub tells, by its address."""
    assert shipped.site is not None
    found = {
        page.address: shell(page, shipped.site, draws_title=True).json_ld
        for page in shipped.site.pages
    }
    assert all("<" not in text and ">" not in text for text in found.values())
    return {address: things(text) for address, text in found.items() if text}


def test_every_page_with_a_way_back_tells_the_way_and_ends_at_itself(
    shipped: Result, told: dict[str, dict[str, dict[str, Any]]]
) -> None:
    assert shipped.site is not None
    for page in shipped.site.pages:
        if page.trail:
            steps = told[page.address]["BreadcrumbList"]["itemListElement"]
            assert [step["position"] for step in steps] == list(range(1, len(page.trail) + 2))
            assert [step["item"] for step in steps] == [
                SITE + address for _, address in (*page.trail, ("", page.address))
            ]


def test_the_home_page_says_how_to_search(told: dict[str, dict[str, dict[str, Any]]]) -> None:
    action = told[""]["WebSite"]["potentialAction"]
    assert action["target"]["urlTemplate"] == f"{SITE}search/?q={{search_term_string}}"
    assert action["query-input"] == "required name=search_term_string"


def test_the_glossary_names_every_term(
    shipped: Result, told: dict[str, dict[str, dict[str, Any]]]
) -> None:
    assert shipped.library is not None
    terms = told["terms/"]["DefinedTermSet"]["hasDefinedTerm"]
    assert [term["name"] for term in terms] == [
        entry.title for entry in shipped.library.collection("terms")
    ]


def test_a_chapter_knows_its_book_and_the_book_its_chapters(
    told: dict[str, dict[str, dict[str, Any]]],
) -> None:
    book = told["playbooks/cx/"]["Course"]
    first = book["hasPart"][0]
    chapter = told[first["url"].removeprefix(SITE)]["Chapter"]
    assert chapter["isPartOf"]["url"] == book["url"]
    assert chapter["position"] == first["position"] == 1
    assert chapter["name"] == first["name"]
    assert chapter["timeRequired"].startswith("PT")


def test_a_course_says_how_long_it_takes_and_what_is_read(
    told: dict[str, dict[str, dict[str, Any]]],
) -> None:
    course = told["courses/first-day/"]["Course"]
    assert course["timeRequired"].startswith("PT")
    assert course["hasPart"]
    assert course["teaches"]


def test_data_is_told_with_files_that_are_there(
    shipped: Result, told: dict[str, dict[str, dict[str, Any]]]
) -> None:
    assert shipped.site is not None
    sets = {address: found["Dataset"] for address, found in told.items() if "Dataset" in found}
    assert {
        "matrix/",
        "drivers/",
        "evidence/",
        "figures/",
        "timeline/",
        "policies/",
        "practices/",
        "terms/",
    } <= set(sets)
    files = {SITE + address for address in shipped.site.file_addresses}
    assert {
        item["contentUrl"] for found in sets.values() for item in found["distribution"]
    } <= files
    assert {found["license"] for found in sets.values()} == {
        "https://creativecommons.org/publicdomain/zero/1.0/"
    }


def test_what_a_page_tells_is_on_the_page(
    shipped: Result, told: dict[str, dict[str, dict[str, Any]]]
) -> None:
    assert shipped.site is not None
    for page in shipped.site.pages:
        if page.kind in ("chapter", "playbook", "course", "index"):
            words = " ".join(lxml_html.fromstring(page.content).text_content().split())
            for thing in told[page.address].values():
                said = [
                    *thing.get("teaches", ()),
                    *(
                        part["name"]
                        for name in ("hasPart", "hasDefinedTerm")
                        for part in thing.get(name, ())
                    ),
                ]
                assert [text for text in said if " ".join(text.split()) not in words] == [], (
                    page.address
                )


# not of a page, but of a form or a file
SAID_BY_ALL = {"application/json", "text/csv", "required name=search_term_string"}


def values(thing: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Every value of a thing, with the names that lead to it."""
    if isinstance(thing, dict):
        for name, value in thing.items():
            yield from values(value, f"{path}.{name}".lstrip("."))
    elif isinstance(thing, list):
        for value in thing:
            yield from values(value, path)
    else:
        yield path, thing


def unsaid(page: Page, site: Site) -> list[tuple[str, object]]:
    """What the JSON-LD of a page says and no reader of the page is told."""
    around = shell(page, site, draws_title=True)
    tree = lxml_html.fragment_fromstring(page.content, create_parent="div")
    words = " ".join(
        " ".join(
            [
                tree.text_content(),
                page.title,
                *(title for title, _ in around.trail),
                around.site_name,
            ]
        ).split()
    )
    addresses = {str(href) for href in tree.xpath("//@href")}
    found = []
    for thing in json.loads(around.json_ld or '{"@graph": []}')["@graph"]:
        for path, value in values(thing):
            name = path.rpartition(".")[2]
            if name == "position" and isinstance(value, int):
                is_said = True
            elif name == "isAccessibleForFree":
                is_said = value is True and (
                    "distribution" in thing or re.search(r"Access Open\b", words) is not None
                )
            elif name == "inLanguage":
                is_said = value == page.language
            elif name == "dateModified":
                is_said = (
                    page.updated is not None
                    and value == page.updated.isoformat() == around.updated_iso
                )
            elif name in ("startDate", "endDate", "datePublished"):
                is_said = (
                    re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", str(value)) is not None
                    and part_day(PartDate("", str(value))) in words
                )
            elif name == "timeRequired":
                is_said = (
                    re.search(rf"\b{str(value).removeprefix('PT').removesuffix('M')}\b", words)
                    is not None
                )
            elif name == "@type" or value in SAID_BY_ALL:
                is_said = True
            elif re.match(r"https?:", str(value)):
                is_said = (
                    str(value).startswith((SITE, "https://creativecommons.org/publicdomain/zero/"))
                    or value in addresses
                )
            else:
                is_said = " ".join(str(value).split()) in words
            found += [] if is_said else [(path, value)]
    return found


def test_nothing_is_told_to_machines_that_no_reader_of_the_page_is_told(shipped: Result) -> None:
    assert shipped.site is not None
    assert {
        page.address: told for page in shipped.site.pages if (told := unsaid(page, shipped.site))
    } == {}


NEWS = """---
title: The meeting
summary: Meet us.
status: published
owner: training
added: 2024-05-01
kind: {kind}
{fields}
---

Come.
"""
PLACE = {"@type": "Place", "name": "Washington, DC; Room 5"}
JOIN = {"@type": "VirtualLocation", "url": "https://example.gov/join"}


def told_of(site: SmallSite, fields: str, kind: str = "event") -> dict[str, Any]:
    """What the page of a news item with these fields tells, all of which its readers are told
    too."""
    result = site.write("content/news/meeting.md", NEWS.format(kind=kind, fields=fields)).check()
    assert result.site is not None, [str(problem) for problem in result.report.problems]
    page = result.site.page_by_address["news/meeting/"]
    assert unsaid(page, result.site) == []
    return things(shell(page, result.site, draws_title=True).json_ld)[
        "Event" if kind == "event" else "NewsArticle"
    ]


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        (
            "date: 2026-12-08\nends: 2026-12-10\nwhere: Washington, DC; Room 5",
            {"startDate": "2026-12-08", "endDate": "2026-12-10", "location": PLACE},
        ),
        ("date: 2026-12-08", {"startDate": "2026-12-08"}),
        (
            "date: 2026-12-08\njoin_url: https://example.gov/join",
            {"startDate": "2026-12-08", "location": JOIN},
        ),
        (
            "date: 2026-12-08\nwhere: Washington, DC; Room 5\njoin_url: https://example.gov/join",
            {"startDate": "2026-12-08", "location": [PLACE, JOIN]},
        ),
        ("date: FY2027 Q1", {}),
        ("date: FY2027\nends: 2027-02-03", {"endDate": "2027-02-03"}),
        ("date: 2026-12", {"startDate": "2026-12"}),
        ("date: 2026", {"startDate": "2026"}),
        ("date: 2026\nends: 2027-01", {"startDate": "2026", "endDate": "2027-01"}),
        (
            "date: 2026-12-08\nwhere: Online",
            {"startDate": "2026-12-08", "location": {"@type": "VirtualLocation", "name": "Online"}},
        ),
        (
            "date: 2026-12-08\nwhere: Online\njoin_url: https://example.gov/join",
            {"startDate": "2026-12-08", "location": {"name": "Online", **JOIN}},
        ),
        (
            "date: 2026-12-08\nwhere: Online and in Room 5",
            {"startDate": "2026-12-08", "location": "Online and in Room 5"},
        ),
        ("date: 2026-12-08\nwhere: Not recorded", {"startDate": "2026-12-08"}),
        (
            "date: 2026-12-08\nwhere: TBD.\njoin_url: https://example.gov/join",
            {"startDate": "2026-12-08", "location": JOIN},
        ),
        (
            "date: 2026-12-08\nwhere: Nowhere Street 5, Reno",
            {
                "startDate": "2026-12-08",
                "location": {"@type": "Place", "name": "Nowhere Street 5, Reno"},
            },
        ),
        (
            "date: 2026-12-08\nwhere: Zoomtown, NV",
            {"startDate": "2026-12-08", "location": {"@type": "Place", "name": "Zoomtown, NV"}},
        ),
    ],
)
def test_an_event_is_told_as_its_page_has_it(
    fields: str, wanted: dict[str, Any], site: SmallSite
) -> None:
    told = told_of(site, fields)
    assert {
        name: value for name, value in told.items() if name in ("startDate", "endDate", "location")
    } == wanted


@pytest.mark.parametrize(
    ("date", "wanted"),
    [
        ("2024-05-17", "2024-05-17"),
        ("2024-05", "2024-05"),
        ("2024", "2024"),
        ("FY2024", None),
        ("FY2024 Q3", None),
    ],
)
def test_news_has_the_date_that_its_page_has(
    date: str, wanted: str | None, site: SmallSite
) -> None:
    told = told_of(site, f"date: {date}", kind="news")
    assert told.get("datePublished") == wanted
    assert "startDate" not in told


def test_every_published_page_has_json_ld_that_can_be_read(built: SmallSite) -> None:
    seen = 0
    for path in (built.root / "site").rglob("*.html"):
        for script in lxml_html.parse(path).xpath("//script[@type='application/ld+json']"):
            things(script.text)
            seen += 1
    assert seen > 30
