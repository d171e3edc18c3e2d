"""Warm equals cold: whatever was built before, a build gives what a build from nothing gives, or
refuses it with the same words: bytes, rights, and the times that readers' programs rely on."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smalledits import EDITS, Edit, add_entry, edit_text, edit_title, touch_everything
from smallsite import SmallSite, command, finish, tree

Step = tuple[Edit, int]
STEPS = st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 99)), min_size=1, max_size=4)


@dataclass(frozen=True)
class Build:
    """What a build said, and the site that stands there after it."""

    code: int
    output: str
    files: dict[str, tuple[int, bytes]]
    old_times: dict[str, int]  # of the files that kept the time they had


def build(root: Path, cache: Path) -> Build:
    """Build the project with what that cache remembers."""
    before = times(root / "site")
    started = command(SmallSite(root), "build", SOURCE_DATE_EPOCH=None, XDG_CACHE_HOME=str(cache))
    code, output = finish(started)
    after = times(root / "site")
    kept = {name: time for name, time in after.items() if before.get(name) == time}
    return Build(code, output, tree(root / "site"), kept)


def times(site: Path) -> dict[str, int]:
    return {
        path.relative_to(site).as_posix(): path.stat().st_mtime_ns
        for path in site.rglob("*")
        if path.is_file()
    }


def check(steps: list[Step], published: Path, work: Path) -> None:
    """Build after every step with what was remembered; after the last, from nothing as well."""
    warm, cold = work / "warm", work / "cold"
    shutil.copytree(published, warm, copy_function=shutil.copy2)
    for edit, number in steps[:-1]:
        edit(warm, number)
        build(warm, work / "warm-cache")
    edit, number = steps[-1]
    edit(warm, number)
    shutil.copytree(warm, cold, copy_function=shutil.copy2)
    one, other = build(warm, work / "warm-cache"), build(cold, work / "cold-cache")

    assert one.code == other.code, one.output + other.output
    if one.code:
        assert one.output == other.output
    assert sorted(one.files) == sorted(other.files)
    assert [name for name in one.files if one.files[name] != other.files[name]] == []
    assert one.old_times == other.old_times


@pytest.mark.parametrize(
    "steps",
    [
        [(edit_text, 0), (edit_text, 1)],
        [(add_entry, 3), (edit_title, 2), (touch_everything, 0)],
    ],
    ids=["texts", "names"],
)
def test_a_build_gives_what_a_build_from_nothing_gives(
    steps: list[Step], built: SmallSite, tmp_path: Path
) -> None:
    check(steps, built.root, tmp_path)


@pytest.mark.slow
def test_whatever_people_do_a_build_gives_what_a_build_from_nothing_gives(
    built: SmallSite, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """HUB_SEQUENCES says how many sequences of edits are tried."""

    @settings(
        max_examples=int(os.environ.get("HUB_SEQUENCES", "20")),
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
        print_blob=True,
    )
    @given(STEPS)
    def whatever(steps: list[Step]) -> None:
        work = tmp_path_factory.mktemp("sequence")
        try:
            check(steps, built.root, work)
        finally:
            shutil.rmtree(work)

    whatever()
