"""The text of a book in the language of Typst."""

from __future__ import annotations

import re

from lxml import etree

from hub.compose.playbook.book import Book, BookChapter
from hub.compose.playbook.columnwidths import column_widths
from hub.compose.playbook.typesetlines import (
    Lines,
    Words,
    classes_of,
    has_words,
    joined,
    language_of,
    text_of,
)
from hub.compose.playbook.typstwords import array, literal, truth, words

_BLOCKS = frozenset(
    "p div ul ol li table thead tbody tr td th pre blockquote dl dt dd h2 h3 h4 h5 h6 hr figure"
    " figcaption".split()
)
_NUMBERINGS = {"1": "1.", "a": "a.", "A": "A.", "i": "i.", "I": "I."}
_PARAGRAPHS = {
    "admonition-title": "note-title",
    "lead": "lead",
    "small": "small",
    "minutes": "minutes",
    "why": "why",
}
_DEEPEST = 44  # Typst gives up at 62 rules inside each other; the rest is for what stands in a line
# rules that each of them takes
_COST = {"blockquote": 4, "table": 6, "ul": 2, "ol": 2, "dl": 4, "div": 2}
_CODE = 64  # characters of code that fit on a line
# characters of a cell that is not broken over two pages: in the narrowest column they still fit on
# one
_SHORT_CELL = 300
_SHORT = 900  # characters: an exercise or a question up to this long is not broken over two pages


class Writer:
    """Writes chapter after chapter."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.lines = Lines(book, lambda note: self.flow(note, is_bare=True))
        self.tables: list[tuple[str, ...]] = []
        self.level = 1
        self.depth = 0

    def opening(self, chapter: BookChapter) -> str:
        """The page on which a chapter starts, down to the line with its times."""
        time = chapter.fields.time if chapter.fields else None
        facts = [f"To read: {time.read} minutes"] if time else []
        facts += [f"To teach: {time.teach} minutes"] if time and time.teach else []
        shown = words(" · ".join(facts))
        return (
            f"#chapter({literal(chapter.id)}, {words(chapter.label)}, {words(chapter.summary)},"
            f" {shown}, {literal(self.book.go(chapter.id))})"
        )

    def chapter(self, chapter: BookChapter) -> str:
        """The body of a chapter, and at its end the ids that found no place in it."""
        self.level = 1
        self.lines.begin(chapter.title, chapter.tree)
        body = self.flow(chapter.tree)
        missed = [
            str(element.get("id"))
            for element in chapter.tree.iter()
            if element.get("id") and element.get("id") not in self.lines.placed
        ]
        return "\n".join([body, *(self.lines.place(identity) for identity in missed)])

    def flow(self, element: etree._Element, *, is_bare: bool = False) -> str:
        """What stands in an element, one block after the other. Loose words are a paragraph, or
        `is_bare` in an item or a cell.
        """
        blocks: list[str] = []
        run: list[str] = [*self.lines.place_of(element), Words(element.text or "")]

        def end_run() -> None:
            line = joined(run)
            if line:
                blocks.append(line if is_bare or not has_words(run) else f"par({{ {line} }})")
            run.clear()

        for child in element:
            if _is_block(child):
                end_run()
                blocks.append(self.nested(child))
            else:
                run.extend(self.lines.inline(child))
            run.append(Words(child.tail or ""))
        end_run()
        flow, language = "\n".join(block for block in blocks if block), language_of(element)
        return f"{language}\n{flow}\n}})" if language and flow else flow

    def nested(self, element: etree._Element) -> str:
        """One block; so deep that Typst would give up, only what it holds."""
        cost = _COST.get(str(element.tag), 0)
        if self.depth + cost > _DEEPEST:
            return self.flow(element)
        self.depth += cost
        told_block = self.block(element)
        self.depth -= cost
        return told_block

    def block(self, element: etree._Element) -> str:
        """One block."""
        tag, classes = str(element.tag), classes_of(element)
        if tag[0] == "h" and tag[1:].isdigit():
            return self.heading(element, int(tag[1:]))
        if tag == "p":
            return self.paragraph(element, classes)
        if tag == "hr":
            return "rule()"
        if "footnote" in classes:
            return ""  # each note stands at the foot of the page that mentions it
        if tag not in ("ul", "ol", "dl", "table", "pre"):
            return self.group(element, classes)
        places = "".join(f"keep({place})\n" for place in self.lines.place_of(element))
        if tag == "pre":
            code = text_of(element).expandtabs(4).strip("\n")
            return f"{places}listing({words(code, most=_CODE)})"
        if tag == "table":
            return places + self.table(element)
        return places + (self.meanings(element) if tag == "dl" else self.items(element, classes))

    def group(self, element: etree._Element, classes: list[str]) -> str:
        """Blocks that belong together: a quotation, a note, an exercise, a question, or nothing
        that is seen.
        """
        inner = self.flow(element)
        if not inner:
            return ""
        if element.tag == "blockquote":
            return f"said({{\n{inner}\n}})"
        if "admonition" in classes:
            kind = next((name for name in classes if name != "admonition"), "note")
            return f"note({literal(kind)}, {{\n{inner}\n}})"
        if "exercise" in classes or "check" in classes:
            return f"framed({truth(is_true=len(text_of(element)) <= _SHORT)}, {{\n{inner}\n}})"
        return inner

    def heading(self, element: etree._Element, level: int) -> str:
        """A heading, never more than one level below the one before it: tags may not skip a
        level.
        """
        self.level = min(level, self.level + 1)
        self.lines.is_heading = True
        line = joined(self.lines.inside(element))
        self.lines.is_heading = False
        if not line:
            return ""
        identity = str(element.get("id") or "")
        self.lines.placed.add(identity)
        return f"head({self.level}, {literal(identity)}, {{ {line} }})"

    def paragraph(self, element: etree._Element, classes: list[str]) -> str:
        """A paragraph. One that holds a picture and nothing else is that picture."""
        place = self.lines.place_of(element)
        if (
            len(element) == 1
            and element[0].tag == "img"
            and not (element.text or "").strip()
            and not (element[0].tail or "").strip()
        ):
            return "\n".join(
                [
                    *place,
                    *self.lines.place_of(element[0]),
                    self.lines.picture(element[0], is_inline=False),
                ]
            )
        line = joined([*place, *self.lines.inside(element)])
        name = next((_PARAGRAPHS[name] for name in classes if name in _PARAGRAPHS), "par")
        return f"{name}({{ {line} }})" if line else ""

    def items(self, element: etree._Element, classes: list[str]) -> str:
        """A list: with dots, with numbers, or with boxes to tick."""
        is_tight = truth(
            is_true=not any(
                _is_block(child) and child.tag not in ("ul", "ol")
                for item in element.iter("li")
                for child in item
            )
        )
        items = "".join(
            f"{{\n{self.flow(item, is_bare=True) or '[]'}\n}}, "
            for item in element
            if item.tag == "li"
        )
        if not items:
            return ""
        if "checklist" in classes:
            return f"boxes({items})"
        if element.tag == "ul":
            return f"bullets({is_tight}, {items})"
        numbering = _NUMBERINGS.get(element.get("type") or "1", "1.")
        start = element.get("start") or "1"
        return (
            f"numbers({is_tight}, {literal(numbering)},"
            f" {start if re.fullmatch('[0-9]{1,6}', start) else 1}, {items})"
        )

    def meanings(self, element: etree._Element) -> str:
        """A list of terms, each with what is said of it."""
        pairs: list[tuple[list[str], list[str]]] = []
        for child in element.iter("dt", "dd"):
            if not pairs or (child.tag == "dt" and pairs[-1][1]):
                pairs.append(([], []))
            pairs[-1][child.tag == "dd"].append(self.flow(child, is_bare=True) or "[]")
        shown = "".join(
            f"({{ {'; linebreak(); '.join(names) or '[]'} }}, {{"
            f" {'; parbreak(); '.join(said) or '[]'} }}), "
            for names, said in pairs
        )
        return f"meanings({shown})" if shown else ""

    def table(self, element: etree._Element) -> str:
        """A table whose header row is repeated on every page it reaches."""
        rows = [row for row in element.iter("tr") if next(row.iterancestors("table")) is element]
        cells = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
        columns = max((sum(_span(cell, "colspan") for cell in row) for row in cells), default=0)
        if not columns:
            return ""
        number = len(self.tables)
        self.tables.append(())  # a table inside this one comes later in the tags too
        in_head = [
            row
            for row, held in zip(rows, cells, strict=True)
            if next(row.iterancestors()).tag == "thead"
        ]
        heads = in_head or [
            row
            for row, held in zip(rows[:1], cells, strict=False)
            if held and all(cell.tag == "th" for cell in held)
        ]
        shown = [[self.cell(cell) for cell in row] for row in cells]
        # with cells that reach down, a short row is in order
        if not any(cell.get("rowspan") for row in cells for cell in row):
            for held, row in zip(cells, shown, strict=True):
                row += ["[]"] * (columns - sum(_span(cell, "colspan") for cell in held))
        self.tables[number] = tuple(
            _kinds(held, is_head=row in heads).ljust(len(line), "D")
            for row, held, line in zip(rows, cells, shown, strict=True)
        )
        head = "".join(
            array(line) + ", " for row, line in zip(rows, shown, strict=True) if row in heads
        )
        body = "".join(
            f"\n{cell},"
            for row, line in zip(rows, shown, strict=True)
            if row not in heads
            for cell in line
        )
        widths, is_crowded = column_widths(cells, columns)
        caption = joined(self.lines.inside(element[0])) if element[0].tag == "caption" else ""
        return (
            f"caption({{ {caption} }})\n" if caption else ""
        ) + f"grid-of({widths}, {truth(is_true=is_crowded)}, ({head}),{body}\n)"

    def cell(self, element: etree._Element) -> str:
        """A cell with what it spans and where its words stand."""
        classes, inner = classes_of(element), self.flow(element, is_bare=True) or "[]"
        is_whole, is_head = (
            truth(is_true=len(text_of(element)) <= _SHORT_CELL),
            truth(is_true=element.tag == "th"),
        )
        place = next((side for side in ("right", "center") if f"align-{side}" in classes), "left")
        return (
            f"cell({_span(element, 'colspan')}, {_span(element, 'rowspan')}, {place} + top,"
            f" {is_whole}, {is_head}, {{ {inner} }})"
        )


def _is_block(element: etree._Element) -> bool:
    return any(each.tag in _BLOCKS for each in element.iter())


def _kinds(cells: list[etree._Element], *, is_head: bool) -> str:
    return "".join("D" if cell.tag == "td" else "C" if is_head else "R" for cell in cells)


def _span(element: etree._Element, name: str) -> int:
    value = element.get(name) or "1"
    return max(1, int(value)) if re.fullmatch("[0-9]{1,2}", value) else 1
