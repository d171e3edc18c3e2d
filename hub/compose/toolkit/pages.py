"""A page for each tool: to use in the browser, to print, and to download from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from hub.compose.drawing.data import document_address
from hub.compose.drawing.drawing import View, drawing, json_text
from hub.compose.drawing.machine import entry_json_ld
from hub.compose.drawing.searchfacts import search_facts
from hub.compose.drawing.trail import trail
from hub.compose.toolkit.bank import groups_of
from hub.compose.toolkit.files import files_of, label_of
from hub.compose.toolkit.papers import minutes_of
from hub.compose.toolkit.sums import CASES, for_script, in_words, numbers_of, titles_of, worked_out
from hub.kinds.entries.agencies import Agency
from hub.kinds.entries.life_experiences import LifeExperience, Stage
from hub.kinds.entries.tools import Lane, Tool
from hub.model import Entry
from hub.pages import Page

ASSETS = ("tools.css", "tools.js")
BLANK_ROWS = 12  # fit a sheet of paper across
_LIKELY = 1


def tool_pages(view: Callable[[str], View]) -> Iterable[Page]:
    """The page of every tool that is on the site and has what it needs."""
    for tool in view("").library.of(Tool):
        here = view(tool.address)
        content = drawing(
            "tools/tool.html",
            here,
            entry=tool,
            files=files_of(tool),
            label=label_of(tool, here),
            values=_values(tool, here),
        )
        yield Page(
            tool.address,
            tool.title,
            tool.fields.summary or "",
            draw=content,
            section=tool.fields.about.section,
            kind="entry",
            trail=trail((tool.fields.about.title, "tools/")),
            json_ld=entry_json_ld(tool, here),
            updated=tool.updated,
            source_path=tool.source.path,
            is_indexed=tool.fields.status == "published",
            data_address=document_address(tool.ref),
            search=search_facts(here, tool),
            assets=ASSETS,
        )


def _values(tool: Entry[Tool], view: View) -> dict[str, Any]:
    """What the part of the page that is of the tool's kind is drawn from."""
    fields = tool.fields
    match fields.kind:
        case "inventory":
            return {"blank_rows": BLANK_ROWS}
        case "map":
            return {"filled": _filled(fields, view)}
        case "question-bank":
            return {"groups": groups_of(tool, view)}
        case "calculator":
            labels = {item.unit: view.label("unit", item.unit) for item in numbers_of(fields)}
            titles = titles_of(fields)
            return {
                "script": json_text(for_script(fields, labels)),
                "cases": CASES,
                "words": [(item, in_words(item, titles)) for item in fields.sums],
                "worked": worked_out(fields, _LIKELY),
                "all_cases": list(
                    zip(*(worked_out(fields, case) for case in range(len(CASES))), strict=True)
                ),
            }
        case _:
            return {"total": minutes_of(fields.sections)}


def _filled(fields: Tool, view: View) -> dict[str, Any] | None:
    """The life experience of the example, and each lane with what it has in each stage."""
    for experience in view.entries_of(LifeExperience, [fields.example or ""]):
        return {
            "experience": experience,
            "lanes": [
                (
                    lane,
                    [
                        _cell(lane, number, stage, view=view)
                        for number, stage in enumerate(experience.fields.stages)
                    ],
                )
                for lane in fields.lanes
            ],
        }
    return None


def _cell(lane: Lane, number: int, stage: Stage, view: View) -> tuple[str, ...]:
    if lane.shows is None:
        return (lane.example[number],)
    held = getattr(stage, lane.shows)
    if lane.shows == "agencies":
        return tuple(agency.title for agency in view.entries_of(Agency, held))
    return tuple(held) if isinstance(held, tuple) else () if held is None else (str(held),)
