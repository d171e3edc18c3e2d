"""Whoever uses no mouse gets everywhere, sees where they are, and gets out again."""

from __future__ import annotations

from collections.abc import Callable
from itertools import takewhile

import pytest
from browser import keys
from browser.pages import EVERYDAY_FIRST
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]
# the skip link slides in; where it is asked for, without the slide
STILL = {"reduced_motion": "reduce"}
MOST = 150  # stops; a longer page is walked at its beginning and at its end
MENU = ".menu-toggle > summary"


def test_the_first_tab_stop_skips_to_the_content(open_page: OpenPage) -> None:
    page = open_page("practice", **STILL)
    page.keyboard.press("Tab")
    first = keys.focused(page)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    second = keys.focused(page)

    assert first is not None
    assert first.is_skip_link
    assert not first.complaints()
    assert second is not None
    assert second.in_main


# Counted from the top, the skip link too: for whoever does not take it. Of a page with very many
# links, the middle is passed over.
@pytest.mark.parametrize("name", EVERYDAY_FIRST)
def test_the_tab_key_leads_through_the_whole_page_and_out(name: str, open_page: OpenPage) -> None:
    page = open_page(name, **STILL)
    expected = keys.controls(page)
    first = keys.walk(page, most=MOST)
    passed_over = keys.skip(page, to_the_last=MOST // 3) if len(first) == MOST else 0
    stops = [*first, *(keys.walk(page, after=first) if len(first) == MOST else [])]
    before = [stop.label for stop in takewhile(lambda stop: not stop.in_article, stops)]

    assert "\n".join(complaint for stop in stops for complaint in stop.complaints()) == ""
    assert keys.out_of_order(first) == []
    assert len({stop.path for stop in stops}) == len(stops), "The focus went round in a circle."
    assert sum(stop.is_control for stop in stops) + passed_over == expected
    assert len(before) < 12, f"{len(before)} stops stand before the article: {before}"


@pytest.mark.parametrize(
    ("name", "width", "scheme"),
    [
        (name, 320, scheme)
        for name in ("home", "practice", "matrix", "404")
        for scheme in ("light", "dark")
    ]
    + [("practice", 1280, "dark")],
)
def test_every_control_is_reached_once_and_seen_on_a_phone_and_in_the_dark(
    name: str, width: int, scheme: str, open_page: OpenPage
) -> None:
    page = open_page(name, width=width, scheme=scheme, **STILL)
    expected = keys.controls(page)
    stops = keys.walk(page)

    assert [complaint for stop in stops for complaint in stop.complaints()] == []
    assert len({stop.path for stop in stops}) == len(stops), "The focus went round in a circle."
    assert sum(stop.is_control for stop in stops) == expected


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_menu_opens_by_keyboard_on_a_phone(key: str, open_page: OpenPage) -> None:
    page = open_page("practice", width=320, **STILL)
    links = page.locator("nav.menu :is(a, summary)")
    assert not links.first.is_visible()

    _tab_to(page, MENU)
    page.keyboard.press(key)
    shown = [link.inner_text() for link in links.all() if link.is_visible()]
    texts = []
    for _ in shown:
        page.keyboard.press("Tab")
        stop = keys.focused(page)
        assert stop is not None
        assert not stop.complaints()
        texts.append(
            page.evaluate(
                "() => document.activeElement.closest('nav.menu') &&"
                " document.activeElement.innerText"
            )
        )

    assert len(shown) > 5
    assert texts == shown


def test_a_closed_menu_takes_no_focus(open_page: OpenPage) -> None:
    page = open_page("practice", width=320, **STILL)
    _tab_to(page, MENU)
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert not page.evaluate("() => !!document.activeElement.closest('nav.menu')")


def test_a_menu_link_opens_its_page_by_keyboard(open_page: OpenPage) -> None:
    page = open_page("home", width=320, **STILL)
    _tab_to(page, MENU)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    first = page.evaluate("() => document.activeElement.href")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert page.url == first
    assert page.locator("nav.menu [aria-current]").count()


def test_the_theme_button_works_by_keyboard_and_says_so(open_page: OpenPage) -> None:
    page = open_page("home")
    _tab_to(page, ".theme-toggle")
    pressed = []
    for key in ("Enter", "Space"):
        page.keyboard.press(key)
        pressed.append(
            (
                page.locator(".theme-toggle").get_attribute("aria-pressed"),
                page.evaluate("() => getComputedStyle(document.documentElement).colorScheme"),
            )
        )

    assert pressed == [("true", "dark"), ("false", "light")]


def test_a_filter_works_by_keyboard_and_tells_how_many_are_left(open_page: OpenPage) -> None:
    page = open_page("practices-index")
    _tab_to(page, "form.filter input")
    page.keyboard.type("zzzz")
    page.wait_for_function(
        "() => document.querySelector('.filter-count').textContent.startsWith('0 ')"
    )

    assert page.locator(".filter-count").get_attribute("role") == "status"
    assert page.locator(".cards > li:visible").count() == 0


def test_the_table_of_figures_narrows_by_all_its_words(open_page: OpenPage) -> None:
    page = open_page("figures")
    page.get_by_label("Type to narrow the list").fill("trust veterans")
    page.wait_for_function(
        "() => !/^(\\d+) of \\1 /.test(document.querySelector('.filter-count').textContent)"
    )
    rows = page.locator("table.figures tbody tr:visible").all_inner_texts()
    assert 0 < len(rows) < 100
    assert all("trust" in row.lower() and "veterans" in row.lower() for row in rows)


def test_a_scrolling_table_scrolls_by_keyboard(open_page: OpenPage) -> None:
    page = open_page("matrix", width=320, **STILL)
    _tab_to(page, ".table-scroll")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.table-scroll').scrollLeft > 0")


def _tab_to(page: Page, selector: str, *, most: int = 200) -> None:
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{selector} is not reached by Tab.")
