"""CSV that a spreadsheet opens as it was meant: every letter, and no cell that it would run as a
formula. Every table of the hub is written here.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

# What spreadsheets begin a formula with, and its full-width forms; a tab or a line end may stand
# before it (OWASP, CSV injection).
_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
BYTE_ORDER_MARK = "\ufeff"  # without it, some spreadsheets take UTF-8 for an older encoding


def safe_cell(text: str) -> str:
    """The text, with an apostrophe before whatever a spreadsheet would take for a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(_STARTS) else text


def csv_bytes(rows: Iterable[Sequence[str | float]]) -> bytes:
    """The rows as CSV in UTF-8, with line ends as RFC 4180 has them. A number, also a negative one,
    is no formula.
    """
    held = io.StringIO()
    csv.writer(held, lineterminator="\r\n").writerows(
        [safe_cell(cell) if isinstance(cell, str) else f"{cell:.15g}" for cell in row]
        for row in rows
    )
    return held.getvalue().encode()


def sheet_bytes(rows: Iterable[Sequence[str | float]]) -> bytes:
    """The same for a file that people open in a spreadsheet by hand, rather than programs."""
    return BYTE_ORDER_MARK.encode() + csv_bytes(rows)
