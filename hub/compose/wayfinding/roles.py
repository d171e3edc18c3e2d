"""Paths by role: for each value of the vocabulary `audience`, what to read first, then and later,
and how long it takes.

The rule, which the pages state, too:

1. first: the guides that name the role, at most 2, and the practices for teams that are starting,
at most 3 2. then: the playbook's chapters for the role in the book's order, at most 4, and the
practices for teams that are building, at most 3 3. later: the practices for teams that are leading,
at most 3, the courses for the role, and at most 3 case studies, the strongest proof first

Where there are more than that, what names the role earlier in its list of roles comes first, then
what names fewer roles, then what more pages lead to, then what is called earlier in the alphabet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hub.compose.drawing.drawing import View, drawing
from hub.compose.drawing.machine import list_json_ld
from hub.compose.drawing.made import Made
from hub.compose.drawing.trail import trail
from hub.compose.playbook.chapters import ChapterView
from hub.compose.wayfinding.reading import WORDS_A_MINUTE, duration, minutes_to_read
from hub.kinds.entries.case_studies import CaseStudy
from hub.kinds.entries.courses import Course
from hub.kinds.entries.guides import Guide
from hub.kinds.entries.practices import Practice
from hub.model import Entry, K, Library, is_a, last_updated
from hub.pages import Page

GUIDES, CHAPTERS, CASES, PRACTICES = 2, 4, 3, 3
STAGES = (("first", "Read first"), ("then", "Then"), ("later", "Later"))
FRONT = "for/"
FRONT_TITLE = "Choose your role"

Chapters = Mapping[str, Sequence[ChapterView]]


@dataclass(frozen=True)
class Stop:
    """Something to read on the way: a page, what kind it is, and its minutes (to teach, where it is
    a course).
    """

    title: str
    address: str
    kind: str
    summary: str
    minutes: int

    @property
    def time(self) -> str:
        """How long it takes, with what is done in that time."""
        return f"{duration(self.minutes)} {'to read' if self.is_read else 'to teach'}"

    @property
    def is_read(self) -> bool:
        """True for what a person reads alone, false for a course, which a group is taught."""
        return self.kind != "course"


@dataclass(frozen=True)
class Path:
    """The way of one role."""

    role: str
    label: str
    stops: Mapping[str, tuple[Stop, ...]]  # by stage
    lists: tuple[tuple[str, str, int], ...]  # every page for the role: (title, address, how many)

    @property
    def every_stop(self) -> tuple[Stop, ...]:
        return tuple(stop for stops in self.stops.values() for stop in stops)

    def minutes(self, stage: str) -> int:
        """The minutes to read a stage."""
        return sum(stop.minutes for stop in self.stops[stage] if stop.is_read)


def path_of(role: str, library: Library, chapters: Chapters) -> Path:
    """The way of a role, by the rule above."""
    practices = {
        level: [
            entry
            for entry in _for(role, library.of(Practice), library)
            if entry.fields.maturity == level
        ][:PRACTICES]
        for level in ("starting", "building", "leading")
    }
    taught = [
        chapter
        for found in chapters.values()
        for chapter in found
        if role in chapter.fields.audience
    ][:CHAPTERS]
    strength = list(library.vocabulary.get("evidence", {}))
    cases = sorted(
        _for(role, library.of(CaseStudy), library),
        key=lambda case: strength.index(case.fields.evidence or ""),
    )
    stops = {
        "first": (
            *_stops(_for(role, library.of(Guide), library)[:GUIDES]),
            *_stops(practices["starting"]),
        ),
        "then": (*(_chapter_stop(chapter) for chapter in taught), *_stops(practices["building"])),
        "later": (
            *_stops(practices["leading"]),
            *_stops(_for(role, library.of(Course), library)),
            *_stops(cases[:CASES]),
        ),
    }
    lists = tuple(
        (name, f"{name}/by/audience/{role}/", many)
        for name in (Practice.plural, Guide.plural)
        if (many := len(_for(role, library.collection(name), library)))
    )
    return Path(role, library.label("audience", role), stops, lists=lists)


def _for(role: str, entries: Iterable[Entry[K]], library: Library) -> list[Entry[K]]:
    """Those of these entries that name the role, in the order of the rule."""

    def order(entry: Entry) -> tuple[int, int, int, tuple[str, str]]:
        led_here = {link.origin for link in library.backlinks_by_ref.get(entry.ref, ())}
        return (
            entry.fields.audience.index(role),
            len(entry.fields.audience),
            -len(led_here),
            entry.order,
        )

    return sorted((entry for entry in entries if role in entry.fields.audience), key=order)


def _stops(entries: Iterable[Entry]) -> Iterable[Stop]:
    for entry in entries:
        yield Stop(
            entry.title,
            entry.address,
            entry.fields.singular,
            summary=entry.fields.summary or "",
            minutes=(entry.fields.minutes or 0 if is_a(entry, Course) else minutes_to_read(entry)),
        )


def _chapter_stop(chapter: ChapterView) -> Stop:
    minutes = (
        chapter.fields.time.read
        if chapter.fields.time
        else sum(minutes_to_read(entry) for entry in chapter.entries)
    )
    return Stop(
        chapter.fields.title,
        chapter.address,
        f"chapter {chapter.number}",
        summary=chapter.fields.summary or "",
        minutes=max(1, minutes),
    )


def role_pages(view: Callable[[str], View], chapters: Chapters) -> Iterable[Made]:
    """The list of the roles, with the same ways as data, and a page for each role."""
    library = view("").library
    paths = [path_of(role, library, chapters) for role in library.vocabulary.get("audience", {})]
    newest = last_updated(library.entry_by_ref.values())
    here = view(FRONT)
    title, lead = FRONT_TITLE, "What to read first, then, and later, for the work you do."
    data: dict[str, Any] = {
        path.role: {stage: [stop.address for stop in stops] for stage, stops in path.stops.items()}
        for path in paths
    }
    yield (
        Page(
            FRONT,
            title,
            lead,
            draw=drawing(
                "roles.html",
                here,
                title=title,
                lead=lead,
                paths=paths,
                has_start=library.start is not None,
            ),
            section="start",
            kind="roles",
            has_contents=False,
            trail=trail(),
            data_address="data/for.json",
            json_ld=list_json_ld("CollectionPage", title, lead, here=here),
            updated=newest,
            assets=("wayfinding.css",),
        ),
        data,
    )
    for path in paths:
        yield _role_page(path, view(f"{FRONT}{path.role}/"))


def _role_page(path: Path, here: View) -> Made:
    summary = (
        f"A way through this hub for this role: {path.label.lower()}. What to read first, then,"
        " and later."
    )
    content = drawing(
        "role.html",
        here,
        path=path,
        stages=STAGES,
        pace=WORDS_A_MINUTE,
        has_start=here.library.start is not None,
        summary=summary,
    )
    return (
        Page(
            here.address,
            path.label,
            summary,
            draw=content,
            section="start",
            kind="role",
            has_contents=True,
            trail=trail((FRONT_TITLE, FRONT)),
            updated=last_updated(here.library.entry_by_ref.values()),
            is_indexed=bool(path.every_stop),
            json_ld=list_json_ld("CollectionPage", path.label, "", here=here),
            assets=("wayfinding.css",),
        ),
        None,
    )
