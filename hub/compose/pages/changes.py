"""What was added and what was changed."""

from __future__ import annotations

from collections.abc import Callable

from hub.compose.drawing.drawing import View, drawing
from hub.compose.drawing.made import Made
from hub.compose.pages.listpage import list_page
from hub.model import Entry

CHANGES_SHOWN = 100


def changes(view: Callable[[str], View]) -> Made:
    """What was added and what was changed, newest first."""
    here = view("changes/")
    items = []
    for entry in here.library.entry_by_ref.values():
        if entry.fields.status != "published":
            continue
        if entry.fields.added:
            items.append((entry.fields.added, entry, "", "Added"))
        items += [(change.on, entry, change.note, "Changed") for change in entry.fields.changes]
    items.sort(
        key=lambda item: (
            item[0].toordinal() * -1,
            item[3] == "Added",
            item[1].collection,
            item[1].order,
        )
    )
    days: dict[str, dict[str, list[tuple[Entry, str, str]]]] = {}
    for when, entry, note, kind in (
        items[:CHANGES_SHOWN] if len({item[0] for item in items}) > 1 else items
    ):
        days.setdefault(when.isoformat(), {}).setdefault(entry.collection, []).append(
            (entry, note, kind)
        )
    title, lead = (
        "What changed",
        (
            "What is new on this hub and what was corrected, newest first. Follow it with a feed"
            " reader."
        ),
    )
    content = drawing(
        "changes.html",
        here,
        title=title,
        lead=lead,
        days=days,
        day_by_iso={item[0].isoformat(): item[0] for item in items},
    )
    data = [
        {"on": when.isoformat(), "entry": entry.ref, "kind": kind.lower(), "note": note}
        for when, entry, note, kind in items
    ]
    return list_page(here, title, lead, content=content, section="news", kind="table", data=data)
