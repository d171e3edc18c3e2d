"""The permalink check on the shipped hub, and on the hub with more pages, so that its seconds can be told for 300."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

from tools import HERE, HUB, Run, copy_of_project, fresh, timed

ASKED = 300  # pages
MORE = 300  # entries that are copied


def prepared(work: Path) -> dict[int, Path]:
    """Two projects whose every address is frozen, by their number of pages with an id: the shipped hub, and 300 entries more."""
    return dict(_frozen(copy_of_project(work / f"links/{name}", Path.cwd()), work, more=more) for name, more in (("shipped", 0), ("more", MORE)))


def check(project: Path, work: Path) -> Run:
    """What `hub links check` takes, without git."""
    return timed([HUB, "--project", project, "links", "check"], XDG_CACHE_HOME=str(fresh(work / "links/cache")))[0]


def at_asked(small: tuple[int, float], large: tuple[int, float]) -> float:
    """Seconds for 300 pages, on the straight line through two sizes, each given as (pages, seconds)."""
    slope = (large[1] - small[1]) / (large[0] - small[0])
    return small[1] + slope * (ASKED - small[0])


def _frozen(project: Path, work: Path, *, more: int) -> tuple[int, Path]:
    if more:
        content = project / "content"
        bench = _bench_of_builds()
        entries = sum(1 for path in (*content.rglob("*.md"), *content.rglob("*.yml")) if path.relative_to(content).parts[0] not in ("vocabulary", "es"))
        bench.more_entries(content, entries + more)
    timed([HUB, "--project", project, "links", "freeze"], XDG_CACHE_HOME=str(fresh(work / "links/cache")))
    lines = (project / "permalinks.yml").read_text(encoding="utf-8").splitlines()
    return sum(1 for line in lines if 'at: "' in line and "#" not in line and "gone:" not in line and "to:" not in line), project


def _bench_of_builds() -> ModuleType:
    """tests/bench/run.py, which knows how to copy entries. Its name is that of the run.py beside this file."""
    name = "bench_of_builds"
    spec = importlib.util.spec_from_file_location(name, HERE.parent / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
