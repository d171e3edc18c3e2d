"""The page of a picture: what all of them have in common."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from hub.compose.drawing.drawing import View
from hub.compose.drawing.machine import list_json_ld
from hub.compose.drawing.trail import trail
from hub.pages import Page


def picture_page(
    here: View,
    title: str,
    lead: str,
    *,
    draw: Callable[[], str],
    section: str,
    schema_type: str,
    data_address: str,
    updated: date | None,
    kind: str = "matrix",
    has_contents: bool = False,
) -> Page:
    """A page below "Pictures", with the styles of charts and the data that it draws."""
    return Page(
        here.address,
        title,
        lead,
        draw=draw,
        section=section,
        kind=kind,
        has_contents=has_contents,
        trail=trail(("Pictures", "maps/")),
        json_ld=list_json_ld(schema_type, title, lead, here=here),
        data_address=data_address,
        updated=updated,
        assets=("charts.css",),
    )
