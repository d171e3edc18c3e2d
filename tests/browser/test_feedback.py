"""The link to feedback in a browser: it names the part that was read, works without a script, and
sends nothing by itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]
LINK = ".feedback-link"
SECOND = "main h2[id]:not(.visually-hidden) >> nth=1"
BODY = (
    "What is wrong or missing?\r\n\r\n\r\n\r\nPage: https://cx-hub.example/x/\r\nId:"
    " {id}\r\nSource: a.md"
)


def href(page: Page) -> str:
    return page.locator(LINK).evaluate("(link) => link.href")


def rest(page: Page, selector: str) -> str:
    """Scroll a heading to a quarter of the window, wait until the page has seen it, and give its
    id."""
    before = href(page)
    identity = page.locator(selector).evaluate(
        "(part) => { scrollTo(0, part.getBoundingClientRect().top + scrollY - innerHeight / 4);"
        " return part.id; }"
    )
    page.wait_for_function(
        "(before) => document.querySelector('.feedback-link').href !== before", arg=before
    )
    return identity


def with_prepared(way: str) -> Callable[[Page], None]:
    """Serve every page as a site does whose owner names a form for issues, or a mailbox."""

    def answer(route: Route) -> None:
        answered = route.fetch()
        text = answered.text()
        if 'class="feedback-link" href="' in text:
            before, after = text.split('class="feedback-link" href="', 1)
            identity = after.split('data-id="', 1)[1].split('"', 1)[0]
            body = quote(BODY.format(id=identity), safe="")
            made = {
                "issue": f"https://github.com/agency/hub/issues/new?title=x&amp;body={body}",
                "mail": f"mailto:cx@agency.gov?subject=x&amp;body={body}",
            }[way]
            text = f'{before}class="feedback-link" href="{made}"{after.split(chr(34), 1)[1]}'
        route.fulfill(response=answered, body=text)

    return lambda page: page.route("**/*/", answer)


def test_the_part_where_the_page_came_to_rest_is_named(open_page: OpenPage) -> None:
    page = open_page("practice")
    whole = href(page)
    identity = rest(page, SECOND)

    assert href(page) == f"{whole}&part={identity}"


def test_the_part_stays_named_when_one_goes_on_to_the_foot(open_page: OpenPage) -> None:
    page = open_page("practice")
    rest(page, SECOND)
    named = href(page)
    page.locator(LINK).scroll_into_view_if_needed()
    page.wait_for_timeout(500)

    assert href(page) == named


@pytest.mark.parametrize("way", ["issue", "mail"])
def test_a_prepared_message_gets_a_line_for_the_part(way: str, open_page: OpenPage) -> None:
    page = open_page("practice", before=with_prepared(way))
    identity = rest(page, SECOND)
    words = page.locator(f"#{identity}").inner_text()
    lines = parse_qs(urlsplit(href(page)).query)["body"][0].split("\r\n")

    assert lines[-3:] == [
        f"Id: {page.locator(LINK).get_attribute('data-id')}",
        f"Section: {words} (#{identity})",
        "Source: a.md",
    ]
    assert len(href(page)) <= 2000


def test_the_sign_that_was_used_is_the_part_that_is_meant(open_page: OpenPage) -> None:
    page = open_page("practice", permissions=["clipboard-write"])
    sign = page.locator("main h2[id] + .permalink").nth(2)
    identity = sign.evaluate("(sign) => sign.previousElementSibling.id")
    sign.click()

    assert href(page).endswith(f"&part={identity}")


def test_without_a_script_the_page_alone_is_named(open_page: OpenPage) -> None:
    page = open_page("practice", java_script_enabled=False)
    link = page.locator(LINK)
    identity = link.get_attribute("data-id")
    assert link.get_attribute("href") == f"../../feedback/?page={identity}"
    link.click()

    assert page.locator("h1").inner_text() == "Tell us what is wrong or missing"
    assert "Id: …" in page.locator(".feedback-text").input_value()
    assert not page.locator(".feedback-copy").is_visible()


def test_the_page_on_feedback_fills_in_what_it_is_about(open_page: OpenPage, base: str) -> None:
    page = open_page(
        f"{base}feedback/?page=practices.map-the-journey&part=how-to-do-it",
        permissions=["clipboard-read", "clipboard-write"],
    )
    text = page.locator(".feedback-text").input_value()
    assert (
        "\nPage: https://cx-hub.example/go/practices.map-the-journey/\nId:"
        " practices.map-the-journey\nSection: (#how-to-do-it)" in text
    )
    page.get_by_role("button", name="Copy the text").click()
    expect(page.locator(".feedback-copied")).to_have_text("Copied.")

    assert page.evaluate("() => navigator.clipboard.readText()") == text


@pytest.mark.parametrize(
    "asked", ["<b>x</b>", "a b", "../x", "%00", "a" * 300, "javascript:alert(1)"]
)
def test_an_address_that_names_no_page_fills_in_nothing(
    asked: str, open_page: OpenPage, base: str
) -> None:
    page = open_page(f"{base}feedback/?page={quote(asked, safe='')}&part={quote(asked, safe='')}")

    assert page.locator(".feedback-text").input_value().endswith("Id: …")


def test_a_spanish_page_leads_to_the_spanish_one(open_page: OpenPage) -> None:
    page = open_page("spanish")
    rest(page, SECOND)
    page.locator(LINK).click()
    page.wait_for_url("**/es/feedback/?page=es.*&part=*")

    assert page.locator("html").get_attribute("lang") == "es"
    assert "Página: https://cx-hub.example/go/es." in page.locator(".feedback-text").input_value()


def test_nothing_is_sent_before_the_reader_sends_it(open_page: OpenPage) -> None:
    asked: list[str] = []

    def watch(page: Page) -> None:
        with_prepared("issue")(page)
        page.on("request", lambda request: asked.append(f"{request.method} {request.url}"))

    page = open_page("practice", before=watch)
    rest(page, SECOND)
    asked.clear()
    page.locator(LINK).scroll_into_view_if_needed()
    page.locator(LINK).hover()
    page.locator(LINK).focus()
    page.wait_for_timeout(500)

    assert asked == []


def test_the_queue_is_no_part_of_the_site(site_folder: Path) -> None:
    assert not list(site_folder.rglob("queue*"))
