"""How many bytes a page costs, by the browser's own log of the network."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Browser

SETTLE = 2_000  # ms; a busy machine starts late what a page asks for after it was loaded
PICTURES = {"Image"}  # what Chromium calls the kind of a request


@dataclass(frozen=True)
class View:
    """What a view of a page fetched: bytes with the headers of answers, without pictures, and the
    number of requests."""

    bytes: int
    requests: int


def by_browser(browser: Browser, base: str, address: str, *, after: str) -> tuple[View, View]:
    """The first view of a page in a new profile, and the view of it by a reader who comes from
    another page."""
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
    session.on(
        "Network.loadingFinished",
        lambda event: sizes.__setitem__(event["requestId"], int(event["encodedDataLength"])),
    )
    session.send("Network.enable")
    for address in addresses:
        for notes in (kinds, sizes, kept):
            notes.clear()
        page.goto(base + address, wait_until="load")
        page.wait_for_timeout(SETTLE)
        page.wait_for_load_state("networkidle")
    counted = {
        identity: size
        for identity, size in sizes.items()
        if identity not in kept and kinds.get(identity) not in PICTURES
    }
    context.close()
    return View(sum(counted.values()), len(counted))
