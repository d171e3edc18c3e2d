"""The hub without a line of script: a reader gets from the home page to everything."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from browser.pages import PAGES
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]
PLAIN = {"java_script_enabled": False}
_LINKS = "() => [...document.querySelectorAll('main a[href]')].filter((a) => a.checkVisibility()).map((a) => a.href)"


def test_a_reader_gets_from_the_home_page_to_the_last_chapter(open_page: OpenPage) -> None:
    page = open_page("home", **PLAIN)

    def follow(selector: str, ends: str) -> None:
        page.locator(selector).first.click()
        page.wait_for_url(f"**{ends}")
        assert page.locator("h1").count() == 1
        assert page.locator("h1").is_visible()
        assert len(page.locator("main").inner_text()) > 300
        assert page.locator("nav.menu a").first.is_visible()

    follow("nav.menu a[href$='practices/']", "/practices/")
    page.locator(".facets-box:not([open]) > summary").evaluate_all("(all) => all.forEach((summary) => summary.click())")
    follow(".facets-box a[href*='by/pillar/']", "/practices/by/pillar/*/")
    for practice in page.locator(".cards h3 a").evaluate_all("(all) => all.map((a) => a.href)"):
        page.goto(practice)
        if page.locator("main a[href*='case-studies/']").count():
            break
    follow("main a[href*='case-studies/']", "/case-studies/*/**")
    follow("nav.menu a[href$='playbooks/cx/']", "/playbooks/cx/")
    follow("main a[href]:has-text('Start')" if page.locator("main a[href]:has-text('Start')").count() else ".chapters a[href]", "/playbooks/cx/*/")
    while page.locator("a[rel=next]").count():
        page.locator("a[rel=next]").click()
    assert page.locator("a[rel=prev]").is_visible()


def test_searching_leads_to_a_page_that_lists_everything(open_page: OpenPage, site_folder) -> None:
    page = open_page("home", **PLAIN)
    page.get_by_role("searchbox").fill("journey")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=journey")
    listed = set(page.evaluate(_LINKS))
    entries = {f"{collection}/{path.parent.name}/" for collection in ("practices", "case-studies", "guides", "terms") for path in site_folder.glob(f"{collection}/*/index.html")}

    root = page.url.split("search/")[0]
    assert sorted(entries - {address.removeprefix(root) for address in listed}) == []


@pytest.mark.parametrize("name", ["home", "practice", "chapter", "404"])
def test_the_menu_opens_on_a_phone(name: str, open_page: OpenPage) -> None:
    page = open_page(name, width=320, **PLAIN)
    links = page.locator("nav.menu a")
    assert not links.first.is_visible()
    page.locator(".menu-toggle > summary").press("Enter")

    assert all(link.is_visible() for link in links.all())


@pytest.mark.parametrize("name", PAGES)
def test_no_link_waits_for_a_script(name: str, open_page: OpenPage) -> None:
    page = open_page(name, **PLAIN)
    waiting = page.evaluate("() => [...document.querySelectorAll('main a[href]')].filter((a) => !a.checkVisibility() && !a.closest('details:not([open])')).map((a) => a.href)")

    assert waiting == []
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize("name", ["home", "practices-index", "case-study", "chapter"])
def test_a_script_adds_no_link(name: str, open_page: OpenPage) -> None:
    assert set(open_page(name).evaluate(_LINKS)) - set(open_page(name, **PLAIN).evaluate(_LINKS)) == set()


@pytest.mark.parametrize("name", ["practices-index", "facet", "practice"])
def test_nothing_is_offered_that_would_not_work(name: str, open_page: OpenPage) -> None:
    page = open_page(name, **PLAIN)

    assert [box.inner_text() for box in page.locator(".theme-toggle, form.filter").all() if box.is_visible()] == []


def test_the_theme_follows_the_system(open_page: OpenPage) -> None:
    grounds = {scheme: open_page("practice", scheme=scheme, **PLAIN).evaluate("() => getComputedStyle(document.documentElement).backgroundColor") for scheme in ("light", "dark")}
    light, dark = (sum(map(int, ground.removeprefix("rgb(").removesuffix(")").split(","))) for ground in grounds.values())

    assert light > 600
    assert dark < 150


def test_tables_scroll_in_their_box_and_not_with_the_page(open_page: OpenPage) -> None:
    for name in ("matrix", "evidence", "chapter", "practice", "guide"):
        page = open_page(name, width=320, **PLAIN)
        assert page.evaluate("() => document.documentElement.scrollWidth") == 320, name
