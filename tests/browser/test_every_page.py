"""The long form, for a night: axe-core over every page of the hub, not one of each kind (pytest -m
slow tests/browser)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from browser import axe, reflow
from playwright.sync_api import Page

pytestmark = pytest.mark.slow


def test_axe_finds_nothing_on_any_page_of_the_hub(
    site_folder: Path, base: str, open_page: Callable[..., Page], axe_source: str
) -> None:
    found = []
    page = open_page(base, width=320)
    for path in sorted(site_folder.rglob("*.html")):
        page.goto(base + path.relative_to(site_folder).as_posix())
        found += [
            f"{page.url}: {line}"
            for line in [
                *reflow.misfits(page),
                *axe.complaints([page], source=axe_source, state="320"),
            ]
        ]

    assert not found, "\n".join(found)
