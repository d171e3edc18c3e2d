"""Tables of messages as programs write them: which column is which, in English and Spanish, and
what a day or a state in them says.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from io import StringIO
from typing import TYPE_CHECKING

from hub.kinds.meant import dates_meant

if TYPE_CHECKING:
    from _csv import Reader

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "text": (
        "text",
        "message",
        "comment",
        "comments",
        "body",
        "feedback",
        "mensaje",
        "comentario",
        "comentarios",
        "texto",
        "sugerencia",
    ),
    "page": ("page", "url", "address", "pagina", "direccion", "enlace"),
    "date": ("on", "date", "day", "submitted", "created", "fecha", "dia"),
    "state": ("state", "status", "estado"),
    "id": ("id", "number", "numero"),
}
_SPANISH = frozenset(
    {
        "mensaje",
        "comentario",
        "comentarios",
        "texto",
        "sugerencia",
        "pagina",
        "direccion",
        "enlace",
        "fecha",
        "dia",
        "estado",
        "numero",
    }
)
_OPEN = frozenset(
    "open opened new pending reopened unanswered waiting todo abierto abierta nuevo nueva pendiente"
    " reabierto".split()
) | {"in progress", "en curso", "en proceso"}
_DONE = frozenset(
    "closed close done resolved fixed answered complete completed cerrado cerrada hecho hecha"
    " resuelto resuelta contestado contestada completado terminado".split()
)
_MONTHS = {
    name: number
    for number, name in enumerate(
        (
            "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre"
            " diciembre"
        ).split(),
        1,
    )
} | {"setiembre": 9}
_DELIMITERS = ",;\t|"


@dataclass(frozen=True)
class Row:
    """A row of a table: its line, and its cells by what they are: text, page, date, state, id."""

    line: int
    cells: Mapping[str, str]


class Table:
    """A table whose first line names its columns. Iterating reads on, and may raise csv.Error."""

    def __init__(self, text: str) -> None:
        head = re.match(r"sep=(.)\r?\n", text)  # which Excel reads, and people write for it
        self._skipped = 1 if head else 0
        body = text[head.end() :] if head else text
        delimiters = head[1] if head else _DELIMITERS
        found = [(self._names(body, delimiter), delimiter) for delimiter in delimiters]
        self.columns, self._delimiter = max(
            found, key=lambda pair: (len(set(map(_kind, pair[0])) - {""}), len(pair[0]))
        )
        self._body = body
        self.line = 1  # that was read last

    @property
    def has_words(self) -> bool:
        """Whether a column holds what was said."""
        return any(_kind(column) == "text" for column in self.columns)

    @property
    def is_spanish(self) -> bool:
        """Whether the columns have Spanish names, so that a day is written before its month."""
        return any(_column_name(column) in _SPANISH for column in self.columns)

    def __iter__(self) -> Iterator[Row]:
        reader = csv.reader(
            StringIO(self._body, newline=""), strict=True, delimiter=self._delimiter
        )
        for number, row in enumerate(self._lines(reader)):
            if number and any(cell.strip() for cell in row):
                cells: dict[str, str] = {}
                for column, cell in zip(self.columns, row, strict=False):
                    if cell.strip():
                        cells.setdefault(_kind(column), cell)
                yield Row(self.line, cells)

    def _lines(self, reader: Reader) -> Iterator[list[str]]:
        try:
            for row in reader:
                self.line = reader.line_num + self._skipped
                yield row
        except csv.Error:
            self.line = reader.line_num + self._skipped
            raise

    @staticmethod
    def _names(body: str, delimiter: str) -> list[str]:
        try:
            return [
                cell.strip()
                for cell in next(csv.reader(StringIO(body, newline=""), delimiter=delimiter), [])
            ]
        except csv.Error:
            return []


def decoded(data: bytes) -> str | None:
    """The text of a table: UTF-8, or as a spreadsheet saves it in Western Europe and America. None
    where it may be neither.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    if data[1:40:2].count(0) > len(data[1:40:2]) // 2:
        return data.decode("utf-16-le", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        has_utf8 = any(
            letter > "\x7f" and letter != "\ufffd" for letter in data.decode("utf-8", "replace")
        )
        return None if has_utf8 else data.decode("cp1252", "replace")


def day_of(typed: str, *, is_spanish: bool) -> tuple[str, int]:
    """The day that a cell says, or ""; and in how many ways it can be read."""
    text = " ".join(typed.split())
    whole = re.match(r"\d{4}-\d{2}-\d{2}(?!\d)", text, re.ASCII)
    if whole:
        try:
            return date.fromisoformat(whole[0]).isoformat(), 1
        except ValueError:
            return "", 0
    text = re.sub(
        r"[ ,T]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[ap]\.? ?m\.?)?(?:"
        r" ?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}))?$",
        "",
        text,
        flags=re.IGNORECASE,
    )
    words = re.fullmatch(r"(\d{1,2})(?: de)? ([a-z]+)(?: del?)?,? (\d{4})", _column_name(text))
    if words and words[2] in _MONTHS:
        text = f"{words[3]}-{_MONTHS[words[2]]}-{words[1]}"
    meant = [day for day in dates_meant(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", day)]
    if len(meant) == 2 and is_spanish:
        return meant[1], 1  # the second has the day first
    return (meant[0] if len(meant) == 1 else ""), len(meant)


def is_open(state: str) -> bool | None:
    """Whether a state is one of those that wait; None where it says neither. ValueError for a word
    that is none we know.
    """
    word = _column_name(state)
    if not word:
        return None
    if word in _OPEN:
        return True
    if word in _DONE:
        return False
    raise ValueError(word)


def _kind(column: str) -> str:
    word = _column_name(column)
    return next((kind for kind, names in COLUMNS.items() if word in names), "")


def _column_name(text: str) -> str:
    """Small letters without accents, and one space between words."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(
        "".join(letter for letter in plain if not unicodedata.combining(letter)).split()
    )
