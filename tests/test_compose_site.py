"""What is derived from entries: the other side of each relation, the views, the chapters, the
feeds."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from lxml import etree
from lxml import html as lxml_html

from hub.build import Result
from hub.compose.drawing.addresses import relative
from hub.pages import Page
from smallsite import SmallSite

LEAST = {  # what the hub ships at the least
    "practices": 40,
    "case-studies": 25,
    "life-experiences": 9,
    "guides": 20,
    "agencies": 40,
    "terms": 60,
    "measures": 25,
    "resources": 60,
    "news": 15,
    "playbooks": 1,
}


def page(result: Result, address: str) -> Page:
    assert result.site is not None, [str(problem) for problem in result.report.problems]
    return next(page for page in result.site.pages if page.address == address)


def words(found: Page) -> str:
    return " ".join(lxml_html.fromstring(f"<div>{found.content}</div>").text_content().split())


def data(result: Result, address: str) -> object:
    assert result.site is not None
    return json.loads(next(file.data for file in result.site.files if file.address == address))


def test_the_shipped_content_is_clean_and_complete(shipped: Result) -> None:
    assert shipped.report.problems == []
    assert shipped.site is not None
    assert {
        name: shipped.library.counts[name] >= least for name, least in LEAST.items()
    } == dict.fromkeys(LEAST, True)


def test_every_page_has_one_title_and_a_description(shipped: Result) -> None:
    assert shipped.site is not None
    assert [
        found.address
        for found in shipped.site.pages
        if found.content.count("<h1") != 1 or not found.description
    ] == []


def test_every_view_is_a_page_and_data(shipped: Result) -> None:
    views = [
        "matrix/",
        "drivers/",
        "timeline/",
        "evidence/",
        "figures/",
        "policies/",
        "search/",
        "owners/",
        "changes/",
        "problems/",
        *(f"{name}/" for name in LEAST),
    ]
    assert [
        address for address in views if not data(shipped, page(shipped, address).data_address)
    ] == []


def test_a_to_z_lists_a_name_once_however_it_is_spelled(site: SmallSite) -> None:
    text = (site.root / "content/practices/sample.md").read_text(encoding="utf-8")
    title = "Ride-along with staff"
    also = ["ride alongs", "Ride-along", "ridealong", "ride along with staff", "loss", "losses"]
    text = text.replace("---\n", f"---\nother_names: {json.dumps(also)}\n", 1)
    result = site.write(
        "content/practices/sample.md", re.sub(r"(?m)^title: .*$", f"title: {title}", text)
    ).check()
    # a list of rows
    listed = [
        row["name"]
        for row in data(result, "data/search.json")
        if row["entry"] == "practices/sample"
    ]  # type: ignore[attr-defined]
    assert listed == ["loss", "losses", "ride alongs", title]


def test_the_five_designated_life_experiences_are_told_in_depth(shipped: Result) -> None:
    assert shipped.library is not None
    designated = [
        entry
        for entry in shipped.library.collection("life-experiences")
        if entry.fields.designation.status == "designated"
    ]
    assert len(designated) == 5
    assert all(
        len(entry.fields.stages) >= 5
        and all(
            stage.needs and stage.feelings and stage.pain_points for stage in entry.fields.stages
        )
        for entry in designated
    )


def test_a_case_study_shows_on_its_practice_with_its_role(shipped: Result) -> None:
    assert "Seen in practice" in words(page(shipped, "practices/offer-a-call-back/"))
    assert (
        'href="../../case-studies/dhs-call-back/"'
        in page(shipped, "practices/offer-a-call-back/").content
    )


def test_the_strongest_proof_comes_first(shipped: Result) -> None:
    assert shipped.library is not None
    strength = list(shipped.library.vocabulary["evidence"])
    # a list of rows
    listed = [row["evidence"] for row in data(shipped, "data/evidence.json")]  # type: ignore[union-attr,index]
    assert listed == sorted(listed, key=strength.index)


def test_the_cell_of_the_matrix_is_the_sentence_of_the_practice(shipped: Result) -> None:
    assert shipped.library is not None
    link = shipped.library.entry_by_ref["practices/map-the-journey"].fields.life_experiences[0]
    assert link.how in words(page(shipped, "matrix/"))
    assert link.how in words(page(shipped, f"life-experiences/{link.id}/"))


def test_a_facet_page_lists_those_and_only_those(shipped: Result) -> None:
    assert shipped.library is not None
    content = page(shipped, "practices/by/pillar/journey/").content
    shown = {
        link.rsplit("/", 2)[1]
        for link in lxml_html.fromstring(content).xpath(
            "//li[contains(@class, 'card')]//h3/a/@href"
        )
    }
    assert shown == {
        entry.id
        for entry in shipped.library.collection("practices")
        if entry.fields.pillar == "journey"
    }


def test_a_thin_draft_is_previewed_and_stays_out_of_lists(site: SmallSite) -> None:
    result = site.write(
        "content/practices/thin.md", "---\ntitle: Half a thought\n---\n\n## So far\n\nText.\n"
    ).check(drafts=True)
    assert "Still to be written" in words(page(result, "practices/thin/"))
    assert "Half a thought" not in words(page(result, "practices/"))
    assert site.check().site is not None
    # just asserted
    assert "practices/thin/" not in [found.address for found in site.check().site.pages]  # type: ignore[union-attr]


def test_inferred_dates_stay_out_of_the_timeline(shipped: Result) -> None:
    assert "A school lunch form" not in words(page(shipped, "timeline/"))
    assert "no date for the change" in words(page(shipped, "case-studies/usda-school-lunch-form/"))


def test_chapters_are_numbered_and_know_the_way_on(shipped: Result) -> None:
    assert shipped.library is not None
    chapters = shipped.library.entry_by_ref["playbooks/cx"].fields.chapters
    assert len(chapters) >= 12
    for number, chapter in enumerate(chapters):
        found = page(shipped, f"playbooks/cx/{chapter.key}/")
        assert f"chapter {number + 1}" in words(found)
        assert (found.next is None) == (number == len(chapters) - 1)
        assert found.previous is not None


def test_a_query_chapter_holds_what_it_asks_for_in_order(shipped: Result) -> None:
    assert shipped.library is not None
    chapter = next(
        chapter
        for chapter in shipped.library.entry_by_ref["playbooks/cx"].fields.chapters
        if chapter.select
    )
    wanted = [
        entry.id
        for entry in shipped.library.collection("practices")
        if all(getattr(entry.fields, name) == value for name, value in chapter.select.where.items())
    ]
    shown = lxml_html.fromstring(page(shipped, f"playbooks/cx/{chapter.key}/").content).xpath(
        "//section[contains(@class, 'chapter-entry')]/@aria-labelledby"
    )
    held = [name.removeprefix("practices-") for name in shown if name.startswith("practices-")]
    assert set(wanted) <= set(held)
    maturity = list(shipped.library.vocabulary["maturity"])
    order = [
        maturity.index(shipped.library.entry_by_ref[f"practices/{name}"].fields.maturity)
        for name in held
        if name in wanted
    ]
    assert order == sorted(order)


def test_each_page_says_which_files_it_came_from(shipped: Result) -> None:
    assert (
        'href="https://host.example/edit/practices/map-the-journey.md"'
        in page(shipped, "practices/map-the-journey/").content
    )
    assert "content/playbooks/cx.yml" in words(page(shipped, "playbooks/cx/listen/"))


def test_every_policy_says_its_status_and_the_day_it_was_looked_at(shipped: Result) -> None:
    assert shipped.library is not None
    laws = [
        entry
        for entry in shipped.library.collection("resources")
        if entry.fields.kind in ("law", "policy")
    ]
    assert [
        entry.id
        for entry in laws
        if entry.fields.policy is None or entry.fields.policy.status_checked_on is None
    ] == []


def test_every_claim_names_its_source(shipped: Result) -> None:
    # a list of rows
    assert all(row["source"] for row in data(shipped, "data/figures.json"))  # type: ignore[union-attr,index]


def test_translations_stand_beside_the_english(shipped: Result) -> None:
    assert shipped.library is not None
    assert sum(map(len, shipped.library.translations_by_ref.values())) >= 3
    spanish = page(shipped, "es/life-experiences/recovering-from-a-disaster/")
    assert spanish.language == "es"
    assert ("es", spanish.address) in page(
        shipped, "life-experiences/recovering-from-a-disaster/"
    ).alternates


def test_feeds_are_well_formed_and_newest_first(shipped: Result) -> None:
    assert shipped.site is not None
    feed = etree.fromstring(
        next(file.data for file in shipped.site.files if file.address == "feed.xml")
    )
    stamps = [element.text for element in feed.iterfind("{*}entry/{*}updated")]
    assert stamps
    assert stamps == sorted(stamps, reverse=True)
    # a feed
    assert data(shipped, "practices/feed.json")["version"].startswith("https://jsonfeed.org/")  # type: ignore[call-overload,index]


@pytest.mark.parametrize(
    ("here", "there", "way"),
    [
        ("practices/x/", "guides/y/#z", "../../guides/y/#z"),
        ("", "practices/x/", "practices/x/"),
        ("practices/x/", "", "../../"),
        ("practices/x/", "practices/x/#q", "#q"),
        ("practices/x/", "assets/hub.css", "../../assets/hub.css"),
        ("feed.xml", "practices/x/", "practices/x/"),
    ],
)
def test_the_way_from_page_to_page(here: str, there: str, way: str) -> None:
    assert relative(here, there) == way


def test_composing_writes_nothing(site: SmallSite, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    site.check()
    assert sorted(tmp_path.rglob("*")) == before


def test_a_life_experience_begins_with_the_practices_that_share_most_with_it(
    shipped: Result,
) -> None:
    found = page(shipped, "life-experiences/recovering-from-a-disaster/")
    root = lxml_html.fromstring(f"<div>{found.content}</div>")
    (part,) = root.xpath("//section[@aria-labelledby='practices']")
    named = part.xpath(".//dt/a/@href")
    assert len(part.xpath("./dl/dt")) == 6
    assert len(part.xpath("./details//dt")) == len(named) - 6
    assert len(set(named)) == len(named) > 20
    titles = part.xpath("./dl/dt/a/text()")
    assert titles != sorted(titles, key=str.casefold)


def test_no_heading_of_a_page_says_what_another_says(shipped: Result) -> None:
    assert shipped.site is not None
    twice = {}
    for page in shipped.site.pages:
        if page.kind == "entry":
            said = [
                re.sub(r"<[^>]+>", "", words).strip().casefold()
                for words in re.findall(r"<h2\b[^>]*>(.*?)</h2>", page.content, re.DOTALL)
            ]
            if len(set(said)) < len(said):
                twice[page.address] = sorted(words for words in said if said.count(words) > 1)
    assert twice == {}
