"""A page costs few bytes and waits for no script: on a phone, on a slow line, this is what a reader
feels first."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from browser.weight import BOOK, FIRST, NEXT, by_links, scripts_that_block

pytestmark = pytest.mark.browser


# they list all there is and grow with it: an editor's new entry must not fail this test
LISTS = {"search/", "figures/", "my-checklist/"}


def too_heavy(site: Path) -> list[str]:
    """The pages above either bar, apart from those that hold a whole book for paper."""
    pages = [page for page in by_links(site) if not page.address.endswith(BOOK)]
    return [
        str(page)
        for page in pages
        if page.first > FIRST or (page.next > NEXT and page.address not in LISTS)
    ]


def test_every_page_of_the_hub_is_light(site_folder: Path) -> None:
    assert too_heavy(site_folder) == []


def test_no_page_of_the_hub_waits_for_a_script(site_folder: Path) -> None:
    assert scripts_that_block(site_folder, [page.address for page in by_links(site_folder)]) == []


def test_a_heavy_page_and_a_script_that_blocks_are_noticed(tmp_path: Path) -> None:
    noise = random.Random(1)
    (tmp_path / "heavy.js").write_text(
        "".join(noise.choice("0123456789abcdef") for _ in range(100_000)), encoding="ascii"
    )
    (tmp_path / "index.html").write_text("<!doctype html><title>Home</title>", encoding="ascii")
    (tmp_path / "page").mkdir()
    (tmp_path / "page/index.html").write_text(
        '<!doctype html><title>Page</title><script src="../heavy.js"></script>', encoding="ascii"
    )
    assert [line.split("'")[1] for line in too_heavy(tmp_path)] == ["page/"]
    assert scripts_that_block(tmp_path, ["", "page/"]) == ["page/: ../heavy.js"]


def test_what_every_page_shares_weighs_nothing_on_the_next_view(tmp_path: Path) -> None:
    (tmp_path / "hub.js").write_text("x" * 500, encoding="ascii")
    for name in ("index.html", "404.html"):
        (tmp_path / name).write_text(
            '<!doctype html><title>Page</title><script src="hub.js" defer></script>',
            encoding="ascii",
        )
    first, second = by_links(tmp_path)
    assert first.first > first.next
    assert second.first - second.next == first.first - first.next
