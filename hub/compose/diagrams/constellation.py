"""The agencies and the life experiences they share: two columns of stars and the lines between
them, in words, as a table and as a picture.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean

from hub.compose.diagrams.layers import crossings
from hub.compose.diagrams.lettering import lines_of
from hub.compose.diagrams.picturepage import picture_page
from hub.compose.drawing.drawing import View, drawing
from hub.compose.drawing.made import Made
from hub.compose.drawing.numbers import count
from hub.compose.drawing.sentences import listed
from hub.kinds.entries.agencies import Agency
from hub.kinds.entries.life_experiences import LifeExperience
from hub.model import Entry, last_updated

WIDTH, LEFT, RIGHT = 1040, 272, 580  # of the picture, and where the lines begin and end
ROW, LINE, SIZE, PAD = 32.0, 19, 15, 8
SWEEPS = 10
SHOWN = 6  # agencies named in the sentence


@dataclass(frozen=True)
class Meeting:
    """An agency in a life experience: what it does there, or the stages at which people meet it."""

    experience: Entry[LifeExperience]
    role: str
    stages: tuple[str, ...]


@dataclass(frozen=True)
class Met:
    """An agency with the life experiences it is part of."""

    agency: Entry[Agency]
    meetings: tuple[Meeting, ...]

    @property
    def name(self) -> str:
        return self.agency.fields.short or self.agency.title


@dataclass(frozen=True)
class Star:
    """An agency in the picture: the place of its name, the lines that leave it, and the size of its
    dot.
    """

    met: Met
    y: float
    lines: tuple[str, ...]

    @property
    def is_shared(self) -> bool:
        return len(self.met.meetings) > 1

    @property
    def size(self) -> int:
        """How large its dot is, from 1 to 5."""
        return min(len(self.met.meetings), 5)


@dataclass(frozen=True)
class Moment:
    """A life experience in the picture."""

    experience: Entry[LifeExperience]
    y: float  # of the box's upper edge
    height: float


@dataclass(frozen=True)
class Sky:
    """The whole picture."""

    moments: tuple[Moment, ...]
    stars: tuple[Star, ...]
    height: int


def constellation(view: Callable[[str], View]) -> Made:
    """Which agencies meet people in which life experiences."""
    here = view("maps/agencies/")
    experiences = here.library.of(LifeExperience)
    met = agencies_met(experiences, {entry.id: entry for entry in here.library.of(Agency)})
    title, lead = (
        "Agencies and life experiences",
        (
            "Who meets people at which moment of life, and who would have to work together to make"
            " it easier."
        ),
    )
    content = drawing(
        "agency-map.html",
        here,
        title=title,
        lead=lead,
        experiences=experiences,
        met=met,
        sky=sky_of(met, experiences),
        says=in_words(met, len(experiences)),
    )
    data = [
        {
            "agency": item.agency.id,
            "life_experiences": [
                {"id": found.experience.id, "role": found.role, "stages": list(found.stages)}
                for found in item.meetings
            ],
        }
        for item in met
    ]
    newest = last_updated((*experiences, *(item.agency for item in met)))
    page = picture_page(
        here,
        title,
        lead,
        draw=content,
        section=LifeExperience.about.section,
        schema_type="Table",
        data_address="data/maps-agencies.json",
        updated=newest,
    )
    return page, data


def agencies_met(
    experiences: Sequence[Entry[LifeExperience]], agencies: Mapping[str, Entry[Agency]]
) -> tuple[Met, ...]:
    """The agencies that life experiences and their stages name, those in most of them first."""
    found: dict[str, list[Meeting]] = {}
    for experience in experiences:
        role_by_id = {item.id: item.role for item in experience.fields.agencies}
        for name in dict.fromkeys(
            [*role_by_id, *(name for stage in experience.fields.stages for name in stage.agencies)]
        ):
            if name in agencies:
                stages = tuple(
                    stage.title for stage in experience.fields.stages if name in stage.agencies
                )
                found.setdefault(name, []).append(
                    Meeting(experience, role_by_id.get(name, ""), stages)
                )
    met = [Met(agencies[name], tuple(meetings)) for name, meetings in found.items()]
    return tuple(sorted(met, key=lambda item: (-len(item.meetings), item.agency.order)))


def in_words(met: Sequence[Met], experiences: int) -> str:
    """What the picture shows at first sight."""
    if not met:
        return "No life experience on this hub names an agency yet."
    shared = [item for item in met if len(item.meetings) > 1]
    if not shared:
        return (
            f"{count(len(met), 'agency', 'agencies')} in {count(experiences, 'life experience')}."
            " None is part of more than one."
        )
    most = len(shared[0].meetings)
    leaders = [item for item in shared if len(item.meetings) == most]
    named = [item.name for item in leaders[:SHOWN]] + (["others"] if len(leaders) > SHOWN else [])
    names = listed(named)
    verb = "meets" if len(leaders) == 1 else "each meet"
    others = [
        f"{item.name} in {len(item.meetings)}" for item in shared if len(item.meetings) < most
    ][: SHOWN - 1]
    more = f"; {', '.join(others)}" if others else ""
    return (
        f"{names} {verb} people in {most} of {count(experiences, 'life experience')}{more}."
        f" {len(shared)} of {count(len(met), 'agency', 'agencies')} meet people in more than one."
    )


def sky_of(met: Sequence[Met], experiences: Sequence[Entry[LifeExperience]]) -> Sky:
    """The picture: life experiences on the left, agencies on the right, in an order in which few
    lines cross.
    """
    named = [
        entry
        for entry in experiences
        if any(meeting.experience.id == entry.id for item in met for meeting in item.meetings)
    ]
    if not met:
        return Sky((), (), 0)
    experience_by_id = {entry.id: entry for entry in named}
    met_by_id = {item.agency.id: item for item in met}
    left, right = _ordered(
        [entry.id for entry in named],
        {item.agency.id: [meeting.experience.id for meeting in item.meetings] for item in met},
    )
    tall = {
        name: float(
            LINE * len(lines_of(experience_by_id[name].title, LEFT - 4 * PAD, SIZE)) + 2 * PAD
        )
        for name in left
    }
    height = max(ROW * len(right), sum(tall.values()) + 10 * len(left))
    space = (height - sum(tall.values())) / len(left)
    moments, middle_by_id, y = [], {}, space / 2
    for name in left:
        moments.append(Moment(experience_by_id[name], round(y, 1), tall[name]))
        middle_by_id[name] = round(y + tall[name] / 2, 1)
        y += tall[name] + space
    stars = tuple(
        _star(met_by_id[name], round((number + 0.5) * height / len(right), 1), middle_by_id)
        for number, name in enumerate(right)
    )
    return Sky(tuple(moments), stars, round(height))


def _star(met: Met, y: float, middle_by_id: Mapping[str, float]) -> Star:
    half = (LEFT + RIGHT) // 2
    lines = tuple(
        f"M{LEFT} {middle_by_id[item.experience.id]}C{half} {middle_by_id[item.experience.id]}"
        f" {half} {y} {RIGHT} {y}"
        for item in met.meetings
    )
    return Star(met, y, lines)


def _ordered(left: list[str], ends: Mapping[str, Sequence[str]]) -> tuple[list[str], list[str]]:
    """Both columns in the order with the fewest crossings that some sweeps to and fro find."""
    right = list(ends)
    starts = {name: [other for other in right if name in ends[other]] for name in left}
    parents = {name: list(ends[name]) for name in right}
    best, fewest = (list(left), list(right)), crossings((left, right), parents)
    for _ in range(SWEEPS):
        right = _by_mean(right, ends, left)
        left = _by_mean(left, starts, right)
        found = crossings((left, right), parents)
        if found < fewest:
            best, fewest = (list(left), list(right)), found
    return best


def _by_mean(names: list[str], ends: Mapping[str, Sequence[str]], others: list[str]) -> list[str]:
    """The names by the mean place of what they are joined to."""
    place = {name: number for number, name in enumerate(others)}
    wanted = {name: mean(place[other] for other in ends[name]) for name in names}
    return sorted(names, key=lambda name: (wanted[name], name))
