"""One site, one host and one browser for the whole run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browser.host import served
from browser.pages import PAGES, address_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[2]
TOOLS = Path(__file__).parent / "node_modules"
HEIGHT = 800


def _lacking(what: str) -> None:
    """Skip with the reason; where CI is set, a tool that is missing is a failure, or nobody would
    notice."""
    words = f"The browser proof needs {what}: ./hub.sh test installs it."
    if os.environ.get("CI"):
        pytest.fail(words)
    pytest.skip(words)


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real hub, built once. HUB_SITE names a folder that is built already."""
    if ready := os.environ.get("HUB_SITE"):
        return Path(ready)
    folder = tmp_path_factory.mktemp("hub") / "site"
    build = [str(Path(sys.executable).with_name("hub")), "build", "--site-dir", str(folder)]
    done = subprocess.run(
        build,
        cwd=ROOT,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1795564800"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="session")
def base(site_folder: Path) -> Iterator[str]:
    """The address of the hub's home page."""
    with served(site_folder) as address:
        yield address


@pytest.fixture(scope="session")
def url_of(site_folder: Path, base: str) -> Callable[[str], str]:
    """The address of the page that stands for a kind of page."""
    addresses = {name: base + address_of(name, site=site_folder) for name in PAGES}
    return addresses.__getitem__


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        _lacking("Chromium")
    with sync_playwright() as playwright:
        # Without the sandbox because CI runs as root; a small /dev/shm in containers kills long
        # pages.
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def idle() -> dict[str, list[Page]]:
    """Pages that a test is done with, by the settings of their profile. A new profile costs more
    than most tests."""
    return {}


@pytest.fixture
def open_page(
    chromium: Browser, url_of: Callable[[str], str], idle: dict[str, list[Page]]
) -> Iterator[Callable[..., Page]]:
    """Open an address, or the page that stands for a kind, with nothing in its storage. What runs
    `before` gets a profile of its own."""
    in_use: list[tuple[str, Page]] = []

    def open_it(
        where: str,
        *,
        scheme: str = "light",
        width: int = 1280,
        before: Callable[[Page], None] | None = None,
        **settings: Any,
    ) -> Page:
        profile = "" if before else repr((scheme, sorted(settings.items())))
        page = idle[profile].pop() if idle.get(profile) else _new_page(chromium, scheme, settings)
        in_use.append((profile, page))
        if before:
            before(page)
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.goto(where if where.startswith("http") else url_of(where), wait_until="load")
        return page

    yield open_it
    for profile, page in in_use:
        if profile:
            page.unroute_all(behavior="ignoreErrors")
            page.emulate_media(media="null")
            page.evaluate("() => localStorage.clear()")
            page.context.clear_cookies()
            page.goto("about:blank")
            idle.setdefault(profile, []).append(page)
        else:
            page.context.close()


def _new_page(chromium: Browser, scheme: str, settings: dict[str, Any]) -> Page:
    context = chromium.new_context(color_scheme=scheme, **settings)
    context.set_default_timeout(10_000)
    return context.new_page()


@pytest.fixture(scope="session")
def axe_source() -> str:
    path = TOOLS / "axe-core/axe.min.js"
    if not path.is_file():
        _lacking("axe-core")
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def vnu() -> list[str]:
    """The command of the Nu HTML checker."""
    jar = TOOLS / "vnu-jar/build/dist/vnu.jar"
    java = shutil.which("java")
    if java is None or not jar.is_file():
        _lacking("Java and vnu-jar")
    return [str(java), "-Xss4m", "-jar", str(jar), "--errors-only"]


@pytest.fixture(scope="session")
def shot() -> Callable[[Page, str], None]:
    """Keep a picture of the page in the folder HUB_SHOTS, if it is set."""
    folder = os.environ.get("HUB_SHOTS")

    def keep(page: Page, name: str) -> None:
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)

    return keep
