"""The words of a text as readers see them, block by block, with the lines they stand on.

What was meant as a mark and became words is found here: a star that opens and never closes, a
bullet that no list begins with. Code, pictures, notes and escaped signs are holes in the words, so
nothing is found in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from hub.problems import Place

HOLE = "\0"  # no content can hold it


@dataclass(frozen=True)
class Run:
    """The words of one paragraph, heading or cell. `typed` is the same with the addresses whole,
    which in `words` are letters and holes; `line` is its first line in the text, from 0; `kind` is
    p, h1 to h6, td or th.
    """

    words: str
    typed: str
    line: int
    kind: str
    is_in_item: bool


@dataclass(frozen=True)
class Slip:
    """Something readers would see as typed: `typed` stands on `line` of the text, counted from 0,
    or a few lines below.
    """

    code: str
    line: int
    typed: str
    message: str
    rows: tuple[tuple[str, str], ...]
    severity: str = "error"


def runs(tokens: Iterable[Token]) -> Iterator[Run]:
    """Every run of words, in the order of the text."""
    before: Token | None = None
    items = 0
    for token in tokens:
        if token.type == "list_item_open":
            items += 1
        elif token.type == "list_item_close":
            items -= 1
        elif token.type == "inline" and token.map and before is not None:
            typed = _typed(token.children or ()) if _may_slip(token.content) else ""
            if typed:
                words = _typed_words(token.children or ()) if _ADDRESS.search(typed) else typed
                yield Run(words, typed, token.map[0], kind=before.tag, is_in_item=bool(items))
        before = token


_PLAIN = frozenset(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,;'\"-?/%$\u2019\u201c\u201d"
)
_ADDRESS = re.compile(r"://|www\.|@")
# a_b*c in an address is no mark that was left open
_SIGNS_OF_ADDRESSES = re.compile(r"[^\w:/.()-]|_")
_LEFTOVER = re.compile(r"'''|Click or tap|^bq\.")  # marks in plain letters
_PLAIN_START = re.compile(r"[^\W\d_][^\W\d_]|[^\W\d_] (?!\S\n)|[\"\u201c(]")


def _may_slip(content: str) -> bool:
    """False for words in which no rule can find anything: nearly every one, and asking is quick."""
    return (
        "\n" in content
        or not _PLAIN.issuperset(content)
        or _LEFTOVER.search(content) is not None
        or not _PLAIN_START.match(content)
    )


def _typed(children: Iterable[Token]) -> str:
    return _typed_words(children, holes=False)


def _typed_words(children: Iterable[Token], *, holes: bool = True) -> str:
    parts = []
    is_address = False
    for child in children:
        if child.type in ("link_open", "link_close"):
            is_address = holes and child.info == "auto" and child.type == "link_open"
        elif child.type == "text":
            parts.append(
                _SIGNS_OF_ADDRESSES.sub(HOLE, child.content) if is_address else child.content
            )
        elif child.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif child.type == "text_special":
            # &amp;nbsp; is shown as &nbsp;, and a backslash before a letter stays
            is_shown = child.markup == "&amp;" or len(child.content) > 1
            parts.append(child.content if is_shown else HOLE)
        elif child.type in ("code_inline", "image", "footnote_ref") or child.info == "entry":
            parts.append(HOLE)
    return "".join(parts)


class SourcePlaces:
    """Where something stands that was typed in a text: the next place that holds it, each time it
    is asked for.
    """

    def __init__(self, lines: list[str], place: Place) -> None:
        self._lines = lines
        self._place = place
        self._next: dict[tuple[int, str], int] = {}

    def find(self, slip: Slip) -> Place:
        """The place of a slip; its whole line, when the words stand there in another form."""
        typed = slip.typed.split("\n", 1)[0].split(HOLE, 1)[0].rstrip()
        line = min(slip.line, len(self._lines) - 1)
        column = self._lines[line].find(typed, self._next.get((line, typed), 0)) if typed else -1
        if column < 0:
            start = len(self._lines[line]) - len(self._lines[line].lstrip())
            return Place(
                self._place.path,
                self._place.line + line,
                start + 1,
                length=max(len(self._lines[line].strip()), 1),
            )
        self._next[line, typed] = column + len(typed)
        return Place(self._place.path, self._place.line + line, column + 1, length=len(typed))


def line_at(run: Run, position: int) -> int:
    """The line of the text on which a position of a run stands."""
    return run.line + run.words.count("\n", 0, position)
