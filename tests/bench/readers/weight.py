"""How many bytes a page costs: by the links in its HTML for every page, and by the browser's own log of the network for some."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from lxml import html as lxml_html
from playwright.sync_api import Browser
from server import sent

ROOT = "http://site.example/"
_URL = re.compile(r"url\(\s*[\"']?([^\"')]+\.(?:woff2?|ttf|otf))", re.IGNORECASE)
PICTURES = {"Image"}  # what Chromium calls the kind of a request


@dataclass(frozen=True)
class Weight:
    """Bytes of a page without pictures: of the first view, and of the page as the next view of a reader who has what all pages share."""

    address: str
    first: int
    next: int


def by_links(site: Path) -> list[Weight]:
    """Every page of a site, the heaviest first. What every page of the menu's kind loads is what a reader has by the second view."""
    pages = {path.relative_to(site).as_posix().removesuffix("index.html"): _parts(path, site) for path in sorted(site.rglob("*.html"))}
    shared = pages[""][1]
    weights = [Weight(address, size + sum(map(_size, parts)), size + sum(map(_size, parts - shared))) for address, (size, parts) in pages.items()]
    return sorted(weights, key=lambda weight: (-weight.first, weight.address))


def _parts(path: Path, site: Path) -> tuple[int, frozenset[Path]]:
    """The bytes of the HTML, and the files that the browser fetches with it."""
    tree = lxml_html.parse(path).getroot()
    here = ROOT + path.relative_to(site).as_posix()
    links = [link.get("href") for link in tree.iter("link") if link.get("rel") in ("stylesheet", "preload", "modulepreload")]
    links += [script.get("src") for script in tree.iter("script") if script.get("src")]
    files = {site / urlsplit(urljoin(here, link)).path.lstrip("/") for link in links if urljoin(here, link).startswith(ROOT)}
    for sheet in [file for file in files if file.suffix == ".css" and file.is_file()]:
        files |= {(sheet.parent / font).resolve() for font in _URL.findall(sheet.read_text(encoding="utf-8"))}
    return len(sent(path)), frozenset(file for file in files if file.is_file())


def _size(path: Path) -> int:
    return len(sent(path))


def scripts_that_block(site: Path, addresses: Iterable[str]) -> list[str]:
    """Scripts in pages that the browser waits for before it shows anything: from a file, and not deferred."""
    found = []
    for address in addresses:
        path = site / address / "index.html" if not address or address.endswith("/") else site / address
        for script in lxml_html.parse(path).getroot().iter("script"):
            if script.get("src") and script.get("defer") is None and script.get("async") is None and script.get("type") != "module":
                found.append(f"{address or 'home'}: {script.get('src')}")
    return found


@dataclass(frozen=True)
class View:
    """What a view of a page fetched: bytes with the headers of answers, without pictures, and the number of requests."""

    bytes: int
    requests: int


def by_browser(browser: Browser, base: str, address: str, *, after: str) -> tuple[View, View]:
    """The first view of a page in a new profile, and the view of it by a reader who comes from another page."""
    return _view(browser, base, [address]), _view(browser, base, [after, address])


def _view(browser: Browser, base: str, addresses: list[str]) -> View:
    context = browser.new_context(viewport={"width": 412, "height": 823}, device_scale_factor=1.75)
    page = context.new_page()
    session = context.new_cdp_session(page)
    kinds: dict[str, str] = {}
    sizes: dict[str, int] = {}
    kept: set[str] = set()

    def answered(event: dict) -> None:
        kinds[event["requestId"]] = event["type"]
        if event["response"].get("fromDiskCache") or event["response"].get("fromPrefetchCache"):
            kept.add(event["requestId"])

    session.on("Network.responseReceived", answered)
    session.on("Network.requestServedFromCache", lambda event: kept.add(event["requestId"]))
    session.on("Network.loadingFinished", lambda event: sizes.__setitem__(event["requestId"], int(event["encodedDataLength"])))
    session.send("Network.enable")
    for address in addresses:
        for notes in (kinds, sizes, kept):
            notes.clear()
        page.goto(base + address, wait_until="networkidle")
    counted = {identity: size for identity, size in sizes.items() if identity not in kept and kinds.get(identity) not in PICTURES}
    context.close()
    return View(sum(counted.values()), len(counted))
