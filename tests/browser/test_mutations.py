"""A check that never failed proves nothing: spoil a page, and the check that is there for it must
notice."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browser import axe, keys, privacy, reflow
from browser.host import served
from browser.pages import address_of
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]
Spoil = Callable[[str, str, str], "Spoiled"]
PAGE, STYLE = "a practice", "assets/hub.css"


class Spoiled:
    """A practice page and what it needs, one piece of it replaced."""

    def __init__(self, folder: Path, address: str, url: str) -> None:
        self.file = folder / address / "index.html"
        self.url = url + address


@pytest.fixture
def spoil(site_folder: Path, tmp_path: Path) -> Iterator[Spoil]:
    """Serve a copy of one practice page with one piece of it, or of the style sheet, replaced."""
    address = address_of("practice", site=site_folder)
    folder = tmp_path / "site"
    shutil.copytree(site_folder / "assets", folder / "assets")
    shutil.copytree(site_folder / address, folder / address)
    for name in ("_headers", "404.html"):
        shutil.copy(site_folder / name, folder)

    with served(folder) as url:

        def replace(where: str, old: str, new: str) -> Spoiled:
            path = folder / (STYLE if where == STYLE else f"{address}index.html")
            text = path.read_text(encoding="utf-8")
            assert old in text, f"{path.name} no longer holds {old}: this test spoils nothing."
            path.write_text(text.replace(old, new), encoding="utf-8")
            return Spoiled(folder, address, url)

        yield replace


AXE_CASES = {
    "image-alt": (PAGE, "<h2", '<img src="../../assets/icon.svg" width="40" height="40"><h2'),
    "label": (
        PAGE,
        '<input type="search" name="q"',
        '</label><input name="q"><label><input type="search"',
    ),
    "color-contrast": (STYLE, "/* Text */", ".lead { color: #999 !important }"),
    "html-has-lang": (PAGE, '<html lang="en">', "<html>"),
    "link-name": (PAGE, "<h2", '<a href="./"></a><h2'),
    "landmark-unique": (PAGE, 'aria-label="Breadcrumb"', 'aria-label="Main"'),
    "heading-order": (PAGE, "</main>", "<h5>Too deep</h5></main>"),
    "target-size": (
        STYLE,
        "/* Text */",
        (
            ".breadcrumb a { position: absolute; font-size: 8px; line-height: 8px; padding: 0"
            " !important }"
        ),
    ),
}


@pytest.mark.parametrize("rule", AXE_CASES)
def test_axe_notices(rule: str, spoil: Spoil, open_page: OpenPage, axe_source: str) -> None:
    page = open_page(spoil(*AXE_CASES[rule]).url)

    assert f"violation {rule} " in "\n".join(
        axe.complaints([page], source=axe_source, state="spoiled")
    )


def test_axe_says_nothing_about_the_same_page_unspoiled(
    spoil: Spoil, open_page: OpenPage, axe_source: str
) -> None:
    page = open_page(spoil(PAGE, "<h2", "<h2").url)

    assert axe.complaints([page], source=axe_source, state="whole") == []


def test_the_pixels_tell_text_on_a_picture_that_is_hard_to_read(
    spoil: Spoil, open_page: OpenPage, axe_source: str
) -> None:
    page = open_page(
        spoil(
            STYLE, "/* Text */", ".lead { color: #888; background: linear-gradient(#777, #fff) }"
        ).url
    )

    assert "The lowest contrast of its pixels" in "\n".join(
        axe.complaints([page], source=axe_source, state="spoiled")
    )


def test_the_pixels_tell_text_in_a_drawing_that_is_hard_to_read(
    spoil: Spoil, open_page: OpenPage, axe_source: str
) -> None:
    drawing = (
        '<svg role="img" width="90" height="20"><title>A</title><rect width="90" height="20"'
        ' fill="#777"/><text y="15" fill="{}">Words</text></svg><h2'
    )
    faint = open_page(spoil(PAGE, "<h2", drawing.format("#888")).url)

    assert 'contrast of a drawing: "Words"' in "\n".join(
        axe.complaints([faint], source=axe_source, state="spoiled")
    )


HTML_CASES = {
    # axe reports it only where a name depends on it
    "Duplicate ID": ('id="page_content"', 'id="page_toc"'),
    "in scope but a “p” end tag seen": ("<h2", "<p><div></p></div></p><h2"),
    "attribute “tabindex”": ('<a class="skip-link"', '<a tabindex="" class="skip-link"'),
}


def test_the_html_checker_notices(spoil: Spoil, vnu: list[str]) -> None:
    for old, new in HTML_CASES.values():
        spoiled = spoil(PAGE, old, new)
    done = subprocess.run([*vnu, str(spoiled.file)], capture_output=True, text=True, check=False)

    assert done.returncode != 0
    assert [says for says in HTML_CASES if says not in done.stderr] == [], done.stderr


@pytest.mark.parametrize(
    ("style", "says"),
    [
        (":focus-visible { outline: 0 !important }", "has a focus ring of 0"),
        (":focus-visible { outline: 3px solid #eee !important }", "whose contrast"),
        (".brand:focus { opacity: 0 }", "while it is hidden"),
        (
            ".site-header::after { content: ''; position: fixed; inset: 0; background: #fff }",
            "is covered",
        ),
    ],
)
def test_the_walk_with_the_tab_key_notices(
    style: str, says: str, spoil: Spoil, open_page: OpenPage
) -> None:
    page = open_page(spoil(STYLE, "/* Text */", style).url, reduced_motion="reduce")
    stops = keys.walk(page, most=6)

    assert says in "\n".join(line for stop in stops for line in stop.complaints())


def test_the_walk_notices_what_it_cannot_reach(spoil: Spoil, open_page: OpenPage) -> None:
    page = open_page(spoil(PAGE, "<h2", '<input tabindex="1" aria-label="First"><h2').url)

    assert not keys.walk(page, most=1)[0].is_skip_link


@pytest.mark.parametrize(
    ("style", "says"),
    [
        ("h1 { width: 700px }", "px wide on a screen of"),
        (".lead { max-height: 1em; overflow: hidden }", "is cut off"),
    ],
)
def test_the_look_at_narrow_screens_notices(
    style: str, says: str, spoil: Spoil, open_page: OpenPage
) -> None:
    page = open_page(spoil(STYLE, "/* Text */", style).url, width=320)

    assert says in "\n".join(reflow.misfits(page))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("<h2", '<img alt="" src="https://example.com/eye.gif"><h2', "example.com"),
        ("<h2", "<script>document.cookie='a=b'</script><h2", "Content Security Policy"),
        ("<h2", '<p style="color:red"></p><h2', "Content Security Policy"),
        ("<h2", '<img alt="" src="../../assets/gone.svg"><h2', "404"),
    ],
)
def test_the_watch_over_the_network_notices(
    old: str, new: str, says: str, spoil: Spoil, open_page: OpenPage
) -> None:
    watch = privacy.Watch()
    page = open_page(spoil(PAGE, old, new).url, before=watch.over)
    page.evaluate("() => new Promise((done) => requestIdleCallback(done))")

    assert says in "\n".join(watch.complaints())
    assert privacy.kept(page) == [], "The policy let the script run."


def test_the_watch_notices_what_is_kept(spoil: Spoil, open_page: OpenPage) -> None:
    page = open_page(spoil(PAGE, "<h2", "<h2").url)
    page.evaluate("() => { localStorage.setItem('seen', '1'); document.cookie = 'a=b' }")

    assert privacy.kept(page) == ["localStorage: seen", "cookie: a=b", "cookie: a"]
