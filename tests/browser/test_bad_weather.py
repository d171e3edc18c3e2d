"""What is left of a page when something goes wrong: its whole text, no sideways scrolling, and no
word on the console but the planted one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browser import privacy
from browser.pages import PAGES, first
from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser

PLANTED = "planted by the test"
RUBBISH = (
    "",
    "{",
    "null",
    "[1,2",
    '{"__proto__":{"polluted":1}}',
    "<img src=x onerror=alert(1)>",
    "[[[]]]",
    "-1",
    "\u0000\ud7ff",
    "x" * 100_000,
)
LONG = "x" * 6_000
ADDRESSES = (
    "#no-such-part",
    "#%E0%A4%A",
    f"#{LONG}",
    f"?q={LONG}",
    "?x=%E0%A4%A&&=&q",
    "?q=%00%ff#%",
)

BLOCKED = f"""for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, {{ get() {{ throw new DOMException("{PLANTED}", "SecurityError") }} }});"""
FULL = f"""for (const name of ["setItem", "removeItem", "clear"]) Storage.prototype[name] = () => {{ throw new DOMException("{PLANTED}", "QuotaExceededError") }};"""
# A script that stops half way: of the listeners that a page sets up, only the first few can be.
STOPS = f"""(() => {{ let left = 4; const add = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (...all) {{ if (left-- < 1) throw new Error("{PLANTED}"); return add.apply(this, all) }} }})()"""

# Every piece of text of the article that a reader can see, with every fold open. A list that leaves
# some of it out on purpose is told by its filter.
# A drawing gives way to another form on narrow screens; its words stand in the page as a table,
# which test_diagrams.py holds.
_TEXTS = """() => {
  document.querySelectorAll("details").forEach((box) => { box.open = true });
  const found = [], words = document.createTreeWalker(document.querySelector("main article"), NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const text = words.currentNode.textContent.trim().replace(/\\s+/g, " "), box = words.currentNode.parentElement;
    if (text && !box.closest("noscript, script, style, svg, .contents-small") && box.checkVisibility({ visibilityProperty: true, opacityProperty: true })) found.push(text);
  }
  return found;
}"""
_WIDER = "() => Math.max(0, document.documentElement.scrollWidth - innerWidth)"
# What cannot do anything without a script, and is offered all the same. Fields may stand there
# where the page says how to use them on paper.
_IDLE = """() => [...document.querySelectorAll("button, select, textarea, input:not([type=hidden])")]
  .filter((e) => e.checkVisibility({ visibilityProperty: true }) && !(e.form && e.form.hasAttribute("action")) && !e.disabled
    && (e.matches("button") || !/on paper|by hand/i.test(document.querySelector("main").innerText))).map((e) => `waits for a script: ${e.outerHTML.slice(0, 120)}`)"""
TOOLS = {"assessment", "my-checklist", "tool-inventory", "tool-calculator"}
_INSTEAD = """() => /script|on paper|by hand|spreadsheet/i.test(document.querySelector("main").innerText) ? "" : "This page is a tool that waits for a script, and no word says what to do instead." """
PROMISE = "Kept in this browser"  # said by a script, where it is true


class Weather:
    """A profile for each sort of weather, used for all pages: a new profile costs more than a
    page."""

    def __init__(self, chromium: Browser, base: str) -> None:
        self._chromium, self._base = chromium, base
        self._pages: dict[str, tuple[Page, privacy.Watch]] = {}

    def page(
        self,
        sort: str,
        *,
        before: Callable[[Page], None] = lambda _: None,
        width: int = 1280,
        height: int = 800,
        **settings: object,
    ) -> tuple[Page, privacy.Watch]:
        if sort not in self._pages:
            context = self._chromium.new_context(
                viewport={"width": width, "height": height}, **settings
            )
            context.set_default_timeout(10_000)
            page, watch = context.new_page(), privacy.Watch()
            watch.over(page)
            before(page)
            self._pages[sort] = page, watch
        page, watch = self._pages[sort]
        watch.forget()
        return page, watch

    def close(self) -> None:
        for page, _ in self._pages.values():
            page.context.close()


@pytest.fixture(scope="module")
def weather(chromium: Browser, base: str) -> Iterator[Weather]:
    found = Weather(chromium, base)
    yield found
    found.close()


@pytest.fixture(scope="module")
def keys_kept(site_folder: Path) -> list[str]:
    """The keys under which any script of the hub keeps something. What only begins a key is made a
    whole one."""
    texts = [
        path.read_text(encoding="utf-8")
        for path in [*sorted((site_folder / "assets").rglob("*.js")), site_folder / "index.html"]
    ]
    found = {key for text in texts for key in re.findall(r"""["'`](hub-[a-z0-9:.-]+)""", text)}
    return sorted(f"{key}x" if key[-1] in "-:." else key for key in found)


def texts(page: Page) -> list[str]:
    return page.evaluate(_TEXTS)


def lost(wanted: list[str], page: Page) -> list[str]:
    """What stood in the article, and does not any more."""
    there = set(texts(page))
    return [text for text in wanted if text not in there]


def said(watch: privacy.Watch) -> list[str]:
    return [line for line in watch.complaints() if PLANTED not in line]


@pytest.mark.parametrize("name", first(("home", "practice", "life-experience")))
def test_the_text_is_whole_where_scripts_fail(
    name: str, weather: Weather, url_of: Callable[[str], str]
) -> None:
    url = url_of(name)
    plain, _ = weather.page("plain", java_script_enabled=False)
    plain.goto(url)
    wanted = texts(plain)
    found = [*plain.evaluate(_IDLE), plain.evaluate(_INSTEAD) if name in TOOLS else ""]

    cut, watch = weather.page("cut", before=lambda page: page.route("**/*.js?*", _cut_in_half))
    cut.goto(url)
    found += lost(wanted, cut)
    assert all(
        "SyntaxError" in line or "Unexpected" in line or "Invalid" in line or "missing" in line
        for line in watch.messages
    ), watch.messages

    stopped, watch = weather.page("stopped", before=lambda page: page.add_init_script(STOPS))
    stopped.goto(url)
    found += [*lost([text for text in wanted if not _is_counted(text)], stopped), *said(watch)]

    never, watch = weather.page(
        "never", before=lambda page: page.route("**/*.js?*", lambda route: None)
    )
    never.goto(url, wait_until="commit")
    never.locator("footer").last.wait_for()
    found += [*lost(wanted, never), *said(watch)]

    assert wanted
    assert "\n".join(filter(None, found)) == ""


@pytest.mark.parametrize("name", first(("home", "practice", "life-experience")))
def test_the_text_is_whole_where_storage_is_of_no_use(
    name: str, weather: Weather, url_of: Callable[[str], str], keys_kept: list[str]
) -> None:
    url = url_of(name)
    plain, _ = weather.page("plain", java_script_enabled=False)
    plain.goto(url)
    usual, _ = weather.page("usual")
    usual.goto(url)
    there = texts(usual)
    # what a script adds is about what it kept
    wanted = [text for text in there if text in set(texts(plain))]
    found = []
    for sort, script in (("blocked", BLOCKED), ("full", FULL)):
        page, watch = weather.page(
            sort, before=lambda page, script=script: page.add_init_script(script)
        )
        page.goto(url)
        found += [*lost(wanted, page), *said(watch)]
        if sort == "blocked":
            found += [
                f"still promises: {text}"
                for text in texts(page)
                if PROMISE in text and text not in set(texts(plain))
            ]

    page, watch = weather.page("rubbish")
    page.goto(url)
    has_tools = name != "search" and page.evaluate(
        "() => [...document.scripts].some((script) => script.src &&"
        " !script.src.endsWith('/hub.js'))"
    )
    turns = range(len(RUBBISH)) if has_tools else [list(PAGES).index(name) % len(RUBBISH)]
    for turn in turns:
        page.evaluate(
            "([keys, rubbish]) => keys.forEach((key, at) => { for (const store of [localStorage,"
            " sessionStorage]) store.setItem(key, rubbish[at % rubbish.length]) })",
            [keys_kept, [*RUBBISH[turn:], *RUBBISH[:turn]]],
        )
        page.reload()
        found += [*lost(wanted, page), *said(watch)]
    page.evaluate("() => { localStorage.clear(); sessionStorage.clear() }")

    assert keys_kept
    assert page.evaluate("() => ({}).polluted") is None
    assert "\n".join(found) == ""


@pytest.mark.parametrize("name", first(("home", "practice", "life-experience")))
def test_the_text_is_whole_at_an_address_that_is_broken(
    name: str, weather: Weather, url_of: Callable[[str], str]
) -> None:
    url = url_of(name)
    plain, _ = weather.page("plain", java_script_enabled=False)
    plain.goto(url)
    page, watch = weather.page("usual")
    page.goto(url)
    there = set(texts(page))
    # what is said to whom no script runs is not lost
    wanted = [text for text in texts(plain) if text in there and not _is_counted(text)]
    found = []
    for end in (
        ADDRESSES if name in ("practice", "practices-index", "404") else (f"?q={LONG}#%E0%A4%A",)
    ):
        page.goto("about:blank")
        page.goto(url + end)
        # an address that asks something narrows a list down
        if "q=" not in end or not page.locator("form.filter, .search-page").count():
            found += [f"{end[:20]}: {line}" for line in lost(wanted, page)]
        found += [f"{end[:20]}: {line}" for line in said(watch)]
        if page.evaluate(_WIDER):
            found.append(f"{end[:20]}: The page scrolls sideways.")

    assert "\n".join(found) == ""


@pytest.mark.parametrize("name", first(("home", "practice", "life-experience")))
def test_large_text_and_a_magnified_page_leave_nothing_out(
    name: str, weather: Weather, url_of: Callable[[str], str]
) -> None:
    url = url_of(name)
    usual, _ = weather.page("usual")
    usual.goto(url)
    wanted = texts(usual)
    found = []

    usual.evaluate(
        "() => { const sheet = new CSSStyleSheet(); sheet.replaceSync('html { font-size: 200%"
        " !important }'); document.adoptedStyleSheets.push(sheet) }"
    )
    found += [f"text at 200 %: {line}" for line in lost(wanted, usual)]
    if wider := usual.evaluate(_WIDER):
        found.append(f"text at 200 %: The page is {wider} px too wide.")

    # what 400 % leaves of 1280 by 1024
    zoomed, watch = weather.page("zoomed", width=320, height=256)
    zoomed.goto(url)
    found += [f"zoom of 400 %: {line}" for line in [*lost(wanted, zoomed), *said(watch)]]
    if wider := zoomed.evaluate(_WIDER):
        found.append(f"zoom of 400 %: The page is {wider} px too wide.")
    if covered := zoomed.evaluate(_COVERED):
        found.append(f"zoom of 400 %: {covered} px of 256 are taken by what stays in place.")

    assert "\n".join(found) == ""


# A bar that stays in place takes the window from who magnifies it.
_COVERED = """() => { scrollTo(0, 600); const held = [...document.querySelectorAll("body *")].filter((e) => ["fixed", "sticky"].includes(getComputedStyle(e).position) && e.checkVisibility())
  .map((e) => e.getBoundingClientRect()).filter((box) => box.top < 256 && box.bottom > 0 && box.width > 200).reduce((sum, box) => sum + Math.min(256, box.bottom) - Math.max(0, box.top), 0);
  return held > 128 ? Math.round(held) : 0 }"""


def test_the_looks_at_text_and_at_idle_controls_can_fail(
    weather: Weather, url_of: Callable[[str], str]
) -> None:
    page, _ = weather.page("usual")
    page.goto(url_of("practice"))
    wanted = texts(page)
    page.evaluate(
        "() => { document.querySelector('main article section').hidden = true;"
        " document.querySelector('main').append(document.createElement('button')) }"
    )

    assert lost(wanted, page)
    assert page.evaluate(_IDLE)


def _cut_in_half(route: Route) -> None:
    answer = route.fetch()
    body = answer.text()
    route.fulfill(response=answer, body=body[: len(body) // 2])


def _is_counted(text: str) -> bool:
    """What a filter says about how many it shows."""
    return bool(re.search(r"\d+ of \d+", text))
