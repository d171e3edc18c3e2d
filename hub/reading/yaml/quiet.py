"""What YAML reads without a complaint and not as it was meant: text after " #", and items that
become more of the line above.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from hub.problems import Place, Report, quoted
from hub.reading.nodes import Node, TextNode, plain_texts
from hub.reading.yaml.slips import glued_item, in_quotes

# -5 is a number
_LOOKS_LIKE_ITEM = re.compile(r"^[ ]*(?:-(?=[^\W\d]|[^\S \t\n])|[•·])", re.MULTILINE)
_MOST_TOLD = 20  # in one file: who made the slip made it in each line
At = Callable[..., Place]


def check_quiet_losses(text: str, root: Node, report: Report, at: At) -> None:
    """Report what would be lost or joined. `at` gives the place of a line and column, both from 0,
    and a length.
    """
    if " #" in text or "\t#" in text:
        _check_comments(text.split("\n"), root, report, at=at)
    if _LOOKS_LIKE_ITEM.search(text):
        _check_items(text.split("\n"), root, report, at=at)


def _check_comments(lines: list[str], root: Node, report: Report, at: At) -> None:
    """Unquoted text that is followed by " #" loses everything after it."""
    first = at(0, 0).line
    for node in plain_texts(root):
        line = lines[node.place.line - first]
        rest = line[node.place.column - 1 + node.place.length :]
        found = re.match(r"[ \t]+#", rest)
        if not node.text and node.is_plain:
            _check_whole_value(line, node, report, at=at, first=first)
        elif node.text and found:
            column = node.place.column - 1 + node.place.length + found.end() - 1
            kept = quoted(node.text)
            report.add(
                "yaml-comment-in-value",
                at(node.place.line - first, column, len(line) - column),
                f'Everything from "#" on is a YAML comment, so readers would see {kept}.',
                rows=_with_comment(line, node),
            )


def _with_comment(line: str, node: TextNode) -> list[tuple[str, str]]:
    """What to write for a value and a comment: one word is a value by itself, and more may go on in
    the comment.
    """
    whole = f'Put the whole value in quotes: "{line[node.place.column - 1 :].strip()}"'
    if re.fullmatch(r"[a-z0-9-]+", node.text):
        return [
            (
                "Write",
                (
                    f"{line[: node.place.column - 1 + node.place.length].strip()}   with the"
                    " comment on a line of its own"
                ),
            )
        ]
    return [("Write", whole), ("Or", "put a comment on a line of its own")]


def _check_whole_value(line: str, node: TextNode, report: Report, at: At, first: int) -> None:
    """A value that begins with "#" and a letter or a digit was not typed as a comment."""
    found = re.fullmatch(r"(\s*(?:-[ \t]+)?(?:[\w-]+:[ \t]+)?)(#\w.*)", line)
    if found is None or not found[1].strip():
        return
    report.add(
        "yaml-comment-in-value",
        at(node.place.line - first, len(found[1]), len(found[2])),
        'Everything from "#" on is a YAML comment, so nothing of this value would be read.',
        rows=[
            ("Write", f"{found[1].strip()} {in_quotes(found[2].strip())}"),
            ("Or", "put a comment on a line of its own"),
        ],
    )


def _check_items(lines: list[str], root: Node, report: Report, at: At) -> None:
    """A line below an unquoted value that begins like a list item is read as more of that value."""
    first = at(0, 0).line
    starts = {node.place.line - first: node for node in plain_texts(root)}
    above: TextNode | None = None
    start = told = 0
    for number, line in enumerate(lines):
        if number in starts:
            above, start = starts[number], number
            continue
        if (
            above is not None
            and above.text.startswith(lines[start].strip())
            and re.match(r"\s*- ", line)
            and " ".join(line.split()) in above.text
        ):
            first_slip = (
                glued_item(start, lines[start]) if _LOOKS_LIKE_ITEM.match(lines[start]) else None
            )
            # a whole list that was read as text, because of its first dash
            if first_slip is not None:
                report.add(
                    "yaml-syntax",
                    at(start, first_slip.column, first_slip.length),
                    first_slip.message,
                    rows=[first_slip.row],
                )
            continue
        slip = glued_item(number, line) if _LOOKS_LIKE_ITEM.match(line) else None
        if slip is None or above is None or " ".join(line.split()) not in above.text:
            continue
        told += 1
        if told > _MOST_TOLD:
            return
        own = glued_item(start, lines[start]) if _LOOKS_LIKE_ITEM.match(lines[start]) else None
        if own is not None:  # told again for each line below it, and shown once
            report.add(
                "yaml-syntax", at(start, own.column, own.length), own.message, rows=[own.row]
            )
        report.add(
            "yaml-syntax",
            at(number, slip.column, slip.length),
            slip.message,
            rows=[slip.row, ("Or", "put the value above in quotes, if it goes on here")],
        )
