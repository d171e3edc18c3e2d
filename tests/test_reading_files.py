"""The one door to content/: names, sizes, encodings, and what stands behind a name."""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from hub.problems import Report
from hub.reading import files
from hub.reading.filenames import suggested_slug
from hub.reading.files import read_content

COLLECTIONS = ("practices", "guides")


def read(root: Path, report: Report) -> list[str]:
    return [file.path for file in read_content(root, COLLECTIONS, ("es",), report)]


def codes(report: Report) -> list[str]:
    return [problem.code for problem in report.sorted()]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    for folder in ("practices", "guides", "images", "vocabulary"):
        (tmp_path / "content" / folder).mkdir(parents=True)
    return tmp_path / "content"


@pytest.fixture
def nobody() -> Iterator[Path]:
    """A content folder that the test sees with the rights of an ordinary user."""
    folder = Path(tempfile.mkdtemp(prefix="hub-nobody-"))
    folder.chmod(0o755)
    (folder / "content/guides").mkdir(parents=True)
    (folder / "content/guides/a.md").write_text("---\ntitle: A\n---\n", encoding="utf-8")
    was = os.geteuid()
    yield folder / "content"
    os.seteuid(was)
    for path in folder.rglob("*"):
        path.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.parametrize("locked", ["guides", "guides/a.md"])
def test_what_may_not_be_read_is_told_with_the_systems_reason(
    locked: str, nobody: Path, report: Report
) -> None:
    (nobody / locked).chmod(0)
    if os.geteuid() == 0:
        os.seteuid(65534)
    assert read(nobody, report) == []
    assert [str(problem.place) for problem in report.sorted()] == [f"content/{locked}"]
    assert codes(report) == ["not-readable"]
    assert "Permission denied" in report.problems[0].message


def test_files_come_in_an_order_of_their_own(content: Path, report: Report) -> None:
    for name in ("practices/b.yml", "guides/z.md", "practices/a.yml"):
        (content / name).write_text("title: T\n", encoding="utf-8")
    assert read(content, report) == [
        "content/guides/z.md",
        "content/practices/a.yml",
        "content/practices/b.yml",
    ]


def test_a_socket_is_not_a_file(
    content: Path, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(content / "guides")
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("socket.md")
    assert read(content, report) == []
    assert codes(report) == ["not-a-file"]


@pytest.mark.parametrize("name", [".gitkeep", ".DS_Store"])
def test_two_names_are_passed_over(name: str, content: Path, report: Report) -> None:
    (content / "guides" / name).write_bytes(b"\0")
    assert read(content, report) == []
    assert codes(report) == []


@pytest.mark.parametrize(
    "name",
    [
        "A.md",
        "a b.md",
        "a_b.md",
        "-a.md",
        "a-.md",
        "a--b.md",
        "ä.md",
        "a.b.md",
        "con.md",
        "LPT1.md",
        "x" * 65 + ".md",
        ".hidden.md",
    ],
)
def test_other_names_are_refused(name: str, content: Path, report: Report) -> None:
    (content / "guides" / name).write_text("---\ntitle: T\n---\n", encoding="utf-8")
    assert read(content, report) == []
    assert codes(report) == ["bad-filename"]


@pytest.mark.parametrize("name", ["a.md", "a-1.yml", "404-pages.md", "x" * 64 + ".md"])
def test_good_names_are_taken(name: str, content: Path, report: Report) -> None:
    (content / "guides" / name).write_text("title: T\n", encoding="utf-8")
    assert read(content, report) == [f"content/guides/{name}"]


@pytest.mark.parametrize(
    ("one", "other"), [("map.md", "MAP.md"), ("strasse.md", "straße.md"), ("ﬁle.md", "file.md")]
)
def test_names_that_are_one_name_elsewhere_collide(
    one: str, other: str, content: Path, report: Report
) -> None:
    for name in (one, other):
        (content / "guides" / name).write_text("x", encoding="utf-8")
    read(content, report)
    assert codes(report) == ["filename-collision"]


@pytest.mark.parametrize(
    ("data", "code", "place"),
    [
        (b"title: \xff\n", "not-utf8", "1:8"),
        (b"a\n\xc3\xa9\xc3", "not-utf8", "2:2"),
        (b"\xed\xa0\x80", "not-utf8", "1:1"),
        (b"\xfe\xff\x00a", "not-utf8", "1:1"),
        (b"a\nb\x00", "forbidden-character", "2:2"),
        (b"\xef\xbb\xbf\xef\xbb\xbfa", "forbidden-character", "1:1"),
        ("a\u2066b".encode(), "forbidden-character", "1:2"),
        ("a\U000e0041".encode(), "forbidden-character", "1:2"),
        ("a\ufffe".encode(), "forbidden-character", "1:2"),
    ],
)
def test_bytes_that_are_no_text_are_told_with_their_place(
    data: bytes, code: str, place: str, content: Path, report: Report
) -> None:
    (content / "guides/a.md").write_bytes(data)
    read(content, report)
    assert [f"{problem.place} {problem.code}" for problem in report.sorted()] == [
        f"content/guides/a.md:{place} {code}"
    ]


def test_text_is_composed_and_its_line_ends_are_made_one(content: Path, report: Report) -> None:
    (content / "guides/a.md").write_bytes(b"\xef\xbb\xbfa\r\nb\rCafe\xcc\x81")
    (file,) = read_content(content, COLLECTIONS, (), report)
    assert file.text == "a\nb\nCafé"


@pytest.mark.parametrize("welcome", ["خدمات", "👨‍👩‍👧", "नमस्ते", "می‌خواهم", "ﬀ", "\t", "é"])
def test_letters_of_every_script_are_welcome(welcome: str, content: Path, report: Report) -> None:
    (content / "guides/a.md").write_text(welcome, encoding="utf-8")
    assert read(content, report) == ["content/guides/a.md"]


def test_too_many_files_are_one_problem(
    content: Path, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MAX_FILES", 2)
    for number in range(3):
        (content / f"guides/a{number}.md").write_text("x", encoding="utf-8")
    assert read(content, report) == []
    assert codes(report) == ["too-many-files"]


def test_an_index_file_is_the_entry_of_its_folder(content: Path, report: Report) -> None:
    (content / "guides/a").mkdir()
    (content / "guides/a/index.md").write_text("x", encoding="utf-8")
    (file,) = read_content(content, COLLECTIONS, (), report)
    assert (file.stem, file.is_index) == ("a", True)


def test_a_file_below_a_language_has_that_language(content: Path, report: Report) -> None:
    (content / "es/guides").mkdir(parents=True)
    (content / "es/guides/a.md").write_text("x", encoding="utf-8")
    (file,) = read_content(content, COLLECTIONS, ("es",), report)
    assert (file.language, file.folder, file.stem) == ("es", "guides", "a")


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("Journey Map", "journey-map"),
        ("  Café -- 2 ", "cafe-2"),
        ("日本", ""),
        ("a" * 80, "a" * 64),
        ("R&D: O'Brien", "r-d-o-brien"),
    ],
)
def test_a_name_of_the_right_form_is_suggested(typed: str, slug: str) -> None:
    assert suggested_slug(typed) == slug
