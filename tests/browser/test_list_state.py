"""A list that was narrowed, or lengthened, is found again by whoever comes back to it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]
FIELD = "form.filter input[type=search]"
SHOWN = "main [data-text]:not([hidden])"
NO_BFCACHE = "addEventListener('unload', () => 0)"  # a page with such a listener is not kept whole


def narrow(page: Page, words: str) -> int:
    """Type into the list's field, and return how many lines are left."""
    everything = page.locator("main [data-text]").count()
    page.locator(FIELD).fill(words)
    page.wait_for_function(
        "(words) => new URLSearchParams(location.search).get('q') === words", arg=words
    )
    left = page.locator(SHOWN).count()
    assert 0 < left < everything
    return left


@pytest.mark.parametrize(
    ("address", "words"),
    [("practices/", "survey"), ("terms/", "trust"), ("figures/", "2025"), ("resources/", "survey")],
)
@pytest.mark.parametrize("script", ["", NO_BFCACHE], ids=["kept whole", "made anew"])
def test_back_leads_to_the_list_as_it_was(
    address: str, words: str, script: str, open_page: OpenPage, base: str
) -> None:
    page = open_page(base + address, before=lambda page: page.add_init_script(script))
    left = narrow(page, words)
    page.goto(base + "about/")
    page.go_back()

    expect(page.locator(SHOWN)).to_have_count(left)
    assert page.locator(FIELD).input_value() == words
    page.go_forward()
    page.go_back()
    expect(page.locator(SHOWN)).to_have_count(left)


def test_the_address_of_a_list_can_be_passed_on_and_keeps_what_else_is_in_it(
    open_page: OpenPage, base: str
) -> None:
    page = open_page(base + "practices/?from=mail#content")
    before = page.evaluate("() => history.length")
    left = narrow(page, "survey")
    assert page.url == base + "practices/?from=mail&q=survey#content"
    assert page.evaluate("() => history.length") == before, "letters are no steps back"
    other = open_page(page.url)
    expect(other.locator(SHOWN)).to_have_count(left)
    page.locator(FIELD).fill("")
    page.wait_for_url(base + "practices/?from=mail#content")
    expect(page.locator("main [data-text][hidden]")).to_have_count(0)


def test_a_step_back_within_the_page_brings_the_words_that_were_there(
    open_page: OpenPage, base: str
) -> None:
    page = open_page(base + "practices/")
    left = narrow(page, "survey")
    page.evaluate("() => { location.hash = 'content' }")
    narrow(page, "trust")
    page.go_back()
    expect(page.locator(FIELD)).to_have_value("survey")
    expect(page.locator(SHOWN)).to_have_count(left)


def test_back_leads_to_as_many_results_as_were_shown(open_page: OpenPage, base: str) -> None:
    page = open_page(
        f"{base}search/?q=survey", before=lambda page: page.add_init_script(NO_BFCACHE)
    )
    results = page.locator(".results h3 a")
    expect(results).to_have_count(10)
    page.get_by_role("button", name="More results").click()
    expect(results).to_have_count(20)
    page.goto(base + "about/")
    page.go_back()

    expect(results).to_have_count(20)
    page.locator("#search-words").fill("veterans")
    expect(page.locator("#search-heading")).to_have_text(re.compile("veterans"))
    expect(results).to_have_count(10)
