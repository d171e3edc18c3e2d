"""Same input, same bytes: whoever builds, where, when, in which order, and with which command."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from smallsite import SmallSite, command, finish, tree

SHUFFLED = """
import os, random
from os import listdir, scandir
class Shuffled:
    def __init__(self, path="."):
        self.inner = scandir(path)
        self.entries = list(self.inner)
        random.Random(7).shuffle(self.entries)
        self.left = iter(self.entries)
    def __iter__(self): return self
    def __next__(self): return next(self.left)
    def __enter__(self): return self
    def __exit__(self, *_): self.inner.close()
    def close(self): self.inner.close()
os.scandir = Shuffled
os.listdir = lambda path=".": sorted(listdir(path), key=lambda name: hash(str(name)[::-1]))
"""
LATER = """
import datetime, time
SHIFT = 400 * 86400
class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return super().now(tz) + datetime.timedelta(seconds=SHIFT)
    utcnow = now
    @classmethod
    def today(cls):
        return cls.now()
datetime.datetime = Later
real, gm, local = time.time, time.gmtime, time.localtime
time.time = lambda: real() + SHIFT
time.gmtime = lambda seconds=None: gm(time.time() if seconds is None else seconds)
time.localtime = lambda seconds=None: local(time.time() if seconds is None else seconds)
"""


def assert_same(one: Path, other: Path) -> None:
    first, second = tree(one), tree(other)
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []


def build(site: SmallSite, **environment: str | None) -> Path:
    code, output = finish(command(site, "build", SOURCE_DATE_EPOCH=None, **environment))
    assert code == 0, output
    return site.root / "site"


def test_a_second_build_gives_the_same_bytes(published: SmallSite, built: SmallSite) -> None:
    for path in published.root.rglob("*"):
        os.utime(path, (1, 1))
    assert_same(build(published), built.root / "site")


def test_another_machine_gives_the_same_bytes(
    published: SmallSite, built: SmallSite, tmp_path: Path
) -> None:
    far = tmp_path / "b/long/path with spaces/and ü"
    shutil.copytree(published.root, far, ignore=shutil.ignore_patterns("site", ".hub-*"))
    before = os.umask(0o077)
    try:
        site = build(
            SmallSite(far),
            PYTHONHASHSEED="2",
            TZ="Asia/Tokyo",
            LC_ALL="tr_TR.UTF-8",
            LANGUAGE="tr",
            HOSTNAME="elsewhere",
            USER="somebody",
            HOME=str(tmp_path),
        )
    finally:
        os.umask(before)
    assert_same(site, built.root / "site")
    first = build(published, PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C")
    assert_same(first, site)
    assert not [name for name, (_, data) in tree(site).items() if b"path with spaces" in data]


@pytest.mark.parametrize("tampering", [SHUFFLED, LATER], ids=["order", "clock"])
def test_the_world_does_not_show(
    tampering: str, published: SmallSite, built: SmallSite, tmp_path: Path
) -> None:
    (tmp_path / "first").mkdir()
    (tmp_path / "first/sitecustomize.py").write_text(tampering, encoding="utf-8")
    assert_same(build(published, PYTHONPATH=str(tmp_path / "first")), built.root / "site")


def test_mkdocs_build_gives_the_same_bytes(published: SmallSite, built: SmallSite) -> None:
    shutil.rmtree(published.root / "site")
    code, output = finish(command(published, "build", tool="mkdocs", SOURCE_DATE_EPOCH=None))
    assert code == 0, output
    assert_same(published.root / "site", built.root / "site")


@pytest.mark.parametrize("typed", ["", "tomorrow", "-1", "1.5", "٣", "99999999999", "9" * 30])
def test_an_odd_source_date_is_refused(typed: str, published: SmallSite) -> None:
    if typed not in ("", "tomorrow"):
        from hub.problems import HubError
        from hub.project.clock import source_date_epoch

        with pytest.MonkeyPatch.context() as patch, pytest.raises(HubError):
            patch.setenv("SOURCE_DATE_EPOCH", typed)
            source_date_epoch()
        return
    before = tree(published.root / "site")
    code, output = finish(command(published, "build", SOURCE_DATE_EPOCH=typed))
    assert (code, "bad-source-date-epoch" in output) == (2, True)
    assert tree(published.root / "site") == before
