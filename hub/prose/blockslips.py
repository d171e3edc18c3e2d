"""Blocks that lose or change what was typed: a row with more cells than its head, a fence that
never ends, a note that nothing refers to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from hub.problems import quoted
from hub.prose.markdown import Converted
from hub.prose.noteslips import note_slips, reference_slips
from hub.prose.runs import Slip

# characters: the limit of a title; a paragraph above a line of hyphens is longer
_LONG_HEADING = 120
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s+")
_QUOTE_MARKS = re.compile(r"(?:\s*>)*\s*")


def block_slips(converted: Converted, lines: Sequence[str]) -> Iterator[Slip]:
    """Everything that the blocks of a text lose or change."""
    yield from note_slips(converted)
    yield from reference_slips(converted)
    columns = 0
    in_body = False
    previous: Token | None = None
    box = Token("", "", 0)
    for token in converted.tokens:
        kind = token.type
        if kind == "thead_open":
            columns, in_body = 0, False
        elif kind == "th_open":
            columns += 1
        elif kind == "tbody_open":
            in_body = True
        elif kind == "tr_open" and in_body and token.map:
            yield from _row(lines[token.map[0]], token.map[0], columns)
        elif kind == "fence" and token.map:
            yield from _fence(token, lines)
        elif kind == "code_block" and token.map:
            yield from _indented(token)
        elif (
            kind in ("alert_close", "admonition_close")
            and previous is not None
            and previous.type in ("alert_title_close", "admonition_title_close", "admonition_open")
        ):
            yield from _empty_box(box, lines)
        elif kind == "heading_open" and token.markup == "-" and token.map:
            yield from _underlined(token, lines)
        elif (
            kind.endswith("_list_open")
            and previous is not None
            and previous.type.endswith("_list_close")
            and token.map
        ):
            yield from _shallow(token.map[0], lines)
        if kind in ("alert_open", "admonition_open") and token.map:
            box = token
        if (
            kind == "list_item_open"
            and token.map
            and previous is not None
            and previous.type == "list_item_close"
        ):
            yield from _shallow(token.map[0], lines)
        previous = token


def _row(line: str, number: int, columns: int) -> Iterator[Slip]:
    # it matches nothing at the least
    row = line[_QUOTE_MARKS.match(line).end() :].strip()  # type: ignore[union-attr]
    cells = escapedSplit(row) if "\\" in row else row.split("|")
    if cells and not cells[0].strip():
        cells = cells[1:]
    if cells and not cells[-1].strip() and row.endswith("|"):
        cells = cells[:-1]
    if len(cells) > 1 and all(re.fullmatch(r"\s*:?-{3,}:?\s*", cell) for cell in cells):
        message = (
            "A table has one line of hyphens, below its head. This one would be shown as a row."
        )
        yield Slip(
            "broken-table",
            number,
            row,
            message=message,
            rows=(
                ("Write", "Take the line out."),
                ("Or", "begin a new table, with a free line above its head"),
            ),
        )
        return
    if len(cells) == columns:
        return
    shown = [cell.strip() for cell in cells]
    write = (
        ("Write", f"| {' | '.join(shown[:columns] + [''] * (columns - len(shown)))} |"),
        ("Or", "\\| for a stroke that belongs to the words"),
    )
    if "|" not in row:
        message = "This line stands right below a table, so it is read as a row with one cell."
        write = (
            ("Write", "Leave a line free below the table."),
            ("Or", f"| {' | '.join(shown + ['…'] * (columns - 1))} |"),
        )
    elif len(cells) > columns:
        lost = " | ".join(shown[columns:])
        message = (
            f"This row has {len(cells)} cells and the head of the table {columns}, so readers would"
            f" not see {quoted(lost)}."
        )
    else:
        message = (
            f"This row has {len(cells)} cell{'s' if len(cells) != 1 else ''} and the head of the"
            f" table {columns}, so words would stand in the wrong column."
        )
    yield Slip("broken-table", number, row, message=message, rows=write)


_CODE = re.compile(r"[{}<>=;$\\]|\w\(|://|^\s*(?:\$|>|[a-z]+ --?\w)", re.MULTILINE)


def _indented(token: Token) -> Iterator[Slip]:
    """Words that four spaces made code of."""
    first = token.content.strip("\n").split("\n", 1)[0].strip()
    is_marked = re.match(r"(?:[-*+•●▪◦]|\d+[.)]|#{1,6})\s+\S", first) is not None
    if is_marked or (
        len(re.findall(r"[^\W\d_]{2,}", first)) > 3 and not _CODE.search(token.content)
    ):
        message = "This line is indented by four spaces or a tab, so it would be shown as code."
        yield Slip(
            "broken-list" if is_marked else "unclosed-mark",
            (token.map or [0])[0],
            first,
            message=message,
            rows=(("Write", first), ("Or", "``` on a line above and below, if it is code")),
        )


def _empty_box(box: Token, lines: Sequence[str]) -> Iterator[Slip]:
    """A box without words: they stand below it, and not in it."""
    line = (box.map or [0])[0]
    is_alert = box.type == "alert_open"
    begin = "a > and a space" if is_alert else "four spaces"
    message = f"This box holds no words: each of its lines begins with {begin}."
    after = next((text.strip() for text in lines[line + 1 :] if text.strip(" >")), "the words")
    yield Slip(
        "foreign-markup",
        line,
        lines[line].strip(),
        message=message,
        rows=(("Write", f"{'> ' if is_alert else '    '}{after}"),),
    )


def _fence(token: Token, lines: Sequence[str]) -> Iterator[Slip]:
    start, end = token.map or (0, 0)
    last = lines[min(end, len(lines)) - 1].strip(" >\t") if end - start > 1 else ""
    if last.startswith(token.markup) and not last.strip(token.markup[0]):
        return
    message = (
        "This block of code is opened here and never closed, so all that follows would be shown as"
        " code."
    )
    yield Slip(
        "unclosed-mark",
        start,
        token.markup,
        message=message,
        rows=(("Write", f"{token.markup}   on a line of its own where the code ends"),),
    )


def _underlined(token: Token, lines: Sequence[str]) -> Iterator[Slip]:
    """A paragraph that a line of hyphens below it makes a heading of: the hyphens were meant as a
    rule.
    """
    start, end = token.map or (0, 0)
    words = " ".join(line.strip() for line in lines[start : end - 1])
    if re.match(r"[a-z_]+:\s", lines[start].strip()):
        message = (
            "These look like fields of an entry, and they stand in its text, so readers would see"
            " them."
        )
        yield Slip(
            "bad-heading",
            start,
            lines[start].strip(),
            message=message,
            rows=(("Write", "Move them up, between the two lines of --- at the top of the file."),),
        )
    elif end - start > 2 or len(words) > _LONG_HEADING or words.endswith((".", ":", ";")):
        message = (
            "A line of hyphens right below text makes a heading of it, and these words do not look"
            " like one."
        )
        yield Slip(
            "bad-heading",
            end - 1,
            "-",
            message=message,
            rows=(
                ("Write", "Leave a line free above the hyphens."),
                ("Or", "## Words of the heading"),
            ),
        )


def _shallow(number: int, lines: Sequence[str]) -> Iterator[Slip]:
    """An item that is indented, and not far enough to stand below the item before it."""
    line = lines[number]
    indent = _indent(line)
    if not indent or not lines[number - 1].strip():
        return
    signs = (_ITEM.match(above) for above in reversed(lines[:number]) if _indent(above) < indent)
    sign = next(filter(None, signs), None)
    needed = sign.end() if sign else 0
    if sign and indent < needed:
        spaces = f"{indent} space{'s' if indent != 1 else ''}"
        message = (
            f"This item is indented by {spaces}, too few to belong to the item above it and too"
            " many to stand beside it."
        )
        rows = (
            ("Write", " " * needed + line.strip()),
            ("Or", " " * _indent(sign.string) + line.strip()),
        )
        yield Slip("broken-list", number, line.strip(), message=message, rows=rows)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
