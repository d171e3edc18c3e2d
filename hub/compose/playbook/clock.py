"""A running clock: when each part of a lesson or a course begins, counted from its start."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hub.kinds.entries.courses import CourseItem
from hub.kinds.entries.playbooks import Chapter


@dataclass(frozen=True)
class Line:
    """One part: when it starts (0:00 is the beginning), how long it takes, and where it stands in
    the chapter, if anywhere.
    """

    start: str
    minutes: int
    title: str
    fragment: str = ""


def clock_time(minutes: int) -> str:
    """Minutes since the start as hours and minutes: 1:05."""
    return f"{minutes // 60}:{minutes % 60:02}"


def chapter_clock(chapter: Chapter) -> tuple[Line, ...]:
    """The exercises of a chapter, between a beginning and an end that share what is left of its
    teaching time.

    Nothing when the chapter says no time to teach it, or its exercises take more.
    """
    teach = chapter.time.teach if chapter.time else None
    left = (teach or 0) - sum(exercise.minutes for exercise in chapter.exercises)
    if not teach or left < 0:
        return ()
    before = (left + 1) // 2
    parts = [
        (
            before,
            "Start: what the chapter is about, and the questions to the group",
            "discuss" if chapter.discuss else "",
        )
    ]
    parts += [
        (exercise.minutes, f"Exercise: {exercise.title}", f"exercise-{exercise.key}")
        for exercise in chapter.exercises
    ]
    parts += [
        (
            left - before,
            "End: the checklist, the checks, and who does what next",
            "checklist" if chapter.checklist else "",
        )
    ]
    return tuple(_lines(part for part in parts if part[0]))


def _lines(parts: Iterable[tuple[int, str, str]]) -> Iterator[Line]:
    now = 0
    for minutes, title, fragment in parts:
        yield Line(clock_time(now), minutes, title, fragment=fragment)
        now += minutes


@dataclass(frozen=True)
class Session:
    """A session of a course: its name, its items each with the time it starts at, and its minutes
    in all.
    """

    title: str
    items: tuple[tuple[str, CourseItem], ...]
    minutes: int


def sessions_of(items: Iterable[CourseItem]) -> tuple[Session, ...]:
    """The sessions of a course. An item that names a session begins it; before the first name there
    is one without a name.
    """
    groups: list[tuple[str, list[CourseItem]]] = []
    for item in items:
        if item.session or not groups:
            groups.append((item.session or "", []))
        groups[-1][1].append(item)
    found = []
    for title, held in groups:
        now, timed = 0, []
        for item in held:
            timed.append((clock_time(now), item))
            now += item.minutes
        found.append(Session(title, tuple(timed), now))
    return tuple(found)
