"""Every page of the hub is valid HTML, by the checker of the W3C."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser


def test_every_page_is_valid(vnu: list[str], site_folder: Path) -> None:
    done = subprocess.run(
        [*vnu, "--skip-non-html", str(site_folder)], capture_output=True, text=True, check=False
    )

    assert done.stderr == ""
    assert done.returncode == 0


def test_the_style_sheet_and_the_drawings_are_valid(vnu: list[str], site_folder: Path) -> None:
    drawings = [str(path) for path in sorted(site_folder.glob("assets/**/*.svg"))]
    done = subprocess.run(
        [*vnu, "--also-check-svg", *drawings], capture_output=True, text=True, check=False
    )

    assert done.stderr == ""
