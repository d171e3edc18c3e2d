"""The book as one page for paper: one title, every heading one step further down, and the permanent
ids as they are.
"""

from __future__ import annotations

from copy import deepcopy

from lxml import etree
from lxml import html as lxml_html

from hub.compose.drawing.addresses import relative
from hub.compose.drawing.drawing import environment
from hub.compose.playbook.book import Book
from hub.compose.playbook.cite import cite


def print_page(book: Book, *, stylesheet: str) -> str:
    """The whole document, for the folder `print/` below the book's own address. `stylesheet` is the
    way from there to `book_css`.

    It has no script and no style of its own, so that it can stand under the strictest policy.
    """
    shell = (
        environment()
        .get_template("print.html")
        .render(
            book=book,
            cite=cite(book),
            stylesheet=stylesheet,
            canonical=book.site_url + book.address,
        )
    )
    page = lxml_html.document_fromstring(shell)
    place_by_id = {place.get("id"): place for place in page.iter("section")}
    tables = 0
    for chapter in book.chapters:
        tree = deepcopy(chapter.tree)
        _demote(tree)
        _name_notes(tree)
        _lead_pictures(tree, f"{book.address}print/")
        tables = _box_tables(tree, tables)
        place = place_by_id[chapter.id]
        place[-1].tail = tree.text
        place.extend(tree)
    return str(lxml_html.tostring(page, encoding="unicode", doctype="<!doctype html>")) + "\n"


def book_css() -> str:
    """The style sheet of the print page."""
    return environment().get_template("book-print.css").render() + "\n"


def _demote(tree: etree._Element) -> None:
    for heading in tree.iter("h2", "h3", "h4", "h5"):
        heading.tag = f"h{int(heading.tag[1]) + 1}"


def _name_notes(tree: etree._Element) -> None:
    """What a sign as small as 1 is called when it is read aloud, and words instead of ↩."""
    for link in tree.iter("a"):
        kind = link.get("class")
        if kind == "footnote-ref":
            link.set("aria-label", f"Note {''.join(map(str, link.itertext()))}")
        elif kind == "footnote-backref":
            link.text = "Back to the text"


def _lead_pictures(tree: etree._Element, here: str) -> None:
    for picture in tree.iter("img"):
        src = str(picture.get("src"))
        if not src.startswith("data:"):
            picture.set("src", relative(here, src))


def _box_tables(tree: etree._Element, before: int) -> int:
    """Put each table into a box that scrolls by key where the screen is narrow, named by its number
    and its heading; return the last number.
    """
    heading = ""
    for element in list(tree.iter("h3", "h4", "h5", "h6", "table")):
        if element.tag != "table":
            heading = " ".join("".join(map(str, element.itertext())).split())
            continue
        before += 1
        box = etree.Element(
            "div",
            {
                "class": "table-scroll",
                "tabindex": "0",
                "role": "region",
                "aria-label": f"Table {before}: {heading}".rstrip(": "),
            },
        )
        parent = element.getparent()
        assert parent is not None  # the tree's own root is a div
        parent.replace(element, box)
        box.tail, element.tail = element.tail, None
        box.append(element)
    return before
