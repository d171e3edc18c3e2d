"""Everything that has a date, newest first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from hub.alphabet import alphabetical
from hub.compose.diagrams.years import years_of
from hub.compose.drawing.drawing import View, drawing
from hub.compose.drawing.made import Made
from hub.compose.pages.listpage import list_page
from hub.kinds.days import PartDate
from hub.kinds.entries.case_studies import CaseStudy
from hub.kinds.entries.news import News
from hub.kinds.entries.resources import Resource


@dataclass(frozen=True)
class Dated:
    """Something that happened on a day, or in a month or year."""

    date: PartDate
    title: str
    address: str
    kind: str
    agencies: tuple[str, ...] = ()
    status: str = ""


def dated_items(view: View) -> list[Dated]:
    """Laws and policies, case studies and news, newest first."""
    library = view.library
    items = []
    for entry in library.of(Resource):
        policy = entry.fields.policy
        when = (policy.issued if policy else None) or (
            entry.fields.published if entry.fields.kind in ("policy", "law", "report") else None
        )
        if when:
            items.append(
                Dated(
                    when,
                    entry.title,
                    entry.address,
                    kind=view.label("resource-kind", entry.fields.kind),
                    agencies=(),
                    status=view.label("policy-status", policy.status) if policy else "",
                )
            )
    for case in library.of(CaseStudy):
        # dates that are inferred have a note, and a timeline would state them
        if case.fields.period and not case.fields.period.note:
            items.append(
                Dated(
                    case.fields.period.start,
                    case.title,
                    case.address,
                    kind="Case study begins",
                    agencies=case.fields.agencies,
                )
            )
    for news in library.of(News):
        if news.fields.date:
            items.append(
                Dated(
                    news.fields.date,
                    news.title,
                    news.address,
                    kind=view.label("news-kind", news.fields.kind),
                    agencies=news.fields.agencies,
                )
            )
    items.sort(key=lambda item: (alphabetical(item.title), item.address))
    # those of one date stay in their order
    return sorted(items, key=lambda item: item.date.key, reverse=True)


def timeline(view: Callable[[str], View]) -> Made:
    """Everything that has a date, newest first, by year."""
    here = view("timeline/")
    items = dated_items(here)
    years: dict[str, list[Dated]] = {}
    for item in items:
        years.setdefault(item.date.key[:4], []).append(item)
    title, lead = (
        "Timeline",
        "Laws, orders, reports, case studies and news in the order they happened, newest first.",
    )
    picture = years_of(
        {
            year: [here.entry(item.address.strip("/")) for item in found]
            for year, found in years.items()
        }
    )
    content = drawing("timeline.html", here, title=title, lead=lead, years=years, picture=picture)
    data = [
        {
            "date": item.date.typed,
            "title": item.title,
            "address": item.address,
            "kind": item.kind,
            "agencies": list(item.agencies),
        }
        for item in items
    ]
    page, _ = list_page(
        here, title, lead, content=content, section="case-studies", kind="timeline", data=data
    )
    return replace(page, assets=("diagrams.css",)), data
