"""A book as a SCORM 1.2 package: each chapter a page that is read without a network and can be
marked as read.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from copy import deepcopy

from lxml import etree
from lxml import html as lxml_html

from hub.compose.drawing.drawing import environment
from hub.compose.playbook.book import Book, BookChapter
from hub.compose.playbook.packages import (
    MANIFEST,
    RIGHTS,
    child,
    description,
    root,
    subjects,
    xml,
    zipped,
)
from hub.permalinks.ids import part_id
from hub.prose.textdirection import directed

_PACKAGE = ("http://www.imsproject.org/xsd/imscp_rootv1p1p2", "imscp_rootv1p1p2.xsd")
_METADATA = ("http://www.imsglobal.org/xsd/imsmd_rootv1p2p1", "imsmd_rootv1p2p1.xsd")
_ADL = ("http://www.adlnet.org/xsd/adlcp_rootv1p2", "adlcp_rootv1p2.xsd")
_NO_LANGUAGE = "x-none"  # a word of a vocabulary
_SHARED = ("scorm.css", "scorm.js")


def scorm(book: Book) -> bytes:
    """The book as a zip for a learning system, with a page, its pictures, a style sheet and a
    script.

    Identifiers and file names are made from permanent ids. A link to another chapter leads to its
    file, any other to the web.
    """
    body_by_page = {chapter.id: _body(chapter) for chapter in book.chapters}
    page_by_id = {
        str(element.get("id")): page
        for page, body in body_by_page.items()
        for element in body.iter()
        if element.get("id")
    }
    page_by_id |= {page: page for page in body_by_page}
    files = {name: _asset(name) for name in _SHARED}
    parts = {}
    for chapter in book.chapters:
        body = body_by_page[chapter.id]
        pictures = sorted(
            {str(picture.get("src")) for picture in body.iter("img")} & book.pictures.keys()
        )
        files |= {name: book.pictures[name] for name in pictures}
        parts[chapter.id] = (_file(chapter.id), *pictures)
        _lead_links(body, book, chapter, page_by_id=page_by_id)
        files[_file(chapter.id)] = _page(book, chapter, body)
    files[MANIFEST] = _manifest(book, parts)
    return zipped(files)


def _file(identity: str) -> str:
    return f"{identity}.html"


def _asset(name: str) -> bytes:
    data = pkgutil.get_data("hub.compose.playbook", f"assets/{name}")
    assert data is not None
    return data


def _body(chapter: BookChapter) -> etree._Element:
    """The chapter as learners see it: answers folded, tables that scroll, and no notes for the
    facilitator.
    """
    body = deepcopy(chapter.tree)
    notes = part_id(chapter.id, "facilitator")
    heading = None
    for element in list(body):
        heading = element.get("id") if element.tag == "h2" else heading
        if heading == notes:
            body.remove(element)
    for number, answer in enumerate(
        [part for part in body.iter("p") if part.get("class") == "answer"], 1
    ):
        details = etree.Element("details")
        etree.SubElement(details, "summary").text = f"Answer to question {number}"
        _put_into(details, answer)
    for number, table in enumerate(list(body.iter("table")), 1):
        _put_into(
            etree.Element(
                "div",
                {
                    "class": "table-scroll",
                    "role": "region",
                    "tabindex": "0",
                    "aria-label": f"Table {number}",
                },
            ),
            table,
        )
    return body


def _put_into(box: etree._Element, element: etree._Element) -> None:
    element.addprevious(box)
    box.tail, element.tail = element.tail, None
    box.append(element)


def _lead_links(
    body: etree._Element, book: Book, chapter: BookChapter, page_by_id: Mapping[str, str]
) -> None:
    for link in body.iter("a"):
        href = link.get("href") or ""
        if href.startswith("#"):
            page = page_by_id.get(href[1:])
            if page == chapter.id:
                continue
            link.set(
                "href",
                book.go(href[1:])
                if page is None
                else _file(page)
                if page == href[1:]
                else _file(page) + href,
            )
        elif not href.startswith(("https:", "http:")):
            continue
        # A learning system takes a page that is left for a chapter that was ended, and would count
        # another chapter's reading for this one.
        link.set("target", "_blank")
        link.set("rel", "noopener")
        etree.SubElement(link, "span", {"class": "visually-hidden"}).text = " (opens in a new tab)"


def _page(book: Book, chapter: BookChapter, body: etree._Element) -> bytes:
    sections = [
        (identity, words)
        for identity, words in chapter.sections
        if body.find(f"h2[@id='{identity}']") is not None
    ]
    drawn = (
        environment()
        .get_template("scorm-chapter.html")
        .render(book=book, chapter=chapter, sections=sections, rights=RIGHTS)
    )
    page = etree.fromstring(drawn)
    article = page.find(".//article")
    assert article is not None
    article.text = body.text
    article.extend(body)
    text: str = lxml_html.tostring(page, doctype="<!DOCTYPE html>", encoding="unicode")
    return directed(text).encode()


def _manifest(book: Book, parts: Mapping[str, tuple[str, ...]]) -> bytes:
    manifest = root(_PACKAGE, "manifest", _METADATA, _ADL, imsmd=_METADATA[0], adlcp=_ADL[0])
    manifest.set("identifier", f"scorm.{book.id}")
    manifest.set("version", "1.0")
    metadata = child(manifest, "metadata")
    child(metadata, "schema", "ADL SCORM")
    child(metadata, "schemaversion", "1.2")
    _describe(child(metadata, "lom", namespace=_METADATA[0]), book)
    organization = child(
        child(manifest, "organizations", default="organization"),
        "organization",
        identifier="organization",
    )
    child(organization, "title", book.title)
    listed = child(manifest, "resources")
    for chapter in book.chapters:
        item = child(
            organization,
            "item",
            identifier=f"item.{chapter.id}",
            identifierref=f"page.{chapter.id}",
            isvisible="true",
        )
        child(item, "title", chapter.label)
        page = child(
            listed,
            "resource",
            identifier=f"page.{chapter.id}",
            type="webcontent",
            href=_file(chapter.id),
        )
        page.set(f"{{{_ADL[0]}}}scormtype", "sco")
        for name in parts[chapter.id]:
            child(page, "file", href=name)
        child(page, "dependency", identifierref="shared")
    shared = child(listed, "resource", identifier="shared", type="webcontent")
    shared.set(f"{{{_ADL[0]}}}scormtype", "asset")
    for name in _SHARED:
        child(shared, "file", href=name)
    return xml(manifest)


def _describe(lom: etree._Element, book: Book) -> None:
    general = child(lom, "general")
    _add_langstring(child(general, "title"), book.title, book.language)
    child(general, "language", book.language)
    _add_langstring(child(general, "description"), description(book), book.language)
    for word in subjects(book):
        _add_langstring(child(general, "keyword"), word, book.language)
    if book.edition:
        _add_langstring(child(child(lom, "lifecycle"), "version"), book.edition, book.language)
    rights = child(lom, "rights")
    for tag, value in (("cost", "no"), ("copyrightandotherrestrictions", "no")):
        choice = child(rights, tag)
        _add_langstring(child(choice, "source"), "LOMv1.0", _NO_LANGUAGE)
        _add_langstring(child(choice, "value"), value, _NO_LANGUAGE)
    _add_langstring(child(rights, "description"), RIGHTS, book.language)


def _add_langstring(parent: etree._Element, words: str, language: str) -> None:
    child(parent, "langstring", words).set("{http://www.w3.org/XML/1998/namespace}lang", language)
