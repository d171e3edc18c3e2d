"""Messages in a spreadsheet, one a row."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator

from hub.feedback.said import Said, refuse, short_hash, text_in
from hub.feedback.tables import COLUMNS, Row, Table, day_of, decoded, is_open
from hub.problems import Place, Report, a_few, quoted, visible

_NUL = "\x00"


def rows_in(name: str, data: bytes, report: Report) -> Iterator[Said | None]:
    """The rows of a table whose first line names its columns."""
    text = decoded(data)
    if text is None:
        text = text_in(Place(visible(name)), data, report)
    if text is None:
        return
    table = Table(text.replace(_NUL, ""))
    if not table.has_words:
        seen = (
            f"This table has the columns {a_few(map(quoted, table.columns))}"
            if any(table.columns)
            else "The first line of this table names no columns"
        )
        names = ", ".join(COLUMNS["text"])
        report.add(
            "bad-feedback",
            Place(visible(name), 1),
            f"{seen}, and none of them holds what was said.",
            rows=[("Write", f"a first line with one of: {names}")],
        )
        return
    odd = _Odd(name)
    try:
        for row in table:
            yield _row(Place(visible(name), row.line), row, table, odd=odd)
    except csv.Error:
        refuse(
            Place(visible(name), table.line),
            "This row of the table cannot be read. A quotation mark may be open.",
            report,
        )
    odd.tell(report)


class _Odd:
    """Cells that say nothing to us, told once for each sort: a table has thousands of rows of one
    make.
    """

    def __init__(self, name: str) -> None:
        self.name = visible(name)
        self.cells: dict[str, list[tuple[int, str]]] = defaultdict(list)

    def tell(self, report: Report) -> None:
        """Say what was left out, and where it first stands."""
        help_by_sort = {
            "state": ("bad-choice", "is not a state that is known", "open or done"),
            "date": ("bad-date", "is not a day that can be read", "2026-11-24"),
        }
        help_by_sort["day or month"] = (
            "bad-date",
            "can be read in two ways, the day first or the month first",
            "2026-11-24",
        )
        for sort, cells in self.cells.items():
            code, words, write = help_by_sort[sort]
            line, cell = cells[0]
            more = f" So it is in {len(cells):,} rows." if len(cells) > 1 else ""
            report.add(
                code,
                Place(self.name, line),
                f"{quoted(cell)} {words}, and is left out.{more}",
                rows=[("Write", f"it as {write}")],
                severity="warning",
            )


def _row(place: Place, row: Row, table: Table, odd: _Odd) -> Said:
    words, page, own = (row.cells.get(kind, "").strip() for kind in ("text", "page", "id"))
    name = (
        own
        if re.fullmatch(r"[0-9]{1,12}", own, re.ASCII)
        else short_hash(own or f"{page}\n{row.cells.get('text', '')}")
    )
    typed = row.cells.get("date", "").strip()
    on, ways = day_of(typed, is_spanish=table.is_spanish)
    if typed and not on:
        odd.cells["day or month" if ways > 1 else "date"].append((row.line, typed))
    state = row.cells.get("state", "").strip()
    try:
        waits = is_open(state)
    except ValueError:
        waits = None
        odd.cells["state"].append((row.line, state))
    return Said(place, f"row-{name}", words, on=on, is_open=waits, page=page)
