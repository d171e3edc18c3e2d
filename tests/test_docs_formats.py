"""Every kind of file that is published has somebody who uses it, and the pages for machines and for
trainers say who, with what."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from hub.build import Result
from smallsite import ROOT, SmallSite, tree

PAGES = ("docs/for-machines.md", "docs/for-trainers.md")
# Files that no suffix tells apart from others of their kind.
BY_NAME = (
    "llms.txt",
    "robots.txt",
    "sitemap.xml",
    "feed.xml",
    "feed.json",
    "openapi.json",
    "permalinks.json",
    "hub-manifest.json",
    "oembed.json",
    "_redirects",
    "_headers",
    ".nojekyll",
)


def rows() -> list[tuple[str, str]]:
    """The rows of "Who uses which file": the file, and who uses it."""
    found = []
    for page in PAGES:
        text = (ROOT / page).read_text(encoding="utf-8")
        table = text.split("## Who uses which file\n")[1].split("\n## ")[0]
        found += re.findall(r"^\| (.+?) \| (.+?) \|$", table, re.MULTILINE)
    return [row for row in found if row != ("File", "Who uses it, with what")]


def test_every_kind_of_file_has_somebody_who_uses_it(shipped: Result, built: SmallSite) -> None:
    assert shipped.site is not None
    published = {*tree(built.root / "site"), *(file.address for file in shipped.site.files)}
    suffixes = {PurePosixPath(name).suffix for name in published} - {""}
    named = " ".join(file for file, _ in rows())
    assert sorted(suffix for suffix in suffixes if f"`{suffix}`" not in named) == []
    assert {name for name in BY_NAME if f"`{name}`" not in named} == set()
    assert {name for name in BY_NAME if not any(path.endswith(name) for path in published)} == set()
