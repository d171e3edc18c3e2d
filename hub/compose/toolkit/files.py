"""The files of each tool: tables as CSV, maps as drawings, papers as text and Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from hub.compose.drawing.csvtext import sheet_bytes
from hub.compose.drawing.drawing import View, environment
from hub.compose.drawing.numbers import day
from hub.compose.toolkit.bank import groups_of, rows_of
from hub.compose.toolkit.mapsheet import PAPERS, map_sheet
from hub.compose.toolkit.papers import blocks_of, markdown, plain_text
from hub.compose.toolkit.sums import CASES, in_words, titles_of
from hub.kinds.entries.tools import Tool
from hub.model import Entry
from hub.pages import DataFile

Make = Callable[[Entry[Tool], View], bytes]


@dataclass(frozen=True)
class ToolFile:
    """A file to take away: what readers call it, its address, and how it is made."""

    label: str
    address: str
    make: Make

    @property
    def name(self) -> str:
        """What the file is called on the reader's machine."""
        return self.address.rpartition("/")[2]


def files_of(tool: Entry[Tool]) -> tuple[ToolFile, ...]:
    """What the page of a tool offers."""
    return tuple(
        ToolFile(label, f"{tool.address}downloads/{tool.id}{ending}", make)
        for label, ending, make in _FILES.get(tool.fields.kind or "", ())
    )


def data_files(tools: Iterable[Entry[Tool]], view: Callable[[str], View]) -> Iterable[DataFile]:
    """All of them, as files of the site."""
    for tool in tools:
        for file in files_of(tool):
            yield DataFile(file.address, partial(file.make, tool, view(tool.address)))


def label_of(tool: Entry[Tool], view: View) -> str:
    """What a copy says of itself once it has left the hub."""
    return (
        f"{tool.title}, version {tool.fields.version}, {day(tool.updated)}."
        f" {view.settings.site_url}{tool.address}"
    )


def _table(tool: Entry[Tool], view: View) -> bytes:
    """The names of the columns, a row that explains them, and a made-up one to write over."""
    columns = tool.fields.columns
    example = [column.example or "" for column in columns]
    return sheet_bytes(
        [
            [column.title for column in columns],
            [
                column.explain if number else f"EXPLAINED (delete this row): {column.explain}"
                for number, column in enumerate(columns)
            ],
            [
                text if number else f"MADE UP (delete this row): {text}"
                for number, text in enumerate(example)
            ],
        ]
    )


def _map_table(tool: Entry[Tool], view: View) -> bytes:
    fields = tool.fields
    return sheet_bytes(
        [
            ["Lane", "What goes here", *(phase.title for phase in fields.phases)],
            *([lane.title, lane.explain, *("" for _ in fields.phases)] for lane in fields.lanes),
        ]
    )


def _drawing(paper: str) -> Make:
    def make(tool: Entry[Tool], view: View) -> bytes:
        label = label_of(tool, view)
        return (
            environment()
            .get_template("tools/map.svg")
            .render(
                sheet=map_sheet(tool.fields, paper, label),
                title=f"{tool.title}, {PAPERS[paper][0]}",
            )
            .encode()
        )

    return make


def _bank(tool: Entry[Tool], view: View) -> bytes:
    return sheet_bytes(rows_of(groups_of(tool, view), view.settings.site_url))


def _worksheet(tool: Entry[Tool], view: View) -> bytes:
    """The inputs to fill in, then each sum in words: to be worked out by hand, or with formulas of
    the reader's own.
    """
    fields = tool.fields
    titles = titles_of(fields)
    rows = [["Step", "What", "Unit", "How", *CASES]]
    rows += [
        ["Fill in", item.title, view.label("unit", item.unit), item.explain, "", "", ""]
        for item in fields.inputs
    ]
    rows += [
        ["Work out", item.title, view.label("unit", item.unit), in_words(item, titles), "", "", ""]
        for item in fields.sums
    ]
    return sheet_bytes(rows)


def _sections(tool: Entry[Tool], view: View) -> bytes:
    rows = [["Section", "Minutes", "Kind", "Words", "Notes"]]
    for section in tool.fields.sections:
        minutes = str(section.minutes or "")
        rows += [[section.title, minutes, "Say", words, ""] for words in section.say]
        for prompt in section.prompts:
            rows += [
                [section.title, minutes, "Ask", prompt.ask, ""],
                *([section.title, minutes, "Follow up", words, ""] for words in prompt.follow_up),
            ]
    return sheet_bytes(rows)


def _text(tool: Entry[Tool], view: View) -> bytes:
    return plain_text(blocks_of(tool, label_of(tool, view)))


def _markdown(tool: Entry[Tool], view: View) -> bytes:
    return markdown(blocks_of(tool, label_of(tool, view)))


_FILES: dict[str, tuple[tuple[str, str, Make], ...]] = {
    "inventory": (("Blank table for a spreadsheet (CSV)", ".csv", _table),),
    "map": (
        ("Blank map, US Letter across (SVG)", "-letter.svg", _drawing("letter")),
        ("Blank map, A4 across (SVG)", "-a4.svg", _drawing("a4")),
        ("Blank map for a spreadsheet (CSV)", ".csv", _map_table),
    ),
    "question-bank": (("All questions for a spreadsheet (CSV)", ".csv", _bank),),
    "calculator": (("Worksheet for a spreadsheet (CSV)", ".csv", _worksheet),),
    "script": (
        ("Script as plain text", ".txt", _text),
        ("Script as Markdown", ".md", _markdown),
        ("Note sheet for a spreadsheet (CSV)", ".csv", _sections),
    ),
    "outline": (
        ("Outline as plain text", ".txt", _text),
        ("Outline as Markdown", ".md", _markdown),
    ),
}
