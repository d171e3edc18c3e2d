"""Journey maps and the timeline's picture in a real browser: the text fits, and a narrow screen
gets a form of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import pytest
from browser import reflow
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]

# Every text of the map with its real extent, and the column that its middle is in.
_TEXTS = """() => {
  const map = document.querySelector(".journey-map");
  const columns = map.querySelectorAll(".heads polygon").length / map.querySelectorAll(".heads").length;
  const column = map.viewBox.baseVal.width / columns;
  return [...map.querySelectorAll("text")].map((text) => {
    const box = text.getBBox();
    const place = Math.floor((box.x + box.width / 2) / column);
    return { words: text.textContent, left: box.x - place * column, right: (place + 1) * column - box.x - box.width };
  });
}"""


def test_no_text_of_a_map_leaves_its_column(open_page: OpenPage) -> None:
    texts = open_page("life-experience").evaluate(_TEXTS)
    assert len(texts) > 40
    assert [text for text in texts if text["left"] < 0 or text["right"] < 0] == []


def test_more_room_between_letters_breaks_no_map_and_reaches_the_table(open_page: OpenPage) -> None:
    page = open_page("life-experience")
    reflow.space_out(page)
    texts = page.evaluate(_TEXTS)
    assert [text for text in texts if text["left"] < 0 or text["right"] < 0] == []
    assert (
        page.locator(".stages td").first.evaluate("(e) => getComputedStyle(e).letterSpacing")
        != "0px"
    )
    assert reflow.misfits(page) == []


@pytest.mark.parametrize(
    ("width", "is_wide"), [(1280, True), (1024, True), (1023, False), (320, False)]
)
def test_the_map_is_there_where_it_can_be_read_and_else_a_line_with_cards(
    width: int, is_wide: bool, open_page: OpenPage
) -> None:
    page = open_page("life-experience", width=width)
    expect(page.locator(".journey-map")).to_be_visible(visible=is_wide)
    expect(page.locator(".mood-small")).to_be_visible(visible=not is_wide)
    assert page.locator(".stages .stage").first.evaluate("(e) => getComputedStyle(e).display") == (
        "table-row" if is_wide else "block"
    )
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    inner = page.locator("main").bounding_box()
    cards = [card.bounding_box() for card in page.locator(".stages .stage").all()]
    assert all(
        card["x"] >= inner["x"] - 1 and card["x"] + card["width"] <= inner["x"] + inner["width"] + 1
        for card in cards
    )
    assert page.locator(".stages").evaluate(
        "(table) => [table, ...table.querySelectorAll('*')].every((e) => e.scrollWidth <="
        " Math.max(e.clientWidth, 1) + 1 || e.closest('thead'))"
    )
    if is_wide:
        assert (
            page.locator(".journey-map").bounding_box()["width"]
            <= page.locator("main").bounding_box()["width"] + 1
        )
        smallest = page.locator(".journey-map").evaluate("(e) => e.getScreenCTM().a") * 12
        assert smallest >= 9


@pytest.mark.parametrize("width", [1280, 320])
def test_the_table_stays_a_table_for_who_hears_it(width: int, open_page: OpenPage) -> None:
    page = open_page("life-experience", width=width)
    # what the browser itself says, cards or not
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    roles = Counter(node["role"]["value"] for node in tree if not node["ignored"])
    assert roles["rowheader"] == page.locator(".stages .stage").count()
    assert roles["columnheader"] >= 5
    assert "The map in words, stage by stage" in {
        node["name"]["value"]
        for node in tree
        if not node["ignored"] and node["role"]["value"] == "table"
    }
    assert (
        page.get_by_role("img", name="Journey map" if width == 1280 else "Mood line").count() == 1
    )


def test_a_link_to_a_stage_leads_to_its_row(open_page: OpenPage) -> None:
    page = open_page("life-experience", width=320)
    identity = page.locator(".stages .stage").last.get_attribute("id")
    page.goto(f"{page.url}#{identity}")
    expect(page.locator(f"#{identity}")).to_be_in_viewport()


@pytest.mark.parametrize("width", [1280, 320])
def test_a_year_leads_to_its_section_and_is_large_enough_to_hit(
    width: int, open_page: OpenPage
) -> None:
    page = open_page("timeline", width=width)
    boxes = [link.bounding_box() for link in page.locator(".years a").all()]
    assert all(box["width"] >= 24 and box["height"] >= 24 for box in boxes)
    link = page.locator(".years a").first
    year = link.locator(".year").inner_text()
    link.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"#year-{year}$"))
    expect(page.locator(f"#year-{year}")).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_keep_the_line_and_the_marks(
    scheme: str, open_page: OpenPage, shot: Callable[[Page, str], None]
) -> None:
    page = open_page("life-experience", scheme=scheme, forced_colors="active")
    shot(page, f"journey-{scheme}-forced")
    ground = page.evaluate("() => getComputedStyle(document.documentElement).backgroundColor")
    for selector, colour in (
        (".mood-line", "stroke"),
        (".ink text", "fill"),
        (".face", "stroke"),
        (".lane-title", "fill"),
    ):
        assert (
            page.locator(f".journey-map {selector}").first.evaluate(
                f"(e) => getComputedStyle(e).{colour}"
            )
            != ground
        ), selector
    page = open_page("timeline", scheme=scheme, forced_colors="active")
    assert page.locator(".mark").first.evaluate("(e) => getComputedStyle(e).color") != ground
