"""What was given out must still lead somewhere: the ledger beside the pages as they were drawn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from hub.permalinks.ids import page_id, part_id, parts_of
from hub.permalinks.ledger import FILE_NAME, Ledger, Line
from hub.permalinks.places import Spot
from hub.problems import Place, Report, a_few, nearest, quoted

KEYED = frozenset({"exercise", "question", "check"})  # parts of chapters, whose ids come from the field `key`


def published_in(pages: Iterable[tuple[str, str, str]], report: Report) -> dict[str, Spot]:
    """Every id on the site: of each page, given as (address, title, drawn content), and of its parts."""
    spots: dict[str, Spot] = {}
    for address, title, content in pages:
        own = page_id(address)
        for identity, there, words in ((own, address, title), *((part_id(own, part.fragment), f"{address}#{part.fragment}", part.title) for part in parts_of(content))):
            other = spots.setdefault(identity, Spot(identity, there, words))
            if other.address != there:
                report.add(
                    "permalink-duplicate",
                    Place(there),
                    f"The id {quoted(identity)} stands in two places: /{other.address} and /{there}.",
                    rows=[("Write", "another key or heading id for the one that is new")],
                )
    return spots


def check_ledger(ledger: Ledger, published: Mapping[str, Spot], report: Report) -> None:
    """Report every id of the ledger that vanished, moved, loops or was used again. What is published and not frozen yet is no mistake."""
    vanished = [line for line in ledger.line_by_id.values() if line.is_live and line.id not in published]
    pages_gone = {line.page for line in vanished if not line.fragment}
    fresh = [spot for identity, spot in published.items() if identity not in ledger.line_by_id]
    for line in vanished:
        if not line.fragment:
            _report_page(line, sum(other.page == line.page for other in vanished) - 1, fresh, report)
        elif line.page not in pages_gone:
            _report_part(line, fresh, report)
    for line in ledger.line_by_id.values():
        spot = published.get(line.id)
        if line.is_live and spot is not None and spot.address != line.at:
            report.add(
                "permalink-moved",
                line.place,
                f"{quoted(line.id)} was given out for /{line.at}, and stands at /{spot.address} now.",
                rows=[("Write", f'at: "{line.at}" back, and give the other place an id of its own')],
            )
        if not line.is_live and spot is not None:
            where = f"leads to {line.to}" if line.to else "is withdrawn"
            report.add(
                "permalink-reused",
                line.place,
                f"The id {quoted(line.id)} {where}, and /{spot.address} uses it again: old links would lead to something else.",
                rows=[("Write", f"another file name, key or heading id for /{spot.address}"), ("Or", "if the old one is back, take `to` or `gone` out of this line")],
            )
        if line.to:
            _check_end(line, ledger, published, report)


def _report_page(line: Line, parts: int, fresh: list[Spot], report: Report) -> None:
    pages = {spot.id: spot for spot in fresh if "#" not in spot.address and spot.address.split("/")[0] == line.at.split("/")[0]}
    near = nearest(line.id, pages) or (next(iter(pages)) if len(pages) == 1 else None)
    more = f", and the {parts} parts of it that have ids" if parts > 1 else ""
    report.add(
        "permalink-vanished",
        line.place,
        f"The page /{line.at} was given out, and the site has no such page any more. Links to it{more} would break.",
        rows=[
            *([("If it was renamed", f"hub links move {line.id} {near}")] if near else [("If it was renamed", f"hub links move {line.id} NEW-ID")]),
            ("If it is gone", f'hub links retire {line.id} --why "…" [--to ID]'),
            ("Or", "put the page back"),
        ],
    )


def _report_part(line: Line, fresh: list[Spot], report: Report) -> None:
    elsewhere = [spot for spot in fresh if spot.address.partition("#")[2] == line.fragment]
    here = [spot for spot in fresh if spot.address.startswith(f"{line.page}#")]
    rows = [("If it moved", f"hub links move {line.id} {spot.id}") for spot in elsewhere[:2]]
    kind, _, key = line.fragment.partition("-")
    if kind in KEYED and not elsewhere:
        rows += [(f"If the {kind} is there", f"key: {key}   (a key stays, whatever becomes of the words)")]
    elif not elsewhere:
        rows += [("If it was renamed", f"write {{#{line.fragment}}} after the heading {quoted(spot.title)}") for spot in here[:3]]
        rows += [("Or", f"hub links move {line.id} {spot.id}") for spot in here[:1]]
    rows += [("If it is gone", f'hub links retire {line.id} --why "…" [--to ID]')]
    moved = f" A part of that id stands on /{elsewhere[0].address.partition('#')[0]} now." if elsewhere else ""
    report.add("permalink-vanished", line.place, f"/{line.at} was given out, and the page has no such part any more.{moved}", rows=rows)


def _check_end(line: Line, ledger: Ledger, published: Mapping[str, Spot], report: Report) -> None:
    way, identity = [line.id], line.to
    while identity not in way and (step := ledger.line_by_id.get(identity)) is not None and step.to:
        way.append(identity)
        identity = step.to
    if identity in way:
        if identity == line.id == min(way):  # one message for one ring
            report.add(
                "permalink-loop",
                line.place,
                f"These ids lead to one another and nowhere else: {' -> '.join([*way, identity])}.",
                rows=[("Write", "Lead one of them to a place that exists.")],
            )
    elif identity not in published and (identity not in ledger.line_by_id or not ledger.line_by_id[identity].gone):
        near = nearest(identity, published)
        rows = [("Did you mean", near)] if near else []
        report.add(
            "permalink-target", line.place, f"{quoted(line.id)} leads to {quoted(identity)}, which is nowhere on the site.", rows=[*rows, ("Write", f"hub links move {line.id} ID")]
        )


def check_lines_kept(ledger: Ledger, before: Ledger, where: str, report: Report) -> None:
    """Report every line that `before` has (the ledger of `where`: the base branch, the published site, an edition) and the ledger lost or rewrote."""
    lost = [line for identity, line in before.line_by_id.items() if identity not in ledger.line_by_id]
    for line in lost:
        report.add(
            "permalink-line-lost",
            Place(FILE_NAME),
            f"The line of {quoted(line.id)} is in the ledger of {where} and not in this one.",
            rows=[("Write", line.written), ("If it is gone", f'hub links retire {line.id} --why "…"   (after the line is back)')],
        )
    for identity, line in before.line_by_id.items():
        now = ledger.line_by_id.get(identity)
        if now is not None and (now.at, now.since) != (line.at, line.since):
            report.add("permalink-line-lost", now.place, f"The line of {quoted(identity)} says something else than in the ledger of {where}.", rows=[("Write", line.written)])


def advise(ledger: Ledger, published: Mapping[str, Spot], unwritten: Mapping[str, Place], report: Report) -> None:
    """Tell what a freeze would add: ids that are new, and headings whose id is not written (by permanent id, with their place)."""
    fresh: dict[str, list[str]] = defaultdict(list)
    for identity, spot in published.items():
        if identity not in ledger.line_by_id:
            fresh[spot.address.partition("#")[0]].append(identity)
    if fresh:
        many = sum(map(len, fresh.values()))
        report.add(
            "permalink-new",
            Place(FILE_NAME),
            f"{many} {'id is' if many == 1 else 'ids are'} not frozen yet and may still change, on {a_few([f'/{address}' for address in fresh], 3)}.",
            rows=[("When they may not", "hub links freeze")],
            severity="warning",
        )
    for identity, place in unwritten.items():
        report.add(
            "heading-without-id",
            place,
            "This heading takes its id from its words, so its address would change with them.",
            rows=[("Write", f"{{#{identity.rpartition('.')[2]}}} at the end of the heading"), ("Or", "hub links freeze, which writes it for you")],
            severity="warning",
        )
