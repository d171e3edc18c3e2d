"""A page of a frozen edition: whole in itself, with a banner that leads to the live page and to
what changed since.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from lxml import etree
from lxml import html as lxml_html

from hub.compose.drawing.drawing import environment
from hub.compose.playbook.book import Book, BookChapter
from hub.prose.textdirection import directed

STYLESHEET = "book.css"
LABELS = (  # of files, by how their names end; the first that fits
    ("-cards.pdf", "Practice cards, two-sided PDF"),
    (".pdf", "PDF, US Letter"),
    (".epub", "EPUB for e-readers"),
    ("-1.1.imscc", "Common Cartridge 1.1, for Moodle and Blackboard"),
    (".imscc", "Common Cartridge 1.3, for Canvas and Open edX"),
    ("-scorm.zip", "SCORM 1.2, to read inside a learning system"),
    ("-qti.zip", "QTI 1.2, the checks as quizzes"),
    (".bib", "Citation as BibTeX"),
    (".txt", "Citation as a sentence"),
    ("-cite.json", "Citation as CSL-JSON"),
)


def label_of(name: str) -> str:
    """What readers call a file to take away."""
    return next((label for ending, label in LABELS if name.endswith(ending)), name)


def key_of(identity: str) -> str:
    """The key of a chapter by its permanent id: the name of its folder in an edition."""
    return identity.rpartition(".")[2]


def edition_page(book: Book, chapter: BookChapter | None, downloads: Sequence[str]) -> bytes:
    """The page of a chapter, or the contents page with what can be taken away. Links lead to the
    edition's own pages where they can.
    """
    up = "../" if chapter else ""
    number = book.chapters.index(chapter) if chapter else -1
    drawn = (
        environment()
        .get_template("edition.html")
        .render(
            book=book,
            chapter=chapter,
            up=up,
            root=f"{up}../../",
            live=chapter.address if chapter else f"{book.id.replace('.', '/')}/",
            stylesheet=up + STYLESHEET,
            downloads=downloads,
            before=book.chapters[number - 1] if number > 0 else None,
            after=book.chapters[number + 1] if 0 <= number < len(book.chapters) - 1 else None,
            key_of=key_of,
            label_of=label_of,
        )
    )
    if chapter is None:
        return directed(drawn).encode()
    page = lxml_html.document_fromstring(drawn)
    place = page.find(".//section")
    assert place is not None
    tree = deepcopy(chapter.tree)
    _lead(tree, book, chapter)
    fold_answers(tree)
    box_tables(tree)
    place[-1].tail = tree.text
    place.extend(tree)
    return (
        directed(
            str(lxml_html.tostring(page, encoding="unicode", doctype="<!doctype html>"))
        ).encode()
        + b"\n"
    )


def _lead(tree: etree._Element, book: Book, chapter: BookChapter) -> None:
    """Lead `#id` of another chapter to its page, and addresses of the live site by a relative
    way.
    """
    own = {chapter.id, *(element.get("id") for element in tree.iter() if element.get("id"))}
    page_by_id = {
        element.get("id"): part
        for part in book.chapters
        for element in part.tree.iter()
        if element.get("id")
    } | {part.id: part for part in book.chapters}
    for element in tree.iter("a"):
        target = element.get("href") or ""
        if target.startswith("#") and target[1:] not in own:
            part = page_by_id[target[1:]]
            element.set(
                "href", f"../{key_of(part.id)}/" + ("" if part.id == target[1:] else target)
            )
        elif target.startswith(f"{book.site_url}go/"):
            # the one kind of address that is promised; any other is left whole
            element.set("href", f"../../../{target.removeprefix(book.site_url)}")
    for element in tree.iter("img"):
        element.set("src", f"../{element.get('src')}")


def fold_answers(tree: etree._Element) -> None:
    """Put the answer of a check behind a word, so that nobody reads it by mistake."""
    for number, answer in enumerate(
        [element for element in tree.iter("p") if element.get("class") == "answer"], 1
    ):
        parent = answer.getparent()
        assert parent is not None
        fold = etree.Element("details")
        parent.replace(answer, fold)
        fold.tail, answer.tail = answer.tail, None
        etree.SubElement(fold, "summary").text = f"Answer to question {number}"
        fold.append(answer)


def box_tables(tree: etree._Element) -> None:
    """A wide table scrolls in a box of its own that the keyboard reaches."""
    for number, table in enumerate(list(tree.iter("table")), 1):
        box = etree.Element("div")
        for name, value in (
            ("class", "table-scroll"),
            ("tabindex", "0"),
            ("role", "region"),
            ("aria-label", f"Table {number}"),
        ):
            box.set(name, value)
        parent = table.getparent()
        assert parent is not None
        parent.replace(table, box)
        box.tail, table.tail = table.tail, None
        box.append(table)
