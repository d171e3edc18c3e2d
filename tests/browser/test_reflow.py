"""The page follows the reader's screen, spacing, colours and calm."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from browser import reflow
from browser.pages import EVERYDAY_FIRST
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]


# 320 px is also what is left of a screen of 1280 px at 400 %.
@pytest.mark.parametrize("name", EVERYDAY_FIRST)
def test_nothing_scrolls_sideways_at_320_px(
    name: str, open_page: OpenPage, shot: Callable[[Page, str], None]
) -> None:
    page = open_page(name, width=320)
    page.evaluate(
        "() => document.querySelectorAll('details').forEach((box) => { box.open = true })"
    )
    as_it_is = reflow.misfits(page)
    reflow.space_out(page)
    shot(page, f"{name}-spaced")

    assert as_it_is == []
    assert reflow.misfits(page) == []


@pytest.mark.parametrize("name", ["home", "practices-index", "practice", "matrix", "chapter"])
def test_wider_spacing_cuts_nothing_off_on_a_wide_screen(name: str, open_page: OpenPage) -> None:
    page = open_page(name)
    reflow.space_out(page)

    assert reflow.misfits(page) == []


_LOOK = """(e) => { const s = getComputedStyle(e); return [s.color, s.backgroundColor, s.textDecorationLine, s.fontWeight,
  ...["Top", "Right", "Bottom", "Left"].map((side) => `${s[`border${side}Style`]} ${s[`border${side}Width`]} ${s[`border${side}Color`]}`)].join("; ") }"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize(
    ("name", "current", "other"),
    [
        (
            "practice",
            "nav.menu > ul > li > a[aria-current]",
            "nav.menu > ul > li > a:not([aria-current])",
        ),
        ("life-experience", ".rail a[aria-current]", ".rail .section-menu a:not([aria-current])"),
        ("facet", ".facets-box .chip[aria-current]", ".facets-box a.chip:not([aria-current])"),
    ],
)
def test_forced_colours_still_tell_where_one_is(
    name: str,
    current: str,
    other: str,
    width: int,
    scheme: str,
    open_page: OpenPage,
    shot: Callable[[Page, str], None],
) -> None:
    page = open_page(name, width=width, scheme=scheme, forced_colors="active")
    page.evaluate(
        "() => document.querySelectorAll('details').forEach((box) => { box.open = true })"
    )
    shot(page, f"{name}-{scheme}-{width}-forced")

    looks = page.locator(other).evaluate_all(f"(all) => all.map({_LOOK})")
    assert looks
    assert page.locator(current).first.evaluate(_LOOK) not in looks


@pytest.mark.parametrize(
    "name",
    ["home", "practices-index", "practice", "case-study", "matrix", "chapter", "search", "404"],
)
def test_nothing_moves_for_who_asked_for_calm(name: str, open_page: OpenPage) -> None:
    page = open_page(name, reduced_motion="reduce")
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].flatMap((e) => ["", "::before", "::after"].map((part) => [e, getComputedStyle(e, part)]))
      .filter(([e, style]) => [style.transitionDuration, style.animationDuration].some((all) => all.split(",").some((time) => parseFloat(time) > .01)) || style.scrollBehavior === "smooth")
      .map(([e]) => e.outerHTML.slice(0, 100)).slice(0, 10)"""
    )

    assert moving == []


@pytest.mark.parametrize(
    ("name", "words"),
    [("practice", None), ("teach", "What"), ("course", "What"), ("case-study", "After")],
)
def test_a_table_that_does_not_fit_is_a_card_for_each_row_and_stays_a_table(
    name: str, words: str | None, open_page: OpenPage
) -> None:
    page = open_page(name, width=320)
    cards = page.locator("table.is-cards")
    if words is None and not cards.count():
        pytest.skip("This practice has no wide table.")
    assert cards.count()
    box = cards.first.locator("xpath=..")
    assert box.evaluate("(e) => e.scrollWidth <= e.clientWidth + 1 && !e.hasAttribute('tabindex')")
    cell = cards.first.locator("tbody td[data-label]:not(:first-child)").first
    assert cell.evaluate("(e) => getComputedStyle(e, '::before').content").startswith(
        f'"{cell.get_attribute("data-label")}'
    )
    heads, rows = cards.first.locator("thead th").count(), cards.first.locator("tbody tr").count()
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    roles = [node["role"]["value"] for node in tree if not node["ignored"]]
    assert roles.count("columnheader") >= heads
    assert roles.count("row") >= rows + 1
    page.set_viewport_size({"width": 1280, "height": 800})
    page.wait_for_function("() => !document.querySelector('table.is-cards:not(.tool-table)')")


@pytest.mark.parametrize("name", ["matrix", "figures"])
def test_a_grid_and_a_long_list_stay_as_they_are(name: str, open_page: OpenPage) -> None:
    assert open_page(name, width=320).locator("table.is-cards").count() == 0
