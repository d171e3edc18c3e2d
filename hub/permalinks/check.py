"""What was given out must still lead somewhere: the ledger beside the pages as they were drawn."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping

from hub.permalinks.candidates import LOOKS, Candidates, sort_of
from hub.permalinks.headingids import Unwritten
from hub.permalinks.ids import page_id, part_id, parts_of
from hub.permalinks.ledger import FILE_NAME, Ledger, Line
from hub.permalinks.places import Spot
from hub.permalinks.renamed import KEYED, LIKELY, by_likeness, likeliest, likeness
from hub.problems import Place, Report, a_few, nearest, quoted

SHOWN = 5  # new headings that a lost one may have become


def published_in(pages: Iterable[tuple[str, str, str]], report: Report) -> dict[str, Spot]:
    """Every id on the site: of each page, given as (address, title, drawn content), and of its
    parts.
    """
    spots: dict[str, Spot] = {}
    for address, title, content in pages:
        own = page_id(address)
        for identity, there, words in (
            (own, address, title),
            *(
                (part_id(own, part.fragment), f"{address}#{part.fragment}", part.title)
                for part in parts_of(content)
            ),
        ):
            other = spots.setdefault(identity, Spot(identity, there, words))
            if other.address != there:
                report.add(
                    "permalink-duplicate",
                    Place(there),
                    f"The id {quoted(identity)} stands in two places: /{other.address} and"
                    f" /{there}.",
                    rows=[("Write", "another key or heading id for the one that is new")],
                )
    return spots


def check_ledger(
    ledger: Ledger,
    published: Mapping[str, Spot],
    report: Report,
    *,
    stands: Callable[[Line], bool] = lambda _: False,
) -> None:
    """Report every id of the ledger that vanished, moved, loops or was used again. What is
    published and not frozen yet is no mistake.

    `stands` tells of a part that is no part any more, such as a heading that went a level down,
    whether its address still leads to it.
    """
    vanished = [
        line
        for line in ledger.line_by_id.values()
        if line.is_live and line.id not in published and not stands(line)
    ]
    pages_gone = {line.page for line in vanished if not line.fragment}
    parts = Counter(line.page for line in vanished if line.fragment)
    fresh = Candidates(
        spot for identity, spot in published.items() if identity not in ledger.line_by_id
    )
    became = _became([line for line in vanished if line.page not in pages_gone], fresh)
    for line in vanished:
        if not line.fragment:
            _report_page(line, parts[line.page], fresh, report=report)
        elif line.page not in pages_gone:
            _report_part(line, fresh, became.get(line.id), report=report)
    for line in ledger.line_by_id.values():
        spot = published.get(line.id)
        if line.is_live and spot is not None and spot.address != line.at:
            report.add(
                "permalink-moved",
                line.place,
                f"{quoted(line.id)} was given out for /{line.at}, and stands at /{spot.address}"
                " now.",
                rows=[
                    ("Write", f'at: "{line.at}" back, and give the other place an id of its own')
                ],
            )
        if not line.is_live and spot is not None:
            report_reused(line, spot.address, report)
        if line.to and spot is None:
            _check_end(line, ledger, published, report=report)


def report_reused(line: Line, address: str, report: Report) -> None:
    """Tell an id that was withdrawn or led away, and that a place has again."""
    where = f"leads to {line.to}" if line.to else "is withdrawn"
    report.add(
        "permalink-reused",
        line.place,
        f"The id {quoted(line.id)} {where}, and /{address} uses it again: old links would lead to"
        " something else.",
        rows=[
            ("Write", f"another file name, key or heading id for /{address}"),
            ("If the old one is back", f'hub links restore {line.id} --why "…"'),
        ],
    )


def _report_page(line: Line, parts: int, fresh: Candidates, report: Report) -> None:
    near = fresh.near(line.id)
    more = f", and the {parts} parts of it that have ids" if parts > 1 else ""
    report.add(
        "permalink-vanished",
        line.place,
        f"The page /{line.at} was given out, and the site has no such page any more. Links to"
        f" it{more} would break.",
        rows=[
            ("If it was renamed", f"hub links move {line.id} {near or 'NEW-ID'}"),
            ("If it is gone", f'hub links retire {line.id} --why "…" [--to ID]'),
            ("Or", "put the page back"),
        ],
    )


def _became(lost: Iterable[Line], fresh: Candidates) -> dict[str, Spot]:
    """What each lost part has most likely become. Parts of a page are compared with parts of the
    same sort, all of them at once.
    """
    by_sort: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in lost:
        by_sort[line.page, sort_of(line.page, line.fragment)].append(line)
    found: dict[str, Spot] = {}
    for (page, sort), lines in by_sort.items():
        found |= likeliest(lines, fresh.on(page, sort))
    return found


def _report_part(line: Line, fresh: Candidates, became: Spot | None, report: Report) -> None:
    elsewhere = fresh.by_fragment.get(line.fragment, [])
    rows = [("If it moved", f"hub links move {line.id} {spot.id}") for spot in elsewhere[:2]]
    if not elsewhere:  # the same id on another page says more than likeness
        rows += _rows_by_likeness(line, fresh, became)
    rows += [("If it is gone", f'hub links retire {line.id} --why "…" [--to ID]')]
    moved = (
        f" A part of that id stands on /{elsewhere[0].address.partition('#')[0]} now."
        if elsewhere
        else ""
    )
    report.add(
        "permalink-vanished",
        line.place,
        f"/{line.at} was given out, and the page has no such part any more.{moved}",
        rows=rows,
    )


def _rows_by_likeness(line: Line, fresh: Candidates, became: Spot | None) -> list[tuple[str, str]]:
    """What to do where a part of the same page may be what the line gave out."""
    rows: list[tuple[str, str]] = []
    sort = sort_of(line.page, line.fragment)
    candidates = by_likeness(line, fresh.on(line.page, sort))
    if sort in KEYED:
        key = line.fragment.partition("-")[2]
        where = (
            f", in {quoted(became.title)}, where it is {became.address.partition('-')[2]} now"
            if became and likeness(line.fragment, became) >= LIKELY
            else ""
        )
        rows += [
            (
                f"If the {sort} is there",
                f"key: {key}{where}   (a key stays, whatever becomes of the words)",
            )
        ]
    elif became is not None:
        rows += (
            [
                (
                    "If it was renamed",
                    f"write {{#{line.fragment}}} after the heading {quoted(became.title)}",
                )
            ]
            if sort == "text"
            else []
        )
        rows += [("Or", f"hub links move {line.id} {became.id}")]
    elif candidates:
        choice = (
            f"write {{#{line.fragment}}} after its new heading"
            if sort == "text"
            else f"hub links move {line.id} ID"
        )
        rows += [
            (
                "If it was renamed",
                f"{choice}. Choose which of these {min(len(candidates), SHOWN)} it is:",
            )
        ]
        rows += [
            (f"  {number}", f"{quoted(spot.title)}   or: hub links move {line.id} {spot.id}")
            for number, spot in enumerate(candidates[:SHOWN], 1)
        ]
        rows += (
            [("  More", f"hub links list {page_id(line.page)}")] if len(candidates) > SHOWN else []
        )
    return rows


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
    elif identity not in published and (
        identity not in ledger.line_by_id or not ledger.line_by_id[identity].gone
    ):
        near = nearest(identity, published)
        rows = [("Did you mean", near)] if near else []
        report.add(
            "permalink-target",
            line.place,
            f"{quoted(line.id)} leads to {quoted(identity)}, which is nowhere on the site.",
            rows=[*rows, ("Write", f"hub links move {line.id} ID")],
        )


def check_editions(
    ledger: Ledger, given_by_edition: Mapping[str, Mapping[str, str]], report: Report
) -> None:
    """Report what a frozen edition leads to and the ledger does not hold: (id, where it stood when
    the edition was frozen) by edition.
    """
    for edition, given in given_by_edition.items():
        lost = [
            Line(identity, at, edition)
            for identity, at in given.items()
            if identity not in ledger.line_by_id and not identity.endswith(".facilitator")
        ]
        for line in lost[:LOOKS]:
            report.add(
                "permalink-line-lost",
                Place(FILE_NAME),
                f"Files of the edition {edition} lead to {quoted(line.id)}, and the ledger has no"
                " line of it.",
                rows=[
                    ("If it is on the site", "hub links freeze"),
                    ("If it is gone", f'write the line, and: hub links retire {line.id} --why "…"'),
                    ("Write", line.written),
                ],
            )


def advise(
    ledger: Ledger, published: Mapping[str, Spot], unwritten: Iterable[Unwritten], report: Report
) -> None:
    """Tell what a freeze would add: ids that are new, and headings whose id is not written."""
    fresh: dict[str, list[str]] = defaultdict(list)
    for identity, spot in published.items():
        if identity not in ledger.line_by_id:
            fresh[spot.address.partition("#")[0]].append(identity)
    if fresh:
        many = sum(map(len, fresh.values()))
        report.add(
            "permalink-new",
            Place(FILE_NAME),
            f"{many} {'id is' if many == 1 else 'ids are'} not frozen yet and may still change, on"
            f" {a_few([f'/{address}' for address in fresh], 3)}.",
            rows=[("When they may not", "hub links freeze")],
            severity="warning",
        )
    for heading in unwritten:
        report.add(
            "heading-without-id",
            heading.place,
            "This heading takes its id from its words, so its address would change with them.",
            rows=[
                ("Write", f"{{#{heading.fragment}}} at the end of the heading"),
                ("Or", "hub links freeze, which writes it for you"),
            ],
            severity="warning",
        )
