"""`hub list --feedback`: what readers said and nobody has answered yet, page by page."""

from __future__ import annotations

from collections.abc import Iterable

from hub.feedback.queue import Point
from hub.model import Library
from hub.permalinks.ids import page_id


def open_points(
    points: Iterable[Point], library: Library, owner: str | None
) -> list[tuple[Point, str]]:
    """The open points, each with the owner of its page or "", by page and in the order they came.
    `owner` narrows them.
    """
    owner_by_page = {
        page_id(prefix + entry.address): entry.fields.owner or ""
        for entry in library.entry_by_ref.values()
        for prefix in ("", "es/")
    }
    found = [
        (point, owner_by_page.get(point.page, "")) for point in points if point.state == "open"
    ]
    return sorted(
        (item for item in found if owner in (None, item[1])), key=lambda item: item[0].page
    )


def lines(found: Iterable[tuple[Point, str]]) -> list[str]:
    """For people: the page and its owner once, then each point with its day and the words."""
    out: list[str] = []
    last = ""
    for point, owner in found:
        if point.page != last:
            out.append(f"{point.page}   {owner or '(nobody)'}")
            last = point.page
        where = f"  #{point.section}" if point.section else ""
        out.append(f"  {point.id:<18} {point.on or '(no day)'}{where}  {point.text}")
    return out
