"""The scripts that are sent are made from the ones that are written, and stay small."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import pytest
from browser.scripts import SENT, TERSER, minified, sources

pytestmark = pytest.mark.browser

MOST_BYTES = 6_500  # gzipped: engine and field, which every page may fetch
MOST_SPANISH = 1_500
MOST_OF_A_FORM = 3_000
MOST_TOOLS = 6_000


def size(*names: str) -> int:
    return sum(len(gzip.compress((SENT / name).read_bytes(), 9, mtime=0)) for name in names)


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.name)
def test_what_is_sent_is_made_from_what_is_written(path: Path) -> None:
    if not TERSER.is_file() or not shutil.which("node"):
        pytest.skip("terser is not installed: ./hub.sh test installs it")
    assert (SENT / path.name).read_text(encoding="utf-8") == minified(path), (
        "python tests/browser/scripts.py --write"
    )


@pytest.mark.parametrize("name", ["assessment.js", "checklist.js", "kept.js"])
def test_a_form_is_small(name: str) -> None:
    assert size(name) <= MOST_OF_A_FORM


def test_the_search_is_small() -> None:
    assert size("search.js", "search-box.js") <= MOST_BYTES
    assert size("search-es.js") <= MOST_SPANISH


def test_the_tools_are_small() -> None:
    assert size("tools.js") <= MOST_TOOLS
