"""Maps of practices, chapters and agencies: what stands where, what is said of it, and what happens
with little, much or strange content."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from lxml import html as lxml_html

from hub.build import Result
from hub.compose.diagrams.constellation import agencies_met, in_words, sky_of
from hub.compose.diagrams.layers import crossings, direct, laid_out, layer_of, without_rings
from hub.compose.diagrams.learningpath import Thing, path_of
from hub.compose.diagrams.lettering import lines_of, width_of
from hub.compose.diagrams.practicemap import bands_of
from hub.model import Library
from smallsite import SmallSite

PRACTICE = """title: {title}
summary: One sentence on what you get from {name}.
status: published
owner: cx-team
added: 2024-05-01
kind: method
pillar: {pillar}
maturity: {maturity}
problem: It hurts.
outcome: It hurts less.
steps:
  - do: Do it.
prerequisites: [{before}]
"""
ADDRESSES = ("maps/", "maps/practices/", "maps/learning-path/", "maps/agencies/")


def library_of(result: Result) -> Library:
    assert result.library is not None, [str(problem) for problem in result.report.problems]
    return result.library


def content(result: Result, address: str) -> lxml_html.HtmlElement:
    assert result.site is not None, [str(problem) for problem in result.report.problems]
    return lxml_html.fromstring(
        f"<div>{next(page for page in result.site.pages if page.address == address).content}</div>"
    )


def data(result: Result, address: str) -> list[dict[str, object]]:
    assert result.site is not None
    return json.loads(next(file.data for file in result.site.files if file.address == address))


def practice(
    site: SmallSite,
    name: str,
    *before: str,
    title: str = "",
    pillar: str = "journey",
    maturity: str = "starting",
) -> None:
    site.write(
        f"content/practices/{name}.yml",
        PRACTICE.format(
            name=name,
            title=json.dumps(title or name.title()),
            pillar=pillar,
            maturity=maturity,
            before=", ".join(before),
        ),
    )


def things(*names: str) -> list[Thing]:
    return [Thing(name, name.upper(), f"practices/{name}/", "", "") for name in names]


# The practice map


def test_every_practice_stands_once_in_its_own_square(shipped: Result) -> None:
    library = library_of(shipped)
    labels = {value: term.label for value, term in library.vocabulary["maturity"].items()}
    found = [
        (link.get("href").split("/")[-2], row.get("data-pillar"), cell.get("data-label"))
        for row in content(shipped, "maps/practices/").xpath("//tbody/tr")
        for cell in row.xpath("td")
        for link in cell.xpath(".//a")
    ]
    assert sorted(found) == sorted(
        (entry.id, entry.fields.pillar, labels[entry.fields.maturity])
        for entry in library.collection("practices")
    )


def test_the_numbers_of_the_practice_map_are_those_of_its_links(shipped: Result) -> None:
    page = content(shipped, "maps/practices/")
    cells = page.xpath("//tbody//td")
    counts = [len(cell.xpath(".//a")) for cell in cells]
    assert [int(cell.xpath(".//*[@class='many']")[0].text) for cell in cells] == counts
    assert (
        sum(int(number.text) for number in page.xpath("//tfoot//*[@class='many']"))
        == sum(counts)
        == len(library_of(shipped).collection("practices"))
    )


def test_the_tint_grows_with_the_number(shipped: Result) -> None:
    library = library_of(shipped)
    squares = [
        square
        for band in bands_of(
            library.collection("practices"),
            list(library.vocabulary["pillar"]),
            list(library.vocabulary["maturity"]),
        )
        for square in band.squares
    ]
    pairs = sorted((len(square.practices), square.share) for square in squares)
    assert pairs == sorted(pairs, key=lambda pair: (pair[1], pair[0]))
    assert {share for number, share in pairs if number == 0} <= {0}
    assert pairs[-1][1] == 4


# The learning path


def test_nothing_stands_before_what_it_needs(shipped: Result) -> None:
    # a group of lists
    for steps in data(shipped, "data/maps-learning-path.json").values():  # type: ignore[attr-defined]
        step_by_id = {item["id"]: item["step"] for item in steps}
        assert all(step_by_id[other] < item["step"] for item in steps for other in item["after"])


def test_the_list_names_every_prerequisite_of_every_practice(shipped: Result) -> None:
    # a group of lists
    found = {
        item["id"]: set(item["after"])
        for item in data(shipped, "data/maps-learning-path.json")["practices"]
    }  # type: ignore[call-overload]
    assert found == {
        entry.id: set(entry.fields.prerequisites)
        for entry in library_of(shipped).collection("practices")
    }


def test_the_picture_has_a_link_for_each_line_of_the_list(shipped: Result) -> None:
    page = content(shipped, "maps/learning-path/")
    listed = sorted(page.xpath("//ol[@class='path-steps']//li/a/@href"))
    assert sorted(page.xpath("//a[@class='path-box']/@href")) == listed
    assert len(listed) > 60


def test_a_layer_is_the_longest_way_from_a_beginning() -> None:
    assert layer_of({"d": ("a", "c"), "c": ("b",), "b": ("a",), "a": (), "e": ("a",)}) == {
        "a": 0,
        "b": 1,
        "c": 2,
        "d": 3,
        "e": 1,
    }


def test_an_arrow_that_others_imply_is_left_out() -> None:
    assert direct({"a": (), "b": ("a",), "c": ("a", "b")}) == {"a": (), "b": ("a",), "c": ("b",)}


def test_a_ring_is_opened_and_strangers_are_left_out() -> None:
    assert without_rings({"a": ("c", "a"), "b": ("a", "nowhere"), "c": ("b",)}) == {
        "a": ("c",),
        "b": ("a",),
        "c": (),
    }


def test_boxes_never_overlap_and_arrows_run_to_the_right(shipped: Result) -> None:
    before = {
        entry.id: entry.fields.prerequisites
        for entry in library_of(shipped).collection("practices")
    }
    heights = {name: 30.0 + len(name) for name in before}
    layout = laid_out(without_rings(before), heights)
    for layer in range(layout.layers):
        column = sorted(
            (stop.y, name) for name, stop in layout.stops.items() if stop.layer == layer
        )
        assert all(
            above[0] + heights[above[1]] / 2 <= below[0] - heights[below[1]] / 2
            for above, below in pairwise(column)
        )
    assert all(
        later.layer == earlier.layer + 1
        for way in layout.ways
        for earlier, later in pairwise(way.stops)
    )
    assert all(
        heights[name] / 2 - 0.1 <= stop.y <= layout.height - heights[name] / 2 + 0.1
        for name, stop in layout.stops.items()
    )


def test_sweeps_take_needless_crossings_away() -> None:
    before = {"a": (), "b": (), "x": ("b",), "y": ("a",)}
    layout = laid_out(before, dict.fromkeys(before, 20.0))
    columns = [
        sorted((stop.y, name) for name, stop in layout.stops.items() if stop.layer == layer)
        for layer in (0, 1)
    ]
    assert crossings([[name for _, name in column] for column in columns], before) == 0
    assert crossings([["a", "b"], ["x", "y"]], before) == 1


def test_what_stands_alone_can_be_done_at_any_time() -> None:
    path = path_of("T", "t", "practice", things("a", "b", "c"), {"b": ("a",)})
    assert [thing.key for thing in path.anytime] == ["c"]
    assert [[thing.key for thing, _ in step] for step in path.steps] == [["a"], ["b"]]
    assert path.says == "2 practices in 2 steps. Begin with A: 1 practice needs it first."


def test_sixty_steps_in_a_row_are_sixty_layers() -> None:
    names = [f"p{number}" for number in range(60)]
    path = path_of(
        "T",
        "t",
        "practice",
        things(*names),
        {later: (earlier,) for earlier, later in pairwise(names)},
    )
    assert len(path.steps) == len(path.boxes) == 60
    assert len({box.y for box in path.boxes}) == 1


# Agencies


def test_the_table_holds_each_agency_with_each_of_its_life_experiences(shipped: Result) -> None:
    library = library_of(shipped)
    wanted = {
        (name, experience.id)
        for experience in library.collection("life-experiences")
        for name in [
            *(item.id for item in experience.fields.agencies),
            *(name for stage in experience.fields.stages for name in stage.agencies),
        ]
    }
    rows = content(shipped, "maps/agencies/").xpath("//tbody/tr")
    found = [
        (row.xpath("th/a/@href")[0].split("/")[-2], link.split("/")[-2])
        for row in rows
        for link in row.xpath("td//a/@href")
    ]
    assert sorted(found) == sorted(wanted)
    assert [int(row.xpath("td[@class='number']")[0].text) for row in rows] == [
        len(row.xpath(".//li")) for row in rows
    ]


def test_the_picture_has_a_line_for_each_meeting(shipped: Result) -> None:
    page = content(shipped, "maps/agencies/")
    assert len(page.xpath("//*[@class='sky-lines']/*")) == len(page.xpath("//tbody//li"))


def test_the_words_name_those_who_meet_people_most_often(shipped: Result) -> None:
    library = library_of(shipped)
    experiences = library.collection("life-experiences")
    met = agencies_met(experiences, {entry.id: entry for entry in library.collection("agencies")})
    words = in_words(met, len(experiences))
    assert words.startswith("CMS and USAGov each meet people in 4 of 9 life experiences; USDA in 3")
    assert words.endswith(
        f"{sum(len(item.meetings) > 1 for item in met)} of {len(met)} agencies meet people in more"
        " than one."
    )


def test_names_in_the_picture_keep_apart(shipped: Result) -> None:
    library = library_of(shipped)
    experiences = library.collection("life-experiences")
    sky = sky_of(
        agencies_met(experiences, {entry.id: entry for entry in library.collection("agencies")}),
        experiences,
    )
    assert min(below.y - above.y for above, below in pairwise(sky.stars)) >= 28
    assert all(above.y + above.height < below.y for above, below in pairwise(sky.moments))


# All of them


def test_the_page_of_pictures_leads_to_pages_that_are_there(shipped: Result) -> None:
    assert shipped.site is not None
    addresses = {page.address for page in shipped.site.pages}
    assert {item["address"] for item in data(shipped, "data/maps.json")} <= addresses


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_empty_hub_has_all_pages(address: str, site: SmallSite) -> None:
    for folder in (
        "practices",
        "case-studies",
        "life-experiences",
        "playbooks",
        "guides",
        "es/guides",
        "news",
    ):
        for path in (site.root / "content" / folder).glob("*.*"):
            path.unlink()
    assert content(site.check(), address).xpath("//h1")


@pytest.mark.parametrize("address", ADDRESSES)
def test_one_practice_and_one_agency_make_all_pages(address: str, site: SmallSite) -> None:
    assert content(site.check(), address).xpath("//h1")


def test_sixty_practices_with_long_titles_are_all_drawn(site: SmallSite) -> None:
    word = "Unverhältnismäßigkeitsbescheinigungsverfahren"
    for number in range(60):
        before = [f"p{number // 2}"] if number else []
        practice(
            site,
            f"p{number}",
            *before,
            title=f"{word} {number} und noch viele Worte mehr für diesen Titel"[:119],
            pillar=["journey", "culture"][number % 2],
        )
    result = site.check()
    texts = content(result, "maps/learning-path/").xpath("//a[@class='path-box']")
    assert len(texts) >= 60
    assert all(
        word in "".join(text.text_content().split())
        for text in texts
        if "und noch" in " ".join(text.text_content().split())
    )
    assert len(content(result, "maps/practices/").xpath("//tbody//td//a")) >= 60


@pytest.mark.parametrize("address", ["maps/practices/", "maps/learning-path/"])
def test_markup_in_a_title_stays_words(address: str, site: SmallSite) -> None:
    practice(site, "odd", "sample", title='Tom & Jerry < 3 " {{ 7*7 }}')
    page = content(site.check(), address)
    links = page.xpath("//a[contains(@href, '/practices/odd/')]")
    assert " ".join(links[0].text_content().split()) == 'Tom & Jerry < 3 " {{ 7*7 }}'


def test_the_same_content_makes_the_same_bytes(site: SmallSite) -> None:
    def made() -> list[bytes]:
        result = site.check()
        assert result.site is not None
        return [
            page.content.encode() for page in result.site.pages if page.address in ADDRESSES
        ] + [
            file.data
            for file in result.site.files
            if file.address.startswith("data/maps") and file.address.endswith(".json")
        ]

    first = made()
    assert len(first) == 8
    assert made() == first


def test_lines_fit_their_room_and_lose_nothing() -> None:
    text = "A Donaudampfschifffahrtsgesellschaftskapitän 客户体验 WWW in plain words"
    lines = lines_of(text, 100, 14)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert max(width_of(line, 14) for line in lines) <= 100
    assert lines_of("", 100, 14) == ()
