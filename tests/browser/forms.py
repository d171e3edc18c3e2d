"""What the tests of forms share: storage that is blocked, full or spoiled, files that are saved,
and the look of axe in both schemes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from browser import axe
from playwright.sync_api import Page


def spoiled(key: str, text: str) -> str:
    """A script that leaves a text under a key before the page reads it, once."""
    return (
        f"if (!sessionStorage.spoiled) {{ sessionStorage.spoiled = 1; localStorage.setItem({key!r},"
        f" {text!r}); }}"
    )


def saved(page: Page, button: str) -> tuple[str, str]:
    """The name and the text of the file that a button makes."""
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes().decode()


def axe_in_both_widths(
    open_it: Callable[..., Page], prepare: Callable[[Page], None], source: str, state: str
) -> list[str]:
    """What axe says of a page in a state, at 320 and 1280 px, in the light and the dark scheme."""
    pages = [open_it(scheme=scheme, width=320) for scheme in ("light", "dark")]
    for page in pages:
        prepare(page)
    found = axe.complaints(pages, source=source, state=f"{state}, 320", contrast=False)
    for page in pages:
        page.set_viewport_size({"width": 1280, "height": 800})
    return found + axe.complaints(pages, source=source, state=f"{state}, 1280")
