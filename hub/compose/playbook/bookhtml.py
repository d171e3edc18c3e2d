"""From the HTML of a page to the HTML of a book: plain elements, ids that are unique in the book,
links that lead on from paper.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable

from lxml import etree
from lxml import html as lxml_html

from hub.model import Entry
from hub.permalinks.ids import go_address, id_of, part_id
from hub.prose.textdirection import directed
from hub.prose.urls import is_outside

_KEPT = frozenset(
    {
        "id",
        "href",
        "src",
        "alt",
        "class",
        "scope",
        "colspan",
        "rowspan",
        "start",
        "type",
        "lang",
        "dir",
    }
)
# they leave their content behind
_UNWRAPPED = frozenset({"section", "article", "header", "details", "nav", "button", "label"})
_RENAMED = {"time": "span", "small": "span", "footer": "p", "b": "strong", "i": "em"}
_ON_SITE, _WHOLE = "hub-page:", "hub-whole:"


def book_html(content: str, page: str, address: str) -> str:
    """Drawn content as well-formed XML for a book.

    Every id becomes the permanent id of a part of `page`; links to the site, seen from `address`,
    are marked for `BookLinks.lead`.
    """
    tree = lxml_html.fragment_fromstring(content, create_parent="div")
    for element in list(tree.iter()):
        if element is tree:
            continue
        if not isinstance(element.tag, str) or element.tag in (
            "summary",
            "script",
            "template",
            "svg",
        ):
            element.drop_tree()
        elif element.tag in _UNWRAPPED or "table-scroll" in (element.get("class") or ""):
            element.drop_tag()
        else:
            _clean(element, page, address)
    return directed(
        (tree.text or "").strip()
        + "".join(etree.tostring(child, encoding="unicode") for child in tree)
    )


def _clean(element: lxml_html.HtmlElement, page: str, address: str) -> None:
    element.tag = _RENAMED.get(str(element.tag), element.tag)
    href, src, identity = element.get("href"), element.get("src"), element.get("id")
    is_whole = "whole-entry" in (element.get("class") or "")
    for name in [name for name in element.attrib if name not in _KEPT]:
        del element.attrib[name]
    if identity:
        element.set("id", part_id(page, identity))
    if href and href.startswith("#"):
        element.set("href", f"#{part_id(page, href[1:])}")
    elif href is not None and not is_outside(href):
        element.set("href", (_WHOLE if is_whole else _ON_SITE) + _from_root(address, href))
    if src and not src.startswith("data:"):
        element.set("src", _from_root(address, src))


def _from_root(address: str, way: str) -> str:
    """Where a relative way leads, as an address below the site's root."""
    path, mark, fragment = way.partition("#")
    there = posixpath.normpath(posixpath.join("/", address, path)).lstrip("/")
    return (
        (f"{there}/" if there and (path.endswith("/") or path in (".", "..")) else there)
        + mark
        + fragment
    )


class BookLinks:
    """Leads the links of a book's parts: to the same thing inside the book where it is, else to its
    short link, else to its page.
    """

    def __init__(self, permanent: frozenset[str], site_url: str) -> None:
        self.site_url = site_url
        self.permanent = permanent
        self.inside: set[str] = set()
        self.inside_by_page: dict[str, str] = {}

    def add(self, page: str, body: str, entries: Iterable[Entry]) -> None:
        """Note what a part of the book holds."""
        self.inside |= {page, *re.findall(r' id="([^"]+)"', body)}
        for entry in entries:
            self.inside_by_page.setdefault(
                id_of(entry.address), part_id(page, f"{entry.collection}-{entry.id}")
            )

    def lead(self, body: str) -> str:
        """The body with every marked link pointed at its place."""
        return re.sub(
            rf' href="({_ON_SITE}|{_WHOLE})([^"]*)"',
            lambda found: f' href="{self._target(found[2], is_whole=found[1] == _WHOLE)}"',
            body,
        )

    def _target(self, address: str, *, is_whole: bool) -> str:
        path = address.partition("#")[0]
        if "?" in address or (path and not path.endswith("/")):
            return self.site_url + address  # a file or a search has no id
        identity = id_of(address)
        if not is_whole:
            inside = identity if identity in self.inside else self.inside_by_page.get(identity)
            if inside in self.inside:
                return f"#{inside}"
        # A part without a permanent id may be gone tomorrow, and the book may stand in an edition:
        # its page stays.
        return self.site_url + go_address(
            identity if "#" not in address or identity in self.permanent else id_of(path)
        )
