"""The published site is replaced whole or not at all, and nothing that somebody else made is ever
replaced."""

from __future__ import annotations

import fcntl
import hashlib
import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hub.problems import HubError
from hub.publish.publish import MANIFEST, Target, check_target, heal, publication
from smallsite import SmallSite, command, finish, tree


def is_whole(site: Path) -> bool:
    """True when the folder holds exactly the files of its manifest, with the right bytes."""
    listed = json.loads((site / MANIFEST).read_text(encoding="utf-8"))["files"]
    found = {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in site.rglob("*")
        if path.is_file()
    }
    found.pop(MANIFEST)
    return bool(found == listed)


def leftovers(root: Path) -> list[str]:
    return [
        path.name for path in root.iterdir() if path.name.startswith((".hub-stage", ".hub-old"))
    ]


def test_a_good_build_publishes_what_its_manifest_lists(built: SmallSite) -> None:
    assert is_whole(built.root / "site")
    assert leftovers(built.root) == []


def test_a_build_that_finds_a_mistake_leaves_the_site_as_it_was(published: SmallSite) -> None:
    before = tree(published.root / "site")
    published.write("content/practices/bad.yml", "title: A\nsummary: B\ntitle: C\n")

    code, output = finish(command(published, "build"))

    assert code == 1
    assert "yaml-duplicate-key" in output
    assert output.endswith("The published site has not been changed.\n")
    assert tree(published.root / "site") == before


@pytest.mark.parametrize("kills", [4, pytest.param(20, marks=pytest.mark.slow)])
def test_a_killed_build_leaves_one_whole_site(published: SmallSite, kills: int) -> None:
    old = json.loads((published.root / "site" / MANIFEST).read_text(encoding="utf-8"))["version"]
    published.write("content/practices/new.yml", "title: A new draft\nstatus: draft\n")
    began = time.perf_counter()
    assert finish(command(published, "build", "--site-dir", "elsewhere"))[0] == 0
    duration = time.perf_counter() - began
    published.write(
        "content/guides/another.md",
        "---\ntitle: Another\nsummary: New.\nstatus: published\nowner: cx-team\nadded:"
        " 2024-05-01\nkind: explainer\n---\n\nNew.\n",
    )
    versions = set()

    for number in range(kills):
        started = command(published, "build")
        try:
            started.wait(timeout=duration * (number + 1) / (kills + 1))
        except subprocess.TimeoutExpired:
            started.kill()
        started.communicate()
        assert is_whole(published.root / "site")
        versions.add(
            json.loads((published.root / "site" / MANIFEST).read_text(encoding="utf-8"))["version"]
        )

    assert old in versions
    assert finish(command(published, "build"))[0] == 0
    assert is_whole(published.root / "site")
    assert (published.root / "site/guides/another/index.html").is_file()
    assert leftovers(published.root) == []


def test_a_full_disk_leaves_the_site_as_it_was(published: SmallSite, tmp_path: Path) -> None:
    if subprocess.run(
        ["unshare", "--map-root-user", "--mount", "true"], check=False, capture_output=True
    ).returncode:
        pytest.skip("this machine lets nobody make a small disk")
    size = (
        sum(
            (path.stat().st_size + 4095) // 4096 * 4
            for path in (published.root / "site").rglob("*")
        )
        + 200
    )
    script = f"""
        mkdir disk && mount -t tmpfs -o size={size}k tmpfs disk && cp -a site disk/site || exit 99
        "$0" -m hub.cli build --site-dir disk/site
        code=$?
        cp -a disk {tmp_path}/copy
        exit $code
    """
    done = subprocess.run(
        ["unshare", "--map-root-user", "--mount", "sh", "-c", script, sys.executable],
        cwd=published.root,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1, done.stdout + done.stderr
    assert "no-space" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert tree(tmp_path / "copy/site") == tree(published.root / "site")
    assert leftovers(tmp_path / "copy") == []


def test_two_builds_at_once_leave_one_whole_site(published: SmallSite) -> None:
    both = [command(published, "build"), command(published, "build")]
    ends = [finish(started) for started in both]

    assert 0 in [code for code, _ in ends]
    assert all(code == 0 or (code == 1 and "site-busy" in output) for code, output in ends)
    assert is_whole(published.root / "site")


def test_a_build_that_must_wait_says_who_is_building(tmp_path: Path) -> None:
    target = Target(tmp_path / "site")
    with publication(target), pytest.raises(HubError) as refused, publication(target):
        pass
    assert refused.value.code == "site-busy"
    assert refused.value.exit_code == 1


def test_a_lock_that_nobody_holds_is_no_hindrance(tmp_path: Path) -> None:
    target = Target(tmp_path / "site")
    with target.lock.open("w") as left:
        fcntl.flock(left, fcntl.LOCK_EX)
    with publication(target) as stage:
        assert stage.is_dir()
    assert not stage.exists()


def test_a_folder_that_is_not_ours_is_refused(published: SmallSite, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "letter.txt").write_text("dear", encoding="utf-8")

    code, output = finish(command(published, "build", "--site-dir", str(home)))

    assert code == 2
    assert "bad-output-dir" in output
    assert [path.name for path in home.iterdir()] == ["letter.txt"]


def test_a_folder_inside_the_content_is_refused(published: SmallSite) -> None:
    code, output = finish(command(published, "build", "--site-dir", "content/site"))

    assert code == 2
    assert "bad-output-dir" in output
    assert not (published.root / "content/site").exists()


def test_a_link_in_place_of_the_site_is_refused(published: SmallSite, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    shutil.move(published.root / "site", victim)
    before = tree(victim)
    (published.root / "site").symlink_to(victim)

    code, output = finish(command(published, "build"))

    assert code == 2
    assert "bad-output-dir" in output
    assert tree(victim) == before


@pytest.mark.parametrize("folder", ["/", ".", "..", "content", "mkdocs.yml"])
def test_no_folder_that_holds_something_else_is_taken(folder: str, built: SmallSite) -> None:
    with pytest.raises(HubError) as refused:
        check_target(built.root / folder, built.root, built.root / "content")
    assert (refused.value.code, refused.value.exit_code) == ("bad-output-dir", 2)


def test_an_empty_or_new_folder_is_taken(built: SmallSite, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "empty", tmp_path / "new", built.root / "site"):
        assert check_target(folder, built.root, built.root / "content").folder == folder.resolve()


def test_a_page_taken_out_of_the_content_leaves_the_site(published: SmallSite) -> None:
    published.write(
        "content/guides/short-lived.md",
        "---\ntitle: Short lived\nsummary: Goes.\nstatus: published\nowner: cx-team\nadded:"
        " 2024-05-01\nkind: explainer\n---\n\nGoes.\n",
    )
    assert finish(command(published, "build"))[0] == 0
    assert any(b"short-lived" in data for _, data in tree(published.root / "site").values())
    (published.root / "content/guides/short-lived.md").unlink()

    assert finish(command(published, "build"))[0] == 0

    assert not [
        name
        for name, (_, data) in tree(published.root / "site").items()
        if "short-lived" in name or b"short-lived" in data
    ]


def test_a_version_that_was_set_aside_comes_back(tmp_path: Path) -> None:
    target = Target(tmp_path / "site")
    target.old.mkdir()
    (target.old / "index.html").write_text("old", encoding="utf-8")
    target.stage.mkdir()

    heal(target)

    assert (target.folder / "index.html").read_text(encoding="utf-8") == "old"
    assert leftovers(tmp_path) == []


def test_a_hub_with_an_empty_collection_can_be_published(published: SmallSite) -> None:
    for collection in ("measures", "terms", "resources", "news"):
        shutil.rmtree(published.root / "content" / collection)
    code, output = finish(command(published, "build"))
    assert code == 0, output
