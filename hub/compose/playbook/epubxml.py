"""The elements that an EPUB is made of, in their namespaces."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from lxml import etree

from hub.compose.playbook.book import BookChapter
from hub.prose.textdirection import directed

XHTML, OPS, OPF, DC = (
    "http://www.w3.org/1999/xhtml",
    "http://www.idpf.org/2007/ops",
    "http://www.idpf.org/2007/opf",
    "http://purl.org/dc/elements/1.1/",
)
CONTAINER = "urn:oasis:names:tc:opendocument:xmlns:container"
TYPE, LANG = f"{{{OPS}}}type", "{http://www.w3.org/XML/1998/namespace}lang"
# None stands for the default namespace, which the stubs of lxml forget.
PREFIXES: dict[str, dict[Any, str]] = {
    XHTML: {None: XHTML, "epub": OPS},
    OPF: {None: OPF, "dc": DC},
    DC: {"dc": DC},
    CONTAINER: {None: CONTAINER},
}


def file_of(chapter: BookChapter) -> str:
    """The file of a chapter: its whole id, since the last word of it may be another chapter's
    too.
    """
    return f"{chapter.id}.xhtml"


def ids_in(chapter: BookChapter) -> Iterator[str]:
    """Every id in a chapter."""
    return (str(element.get("id")) for element in chapter.tree.iter() if element.get("id"))


def _element(
    space: str, name: str, attributes: Mapping[str, str], *content: str | etree._Element
) -> etree._Element:
    """An element with words and elements in it."""
    element = etree.Element(f"{{{space}}}{name}", dict(attributes), nsmap=PREFIXES[space])
    for part in content:
        if not isinstance(part, str):
            element.append(part)
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + part
        else:
            element.text = (element.text or "") + part
    return element


html_element, opf_element, dc_element, container_element = (
    partial(_element, space) for space in (XHTML, OPF, DC, CONTAINER)
)


def xml_bytes(root: etree._Element, doctype: str = "") -> bytes:
    """A document as XML, with its first line."""
    lines = (
        '<?xml version="1.0" encoding="utf-8"?>',
        *([doctype] if doctype else []),
        etree.tostring(root, encoding="unicode"),
        "",
    )
    text = "\n".join(map(str, lines))
    return (directed(text) if doctype else text).encode()
