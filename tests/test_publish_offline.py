"""The zip for reading without a network: every link leads to a file, the search has its data, and
the bytes are the same each time."""

from __future__ import annotations

import json
import posixpath
import re
from pathlib import Path
from zipfile import ZipFile

from bad.play import run
from hub.publish.offline import FOLDER, offline_zip
from smallsite import SmallSite


def small(folder: Path) -> Path:
    pages = {
        "index.html": (
            '<a href="a/">A</a> <a href="./">Home</a> <a href="">Here</a> <a href="#top">Top</a> <a'
            ' href="https://example.gov/a/">Out</a> <a href="mailto:a@b.gov">Mail</a><code>&lt;a'
            ' href="x/"&gt;</code>'
        ),
        "a/index.html": (
            '<a href="../">Home</a> <a href="..">Home</a> <a href="../a/?q=1#x">A</a> <form'
            ' action="../search/"></form><img src="../images/p.png">'
        ),
        "search/index.html": "<p>Search",
        "go/a/index.html": (
            '<meta http-equiv="refresh" content="0; url=../../a/#x"><meta name="description"'
            ' content="0; url=a/ b">'
        ),
    }
    for name, text in pages.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "search/en/abc").mkdir(parents=True)
    (folder / "search/en/manifest.bin").write_bytes(b"\x1f\x8bmanifest")
    (folder / "search/en/abc/t0.bin").write_bytes(b"\x1f\x8bshard")
    (folder / "_headers").write_text("/*\n", encoding="utf-8")
    return folder


def test_folders_become_files_and_nothing_else_changes(tmp_path: Path) -> None:
    offline_zip(small(tmp_path / "site"), tmp_path / "hub.zip")
    with ZipFile(tmp_path / "hub.zip") as archive:
        home, inner = (
            archive.read(f"{FOLDER}/{name}").decode() for name in ("index.html", "a/index.html")
        )
    assert re.findall(r'href="([^"]*)"', home) == [
        "a/index.html",
        "./index.html",
        "",
        "#top",
        "https://example.gov/a/",
        "mailto:a@b.gov",
        "x/",
    ]
    assert re.findall(r'(?:href|action|src)="([^"]*)"', inner) == [
        "../index.html",
        "../index.html",
        "../a/index.html?q=1#x",
        "../search/index.html",
        "../images/p.png",
    ]


def test_a_short_link_leads_to_a_file_too(tmp_path: Path) -> None:
    offline_zip(small(tmp_path / "site"), tmp_path / "hub.zip")
    with ZipFile(tmp_path / "hub.zip") as archive:
        assert (
            'content="0; url=../../a/index.html#x"'
            in archive.read(f"{FOLDER}/go/a/index.html").decode()
        )


def test_the_index_travels_in_a_script(tmp_path: Path) -> None:
    offline_zip(small(tmp_path / "site"), tmp_path / "hub.zip")
    with ZipFile(tmp_path / "hub.zip") as archive:
        names = archive.namelist()
        script = archive.read(f"{FOLDER}/assets/search-data.js").decode()
    data = json.loads(script.removeprefix("window.hubSearchData=").rstrip().removesuffix(";"))
    assert sorted(data) == ["en/abc/t0.bin", "en/manifest.bin"]
    assert not [name for name in names if name.endswith(".bin") or "_headers" in name]


def test_the_same_site_gives_the_same_zip(tmp_path: Path) -> None:
    site = small(tmp_path / "site")
    offline_zip(site, tmp_path / "one.zip")
    (site / "index.html").touch()
    offline_zip(site, tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_every_link_of_a_real_site_leads_to_a_file(built: SmallSite, tmp_path: Path) -> None:
    offline_zip(built.root / "site", tmp_path / "hub.zip")
    with ZipFile(tmp_path / "hub.zip") as archive:
        names = set(archive.namelist())
        for name in sorted(names):
            if name.endswith(".html") and not name.endswith("404.html"):
                for link in re.findall(
                    r' (?:href|src|action)="(?![a-z]+:|#)([^"#?]+)', archive.read(name).decode()
                ):
                    assert (
                        posixpath.normpath(posixpath.join(posixpath.dirname(name), link)) in names
                    ), (name, link)


def test_without_a_site_there_is_nothing_to_pack(site: SmallSite, tmp_path: Path) -> None:
    code, output = run(
        site.root, "export", str(tmp_path / "hub.zip"), "--site-dir", str(tmp_path / "nowhere")
    )
    assert code == 3
    assert "no-site" in output
    assert "hub build" in output
    assert not (tmp_path / "hub.zip").exists()


def test_another_ending_than_zip_is_refused(
    built: SmallSite, site: SmallSite, tmp_path: Path
) -> None:
    code, output = run(
        site.root, "export", str(tmp_path / "hub.tar"), "--site-dir", str(built.root / "site")
    )
    assert code == 2
    assert ".zip" in output
