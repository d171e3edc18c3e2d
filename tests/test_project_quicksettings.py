"""The settings that are read without MkDocs are those that MkDocs reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from hub.mkdocsrun import settings_in, site_folder
from hub.project.quicksettings import quick_config
from hub.project.settings import SiteConfig
from smallsite import ROOT

SHIPPED = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")


def written(folder: Path, text: str) -> Path:
    (folder / "docs").mkdir(exist_ok=True)
    (folder / "overrides").mkdir(exist_ok=True)
    path = folder / "mkdocs.yml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", ""),
        ("site_name: CX hub", "site_name: 'Otro: sitio'"),
        ("https://cx-hub.example/", "http://localhost:8000/a/b"),
        ('edit_url: ""', "edit_url: https://host.example/edit/main/content/"),
        ('suggest_url: ""', "suggest_url: &here https://host.example/new"),
        ("site_dir: site", ""),
        ("site_dir: site", "site_dir: public/hub"),
        ("site_dir: site", "site_dir: /tmp/hub"),
        ("site_dir: site", "site_dir: ../hub"),
        ('!ENV [HUB_SITE_URL, "https://cx-hub.example/"]', "!ENV HUB_SITE_URL"),
    ],
)
@pytest.mark.parametrize("address", ["https://example.org/cx/", "https://example.org/cx"])
def test_they_are_what_mkdocs_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, address: str
) -> None:
    assert old in SHIPPED
    path = written(tmp_path, SHIPPED.replace(old, new) if old else SHIPPED)
    monkeypatch.setenv("HUB_SITE_URL", address)
    assert quick_config(path) == SiteConfig(settings_in(path), site_folder(path))


def test_without_the_variable_the_fallback_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HUB_SITE_URL", raising=False)
    path = written(tmp_path, SHIPPED)
    assert quick_config(path) == SiteConfig(settings_in(path), site_folder(path))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("site_name: CX hub", "site_name: 2026"),
        ("site_name: CX hub", "site_name: CX hub\nINHERIT: other.yml"),
        ("site_name: CX hub", "site_name: CX hub\nsite_name: twice"),
        ('edit_url: ""', "edit_url: 5"),
        ("plugins:\n  - hub:", "plugins:\n    hub:"),
        ("  - hub:", "  - search\n  - other:"),
        ("site_dir: site", "site_dir: [site"),
    ],
)
def test_what_is_not_plain_is_left_to_mkdocs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str
) -> None:
    monkeypatch.delenv("HUB_SITE_URL", raising=False)
    assert old in SHIPPED
    assert quick_config(written(tmp_path, SHIPPED.replace(old, new))) is None


def test_a_file_that_is_not_there_is_left_to_mkdocs(tmp_path: Path) -> None:
    assert quick_config(tmp_path / "mkdocs.yml") is None
