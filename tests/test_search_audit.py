"""The last look at the search index: what is missing, broken, left over or leads nowhere is
told."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from hub.audit.searchfiles import audit_search
from hub.problems import Report
from hub.search import export
from hub.search.documents import SearchDocument, Section
from hub.search.export import write_files
from hub.search.shards import compressed, json_bytes
from smallindex import doc, files_of

PAGES = [
    doc("guides/a/", "Journey map", "Draw it.", facets={"collection": (("guides", "Guides"),)}),
    SearchDocument(
        "terms/b/",
        "Trust",
        sections=(Section("", "", "What people expect."), Section("more", "More", "Forms.")),
    ),
]
IDS: Mapping[str, set[str]] = {
    "guides/a/index.html": set(),
    "terms/b/index.html": {"more"},
    "index.html": set(),
}


@pytest.fixture(params=[True, False], ids=["bundled", "sharded"])
def folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sound index in both of its forms."""
    if not request.param:
        monkeypatch.setattr(export, "BUNDLED_BYTES", 0)
    write_files(files_of(PAGES), tmp_path)
    return tmp_path


def told(folder: Path, ids: Mapping[str, set[str]] = IDS) -> list[str]:
    report = Report()
    audit_search(folder, ids, report)
    assert {problem.code for problem in report.problems} <= {"audit-search"}
    return [
        f"{problem.place.path.split('/')[-1]}: {problem.message}" for problem in report.sorted()
    ]


def the(folder: Path, name: str) -> Path:
    (path,) = folder.rglob(name)
    return path


def rewrite(path: Path, change: Callable[[Any], Any]) -> None:
    path.write_bytes(compressed(json_bytes(change(json.loads(gzip.decompress(path.read_bytes()))))))


def test_a_sound_index_passes(folder: Path) -> None:
    assert told(folder) == []


def test_no_index_is_nothing_to_audit(tmp_path: Path) -> None:
    assert told(tmp_path / "nowhere") == []


def test_each_file_is_missed(folder: Path) -> None:
    for path in [path for path in folder.rglob("*.bin") if path.name != "manifest.bin"]:
        data = path.read_bytes()
        path.unlink()
        assert told(folder) == [
            f"{path.name}: The search index names this file, and it is not among the published"  # noqa: ISC004
            " files."
        ]
        path.write_bytes(data)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[:-1],
        lambda data: data[:-8] + b"\0" * 8,
        lambda data: b"",
        lambda data: b"<!doctype html>",
    ],
)
def test_each_file_that_is_not_whole_is_told(spoil: Callable[[bytes], bytes], folder: Path) -> None:
    for path in [path for path in folder.rglob("*.bin") if path.name != "manifest.bin"]:
        data = path.read_bytes()
        path.write_bytes(spoil(data))
        assert told(folder) == [
            f"{path.name}: This file of the search index is not a whole gzip file."
        ]
        path.write_bytes(data)


@pytest.mark.parametrize("name", ["t99.bin", "c1.bin", "s99.bin", "x2.bin", "y.bin"])
def test_a_file_that_nobody_asks_for_is_told(name: str, folder: Path) -> None:
    (the(folder, "x0.bin").parent / name).write_bytes(compressed(b"{}"))
    assert told(folder) == [f"{name}: This file is not part of the search index."]


def test_the_files_of_yesterday_are_told(folder: Path) -> None:
    (folder / "en/000000000000").mkdir()
    (folder / "en/000000000000/x0.bin").write_bytes(b"")
    assert told(folder) == ["x0.bin: This file is not part of the search index."]


def test_a_page_that_is_not_published_is_told(folder: Path) -> None:
    assert told(folder, {"terms/b/index.html": {"more"}}) == [
        'x0.bin: The search finds "guides/a/", and that page is not published.'
    ]


def test_a_section_that_is_not_on_its_page_is_told(folder: Path) -> None:
    assert told(folder, {**IDS, "terms/b/index.html": {"other"}}) == [
        'x1.bin: The search leads to "terms/b/#more", and that id is not on the page.'
    ]


def test_a_page_that_is_not_json_is_told(folder: Path) -> None:
    the(folder, "x1.bin").write_bytes(compressed(b"{"))
    assert told(folder) == ["x1.bin: This file of the search index is not JSON."]


@pytest.mark.parametrize("value", [[], {}, "x", {"n": 1}])
def test_a_manifest_that_says_nothing_is_told(value: object, folder: Path) -> None:
    rewrite(the(folder, "manifest.bin"), lambda held: value)
    problems = told(folder)
    assert "manifest.bin: This file does not say what the search index holds." in problems
    assert {problem.split(": ")[1] for problem in problems} == {
        "This file does not say what the search index holds.",
        "This file is not part of the search index.",
    }


@pytest.mark.parametrize("data", [b"", b"{}", compressed(b"{")])
def test_a_manifest_that_cannot_be_read_is_told(data: bytes, folder: Path) -> None:
    the(folder, "manifest.bin").write_bytes(data)
    assert [problem for problem in told(folder) if problem.startswith("manifest.bin")]


def test_every_language_is_audited(folder: Path) -> None:
    write_files(files_of([doc("es/guides/a/", "Mapa")], language="es"), folder)
    assert told(folder) == [
        'x0.bin: The search finds "es/guides/a/", and that page is not published.'
    ]
