"""Every table as CSV: the same rows as its JSON, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import json

import pytest

from hub.build import Result
from hub.compose.api.tables import csv_bytes, is_table
from hub.folders import COLLECTIONS
from smallsite import SmallSite

VIEWS = (
    "matrix",
    "drivers",
    "evidence",
    "figures",
    "timeline",
    "policies",
    "owners",
    "changes",
    "problems",
)


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""), strict=True))


@pytest.fixture(scope="session")
def tables(shipped: Result) -> dict[str, list[dict[str, str]]]:
    assert shipped.site is not None
    return {
        file.address.removeprefix("data/").removesuffix(".csv"): rows(file.data)
        for file in shipped.site.files
        if file.address.endswith(".csv")
    }


def test_every_view_and_every_collection_has_a_table(
    tables: dict[str, list[dict[str, str]]],
) -> None:
    assert {*VIEWS, *COLLECTIONS} <= set(tables)
    assert [name for name in (*VIEWS, *COLLECTIONS) if not tables[name]] == []


@pytest.mark.parametrize(
    "name", ["matrix", "evidence", "figures", "timeline", "policies", "changes", "problems"]
)
def test_a_table_has_a_line_for_each_row_of_its_json(
    name: str, shipped: Result, tables: dict[str, list[dict[str, str]]]
) -> None:
    assert shipped.site is not None
    assert len(tables[name]) == len(
        json.loads(
            next(file.data for file in shipped.site.files if file.address == f"data/{name}.json")
        )
    )


def test_no_cell_of_the_hub_is_a_formula(tables: dict[str, list[dict[str, str]]]) -> None:
    cells = [cell for found in tables.values() for row in found for cell in row.values()]
    assert [
        cell
        for cell in cells
        if cell.startswith(("=", "+", "@", "\t", "\r", "-"))
        and not cell.removeprefix("-").replace(".", "").isdigit()
    ] == []


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1"]
)
def test_a_cell_that_begins_like_a_formula_is_text(cell: str) -> None:
    assert rows(csv_bytes(["a"], [{"a": cell}])) == [{"a": f"'{cell}"}]


def test_a_title_that_is_a_formula_stays_text_in_every_table(site: SmallSite) -> None:
    text = (site.root / "content/practices/sample.md").read_text(encoding="utf-8")
    title = text.partition("title: ")[2].partition("\n")[0]
    site.write(
        "content/practices/sample.md", text.replace(f"title: {title}", 'title: "=HYPERLINK(1)"')
    )
    result = site.check()
    assert result.site is not None, [str(problem) for problem in result.report.problems]
    lines = [
        line
        for file in result.site.files
        if file.address.endswith(".csv")
        for line in csv.reader(io.StringIO(file.data.decode()))
    ]
    held = [cell for line in lines for cell in line if "HYPERLINK" in cell]
    assert held
    assert all(cell.startswith("'=") for cell in held)


def test_numbers_stay_numbers_and_commas_quotes_and_lines_stay_in_their_cell() -> None:
    data = csv_bytes(
        ["n", "f", "t", "l", "b", "x"],
        [{"n": -4, "f": 1300000.0, "t": 'a "b", c\nd', "l": ["x", "y"], "b": True}],
    )
    assert rows(data) == [
        {"n": "-4", "f": "1300000", "t": 'a "b", c\nd', "l": "x; y", "b": "yes", "x": ""}
    ]
    assert data.startswith(b"n,f,t,l,b,x\r\n")


def test_what_has_groups_inside_is_no_table() -> None:
    assert is_table([{"a": 1, "b": ["x"], "c": None}])
    assert is_table({"driver": ["a", "b"]})
    assert not is_table([{"a": {"b": 1}}])
    assert not is_table(["a"])
    assert not is_table(None)
