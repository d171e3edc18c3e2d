"""A book as a Common Cartridge: a module for each chapter, with a link to it and to all that a
trainer may want to point at.

Web links only. A learning system keeps the short links, which never change, and asks nobody for a
key or an account, as LTI would.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import Literal

from lxml import etree

from hub.compose.playbook.book import Book, BookChapter
from hub.compose.playbook.packages import (
    CARTRIDGE_1_1,
    CARTRIDGE_1_3,
    CartridgeNames,
    Folder,
    Resource,
    cartridge_zip,
    child,
    root,
    xml,
)
from hub.permalinks.ids import part_id

_NAMES = {"1.1": CARTRIDGE_1_1, "1.3": CARTRIDGE_1_3}
_CALLED = {"exercise": "Exercise", "check": "Check"}
_FEW = 2


def cartridge(book: Book, *, version: Literal["1.3", "1.1"] = "1.3") -> bytes:
    """The book as an .imscc file: a zip with a manifest and one small file for each link.

    Identifiers are made from permanent ids, so that importing the next edition changes the links
    that are there and doubles none. KeyError for another version.
    """
    names = _NAMES[version]
    folders = (
        Folder(
            chapter.id,
            chapter.label,
            tuple(_link(book, names, *place) for place in _places(book, chapter)),
        )
        for chapter in book.chapters
    )
    return cartridge_zip(book, names, f"cartridge.{book.id}", folders=folders)


def _places(book: Book, chapter: BookChapter) -> Iterator[tuple[str, str]]:
    """What a chapter's module links to, in the chapter's order: (id, title). The plan of a course
    leads to the course, and to its sessions.
    """
    yield chapter.id, f"Chapter {chapter.number}: {chapter.title}" if chapter.number else book.title
    # on the site, these notes stand on the page for the teacher
    only_in_books = part_id(chapter.id, "facilitator")
    for element in chapter.tree.iter("h2", "h3"):
        identity = element.get("id") or ""
        words = " ".join("".join(map(str, element.itertext())).split())
        called = (
            _CALLED.get(identity.removeprefix(f"{chapter.id}.").partition("-")[0])
            if "linkable" in (element.get("class") or "").split()
            else None
        )
        if called:
            yield identity, f"{called}: {words}"
        elif element.tag == "h2" and identity and identity != only_in_books:
            yield (
                identity,
                _sessions(element) if words == chapter.title and not chapter.number else words,
            )


def _sessions(heading: etree._Element) -> str:
    """What is below the heading of a plan: the sessions by their titles where they are few. The
    heading's own words are those of the module.
    """
    below = takewhile(lambda element: element.tag != "h2", heading.itersiblings())
    titles = [
        " ".join("".join(map(str, element.itertext())).split())
        for element in below
        if element.tag == "h3"
    ]
    return (
        f"{len(titles)} sessions"
        if len(titles) > _FEW
        else "; ".join(titles) or "The plan, with a running clock"
    )


def _link(book: Book, names: CartridgeNames, identity: str, title: str) -> Resource:
    link = root(names.link, "webLink")
    child(link, "title", title)
    # A page in a frame of a learning system loses its address, its print button and half of its
    # width.
    child(link, "url", href=book.go(identity), target="_blank")
    return Resource(
        f"link.{identity}", title, names.link_type, path=f"links/{identity}.xml", data=xml(link)
    )
