"""Addresses that last, as readers meet them: copied by keyboard, followed with and without a
script, pinned to an edition."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browser import axe
from browser.host import served
from playwright.sync_api import Page, expect

from smallsite import SmallSite, copy_of_site, with_theme

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]
MOVED = "moved/"


def _hub(site: SmallSite, *arguments: str) -> None:
    tool = [sys.executable, "-m", "hub.cli", *arguments]
    done = subprocess.run(
        tool,
        cwd=site.root,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1795564800"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def _change(site: SmallSite, path: str, old: str, new: str) -> None:
    text = (site.root / path).read_text(encoding="utf-8")
    assert old in text
    site.write(path, text.replace(old, new))


@pytest.fixture(scope="module")
def moved_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with a frozen edition on which, since, a heading was renamed, a section moved to
    another page, and a page was withdrawn."""
    site = with_theme(copy_of_site(tmp_path_factory.mktemp("moved") / "project"))
    exercise = (
        "    exercises:\n      - key: draw\n        title: Draw it\n        minutes: 20\n       "
        " steps: [Draw]\n"
    )
    _change(
        site,
        "content/playbooks/course.yml",
        "    include: [practices/service-blueprint]\n",
        f"    include: [practices/service-blueprint]\n{exercise}",
    )
    _hub(site, "playbook", "freeze", "2024.1")
    _hub(site, "links", "freeze")
    _change(
        site,
        "content/practices/sample.md",
        "## How to do it {#how-to-do-it}",
        "## What you do {#what-you-do}",
    )
    _change(
        site,
        "content/practices/sample.md",
        "## What to do next {#what-to-do-next}\n\nRead [[guides/sample-guide]].\n",
        "",
    )
    guide = "content/guides/sample-guide.md"
    site.write(
        guide,
        (site.root / guide).read_text(encoding="utf-8").rstrip("\n")
        + "\n\n## What to do then {#what-to-do-next}\n\nRest.\n",
    )
    _change(site, "content/playbooks/course.yml", "title: Draw it", "title: Draw it again")
    (site.root / "content/news/sample-news.md").unlink()
    _hub(site, "links", "move", "practices.sample.how-to-do-it", "practices.sample.what-you-do")
    _hub(
        site,
        "links",
        "move",
        "practices.sample.what-to-do-next",
        "guides.sample-guide.what-to-do-next",
        "--why",
        "It belongs there.",
    )
    _hub(site, "links", "retire", "news.sample-news", "--why", "The event is over.", "--to", "news")
    _hub(site, "build")
    with served(site.root / "site") as address:
        yield address


@pytest.fixture(scope="module")
def url_of() -> Callable[[str], str]:
    """No page of the real hub is needed here, so it need not be built."""
    return lambda name: pytest.fail(f"{name} is no whole address")


def test_the_sign_beside_a_heading_copies_its_address_by_keyboard(
    chromium: object, moved_site: str
) -> None:
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto(f"{moved_site}playbooks/course/begin/")
    sign = page.locator("#exercise-draw + .permalink")
    sign.focus()
    expect(sign).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Link copied")).to_be_visible()
    assert (
        page.evaluate("() => navigator.clipboard.readText()")
        == f"{moved_site}go/playbooks.course.begin.exercise-draw/"
    )
    expect(sign).to_be_focused()
    assert page.url == f"{moved_site}playbooks/course/begin/"
    context.close()


def test_the_sign_is_big_enough_and_has_a_name_of_its_own(
    open_page: OpenPage, moved_site: str
) -> None:
    page = open_page(f"{moved_site}playbooks/course/begin/")
    signs = page.locator("main .permalink")
    names = signs.all_inner_texts()
    assert len(names) == len(set(names)) >= 3
    for box in [sign.bounding_box() for sign in signs.all()]:
        assert box is not None
        assert min(box["width"], box["height"]) >= 24
    # the sign is no part of the heading's name
    expect(page.get_by_role("heading", name="Draw it again", exact=True)).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_short_link_leads_to_its_place(
    open_page: OpenPage, moved_site: str, script: bool
) -> None:
    page = open_page(
        f"{moved_site}go/playbooks.course.begin.exercise-draw/",
        java_script_enabled=script,
        before=_nothing,
    )
    page.wait_for_url(f"{moved_site}playbooks/course/begin/#exercise-draw")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_the_old_id_of_a_renamed_heading_still_leads_to_it(
    open_page: OpenPage, moved_site: str, script: bool
) -> None:
    page = open_page(
        f"{moved_site}practices/sample/#how-to-do-it", java_script_enabled=script, before=_nothing
    )
    page.wait_for_timeout(100)
    heading, top = (
        page.locator("#what-you-do").bounding_box(),
        page.locator("#how-to-do-it").bounding_box(),
    )
    assert heading is not None
    assert top is not None
    assert 0 <= heading["y"] < 300


def test_a_section_that_moved_is_followed_by_script_and_told_without(
    open_page: OpenPage, moved_site: str
) -> None:
    page = open_page(f"{moved_site}practices/sample/#what-to-do-next", before=_nothing)
    page.wait_for_url(f"{moved_site}guides/sample-guide/#what-to-do-next")
    plain = open_page(
        f"{moved_site}practices/sample/#what-to-do-next", java_script_enabled=False, before=_nothing
    )
    note = plain.locator("#what-to-do-next")
    expect(note).to_have_text("This section moved to What to do then. It belongs there.")
    expect(note.get_by_role("link")).to_have_attribute(
        "href", "../../guides/sample-guide/#what-to-do-next"
    )


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_page_that_was_withdrawn_leads_to_what_is_shown_instead(
    open_page: OpenPage, moved_site: str, script: bool
) -> None:
    page = open_page(f"{moved_site}news/sample-news/", java_script_enabled=script, before=_nothing)
    page.wait_for_url(f"{moved_site}news/")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_pinned_link_leads_into_the_edition_which_still_says_what_it_said(
    open_page: OpenPage, moved_site: str, script: bool
) -> None:
    page = open_page(
        f"{moved_site}go/2024.1/playbooks.course.begin.exercise-draw/",
        java_script_enabled=script,
        before=_nothing,
    )
    page.wait_for_url(f"{moved_site}editions/2024.1/begin/#playbooks.course.begin.exercise-draw")
    expect(page.get_by_role("heading", name="Draw it", exact=True)).to_be_visible()
    page.get_by_role("link", name="what has changed since").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What changed since edition 2024.1")
    expect(page.locator("main")).to_contain_text("Was “Draw it”.")


ADDRESSES = {
    "moved section": "practices/sample/",
    "edition": "editions/2024.1/",
    "chapter of an edition": "editions/2024.1/begin/",
    "editions": "editions/",
    "since": "playbooks/course/since/2024.1/",
    "frame": "playbooks/course/begin/embed/",
    "notes": "playbooks/course/begin/teach/",
}


@pytest.mark.parametrize("name", ADDRESSES)
def test_axe_finds_nothing(
    name: str,
    open_page: OpenPage,
    moved_site: str,
    axe_source: str,
    shot: Callable[[Page, str], None],
) -> None:
    pages = [
        open_page(moved_site + ADDRESSES[name], scheme=scheme, width=320)
        for scheme in ("light", "dark")
    ]
    found = []
    for width in (320, 1280):
        for page, scheme in zip(pages, ("light", "dark"), strict=True):
            page.set_viewport_size({"width": width, "height": 800})
            page.evaluate(
                "() => document.querySelectorAll('details').forEach((box) => { box.open = true })"
            )
            assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
            shot(page, f"permalinks-{name.replace(' ', '-')}-{scheme}-{width}")
        found += axe.complaints(pages, source=axe_source, state=str(width))
    assert not found, "\n".join(found)


def test_what_stands_at_an_old_address_says_where_to_go_before_any_script(
    moved_site: str, chromium: object
) -> None:
    context = chromium.new_context(java_script_enabled=False)  # type: ignore[attr-defined]
    page = context.new_page()
    page.route("**/news/", lambda route: route.abort())
    page.goto(f"{moved_site}news/sample-news/", wait_until="commit")
    html = page.request.get(f"{moved_site}news/sample-news/").text()
    assert '<noscript><meta http-equiv="refresh" content="0; url=../"></noscript>' in html
    assert "The event is over." in html
    context.close()


def _nothing(page: Page) -> None:
    """A profile of its own: without script, or with an address that is followed at once."""


def test_the_file_of_a_short_link_is_small(
    moved_site: str, tmp_path: Path, open_page: OpenPage
) -> None:
    page = open_page(f"{moved_site}about/")
    size = len(page.request.get(f"{moved_site}go/practices.sample/").body())
    assert size < 1200
