"""The text of pages of the built hub as Markdown files, which every site builder reads: the same
words, headings, lists, tables and links."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import urldefrag, urljoin

from lxml import html as lxml_html

ROOT = "http://site.example/"
_BLOCKS = {
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "dl",
    "table",
    "section",
    "div",
    "details",
    "figure",
    "blockquote",
    "article",
    "nav",
    "form",
    "header",
    "footer",
}
_AWAY = {"script", "style", "svg", "form", "button", "noscript", "template"}
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "code": "`"}


def chosen(site: Path, always: Iterable[str], *, number: int) -> list[str]:
    """The addresses of so many pages of entries from all over the site, and of those that have to
    be among them."""
    entries = [
        path.parent.relative_to(site).as_posix() + "/"
        for path in sorted(site.glob("[a-z]*/*/index.html"))
        if path.parts[-3] not in ("go", "editions", "es", "assets", "data")
    ]
    wanted = list(always)
    rest = [address for address in entries if address not in wanted]
    left = number - len(wanted)
    return [*wanted, *(rest[place * len(rest) // left] for place in range(min(left, len(rest))))]


def file_of(address: str) -> str:
    """The Markdown file of an address."""
    return f"{address.rstrip('/')}.md" if address else "index.md"


def write_pages(site: Path, addresses: list[str], folder: Path) -> dict[str, str]:
    """Write all of them below a folder: the title of each, by its address."""
    file_by_url = {ROOT + address: file_of(address) for address in addresses}
    titles = {}
    for address in addresses:
        tree = lxml_html.parse(site / address / "index.html").getroot()
        article = tree.find(".//article")
        title = " ".join(next(article.iter("h1")).text_content().split())
        titles[address] = title
        target = folder / file_of(address)
        target.parent.mkdir(parents=True, exist_ok=True)
        text = (
            f"# {_plain(title)}\n\n"
            + "\n\n".join(
                part
                for part in _blocks(article, _Links(ROOT + address, file_of(address), file_by_url))
                if part.strip()
            )
            + "\n"
        )
        target.write_text(text, encoding="utf-8")
    return titles


class _Links:
    """Where links of a page lead: to another file of the set, or away."""

    def __init__(self, url: str, file: str, file_by_url: Mapping[str, str]) -> None:
        self._url, self._folder, self._file_by_url = url, posixpath.dirname(file), file_by_url

    def target(self, href: str) -> str:
        whole, _ = urldefrag(urljoin(self._url, href))
        if whole in self._file_by_url:
            return posixpath.relpath(self._file_by_url[whole], self._folder or ".")
        return "" if whole.startswith(ROOT) or not whole.startswith("http") else whole


def _blocks(element: lxml_html.HtmlElement, links: _Links) -> Iterable[str]:
    inline = ""
    for piece, child in _pieces(element):
        if child is None or (
            child.tag not in _BLOCKS
            and not any(inner.tag in _BLOCKS for inner in child.iterdescendants())
        ):
            inline += piece if child is None else _inline(child, links)
            continue
        yield _tidy(inline)
        inline = ""
        yield from _block(child, links)
    yield _tidy(inline)


def _block(element: lxml_html.HtmlElement, links: _Links) -> Iterable[str]:
    tag = element.tag
    if (
        tag == "h1"
        or tag in _AWAY
        or element.get("aria-hidden") == "true"
        or element.get("hidden") is not None
        or element.get("class", "") in ("contents-small", "breadcrumb")
    ):
        return
    if re.fullmatch(r"h[2-6]", tag):
        yield f"{'#' * int(tag[1])} {_tidy(_inline(element, links))}"
    elif tag in ("ul", "ol"):
        sign = "1." if tag == "ol" else "-"
        items = [
            " ".join(" ".join(_blocks(item, links)).split()) for item in element.iterchildren("li")
        ]
        yield "\n".join(f"{sign} {re.sub(r'^#+ ', '', item)}" for item in items if item)
    elif tag == "dl":
        for part in element.iter("dt", "dd"):
            yield (
                f"**{_tidy(_inline(part, links)).replace('**', '')}**"
                if part.tag == "dt"
                else " ".join(" ".join(_blocks(part, links)).split())
            )
    elif tag == "table":
        rows = [
            [_tidy(_inline(cell, links)).replace("|", "/") or " " for cell in row.iter("th", "td")]
            for row in element.iter("tr")
        ]
        width = max(map(len, rows), default=0)
        lines = [f"| {' | '.join([*row, *[' '] * (width - len(row))])} |" for row in rows]
        yield "\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]]) if lines else ""
    else:
        yield from _blocks(element, links)


def _inline(element: lxml_html.HtmlElement, links: _Links) -> str:
    if (
        element.tag in _AWAY
        or not isinstance(element.tag, str)
        or element.get("aria-hidden") == "true"
        or element.get("hidden") is not None
        or "permalink" in element.get("class", "")
    ):
        return ""
    if element.tag == "br":
        return " "
    words = "".join(
        piece if child is None else _inline(child, links) for piece, child in _pieces(element)
    )
    if element.tag == "a" and words.strip():
        target = links.target(element.get("href", ""))
        return f"[{words.strip()}]({target})" if target else words
    mark = _MARKS.get(element.tag)
    return f"{mark}{words.strip()}{mark}" if mark and words.strip() else words


def _pieces(element: lxml_html.HtmlElement) -> Iterable[tuple[str, lxml_html.HtmlElement | None]]:
    yield _plain(element.text or ""), None
    for child in element:
        if isinstance(child.tag, str):
            yield "", child
        yield _plain(child.tail or ""), None


def _plain(text: str) -> str:
    """Words that no Markdown reader takes for anything else."""
    text = re.sub(r"([\\`*_\[\]#|~^$])", r"\\\1", text)
    return text.replace("<", "&lt;").replace("{", "&#123;").replace("}", "&#125;")


def _tidy(text: str) -> str:
    words = " ".join(text.split())
    return re.sub(r"^(\d+)([.)]) ", r"\1\\\2 ", re.sub(r"^([-+>]) ", r"\\\1 ", words))
