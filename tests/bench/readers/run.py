"""What a page costs a reader: bytes and Lighthouse, beside other site builders on the same text.

    .venv/bin/python tests/bench/readers/run.py [--site site] [--runs 3] [--write
    docs/reader-figures.md]

It needs Chromium, Node, the npm registry (exact versions in package-lock.json) and PyPI, for the
peers. Nothing here can fail a test: a number is for reading. Three runs take some fifteen minutes
on a machine that does nothing else.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bars import OURS
from browsing import browser_of
from peerpages import chosen, write_pages
from peers import Peer, build_all, versions
from report import NAMED, text_of
from server import served
from tools import (
    DEFAULT_WORK,
    HERE,
    KINDS,
    chromium,
    fresh,
    install_packages,
    program,
    run,
    say,
    version_of,
)
from weight import by_browser

# isort: split
from browser.pages import address_of  # below tests/, which tools.py puts on the path
from browser.weight import by_links, scripts_that_block

MANY = 200


def main() -> None:
    """Build, measure, print."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    arguments.add_argument(
        "--site", type=Path, help="a site that is built already (default: it is built anew)"
    )
    arguments.add_argument(
        "--runs", type=int, default=3, help="how often Lighthouse looks at each page (default: 3)"
    )
    arguments.add_argument("--write", type=Path, help="a file for the table")
    arguments.add_argument(
        "--work", type=Path, default=DEFAULT_WORK, help="a folder for all that the bench makes"
    )
    given = arguments.parse_args()
    work = given.work.absolute()
    work.mkdir(parents=True, exist_ok=True)
    say("packages")
    install_packages()
    site = given.site.absolute() if given.site else _built(work)
    address_by_kind = {kind: address_of(kind, site=site) for kind in KINDS}
    say("the peers")
    addresses = chosen(site, address_by_kind.values(), number=MANY)
    docs = fresh(work / "docs")
    sites = [
        Peer(OURS, site, is_folder=True),
        *build_all(docs, write_pages(site, addresses, docs), work),
    ]
    pages = by_links(site)
    found: dict[str, Any] = {
        "runs": given.runs,
        "many": len(addresses),
        "pages": [asdict(page) for page in pages],
        "blocking": scripts_that_block(site, (page.address for page in pages)),
    }
    with _all_served(sites) as base_by_name:
        say("weight")
        found["views"], found["confirmed"] = {}, {}
        with browser_of(chromium()) as browser:
            chromium_version = browser.version
            for peer in sites:
                address = {kind: peer.address(ours) for kind, ours in address_by_kind.items()}
                after = {kind: address["practice" if kind == "home" else "home"] for kind in KINDS}
                found["views"][peer.name] = {
                    kind: [
                        asdict(view)
                        for view in by_browser(
                            browser, base_by_name[peer.name], address[kind], after=after[kind]
                        )
                    ]
                    for kind in KINDS
                }
            for page in pages[:NAMED]:
                found["confirmed"][page.address] = [
                    asdict(view)
                    for view in by_browser(browser, base_by_name[OURS], page.address, after="")
                ]
        urls = {
            base_by_name[peer.name] + peer.address(address): (peer.name, kind)
            for kind, address in address_by_kind.items()
            for peer in sites
        }
        found["lighthouse"], found["speed"] = _lighthouse(urls, given.runs)
    found["versions"] = {
        "Lighthouse": version_of("lighthouse"),
        **versions(work),
        "Chromium": chromium_version,
    }
    (work / "results.json").write_text(json.dumps(found, indent=1), encoding="utf-8")
    text = text_of(found)
    if given.write:
        given.write.write_text(text, encoding="utf-8")
    print(text)


def _built(work: Path) -> Path:
    say("the hub")
    site = work / "site"
    run([sys.executable, "-m", "hub.cli", "build", "--site-dir", site])
    return site


@contextmanager
def _all_served(sites: list[Peer]) -> Iterator[dict[str, str]]:
    with ExitStack() as stack:
        yield {peer.name: stack.enter_context(served(peer.site)) for peer in sites}


def _lighthouse(
    urls: Mapping[str, tuple[str, str]], runs: int
) -> tuple[dict[str, dict[str, list[Any]]], tuple[float, float]]:
    """Every run of Lighthouse, by site and kind of page, and how slow and fast the machine was
    meanwhile."""
    found: dict[str, dict[str, list[Any]]] = {}
    speeds = []
    for turn in range(runs):
        say(f"Lighthouse, round {turn + 1} of {runs}")
        for line in run(
            [program("node"), HERE / "lighthouse.mjs", "1", *urls], folder=HERE, CHROMIUM=chromium()
        ).splitlines():
            result = json.loads(line)
            site, kind = urls[result["url"]]
            if result["error"]:
                say(f"{site}, {kind}: {result['error']}")
            found.setdefault(site, {}).setdefault(kind, []).append(result)
            speeds.append(result["benchmark"])
    return found, (min(speeds), max(speeds))


if __name__ == "__main__":
    main()
