"""Every icon that stands in each page is used, and every icon that is used is there: an icon nobody
sees weighs on every page."""

from __future__ import annotations

import re
from pathlib import Path

from hub.build import Result

ROOT = Path(__file__).parents[1]
FOLDERS = (ROOT / "overrides", ROOT / "hub/templates")


def test_the_sprite_holds_the_icons_that_templates_use_and_no_other() -> None:
    sprite = (ROOT / "overrides/partials/icons.html").read_text(encoding="utf-8")
    drawn = re.findall(r'<symbol id="icon_(\w+)"', sprite)
    used = {
        name
        for folder in FOLDERS
        for path in folder.rglob("*.html")
        for name in re.findall(r"""icon\(["'](\w+)["']\)""", path.read_text(encoding="utf-8"))
    }
    assert len(drawn) == len(set(drawn))
    assert set(drawn) == used


def test_no_content_asks_for_an_icon_that_is_not_there(shipped: Result) -> None:
    assert shipped.site is not None
    sprite = (ROOT / "overrides/partials/icons.html").read_text(encoding="utf-8")
    asked = {
        name
        for page in shipped.site.pages
        for name in re.findall(r'href="#icon_(\w+)"', page.content)
    }
    assert [name for name in asked if f'id="icon_{name}"' not in sprite] == []
