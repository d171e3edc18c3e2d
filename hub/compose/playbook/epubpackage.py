"""The package document of an EPUB: what it holds, in which order, and how open it is."""

from __future__ import annotations

import uuid
from urllib.parse import quote

from lxml import etree

from hub.compose.playbook.book import Book
from hub.compose.playbook.epubxml import (
    LANG,
    dc_element,
    file_of,
    opf_element,
)


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


def package_document(book: Book) -> etree._Element:
    """The list of everything in the book, with its metadata and its reading order."""
    items = [("css", "book.css", "text/css", "")]
    pages = [
        ("title", "title.xhtml", ""),
        ("nav", "nav.xhtml", "nav"),
        *((chapter.id, file_of(chapter), "") for chapter in book.chapters),
    ]
    items += [
        (identity, href, "application/xhtml+xml", properties)
        for identity, href, properties in pages
    ]
    items += [
        (f"picture-{number}", quote(name), media_type(data), "")
        for number, (name, data) in enumerate(sorted(book.pictures.items()), 1)
    ]
    manifest = opf_element("manifest", {})
    for identity, href, kind, properties in items:
        manifest.append(
            opf_element(
                "item",
                {
                    "id": identity,
                    "href": href,
                    "media-type": kind,
                    **({"properties": properties} if properties else {}),
                },
            )
        )
    spine = opf_element(
        "spine", {}, *(opf_element("itemref", {"idref": identity}) for identity, _, _ in pages)
    )
    return opf_element(
        "package",
        {"version": "3.0", "unique-identifier": "book-id", LANG: book.language},
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
    identifier = dc_element("identifier", {"id": "book-id"}, f"urn:uuid:{number}")
    return opf_element(
        "metadata",
        {},
        identifier,
        *(dc_element(name, {}, words) for name, words in told),
        *(opf_element("meta", {"property": name}, words) for name, words in said),
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
