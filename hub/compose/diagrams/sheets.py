"""Journey maps as files to take away: each with its title, its story and where it comes from, in
the colours of the light scheme.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from hub.compose.diagrams.journey import journey_map
from hub.compose.diagrams.journeyshapes import LANES, JourneyMap, Line
from hub.compose.diagrams.moodline import SmallLine, line_for_phones
from hub.compose.diagrams.moods import MOODS
from hub.compose.diagrams.textfit import lines_of
from hub.compose.drawing.drawing import environment
from hub.compose.drawing.numbers import day
from hub.kinds.entries.agencies import Agency
from hub.kinds.entries.life_experiences import LifeExperience
from hub.model import Entry, Library, is_a
from hub.pages import DataFile
from hub.project.settings import Settings

_EDGE = 44
_NARROWEST = 640  # a title of a life experience with two stages needs room
_HEADING, _STORY, _FOOT = 28, 16, 13


@dataclass(frozen=True)
class Sheet:
    """What stands around a map, and where the map begins."""

    width: float
    height: float
    left: float
    top: float
    title: str
    heading: tuple[Line, ...]
    story: tuple[Line, ...]
    foot: tuple[Line, ...]


@dataclass(frozen=True)
class Journey:
    """The pictures of one life experience, each worked out when it is asked for."""

    entry: Entry[LifeExperience]
    library: Library
    settings: Settings

    @property
    def title(self) -> str:
        """What its map is called, for those who hear it."""
        return f"Journey map: {self.entry.title}"

    @property
    def moods(self) -> Mapping[int, str]:
        return MOODS

    @property
    def columns(self) -> tuple[tuple[str, str], ...]:
        """The (field, title) of every column that the table of its stages needs."""
        stages = self.entry.fields.stages
        return tuple(
            (key, title)
            for key, title in LANES
            if any(getattr(stage, key) or (key == "feelings" and stage.mood) for stage in stages)
        )

    @cached_property
    def map(self) -> JourneyMap:
        """The whole map, with agencies by their short names."""
        names = {
            entry.id: entry.fields.short or entry.title
            for entry in self.library.entry_by_ref.values()
            if is_a(entry, Agency)
        }
        return journey_map(self.entry.fields.stages, names)

    @cached_property
    def line(self) -> SmallLine | None:
        """The line of its moods for a narrow screen; None where no mood is known."""
        return (
            line_for_phones(self.entry.fields.stages)
            if any(stage.mood for stage in self.entry.fields.stages)
            else None
        )

    @cached_property
    def file(self) -> DataFile:
        """The map as a file of its own."""
        return DataFile(f"images/journeys/{self.entry.id}.svg", self._bytes)

    def _bytes(self) -> bytes:
        return (
            environment()
            .get_template("journey.svg")
            .render(map=self.map, sheet=_sheet(self))
            .encode()
        )


def sheet_files(library: Library, settings: Settings) -> Iterable[DataFile]:
    """The map of every life experience that has a page with one."""
    for entry in library.entry_by_ref.values():
        if is_a(entry, LifeExperience) and not entry.missing:
            yield Journey(entry, library, settings).file


def _sheet(journey: Journey) -> Sheet:
    entry, drawn, settings = journey.entry, journey.map, journey.settings
    inner = max(drawn.width, _NARROWEST)
    changed = f" Last changed on {day(entry.updated)}." if entry.updated else ""
    heading = _lines(entry.title, _EDGE + _HEADING, _HEADING, leading=36, width=inner, bold=True)
    story = _lines(drawn.story, heading[-1].y + 32, _STORY, leading=24, width=inner)
    top = (story or heading)[-1].y + 28
    foot = _lines(
        f"{settings.site_name}: {settings.site_url}{entry.address}.{changed}",
        top + drawn.height + 40,
        _FOOT,
        leading=19,
        width=inner,
    )
    return Sheet(
        inner + 2 * _EDGE,
        foot[-1].y + _EDGE - 10,
        _EDGE,
        top=top,
        title=journey.title,
        heading=heading,
        story=story,
        foot=foot,
    )


def _lines(
    text: str, top: float, size: float, leading: float, width: float, *, bold: bool = False
) -> tuple[Line, ...]:
    return tuple(
        Line(_EDGE, top + row * leading, line)
        for row, line in enumerate(lines_of(text, width=width, size=size, bold=bold))
    )
