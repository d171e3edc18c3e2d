"""axe-core finds nothing in the states that a page takes on: results shown, filters used; and
forced colours and calm hold on every kind of page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from browser import axe
from browser.pages import FEW_FIRST, PAGES, first
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]
Shot = Callable[[Page, str], None]
FIELD = ".site-search input[type=search]"


# What lies under the open list was looked at in test_axe.py, and the colours of the list in
# test_search_box.py: they are the same on each page.
@pytest.mark.parametrize("name", FEW_FIRST)
def test_axe_finds_nothing_while_results_are_shown(
    name: str, open_page: OpenPage, axe_source: str, shot: Shot
) -> None:
    found = []
    for scheme, width in (("light", 1280), ("dark", 320)):
        page = open_page(name, scheme=scheme, width=width)
        _show_results(page)
        shot(page, f"{name}-{scheme}-{width}-results")
        found += axe.complaints(
            [page],
            source=axe_source,
            state=f"{width}, results shown",
            contrast=False,
            within=".site-header",
        )

    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "name",
    first(
        ("practices-index", "search"),
        (
            name
            for name in PAGES
            if name.endswith("-index") or name in ("facet", "figures", "search")
        ),
    ),
)
def test_axe_finds_nothing_while_filters_are_used(
    name: str, open_page: OpenPage, axe_source: str, shot: Shot
) -> None:
    pages = [open_page(name, scheme=scheme, width=320) for scheme in ("light", "dark")]
    used = [_use_filters(page) for page in pages]
    if not all(used):
        pytest.skip(f"{name} has no filters.")
    found = []
    for width in (1280, 320):
        for page, scheme in zip(pages, ("light", "dark"), strict=True):
            page.set_viewport_size({"width": width, "height": 800})
            shot(page, f"{name}-{scheme}-{width}-filtered")
        found += axe.complaints(
            pages, source=axe_source, state=f"{width}, filtered", contrast=width == 1280
        )

    assert not found, f"{pages[0].url}\n" + "\n".join(found)


@pytest.mark.parametrize("name", FEW_FIRST)
def test_forced_colours_show_every_ring_and_nothing_moves_for_who_asked_for_calm(
    name: str, open_page: OpenPage, shot: Shot
) -> None:
    page = open_page(name, forced_colors="active", reduced_motion="reduce")
    page.evaluate(
        "() => document.querySelectorAll('details').forEach((box) => { box.open = true })"
    )
    shot(page, f"{name}-forced-calm")

    assert page.evaluate(_RINGS) == []
    assert page.evaluate(_MOVING) == []


def test_the_looks_at_rings_and_motion_can_fail(open_page: OpenPage) -> None:
    page = open_page("404", forced_colors="active", reduced_motion="reduce")
    page.evaluate(
        """() => { const sheet = new CSSStyleSheet(); document.adoptedStyleSheets.push(sheet);
      sheet.replaceSync("a:focus-visible { outline: 0 !important } main { transition: opacity 1s !important }") }"""
    )

    assert page.evaluate(_RINGS)
    assert page.evaluate(_MOVING)


# One control of each sort is enough: what makes them alike is their element, their class, and what
# they stand in.
_RINGS = """() => {
  const light = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).map((v) => v / 255).map((v) => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const sorts = new Map();
  for (const e of document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")) {
    if (e.tabIndex < 0 || e.disabled || !e.checkVisibility({ visibilityProperty: true })) continue;
    const sort = [e.localName, e.className, e.parentElement.className, (e.closest("[class]") || e).className].join("|");
    if (!sorts.has(sort)) sorts.set(sort, e);
  }
  const found = [];
  for (const e of sorts.values()) {
    e.focus({ focusVisible: true });
    const style = getComputedStyle(e), width = style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth);
    let around = e.parentElement;
    while (around.parentElement && (getComputedStyle(around).backgroundColor.match(/[\\d.]+/g)[3] ?? 1) < 1) around = around.parentElement;
    const pair = [light(style.outlineColor), light(getComputedStyle(around).backgroundColor)].sort((a, b) => b - a);
    const contrast = (pair[0] + .05) / (pair[1] + .05);
    if (document.activeElement !== e || width < 2 || contrast < 3) found.push(`${e.outerHTML.slice(0, 120)}: a ring of ${width} px, contrast ${contrast.toFixed(2)}`);
  }
  return found;
}"""

_MOVING = """() => [...document.querySelectorAll("*")].flatMap((e) => ["", "::before", "::after"].map((part) => [e, getComputedStyle(e, part)]))
  .filter(([, style]) => [style.transitionDuration, style.animationDuration].some((all) => all.split(",").some((time) => parseFloat(time) > .01)) || style.scrollBehavior === "smooth")
  .map(([e]) => e.outerHTML.slice(0, 100)).slice(0, 10)"""


def _show_results(page: Page) -> None:
    # where the field is folded away on a narrow screen
    if not page.locator(FIELD).first.is_visible():
        page.locator("header summary").first.click()
    field = page.locator(FIELD).first
    field.fill("")
    field.press_sequentially(
        {"en": "journ", "es": "pers"}[page.locator("html").get_attribute("lang") or ""]
    )
    page.locator(".search-drop [role=option]").nth(2).wait_for()


def _use_filters(page: Page) -> bool:
    """Narrow the page down by a word or a box, and tell if it could be."""
    page.evaluate(
        "() => document.querySelectorAll('details').forEach((box) => { box.open = true })"
    )
    form = page.locator("form.filter:visible, .search-form:visible")
    if not form.count():
        return False
    word = form.first.locator("input[type=search], input[type=text]")
    if word.count():
        word.first.fill("journey" if page.locator(".search-page").count() else "e")
    boxes = form.first.locator("input[type=checkbox]:visible")
    if boxes.count():
        boxes.first.check()
    page.wait_for_timeout(400)  # the filter waits for a pause in the typing
    return True
