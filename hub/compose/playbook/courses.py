"""Courses: a way through the playbook with a running clock, and the list of what to read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hub.compose.drawing.data import document_address
from hub.compose.drawing.drawing import View, drawing
from hub.compose.drawing.machine import list_json_ld
from hub.compose.drawing.trail import trail
from hub.compose.playbook.clock import sessions_of
from hub.kinds.entries.courses import Course, CourseItem
from hub.model import Entry, Library
from hub.pages import Choice, Page, SearchFacts
from hub.permalinks.places import Spot, spot_at, spots_by_id


@dataclass(frozen=True)
class PlannedItem:
    """One line of a session plan."""

    start: str
    fields: CourseItem
    title: str
    address: str  # "" for what has no place on the hub


@dataclass(frozen=True)
class PlannedSession:
    """A session of a course with its lines and its minutes."""

    title: str
    items: tuple[PlannedItem, ...]
    minutes: int


def course_values(course: Entry[Course], library: Library) -> dict[str, Any]:
    """What the template of a course asks for: its sessions, its minutes in all, and the pages to
    read, once each.
    """
    spots = spots_by_id(library.entry_by_ref.values())
    sessions = tuple(
        PlannedSession(
            session.title,
            tuple(_planned(start, item, spots) for start, item in session.items),
            session.minutes,
        )
        for session in sessions_of(course.fields.items)
    )
    pages = {
        spot.address.partition("#")[0]: spot
        for session in sessions
        for item in session.items
        if (spot := _page_of(item, spots))
    }
    return {
        "sessions": sessions,
        "minutes": sum(session.minutes for session in sessions),
        "reading": tuple(pages.values()),
    }


def _planned(start: str, item: CourseItem, spots: Mapping[str, Spot]) -> PlannedItem:
    spot = spot_at(item.link, spots) if item.link else None
    return PlannedItem(
        start,
        item,
        item.title or (spot.title if spot else ""),
        address=spot.address if spot else "",
    )


def _page_of(item: PlannedItem, spots: Mapping[str, Spot]) -> Spot | None:
    """The page on which a line of the plan stands."""
    path = item.address.partition("#")[0]
    return next((spot for spot in spots.values() if spot.address == path), None) if path else None


def course_pages(
    courses: Iterable[Entry[Course]], view: Callable[[str], View], takeaway: object
) -> Iterable[Page]:
    """A page for each course. `takeaway` tells its template what the page offers."""
    for course in courses:
        here = view(course.address)
        summary = course.fields.summary or ""
        values = course_values(course, here.library)
        yield Page(
            course.address,
            course.title,
            summary,
            draw=drawing(
                "course.html", here, entry=course, is_book=False, takeaway=takeaway, **values
            ),
            section="playbooks",
            kind="course",
            trail=trail(("Courses", "courses/")),
            updated=course.updated,
            source_path=course.source.path,
            is_indexed=course.fields.status == "published",
            json_ld=_json_ld(course, summary, values, here=here),
            data_address=document_address(course.ref),
            search=SearchFacts(
                "course", course.also_called, facets={"collection": (Choice("courses", "Courses"),)}
            ),
        )


def _json_ld(course: Entry[Course], summary: str, values: Mapping[str, Any], here: View) -> str:
    """What machines read of a course: how long it takes, what it teaches, and the pages of its
    reading list.
    """
    parts = [
        {
            "@type": "LearningResource",
            "name": spot.title,
            "url": here.settings.site_url + spot.address,
        }
        for spot in values["reading"]
    ]
    time = f"PT{values['minutes']}M" if values["minutes"] else ""
    return list_json_ld(
        "Course",
        course.title,
        summary,
        here=here,
        timeRequired=time,
        teaches=list(course.fields.objectives),
        hasPart=parts,
    )
