"""A new version of a published file is later than every old one, and what did not change keeps its
time."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest

from hub.publish.filetimes import set_times
from hub.publish.publish import Target, publication, settle, swap, write_manifest
from smallsite import SmallSite, command, finish


def publish(folder: Path, files: dict[str, str]) -> dict[str, int]:
    """Publish files as a build does, and return the time of each, in whole seconds."""
    target = Target(folder)
    with publication(target) as stage:
        for name, text in files.items():
            (stage / name).parent.mkdir(parents=True, exist_ok=True)
            (stage / name).write_text(text, encoding="utf-8")
        write_manifest(stage)
        settle(target)
        swap(target)
    return times(folder)


def times(folder: Path) -> dict[str, int]:
    return {
        path.relative_to(folder).as_posix(): int(path.stat().st_mtime)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_what_changed_is_later_though_no_longer_and_the_rest_keeps_its_time(tmp_path: Path) -> None:
    first = publish(tmp_path / "site", {"a/index.html": "five", "b.html": "same"})
    second = publish(tmp_path / "site", {"a/index.html": "nine", "b.html": "same"})
    assert second["a/index.html"] > first["a/index.html"]
    assert second["hub-manifest.json"] > first["hub-manifest.json"]
    assert second["b.html"] == first["b.html"]
    assert max(second.values()) <= time.time()


@pytest.mark.parametrize(
    "ahead", [-400 * 86400, -60, 0], ids=["long ago", "a minute ago", "this second"]
)
def test_the_old_version_may_have_any_time_that_has_come(ahead: int, tmp_path: Path) -> None:
    publish(tmp_path / "site", {"a.html": "five"})
    old = int(time.time()) + ahead
    for path in (tmp_path / "site").iterdir():
        os.utime(path, (old, old))
    new = publish(tmp_path / "site", {"a.html": "nine"})["a.html"]
    assert old < new <= time.time()


def test_where_the_clock_was_put_back_the_order_of_versions_holds(tmp_path: Path) -> None:
    publish(tmp_path / "site", {"a.html": "five", "b.html": "same"})
    old = int(time.time()) + 86400
    os.utime(tmp_path / "site/b.html", (old, old))
    assert publish(tmp_path / "site", {"a.html": "nine", "b.html": "same"}) == {
        "a.html": old + 1,
        "b.html": old,
        "hub-manifest.json": old + 1,
    }


def test_a_page_that_was_gone_for_a_while_comes_back_later_than_it_was(tmp_path: Path) -> None:
    publish(tmp_path / "site", {"a.html": "five"})
    was = int(time.time()) + 86400
    os.utime(tmp_path / "site/a.html", (was, was))
    publish(tmp_path / "site", {"b.html": "other"})
    assert publish(tmp_path / "site", {"a.html": "nine"})["a.html"] > was


def test_a_build_that_changes_nothing_leaves_every_time_as_it_was(tmp_path: Path) -> None:
    first = publish(tmp_path / "site", {"a/index.html": "five"})
    folder = (tmp_path / "site/a").stat().st_mtime_ns
    assert publish(tmp_path / "site", {"a/index.html": "five"}) == first
    assert (tmp_path / "site/a").stat().st_mtime_ns == folder


def test_a_link_in_the_old_site_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "new").mkdir()
    (tmp_path / "secret").write_text("five", encoding="utf-8")
    os.utime(tmp_path / "secret", (1, 1))
    (tmp_path / "old/a.html").symlink_to(tmp_path / "secret")
    (tmp_path / "new/a.html").write_text("five", encoding="utf-8")
    set_times(tmp_path / "new", tmp_path / "old")
    assert (tmp_path / "new/a.html").stat().st_mtime > 1


def test_a_word_of_the_same_length_is_published_anew_whatever_the_source_date_says(
    published: SmallSite,
) -> None:
    guide = (
        "---\ntitle: Callbacks\nsummary: How soon we call back.\nstatus: published\nowner:"
        " cx-team\nadded: 2024-05-01\nkind: explainer\n---\n\nWe call within {} days.\n"
    )
    published.write("content/guides/callbacks.md", guide.format("five"))
    assert finish(command(published, "build", SOURCE_DATE_EPOCH="1795564800"))[0] == 0
    before = published.root / "before"
    shutil.copytree(published.root / "site", before)
    published.write("content/guides/callbacks.md", guide.format("nine"))
    code, output = finish(command(published, "build", SOURCE_DATE_EPOCH="1714521600"))
    assert code == 0, output

    old, new = times(before), times(published.root / "site")
    assert f"{len(new):,} files" in output
    assert "clock" not in output
    changed = {
        name
        for name in new
        if name not in old
        or (before / name).read_bytes() != (published.root / "site" / name).read_bytes()
    }
    assert {"guides/callbacks/index.html", "search/en/manifest.bin"} <= changed
    assert [
        name for name in changed if new[name] <= max(old.values()) or new[name] > time.time()
    ] == []
    assert [name for name in new if name not in changed and new[name] != old[name]] == []


def test_a_site_from_the_future_is_told(published: SmallSite) -> None:
    ahead = int(time.time()) + 86400 * 400
    os.utime(published.root / "site/index.html", (ahead, ahead))
    code, output = finish(command(published, "build"))
    assert (code, "which this machine's clock has not reached" in output) == (0, True), output
