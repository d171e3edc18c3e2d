"""What must be true of a PDF made from a book: our own checks, and two checkers of others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO

import page as page_validation
import pdfua
import pikepdf
from pikepdf import Array, Dictionary

from hub.compose.playbook.book import Book

TOOLS = ("page-validation", "pdfua", "own")
PDFUA = "http://www.aiim.org/pdfua/ns/id/"
PDFA = "http://www.aiim.org/pdfa/ns/id/"


def findings(data: bytes, book: Book) -> list[str]:
    """Everything that anybody finds wrong, as "tool: what"."""
    return [
        *by_page_validation(data, "ua1"),
        *by_pdfua(data),
        *(f"own: {found}" for found in own(data, book)),
    ]


def by_page_validation(data: bytes, profile: str) -> list[str]:
    """The failures of a profile: ua1 or 2a."""
    report = page_validation.validate_pdf_bytes(data, profile=profile)
    return [f"page-validation: {failure.rule_id} {failure.message}" for failure in report.failures]


def by_pdfua(data: bytes) -> list[str]:
    """What pdfua finds, warnings too."""
    # it hands it to pikepdf, which reads both
    return [
        f"pdfua: {finding.rule_id} {finding.message}"
        for finding in pdfua.validate(BytesIO(data)).findings
    ]  # type: ignore[arg-type]


def own(data: bytes, book: Book) -> list[str]:
    """What no checker can know: whether the file says what the book says."""
    with pikepdf.open(BytesIO(data)) as document:
        return [
            *_facts(document, book),
            *_outline(document, book),
            *_destinations(document, book),
            *_tags(document, book),
            *_annotations(document),
            *_untagged(document),
        ]


def _facts(document: pikepdf.Pdf, book: Book) -> Iterator[str]:
    root = document.Root
    if str(root.get("/Lang", "")).split("-")[0] != book.language.split("-")[0]:
        yield "the language is not the book's"
    if not root.get("/MarkInfo", Dictionary()).get("/Marked", False):
        yield "it does not say that it is tagged"
    if not root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle", False):
        yield "the window would show the file's name"
    if "/Metadata" not in root:
        yield "it has no metadata"
        return
    with document.open_metadata() as told:
        if told.get("dc:title") != book.title:
            yield "the title is not the book's"
        if told.get("dc:creator") != [book.publisher]:
            yield "the author is not the book's publisher"
        if told.get(f"{{{PDFUA}}}part") != "1" or (
            told.get(f"{{{PDFA}}}part"),
            told.get(f"{{{PDFA}}}conformance"),
        ) != (("2", "A") if book.updated else (None, None)):
            yield "it does not say which standards it follows"


def contents_of(book: Book) -> list[tuple[int, str, str]]:
    """What the contents list, as (level, words, id)."""
    lines = []
    for chapter in book.chapters:
        lines.append((1, chapter.label, chapter.id))
        lines += [(2, words, identity) for identity, words in chapter.sections]
    return lines


def outline_of(document: pikepdf.Pdf) -> list[tuple[int, str, str]]:
    """The bookmarks, as (level, words, where they lead)."""
    where = _names(document)
    lines: list[tuple[int, str, str]] = []

    def walk(items: list[pikepdf.OutlineItem], level: int) -> None:
        for item in items:
            lines.append((level, " ".join(item.title.split()), _name_of(item.destination, where)))
            walk(item.children, level + 1)

    with document.open_outline() as outline:
        walk(outline.root, 1)
    return lines


def _outline(document: pikepdf.Pdf, book: Book) -> Iterator[str]:
    wanted = contents_of(book)
    if [line[:2] for line in outline_of(document)] != [line[:2] for line in wanted]:
        yield "the bookmarks are not the contents"
    lines = [
        dict.fromkeys(str(link.get("/Dest", "")) for link in _links_of(element))
        for element in elements_of(document)
        if str(element.S) == "/TOCI"
    ]
    # a line that is broken has two links to one place
    listed = [identity for line in lines for identity in line]
    if listed != [identity for _, _, identity in wanted]:
        yield "the printed contents are not the contents"


def _destinations(document: pikepdf.Pdf, book: Book) -> Iterator[str]:
    named = _names(document)
    pages = {page.objgen for page in document.pages}
    for identity in book.ids:
        if identity not in named:
            yield f"nothing is called {identity}"
        elif named[identity][0].objgen not in pages:
            yield f"{identity} leads to no page"


def wanted_tags(book: Book) -> Counter[str]:
    """How many of each tag the book's HTML asks for."""
    # one for the heading of the contents
    wanted: Counter[str] = Counter({"/H1": 1 + len(book.chapters), "/TOCI": len(contents_of(book))})
    for chapter in book.chapters:
        tree, level = chapter.tree, 1
        for element in tree.iter():
            tag = str(element.tag)
            if re.fullmatch("h[2-6]", tag):
                level = min(int(tag[1]), level + 1)
                wanted[f"/H{level}"] += 1
        notes = sum(
            len(area.findall("ol"))
            for area in tree.iter("div")
            if "footnote" in (area.get("class") or "").split()
        )
        note_items = sum(
            len(area.findall("ol/li"))
            for area in tree.iter("div")
            if "footnote" in (area.get("class") or "").split()
        )
        count = Counter(str(element.tag) for element in tree.iter())
        wanted += Counter(
            {
                "/Figure": count["img"],
                "/Table": count["table"],
                "/TR": count["tr"],
                "/TH": count["th"],
                "/TD": count["td"],
                "/BlockQuote": count["blockquote"],
                "/L": count["ul"] + count["ol"] + count["dl"] - notes,
                "/LI": count["li"] + count["dt"] - note_items,
                "/Note": note_items,
            }
        )
    return wanted


def _tags(document: pikepdf.Pdf, book: Book) -> Iterator[str]:
    elements = list(elements_of(document))
    wanted, found = wanted_tags(book), Counter(str(element.S) for element in elements)
    for tag in sorted({*wanted, *(f"/H{level}" for level in range(1, 7))}):
        if wanted[tag] != found[tag]:
            yield f"{found[tag]} tags {tag} where the book has {wanted[tag]}"
    alts = [
        " ".join((picture.get("alt") or "").split())
        for chapter in book.chapters
        for picture in chapter.tree.iter("img")
    ]
    shown = [str(element.get("/Alt", "")) for element in elements if str(element.S) == "/Figure"]
    if shown != alts:
        yield "the words for the pictures are not the book's"
    for words in shown:
        if not words.strip() or re.fullmatch(
            r"\S+\.(png|jpe?g|webp|svg|gif)", words.strip(), re.IGNORECASE
        ):
            yield f"a picture has no words but {words!r}"
    level = 0
    for element in elements:
        if heading := re.fullmatch(r"/H([1-6])", str(element.S)):
            if int(heading[1]) > level + 1:
                yield "a level of headings is skipped"
            level = int(heading[1])
        if str(element.S) == "/TH" and not any(
            str(each.get("/Scope", "")) in ("/Row", "/Column") for each in attributes_of(element)
        ):
            yield "a header cell does not say what it heads"
    rows = sum(
        1
        for chapter in book.chapters
        for body in chapter.tree.iter("tbody")
        for _ in body.iterfind("tr/th")
    )
    marked = sum(
        any(str(each.get("/Scope", "")) == "/Row" for each in attributes_of(element))
        for element in elements
        if str(element.S) == "/TH"
    )
    if rows != marked:
        yield f"{marked} cells head a row where the book has {rows}"


def _annotations(document: pikepdf.Pdf) -> Iterator[str]:
    for number, page in enumerate(document.pages, 1):
        links = page.get("/Annots", Array())
        if len(links) and str(page.get("/Tabs", "")) != "/S":
            yield f"page {number} does not say in which order links are reached"
        for link in links:
            if not str(link.get("/Contents", "")).strip():
                yield f"a link on page {number} has no words"
            if "/StructParent" not in link:
                yield f"a link on page {number} is not in the tags"
            if "/Dest" not in link and "/A" not in link:
                yield f"a link on page {number} leads nowhere"


def _untagged(document: pikepdf.Pdf) -> Iterator[str]:
    """Words that neither belong to a tag nor are furniture of the page."""
    for number, page in enumerate(document.pages, 1):
        depth: list[bool] = []
        for step in pikepdf.parse_content_stream(page, "BMC BDC EMC Tj TJ ' \""):
            name, operands = str(step.operator), list(step.operands)
            if name in ("BMC", "BDC"):
                has_tag = (
                    len(operands) > 1
                    and isinstance(operands[1], Dictionary)
                    and "/MCID" in operands[1]
                )
                depth.append(has_tag or str(operands[0]) == "/Artifact")
            elif name == "EMC":
                depth.pop()
            elif not any(depth):
                yield f"words on page {number} are in no tag"
                break


def _names(document: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    names = document.Root.get("/Names", Dictionary()).get("/Dests")
    return dict(pikepdf.NameTree(names).items()) if names is not None else {}


def _name_of(destination: object, named: dict[str, pikepdf.Object]) -> str:
    if isinstance(destination, pikepdf.String):
        return str(destination)
    return next(
        (
            name
            for name, found in named.items()
            if isinstance(destination, Array) and found == destination
        ),
        "",
    )


def elements_of(document: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """The tags, in reading order."""

    def walk(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
        for child in element if isinstance(element, Array) else [element]:
            if isinstance(child, Dictionary) and "/S" in child:
                yield child
                if "/K" in child:
                    yield from walk(child.K)

    if "/StructTreeRoot" in document.Root:
        yield from walk(document.Root.StructTreeRoot.get("/K", Array()))


def _links_of(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """The annotations below a tag."""
    inner = element.get("/K", Array())
    for child in inner if isinstance(inner, Array) else [inner]:
        if isinstance(child, Dictionary):
            if "/Obj" in child:
                yield child.Obj
            elif str(child.get("/S", "")) != "/TOC":
                yield from _links_of(child)


def attributes_of(element: pikepdf.Object) -> list[pikepdf.Object]:
    """What is said of a tag beside its name."""
    found = element.get("/A", Array())
    return (
        [each for each in found if isinstance(each, Dictionary)]
        if isinstance(found, Array)
        else [found]
    )
