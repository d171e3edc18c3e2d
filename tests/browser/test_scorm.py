"""A chapter in a learning system: begun, marked as read by key, left and found again; and what
remains of it without one."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from browser import axe, keys, reflow
from browser.host import served
from playwright.sync_api import Browser, Frame, Page, expect

from hub.compose.playbook.scorm import scorm
from packagechecks import unzipped
from smallbook import shelf, small_book

pytestmark = pytest.mark.browser

AGAIN = Path(__file__).parent / "node_modules/scorm-again/dist"
SCO, OTHER = "playbooks.small.listen.html", "playbooks.small.keep-going.html"
EXERCISES = "playbooks.small.listen.exercises"
RECORDED = "This chapter is recorded as read."
NOT_RECORDED = (
    "No learning system is connected to this page, so your progress is not recorded. Open the"
    " chapter from your course to have it recorded."
)
LMS = """<!doctype html><html lang="en"><meta charset="utf-8"><title>A learning system</title>
<script src="scorm12.min.js"></script>
<script>
  const before = JSON.parse(decodeURIComponent(location.hash.slice(1) || "{}"));
  window.API = new Scorm12API({ autocommit: false });
  if (before.core) API.loadFromJSON({ core: before.core });
  window.calls = [];
  for (const name of ["LMSInitialize", "LMSCommit", "LMSFinish"]) {
    const own = API[name];
    API[name] = (...words) => {
      calls.push(name);
      window.kept = JSON.parse(JSON.stringify(API.cmi)).core; // what is sent: scorm-again forgets all at the end of a session
      return before.refuses === name ? "false" : own.apply(API, words);
    };
  }
</script>
<iframe title="Chapter" width="900" height="700"></iframe>"""


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A learning system with the small book unpacked in it."""
    again = AGAIN / "scorm12.min.js"
    if not again.is_file():
        if os.environ.get("CI"):
            pytest.fail("scorm-again is missing: npm ci in tests/browser.")
        pytest.skip("The browser proof needs scorm-again: npm ci in tests/browser.")
    folder = tmp_path_factory.mktemp("lms")
    (folder / "_headers").write_text("")
    (folder / "404.html").write_text("<!doctype html><title>None</title>")
    (folder / "lms.html").write_text(LMS)
    (folder / "scorm12.min.js").write_bytes(again.read_bytes())
    unpack(scorm(small_book()), folder)
    with served(folder) as address:
        yield address


def unpack(package: bytes, folder: Path) -> None:
    for name, data in unzipped(package).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """A new tab in a profile of its own."""
    contexts = []

    def open_it(*, scheme: str = "light", width: int = 1280, **settings: object) -> Page:
        context = chromium.new_context(
            color_scheme=scheme, viewport={"width": width, "height": 800}, **settings
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        return context.new_page()

    yield open_it
    for context in contexts:
        context.close()


def launched(page: Page, host: str, *, refuses: str = "", **core: str) -> Frame:
    """A chapter opened by a learning system that knows this from an earlier visit, and refuses one
    kind of call."""
    page.goto(f"{host}lms.html#{quote(json.dumps({'core': core, 'refuses': refuses}))}")
    return into(page, page.main_frame, host + SCO)


def into(page: Page, outer: Frame, address: str) -> Frame:
    outer.evaluate(
        "(address) => new Promise((done) => { const frame = document.querySelector('iframe');"
        " frame.onload = done; frame.src = address })",
        address,
    )
    return next(frame for frame in page.frames if frame.parent_frame == outer)


def value(page: Page, name: str) -> str:
    """What the system was told to keep last."""
    return page.evaluate("(name) => kept[name]", name)


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_chapter_is_begun_and_then_marked_as_read_by_key(
    host: str, tab: Callable[..., Page], key: str
) -> None:
    page = tab()
    chapter = launched(page, host)
    assert value(page, "lesson_status") == "incomplete"
    assert page.evaluate("calls") == ["LMSInitialize", "LMSCommit"]
    expect(chapter.locator("#record-how")).to_contain_text("Your learning system is connected.")

    chapter.locator("summary").last.focus()
    page.keyboard.press("Tab")
    assert chapter.evaluate("document.activeElement.id") == "record-read"
    page.keyboard.press(key)

    assert value(page, "lesson_status") == "completed"
    assert page.evaluate("calls") == ["LMSInitialize", "LMSCommit", "LMSCommit"]
    expect(chapter.get_by_role("status")).to_have_text(RECORDED)
    button = chapter.get_by_role("button")
    expect(button).to_have_text("Marked as read")
    expect(button).to_be_focused()
    page.keyboard.press(key)
    assert page.evaluate("calls").count("LMSCommit") == 2


def test_who_leaves_early_is_led_back_to_the_place(host: str, tab: Callable[..., Page]) -> None:
    page = tab()
    chapter = launched(page, host)
    chapter.evaluate("(id) => document.getElementById(id).scrollIntoView()", EXERCISES)
    page.wait_for_timeout(1100)  # a session has whole seconds
    chapter.goto("about:blank")

    assert page.evaluate("calls").count("LMSFinish") == 1
    assert value(page, "lesson_status") == "incomplete"
    assert value(page, "lesson_location") in (EXERCISES, "playbooks.small.listen.exercise-draw-it")
    assert value(page, "session_time") != "00:00:00"
    assert value(page, "exit") == "suspend"

    again = tab()
    chapter = launched(again, host, lesson_status="incomplete", lesson_location=EXERCISES)
    link = chapter.locator("#place a")
    expect(link).to_have_text("Exercises")
    link.focus()
    again.keyboard.press("Enter")
    assert (
        chapter.evaluate(
            "(id) => document.getElementById(id).getBoundingClientRect().top", EXERCISES
        )
        < 400
    )


def test_what_was_read_stays_read(host: str, tab: Callable[..., Page]) -> None:
    page = tab()
    chapter = launched(page, host, lesson_status="completed")
    expect(chapter.get_by_role("status")).to_have_text(RECORDED)
    expect(chapter.get_by_role("button")).to_have_attribute("aria-disabled", "true")
    chapter.goto("about:blank")
    assert value(page, "lesson_status") == "completed"


def test_a_place_that_a_new_edition_lost_is_not_offered(
    host: str, tab: Callable[..., Page]
) -> None:
    chapter = launched(
        tab(), host, lesson_status="incomplete", lesson_location="playbooks.small.listen.gone"
    )
    expect(chapter.locator("#place")).to_be_hidden()


def test_a_system_that_does_not_keep_it_is_told_on(host: str, tab: Callable[..., Page]) -> None:
    page = tab()
    chapter = launched(page, host, refuses="LMSCommit")
    chapter.get_by_role("button").press("Enter")
    expect(chapter.get_by_role("status")).to_have_text(
        "Your learning system did not keep it. Try again, and tell your trainer if it fails once"
        " more."
    )
    expect(chapter.get_by_role("button")).to_have_text("Mark as read")


def test_a_system_that_does_not_begin_records_nothing_and_says_so(
    host: str, tab: Callable[..., Page]
) -> None:
    chapter = launched(tab(), host, refuses="LMSInitialize")
    expect(chapter.locator("#record-how")).to_have_text(NOT_RECORDED)
    expect(chapter.locator("#record-read")).to_be_hidden()


def test_a_link_to_another_chapter_keeps_this_one_open_and_does_not_read_the_other_for_it(
    host: str, tab: Callable[..., Page]
) -> None:
    page = tab()
    chapter = launched(page, host)
    with page.context.expect_page() as opened:
        chapter.get_by_role("link", name="the next chapter (opens in a new tab)").press("Enter")
    other = opened.value
    other.wait_for_load_state()
    assert other.url == host + OTHER
    expect(other.locator("#record-how")).to_have_text(NOT_RECORDED)
    assert "LMSFinish" not in page.evaluate("calls")


def test_the_system_is_found_above_a_frame_of_another_host(
    host: str, tmp_path: Path, tab: Callable[..., Page]
) -> None:
    (tmp_path / "_headers").write_text("")
    (tmp_path / "between.html").write_text(
        '<!doctype html><html lang="en"><title>Between</title><iframe title="Inner" width="800"'
        ' height="600"></iframe>'
    )
    with served(tmp_path) as elsewhere:
        page = tab()
        page.goto(f"{host}lms.html")
        between = into(page, page.main_frame, f"{elsewhere}between.html")
        chapter = into(page, between, host + SCO)
        expect(chapter.locator("#record-how")).to_contain_text("Your learning system is connected.")
        assert value(page, "lesson_status") == "incomplete"


def test_the_system_is_found_in_the_window_that_opened_the_chapter(
    host: str, tab: Callable[..., Page]
) -> None:
    page = tab()
    page.goto(f"{host}lms.html")
    with page.context.expect_page() as opened:
        page.evaluate("(address) => { window.open(address) }", host + SCO)
    expect(opened.value.locator("#record-read")).to_be_visible()
    assert value(page, "lesson_status") == "incomplete"


@pytest.mark.parametrize(
    "settings", [{}, {"java_script_enabled": False}], ids=["script", "no script"]
)
def test_without_a_system_a_chapter_is_read_from_a_disk_and_says_what_is_not_recorded(
    tmp_path: Path, tab: Callable[..., Page], settings: dict[str, bool]
) -> None:
    unpack(scorm(small_book()), tmp_path)
    page = tab(**settings)
    wanted: list[str] = []
    page.on("request", lambda request: wanted.append(request.url))
    page.goto((tmp_path / SCO).as_uri())
    expect(page.locator("#record-how")).to_have_text(NOT_RECORDED)
    expect(page.locator("#record-read")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_have_text("1. Listen first")
    expect(page.get_by_role("img")).to_be_visible()
    assert [url for url in wanted if not url.startswith("file:")] == []
    answer = page.locator("details .answer")
    expect(answer).to_be_hidden()
    page.locator("summary", has_text="Answer").press("Enter")
    expect(answer).to_be_visible()


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The longest chapter of the shipped playbook, as a file."""
    folder = tmp_path_factory.mktemp("shipped")
    unpack(scorm(shelf().playbook("cx")), folder)
    return max(folder.glob("*.html"), key=lambda path: path.stat().st_size).as_uri()


CONNECTED = """
window.API = { LMSInitialize: () => "true", LMSGetValue: (name) => name === "cmi.core.lesson_location" ? "%s" : "", LMSSetValue: () => "true",
  LMSCommit: () => "true", LMSFinish: () => "true", LMSGetLastError: () => "0" };
"""


def states(
    host: str, shipped: str, tab: Callable[..., Page], scheme: str, width: int
) -> Iterator[tuple[str, Page]]:
    """The states a chapter can be in: without a system, connected, read with every fold open, and a
    long one."""
    alone = tab(scheme=scheme, width=width)
    alone.goto(host + SCO)
    yield "alone", alone
    connected = tab(scheme=scheme, width=width)
    connected.add_init_script(CONNECTED % EXERCISES)
    connected.goto(host + SCO)
    yield "connected", connected
    read = tab(scheme=scheme, width=width)
    read.add_init_script(CONNECTED % EXERCISES)
    read.goto(host + SCO)
    read.get_by_role("button").press("Enter")
    read.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true })")
    yield "read", read
    long = tab(scheme=scheme, width=width)
    long.goto(shipped)
    yield "long", long


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barrier_is_found(
    host: str,
    shipped: str,
    tab: Callable[..., Page],
    axe_source: str,
    shot: Callable[[Page, str], None],
    scheme: str,
    width: int,
) -> None:
    found = []
    for state, page in states(host, shipped, tab, scheme, width):
        shot(page, f"scorm-{state}-{scheme}-{width}")
        found += axe.complaints([page], source=axe_source, state=f"{state} {width}")
        found += [f"{state} {width}: {words}" for words in reflow.misfits(page)]
        reflow.space_out(page)
        found += [f"{state} {width}, spaced out: {words}" for words in reflow.misfits(page)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_control_is_reached_and_shows_that_it_has_the_focus(
    host: str, tab: Callable[..., Page], scheme: str
) -> None:
    page = tab(scheme=scheme)
    page.add_init_script(CONNECTED % EXERCISES)
    page.goto(host + SCO)
    stops = keys.walk(page)
    assert len(stops) == keys.controls(page)
    assert [complaint for stop in stops for complaint in stop.complaints()] == []


def test_the_pages_are_html(tmp_path: Path, vnu: list[str]) -> None:
    unpack(scorm(small_book()), tmp_path)
    done = subprocess.run(
        [*vnu, *map(str, sorted(tmp_path.glob("*.html")))],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
