"""Links and pipes in the place of a project's files are told, never followed, and nothing of what
they lead to is quoted."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bad.play import run
from smallsite import SmallSite

SECRET = "the-secret-of-another-file"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "secret.yml").write_text(f"{SECRET}: {SECRET}\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "name",
    [
        "permalinks.yml",
        "feedback/queue.yml",
        "content/guides/secret.yml",
        "content/vocabulary/secret.yml",
        "docs/secret.md",
    ],
)
@pytest.mark.parametrize(
    "command", [("check",), ("check", "--format", "json"), ("links", "check"), ("list",)]
)
def test_a_file_that_is_a_link_is_not_quoted(
    name: str, command: tuple[str, ...], site: SmallSite, secret: Path
) -> None:
    path = site.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(secret / "secret.yml")

    code, output = run(site.root, *command)
    assert SECRET not in output
    if command[0] == "check":
        assert code == 1
        assert name in output


@pytest.mark.parametrize(
    "name", ["content", "content/vocabulary", "content/guides", "docs", "editions"]
)
def test_a_folder_that_is_a_link_is_told(name: str, site: SmallSite, secret: Path) -> None:
    path = site.root / name
    if path.is_dir():
        path.rename(site.root / "moved")
    path.symlink_to(secret)

    code, output = run(site.root, "check")
    assert code == 1
    assert f"{name}: error[symlink]" in output
    assert SECRET not in output


def test_a_pipe_in_the_place_of_the_ledger_does_not_hang(site: SmallSite) -> None:
    os.mkfifo(site.root / "permalinks.yml")
    assert run(site.root, "links", "check")[0] == 1


@pytest.mark.parametrize(
    "name", ["content/guides/form.md", "content/images/form.png", "content/vocabulary/form.yml"]
)
def test_a_folder_with_the_name_of_a_file_is_told_once(name: str, site: SmallSite) -> None:
    (site.root / name / "inside").mkdir(parents=True)
    (site.root / name / "inside/sample.md").write_text("x", encoding="utf-8")
    assert site.problems() == [f"{name} not-a-file"]
