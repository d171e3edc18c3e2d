"""What a page asks of the network and keeps on the reader's machine."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Page

_KEPT = """async () => {
  const kept = [];
  for (const name of ["localStorage", "sessionStorage"]) for (const key of Object.keys(window[name])) kept.push(`${name}: ${key}`);
  if (document.cookie) kept.push(`cookie: ${document.cookie}`);
  for (const { name } of await indexedDB.databases()) kept.push(`indexedDB: ${name}`);
  for (const name of await caches.keys()) kept.push(`cache: ${name}`);
  for (const { scope } of await navigator.serviceWorker.getRegistrations()) kept.push(`service worker: ${scope}`);
  return kept;
}"""

# the browser moved on to the next page and dropped the icon of the last one; a blocked request says
# "csp" or another word
_LEFT = "net::ERR_ABORTED"


@dataclass
class Watch:
    """Notes everything that a page does beside showing itself."""

    requests: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)

    def forget(self) -> None:
        """Begin again, with the next page."""
        for notes in (self.requests, self.failures, self.messages):
            notes.clear()

    def over(self, page: Page) -> None:
        """Begin, before the page is opened."""
        page.on("request", lambda request: self.requests.append(request.url))
        page.on(
            "requestfailed",
            lambda request: (
                self.failures.append(f"{request.url}: {request.failure}")
                if request.failure != _LEFT
                else None
            ),
        )
        page.on(
            "response",
            lambda answer: (
                self.failures.append(f"{answer.url}: {answer.status}")
                if answer.status >= 400
                else None
            ),
        )
        page.on("console", lambda message: self.messages.append(message.text))
        page.on("pageerror", lambda error: self.messages.append(str(error)))

    def complaints(self, *, missing: str = "") -> list[str]:
        """Requests that left the machine, requests that failed (but for the page that is missing on
        purpose), and words on the console."""
        away = [
            f"asks {url}"
            for url in self.requests
            if urlsplit(url).hostname != "127.0.0.1" and not url.startswith("data:")
        ]
        failed = [
            f"fails at {failure}" for failure in self.failures if failure != f"{missing}: 404"
        ]
        said = [
            f"says {message}"
            for message in self.messages
            if not (missing and "status of 404" in message)
        ]
        return away + failed + said


def kept(page: Page) -> list[str]:
    """Everything the page left on the reader's machine."""
    return [
        *page.evaluate(_KEPT),
        *(f"cookie: {cookie['name']}" for cookie in page.context.cookies()),
    ]
