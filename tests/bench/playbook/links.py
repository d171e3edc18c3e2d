"""The permalink check on the shipped hub, and on a hub of 300 pages of the same length.

The entries of the shipped hub refer to one another too closely to take some of them out. So a hub
of 300 pages is made: the site of the tests, and guides that hold the words of shipped pages.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from tools import HUB, PROJECT, Run, copy_of_project, fresh, ours, timed

ASKED = 300  # pages


def prepared(work: Path) -> dict[str, tuple[int, Path]]:
    """Two projects whose every address is frozen, each with its number of pages with an id."""
    shipped = copy_of_project(work / "links/shipped", Path.cwd())
    return {"made": _made(work), "shipped": (_frozen(shipped, work), shipped)}


def check(project: Path, work: Path) -> Run:
    """What `hub links check` takes, without git."""
    return timed(
        [HUB, "--project", project, "links", "check"],
        XDG_CACHE_HOME=str(fresh(work / "links/cache")),
    )[0]


def _made(work: Path) -> tuple[int, Path]:
    project = copy_of_project(work / "links/made", Path.cwd())
    shutil.rmtree(project / "content")
    # the files of an edition lead to pages of the shipped hub
    shutil.rmtree(project / "editions", ignore_errors=True)
    shutil.copytree(PROJECT / "tests/bad/site/content", project / "content")
    shutil.copytree(Path("content/vocabulary"), project / "content/vocabulary")
    few = _frozen(project, work)
    ours("guides.py", project / "content/guides", str(ASKED - few))
    return _frozen(project, work), project


def _frozen(project: Path, work: Path) -> int:
    """Give out every address of a project that has given out none; the number of its pages with an
    id."""
    ledger = project / "permalinks.yml"
    ledger.unlink(missing_ok=True)
    timed(
        [HUB, "--project", project, "links", "freeze"],
        XDG_CACHE_HOME=str(fresh(work / "links/cache")),
    )
    return sum(
        1
        for line in ledger.read_text(encoding="utf-8").splitlines()
        if 'at: "' in line and "#" not in line
    )
