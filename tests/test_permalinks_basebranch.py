"""The branch that the ledger is compared with: no git, git that refuses, and no such branch are
three things."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from hub.permalinks.basebranch import VARIABLES, base_branch, changed_since, text_at
from hub.permalinks.ledger import read_ledger
from hub.permalinks.projectledger import check_kept
from hub.problems import HubError, Report

LINE = 'practices.sample: {at: "practices/sample/", since: "1"}\n'


@pytest.fixture(autouse=True)
def _no_machine_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in (*VARIABLES, "CI_DEFAULT_BRANCH"):
        monkeypatch.delenv(variable, raising=False)


def git(root: Path, *arguments: str) -> None:
    who = {
        "GIT_AUTHOR_NAME": "A",
        "GIT_AUTHOR_EMAIL": "a@agency.gov",
        "GIT_COMMITTER_NAME": "A",
        "GIT_COMMITTER_EMAIL": "a@agency.gov",
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
    subprocess.run(
        ["git", "-C", str(root), *arguments],
        check=True,
        capture_output=True,
        env={**os.environ, **who},
    )


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    root = tmp_path / "checkout"
    (root / "editions/1").mkdir(parents=True)
    (root / "permalinks.yml").write_text(LINE, encoding="utf-8")
    (root / "editions/1/a.txt").write_text("a", encoding="utf-8")
    git(tmp_path, "init", "-q", "-b", "main", "checkout")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "First")
    return root


def test_the_main_branch_is_compared_with(checkout: Path) -> None:
    assert base_branch(checkout, None).name == "main"
    assert base_branch(checkout, None).uncompared == ""


def test_a_branch_called_master_is_found(checkout: Path) -> None:
    git(checkout, "branch", "-m", "main", "master")
    assert base_branch(checkout, None).name == "master"


def test_a_line_that_is_lost_is_told(checkout: Path) -> None:
    report = Report()
    check_kept(read_ledger("", Report()), checkout, None, report)
    assert [problem.code for problem in report.problems] == ["permalink-line-lost"]


def test_no_git_is_said(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    assert (
        base_branch(checkout, None).uncompared
        == "Not compared with a base branch: git is not installed.\n  Fix  Install git."
    )


def test_a_folder_without_git_is_said(tmp_path: Path) -> None:
    assert "no checkout of git" in base_branch(tmp_path, None).why


def test_git_that_refuses_is_quoted(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    base = base_branch(checkout, None)
    assert base.name == ""
    assert "dubious ownership" in base.why
    assert base.fix == f"git config --global --add safe.directory {checkout}"


def test_a_copy_of_one_branch_is_said(checkout: Path, tmp_path: Path) -> None:
    git(checkout, "checkout", "-q", "-b", "words")
    git(
        tmp_path,
        "clone",
        "-q",
        "--depth",
        "1",
        "--branch",
        "words",
        f"file://{checkout}",
        "shallow",
    )
    git(tmp_path / "shallow", "checkout", "-q", "--detach")
    git(tmp_path / "shallow", "branch", "-q", "-D", "words")
    git(tmp_path / "shallow", "remote", "remove", "origin")
    base = base_branch(tmp_path / "shallow", None)
    assert "no branch called main or master" in base.why
    assert base.fix == "git fetch origin main"


@pytest.mark.parametrize("variable", VARIABLES)
def test_a_branch_that_the_machine_names_is_compared_with(
    variable: str, checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(checkout, "branch", "release")
    monkeypatch.setenv(variable, "refs/heads/release")
    assert base_branch(checkout, None).name == "release"


@pytest.mark.parametrize("variable", VARIABLES)
@pytest.mark.parametrize("why", ["not fetched", "refused", "no git", "no checkout"])
def test_a_branch_that_the_machine_names_and_that_cannot_be_had_ends_with_four(
    variable: str, why: str, checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, "release")
    if why == "refused":
        monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    if why == "no git":
        monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(HubError) as stopped:
        base_branch(tmp_path if why == "no checkout" else checkout, None)
    assert (stopped.value.code, stopped.value.exit_code) == ("unknown-branch", 4)
    assert stopped.value.fix


def test_an_empty_variable_names_no_branch(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_BASE_REF", "")
    assert base_branch(checkout, None).name == "main"


def test_a_file_that_the_branch_has_not_is_none_and_a_branch_that_is_broken_is_told(
    checkout: Path,
) -> None:
    assert text_at(checkout, "main", "permalinks.yml") == LINE
    assert text_at(checkout, "main", "nowhere.yml") is None
    for call in (
        lambda: text_at(checkout, "nowhere", "permalinks.yml"),
        lambda: changed_since(checkout, "nowhere", "editions"),
    ):
        with pytest.raises(HubError) as stopped:
            call()
        assert stopped.value.exit_code == 4


def test_an_edition_that_was_changed_is_seen(checkout: Path) -> None:
    assert changed_since(checkout, "main", "editions") == []
    (checkout / "editions/1/a.txt").write_text("b", encoding="utf-8")
    assert changed_since(checkout, "main", "editions") == ["editions/1/a.txt"]
