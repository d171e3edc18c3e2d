"""The print page and the slides on a screen and on paper, under the policy of the hub."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browser import axe, reflow
from browser.host import served
from playwright.sync_api import Page, expect

from hub.compose.playbook.book import Book
from hub.compose.playbook.printpage import book_css, print_page
from hub.compose.playbook.slides import slides, slides_css
from hub.theme.csp import headers
from smallbook import shelf, small_book

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]
KINDS = {"print": (print_page, book_css), "slides": (slides, slides_css)}


def longest_chapter() -> Book:
    playbook = shelf().playbook("cx")
    longest = max(playbook.chapters, key=lambda chapter: len(chapter.body))
    return shelf().chapter("cx", longest.id.rsplit(".", 1)[-1])


BOOKS: dict[str, Callable[[], Book]] = {"small": small_book, "shipped": longest_chapter}
DOCUMENTS = [f"{book}-{kind}" for book in BOOKS for kind in KINDS]


@pytest.fixture(scope="module")
def url_of(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], str]]:
    """Where each document is served, under the hub's headers: their policy lets no inline style or
    script pass. The hub itself need not be built."""
    folder = tmp_path_factory.mktemp("papers")
    (folder / "_headers").write_bytes(headers(()))
    (folder / "404.html").write_text("<!doctype html>", encoding="utf-8")
    addresses = {}
    for name, make in BOOKS.items():
        book = make()
        for picture, data in book.pictures.items():
            _write(folder / picture, data)
        for kind, (draw, css) in KINDS.items():
            addresses[f"{name}-{kind}"] = f"{book.address}{kind}/"
            _write(
                folder / addresses[f"{name}-{kind}"] / "index.html",
                draw(book, stylesheet="book.css").encode(),
            )
            _write(folder / addresses[f"{name}-{kind}"] / "book.css", css().encode())
    with served(folder) as base:
        yield lambda document: base + addresses[document]


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_axe_finds_nothing(
    document: str, open_page: OpenPage, axe_source: str, shot: Callable[[Page, str], None]
) -> None:
    pages = {scheme: open_page(document, scheme=scheme, width=320) for scheme in ("light", "dark")}
    found = []
    for width in (320, 1280):
        for scheme, page in pages.items():
            page.set_viewport_size({"width": width, "height": 800})
            page.evaluate(
                "() => document.querySelectorAll('details').forEach((box) => { box.open = true })"
            )
            shot(page, f"{document}-{scheme}-{width}")
        found += axe.complaints(
            list(pages.values()), source=axe_source, state=str(width), contrast=width == 1280
        )

    assert not found, "\n".join(found)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_nothing_scrolls_sideways_at_320_px(document: str, open_page: OpenPage) -> None:
    page = open_page(document, width=320)
    page.evaluate(
        "() => document.querySelectorAll('details').forEach((box) => { box.open = true })"
    )
    as_it_is = reflow.misfits(page)
    reflow.space_out(page)

    assert as_it_is == []
    assert reflow.misfits(page) == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_policy_is_kept_and_all_that_is_asked_for_is_there(
    document: str, open_page: OpenPage
) -> None:
    complaints: list[str] = []

    def listen(page: Page) -> None:
        page.on("console", lambda message: complaints.append(message.text))
        page.on("requestfailed", lambda request: complaints.append(request.url))
        page.on(
            "response",
            lambda answer: (
                complaints.append(f"{answer.status} {answer.url}")
                if answer.status >= 400 and not answer.url.endswith("favicon.ico")
                else None
            ),
        )

    page = open_page(document, before=listen)

    assert (
        page.evaluate("() => [...document.images].filter((image) => !image.naturalWidth).length")
        == 0
    )
    assert page.evaluate("() => document.styleSheets[0].cssRules.length") > 20
    assert [line for line in complaints if "favicon" not in line and "404" not in line] == []


@pytest.mark.parametrize("document", ["small-print", "shipped-print"])
def test_a_wide_table_scrolls_by_key_in_its_box(document: str, open_page: OpenPage) -> None:
    page = open_page(document, width=320)
    box = page.locator(".table-scroll").filter(has=page.locator("tr > :nth-child(2)")).last
    box.focus()

    assert (
        box.evaluate(
            "(e) => getComputedStyle(e).outlineStyle + parseFloat(getComputedStyle(e).outlineWidth)"
        )
        == "solid3"
    )


def test_outside_addresses_are_printed_and_inside_ones_are_not(open_page: OpenPage) -> None:
    page = open_page("small-print")
    after = "(e) => getComputedStyle(e, '::after').content"
    outside, inside = (
        page.locator("a[href='https://hub.example/go/practices.inventory/']"),
        page.locator("a[href='#playbooks.small.keep-going']").last,
    )
    on_screen = outside.evaluate(after)
    page.emulate_media(media="print")
    on_paper, within, is_hidden = (
        outside.evaluate(after),
        inside.evaluate(after),
        page.locator(".screen-only").is_hidden(),
    )

    assert on_screen == "none"
    assert on_paper == '" (https://hub.example/go/practices.inventory/)"'
    assert within == "none"
    assert is_hidden


@pytest.mark.parametrize("document", ["small-slides", "shipped-slides"])
def test_one_slide_is_one_page_and_notes_are_printed_unless_they_are_not_wanted(
    document: str, open_page: OpenPage
) -> None:
    page = open_page(document)
    shown, noted = page.locator(".slide").count(), page.locator(".notes").count()
    with_notes = _sheets(page)
    page.uncheck("#with-notes")

    assert _sheets(page) == [(960, 540)] * shown
    assert len(with_notes) >= shown + noted > shown


def _sheets(page: Page) -> list[tuple[int, int]]:
    """The pages of the printed document: width and height in points."""
    boxes = re.findall(
        rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", page.pdf(prefer_css_page_size=True)
    )
    return [(round(float(width)), round(float(height))) for width, height in boxes]


def test_the_deck_is_walked_by_key(open_page: OpenPage) -> None:
    page = open_page("small-slides")
    page.locator("#playbooks\\.small\\.listen\\.slide-title").get_by_role(
        "link", name="Next slide: After this chapter you can"
    ).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"#playbooks\.small\.listen\.slide-practices-inventory$"))
    assert (
        page.locator(
            "#playbooks\\.small\\.listen\\.slide-practices-inventory .slide"
        ).bounding_box()["y"]
        < 40
    )  # type: ignore[index]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_document_is_valid(
    document: str, url_of: Callable[[str], str], open_page: OpenPage, vnu: list[str], tmp_path: Path
) -> None:
    import subprocess

    source = open_page(document).request.get(url_of(document)).body()
    (tmp_path / "page.html").write_bytes(source)
    done = subprocess.run(
        [*vnu, str(tmp_path / "page.html")], capture_output=True, text=True, check=False
    )

    assert done.stderr == ""
