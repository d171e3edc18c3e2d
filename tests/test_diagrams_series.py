"""Figures over time: what is refused, where a chart puts them, what it says of them, and what can
be taken away."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from lxml import html as lxml_html

from hub.build import Result
from hub.compose.diagrams.geometry import FLOOR, NARROW, TOP, chart_of, scale
from hub.compose.diagrams.series import charts_of, csv_bytes
from hub.compose.diagrams.wording import change_words, description, gap_words, sentence, verdict
from hub.kinds.days import PartDate, span
from hub.kinds.figures import Series
from hub.model import Entry, Library
from smallsite import SmallSite

PATH = "content/measures/sample-measure.md"
HEAD = """---
title: Samples sent
summary: How many samples went out in a week.
status: published
owner: cx-team
added: 2024-05-01
kind: operational
unit: count
direction: higher-is-better
sources:
  - { key: log, title: The sample log, url: "https://www.example.gov/log" }
"""
GOOD = """series:
  - key: all
    label: Samples sent by all offices
    unit: count
    source: log
    points:
      - { at: 2019, value: 10 }
      - { at: FY2021 Q2, value: 30, said: about 30 }
      - { at: 2022-06-30, value: 20, note: "A short week" }
"""


def with_series(site: SmallSite, text: str) -> SmallSite:
    return site.write(PATH, f"{HEAD}{text}---\n\nCount on Fridays.\n")


def series(*points: dict[str, str], unit: str = "percent", **more: object) -> Series:
    vocabulary = {"unit": dict.fromkeys(("percent", "minutes", "score-of-5", "dollars", "count"))}
    fields = {"key": "k", "label": "L", "unit": unit, "source": "s", "points": points, **more}
    return Series.model_validate(fields, context={"vocabulary": vocabulary})


def measure_of(result: Result) -> tuple[Entry, Library]:
    assert result.library is not None, [str(problem) for problem in result.report.problems]
    return result.library.entry_by_ref["measures/sample-measure"], result.library


def content(result: Result, address: str) -> lxml_html.HtmlElement:
    assert result.site is not None, [str(problem) for problem in result.report.problems]
    return lxml_html.fromstring(
        f"<div>{next(page for page in result.site.pages if page.address == address).content}</div>"
    )


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (("FY2021 Q2, value: 30, said: about 30", "2019, value: 30"), "19:9 bad-date"),
        (("2022-06-30", "2021-02"), "20:9 bad-date"),
        (("source: log", "source: lgo"), "16:13 broken-reference"),
        (("value: 10 }", "value: 10, source: diary }"), "18:40 broken-reference"),
        (("unit: count\n    source", "unit: samples\n    source"), "15:11 bad-choice"),
        (("value: 30", "value: many"), "19:33 bad-number"),
        (
            ("label: Samples sent by all offices", "label: <script>alert(1)</script>"),
            "14:12 markup-in-text",
        ),
        (("at: 2019", "at: FY0001"), "18:15 bad-date"),
        (("source: log\n", "source: log\n    agency: nowhere\n"), "17:13 broken-reference"),
    ],
)
def test_a_mistake_in_a_series_is_a_problem_with_its_place(
    change: tuple[str, str], problem: str, site: SmallSite
) -> None:
    assert change[0] in GOOD
    assert with_series(site, GOOD.replace(*change)).problems() == [f"{PATH}:{problem}"]


def test_one_point_is_too_few(site: SmallSite) -> None:
    text = "".join(
        line
        for line in GOOD.splitlines(keepends=True)
        if "FY2021" not in line and "2022" not in line
    )
    assert with_series(site, text).problems() == [f"{PATH}:17:5 too-few-items"]


def test_two_series_may_not_share_a_key(site: SmallSite) -> None:
    assert [
        line.split()[1] for line in with_series(site, GOOD + GOOD.partition("\n")[2]).problems()
    ] == ["duplicate-item"]


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("FY2024", date(2023, 10, 1), date(2024, 9, 30)),
        ("FY2024 Q1", date(2023, 10, 1), date(2023, 12, 31)),
        ("FY2024 Q2", date(2024, 1, 1), date(2024, 3, 31)),
        ("FY2024 Q4", date(2024, 7, 1), date(2024, 9, 30)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-02-03", date(2024, 2, 3), date(2024, 2, 3)),
    ],
)
def test_a_date_known_in_part_spans_its_days(typed: str, first: date, last: date) -> None:
    assert span(PartDate(typed, typed)) == (first, last)


def test_gaps_between_dates_are_drawn_to_scale() -> None:
    marks = chart_of(
        series(
            {"at": "2016-01-01", "value": "1"},
            {"at": "2017-01-01", "value": "2"},
            {"at": "2020-01-01", "value": "3"},
        ),
        "percent",
    ).marks
    near, far = marks[1].x - marks[0].x, marks[2].x - marks[1].x
    assert far / near == pytest.approx(1095 / 366, abs=0.01)


def test_heights_are_to_scale_from_zero() -> None:
    chart = chart_of(
        series(
            {"at": "2016", "value": "0"},
            {"at": "2017", "value": "50"},
            {"at": "2018", "value": "100"},
        ),
        "percent",
    )
    assert [mark.y for mark in chart.marks] == [FLOOR, (FLOOR + TOP) / 2, TOP]
    assert [line.words for line in chart.grid] == ["0", "25", "50", "75", "100 percent"]


def test_two_figures_are_columns_and_more_are_a_line_dashed_where_years_are_missing() -> None:
    two = chart_of(series({"at": "2016", "value": "1"}, {"at": "2022", "value": "3"}), "percent")
    assert (two.is_columns, two.strokes, two.gap.words) == (True, (), "6 years apart")
    more = chart_of(
        series(
            {"at": "2016", "value": "1"}, {"at": "2017", "value": "3"}, {"at": "2022", "value": "2"}
        ),
        "percent",
    )
    assert (more.is_columns, [stroke.is_dashed for stroke in more.strokes]) == (
        False,
        [False, True],
    )


def test_values_that_stand_close_do_not_cover_each_other() -> None:
    points = [{"at": f"2020-{month:02}", "value": str(50 + month % 2)} for month in range(1, 6)]
    marks = [
        mark
        for mark in chart_of(series(*points, {"at": "2024", "value": "52"}), "percent").marks
        if mark.words
    ]
    spots = [(round(mark.label_y), mark.label_x) for mark in marks]
    assert len(marks) == 6
    assert all(
        abs(one[1] - other[1]) * NARROW / 100 > 15 or abs(one[0] - other[0]) >= 15
        for number, one in enumerate(spots)
        for other in spots[number + 1 :]
    )


@pytest.mark.parametrize(
    ("lowest", "highest", "unit", "steps"),
    [
        (15, 88, "percent", (0, 25, 50, 75, 100)),
        (4.1, 4.3, "score-of-5", (0, 1, 2, 3, 4, 5)),
        (13, 36, "minutes", (0, 10, 20, 30, 40)),
        (4_060_000, 5_210_000, "responses", (0, 2_000_000, 4_000_000, 6_000_000)),
        (-5, 12, "percent", (-5, 0, 5, 10, 15)),
        (0, 0, "count", (0, 0.25, 0.5, 0.75, 1)),
        (-3, -3, "count", (-3, -2, -1, 0)),
        (0.0004, 0.0007, "count", (0, 0.0002, 0.0004, 0.0006, 0.0008)),
    ],
)
def test_the_axis_has_round_steps_and_a_zero(
    lowest: float, highest: float, unit: str, steps: tuple[float, ...]
) -> None:
    assert scale(lowest, highest, unit) == steps


def test_the_words_tell_first_last_change_highest_lowest_and_whether_it_got_better() -> None:
    found = series(
        {"at": "2016", "value": "55"},
        {"at": "FY2021 Q4", "value": "80.4"},
        {"at": "2024-06-30", "value": "80.2"},
        goal={"value": "90", "text": "The goal was 90 percent."},
    )
    assert (
        sentence(found, "percent")
        == "Up 25.2 percentage points, from 55 percent in 2016 to 80.2 percent on 30 June 2024."
    )
    assert (
        description(found, "percent", "higher-is-better")
        == "3 figures. Highest: 80.4 percent in July to September 2021. Lowest: 55 percent in 2016."
        " Higher is better here, so this got better. The goal was 90 percent."
    )
    assert verdict(found, "lower-is-better") == "worse"
    assert verdict(found, "depends") == ""


def test_a_figure_that_is_not_plain_makes_the_change_no_plainer() -> None:
    found = series(
        {"at": "FY2017", "value": "13", "said": "over 13"},
        {"at": "FY2023", "value": "36", "said": "nearly 36"},
        unit="minutes",
    )
    assert (
        sentence(found, "minutes")
        == "Up about 23 minutes, from over 13 minutes in fiscal year 2017 to nearly 36 minutes in"
        " fiscal year 2023."
    )


@pytest.mark.parametrize(
    ("unit", "label", "first", "last", "words"),
    [
        ("dollars", "dollars", "1000000", "3500000", "Up $2.5 million"),
        ("count", "in number", "5", "2", "Down 3"),
        ("score-of-5", "points out of 5", "4.17", "4.33", "Up 0.16 points"),
        ("percent", "percent", "5", "4", "Down 1 percentage point"),
        ("minutes", "minutes", "4", "4", "No change"),
    ],
)
def test_a_change_is_told_in_its_unit(
    unit: str, label: str, first: str, last: str, words: str
) -> None:
    assert (
        change_words(
            series({"at": "2020", "value": first}, {"at": "2021", "value": last}, unit=unit), label
        )
        == words
    )


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2020-01-01", "2020-04-01", "3 months apart"),
        ("2020", "2021", "1 year apart"),
        ("FY2017", "FY2023", "6 years apart"),
        ("2020-01-01", "2020-01-03", ""),
    ],
)
def test_a_gap_is_told_in_years_or_months(first: str, last: str, words: str) -> None:
    assert gap_words(series({"at": first, "value": "1"}, {"at": last, "value": "2"})) == words


def test_the_table_holds_what_the_chart_shows(site: SmallSite) -> None:
    result = with_series(site, GOOD).check()
    page = content(result, "measures/sample-measure/")
    rows = [
        [cell.text_content() for cell in row.xpath("./th|./td")]
        for row in page.xpath("//figure//tbody/tr")
    ]
    assert rows == [
        ["2019", "10", ""],
        ["January to March 2021", "about 30", ""],
        ["30 June 2022", "20", "A short week"],
    ]
    assert [
        text.text_content()
        for text in page.xpath("//figure//*[contains(@class, 'chart-value')]//span")
    ] == ["10", "about 30", "20"]


def test_every_picture_has_a_name_and_a_description_that_are_there(shipped: Result) -> None:
    for address in ("charts/", "measures/trust-in-agency/"):
        page = content(shipped, address)
        pictures = page.xpath("//*[@role='img']")
        assert pictures
        for picture in pictures:
            for name in (picture.get("aria-labelledby"), *picture.get("aria-describedby").split()):
                assert page.xpath(f"//*[@id='{name}']")[0].text_content().strip()


def test_the_page_of_all_charts_holds_every_series(shipped: Result) -> None:
    assert shipped.library is not None
    wanted = [
        f"{drawn.measure.id}--{drawn.series.key}"
        for measure in shipped.library.collection("measures")
        for drawn in charts_of(measure, shipped.library)
    ]
    assert len(wanted) >= 7
    assert content(shipped, "charts/").xpath("//figure//h3/@id") == wanted


def test_the_csv_is_read_back_as_it_was_written(site: SmallSite) -> None:
    measure, _ = measure_of(
        with_series(site, GOOD.replace("A short week", 'A short, \\"quiet\\" week')).check()
    )
    data = csv_bytes(measure, {"log": "The sample log"})
    rows = list(csv.DictReader(io.StringIO(data.decode(), newline="")))
    assert [(row["at"], row["from"], row["to"], row["value"], row["note"]) for row in rows] == [
        ("2019", "2019-01-01", "2019-12-31", "10", ""),
        ("FY2021 Q2", "2021-01-01", "2021-03-31", "30", ""),
        ("2022-06-30", "2022-06-30", "2022-06-30", "20", 'A short, "quiet" week'),
    ]
    assert data.count(b"\r\n") == data.count(b"\n") == 4


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_no_words_in_the_csv_are_taken_for_a_formula(start: str, site: SmallSite) -> None:
    measure, _ = measure_of(
        with_series(
            site,
            GOOD.replace("A short week", f"{start}cmd|' /C calc'!A0").replace(
                "value: 20", "value: -20"
            ),
        ).check()
    )
    row = list(csv.DictReader(io.StringIO(csv_bytes(measure, {}).decode(), newline="")))[-1]
    assert row["note"].startswith(f"'{start}cmd")
    assert row["value"] == "-20"


def test_markup_in_a_label_stays_words(site: SmallSite) -> None:
    result = with_series(
        site,
        GOOD.replace(
            "label: Samples sent by all offices", 'label: "Tom & Jerry < 3 \\" {{ 7*7 }}"'
        ).replace("said: about 30", 'said: "a & b < 3"'),
    ).check()
    page = content(result, "charts/")
    assert page.xpath("//figure//h3")[0].text_content() == 'Tom & Jerry < 3 " {{ 7*7 }}'
    assert page.xpath("//*[contains(@class, 'chart-value')]//span")[1].text_content() == "a & b < 3"


def test_no_figures_make_an_honest_page(site: SmallSite) -> None:
    assert (
        "No measure on this hub has figures over time yet."
        in content(site.check(), "charts/").text_content()
    )


def test_the_same_figures_make_the_same_bytes(site: SmallSite) -> None:
    def made() -> list[bytes]:
        result = with_series(site, GOOD).check()
        assert result.site is not None
        pages = [
            page.content.encode()
            for page in result.site.pages
            if page.address in ("charts/", "measures/sample-measure/")
        ]
        return pages + [
            file.data
            for file in result.site.files
            if file.address in ("data/charts.json", "data/measures/sample-measure.csv")
        ]

    first = made()
    assert len(first) == 4
    assert made() == first
