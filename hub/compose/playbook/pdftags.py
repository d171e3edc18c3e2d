"""The last touch on a PDF: what Typst cannot yet say of a table, and a file that is a third of the
size.

Typst has `pdf.header-cell` for the header of a row, behind a switch that its wheel does not offer.
It also writes the many small objects of the tags one by one; packed together they take a third of
the room.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name

# most of the tree: not walked
_HOLDS_NO_TABLE = frozenset(
    {
        "/P",
        "/H1",
        "/H2",
        "/H3",
        "/H4",
        "/H5",
        "/H6",
        "/Span",
        "/Link",
        "/Lbl",
        "/Reference",
        "/Em",
        "/Strong",
        "/Code",
    }
)


def finished(data: bytes, tables: Sequence[Sequence[str]]) -> bytes:
    """The PDF, packed, with every cell of its tables as said: C heads a column, R heads a row, D
    holds data.

    `tables` has for each table, in reading order, a text for each row with a letter for each cell.
    ValueError when the PDF holds other tables than that.
    """
    with pikepdf.open(BytesIO(data)) as document:
        for table, rows in zip(
            _tables(document.Root.StructTreeRoot.K) if tables else (), tables, strict=True
        ):
            _mark(table, rows)
        target = BytesIO()
        document.save(
            target,
            deterministic_id=True,
            fix_metadata_version=False,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return target.getvalue()


def _tables(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """The tables below an element of the structure tree, in the order in which they are read."""
    for child in element if isinstance(element, Array) else [element]:
        if isinstance(child, Dictionary) and Name.S in child:
            kind = str(child.S)
            if kind == "/Table":
                yield child
            if kind not in _HOLDS_NO_TABLE and Name.K in child:
                yield from _tables(child.K)


def _mark(table: pikepdf.Object, kinds: Sequence[str]) -> None:
    groups = _children(table, "/THead", "/TBody", "/TR")  # a table without a header has no groups
    rows = [
        _children(row, "/TH", "/TD")
        for group in groups
        for row in ([group] if str(group.S) == "/TR" else _children(group, "/TR"))
    ]
    is_whole_in_columns = not any("R" in row for row in kinds)
    for cells, row in zip(rows, kinds, strict=True):
        for cell, kind in zip(cells, row, strict=True):
            if is_whole_in_columns and kind == ("C" if str(cell.S) == "/TH" else "D"):
                continue  # as Typst wrote it
            cell.S = Name.TD if kind == "D" else Name.TH
            about = next(
                (each for each in _attributes(cell) if str(each.get(Name.O, "")) == "/Table"),
                Dictionary(O=Name.Table),
            )
            if not is_whole_in_columns and Name.Headers in about:
                # lists of column headers at each cell would hide the headers of the rows; scopes
                # tell both
                del about[Name.Headers]
            if Name.Scope in about:
                del about[Name.Scope]
            if kind != "D":
                about.Scope = Name.Row if kind == "R" else Name.Column
            cell.A = Array(
                [
                    about,
                    *(each for each in _attributes(cell) if str(each.get(Name.O, "")) != "/Table"),
                ]
            )


def _children(element: pikepdf.Object, *names: str) -> list[pikepdf.Object]:
    inner = element.get(Name.K, Array())
    return [
        child
        for child in (inner if isinstance(inner, Array) else [inner])
        if isinstance(child, Dictionary) and str(child.get(Name.S, "")) in names
    ]


def _attributes(cell: pikepdf.Object) -> list[pikepdf.Object]:
    found = cell.get(Name.A, Array())
    return (
        [each for each in found if isinstance(each, Dictionary)]
        if isinstance(found, Array)
        else [found]
    )
