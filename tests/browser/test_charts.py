"""Charts and maps for everybody: axe, small screens, wider spacing, keys, forced colours, paper."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from browser import axe, reflow
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]
ADDRESSES = (
    "maps/",
    "charts/",
    "maps/practices/",
    "maps/learning-path/",
    "maps/agencies/",
    "measures/trust-in-agency/",
)
each_page = pytest.mark.parametrize("address", ADDRESSES)


@each_page
def test_axe_finds_nothing(address: str, open_page: OpenPage, base: str, axe_source: str) -> None:
    found = []
    for width in (320, 1280):
        pages = [
            open_page(base + address, scheme=scheme, width=width) for scheme in ("light", "dark")
        ]
        found += axe.complaints(pages, source=axe_source, state=str(width), contrast=True)

    assert not found, "\n".join(found)


@each_page
def test_nothing_scrolls_sideways_at_320_px(address: str, open_page: OpenPage, base: str) -> None:
    page = open_page(base + address, width=320)
    page.evaluate(
        "() => document.querySelectorAll('details').forEach((box) => { box.open = true })"
    )
    as_it_is = reflow.misfits(page)
    reflow.space_out(page)

    assert as_it_is == []
    assert reflow.misfits(page) == []


# Values are drawn at places that were worked out: what stands in a chart is looked at on the
# narrowest screen.
_OVERLAPS = """() => [...document.querySelectorAll(".chart-picture")].flatMap((picture) => {
  const room = picture.getBoundingClientRect();
  const texts = [...picture.querySelectorAll(".chart-word span")].map((text) => [text.textContent, text.getBoundingClientRect()]);
  const out = texts.filter(([, box]) => box.left < room.left - 1 || box.right > room.right + 1).map(([words]) => `${words} sticks out`);
  const values = [...picture.querySelectorAll(".chart-value span, .chart-year span, .chart-aim span, .chart-gap span")].map((text) => [text.textContent, text.getBoundingClientRect()]);
  const meet = values.flatMap(([words, a], number) => values.slice(number + 1)
    .filter(([, b]) => a.left < b.right && b.left < a.right && a.top + 3 < b.bottom && b.top + 3 < a.bottom).map(([other]) => `${words} meets ${other}`));
  return [...out, ...meet];
})"""


@pytest.mark.parametrize("width", [320, 1280])
def test_no_word_of_a_chart_covers_another_or_sticks_out(
    width: int, open_page: OpenPage, base: str
) -> None:
    page = open_page(base + "charts/", width=width)
    assert page.locator(".chart-picture").count() >= 7
    assert page.evaluate(_OVERLAPS) == []


@pytest.mark.parametrize("address", ["maps/learning-path/", "maps/agencies/"])
def test_words_of_a_map_stay_in_their_boxes(address: str, open_page: OpenPage, base: str) -> None:
    page = open_page(base + address)
    out = page.evaluate(
        """() => [...document.querySelectorAll(".map-scroll svg a")].filter((link) =>
      link.scrollHeight > link.clientHeight + 1 || link.scrollWidth > link.clientWidth + 1 || link.clientHeight < 24).map((link) => link.textContent)"""
    )
    assert out == []


def test_a_link_in_a_picture_shows_its_focus_and_its_lines(open_page: OpenPage, base: str) -> None:
    page = open_page(base + "maps/agencies/")
    star = page.locator(".sky-star.is-shared").first
    followed = star.locator(".is-followed").first
    assert not followed.is_visible()
    star.locator("a").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")

    assert page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert followed.evaluate("(e) => getComputedStyle(e).display") == "block"


def test_forced_colours_keep_columns_lines_and_words_apart_from_the_ground(
    open_page: OpenPage, base: str
) -> None:
    page = open_page(base + "charts/", forced_colors="active")
    ground, *looks = page.evaluate(
        """() => { const look = (selector) => getComputedStyle(document.querySelector(selector));
      return [look("html").backgroundColor, look(".chart-column").fill, look(".chart-line line").stroke, look(".chart-value span").color]; }"""
    )
    assert ground not in looks


@each_page
def test_the_page_tells_the_same_without_scripts(
    address: str, open_page: OpenPage, base: str
) -> None:
    with_scripts = (
        open_page(base + address)
        .locator("article")
        .evaluate("(e) => e.querySelectorAll('a[href], svg, table').length")
    )
    without = open_page(base + address, java_script_enabled=False)
    assert (
        without.locator("article a[href], article svg, article table").count()
        >= with_scripts - without.locator("article .permalink").count()
    )
    assert without.locator("h1").is_visible()
