"""What pages tell machines about themselves: sound JSON, and only what the page says."""

from __future__ import annotations

import json
from typing import Any

import pytest
from lxml import html as lxml_html

from hub.build import Result
from hub.pages import Settings
from hub.shell import shell
from smallsite import SmallSite

SITE = Settings().site_url


def things(text: str) -> dict[str, dict[str, Any]]:
    """Each thing of a page by its type."""
    graph = json.loads(text)
    assert graph["@context"] == "https://schema.org"
    return {thing["@type"][0] if isinstance(thing["@type"], list) else thing["@type"]: thing for thing in graph["@graph"]}


@pytest.fixture(scope="session")
def told(shipped: Result) -> dict[str, dict[str, dict[str, Any]]]:
    """What each page of the hub tells, by its address."""
    assert shipped.site is not None
    found = {page.address: shell(page, shipped.site, Settings(), draws_title=True).json_ld for page in shipped.site.pages}
    assert all("<" not in text and ">" not in text for text in found.values())
    return {address: things(text) for address, text in found.items() if text}


def test_every_page_with_a_way_back_tells_the_way_and_ends_at_itself(shipped: Result, told: dict[str, dict[str, dict[str, Any]]]) -> None:
    assert shipped.site is not None
    for page in shipped.site.pages:
        if page.trail:
            steps = told[page.address]["BreadcrumbList"]["itemListElement"]
            assert [step["position"] for step in steps] == list(range(1, len(page.trail) + 2))
            assert [step["item"] for step in steps] == [SITE + address for _, address in (*page.trail, ("", page.address))]


def test_the_home_page_says_how_to_search(told: dict[str, dict[str, dict[str, Any]]]) -> None:
    action = told[""]["WebSite"]["potentialAction"]
    assert action["target"]["urlTemplate"] == f"{SITE}search/?q={{search_term_string}}"
    assert action["query-input"] == "required name=search_term_string"


def test_the_glossary_names_every_term(shipped: Result, told: dict[str, dict[str, dict[str, Any]]]) -> None:
    assert shipped.library is not None
    terms = told["terms/"]["DefinedTermSet"]["hasDefinedTerm"]
    assert [term["name"] for term in terms] == [entry.title for entry in shipped.library.collection("terms")]


def test_a_chapter_knows_its_book_and_the_book_its_chapters(told: dict[str, dict[str, dict[str, Any]]]) -> None:
    book = told["playbooks/cx/"]["Course"]
    first = book["hasPart"][0]
    chapter = told[first["url"].removeprefix(SITE)]["Chapter"]
    assert chapter["isPartOf"]["url"] == book["url"]
    assert chapter["position"] == first["position"] == 1
    assert chapter["name"] == first["name"]
    assert chapter["timeRequired"].startswith("PT")


def test_a_course_says_how_long_it_takes_and_what_is_read(told: dict[str, dict[str, dict[str, Any]]]) -> None:
    course = told["courses/first-day/"]["Course"]
    assert course["timeRequired"].startswith("PT")
    assert course["hasPart"]
    assert course["teaches"]


def test_data_is_told_with_files_that_are_there(shipped: Result, told: dict[str, dict[str, dict[str, Any]]]) -> None:
    assert shipped.site is not None
    sets = {address: found["Dataset"] for address, found in told.items() if "Dataset" in found}
    assert {"matrix/", "drivers/", "evidence/", "figures/", "timeline/", "policies/", "practices/", "terms/"} <= set(sets)
    files = {SITE + address for address in shipped.site.file_addresses}
    assert {item["contentUrl"] for found in sets.values() for item in found["distribution"]} <= files
    assert {found["license"] for found in sets.values()} == {"https://creativecommons.org/publicdomain/zero/1.0/"}


def test_what_a_page_tells_is_on_the_page(shipped: Result, told: dict[str, dict[str, dict[str, Any]]]) -> None:
    assert shipped.site is not None
    for page in shipped.site.pages:
        if page.kind in ("chapter", "playbook", "course", "index"):
            words = " ".join(lxml_html.fromstring(page.content).text_content().split())
            for thing in told[page.address].values():
                said = [*thing.get("teaches", ()), *(part["name"] for name in ("hasPart", "hasDefinedTerm") for part in thing.get(name, ()))]
                assert [text for text in said if " ".join(text.split()) not in words] == [], page.address


def test_every_published_page_has_json_ld_that_can_be_read(built: SmallSite) -> None:
    seen = 0
    for path in (built.root / "site").rglob("*.html"):
        for script in lxml_html.parse(path).xpath("//script[@type='application/ld+json']"):
            things(script.text)
            seen += 1
    assert seen > 30
