"""Files that programs keep beside those of people: passed over, and never advised."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from hub.reading.filenames import wrong_with_name
from hub.reading.litter import copied_from, is_litter, state_of
from smallsite import SmallSite

LITTER = (
    ".sample.md.swp .sample.md.swo .sample.md.un~ .#sample.md ._sample.md .DS_Store .gitkeep"
    " .gitignore .git .obsidian .vscode .idea .trash sample.md~ sample.md.~1~ #sample.md#"
    " ~$sample.md ~syncthing~sample.md.tmp .syncthing.sample.md.tmp .goutputstream-AB12CD"
    " .~lock.sample.md# .nfs0001 sample.md.bak sample.md.orig sample.md.rej sample.md.tmp"
    " sample.md.tmp.4711 sample.swp sample.md.save sample.md.save.1 sample.md___jb_tmp___ 4913"
    " Thumbs.db thumbs.db ehthumbs.db desktop.ini Desktop.ini __MACOSX $RECYCLE.BIN @eaDir"
    " lost+found photo.jpg.part"
).split()
LITTER += ["Icon\r", "System Volume Information"]
HONEST = (
    "sample.md sample.yml swp.md tmp.md backup-plan.md thumbs-up.md desktop.yml old.md 4914.md"
    " git.md ds-store.md part.yml a.png .secret.md .hidden-one.yml".split()
)


@pytest.mark.parametrize("name", LITTER)
def test_a_file_of_a_program_is_passed_over(name: str, site: SmallSite) -> None:
    assert is_litter(name)
    for folder in ("content/practices", "content/images", "content", "content/es/guides"):
        (site.root / folder / name).write_bytes(b"\x00\xffnothing")
    assert site.problems() == []


@pytest.mark.parametrize("name", HONEST)
def test_a_file_of_a_person_is_not(name: str) -> None:
    assert not is_litter(name)


def test_a_folder_of_a_program_is_passed_over_with_all_that_is_in_it(site: SmallSite) -> None:
    for folder in (".obsidian", ".git", "__MACOSX", "@eaDir"):
        site.write(f"content/{folder}/app.json", "{}").write(
            f"content/practices/{folder}/x.md", "no entry"
        )
    assert site.problems() == []


def test_a_lock_of_emacs_that_leads_nowhere_is_passed_over(site: SmallSite) -> None:
    (site.root / "content/practices/.#sample.md").symlink_to("somebody@host.123:456")
    assert site.problems() == []


COPIES = {
    "sample.sync-conflict-20261124-101010-ABCDEFG": "sample",
    "sample (Jane's conflicted copy 2026-11-24)": "sample",
    "sample (conflicted copy 2026-11-24 101010)": "sample",
    "sample (copia en conflicto de Ana 2026-11-24)": "sample",
    "sample_conflict-20261124-101010": "sample",
    "sample - Copy": "sample",
    "sample - Copy (2)": "sample",
    "sample copy": "sample",
    "sample copy 3": "sample",
    "Copy of sample": "sample",
    "sample - copia": "sample",
    "sample (1)": "sample",
    "sample 2": "sample",
}


@pytest.mark.parametrize("stem", COPIES)
def test_a_second_copy_is_named_as_one(stem: str, site: SmallSite) -> None:
    assert copied_from(stem) == COPIES[stem]
    site.write(f"content/practices/{stem}.md", "---\ntitle: A\n---\n")
    (problem,) = site.check().report.problems
    assert problem.code == "bad-filename"
    assert 'second copy of "sample.md"' in problem.message
    assert "remove this file" in problem.rows[0][1]


@pytest.mark.parametrize("stem", ["Journey 2", "Annual report (1)", "Design copy"])
def test_a_name_that_ends_like_a_copy_is_none_without_the_first(stem: str, site: SmallSite) -> None:
    site.write(f"content/practices/{stem}.md", "---\ntitle: A\n---\n")
    (problem,) = site.check().report.problems
    assert problem.rows[0][0] == "Rename it to"


@pytest.mark.parametrize(
    ("name", "there", "advice"),
    [
        ("Sample.md", ["sample.md"], "sample-2.md"),
        ("Sample Practice.md", [], "sample-practice.md"),
        ("Sample Practice.md", ["sample-practice.md"], "sample-practice-2.md"),
        ("Sample Practice.md", ["sample-practice.yml"], "sample-practice-2.md"),
        (
            "Sample Practice.md",
            ["sample-practice/index.md", "sample-practice-2.md"],
            "sample-practice-3.md",
        ),
        ("CON.md", ["about-con.md"], "for example about-con-2.md"),
        ("日本.md", ["map-the-journey.md"], "for example map-the-journey-2.md"),
        (".sample.md", ["sample.md"], "sample-2.md"),
        ("My Folder/index.md", ["my-folder.md"], "my-folder-2"),
        ("A" * 70 + ".md", ["a" * 64 + ".md"], "a" * 59 + "-2.md"),
        ("Big Photo.PNG", ["big-photo.png"], "big-photo-2.png"),
    ],
)
def test_no_advice_is_a_name_that_something_has(
    name: str, there: list[str], advice: str, tmp_path: Path
) -> None:
    for file in (name, *there):
        (tmp_path / "practices" / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "practices" / file).write_text("", encoding="utf-8")
    parts = ("practices", *name.split("/"))
    wrong = wrong_with_name(parts, os.fsencode(tmp_path.joinpath(*parts)))
    assert wrong is not None
    assert wrong[1][0] == ("Rename it to", advice)


def test_a_preview_sees_no_change_when_a_program_comes_and_goes(site: SmallSite) -> None:
    before = state_of([site.root / "content"])
    swap = site.root / "content/practices/.sample.md.swp"
    swap.write_bytes(b"b0VIM")
    (site.root / "content/.obsidian").mkdir()
    (site.root / "content/.obsidian/app.json").write_text("{}", encoding="utf-8")
    assert state_of([site.root / "content"]) == before
    os.utime(site.root / "content/practices/sample.md", (1, 1))
    assert state_of([site.root / "content"]) != before
