"""How many bytes a page costs, by the links in its HTML, and the scripts that a browser waits
for."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from lxml import html as lxml_html

FIRST, NEXT = 60_000, 25_000  # bytes: the most that the first and the next view of a page may cost
BOOK = "/print/"  # a whole playbook, course or chapter on one page, which is made for paper
# the rest is compressed already
COMPRESSED = {".html", ".js", ".mjs", ".css", ".json", ".svg", ".xml", ".txt"}
ROOT = "http://site.example/"
_URL = re.compile(r"url\(\s*[\"']?([^\"')]+\.(?:woff2?|ttf|otf))", re.IGNORECASE)


@dataclass(frozen=True)
class Weight:
    """Bytes of a page without pictures: of the first view, and of the page as the next view of a
    reader who has what all pages share."""

    address: str
    first: int
    next: int


@cache
def sent(path: Path) -> bytes:
    """A file as it goes over the line."""
    body = path.read_bytes()
    return gzip.compress(body, 9, mtime=0) if path.suffix in COMPRESSED else body


def by_links(site: Path) -> list[Weight]:
    """Every page of a site, the heaviest first. What every page of the menu's kind loads is what a
    reader has by the second view."""
    pages = {
        path.relative_to(site).as_posix().removesuffix("index.html"): _parts(path, site)
        for path in sorted(site.rglob("*.html"))
    }
    shared = pages[""][1]
    weights = [
        Weight(address, size + sum(map(_size, parts)), size + sum(map(_size, parts - shared)))
        for address, (size, parts) in pages.items()
    ]
    return sorted(weights, key=lambda weight: (-weight.first, weight.address))


def _parts(path: Path, site: Path) -> tuple[int, frozenset[Path]]:
    """The bytes of the HTML, and the files that the browser fetches with it."""
    tree = lxml_html.parse(path).getroot()
    here = ROOT + path.relative_to(site).as_posix()
    links = [
        link.get("href")
        for link in tree.iter("link")
        if link.get("rel") in ("stylesheet", "preload", "modulepreload")
    ]
    links += [script.get("src") for script in tree.iter("script") if script.get("src")]
    files = {
        site / urlsplit(urljoin(here, link)).path.lstrip("/")
        for link in links
        if urljoin(here, link).startswith(ROOT)
    }
    for sheet in [file for file in files if file.suffix == ".css" and file.is_file()]:
        files |= {
            (sheet.parent / font).resolve()
            for font in _URL.findall(sheet.read_text(encoding="utf-8"))
        }
    return len(sent(path)), frozenset(file for file in files if file.is_file())


def _size(path: Path) -> int:
    return len(sent(path))


def scripts_that_block(site: Path, addresses: Iterable[str]) -> list[str]:
    """Scripts in pages that the browser waits for before it shows anything: from a file, and not
    deferred."""
    found = []
    for address in addresses:
        path = (
            site / address / "index.html"
            if not address or address.endswith("/")
            else site / address
        )
        for script in lxml_html.parse(path).getroot().iter("script"):
            if (
                script.get("src")
                and script.get("defer") is None
                and script.get("async") is None
                and script.get("type") != "module"
            ):
                found.append(f"{address or 'home'}: {script.get('src')}")
    return found
