"""The page around a view that gathers entries in a list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hub.compose.drawing.drawing import View
from hub.compose.drawing.machine import list_json_ld
from hub.compose.drawing.made import Made
from hub.compose.drawing.trail import trail
from hub.model import last_updated
from hub.pages import Page


def list_page(
    here: View,
    title: str,
    lead: str,
    content: Callable[[], str],
    section: str,
    kind: str,
    data: Any,
) -> Made:
    """The page, with the same rows as data."""
    name = here.address.strip("/").replace("/", "-")
    newest = last_updated(here.library.entry_by_ref.values())
    return (
        Page(
            here.address,
            title,
            lead,
            draw=content,
            section=section,
            kind=kind,
            has_contents=True,
            trail=trail(),
            json_ld=list_json_ld("CollectionPage", title, lead, here=here),
            data_address=f"data/{name}.json",
            updated=newest,
        ),
        data,
    )
