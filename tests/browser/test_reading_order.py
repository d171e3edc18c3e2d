"""What a screen reader meets, in order: the landmarks and headings of each kind of page, and rules
for every page of the hub."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from browser import outline
from browser.pages import EVERYDAY_FIRST
from lxml import html as lxml_html
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]
SAYS_NOTHING = {
    "here",
    "click here",
    "more",
    "read more",
    "learn more",
    "link",
    "this",
    "this page",
    "go",
    "aquí",
    "más",
    "leer más",
}


# Editors' words are left out, so that a text can be changed without this test: it holds the frame
# that the text stands in.
@pytest.mark.parametrize("name", EVERYDAY_FIRST)
def test_landmarks_and_headings_stand_in_the_order_that_was_agreed(
    name: str, open_page: OpenPage, golden: Callable[[str, str], None]
) -> None:
    golden(f"reading-order/{name}.txt", outline.spoken(open_page(name)))


@pytest.mark.parametrize("name", EVERYDAY_FIRST)
def test_nothing_that_takes_the_focus_is_hidden_from_a_screen_reader(
    name: str, open_page: OpenPage
) -> None:
    page = open_page(name)
    page.evaluate(
        "() => document.querySelectorAll('details').forEach((box) => { box.open = true })"
    )
    hidden = page.evaluate(
        """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
      .filter((e) => e.tabIndex >= 0 && !e.disabled && e.checkVisibility({ visibilityProperty: true }) && e.closest("[aria-hidden=true]")).map((e) => e.outerHTML.slice(0, 160))"""
    )

    assert hidden == []


def test_the_rules_hold_on_every_page(site_folder: Path) -> None:
    found = []
    looked_at = 0
    for path in sorted(site_folder.rglob("*.html")):
        tree = lxml_html.parse(path).getroot()
        # a page that only leads on has no text to read
        if tree.find(".//main") is None or "reveal" in path.parts:
            continue
        looked_at += 1
        found += [f"{path.relative_to(site_folder)}: {line}" for line in broken_rules(tree)]

    assert looked_at > 100
    assert "\n".join(found[:40]) == ""


def broken_rules(tree: lxml_html.HtmlElement) -> Iterator[str]:
    """Each rule that a page does not keep."""
    for tag in ("main", "h1"):
        if (number := len(tree.findall(f".//{tag}"))) != 1:
            yield f"has {number} elements <{tag}>"
    headings = [
        element
        for element in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")
        if not _is_away(element)
    ]
    for before, after in pairwise(headings):
        if int(after.tag[1]) > int(before.tag[1]) + 1:
            yield f"goes from <{before.tag}> to <{after.tag}> at “{_words(after)}”"
    # the list of headings stands in the page twice, for wide and for narrow screens: one of them is
    # never displayed
    parts = [
        (element.tag, _name(element, tree))
        for element in tree.iter("nav", "aside")
        if not element.xpath("ancestor::*[@class='contents-small']")
    ]
    for (tag, name), number in Counter(parts).items():
        if not name:
            yield f"has {number} <{tag}> without a name"
        elif number > 1:
            yield f"has {number} <{tag}> called “{name}”"
    for element in tree.iter("img", "svg"):
        if _is_away(element) or (element.tag == "img" and element.get("alt") is not None):
            continue
        if (
            not _name(element, tree)
            and element.find("{*}title") is None
            and element.find("title") is None
        ):
            yield (
                "has a picture that is neither named nor hidden:"
                f" {lxml_html.tostring(element, encoding='unicode')[:120]}"
            )
    for link in tree.iter("a"):
        words = (
            link.get("aria-label")
            or _words(link)
            or " ".join(image.get("alt", "") for image in link.iter("img"))
        ).strip()
        if (
            link.get("href") is not None
            and not _is_away(link)
            and (not words or words.casefold().strip(".…» ") in SAYS_NOTHING)
        ):
            yield f"has a link that says only “{words}”, to {link.get('href')}"


def _words(element: lxml_html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _name(element: lxml_html.HtmlElement, tree: lxml_html.HtmlElement) -> str:
    by_id = [
        _words(named[0])
        for part in element.get("aria-labelledby", "").split()
        if (named := tree.xpath("//*[@id=$part]", part=part))
    ]
    return " ".join(by_id) or element.get("aria-label", "").strip()


def _is_away(element: lxml_html.HtmlElement) -> bool:
    return any(
        part.get("aria-hidden") == "true" or part.get("hidden") is not None
        for part in (element, *element.iterancestors())
    )


def test_on_this_page_marks_the_part_that_is_read(open_page: OpenPage) -> None:
    page = open_page("chapter")
    here = page.locator(".rail .contents [aria-current=location]")
    assert here.count() == 0
    for heading in page.locator(".part > h2[id]").all()[1:6:2]:
        identity = heading.get_attribute("id")
        heading.evaluate("(e) => e.scrollIntoView({ block: 'start', behavior: 'instant' })")
        expect(here).to_have_attribute("href", f"#{identity}")
    page.evaluate("() => scrollTo({ top: document.body.scrollHeight, behavior: 'instant' })")
    expect(here).to_be_in_viewport()
    page.evaluate("() => scrollTo({ top: 0, behavior: 'instant' })")
    expect(here).to_have_count(0)
