"""The hub asks nobody else, keeps nothing without being asked to, and holds to its own content
security policy."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from browser import privacy
from browser.pages import EVERYDAY_FIRST
from browser.storage import BLOCKED
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]


@pytest.fixture(scope="module")
def watched(chromium: Browser) -> Iterator[tuple[Page, privacy.Watch]]:
    """One profile for all pages: whatever any of them leaves behind stays to be found."""
    watch = privacy.Watch()
    context = chromium.new_context()
    page = context.new_page()
    watch.over(page)
    yield page, watch
    context.close()


@pytest.mark.parametrize("name", EVERYDAY_FIRST)
def test_a_page_asks_nobody_and_keeps_nothing(
    name: str, watched: tuple[Page, privacy.Watch], url_of: Callable[[str], str]
) -> None:
    page, watch = watched
    watch.forget()
    page.goto(url_of(name), wait_until="load")
    page.evaluate("() => new Promise((done) => requestIdleCallback(done))")

    assert watch.requests
    assert watch.complaints() == []
    assert privacy.kept(page) == []


def test_a_missing_page_brings_help_and_its_own_style(open_page: OpenPage, base: str) -> None:
    watch = privacy.Watch()
    missing = f"{base}practices/there-is-no-such-practice/"
    page = open_page(missing, before=watch.over)

    assert watch.complaints(missing=missing) == []
    assert page.locator("main").get_by_role("link").count() >= 5
    assert page.evaluate("() => document.styleSheets.length") == 1


@pytest.mark.parametrize("name", ["home", "practice", "404"])
def test_the_policy_stands_in_the_page_and_in_the_header(name: str, open_page: OpenPage) -> None:
    page = open_page(name)
    in_page = page.locator("meta[http-equiv='Content-Security-Policy']").get_attribute("content")
    in_header = page.request.get(page.url).headers["content-security-policy"]

    assert in_page is not None
    assert in_page in in_header
    for policy in (in_page, in_header):
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy


def test_only_the_choice_of_theme_is_kept_and_only_after_it_was_made(open_page: OpenPage) -> None:
    page = open_page("practice")
    page.locator(".theme-toggle").click()
    chosen = page.evaluate("() => JSON.stringify(localStorage)")
    page.reload()
    after_reload = page.evaluate("() => getComputedStyle(document.documentElement).colorScheme")
    page.locator(".theme-toggle").click()

    assert json.loads(chosen) == {"hub-theme": "dark"}
    assert after_reload == "dark"
    assert privacy.kept(page) == []


@pytest.mark.parametrize("name", ["home", "practices-index", "practice"])
def test_a_page_works_where_storage_is_blocked(name: str, open_page: OpenPage) -> None:
    watch = privacy.Watch()

    def before(page: Page) -> None:
        watch.over(page)
        page.add_init_script(BLOCKED)

    page = open_page(name, before=before)
    page.locator(".theme-toggle").click()

    assert page.evaluate("() => getComputedStyle(document.documentElement).colorScheme") == "dark"
    assert watch.complaints() == []
