"""One page of a set: plain HTML in the form of search-1000.tar.xz, so that every engine reads the
same page."""

from __future__ import annotations

from pathlib import Path

from lxml import html as lxml_html
from lxml.html import builder

NAVIGATION = (
    ("Practices", "/practices/"),
    ("Case studies", "/case-studies/"),
    ("Life experiences", "/life-experiences/"),
    ("Guides", "/guides/"),
)


def write_page(
    path: Path, *, title: str, summary: str, kind: str, blocks: list[lxml_html.HtmlElement]
) -> None:
    """Write a page with a header as a site has it, its kind, title and summary, and its blocks.
    `main` is marked for Pagefind."""
    menu = [builder.LI(builder.A(name, href=href)) for name, href in NAVIGATION]
    main = builder.MAIN(
        builder.P(kind, **{"data-pagefind-ignore": ""}),
        builder.H1(title, **{"data-pagefind-filter": f"kind:{kind}"}),
        id="main",
        **{"data-pagefind-body": ""},
    )
    if summary:
        main.append(builder.P(summary, **{"class": "deck"}))
    main.extend(blocks)
    page = builder.HTML(
        builder.HEAD(
            builder.META(charset="utf-8"),
            builder.TITLE(f"{title} | CX Hub"),
            builder.META(name="description", content=summary),
        ),
        builder.BODY(
            builder.HEADER(builder.NAV(builder.UL(*menu), **{"aria-label": "Primary"})), main
        ),
        lang="en",
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(lxml_html.tostring(page, doctype="<!doctype html>", encoding="utf-8"))


def blocks_of(markup: str) -> list[lxml_html.HtmlElement]:
    """The elements of a piece of HTML, in order and well formed; loose text becomes a paragraph."""
    if not markup.strip():
        return []
    root = lxml_html.fragment_fromstring(markup, create_parent="div")
    for element in [
        element
        for element in root.iter()
        if element.tag in ("script", "style", "iframe", "main", "h1", "template")
    ]:
        if element.tag in ("main", "h1"):
            element.drop_tag()
        else:
            element.drop_tree()
    return children_of(root)


def children_of(root: lxml_html.HtmlElement) -> list[lxml_html.HtmlElement]:
    """The elements within an element; loose text becomes a paragraph."""
    blocks = [builder.P(root.text)] if root.text and root.text.strip() else []
    for child in list(root):
        tail, child.tail = child.tail, None
        if isinstance(child.tag, str):
            blocks.append(child)
        if tail and tail.strip():
            blocks.append(builder.P(tail))
    return blocks


def read_main(path: Path) -> lxml_html.HtmlElement:
    return next(lxml_html.document_fromstring(path.read_bytes()).iter("main"))
