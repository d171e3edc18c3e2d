"""What a search index is made from: the words of a page, by field and by section."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lxml import html as lxml_html

HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_NOT_TEXT = frozenset({"script", "style", "template", "svg", "form", "nav"})
_APART = (
    frozenset(
        "p li dt dd td th tr div section ul ol dl table blockquote pre br hr summary details"
        " figcaption caption".split()
    )
    | HEADINGS
    | {"h1"}
)


@dataclass(frozen=True)
class Section:
    """A part of a page: where a link can lead, and what stands there. The first one of a page has
    neither id nor heading.
    """

    anchor: str
    heading: str
    text: str


@dataclass(frozen=True)
class SearchDocument:
    """A page as the search sees it. `names` are its other names, `tags` words it is filed under,
    `facets` the (value, label) pairs by which it can be filtered.

    `weight` raises (above 1) or lowers a page in every search.
    """

    url: str
    title: str
    kind: str = ""
    summary: str = ""
    names: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    facets: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    weight: float = 1.0


def sections_of(content: str) -> tuple[Section, ...]:
    """The sections of a page's HTML, in order. What is marked `data-search="no"` (lists of other
    pages) is left out.
    """
    if not content.strip():
        return ()
    return _sections(lxml_html.fragment_fromstring(content, create_parent="div"))


def document_from_html(url: str, page: str) -> SearchDocument:
    """A document from a whole page as a file: its `main`, `h1` and description. Facets are not
    known.
    """
    tree = lxml_html.document_fromstring(page)
    main: lxml_html.HtmlElement = next(iter(tree.iter("main")), tree)
    title = next((_section_text(heading) for heading in main.iter("h1")), "") or next(
        (_section_text(heading) for heading in tree.iter("title")), ""
    )
    summary = next(
        (
            meta.get("content") or ""
            for meta in tree.iter("meta")
            if meta.get("name") == "description"
        ),
        "",
    )
    for element in [
        element
        for element in main.iter()
        if element.tag == "h1" or element.get("data-pagefind-ignore") is not None
    ]:
        element.drop_tree()
    sections = _sections(main)
    if sections and summary and sections[0].text.startswith(summary):
        sections = (Section("", "", sections[0].text[len(summary) :].strip()), *sections[1:])
    return SearchDocument(url, title, "", summary=summary, sections=sections)


def _sections(root: lxml_html.HtmlElement) -> tuple[Section, ...]:
    parts: list[tuple[str, str, list[str]]] = [("", "", [])]
    _walk(root, parts)
    return tuple(
        Section(anchor, heading, " ".join("".join(texts).replace("\u200b", "").split()))
        for number, (anchor, heading, texts) in enumerate(parts)
        if number == 0 or heading or texts
    )


def _walk(element: lxml_html.HtmlElement, parts: list[tuple[str, str, list[str]]]) -> None:
    if (
        not isinstance(element.tag, str)
        or element.tag in _NOT_TEXT
        or element.get("data-search") == "no"
        or element.tag == "h1"
    ):
        pass
    elif element.tag in HEADINGS:
        parts.append((element.get("id") or "", _section_text(element), []))
    else:
        texts = parts[-1][2]
        if element.tag in _APART:
            texts.append(" ")
        if element.text:
            texts.append(element.text)
        for child in element:
            _walk(child, parts)
        if element.tag in _APART:
            parts[-1][2].append(" ")
    if element.tail:
        parts[-1][2].append(element.tail)


def _section_text(element: lxml_html.HtmlElement) -> str:
    return " ".join(str(element.text_content()).replace("\u200b", "").replace("¶", "").split())
