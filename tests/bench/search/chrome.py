"""Chromium for the bench: a page with one engine in it, in a profile that has nothing in its
cache."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from server import Host, served
from tools import chromium

TIMEOUT = 600_000  # ms; the largest index of all takes minutes over the slow network


@contextmanager
def browser_and_host(folder: Path) -> Iterator[tuple[Browser, Host]]:
    """A browser, and a host for a folder."""
    # Without the sandbox because CI runs as root. The last flag lets memory be measured now instead
    # of at the next clean-up.
    flags = [
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--enable-blink-features=ForceEagerMeasureMemory",
    ]
    with sync_playwright() as playwright, served(folder) as host:
        browser = playwright.chromium.launch(executable_path=chromium(), args=flags)
        yield browser, host
        browser.close()


@contextmanager
def cold_page(browser: Browser, host: Host, engine: str) -> Iterator[Page]:
    """A page of a new profile that has one engine in it, not loaded yet."""
    context = browser.new_context()
    context.set_default_timeout(TIMEOUT)
    try:
        page = context.new_page()
        page.goto(f"{host.address}bench/bench.html?engine={engine}", wait_until="load")
        yield page
    finally:
        context.close()
