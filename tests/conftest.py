"""Small sites to build, and how golden files are rewritten."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bad.play import Outcome, play
from hub.build import Project, Result, prepare
from hub.problems import Report
from hub.project.settings import Settings
from smallsite import ROOT, SmallSite, command, copy_of_site, finish, with_theme

TODAY = "1795564800"  # 2026-11-25: the clock of the machine that runs the tests does not matter


def pytest_configure(config: pytest.Config) -> None:
    # what builds keep for the next time stays out of the home of who runs the tests
    os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="hub-test-cache-")


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(os.environ["XDG_CACHE_HOME"], ignore_errors=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-goldens",
        action="store_true",
        help="Write the golden files anew instead of comparing with them.",
    )


@pytest.fixture(autouse=True)
def _fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", TODAY)


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    """The fixture site with the real vocabulary."""
    return copy_of_site(tmp_path / "project")


@pytest.fixture(scope="session")
def new_site(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], SmallSite]:
    """As many copies of the fixture site as a test wants."""
    return lambda: copy_of_site(tmp_path_factory.mktemp("site") / "project")


@pytest.fixture
def report() -> Report:
    return Report()


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with a file below tests/golden, or write that file with --update-goldens."""

    def compare(name: str, text: str) -> None:
        path = ROOT / "tests/golden" / name
        if request.config.getoption("--update-goldens"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.is_file(), f"{name} is new. Write it with: pytest --update-goldens"
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture(scope="session")
def outcome_of(new_site: Callable[[], SmallSite]) -> Callable[[dict[str, Any]], Outcome]:
    """Each case is played once, however many tests look at it."""
    played: dict[str, Outcome] = {}

    def outcome(case: dict[str, Any]) -> Outcome:
        if case["id"] not in played:
            played[case["id"]] = play(case, new_site())
        return played[case["id"]]

    return outcome


@pytest.fixture(scope="session")
def shipped() -> Result:
    """The hub that is shipped, composed once. Tests look at it and leave it as it is."""
    return prepare(Project.at(ROOT), Settings(edit_url="https://host.example/edit/"))


@pytest.fixture(scope="session")
def built(new_site: Callable[[], SmallSite]) -> SmallSite:
    """The fixture site, published once below `site/`, without SOURCE_DATE_EPOCH. Tests copy it."""
    site = with_theme(new_site())
    code, output = finish(command(site, "build", SOURCE_DATE_EPOCH=None))
    assert code == 0, output
    return site


@pytest.fixture
def published(built: SmallSite, tmp_path: Path) -> SmallSite:
    """A copy of the published fixture site that a test may spoil."""
    shutil.copytree(built.root, tmp_path / "project")
    return SmallSite(tmp_path / "project")
