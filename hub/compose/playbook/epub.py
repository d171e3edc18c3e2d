"""The book as an EPUB 3.3: a file for each chapter, the permanent ids inside, and what EPUB
Accessibility 1.1 wants said about it.

No conformance is claimed. WCAG asks for a person's judgement, and none has been made; the summary
says what was done instead.
"""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import partial
from typing import Any
from urllib.parse import quote

from lxml import etree

from hub.compose.drawing.drawing import day, environment
from hub.compose.playbook.book import Book, BookChapter
from hub.compose.playbook.cite import cite
from hub.prose.textdirection import directed

XHTML, OPS, OPF, DC = (
    "http://www.w3.org/1999/xhtml",
    "http://www.idpf.org/2007/ops",
    "http://www.idpf.org/2007/opf",
    "http://purl.org/dc/elements/1.1/",
)
CONTAINER = "urn:oasis:names:tc:opendocument:xmlns:container"
_TYPE, _LANG = f"{{{OPS}}}type", "{http://www.w3.org/XML/1998/namespace}lang"
_FOLDER = "EPUB/"
_ROOT_FILE = {"full-path": f"{_FOLDER}package.opf", "media-type": "application/oebps-package+xml"}
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # of the zip format, so that no clock is in the file

# None stands for the default namespace, which the stubs of lxml forget.
_PREFIXES: dict[str, dict[Any, str]] = {
    XHTML: {None: XHTML, "epub": OPS},
    OPF: {None: OPF, "dc": DC},
    DC: {"dc": DC},
    CONTAINER: {None: CONTAINER},
}


def epub(book: Book) -> bytes:
    """The whole EPUB file. The same book gives the same bytes."""
    file_by_id = {
        identity: _file(chapter)
        for chapter in book.chapters
        for identity in (chapter.id, *_ids(chapter))
    }
    pages = {
        "title.xhtml": _title_page(book),
        "nav.xhtml": _nav(book),
        **{_file(chapter): _chapter(book, chapter, file_by_id) for chapter in book.chapters},
    }
    files = {
        "META-INF/container.xml": _xml(
            _container(
                "container",
                {"version": "1.0"},
                _container("rootfiles", {}, _container("rootfile", _ROOT_FILE)),
            )
        ),
        f"{_FOLDER}package.opf": _xml(_package(book)),
        f"{_FOLDER}book.css": environment().get_template("book-epub.css").render().encode(),
        **{_FOLDER + name: _xml(page, "<!DOCTYPE html>") for name, page in pages.items()},
        **{_FOLDER + name: data for name, data in book.pictures.items()},
    }
    return _zip(files)


def media_type(data: bytes) -> str:
    """What kind of picture these bytes are. ValueError when they are none that an EPUB may hold."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if b"<svg" in data:
        return "image/svg+xml"
    raise ValueError("A picture of the book is neither PNG, JPEG, WebP nor SVG.")


def _file(chapter: BookChapter) -> str:
    """The file of a chapter: its whole id, since the last word of it may be another chapter's
    too.
    """
    return f"{chapter.id}.xhtml"


def _ids(chapter: BookChapter) -> Iterator[str]:
    return (str(element.get("id")) for element in chapter.tree.iter() if element.get("id"))


def _element(
    space: str, name: str, attributes: Mapping[str, str], *content: str | etree._Element
) -> etree._Element:
    """An element with words and elements in it."""
    element = etree.Element(f"{{{space}}}{name}", dict(attributes), nsmap=_PREFIXES[space])
    for part in content:
        if not isinstance(part, str):
            element.append(part)
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + part
        else:
            element.text = (element.text or "") + part
    return element


_html, _opf, _dc, _container = (partial(_element, space) for space in (XHTML, OPF, DC, CONTAINER))


def _page(book: Book, title: str, *content: etree._Element) -> etree._Element:
    head = _html(
        "head",
        {},
        _html("title", {}, title),
        _html("link", {"rel": "stylesheet", "type": "text/css", "href": "book.css"}),
    )
    return _html(
        "html", {"lang": book.language, _LANG: book.language}, head, _html("body", {}, *content)
    )


def _title_page(book: Book) -> etree._Element:
    address = book.go(book.id)
    lines = [
        _html("h1", {}, book.title),
        *([_html("p", {"class": "lead"}, book.summary)] if book.summary else []),
        *([_html("p", {}, f"Edition {book.edition}")] if book.edition else []),
        _html(
            "p", {}, f"{book.publisher}, {day(book.updated)}" if book.updated else book.publisher
        ),
        _html("p", {"class": "said-by-us"}, book.note),
        *([_html("p", {}, book.order)] if book.order else []),
        _html("p", {}, "Newest text: ", _html("a", {"href": address}, address)),
        _html("p", {}, f"Cite as: {cite(book).text}"),
    ]
    return _page(
        book, book.title, _html("section", {_TYPE: "titlepage", "class": "title-page"}, *lines)
    )


def _nav(book: Book) -> etree._Element:
    contents = _html("ol", {})
    for chapter in book.chapters:
        item = _html("li", {}, _html("a", {"href": _file(chapter)}, chapter.label))
        if chapter.sections:
            item.append(
                _html(
                    "ol",
                    {},
                    *(
                        _html("li", {}, _html("a", {"href": f"{_file(chapter)}#{identity}"}, words))
                        for identity, words in chapter.sections
                    ),
                )
            )
        contents.append(item)
    marks = (
        ("titlepage", "title.xhtml", "Title page"),
        ("toc", "nav.xhtml", "Contents"),
        ("bodymatter", _file(book.chapters[0]), "Start of the text"),
    )
    toc = _html(
        "nav",
        {_TYPE: "toc", "role": "doc-toc", "aria-labelledby": "contents"},
        _html("h1", {"id": "contents"}, "Contents"),
        contents,
    )
    places = _html(
        "ol",
        {},
        *(
            _html("li", {}, _html("a", {_TYPE: kind, "href": href}, words))
            for kind, href, words in marks
        ),
    )
    return _page(
        book,
        "Contents",
        toc,
        _html(
            "nav",
            {_TYPE: "landmarks", "aria-label": "Parts of the book", "hidden": "hidden"},
            places,
        ),
    )


def _chapter(book: Book, chapter: BookChapter, file_by_id: Mapping[str, str]) -> etree._Element:
    """The chapter as XHTML; links to other chapters lead to their files."""
    tree = deepcopy(chapter.tree)
    _mark_notes(tree)
    own = _file(chapter)
    for element in tree.iter():
        href, language = element.get("href"), element.get("lang")
        if href and href.startswith("#") and file_by_id[href[1:]] != own:
            element.set("href", file_by_id[href[1:]] + href)
        if language:
            element.set(_LANG, language)
        element.tag = f"{{{XHTML}}}{element.tag}"
    summary = [_html("p", {"class": "lead"}, chapter.summary)] if chapter.summary else []
    about = {_TYPE: "chapter", "role": "doc-chapter", "id": chapter.id, "aria-label": chapter.label}
    page = _page(
        book,
        chapter.label,
        _html("section", about, _html("h1", {}, chapter.label), *summary, tree.text or "", *tree),
    )
    etree.cleanup_namespaces(page, top_nsmap=_PREFIXES[XHTML], keep_ns_prefixes=["epub"])
    return page


def _mark_notes(tree: etree._Element) -> None:
    """Notes become what a reading system can show beside the text, each with a name of its own."""
    part = ""
    for element in list(tree.iter()):
        names = (element.get("class") or "").split()
        if element.tag == "h2":
            part = _words(element)
        elif "footnote-ref" in names:
            element.set(_TYPE, "noteref")
            element.set("role", "doc-noteref")
        elif "footnote-backref" in names:
            element.set("role", "doc-backlink")
            element.text = "Back to the text"
        elif "footnote" in names:
            asides = [
                _aside(note, number, part)
                for number, note in enumerate(element.findall("ol/li"), 1)
            ]
            element[:] = asides
            element.set("class", "notes")


def _aside(note: etree._Element, number: int, part: str) -> etree._Element:
    """A note with its number, which the list gave it before."""
    note.tag = "aside"
    for name, value in (
        (_TYPE, "footnote"),
        ("role", "doc-footnote"),
        ("aria-label", f"Note {number}, {part}"),
    ):
        note.set(name, value)
    first = note[0] if len(note) else note
    first.text = f"{number}. {(first.text or '').lstrip()}"
    return note


def _words(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _package(book: Book) -> etree._Element:
    items = [("css", "book.css", "text/css", "")]
    pages = [
        ("title", "title.xhtml", ""),
        ("nav", "nav.xhtml", "nav"),
        *((chapter.id, _file(chapter), "") for chapter in book.chapters),
    ]
    items += [
        (identity, href, "application/xhtml+xml", properties)
        for identity, href, properties in pages
    ]
    items += [
        (f"picture-{number}", quote(name), media_type(data), "")
        for number, (name, data) in enumerate(sorted(book.pictures.items()), 1)
    ]
    manifest = _opf("manifest", {})
    for identity, href, kind, properties in items:
        manifest.append(
            _opf(
                "item",
                {
                    "id": identity,
                    "href": href,
                    "media-type": kind,
                    **({"properties": properties} if properties else {}),
                },
            )
        )
    spine = _opf("spine", {}, *(_opf("itemref", {"idref": identity}) for identity, _, _ in pages))
    return _opf(
        "package",
        {"version": "3.0", "unique-identifier": "book-id", _LANG: book.language},
        _metadata(book),
        manifest,
        spine,
    )


def _metadata(book: Book) -> etree._Element:
    number = uuid.uuid5(uuid.NAMESPACE_URL, f"{book.go(book.id)}#{book.edition}")
    told = [
        ("title", book.title),
        ("language", book.language),
        ("creator", book.publisher),
        ("publisher", book.publisher),
        ("source", book.go(book.id)),
    ]
    told += [("description", book.summary)] if book.summary else []
    told += [("date", book.updated.isoformat())] if book.updated else []
    # the day of the files in it, since the format wants one
    changed = book.updated.isoformat() if book.updated else "1980-01-01"
    said = [
        ("dcterms:modified", f"{changed}T00:00:00Z"),
        *([("schema:bookEdition", book.edition)] if book.edition else []),
        *_accessibility(book),
    ]
    identifier = _dc("identifier", {"id": "book-id"}, f"urn:uuid:{number}")
    return _opf(
        "metadata",
        {},
        identifier,
        *(_dc(name, {}, words) for name, words in told),
        *(_opf("meta", {"property": name}, words) for name, words in said),
    )


def _accessibility(book: Book) -> list[tuple[str, str]]:
    """What EPUB Accessibility 1.1 wants to be told, as far as it is known."""
    has_pictures = bool(book.pictures)
    moves = any(_may_move(data) for data in book.pictures.values())
    features = [
        "ARIA",
        "displayTransformability",
        "readingOrder",
        "structuralNavigation",
        "tableOfContents",
        "unlocked",
        *(["alternativeText"] if has_pictures else []),
    ]
    modes = ["textual", *(["visual"] if has_pictures else [])]
    return [
        *(("schema:accessMode", mode) for mode in modes),
        ("schema:accessModeSufficient", "textual"),
        *([("schema:accessModeSufficient", "textual,visual")] if has_pictures else []),
        *(("schema:accessibilityFeature", feature) for feature in sorted(features)),
        ("schema:accessibilityHazard", "unknown" if moves else "none"),
        ("schema:accessibilitySummary", _SUMMARY_WITH_PICTURES if has_pictures else _SUMMARY),
    ]


_SUMMARY = (
    "Text that follows the settings of the reader, with headings, lists and tables marked as such,"
    " a table of contents in two levels, and link words that say where they lead. Its making is"
    " checked by machine against EPUB Accessibility 1.1 and WCAG 2.2 Level AA. No person has"
    " certified it."
)
_SUMMARY_WITH_PICTURES = f"{_SUMMARY} Every picture has a text that stands for it."


def _may_move(data: bytes) -> bool:
    """True for an animated PNG or WebP, whose flashing nobody has counted."""
    return b"acTL" in data[:4096] or (data[8:16] == b"WEBPVP8X" and bool(data[20] & 2))


def _xml(root: etree._Element, doctype: str = "") -> bytes:
    lines = (
        '<?xml version="1.0" encoding="utf-8"?>',
        *([doctype] if doctype else []),
        etree.tostring(root, encoding="unicode"),
        "",
    )
    text = "\n".join(map(str, lines))
    return (directed(text) if doctype else text).encode()


def _zip(files: Mapping[str, bytes]) -> bytes:
    """The files by name, after the one that names the format, which has to be first and as it
    is.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        _add(archive, "mimetype", b"application/epub+zip", how=zipfile.ZIP_STORED)
        for name in sorted(files):
            _add(archive, name, files[name], how=zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _add(archive: zipfile.ZipFile, name: str, data: bytes, how: int) -> None:
    info = zipfile.ZipInfo(name, _FIRST_DAY)
    # 3: Unix, wherever it is made
    info.compress_type, info.create_system, info.external_attr = how, 3, 0o644 << 16
    archive.writestr(info, data, compresslevel=9 if how == zipfile.ZIP_DEFLATED else None)
