"""A page of the playbook as other sites show it in a frame, and what oEmbed says of it."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from lxml import html as lxml_html

from hub.compose.drawing.addresses import relative
from hub.compose.drawing.data import json_bytes
from hub.compose.drawing.drawing import environment
from hub.compose.playbook.book import Book
from hub.compose.playbook.editionpage import box_tables, fold_answers

POLICY = "default-src 'none'; style-src 'self'; img-src 'self'"
_EMBED_SIZE = (800, 600)


def embed_page(book: Book, *, stylesheet: str) -> str:
    """A chapter without the site around it, to stand in a frame of a learning system. Its links
    open outside the frame.
    """
    (chapter,) = book.chapters
    page = lxml_html.document_fromstring(
        environment()
        .get_template("embed.html")
        .render(book=book, chapter=chapter, stylesheet=stylesheet)
    )
    place = page.find(".//main")
    assert place is not None
    tree = deepcopy(chapter.tree)
    up = relative(f"{chapter.address}embed/", "")
    for link in tree.iter("a"):
        target = link.get("href") or ""
        if not target.startswith("#"):
            link.set(
                "href",
                f"{up}{target.removeprefix(book.site_url)}"
                if target.startswith(book.site_url)
                else target,
            )
            link.set("target", "_blank")
            link.set("rel", "noopener")
    for picture in tree.iter("img"):
        picture.set("src", f"{up}{picture.get('src')}")
    for heading in tree.findall("h2"):
        if str(heading.get("id")).endswith(".facilitator"):  # a learner reads this page
            for element in (heading, *heading.itersiblings()):
                tree.remove(element)
    fold_answers(tree)
    box_tables(tree)
    place[-1].tail = tree.text
    place.extend(tree)
    return str(lxml_html.tostring(page, encoding="unicode", doctype="<!doctype html>")) + "\n"


def oembed(book: Any, address: str) -> bytes:
    """The answer of oEmbed for a chapter. A static site cannot read the size that is asked for: it
    gives one that frames can change.
    """
    made: Book = book()
    width, height = _EMBED_SIZE
    frame = lxml_html.Element(
        "iframe",
        src=made.site_url + address,
        width=str(width),
        height=str(height),
        title=made.title,
        loading="lazy",
    )
    return json_bytes(
        {
            "version": "1.0",
            "type": "rich",
            "title": made.title,
            "provider_name": made.publisher,
            "provider_url": made.site_url,
            "width": width,
            "height": height,
            "html": lxml_html.tostring(frame, encoding="unicode"),
            "cache_age": 86400,
        }
    )
