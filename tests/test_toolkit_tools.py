"""Tools to take away: their parts are checked, their pages say version and day, their files open
where they are meant to open."""

from __future__ import annotations

import csv
import io
import re

import pytest
from lxml import etree
from lxml import html as lxml_html

from hub.build import Result
from hub.compose.drawing.csvtext import csv_bytes, safe_cell
from hub.compose.toolkit.mapsheet import map_sheet
from hub.compose.toolkit.papers import Block, markdown, plain_text
from hub.compose.toolkit.sums import in_words, number_in_unit, titles_of, worked_out
from hub.kinds.entries.tools import Lane, Phase, Product, Tool
from hub.pages import DataFile, Page
from smallsite import SmallSite

HEAD = """\
title: A tool
summary: What a reader gets from it.
status: published
owner: cx-team
added: 2024-05-01
changes:
  - { on: 2024-06-02, note: A column more. }
kind: KIND
version: "1.1"
minutes: 5
use: You want a list.
practices:
  - { id: sample, how: It is the list. }
"""
COLUMNS = "columns:\n  - { key: channel, title: Channel, explain: Its name }\n"
INPUTS = """\
inputs:
  - { key: people, title: People, explain: In a year, unit: people, example: [10, 20, 30] }
  - { key: minutes, title: Minutes saved, explain: Timed, unit: minutes, is_range: false, example: [6] }
"""
SUMS = """\
sums:
  - { key: hours, title: Hours, explain: Of the public, unit: hours, terms: [{ multiply: [people, minutes], divide_by: 60 }] }
  - { key: left, title: Left, explain: What remains, unit: hours, terms: [{ multiply: [hours] }, { multiply: [minutes], minus: true }] }
  - { key: weeks, title: Weeks, explain: Until then, unit: weeks, terms: [{ multiply: [people], times: 52, over: [left] }] }
"""
MAP = """\
phases:
  - { key: a, title: A }
example: sample-life
lanes:
  - { key: do, title: Do, explain: Steps, example: [One, Two] }
  - { key: own, title: Own, explain: Who }
"""


def tool(kind: str, parts: str) -> str:
    return HEAD.replace("KIND", kind) + parts


def put(site: SmallSite, kind: str, parts: str) -> SmallSite:
    return site.write("content/tools/a-tool.yml", tool(kind, parts))


def page(result: Result, address: str) -> Page:
    assert result.site is not None, [str(problem) for problem in result.report.problems]
    return next(page for page in result.site.pages if page.address == address)


def files(result: Result) -> list[DataFile]:
    assert result.site is not None
    return [file for file in result.site.files if re.match("tools/[^/]+/downloads/", file.address)]


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def words(found: Page) -> str:
    return " ".join(lxml_html.fromstring(f"<div>{found.content}</div>").text_content().split())


@pytest.mark.parametrize(("kind", "parts"), [("inventory", COLUMNS), ("calculator", INPUTS + SUMS)])
def test_a_tool_with_the_parts_of_its_kind_is_in_order(
    kind: str, parts: str, site: SmallSite
) -> None:
    assert put(site, kind, parts).problems() == []


@pytest.mark.parametrize(
    ("kind", "parts", "found"),
    [
        ("inventory", "", ["1:1 missing-field"]),
        ("calculator", INPUTS, ["1:1 missing-field"]),
        ("inventory", COLUMNS + INPUTS, ["16:1 unknown-field"]),
        ("spell", COLUMNS, ["8:7 bad-choice"]),
        (
            "inventory",
            COLUMNS.replace("title", "titel"),
            ["15:5 missing-field", "15:21 unknown-field"],
        ),
        (
            "calculator",
            INPUTS + SUMS.replace("[people, minutes]", "[poeple, minutes]"),
            ["18:91 broken-reference"],
        ),
        (
            "calculator",
            INPUTS + SUMS.replace("over: [left]", "over: [weeks]"),
            ["20:115 broken-reference"],
        ),
        (
            "calculator",
            INPUTS + SUMS.replace("key: hours", "key: people").replace("[hours]", "[people]"),
            ["18:12 duplicate-item"],
        ),
        (
            "calculator",
            INPUTS + SUMS.replace("divide_by: 60", "divide_by: 0"),
            ["18:120 bad-number"],
        ),
        (
            "calculator",
            INPUTS.replace("example: [6]", "example: [6, __import__]") + SUMS,
            ["16:104 bad-number"],
        ),
        (
            "calculator",
            INPUTS + SUMS.replace("multiply: [people, minutes]", "multiply: []"),
            ["18:80 too-few-items"],
        ),
        (
            "script",
            "sections:\n  - { key: hello, title: Hello, explain: Say it }\n",
            ["15:5 missing-field"],
        ),
        (
            "question-bank",
            (
                "scales:\n  - { key: thumbs, title: Thumbs, points: [Up, Down], reading: Count"
                " }\nmeasures:\n  - { id: sample-measure, scale: thumb }\n"
            ),
            ["17:34 broken-reference"],
        ),
        (
            "question-bank",
            (
                "scales:\n  - { key: thumbs, title: Thumbs, points: [Up, Down], reading: Count"
                " }\nmeasures:\n  - { id: sample-measure }\n"
            ),
            ["17:5 missing-field"],
        ),
        (
            "map",
            MAP + "  - { key: no, title: No, explain: What, shows: moods }\n",
            ["20:49 bad-choice"],
        ),
        ("map", MAP, ["18:43 too-many-items", "19:5 too-few-items"]),
    ],
)
def test_what_is_wrong_with_a_tool_is_told_with_its_place(
    kind: str, parts: str, found: list[str], site: SmallSite
) -> None:
    assert put(site, kind, parts).problems() == [
        f"content/tools/a-tool.yml:{line}" for line in found
    ]


def test_a_draft_of_a_tool_may_lack_its_parts(site: SmallSite) -> None:
    assert (
        site.write(
            "content/tools/a-tool.yml",
            tool("inventory", "").replace("status: published", "status: draft"),
        ).problems()
        == []
    )


def test_a_kind_that_only_the_vocabulary_knows_is_told(site: SmallSite) -> None:
    site.write("content/vocabulary/tool-kind.yml", "spell: { label: Spell }\n")
    assert put(site, "spell", COLUMNS).problems() == ["content/tools/a-tool.yml:8:7 bad-choice"]


def test_a_practice_and_its_tool_lead_to_each_other(site: SmallSite) -> None:
    result = put(site, "inventory", COLUMNS).check()
    practice = page(result, "practices/sample/")
    assert "Tools for this" in words(practice)
    assert practice.content.count('href="../../tools/a-tool/"') == 1
    assert 'href="../../practices/sample/"' in page(result, "tools/a-tool/").content
    assert "Tools for this" not in words(
        page(
            put(site, "inventory", COLUMNS.replace("practices:", "")).check(),
            "practices/service-blueprint/",
        )
    )


def test_page_and_file_say_the_version_and_the_day_of_the_last_change(site: SmallSite) -> None:
    result = put(
        site, "outline", "sections:\n  - { key: why, title: Why, explain: The reason }\n"
    ).check()
    assert "Version 1.1, 2 June 2024" in words(page(result, "tools/a-tool/"))
    assert all(b"A tool, version 1.1, 2 June 2024." in file.data for file in files(result))
    assert [file.address for file in files(result)] == [
        "tools/a-tool/downloads/a-tool.md",
        "tools/a-tool/downloads/a-tool.txt",
    ]


def test_markup_in_an_entry_stays_text(site: SmallSite) -> None:
    parts = "sections:\n  - { key: why, title: 'A & B', explain: 'a \"quote\" and 1 < 2' }\n"
    content = page(put(site, "outline", parts).check(), "tools/a-tool/").content
    assert "A &amp; B" in content
    assert "1 &lt; 2" in content


def test_the_shipped_tools_serve_practices_and_are_served_by_files(shipped: Result) -> None:
    assert shipped.library is not None
    tools = shipped.library.collection("tools")
    assert {entry.fields.kind for entry in tools} == set(shipped.library.vocabulary["tool-kind"])
    for entry in tools:
        found = page(shipped, entry.address)
        offered = set(lxml_html.fromstring(found.content).xpath("//a[@download]/@href"))
        assert offered == {
            file.address.removeprefix(entry.address)
            for file in files(shipped)
            if file.address.startswith(entry.address)
        }
        assert offered
        assert found.assets == ("tools.css", "tools.js", "terms.js")
        for link in entry.fields.practices:
            assert f'href="../../{entry.address}"' in page(shipped, f"practices/{link.id}/").content


def test_no_other_page_sends_the_scripts_of_tools(shipped: Result) -> None:
    assert shipped.site is not None
    assert shipped.library is not None
    assert {found.address for found in shipped.site.pages if "tools.js" in found.assets} == {
        entry.address for entry in shipped.library.collection("tools")
    }


def test_every_table_opens_as_csv_with_as_many_cells_in_each_row(shipped: Result) -> None:
    tables = [file for file in files(shipped) if file.address.endswith(".csv")]
    assert len(tables) == 5
    for file in tables:
        found = rows(file.data)
        assert len(found) >= 3
        assert {len(row) for row in found} == {len(found[0])}
        assert not [cell for row in found for cell in row if cell != safe_cell(cell)]


def test_every_file_is_made_of_the_same_bytes_twice(shipped: Result) -> None:
    for file in files(shipped):
        assert file.make() == file.make()


def test_the_blank_table_explains_its_columns_in_its_first_row(shipped: Result) -> None:
    (file,) = [file for file in files(shipped) if "inventory" in file.address]
    names, explained, made_up = rows(file.data)
    assert names[0] == "Channel"
    assert explained[0] == "EXPLAINED (delete this row): Name and where customers meet it"
    assert made_up[0].startswith("MADE UP (delete this row): ")


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "－1"]
)
def test_a_cell_that_a_spreadsheet_would_run_becomes_text(text: str) -> None:
    assert rows(csv_bytes([["a", text]])) == [["a", f"'{text}"]]


@pytest.mark.parametrize(
    "text", ["plain", "a, b", 'say "so"', "two\nlines", "", "Zoë 日本", "1-2", "a=b"]
)
def test_any_other_cell_comes_back_as_it_was(text: str) -> None:
    assert rows(csv_bytes([[text, "end"]])) == [[text, "end"]]


def calculator(parts: str = INPUTS + SUMS) -> Tool:
    from hub.kinds.schema import read_fields
    from hub.problems import Report
    from hub.reading.yaml.text import read_yaml

    node = read_yaml(f"title: T\n{parts}", "x.yml", Report())
    assert node is not None
    units = {
        "unit": dict.fromkeys(
            ["people", "minutes", "hours", "weeks", "dollars", "months", "contacts", "applications"]
        )
    }
    # only the names matter here
    read = read_fields(node, Tool, Report(), called="tool", vocabulary=units)  # type: ignore[arg-type]
    assert read is not None
    return read


def test_a_sum_is_told_in_words() -> None:
    found = calculator()
    titles = titles_of(found)
    assert [in_words(item, titles) for item in found.sums] == [
        "People × Minutes saved ÷ 60",
        "Hours − Minutes saved",
        "People × 52 ÷ Left",
    ]


def test_a_sum_is_worked_out_step_by_step_in_each_case() -> None:
    low, _, high = (worked_out(calculator(), case) for case in range(3))
    assert [(step.numbers, step.answer) for step in low] == [
        ("10 × 6 ÷ 60", "1"),
        ("1 − 6", "-5"),
        ("10 × 52 ÷ -5", "has no answer"),
    ]
    assert [step.value for step in high] == [3.0, -3.0, None]


def test_what_divides_by_nothing_has_no_answer() -> None:
    parts = (
        INPUTS.replace("[10, 20, 30]", "[0]")
        + "sums:\n  - { key: a, title: A, explain: x, unit: hours, terms: [{ multiply: [minutes],"
        " over: [people] }] }\n"
    )
    assert [step.answer for step in worked_out(calculator(parts), 1)] == ["has no answer"]


def test_the_shipped_example_adds_up(shipped: Result) -> None:
    assert shipped.library is not None
    fields = shipped.library.entry_by_ref["tools/value-case-calculator"].fields
    assert [step.answer for step in worked_out(fields, 1)] == [
        "$30,000",
        "2,000",
        "500",
        "$25,000",
        "$55,000",
        "$50,000",
        "$20,000",
        "7.2",
    ]
    assert [step.answer for step in worked_out(fields, 0)][-2:] == ["-$13,500", "18.1"]


def test_the_shipped_calculator_takes_no_figure_from_anywhere(shipped: Result) -> None:
    found = lxml_html.fromstring(page(shipped, "tools/value-case-calculator/").content)
    assert found.xpath("//input[@data-input]")
    assert found.xpath("//input[@data-input]/@value") == []
    assert found.xpath("//input[@data-input]/@placeholder") == []


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (9600, "dollars", "$9,600"),
        (12.5, "dollars", "$12.50"),
        (-13500, "dollars", "-$13,500"),
        (1234.5, "hours", "1,235"),
        (7.25, "months", "7.3"),
        (0, "hours", "0"),
        (0.04, "hours", "0.0"),
    ],
)
def test_a_number_is_shown_as_people_write_it(value: float, unit: str, text: str) -> None:
    assert number_in_unit(value, unit) == text


def test_a_product_names_at_least_one_number() -> None:
    with pytest.raises(ValueError, match="multiply"):
        Product.model_validate({"multiply": ()})


def test_the_bank_groups_each_question_by_what_it_asks_about(shipped: Result) -> None:
    assert shipped.library is not None
    found = lxml_html.fromstring(page(shipped, "tools/survey-question-bank/").content)
    groups = {
        section.get("aria-labelledby"): section.xpath("string()")
        for section in found.xpath("//section[@class='tool-group']")
    }
    assert list(groups) == [
        f"driver-{word}" for word in ("lead", *shipped.library.vocabulary["driver"])
    ]
    for entry in shipped.library.collection("measures"):
        ask = (entry.fields.question or "").partition(" (")[0]
        asked = set(entry.fields.drivers)
        wanted = {"lead"} if asked == set(shipped.library.vocabulary["driver"]) else asked
        assert {
            name.removeprefix("driver-") for name, text in groups.items() if ask and ask in text
        } == (wanted if ask else set())


def test_every_question_has_answers_a_reading_and_a_word_on_whose_words_they_are(
    shipped: Result,
) -> None:
    (file,) = [file for file in files(shipped) if "question-bank" in file.address]
    names, *questions = rows(file.data)
    needed = [
        names.index(name) for name in ("Question", "Answers to offer", "How to read it", "Wording")
    ]
    assert len(questions) >= 20
    assert [row for row in questions if not all(row[place] for place in needed)] == []
    assert all("own words" in row[names.index("Wording")] for row in questions)


def test_the_bank_says_that_it_is_no_legal_advice_and_that_nothing_was_checked(
    shipped: Result,
) -> None:
    text = words(page(shipped, "tools/survey-question-bank/"))
    assert "not legal advice" in text
    assert "We did not check whether the rules behind them still stand" in text
    assert "Paperwork Reduction Act" in text


def test_the_filled_map_shows_the_life_experience_it_leads_to(shipped: Result) -> None:
    assert shipped.library is not None
    found = page(shipped, "tools/journey-map-template/")
    experience = shipped.library.entry_by_ref["life-experiences/losing-a-job"]
    text = words(found)
    for stage in experience.fields.stages:
        assert f'href="../../life-experiences/losing-a-job/#{stage.key}"' in found.content
        assert all(need in text for need in stage.needs)


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_a_blank_map_is_a_drawing_that_fits_its_sheet(paper: str, shipped: Result) -> None:
    (file,) = [file for file in files(shipped) if file.address.endswith(f"-{paper}.svg")]
    root = etree.fromstring(file.data)
    width, height = (float(number) for number in root.get("viewBox", "").split()[2:])
    assert width > height
    for element in root.iter("{*}text", "{*}line"):
        for name in ("x", "x1", "x2"):
            assert 0 <= float(element.get(name, "0")) <= width
        for name in ("y", "y1", "y2"):
            assert 0 <= float(element.get(name, "0")) <= height
    shown_words = " ".join(root.xpath("//*[local-name()='text']/text()"))
    assert "version 1.0, 24 November 2026" in shown_words


def test_lanes_do_not_write_into_each_other() -> None:
    lanes = tuple(
        Lane(
            key=f"l{number}",
            title="A title that goes over two lines",
            explain="word " * 90,
            height=str(1 + number % 3),
        )
        for number in range(8)
    )
    sheet = map_sheet(
        Tool(title="Map", phases=(Phase(key="a", title="A"),), lanes=lanes), "letter", "foot"
    )
    borders = sorted(
        rule.y1
        for rule in sheet.rules
        if rule.y1 == rule.y2 and rule.x1 == sheet.frame[0] and not rule.faint
    )
    small = sorted(line.y for line in sheet.words if line.text.startswith("word"))
    assert small
    for border in borders:
        assert not [y for y in small if border < y < border + 14 or border - 2 < y <= border]


def test_a_script_adds_up_its_minutes(shipped: Result) -> None:
    assert shipped.library is not None
    fields = shipped.library.entry_by_ref["tools/interview-script"].fields
    total = sum(section.minutes for section in fields.sections)
    assert total == 60
    assert f"Together: {total} minutes." in words(page(shipped, "tools/interview-script/"))
    (file,) = [file for file in files(shipped) if file.address.endswith("interview-script.txt")]
    assert f"Together: {total} minutes." in file.data.decode("utf-8-sig")


def test_text_fits_a_page_and_keeps_addresses_whole() -> None:
    text = plain_text(
        (
            Block("title", "T"),
            Block(
                "text", "word " * 60 + "https://cx-hub.example/a-very-long/address-with-hyphens/"
            ),
            Block("say", "Hello there"),
            Block("room"),
        )
    )
    assert "https://cx-hub.example/a-very-long/address-with-hyphens/" in text.decode()
    assert max(len(line) for line in text.decode("utf-8-sig").splitlines()) <= 78
    assert '  "Hello there"' in text.decode()


def test_markdown_takes_no_word_for_a_sign_of_its_own() -> None:
    text = markdown(
        (
            Block("title", "A [b](c) *d* <e>"),
            Block("item", "one"),
            Block("item", "two"),
            Block("say", "x"),
            Block("say", "y"),
        )
    ).decode()
    assert text == "# A \\[b\\](c) \\*d\\* \\<e\\>\n\n- one\n- two\n\n> x\n>\n> y\n"
