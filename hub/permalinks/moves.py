"""Changes to the ledger: freeze what is new, lead an id elsewhere, withdraw one."""

from __future__ import annotations

from collections.abc import Mapping

from hub.permalinks.ledger import Ledger, Line
from hub.permalinks.places import Spot
from hub.problems import HubError, nearest


def frozen(ledger: Ledger, published: Mapping[str, Spot], since: str) -> Ledger:
    """The ledger with a line for every id that is new."""
    return ledger.with_lines(
        Line(identity, spot.address, since)
        for identity, spot in published.items()
        if identity not in ledger.line_by_id
    )


def moved(ledger: Ledger, published: Mapping[str, Spot], old: str, new: str, why: str) -> Ledger:
    """The ledger with `old` led to `new`; the parts of a page go to the parts of the same name, or
    else to the page.
    """
    _known(ledger, old)
    _left(published, old)
    if new not in published:
        raise _unknown(new, published, "the site has nothing of that id")
    if new == old or ledger.with_lines([_to(ledger.line_by_id[old], new, why)]).end_of(old) is None:
        raise HubError(
            "permalink-loop",
            f'"{old}" would lead to itself.',
            exit_code=1,
            fix="Name the id of the place where it is now.",
        )
    lines = [_to(ledger.line_by_id[old], new, why)]
    for line in _parts(ledger, old, published):
        part = f"{new}.{line.fragment}"
        lines.append(_to(line, part if part in published else new, why))
    return ledger.with_lines(lines)


def retired(ledger: Ledger, published: Mapping[str, Spot], old: str, why: str, to: str) -> Ledger:
    """The ledger with `old` and its parts withdrawn; `to`, if given, is what readers are shown
    instead.
    """
    _known(ledger, old)
    _left(published, old)
    if to and to not in published:
        raise _unknown(to, published, "the site has nothing of that id")
    lines = [ledger.line_by_id[old], *_parts(ledger, old, published)]
    return ledger.with_lines(
        _to(line, to, why) if to else Line(line.id, line.at, line.since, gone=why, place=line.place)
        for line in lines
    )


def restored(ledger: Ledger, published: Mapping[str, Spot], identity: str, why: str) -> Ledger:
    """The ledger with `identity` and its parts standing again where they had been led away from,
    for what is back on the site.
    """
    _known(ledger, identity)
    line = ledger.line_by_id[identity]
    parts = [
        part
        for part in ledger.line_by_id.values()
        if part.page == line.page and part.fragment and not line.fragment
    ]
    back = [one for one in (line, *parts) if not one.is_live and one.id in published]
    if not back:
        raise HubError(
            "unknown-permalink",
            f'"{identity[:100]}" is not led away, or not on the site again.',
            exit_code=1,
            fix="Put the page or the part back first.",
        )
    return ledger.with_lines(
        Line(one.id, one.at, one.since, back=why, place=one.place) for one in back
    )


def _left(published: Mapping[str, Spot], identity: str) -> None:
    """What still stands on the site is not led away: its parts could not be told from those that
    stay.
    """
    if identity in published:
        words = f'"{identity[:100]}" is still on the site, at /{published[identity].address}.'
        raise HubError(
            "unknown-permalink",
            words,
            exit_code=1,
            fix="Rename it or take it out first, then run this command again.",
        )


def _to(line: Line, to: str, why: str) -> Line:
    return Line(line.id, line.at, line.since, to=to, why=why, place=line.place)


def _parts(ledger: Ledger, page: str, published: Mapping[str, Spot]) -> list[Line]:
    """The parts of a page that are live in the ledger and no longer on the site."""
    line = ledger.line_by_id[page]
    return (
        []
        if line.fragment
        else [
            part
            for part in ledger.line_by_id.values()
            if part.fragment
            and part.page == line.page
            and part.is_live
            and part.id not in published
        ]
    )


def _known(ledger: Ledger, identity: str) -> None:
    if identity not in ledger.line_by_id:
        raise _unknown(identity, ledger.line_by_id, "it was never given out")


def _unknown(identity: str, known: Mapping[str, object], why: str) -> HubError:
    near = nearest(identity, known)
    return HubError(
        "unknown-permalink",
        f'"{identity[:100]}" is not known: {why}.',
        exit_code=1,
        fix=f"Did you mean {near}?" if near else "hub links list",
    )
