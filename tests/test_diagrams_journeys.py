"""Pictures made of entries: nothing leaves its place, the words say what the lines show, and
content stays inert."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html

from hub.build import Result
from hub.compose.diagrams.curve import path_of, runs_of
from hub.compose.diagrams.journey import MOST_IN_BAND, PAD, TEXT, TITLE, WIDTH, journey_map
from hub.compose.diagrams.journeyshapes import Band, JourneyMap
from hub.compose.diagrams.moodline import line_for_cards, line_for_phones
from hub.compose.diagrams.moods import MOODS, mood_story, stage_by_stage
from hub.compose.diagrams.textfit import lines_of, width_of
from hub.compose.diagrams.years import years_of
from hub.compose.drawing.drawing import environment
from hub.kinds.entries.life_experiences import Stage
from hub.pages import Page
from hub.problems import Report
from hub.reading.files import ContentFile
from hub.reading.pictures.rules import read_picture
from smallsite import SmallSite

AGENCIES = {
    "ssa": "SSA",
    "opm": "OPM Retirement Services",
    "long": "The Office of Interdepartmental Telecommunicationsinfrastructure",
}
LONG = "Donaudampfschifffahrtsgesellschaftskapitän"
SAMPLE = "content/life-experiences/sample-life.md"


def stage(
    number: int,
    mood: int | None = 3,
    *,
    title: str = "A stage of it",
    needs: Sequence[str] = ("To know what comes next",),
    pains: Sequence[str] = (),
) -> Stage:
    values = {
        "key": f"stage-{number}",
        "title": title,
        "needs": list(needs),
        "feelings": ["Calm", "Watchful"],
        "pain_points": list(pains),
        "agencies": list(AGENCIES),
    }
    return Stage.model_construct(
        **{
            name: tuple(value) if isinstance(value, list) else value
            for name, value in values.items()
        },
        mood=mood,
    )


def told(*moods: int | None) -> list[Stage]:
    return [stage(number, mood, title=f"Stage {number}") for number, mood in enumerate(moods, 1)]


def texts(band: Band) -> list[tuple[float, float, str]]:
    """Every text of a band's columns: from where to where it may reach, and its words."""
    found = [
        (line.x, line.x + width_of(line.text, TITLE, bold=True), line.text)
        for head in band.heads
        for line in head.lines
    ]
    for lane in band.lanes:
        found += [
            (line.x, line.x + width_of(line.text, TEXT), line.text)
            for item in lane.items
            for line in item.lines
        ]
        found += [(chip.x, chip.x + chip.width, chip.lines[0].text) for chip in lane.chips]
        found += [
            (
                line.x - width_of(line.text, 13, bold=True) / 2,
                line.x + width_of(line.text, 13, bold=True) / 2,
                line.text,
            )
            for chip in lane.chips
            for line in chip.lines
        ]
    return found


def sample_page(site: SmallSite, stages: str) -> Page:
    text = (site.root / SAMPLE).read_text(encoding="utf-8")
    changed = re.sub(r"stages:\n.*?(?=designation:)", stages, text, flags=re.DOTALL)
    assert changed != text
    result = site.write(SAMPLE, changed).check()
    assert result.site is not None, [str(problem) for problem in result.report.problems]
    return next(
        page for page in result.site.pages if page.address == "life-experiences/sample-life/"
    )


def file(result: Result, address: str) -> bytes:
    assert result.site is not None
    return next(file.data for file in result.site.files if file.address == address)


# Text that fits


@given(st.text(max_size=120), st.floats(min_value=30, max_value=400))
def test_no_line_is_wider_than_its_place(text: str, width: float) -> None:
    assert all(
        width_of(line, 10) <= width or len(line) == 1
        for line in lines_of(text, width=width, size=10)
    )


@given(st.text(alphabet="abc defghi/-é日", max_size=120), st.floats(min_value=30, max_value=400))
def test_breaking_lines_loses_no_letter(text: str, width: float) -> None:
    kept = "".join(lines_of(text, width=width, size=10))
    assert re.sub(r"[\s-]", "", kept) == re.sub(r"[\s-]", "", text)


def test_a_long_word_is_divided_with_a_hyphen_and_an_ideograph_without() -> None:
    assert lines_of(LONG, width=100, size=10)[0].endswith("-")
    assert "-" not in "".join(lines_of("日本語のテキスト", width=40, size=10))


@pytest.mark.parametrize("many", range(1, 13))
def test_no_text_leaves_its_column_and_no_column_overlaps_another(many: int) -> None:
    stages = [
        stage(
            number,
            title=f"{LONG} and more of the title",
            needs=(LONG * 2, "short/but-divided", "W" * 40),
            pains=("mmmmmmmm " * 9,),
        )
        for number in range(many)
    ]
    drawn = journey_map(stages, AGENCIES)

    assert drawn.width <= WIDTH
    assert sum(len(band.heads) for band in drawn.bands) == many
    for band in drawn.bands:
        assert len(band.heads) <= MOST_IN_BAND
        for left, right, text in texts(band):
            column = int(left // drawn.column)
            assert left >= column * drawn.column + PAD - 0.1, text
            assert right <= (column + 1) * drawn.column - PAD + 0.1, text


@pytest.mark.parametrize("many", [1, 6, 12])
def test_no_lane_reaches_into_the_next(many: int) -> None:
    drawn = journey_map(
        [stage(number, needs=[LONG] * (number + 1), pains=["One thing"]) for number in range(many)],
        AGENCIES,
    )
    for band in drawn.bands:
        for lane, following in pairwise(band.lanes):
            assert lane.top + lane.height == pytest.approx(following.top)
        for lane in band.lanes:
            ends = [line.y for item in lane.items for line in item.lines] + [
                chip.y + chip.height for chip in lane.chips
            ]
            assert all(lane.top < end < lane.top + lane.height for end in ends), lane.title
    for upper, lower in pairwise(drawn.bands):
        assert upper.bottom < lower.top


def test_every_word_of_a_stage_is_in_the_map() -> None:
    drawn = journey_map(
        [stage(1, needs=("First need", "Second need"), pains=("A pain",))], AGENCIES
    )
    held = _words(drawn)
    assert {"First need", "Second need", "A pain", "Calm", "Watchful", "SSA"} <= held


def test_a_lane_that_no_stage_fills_is_left_out() -> None:
    empty = Stage.model_construct(
        key="one", title="One", needs=(), feelings=(), mood=None, pain_points=(), agencies=()
    )
    (band,) = journey_map([empty], AGENCIES).bands
    assert (band.lanes, band.mood) == ((), None)


# The line


def test_a_stage_without_a_mood_leaves_a_gap() -> None:
    (band,) = journey_map(told(2, 3, None, 4, 5), AGENCIES).bands
    assert band.mood is not None
    assert len(band.mood.lines) == 2
    assert len(band.mood.unknown) == 1
    assert [face.word for face in band.mood.faces] == ["Low", "Mixed", "Good", "Very good"]


@given(st.lists(st.one_of(st.none(), st.integers(1, 5)), min_size=1, max_size=14))
def test_the_line_never_swings_beyond_the_moods_it_joins(moods: list[int | None]) -> None:
    for run in runs_of(moods):
        for piece in run:
            low, high = sorted((piece.start[1], piece.end[1]))
            assert low - 1e-9 <= piece.handle[1] <= high + 1e-9
            assert low - 1e-9 <= piece.other_handle[1] <= high + 1e-9


def test_a_line_goes_on_in_the_next_band_at_the_height_where_it_left() -> None:
    first, second = journey_map(told(1, 2, 3, 4, 5, 4, 3, 2), AGENCIES).bands
    assert first.mood is not None
    assert second.mood is not None
    left, goes_on = (
        float(first.mood.lines[0].split()[-1]) - first.mood_top,
        float(second.mood.lines[0].split()[2]) - second.mood_top,
    )
    assert left == pytest.approx(goes_on, abs=0.2)


def test_the_two_halves_of_a_piece_are_the_piece() -> None:
    (piece,) = runs_of([1, 5])[0]
    one, other = piece.halves()
    assert (one.start, one.end, other.end) == (piece.start, other.start, piece.end)
    assert path_of([piece]).startswith("M 0 1 C")


def test_each_mood_has_a_word_and_a_mouth_of_its_own() -> None:
    line = line_for_phones(told(1, 2, 3, 4, 5)).line
    assert (
        len({face.word for face in line.faces})
        == len({face.mouth for face in line.faces})
        == len(MOODS)
        == 5
    )


@pytest.mark.parametrize("many", [1, 6, 40])
def test_the_line_for_phones_keeps_its_faces_and_numbers_apart(many: int) -> None:
    small = line_for_phones(told(*([3] * many)))
    assert all(
        after.x - before.x >= 2 * 14 * before.size for before, after in pairwise(small.line.faces)
    )
    assert all(after[0] - before[0] >= 20 for before, after in pairwise(small.numbers))
    assert all(small.left <= face.x <= small.width for face in small.line.faces)


def test_a_card_has_a_line_only_where_there_is_one_to_draw() -> None:
    assert line_for_cards(told(3)) is None
    assert line_for_cards(told(3, None)) is None
    assert line_for_cards(told(3, 4)) is not None


# The words


@pytest.mark.parametrize(
    ("moods", "words"),
    [
        ((None, None), ""),
        ((4,), "The mood is good, 4 of 5 at “Stage 1”."),
        ((2, 2), "The mood stays low, 2 of 5 in every stage."),
        ((2, None, 2), "The mood stays low, 2 of 5 in every stage whose mood is known."),
        (
            (3, 1, 1, 5),
            (
                "The mood is lowest at “Stage 2” and “Stage 3” (very low, 1 of 5) and highest at"
                " “Stage 4” (very good, 5 of 5)."
            ),
        ),
    ],
)
def test_the_story_tells_where_the_mood_is_lowest_and_highest(
    moods: tuple[int | None, ...], words: str
) -> None:
    assert mood_story(told(*moods)) == words


def test_the_description_names_every_stage_with_its_mood_and_feelings() -> None:
    assert (
        stage_by_stage(told(2, None))
        == "1. Stage 1: low (Calm, Watchful). 2. Stage 2: mood not known (Calm, Watchful)."
    )


# On the page


def test_a_page_shows_map_line_and_table_and_keeps_the_ids_of_its_stages(shipped: Result) -> None:
    assert shipped.site is not None
    assert shipped.library is not None
    for entry in shipped.library.collection("life-experiences"):
        page = next(page for page in shipped.site.pages if page.address == entry.address)
        tree = lxml_html.fromstring(f"<div>{page.content}</div>")
        keys = [stage.key for stage in entry.fields.stages]
        assert tree.xpath("//table[contains(@class, 'stages')]/tbody/tr/@id") == keys
        assert (
            len(tree.xpath("//svg[@role='img']/title"))
            == len(tree.xpath("//svg[@role='img']/desc"))
            == 2
        )
        assert tree.xpath("//h2/@id")[0] == "stages"
        cells = " ".join(
            tree.xpath("//table[contains(@class, 'stages')]")[0].text_content().split()
        )
        for told_stage in entry.fields.stages:
            assert all(
                text in cells
                for text in (
                    told_stage.title,
                    *told_stage.needs,
                    *told_stage.feelings,
                    *told_stage.pain_points,
                )
            )
        assert page.assets == ("diagrams.css", "terms.js")


def test_a_page_names_the_size_of_the_file_it_offers(shipped: Result) -> None:
    assert shipped.site is not None
    page = next(
        page for page in shipped.site.pages if page.address == "life-experiences/losing-a-job/"
    )
    size = round(len(file(shipped, "images/journeys/losing-a-job.svg")) / 1000)
    assert f"{size} kB" in page.content
    assert 'href="../../images/journeys/losing-a-job.svg"' in page.content


def test_markup_in_content_stays_text(site: SmallSite) -> None:
    page = sample_page(
        site,
        "stages:\n  - key: before\n    title: 'Tom & < b \"x\" >'\n    needs: ['a > b & c',"
        ' "it\'s"]\n    mood: 1\n  - key: after\n    title: After\n    mood: 5\n',
    )
    assert "Tom &amp; &lt; b" in page.content
    assert "Tom & <" not in page.content
    drawn = file(site.check(), "images/journeys/sample-life.svg")
    assert "Tom & < b" in "".join(etree.fromstring(drawn).itertext())


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", "</text></svg><img src=x onerror=alert(1)>", "]]><!--"]
)
def test_a_script_in_a_stage_is_words_in_the_drawing(hostile: str) -> None:
    drawn = journey_map(
        [stage(1, title=hostile, needs=[hostile], pains=[hostile])],
        {"ssa": hostile, "opm": hostile},
    )
    template = environment().from_string(
        '{% import "_diagrams.html" as d %}{{ d.journey_map(map, title) }}'
    )
    tree = etree.fromstring(template.render(map=drawn, title=hostile))
    assert {etree.QName(element).localname for element in tree.iter()} <= {
        "svg",
        "title",
        "desc",
        "g",
        "polygon",
        "circle",
        "text",
        "path",
        "linearGradient",
        "stop",
        "rect",
    }
    assert not [name for element in tree.iter() for name in element.attrib if name.startswith("on")]
    assert tree.findtext("title") == hostile


def test_every_map_is_a_drawing_that_we_would_take_from_an_editor(shipped: Result) -> None:
    assert shipped.site is not None
    assert shipped.library is not None
    maps = [found for found in shipped.site.files if found.address.startswith("images/journeys/")]
    assert [found.address for found in maps] == sorted(
        f"images/journeys/{entry.id}.svg"
        for entry in shipped.library.collection("life-experiences")
    )
    for found in maps:
        report = Report()
        read_picture(
            ContentFile(f"content/{found.address}", "images", found.address, ".svg", found.data),
            report,
        )
        assert report.problems == []


def test_a_map_is_the_same_bytes_twice(new_site, shipped: Result) -> None:
    one, other = new_site().check(), new_site().check()
    assert file(one, "images/journeys/sample-life.svg") == file(
        other, "images/journeys/sample-life.svg"
    )


def test_an_index_of_life_experiences_shows_their_lines_to_the_eye_alone(shipped: Result) -> None:
    assert shipped.site is not None
    assert shipped.library is not None
    page = next(page for page in shipped.site.pages if page.address == "life-experiences/")
    tree = lxml_html.fromstring(f"<div>{page.content}</div>")
    assert len(tree.xpath("//li//svg[@aria-hidden='true']")) == len(
        shipped.library.collection("life-experiences")
    )


# The years


def test_the_picture_of_the_timeline_holds_a_mark_for_each_line_of_its_list(
    shipped: Result,
) -> None:
    assert shipped.site is not None
    page = next(page for page in shipped.site.pages if page.address == "timeline/")
    tree = lxml_html.fromstring(f"<div>{page.content}</div>")
    years = tree.xpath("//ol[@class='years']/li/a")
    assert years
    for link in years:
        identity = link.get("href").removeprefix("#")
        listed = tree.xpath(f"//section[@aria-labelledby='{identity}']//li")
        assert len(link.xpath(".//svg")) == len(listed)
        assert sum(map(int, re.findall(r"(\d+) [a-z]", link.text_content()))) == len(listed)
    assert len(tree.xpath("//ol[@class='years']//svg")) == len(
        tree.xpath("//ol[@class='timeline']/li")
    )
    legend = tree.xpath("//ul[@class='years-legend']/li")
    assert sum(int(line.text_content().split()[0]) for line in legend) == len(
        tree.xpath("//ol[@class='timeline']/li")
    )
    assert len({line.xpath(".//path/@d")[0] for line in legend}) == len(legend)


def test_a_year_counts_its_entries_by_kind_and_says_how_long_it_was_quiet_before(
    shipped: Result,
) -> None:
    assert shipped.library is not None
    case, news = (
        shipped.library.collection("case-studies")[0],
        shipped.library.collection("news")[:2],
    )
    found = years_of({"2020": news, "2017": [case]})
    assert [(year.year, year.gap, year.words) for year in found.years] == [
        ("2017", 0, "1 case study"),
        ("2020", 2, "2 news items"),
    ]
    assert [count.words for count in found.legend] == ["1 case study", "2 news items"]


def _words(drawn: JourneyMap) -> set[str]:
    lanes = [lane for band in drawn.bands for lane in band.lanes]
    return {
        " ".join(line.text for line in held.lines)
        for lane in lanes
        for held in (*lane.items, *lane.chips)
    }
