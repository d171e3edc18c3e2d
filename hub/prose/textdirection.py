"""Which way text runs: what holds Arabic, Hebrew or other letters that run from right to left is
marked, so that signs and lists stand right.

The order of the letters themselves is the browser's work. What it cannot know is where a sentence
begins: without a mark the last sign of an Arabic sentence stands at its beginning.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from lxml import html as lxml_html

# The blocks of Unicode whose letters run from right to left; what is no letter in them does no
# harm.
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_BLOCKS = frozenset("p li td th h2 h3 h4 h5 h6 dt dd blockquote div".split())
_PARTING = _BLOCKS | frozenset("ul ol dl table thead tbody tr pre hr".split())
_WITHOUT_END = frozenset("area base br col embed hr img input link meta source track wbr".split())
_PARTS = re.compile(
    r"<!--.*?-->|<(?P<whole>script|style|title|textarea|template|svg)\b.*?</(?P=whole)>"
    r"|<(?P<end>/?)(?P<tag>[a-z][a-z0-9-]*)(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>",
    re.DOTALL | re.IGNORECASE,
)
_HAS_DIRECTION = re.compile(r"\sdir=")


class _Open(NamedTuple):
    """An element that is open where a page is read: where its attributes end, and whether it says
    which way it runs.
    """

    tag: str
    place: int
    has_direction: bool


def holds_right_to_left(text: str) -> bool:
    """Whether letters of such a script are in the text."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def begins_right_to_left(text: str) -> bool:
    """Whether the first letter runs from right to left, which is what `dir="auto"` goes by."""
    strong = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind != "L" for kind in strong if kind in ("L", "R", "AL")), False)


def mark_text(
    tree: lxml_html.HtmlElement, words: str, rights: dict[lxml_html.HtmlElement, bool]
) -> None:
    """Mark the blocks of a converted text, whose words are `words`. `rights` says of elements with
    a named language whether it runs to the left.

    A paragraph, an item, a cell or a heading gets `dir="auto"`; so do those in other scripts that
    stand inside one. What holds only other blocks cannot find its own direction that way, and is
    told it.
    """
    if not holds_right_to_left(words):
        return
    marked: set[lxml_html.HtmlElement] = set()
    for element in tree.iterdescendants(*_BLOCKS):
        whole, own = element.text_content(), _own_text(element)
        is_inside = any(ancestor in marked for ancestor in element.iterancestors())
        if not holds_right_to_left(whole) and not is_inside:
            continue
        runs_left = (
            rights[element]
            if element in rights and holds_right_to_left(own)
            else begins_right_to_left(own or whole)
        )
        if own:
            element.set(
                "dir",
                "auto" if begins_right_to_left(own) == runs_left else "rtl" if runs_left else "ltr",
            )
        elif runs_left:
            element.set("dir", "rtl")
        marked.add(element)


def _own_text(element: lxml_html.HtmlElement) -> str:
    """The words that stand in the element itself, and not in a block inside it."""
    parts = [element.text or ""]
    for child in element:
        if child.tag not in _PARTING:
            parts.append(_own_text(child))
        parts.append(child.tail or "")
    return "".join(parts).strip()


def directed(page: str) -> str:
    """The HTML of a page with each piece of such text marked that a template printed: its innermost
    element gets `dir="auto"`.

    What stands in an element with a direction is left as it is, and so is every other byte.
    """
    if page.isascii() or not _RIGHT_TO_LEFT.search(page):
        return page
    opened: list[_Open] = []
    places: list[int] = []
    reached = 0

    def read(until: int) -> None:
        if (
            opened
            and _RIGHT_TO_LEFT.search(page, reached, until)
            and not any(element.has_direction for element in opened)
        ):
            places.append(opened[-1].place)
            opened[-1] = opened[-1]._replace(has_direction=True)

    for part in _PARTS.finditer(page):
        read(part.start())
        reached = part.end()
        tag = (part["tag"] or "").lower()
        if not tag or tag in _WITHOUT_END or (part["attributes"] or "").endswith("/"):
            continue
        if not part["end"]:
            opened.append(
                _Open(
                    tag,
                    part.end("attributes"),
                    _HAS_DIRECTION.search(part["attributes"]) is not None,
                )
            )
        elif any(element.tag == tag for element in opened):
            while opened.pop().tag != tag:
                pass
    read(len(page))
    pieces, done = [], 0
    for place in sorted(places):
        pieces += [page[done:place], ' dir="auto"']
        done = place
    return "".join([*pieces, page[done:]])
