"""A style, a script or a font is asked for with the hash of its bytes, so that no cache gives an
older one."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from hub.theme.assetversions import versioned
from smallsite import ROOT, SmallSite

THEME = ROOT / "overrides"
ASKED = re.compile(r'<(?:link rel="(?:stylesheet|preload|icon)" href|script src)="([^"]+)"')


def test_every_page_asks_with_the_hash(built: SmallSite) -> None:
    site = built.root / "site"
    asked = {
        found
        for path in site.rglob("*.html")
        if "editions" not in path.parts
        for found in ASKED.findall(path.read_text(encoding="utf-8"))
    }
    assert [address for address in asked if not re.search(r"\?v=[0-9a-f]{8}$", address)] == []
    assert {address.partition("?")[0].rpartition("/")[2] for address in asked} >= {
        "hub.css",
        "hub.js",
        "icon.svg",
        "hub-sans.woff2",
        "search.css",
        "terms.js",
    }


@pytest.mark.parametrize(
    ("changed", "others"),
    [
        ("hub.css", ("hub.js", "search.css")),
        ("search-page.js", ("hub.css",)),
        ("fonts/hub-sans.woff2", ("hub.js",)),
    ],
)
def test_other_bytes_give_another_address_and_only_there(
    changed: str, others: tuple[str, ...], tmp_path: Path
) -> None:
    shutil.copytree(THEME, tmp_path / "overrides")
    before = versioned(tmp_path / "overrides")
    path = tmp_path / "overrides/assets" / changed
    path.write_bytes(path.read_bytes() + b"\n")
    after = versioned(tmp_path / "overrides")
    assert before(f"../assets/{changed}") != after(f"../assets/{changed}")
    assert [name for name in others if before(f"assets/{name}") != after(f"assets/{name}")] == []


def test_a_script_that_others_load_changes_the_address_of_all(tmp_path: Path) -> None:
    shutil.copytree(THEME, tmp_path / "overrides")
    before = versioned(tmp_path / "overrides")("assets/hub.js")
    (tmp_path / "overrides/assets/search-box.js").write_text("0", encoding="utf-8")
    assert versioned(tmp_path / "overrides")("assets/hub.js") != before


def test_what_a_style_asks_for_has_its_hash_too() -> None:
    address = versioned(THEME)
    for style in sorted((THEME / "assets").glob("*.css")):
        for asked in re.findall(r'url\("([^"#:]+)"\)', style.read_text(encoding="utf-8")):
            assert f"assets/{asked}" == address(f"assets/{asked.partition('?')[0]}"), (
                f"write the hash of the file into {style.name}"
            )
