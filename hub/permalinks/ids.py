"""The permanent id of a page and of a part of one, and the parts of a drawn page that have one.

A page's id is its address with dots for slashes; a part's is the page's id, a dot, and the id that
the part has on the page. Names of files, keys of chapters and exercises, ids of headings: all are
written by somebody, none is made from a number or from words.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

HOME = "home"
WITHOUT_ID = frozenset({"facet", "moved", "404"})  # kinds of pages that nothing is promised of
# drawn around every page, and nobody's subject
_FURNITURE = frozenset({"origin", "related", "used-by", "similar", "teach-it", "toc", "next-step"})
# A heading of the second level with an id; or anything else that a template marks: an exercise, a
# question.
_PART = re.compile(
    r"<(?P<tag>h2|h3|li)(?P<attributes>(?=[^<>]*?"
    r' id="(?P<id>[^"]+)")(?:[^<>"]|"[^"]*")*)>(?P<inner>.*?)</(?P=tag)>',
    re.DOTALL,
)


@dataclass(frozen=True)
class Part:
    """A part of a page that can be linked to: the id it has there, and its words."""

    fragment: str
    title: str


def page_id(address: str) -> str:
    """`practices.map-the-journey` for `practices/map-the-journey/`, `home` for the home page."""
    return address.strip("/").replace("/", ".") or HOME


def part_id(page: str, fragment: str) -> str:
    """The id of a part of a page."""
    return f"{page}.{fragment}"


def id_of(address: str) -> str:
    """The id for an address that may end in a fragment."""
    path, _, fragment = address.partition("#")
    return part_id(page_id(path), fragment) if fragment else page_id(path)


def go_address(identity: str) -> str:
    """The short link of an id, below the site's root."""
    return f"go/{identity}/"


def parts_of(content: str) -> Iterator[Part]:
    """The parts of a page's drawn content, in their order."""
    for found in _PART.finditer(content):
        if _is_part(found):
            yield Part(found["id"], _text_of(found["inner"]))


def with_signs(content: str, sign: Callable[[Part], str]) -> str:
    """The content with a link sign after each part's heading, or inside an item of a list. `sign`
    gives its HTML.
    """

    def signed(found: re.Match[str]) -> str:
        if not _is_part(found):
            return found.group()
        drawn = sign(Part(found["id"], _text_of(found["inner"])))
        return (
            found.group().removesuffix("</li>") + drawn + "</li>"
            if found["tag"] == "li"
            else found.group() + drawn
        )

    return _PART.sub(signed, content)


def _is_part(found: re.Match[str]) -> bool:
    attributes = found["attributes"]
    if found["id"] in _FURNITURE or "visually-hidden" in attributes:
        return False
    return found["tag"] == "h2" or re.search(r'class="[^"]*\blinkable\b', attributes) is not None


def _text_of(inner: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", inner)).split())
