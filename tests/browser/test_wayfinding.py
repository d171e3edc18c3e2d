"""Finding the way in a browser: from the first question to a first step by key and without script;
words explained under the pointer and by key."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from browser import axe, keys, reflow
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]
PLAIN = {"java_script_enabled": False}
_CONTRAST = """(e) => {
  const { color, backgroundColor } = getComputedStyle(e);
  const light = (words) => words.match(/[\\d.]+/g).slice(0, 3).map((v) => v / 255).map((v) => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const [text, ground] = [light(color), light(backgroundColor)];
  return (Math.max(text, ground) + .05) / (Math.min(text, ground) + .05);
}"""
WITH_TERMS = "practices/map-the-journey/"


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until a link with these words has the focus."""
    link = page.locator("main").get_by_role("link", name=wanted, exact=True)
    for _ in range(40):
        if link.evaluate("(e) => e === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"No Tab reaches {wanted!r} on {page.url}")


def test_someone_new_gets_from_the_first_question_to_a_first_step_by_key(
    open_page: OpenPage,
) -> None:
    page = open_page("start", width=320)
    for answer, ends in (
        ("I am new to customer experience", "/start/what-you-have/"),
        ("Myself, and a little time", "/start/on-your-own/"),
    ):
        tab_to(page, answer)
        # a link has the focus
        assert not keys.focused(page).complaints()  # type: ignore[union-attr]
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{ends}")
    tab_to(page, "Your first 90 days in a customer experience role")
    page.keyboard.press("Enter")
    page.wait_for_url("**/guides/your-first-90-days/")


def test_every_way_through_the_questions_ends_without_a_script(open_page: OpenPage) -> None:
    page = open_page("start", **PLAIN)
    waiting, seen = [page.url], set()
    while waiting:
        page.goto(waiting.pop())
        answers = (
            page.locator(".answers a").evaluate_all("(all) => all.map((a) => a.href)")
            if page.locator(".answers").count()
            else []
        )
        assert answers or page.locator(".first-steps > li h3 a[href]").count() == 3, page.url
        waiting += [answer for answer in answers if answer not in seen]
        seen |= set(answers)
    assert len(seen) > 15


def test_an_answer_can_be_changed(open_page: OpenPage) -> None:
    page = open_page("start", **PLAIN)
    first = page.url
    page.get_by_role("link", name="A service does not work well for people").click()
    page.get_by_role("link", name="Forms and letters are too hard").click()
    page.get_by_role("link", name="Change the answer to: Where does it hurt most?").click()
    page.wait_for_url("**/start/where-it-hurts/")
    page.get_by_role("link", name="Back to the question before").click()
    page.wait_for_url(first)


def test_the_answers_of_a_phone_are_large_and_the_first_one_is_on_the_first_screen(
    open_page: OpenPage,
) -> None:
    boxes = [
        answer.bounding_box()
        for answer in open_page("start", width=320).locator(".answers a").all()
    ]
    assert all(box["height"] >= 44 and box["width"] > 250 for box in boxes)
    assert boxes[0]["y"] + boxes[0]["height"] < 800


# Words explained


@pytest.fixture
def open_term(open_page: OpenPage, base: str) -> Iterator[Callable[..., tuple[Page, Locator]]]:
    """A page with terms, and the first of them in sight."""

    def open_it(**settings: object) -> tuple[Page, Locator]:
        page = open_page(base + WITH_TERMS, **settings)
        term = page.locator("a.term").first
        page.evaluate("() => document.documentElement.style.scrollBehavior = 'auto'")
        term.evaluate("(e) => e.scrollIntoView({ block: 'center' })")
        return page, term

    yield open_it


OpenTerm = Callable[..., tuple[Page, Locator]]


def tip(page: Page) -> Locator:
    return page.locator(".term-tip")


def focus_by_key(page: Page, term: Locator) -> None:
    term.evaluate(
        "(e) => { const before = [...document.querySelectorAll('a[href], button')].filter((a) =>"
        " a.compareDocumentPosition(e) & 4 && a.checkVisibility()).pop(); before.focus() }"
    )
    page.keyboard.press("Tab")
    assert term.evaluate("(e) => e === document.activeElement")


def test_the_pointer_shows_the_definition_and_may_move_onto_it(open_term: OpenTerm) -> None:
    page, term = open_term()
    term.hover()
    expect(tip(page)).to_have_text(
        page.locator(f"#{term.get_attribute('aria-describedby')}").text_content() or ""
    )
    tip(page).hover()
    page.wait_for_timeout(600)
    expect(tip(page)).to_be_visible()
    page.mouse.move(2, 2)
    expect(tip(page)).to_have_count(0)


def test_the_key_shows_the_definition_for_as_long_as_the_focus_stays(open_term: OpenTerm) -> None:
    page, term = open_term()
    focus_by_key(page, term)
    expect(tip(page)).to_be_visible()
    page.mouse.move(5, 5)
    page.mouse.move(9, 9)
    page.wait_for_timeout(600)
    expect(tip(page)).to_be_visible()
    page.keyboard.press("Tab")
    expect(tip(page)).to_have_count(0)


@pytest.mark.parametrize("by_key", [True, False], ids=["by key", "by pointer"])
def test_escape_closes_the_definition_and_moves_nothing(by_key: bool, open_term: OpenTerm) -> None:
    page, term = open_term()
    if by_key:
        focus_by_key(page, term)
    else:
        term.hover()
    expect(tip(page)).to_be_visible()
    at = page.evaluate("() => [scrollY, document.activeElement.href || '']")
    page.keyboard.press("Escape")
    expect(tip(page)).to_have_count(0)
    assert page.evaluate("() => [scrollY, document.activeElement.href || '']") == at


def test_a_screen_reader_is_told_once_and_with_or_without_script(open_term: OpenTerm) -> None:
    for settings in ({}, PLAIN):
        page, term = open_term(**settings)
        expect(term).to_have_accessible_description(
            (page.locator(".term-tips p").first.text_content() or "").strip()
        )
    page, term = open_term()
    term.hover()
    expect(tip(page)).to_have_attribute("aria-hidden", "true")


def test_a_click_follows_the_link_to_the_glossary(open_term: OpenTerm) -> None:
    for settings in ({}, PLAIN):
        page, term = open_term(**settings)
        term.click()
        page.wait_for_url("**/terms/*/")


def test_a_tap_follows_the_link_at_once(open_term: OpenTerm) -> None:
    page, term = open_term(width=320, has_touch=True, is_mobile=True)
    term.tap()
    page.wait_for_url("**/terms/*/")


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_with_a_definition_open(
    width: int, open_term: OpenTerm, axe_source: str, shot: Callable[[Page, str], None]
) -> None:
    found = []
    for scheme in ("light", "dark"):
        page, term = open_term(scheme=scheme, width=width)
        focus_by_key(page, term)
        expect(tip(page)).to_be_visible()
        shot(page, f"term-{scheme}-{width}")
        found += axe.complaints([page], source=axe_source, state=f"{width}", contrast=False)
        assert tip(page).evaluate(_CONTRAST) >= 7
    assert not found, "\n".join(found)


def test_every_definition_fits_on_a_narrow_screen(open_term: OpenTerm) -> None:
    page, _ = open_term(width=320)
    for term in page.locator("a.term").all():
        term.evaluate("(e) => e.scrollIntoView({ block: 'center' })")
        term.hover()
        box = tip(page).bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
        assert page.evaluate("() => document.documentElement.scrollWidth") == 320
        page.keyboard.press("Escape")
    assert reflow.misfits(page) == []


def test_a_definition_at_the_foot_of_the_screen_opens_above_its_word(open_term: OpenTerm) -> None:
    page, term = open_term()
    term.evaluate("(e) => e.scrollIntoView({ block: 'end' })")
    term.hover()
    # both are shown
    assert tip(page).bounding_box()["y"] < term.bounding_box()["y"]  # type: ignore[index]


def test_forced_colours_keep_the_dots_and_the_border(open_term: OpenTerm) -> None:
    page, term = open_term(forced_colors="active")
    term.hover()
    assert term.evaluate("(e) => getComputedStyle(e).textDecorationLine") == "underline"
    assert (
        tip(page).evaluate(
            "(e) => getComputedStyle(e).borderTopStyle + getComputedStyle(e).borderTopWidth"
        )
        == "solid1px"
    )


def test_paper_shows_neither_dots_nor_definitions(open_term: OpenTerm) -> None:
    page, term = open_term()
    page.emulate_media(media="print")
    assert term.evaluate("(e) => getComputedStyle(e).textDecorationLine") == "none"


def test_the_next_step_stands_once_before_the_lists(open_page: OpenPage) -> None:
    page = open_page("practice", **PLAIN)
    step = page.locator(".next-step a")
    assert step.count() == 1
    assert step.is_visible()
    assert page.locator("#used-by").evaluate(
        "(e) => !!(e.compareDocumentPosition(document.querySelector('.next-step')) & 2)"
    )
    step.click()
    assert page.locator("h1").is_visible()
