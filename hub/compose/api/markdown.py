"""Our HTML as Markdown: headings, text, lists, tables, definitions, folded parts. It reads the few
elements that our templates draw.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml import html as lxml_html

Way = Callable[[str], str]  # from an address as the page writes it to the one that the Markdown has

_SKIPPED = frozenset("script style template button select textarea option noscript".split())
_CONTAINERS = frozenset(
    "div section header article aside main footer nav figure figcaption form fieldset legend label"
    " address search".split()
)
_HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "cite": "*", "del": "~~"}
_SPACE = re.compile(r"[ \t\r\n\f]+")
# a <br>, until the white space around it is settled; no content can hold this character
_BREAK = "\0"
_SPECIAL = re.compile(r"(<|&(?=#?[A-Za-z0-9]+;))|([\\`*\[\]]|(?<![^\W_])_|_(?![^\W_]))")
_AS_TEXT = {"<": "&lt;", "&": "&amp;"}
_MARK_CHARACTERS = frozenset("\\`*[]<&_")
_HEADING = re.compile(r"^#+ (.+)$")
_STARTS = frozenset("#>-+=0123456789")
_BLOCK_START = re.compile(r"^(?=#{1,6} |>|[-+] |={3}|-{3})|^([0-9]+)(?=[.)] )")


def markdown(content: str, way: Way) -> str:
    """The Markdown of a page's content."""
    return (
        "\n\n".join(_blocks(lxml_html.fragment_fromstring(content, create_parent="div"), way))
        + "\n"
    )


def escaped(text: str | None) -> str:
    """Words as Markdown: what would be a mark, or HTML, is there to read."""
    # nearly every text: asking first saves a fifth of the time
    if not text or _MARK_CHARACTERS.isdisjoint(text):
        return text or ""
    return _SPECIAL.sub(lambda found: _AS_TEXT[found[1]] if found[1] else f"\\{found[2]}", text)


def _blocks(element: lxml_html.HtmlElement, way: Way) -> list[str]:
    """The blocks of an element, each without a blank line around it. Text between blocks is a
    paragraph.
    """
    found: list[str] = []
    run: list[str] = [escaped(element.text)]

    def end_paragraph() -> None:
        text = "".join(run)
        run.clear()
        if text and not text.isspace() and (text := _settled(text, "\\\n")):
            found.append(
                _BLOCK_START.sub(lambda start: f"{start[1]}\\" if start[1] else "\\", text)
                if text[0] in _STARTS
                else text
            )

    for child in element:
        tag = child.tag
        if isinstance(tag, str) and not _is_skipped(child, tag):
            if tag == "p" or tag in _CONTAINERS or tag in _WRITERS or tag in _HEADINGS:
                end_paragraph()
                found += _block(child, tag, way)
            else:
                run.append(_inline(child, tag, way))
        if child.tail:
            run.append(escaped(child.tail))
    end_paragraph()
    return found


def _block(element: lxml_html.HtmlElement, tag: str, way: Way) -> list[str]:
    if tag in _HEADINGS:
        text = _line(element, way)
        return [f"{_HEADINGS[tag]} {text}"] if text else []
    return _WRITERS[tag](element, way) if tag in _WRITERS else _blocks(element, way)


def _is_skipped(element: lxml_html.HtmlElement, tag: str) -> bool:
    return (
        tag in _SKIPPED or element.get("hidden") is not None or element.get("aria-hidden") == "true"
    )


def _inline(element: lxml_html.HtmlElement, tag: str, way: Way) -> str:
    if tag == "br":
        return _BREAK
    if tag == "img":
        alt = element.get("alt") or ""
        return f"![{escaped(alt)}]({_target(way(element.get('src') or ''))})" if alt else ""
    if tag == "code":
        text = _SPACE.sub(" ", element.text_content())
        fence = "``" if "`" in text else "`"
        return f"{fence}{text}{fence}" if text.strip() else ""
    if tag == "svg":
        label = element.get("aria-label") or "".join(
            title.text or "" for title in element.iterchildren("{*}title", "title")
        )
        return f"*Picture: {escaped(label)}*" if label else ""
    if tag == "input":
        return (
            ("[x] " if element.get("checked") is not None else "[ ] ")
            if element.get("type") == "checkbox"
            else ""
        )
    text = _running_text(element, way)
    mark = (
        "**"
        if tag in ("span", "small") and element.get("class") == "label"
        else _MARKS.get(tag, "")
    )
    if tag == "a" and element.get("href"):
        return (
            f"[{text.strip()}]({_target(way(element.get('href') or ''))})" if text.strip() else ""
        )
    return f"{mark}{text}{mark}" if mark and text.strip() == text != "" else text


def _running_text(element: lxml_html.HtmlElement, way: Way) -> str:
    """What stands in an element as running text; blocks in it are parted by a space."""
    held = [escaped(element.text)]
    for child in element:
        tag = child.tag
        if isinstance(tag, str) and not _is_skipped(child, tag):
            if tag in ("li", "dd", "p", "div", "dt", "td", "summary") or tag in _HEADINGS:
                held += [
                    " ",
                    _running_text(child, way),
                    "; " if tag == "li" and child.getnext() is not None else " ",
                ]
            else:
                held.append(_inline(child, tag, way))
        held.append(escaped(child.tail))
    return "".join(held)


def _line(element: lxml_html.HtmlElement, way: Way) -> str:
    return _settled(_running_text(element, way), " ")


def _settled(text: str, line_end: str) -> str:
    """White space as a browser shows it, and line ends where the page has them."""
    text = _SPACE.sub(" ", text).strip(f" {_BREAK}")
    return re.sub(f" ?{_BREAK} ?", lambda _: line_end, text) if _BREAK in text else text


def _target(address: str) -> str:
    return address.replace(" ", "%20").replace("(", "%28").replace(")", "%29")


def _indented(blocks: list[str], first: str, rest: str) -> str:
    """Blocks below a mark: lists hang close below their line, paragraphs with a blank line
    between.
    """
    text = ""
    for number, block in enumerate(blocks):
        is_close = block.startswith(("- ", "1. ", "[", "`")) or len(blocks) == 1
        text += ("" if not number else "\n" if is_close else "\n\n") + block
    return (
        first + "\n".join(f"{rest}{line}" if line else "" for line in text.split("\n"))[len(rest) :]
    )


def _list(element: lxml_html.HtmlElement, way: Way) -> list[str]:
    number = int(element.get("start") or 1)
    lines = []
    for item in element.iterchildren("li"):
        # a heading in an item is the item's name
        blocks = [_HEADING.sub(r"**\1**", block) for block in _blocks(item, way)]
        if blocks and not _is_skipped(item, "li"):
            mark = f"{number}. " if element.tag == "ol" else "- "
            lines.append(_indented(blocks, mark, " " * len(mark)))
            number += 1
    return ["\n".join(lines)] if lines else []


def _definitions(element: lxml_html.HtmlElement, way: Way) -> list[str]:
    found: list[str] = []
    for item in _definition_items(element):
        if item.tag == "dt":
            found.append(_line(item, way))
        elif blocks := _blocks(item, way):
            text = _indented(blocks, ":   ", "    ")
            found = [*found[:-1], f"{found[-1]}\n{text}"] if found else [text]
    return [text for text in found if text]


def _definition_items(element: lxml_html.HtmlElement) -> Iterator[lxml_html.HtmlElement]:
    for child in element:
        if child.tag == "div":
            yield from _definition_items(child)
        elif child.tag in ("dt", "dd"):
            yield child


def _table(element: lxml_html.HtmlElement, way: Way) -> list[str]:
    rows = [
        [_line(cell, way).replace("|", "\\|") for cell in row.iterchildren("th", "td")]
        for row in element.iter("tr")
    ]
    rows = [row for row in rows if row]
    if not rows:
        return []
    width = max(map(len, rows))
    has_head = element.find("thead") is not None or all(
        cell.tag == "th" for cell in next(element.iter("tr"))
    )
    head, *body = rows if has_head else [[], *rows]
    lines = [[*row, *[""] * (width - len(row))] for row in (head, ["---"] * width, *body)]
    return ["\n".join(f"| {' | '.join(line)} |" for line in lines)]


def _quotation(element: lxml_html.HtmlElement, way: Way) -> list[str]:
    text = "\n\n".join(_blocks(element, way))
    return ["\n".join(f"> {line}".rstrip() for line in text.split("\n"))] if text else []


def _code(element: lxml_html.HtmlElement, way: Way) -> list[str]:
    text = element.text_content().strip("\n")
    fence = "`" * max(3, 1 + max((len(found) for found in re.findall(r"`+", text)), default=0))
    return [f"{fence}\n{text}\n{fence}"]


def _details(element: lxml_html.HtmlElement, way: Way) -> list[str]:
    """A part that is folded on the page: its summary in bold, and what it holds."""
    summary = next(element.iterchildren("summary"), None)
    title = _line(summary, way) if summary is not None else ""
    if summary is not None:
        summary.drop_tree()
    return [*([f"**{title}**"] if title else []), *_blocks(element, way)]


_WRITERS: dict[str, Callable[[lxml_html.HtmlElement, Way], list[str]]] = {
    "ul": _list,
    "ol": _list,
    "dl": _definitions,
    "table": _table,
    "blockquote": _quotation,
    "pre": _code,
    "details": _details,
    "hr": lambda *_: ["---"],
}
