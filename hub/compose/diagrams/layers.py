"""Things that come before others, in layers from left to right: what comes first, how layers are
ordered, where each thing stands.

The layers are the longest ways from a beginning. An arrow that others already imply is left out.
Within its layer a thing moves to the median of its neighbours (as Sugiyama, Tagawa and Toda
proposed), and then as near to their mean as its own neighbours above and below let it. Nothing is
random: the same things in the same order stand in the same places.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean, median

SWEEPS = 12
GAP = 14.0
BEND = 10.0  # the room that an arrow takes on its way through a layer

Before = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Stop:
    """A thing in its layer, or ("" for a name) where an arrow passes through it."""

    name: str
    layer: int
    y: float


@dataclass(frozen=True)
class Arrow:
    """An arrow: the stops it runs through, from what comes first to what comes after."""

    stops: tuple[Stop, ...]


@dataclass(frozen=True)
class Layout:
    """Where everything stands; `y` is the middle of a thing, from 0 down to `height`."""

    stops: Mapping[str, Stop]
    ways: tuple[Arrow, ...]
    layers: int
    height: float


def without_rings(before: Before) -> dict[str, tuple[str, ...]]:
    """The same relation between things that are there, without those that would lead back to where
    one came from.
    """
    kept: dict[str, tuple[str, ...]] = {}
    for name in before:
        kept[name] = ()
        for other in dict.fromkeys(before[name]):
            if other in before and other != name and name not in _all_before(other, kept):
                kept[name] = (*kept[name], other)
    return kept


def _all_before(name: str, before: Before) -> set[str]:
    """Everything that comes before a thing, near and far."""
    found: set[str] = set()
    waiting = list(before.get(name, ()))
    while waiting:
        other = waiting.pop()
        if other not in found:
            found.add(other)
            waiting.extend(before.get(other, ()))
    return found


def layer_of(before: Before) -> dict[str, int]:
    """The layer of each thing: one after the latest of what comes before it."""
    found: dict[str, int] = {}

    def settle(first: str) -> None:
        waiting = [first]
        while waiting:
            name = waiting[-1]
            missing = [other for other in before[name] if other not in found]
            if missing:
                waiting.extend(missing)
            else:
                found[name] = 1 + max((found[other] for other in before[name]), default=-1)
                waiting.pop()

    for name in before:
        settle(name)
    return found


def direct(before: Before) -> dict[str, tuple[str, ...]]:
    """The relation without what follows from the rest of it."""
    behind = {name: _all_before(name, before) for name in before}
    return {
        name: tuple(
            other for other in others if not any(other in behind[third] for third in others)
        )
        for name, others in before.items()
    }


def laid_out(before: Before, heights: Mapping[str, float]) -> Layout:
    """The layout of a relation without rings. `heights` says how tall each thing is."""
    if not before:
        return Layout({}, (), 0, height=0.0)
    layers = layer_of(before)
    rows: list[list[str]] = [[] for _ in range(max(layers.values()) + 1)]
    for name, layer in layers.items():
        rows[layer].append(name)
    tall = dict(heights)
    parents: dict[str, list[str]] = {name: [] for name in before}
    chains: list[list[str]] = []
    for name, others in direct(before).items():
        for other in others:
            chain = [other]
            for layer in range(layers[other] + 1, layers[name]):
                bend = f"{other}\n{name}\n{layer}"  # no name holds a line break
                rows[layer].append(bend)
                tall[bend] = BEND
                parents[bend] = [chain[-1]]
                chain.append(bend)
            parents[name].append(chain[-1])
            chains.append([*chain, name])
    children: dict[str, list[str]] = {name: [] for name in parents}
    for name, before_it in parents.items():
        for other in before_it:
            children[other].append(name)
    rows = _ordered(rows, parents, children)
    y_by_name = _placed(rows, parents, children, tall=tall)
    stops = {
        name: Stop("" if "\n" in name else name, number, round(y_by_name[name], 1))
        for number, row in enumerate(rows)
        for name in row
    }
    height = max(y_by_name[name] + tall[name] / 2 for name in y_by_name)
    return Layout(
        {name: stop for name, stop in stops.items() if stop.name},
        tuple(Arrow(tuple(stops[name] for name in chain)) for chain in chains),
        len(rows),
        height=round(height, 1),
    )


def crossings(rows: Sequence[Sequence[str]], parents: Before) -> int:
    """How often arrows cross between layers."""
    total = 0
    for upper, lower in pairwise(rows):
        place = {name: number for number, name in enumerate(upper)}
        ends = [
            place[other] for name in lower for other in sorted(parents[name], key=place.__getitem__)
        ]
        total += sum(
            first > second for number, first in enumerate(ends) for second in ends[number + 1 :]
        )
    return total


def _ordered(rows: list[list[str]], parents: Before, children: Before) -> list[list[str]]:
    """The layers in the best order that some sweeps to and fro find."""
    best, fewest = [list(row) for row in rows], crossings(rows, parents)
    for sweep in range(SWEEPS):
        down = sweep % 2 == 0
        order = range(1, len(rows)) if down else range(len(rows) - 2, -1, -1)
        for number in order:
            near, neighbours = (rows[number - 1], parents) if down else (rows[number + 1], children)
            place = {name: position for position, name in enumerate(near)}
            wanted = {
                name: median([place[other] for other in neighbours[name]])
                if neighbours[name]
                else position
                for position, name in enumerate(rows[number])
            }
            rows[number] = sorted(rows[number], key=wanted.__getitem__)
        found = crossings(rows, parents)
        if found < fewest:
            best, fewest = [list(row) for row in rows], found
    return best


def _placed(
    rows: list[list[str]], parents: Before, children: Before, tall: Mapping[str, float]
) -> dict[str, float]:
    """How far down the middle of each thing stands."""
    found: dict[str, float] = {}
    for row in rows:
        at = 0.0
        for name in row:
            found[name] = at + tall[name] / 2
            at += tall[name] + GAP
    for sweep in range(SWEEPS):
        down = sweep % 2 == 0
        for row in rows if down else rows[::-1]:
            near = parents if down else children
            other = children if down else parents
            wanted = [
                mean([found[name] for name in near[here] or other[here] or [here]]) for here in row
            ]
            found.update(zip(row, _apart(row, wanted, tall), strict=True))
    top = min(found[name] - tall[name] / 2 for name in found)
    return {name: at - top for name, at in found.items()}


def _apart(row: list[str], wanted: list[float], tall: Mapping[str, float]) -> list[float]:
    """The places nearest to those wanted, in the row's order and without overlap: what is pressed
    together shares its mean.
    """
    shifts = [0.0]
    for above, below in pairwise(row):
        shifts.append(shifts[-1] + (tall[above] + tall[below]) / 2 + GAP)
    blocks: list[tuple[float, int]] = []
    for place, shift in zip(wanted, shifts, strict=True):
        at, many = place - shift, 1
        while blocks and blocks[-1][0] >= at:
            before, size = blocks.pop()
            at, many = (before * size + at * many) / (size + many), size + many
        blocks.append((at, many))
    flat = [at for at, many in blocks for _ in range(many)]
    return [at + shift for at, shift in zip(flat, shifts, strict=True)]
