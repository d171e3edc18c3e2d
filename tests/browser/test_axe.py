"""axe-core finds nothing: WCAG 2.2 A and AA, and its best practices, in both schemes and at both
widths."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from browser import axe
from browser.pages import EVERYDAY_FIRST
from playwright.sync_api import Page

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", EVERYDAY_FIRST)
def test_axe_finds_nothing(
    name: str, open_page: Callable[..., Page], axe_source: str, shot: Callable[[Page, str], None]
) -> None:
    pages = {scheme: open_page(name, scheme=scheme, width=320) for scheme in ("light", "dark")}
    found = []
    for state, prepare in STATES.items():
        for scheme, page in pages.items():
            prepare(page)
            shot(page, f"{name}-{scheme}-{state}")
        # whatever is to be read at 320 px is to be read with every fold open too: its contrast is
        # looked at once
        found += axe.complaints(
            list(pages.values()), source=axe_source, state=state, contrast=state != "320"
        )

    assert not found, f"{pages['light'].url}\n" + "\n".join(found)


def _rest(page: Page) -> None:
    """The page as a phone shows it first."""


def _open(page: Page) -> None:
    page.locator(".menu-toggle > summary").click()
    page.locator("nav.menu").wait_for()
    page.evaluate(
        "() => document.querySelectorAll('details').forEach((box) => { box.open = true })"
    )
    page.evaluate("() => scrollTo(0, 0)")


def _wide(page: Page) -> None:
    # it lies upon the page
    page.evaluate(
        "() => document.querySelectorAll('.menu-more > details').forEach((box) => { box.open ="
        " false })"
    )
    page.set_viewport_size({"width": 1280, "height": 800})
    page.evaluate(
        "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )


STATES: dict[str, Callable[[Page], None]] = {"320": _rest, "320-open": _open, "1280": _wide}
