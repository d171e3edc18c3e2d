"""The book as an EPUB 3.3: a file for each chapter, the permanent ids inside, and what EPUB
Accessibility 1.1 wants said about it.

No conformance is claimed. WCAG asks for a person's judgement, and none has been made; the summary
says what was done instead.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from copy import deepcopy

from lxml import etree

from hub.compose.drawing.drawing import environment
from hub.compose.drawing.numbers import day
from hub.compose.playbook.book import Book, BookChapter
from hub.compose.playbook.cite import cite
from hub.compose.playbook.epubpackage import package_document
from hub.compose.playbook.epubxml import (
    LANG,
    PREFIXES,
    TYPE,
    XHTML,
    container_element,
    file_of,
    html_element,
    ids_in,
    xml_bytes,
)

_FOLDER = "EPUB/"
_ROOT_FILE = {"full-path": f"{_FOLDER}package.opf", "media-type": "application/oebps-package+xml"}
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # of the zip format, so that no clock is in the file


def epub(book: Book) -> bytes:
    """The whole EPUB file. The same book gives the same bytes."""
    file_by_id = {
        identity: file_of(chapter)
        for chapter in book.chapters
        for identity in (chapter.id, *ids_in(chapter))
    }
    pages = {
        "title.xhtml": _title_page(book),
        "nav.xhtml": _nav(book),
        **{file_of(chapter): _chapter(book, chapter, file_by_id) for chapter in book.chapters},
    }
    files = {
        "META-INF/container.xml": xml_bytes(
            container_element(
                "container",
                {"version": "1.0"},
                container_element("rootfiles", {}, container_element("rootfile", _ROOT_FILE)),
            )
        ),
        f"{_FOLDER}package.opf": xml_bytes(package_document(book)),
        f"{_FOLDER}book.css": environment().get_template("book-epub.css").render().encode(),
        **{_FOLDER + name: xml_bytes(page, "<!DOCTYPE html>") for name, page in pages.items()},
        **{_FOLDER + name: data for name, data in book.pictures.items()},
    }
    return _zip(files)


def _page(book: Book, title: str, *content: etree._Element) -> etree._Element:
    head = html_element(
        "head",
        {},
        html_element("title", {}, title),
        html_element("link", {"rel": "stylesheet", "type": "text/css", "href": "book.css"}),
    )
    return html_element(
        "html",
        {"lang": book.language, LANG: book.language},
        head,
        html_element("body", {}, *content),
    )


def _title_page(book: Book) -> etree._Element:
    address = book.go(book.id)
    lines = [
        html_element("h1", {}, book.title),
        *([html_element("p", {"class": "lead"}, book.summary)] if book.summary else []),
        *([html_element("p", {}, f"Edition {book.edition}")] if book.edition else []),
        html_element(
            "p", {}, f"{book.publisher}, {day(book.updated)}" if book.updated else book.publisher
        ),
        html_element("p", {"class": "said-by-us"}, book.note),
        *([html_element("p", {}, book.order)] if book.order else []),
        html_element("p", {}, "Newest text: ", html_element("a", {"href": address}, address)),
        html_element("p", {}, f"Cite as: {cite(book).text}"),
    ]
    return _page(
        book,
        book.title,
        html_element("section", {TYPE: "titlepage", "class": "title-page"}, *lines),
    )


def _nav(book: Book) -> etree._Element:
    contents = html_element("ol", {})
    for chapter in book.chapters:
        item = html_element("li", {}, html_element("a", {"href": file_of(chapter)}, chapter.label))
        if chapter.sections:
            item.append(
                html_element(
                    "ol",
                    {},
                    *(
                        html_element(
                            "li",
                            {},
                            html_element("a", {"href": f"{file_of(chapter)}#{identity}"}, words),
                        )
                        for identity, words in chapter.sections
                    ),
                )
            )
        contents.append(item)
    marks = (
        ("titlepage", "title.xhtml", "Title page"),
        ("toc", "nav.xhtml", "Contents"),
        ("bodymatter", file_of(book.chapters[0]), "Start of the text"),
    )
    toc = html_element(
        "nav",
        {TYPE: "toc", "role": "doc-toc", "aria-labelledby": "contents"},
        html_element("h1", {"id": "contents"}, "Contents"),
        contents,
    )
    places = html_element(
        "ol",
        {},
        *(
            html_element("li", {}, html_element("a", {TYPE: kind, "href": href}, words))
            for kind, href, words in marks
        ),
    )
    return _page(
        book,
        "Contents",
        toc,
        html_element(
            "nav",
            {TYPE: "landmarks", "aria-label": "Parts of the book", "hidden": "hidden"},
            places,
        ),
    )


def _chapter(book: Book, chapter: BookChapter, file_by_id: Mapping[str, str]) -> etree._Element:
    """The chapter as XHTML; links to other chapters lead to their files."""
    tree = deepcopy(chapter.tree)
    _mark_notes(tree)
    own = file_of(chapter)
    for element in tree.iter():
        href, language = element.get("href"), element.get("lang")
        if href and href.startswith("#") and file_by_id[href[1:]] != own:
            element.set("href", file_by_id[href[1:]] + href)
        if language:
            element.set(LANG, language)
        element.tag = f"{{{XHTML}}}{element.tag}"
    summary = [html_element("p", {"class": "lead"}, chapter.summary)] if chapter.summary else []
    about = {TYPE: "chapter", "role": "doc-chapter", "id": chapter.id, "aria-label": chapter.label}
    page = _page(
        book,
        chapter.label,
        html_element(
            "section",
            about,
            html_element("h1", {}, chapter.label),
            *summary,
            tree.text or "",
            *tree,
        ),
    )
    etree.cleanup_namespaces(page, top_nsmap=PREFIXES[XHTML], keep_ns_prefixes=["epub"])
    return page


def _mark_notes(tree: etree._Element) -> None:
    """Notes become what a reading system can show beside the text, each with a name of its own."""
    part = ""
    for element in list(tree.iter()):
        names = (element.get("class") or "").split()
        if element.tag == "h2":
            part = _note_text(element)
        elif "footnote-ref" in names:
            element.set(TYPE, "noteref")
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
        (TYPE, "footnote"),
        ("role", "doc-footnote"),
        ("aria-label", f"Note {number}, {part}"),
    ):
        note.set(name, value)
    first = note[0] if len(note) else note
    first.text = f"{number}. {(first.text or '').lstrip()}"
    return note


def _note_text(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


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
