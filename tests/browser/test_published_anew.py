"""A site that is published anew while browsers hold the old one: no page meets a style or script of
another version."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser.host import headers_for, served
from playwright.sync_api import Browser, Page

from smallsite import SmallSite, command, finish

pytestmark = pytest.mark.browser

COLOR = "() => getComputedStyle(document.querySelector('.site-footer .footer-name')).color"
GREEN = "rgb(1, 99, 2)"


def build(site: SmallSite) -> None:
    code, output = finish(command(site, "build"))
    assert code == 0, output


def change(site: SmallSite, name: str, old: str, new: str) -> None:
    path = site.root / "overrides" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def search(page: Page, text: str) -> str:
    """What a script that other scripts load says of itself after a search from the header."""
    page.keyboard.press("/")
    page.keyboard.type(text)
    page.wait_for_function(
        "() => window.hubBox && window.hubSearch &&"
        " document.querySelector('#search_options').children.length"
    )
    return page.evaluate("() => window.hubVersion || ''")


def test_a_browser_takes_the_new_style_and_scripts_though_it_may_keep_the_old_for_a_year(
    published: SmallSite, chromium: Browser
) -> None:
    build(published)
    assert ("Cache-Control", "public, max-age=31536000, immutable") in headers_for(
        published.root / "site", "/assets/hub.css"
    )
    context = chromium.new_context()
    page = context.new_page()
    with served(published.root / "site") as base:
        page.goto(base)
        assert page.evaluate(COLOR) != GREEN
        assert search(page, "journey") == ""
        change(
            published,
            "assets/hub.css",
            "/* Text */",
            "/* Text */ .site-footer .footer-name { color: rgb(1, 99, 2) }",
        )
        change(published, "assets/search-box.js", "(()=>{", 'window.hubVersion="new";(()=>{')
        build(published)

        page.goto(f"{base}practices/")

        assert page.evaluate(COLOR) == GREEN
        assert search(page, "journey") == "new"
    context.close()


def test_a_page_that_was_open_meanwhile_still_finds(
    published: SmallSite, chromium: Browser
) -> None:
    build(published)
    page = chromium.new_page()
    with served(published.root / "site") as base:
        page.goto(base)
        change(published, "assets/search-box.js", "(()=>{", 'window.hubVersion="new";(()=>{')
        build(published)

        assert search(page, "journey") == "new", "the file has kept its name"
    page.close()


def test_every_style_script_and_font_comes_with_its_hash(
    open_page: object, base: str, chromium: Browser, site_folder: Path
) -> None:
    page = chromium.new_page()
    asked: list[str] = []
    page.on(
        "request",
        lambda request: (
            asked.append(request.url.removeprefix(base))
            if request.url.startswith(f"{base}assets/")
            else None
        ),
    )
    for address in (
        "",
        "search/?q=journey",
        "practices/map-the-journey/",
        "es/search/?q=carta",
        "playbooks/cx/print/",
        "404.html",
    ):
        page.goto(base + address)
        page.keyboard.press("Tab")
        page.wait_for_load_state("networkidle")
    page.close()

    assert {url.partition("?")[0].rpartition("/")[2] for url in asked} >= {
        "hub.css",
        "hub.js",
        "hub-sans.woff2",
        "hero.svg",
        "search.js",
        "search-es.js",
        "kept.js",
        "checklist.js",
        "book.css",
    }
    assert [url for url in asked if "?v=" not in url] == []
