"""The learning path: what to do before what, first as a list, then as a picture of boxes and
arrows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from hub.compose.diagrams.layers import Arrow, laid_out, layer_of, without_rings
from hub.compose.diagrams.lettering import lines_of
from hub.compose.diagrams.picturepage import picture_page
from hub.compose.drawing.drawing import View, drawing
from hub.compose.drawing.made import Made
from hub.compose.drawing.numbers import count
from hub.kinds.entries.playbooks import Playbook
from hub.kinds.entries.practices import Practice
from hub.model import Library, last_updated

WIDE, BETWEEN, LINE, SIZE, SMALL = 178, 54, 18, 14, 12
EDGE = 12  # round the words of a box


@dataclass(frozen=True)
class Thing:
    """A practice or a chapter: what it is called, where it is, and a word above its title in the
    picture.
    """

    key: str
    title: str
    address: str
    above: str
    mark: str  # the pillar, for its colour


@dataclass(frozen=True)
class Box:
    """A thing in the picture, with the arrows that lead to it."""

    thing: Thing
    x: int
    y: float
    height: int
    arrows: tuple[str, ...]


@dataclass(frozen=True)
class Path:
    """Things in steps, and the same as a picture."""

    title: str
    id: str
    # (thing, what comes before it), by step
    steps: tuple[tuple[tuple[Thing, tuple[Thing, ...]], ...], ...]
    anytime: tuple[Thing, ...]
    boxes: tuple[Box, ...]
    width: int
    height: int
    says: str


def learning_path(view: Callable[[str], View]) -> Made:
    """Practices by what they need first, and the chapters of each playbook by the chapters they
    build on.
    """
    here = view("maps/learning-path/")
    paths = _paths(here)
    title, lead = (
        "Learning path",
        (
            "What to do first and what builds on it. Follow the list from the top, or find where"
            " you are and go on from there."
        ),
    )
    content = drawing("learning-path.html", here, title=title, lead=lead, paths=paths, wide=WIDE)
    newest = last_updated((*here.library.of(Practice), *here.library.of(Playbook)))
    page = picture_page(
        here,
        title,
        lead,
        draw=content,
        section=Practice.about.section,
        schema_type="CollectionPage",
        data_address="data/maps-learning-path.json",
        updated=newest,
    )
    return page, {path.id: _rows(path) for path in paths}


def _paths(here: View) -> list[Path]:
    """The path through the practices, and one through the chapters of each playbook."""
    paths = [
        path_of(
            "Practices",
            "practices",
            "practice",
            things=_practices(here),
            before=_practices_before(here.library),
        )
    ]
    for book in here.library.of(Playbook):
        chapters = book.fields.chapters
        things = [
            Thing(
                chapter.key,
                chapter.title,
                f"{book.address}{chapter.key}/",
                above=f"Chapter {number}",
                mark="",
            )
            for number, chapter in enumerate(chapters, 1)
        ]
        paths.append(
            path_of(
                f"Chapters: {book.title}",
                f"chapters-{book.id}",
                "chapter",
                things=things,
                before={chapter.key: chapter.before for chapter in chapters},
            )
        )
    return paths


def _rows(path: Path) -> list[dict[str, object]]:
    """The steps of a path in order, then what can be done at any time."""
    steps: list[dict[str, object]] = [
        {
            "id": thing.key,
            "title": thing.title,
            "step": number,
            "after": [other.key for other in first],
        }
        for number, step in enumerate(path.steps, 1)
        for thing, first in step
    ]
    for thing in path.anytime:
        steps.append({"id": thing.key, "title": thing.title, "step": None, "after": []})
    return steps


def path_of(
    title: str,
    identity: str,
    one: str,
    things: Sequence[Thing],
    before: Mapping[str, Sequence[str]],
) -> Path:
    """The steps and the picture of things that come before others. What stands alone can be done at
    any time.
    """
    thing_by_key = {thing.key: thing for thing in things}
    order = without_rings({thing.key: before.get(thing.key, ()) for thing in things})
    tied = {key for key, others in order.items() if others} | {
        other for others in order.values() for other in others
    }
    order = {key: others for key, others in order.items() if key in tied}
    layers = layer_of(order)
    steps = tuple(
        tuple(
            (thing_by_key[key], tuple(thing_by_key[other] for other in order[key]))
            for key in order
            if layers[key] == number
        )
        for number in range(max(layers.values(), default=-1) + 1)
    )
    boxes, width, height = _picture(order, thing_by_key)
    anytime = tuple(thing for thing in things if thing.key not in tied)
    return Path(
        title,
        identity,
        steps,
        anytime=anytime,
        boxes=boxes,
        width=width,
        height=height,
        says=_says(steps, one),
    )


def _picture(
    order: Mapping[str, Sequence[str]], thing_by_key: Mapping[str, Thing]
) -> tuple[tuple[Box, ...], int, int]:
    room = WIDE - 2 * EDGE
    lines = {
        key: len(lines_of(thing.above, room, SMALL)) + len(lines_of(thing.title, room, SIZE))
        for key, thing in thing_by_key.items()
    }
    heights = {key: LINE * lines[key] + EDGE for key in order}
    layout = laid_out(order, heights)
    arrows: dict[str, list[str]] = {key: [] for key in order}
    for way in layout.ways:
        arrows[way.stops[-1].name].append(_arrow(way))
    boxes = tuple(
        Box(
            thing_by_key[key],
            stop.layer * (WIDE + BETWEEN) + 1,
            round(stop.y - heights[key] / 2 + 1, 1),
            height=heights[key],
            arrows=tuple(arrows[key]),
        )
        for key, stop in sorted(layout.stops.items(), key=lambda item: (item[1].layer, item[1].y))
    )
    return boxes, max(0, layout.layers * (WIDE + BETWEEN) - BETWEEN) + 2, int(layout.height) + 4


def _arrow(way: Arrow) -> str:
    """The path of an arrow: out of the right side of a box, straight through the layers between,
    into the left side of another.
    """
    first, *others = way.stops
    x, y = first.layer * (WIDE + BETWEEN) + WIDE + 1, first.y + 1
    steps = [f"M{x} {y:.1f}"]
    for stop in others:
        to = stop.layer * (WIDE + BETWEEN) + 1 - (8 if stop is way.stops[-1] else 0)
        half = (x + to) / 2
        steps.append(f"C{half:.1f} {y:.1f} {half:.1f} {stop.y + 1:.1f} {to} {stop.y + 1:.1f}")
        x, y = to, stop.y + 1
        if stop is not way.stops[-1]:
            x += WIDE
            steps.append(f"H{x}")
    return "".join(steps)


def _says(steps: Sequence[Sequence[tuple[Thing, tuple[Thing, ...]]]], one: str) -> str:
    if not steps:
        return f"No {one} on this hub needs another one first."
    many = sum(map(len, steps))
    begin = [thing for thing, _ in steps[0]]
    needed = Counter(other.key for step in steps for _, others in step for other in others)
    most, times = needed.most_common(1)[0]
    if begin[0].key == most and len(begin) == 1:
        return (
            f"{many} {one}s in {len(steps)} steps. Begin with {begin[0].title}: {count(times, one)}"
            f" {'need' if times > 1 else 'needs'} it first."
        )
    first = begin[0].title if len(begin) == 1 else f"any of {len(begin)} {one}s"
    title = next(thing.title for step in steps for thing, _ in step if thing.key == most)
    return f"{many} {one}s in {len(steps)} steps. Begin with {first}." + (
        f" Most lead on from {title}: {times} {one}s need it first." if times > 1 else ""
    )


def _practices(view: View) -> list[Thing]:
    return [
        Thing(
            entry.id,
            entry.title,
            entry.address,
            above=view.label("pillar", entry.fields.pillar),
            mark=entry.fields.pillar or "",
        )
        for entry in view.library.of(Practice)
    ]


def _practices_before(library: Library) -> dict[str, Sequence[str]]:
    return {entry.id: entry.fields.prerequisites for entry in library.of(Practice)}
