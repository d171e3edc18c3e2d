"""Each drawing of the catalogue of hostile files, in Chromium: what the check lets through asks for
nothing and is drawn at once.

The refused ones are loaded as well, so that the proof can fail: some of them do reach for another
host, and some never end.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser.host import served
from playwright.sync_api import Error

from bad.play import CASES
from hub.problems import Report
from hub.reading.drawings.rules import drawing_is_safe

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]
# milliseconds that Chromium has for a drawing that is let through; it needs less than a tenth of it
BOUND = 10_000
SIZE: ViewportSize = {"width": 400, "height": 300}
PATIENCE = 2_500  # for one that is refused


def _drawings() -> dict[str, str]:
    """Every drawing of the catalogues in tests/bad, by the case it is of; and those that are
    shipped."""
    held = {
        f"{case['id']}-{number}": file["text"]
        for case in CASES
        for number, file in enumerate(case["given"].get("files", ()))
        if file.get("path", "").endswith(".svg") and isinstance(file.get("text"), str)
    }
    return held | {
        path.name: path.read_text(encoding="utf-8")
        for path in sorted((ROOT / "overrides/assets").glob("*.svg"))
    }


@cache
def is_let_through(text: str) -> bool:
    return drawing_is_safe("content/images/a.svg", text.encode(), Report())


SAFE = [name for name, text in _drawings().items() if is_let_through(text)]
REFUSED = [name for name, text in _drawings().items() if not is_let_through(text)]


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("drawings")
    (folder / "_headers").write_text("", encoding="utf-8")  # no policy: the drawing alone must hold
    shutil.copy(ROOT / "tests/bad/site/content/images/ok.png", folder)
    for name, text in _drawings().items():
        (folder / f"{name}.svg").write_text(text, encoding="utf-8")
        (folder / f"{name}.html").write_text(
            f'<!doctype html><title>x</title><img src="{name}.svg" alt="x" width="400">',
            encoding="utf-8",
        )
    with served(folder) as address:
        yield address


def asked(page: Page, address: str, *, bound: int) -> tuple[list[str], bool]:
    """What a page asks for, and whether it was drawn within the bound."""
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.route(
        lambda url: not url.startswith(address.rpartition("/")[0]), lambda route: route.abort()
    )
    try:
        page.goto(address, timeout=bound, wait_until="load")
        page.mouse.move(5, 5)  # a cursor is fetched when it is shown
        page.screenshot(timeout=bound)
    except Error:
        return requests, False
    page.unroute_all(behavior="ignoreErrors")
    return requests, True


@pytest.mark.parametrize("name", SAFE)
def test_a_drawing_that_is_let_through_asks_for_nothing_and_is_drawn(
    name: str, host: str, chromium: Browser
) -> None:
    context = chromium.new_context(viewport=SIZE)
    for address in (f"{name}.svg", f"{name}.html"):
        requests, is_drawn = asked(context.new_page(), host + address, bound=BOUND)
        assert is_drawn
        assert set(requests) <= {host + address, f"{host}{name}.svg", f"{host}favicon.ico"}
    context.close()


def test_some_of_those_that_are_refused_reach_out_or_never_end(
    host: str, chromium: Browser
) -> None:
    """In a browser of its own, since a drawing that never ends takes its process with it."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    start = partial(
        chromium.browser_type.launch,
        executable_path=program,
        args=["--no-sandbox", "--disable-dev-shm-usage"],
    )
    reached, endless = set(), set()
    browser = start()
    page = browser.new_page(viewport=SIZE)
    for name in REFUSED:
        requests, is_drawn = asked(page, f"{host}{name}.svg", bound=PATIENCE)
        if any(not url.startswith(host) for url in requests):
            reached.add(name)
        if not is_drawn:
            endless.add(name)
            browser.close()
            browser = start()
            page = browser.new_page(viewport=SIZE)
    browser.close()
    assert {"HS01-0", "HS02-0", "HS03-0", "HS05-0", "HS07-0", "HS09-0", "HS11-0"} <= reached
    assert {"HS17-0"} <= endless
