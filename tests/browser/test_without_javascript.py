"""The hub without a line of script: a reader gets from the home page to everything."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from browser.pages import EVERYDAY_FIRST
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]
START = "a[href$='start/']"
PRACTICE = "main a[href*='practices/']:not([href$='practices/'], [href*='/by/'])"
CASE_STUDY = "main a[href*='case-studies/']:not([href$='case-studies/'], [href*='/by/'])"
PLAIN = {"java_script_enabled": False}
_LINKS = (
    "() => [...document.querySelectorAll('main a[href]')].filter((a) =>"
    " a.checkVisibility()).map((a) => a.href)"
)


def test_a_reader_gets_by_links_from_the_home_page_to_practice_case_study_chapter_and_search(
    open_page: OpenPage,
) -> None:
    page = open_page("home", **PLAIN)

    def follow(selector: str, ends: str) -> None:
        _unfold(page)
        page.locator(selector).first.click()
        page.wait_for_url(f"**{ends}")
        assert page.locator("h1").count() == 1
        assert page.locator("h1").is_visible()
        assert len(page.locator("main").inner_text()) > 300

    def has(selector: str) -> bool:
        return page.locator(selector).count() > 0

    if has(START):
        follow(START, "start/")
        for _ in range(10):  # question after question, always the first answer, to the first steps
            if has(PRACTICE):
                break
            follow("main article a[href]:not(.breadcrumb a)", "/**")
        assert has(PRACTICE), "Ten answers lead to no practice."
    else:
        print("The hub has no page “Where do I start?”: the walk goes by the list of practices.")
        follow("a[href$='practices/']", "/practices/")
    follow(PRACTICE if has(PRACTICE) else ".cards h3 a", "/practices/*/")
    if not has(CASE_STUDY):  # not every practice was tried somewhere
        follow("nav a[href$='practices/']", "/practices/")
        for practice in page.locator(".cards h3 a").evaluate_all("(all) => all.map((a) => a.href)"):
            page.goto(practice)
            if has(CASE_STUDY):
                break
    follow(CASE_STUDY, "/case-studies/*/**")
    follow("a[href$='playbooks/cx/']", "/playbooks/cx/")
    follow(
        (
            "main a[href]:has-text('Start')"
            if has("main a[href]:has-text('Start')")
            else ".chapters a[href]"
        ),
        "/playbooks/cx/*/",
    )
    while has("a[rel=next]"):
        page.locator("a[rel=next]").click()
    assert page.locator("a[rel=prev]").is_visible()
    follow("a[href$='search/']", "/search/")


def _unfold(page: Page) -> None:
    """Open what a reader can open by hand."""
    page.locator("details:not([open]) > summary:visible").evaluate_all(
        "(all) => all.forEach((summary) => summary.click())"
    )


def test_searching_leads_to_a_page_that_lists_everything(open_page: OpenPage, site_folder) -> None:
    page = open_page("home", **PLAIN)
    page.get_by_role("searchbox").fill("journey")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=journey")
    listed = set(page.evaluate(_LINKS))
    entries = {
        f"{collection}/{path.parent.name}/"
        for collection in ("practices", "case-studies", "guides", "terms")
        for path in site_folder.glob(f"{collection}/*/index.html")
    }

    root = page.url.split("search/")[0]
    assert sorted(entries - {address.removeprefix(root) for address in listed}) == []


@pytest.mark.parametrize("name", ["home", "practice", "chapter", "404"])
def test_the_menu_opens_on_a_phone(name: str, open_page: OpenPage) -> None:
    page = open_page(name, width=320, **PLAIN)
    links = page.locator("nav.menu a")
    assert not links.first.is_visible()
    page.locator(".menu-toggle > summary").press("Enter")
    page.locator(".menu-more summary").press("Enter")

    assert all(link.is_visible() for link in links.all())


@pytest.mark.parametrize("name", EVERYDAY_FIRST)
def test_no_link_waits_for_a_script(name: str, open_page: OpenPage) -> None:
    page = open_page(name, **PLAIN)
    waiting = page.evaluate(
        "() => [...document.querySelectorAll('main a[href]')].filter((a) => !a.checkVisibility() &&"
        " !a.closest('details:not([open])')).map((a) => a.href)"
    )

    assert waiting == []
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize("name", ["home", "practices-index", "case-study", "chapter"])
def test_a_script_adds_no_link(name: str, open_page: OpenPage) -> None:
    assert (
        set(open_page(name).evaluate(_LINKS)) - set(open_page(name, **PLAIN).evaluate(_LINKS))
        == set()
    )


@pytest.mark.parametrize("name", ["practices-index", "facet", "practice"])
def test_nothing_is_offered_that_would_not_work(name: str, open_page: OpenPage) -> None:
    page = open_page(name, **PLAIN)

    assert [
        box.inner_text()
        for box in page.locator(".theme-toggle, form.filter").all()
        if box.is_visible()
    ] == []


def test_the_theme_follows_the_system(open_page: OpenPage) -> None:
    grounds = {
        scheme: (
            open_page("practice", scheme=scheme, **PLAIN).evaluate(
                "() => getComputedStyle(document.documentElement).backgroundColor"
            )
        )
        for scheme in ("light", "dark")
    }
    light, dark = (
        sum(map(int, ground.removeprefix("rgb(").removesuffix(")").split(",")))
        for ground in grounds.values()
    )

    assert light > 600
    assert dark < 150


def test_tables_scroll_in_their_box_and_not_with_the_page(open_page: OpenPage) -> None:
    for name in ("matrix", "evidence", "chapter", "practice", "guide"):
        page = open_page(name, width=320, **PLAIN)
        assert page.evaluate("() => document.documentElement.scrollWidth") == 320, name
