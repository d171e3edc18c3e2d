"""Views that gather entries in a list: by day, by proof, by law, by owner, by change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from hub.alphabet import alphabetical
from hub.compose.diagrams.years import years_of
from hub.compose.drawing.drawing import View, drawing
from hub.compose.drawing.machine import list_json_ld
from hub.compose.drawing.made import Made
from hub.compose.drawing.trail import trail
from hub.kinds.days import PartDate
from hub.kinds.reference import News, Resource
from hub.kinds.work import CaseStudy
from hub.model import Entry, last_updated
from hub.pages import Page
from hub.permalinks.ids import page_id

CHANGES_SHOWN = 100


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
    page, _ = _page(
        here, title, lead, content=content, section="case-studies", kind="timeline", data=data
    )
    return replace(page, assets=("diagrams.css",)), data


def evidence(view: Callable[[str], View]) -> Iterable[Made]:
    """Two tables: what changed, with how strong the proof is; and every figure with its source and
    age.
    """
    here = view("evidence/")
    strength = list(here.library.vocabulary.get("evidence", {}))
    cases = sorted(
        here.library.of(CaseStudy),
        key=lambda entry: (strength.index(entry.fields.evidence or ""), entry.order),
    )
    title, lead = (
        "Results, and how strong the proof is",
        "Every result of every case study on this hub, the strongest proof first.",
    )
    content = drawing(
        "evidence.html",
        here,
        title=title,
        lead=lead,
        cases=cases,
        strength=here.library.vocabulary.get("evidence", {}),
    )
    data: list[dict[str, Any]] = [
        {
            "case_study": case.id,
            "evidence": case.fields.evidence,
            "label": result.label,
            "measure": result.measure,
            "before": result.before,
            "after": result.after,
            "period": result.period.typed if result.period else None,
            "source": here.source_names(case)[result.source],
            "owner": case.fields.owner,
        }
        for case in cases
        for result in case.fields.results
    ]
    yield _page(here, title, lead, content=content, section="case-studies", kind="table", data=data)

    here = view("figures/")
    claims = sorted(
        (
            (entry, claim)
            for entry in here.library.entry_by_ref.values()
            if entry.fields.status == "published"
            for claim in entry.fields.claims
        ),
        key=lambda item: (item[1].as_of.key, item[0].ref, item[1].key),
        reverse=True,
    )
    title, lead = (
        "Every figure",
        (
            "Each figure on this hub, with what it counts, when it was true, where it was read and"
            " who answers for it. Newest first."
        ),
    )
    content = drawing("figures.html", here, title=title, lead=lead, claims=claims)
    data = [
        {
            "entry": entry.ref,
            "key": claim.key,
            "text": claim.text,
            "value": claim.value,
            "unit": claim.unit,
            "as_of": claim.as_of.typed,
            "source": here.source_names(entry)[claim.source],
            "measure": claim.measure,
            "agency": claim.agency,
            "owner": entry.fields.owner,
        }
        for entry, claim in claims
    ]
    yield _page(here, title, lead, content=content, section="case-studies", kind="table", data=data)


def policy_reach(view: Callable[[str], View]) -> Made:
    """For each law and policy: its status, and what on this hub rests on it."""
    here = view("policies/")
    policies = [
        (entry, entry.fields.policy) for entry in here.library.of(Resource) if entry.fields.policy
    ]
    # by title already, and so those of one date
    policies.sort(key=lambda item: (item[1].issued or PartDate("0", "")).key, reverse=True)
    laws = [law for law, _ in policies]
    resting = {
        law.ref: here.entries(
            dict.fromkeys(link.origin for link in here.library.backlinks_by_ref.get(law.ref, ()))
        )
        for law in laws
    }
    title, lead = (
        "Laws and policies, and what rests on them",
        (
            "Each law, order and memo on this hub, whether anybody checked that it still applies,"
            " and the pages that depend on it."
        ),
    )
    content = drawing("policies.html", here, title=title, lead=lead, laws=laws, resting=resting)
    data = [
        {
            "policy": law.id,
            "status": policy.status,
            "checked": (policy.status_checked_on.isoformat() if policy.status_checked_on else None),
            "rests_on_it": [entry.ref for entry in resting[law.ref]],
        }
        for law, policy in policies
    ]
    return _page(here, title, lead, content=content, section="reference", kind="table", data=data)


def owners(view: Callable[[str], View], waiting: Mapping[str, int]) -> Iterable[Made]:
    """A page for each owner: what they answer for, what they read again next, and how many points
    of readers wait on which page.
    """
    here = view("owners/")
    names = here.library.vocabulary.get("owners", {})
    owned: dict[str, list[Entry]] = {owner: [] for owner in names}
    for entry in here.library.entry_by_ref.values():
        if entry.fields.owner in owned:
            owned[entry.fields.owner].append(entry)
    title, lead = "Owners", "Who answers for which pages."
    content = drawing("owners.html", here, title=title, lead=lead, names=names, owned=owned)
    yield _page(
        here,
        title,
        lead,
        content=content,
        section="reference",
        kind="table",
        data={owner: len(found) for owner, found in owned.items()},
    )
    for owner, entries in owned.items():
        address = f"owners/{owner}/"
        here = view(address)
        entries.sort(key=lambda entry: (entry.review_due is None, entry.review_due, entry.ref))
        title, lead = (
            names[owner].label,
            names[owner].definition or f"What the {names[owner].label.lower()} answers for.",
        )
        by_collection: dict[str, list[Entry]] = {}
        for entry in sorted(entries, key=lambda entry: entry.order):
            by_collection.setdefault(entry.collection, []).append(entry)
        told = [
            (
                entry,
                sum(
                    waiting.get(page_id(address), 0)
                    for address in (entry.address, f"es/{entry.address}")
                ),
            )
            for entry in entries
        ]
        content = drawing(
            "owner.html",
            here,
            title=title,
            lead=lead,
            owner=owner,
            waiting=[found for found in told if found[1]],
            due=[entry for entry in entries if entry.review_due][:20],
            by_collection=by_collection,
        )
        data = [
            {"entry": entry.ref, "due": entry.review_due.isoformat() if entry.review_due else None}
            for entry in entries
        ]
        page, _ = _page(
            here, title, lead, content=content, section="reference", kind="table", data=data
        )
        yield page, data


def changes(view: Callable[[str], View]) -> Made:
    """What was added and what was changed, newest first."""
    here = view("changes/")
    items = []
    for entry in here.library.entry_by_ref.values():
        if entry.fields.status != "published":
            continue
        if entry.fields.added:
            items.append((entry.fields.added, entry, "", "Added"))
        items += [(change.on, entry, change.note, "Changed") for change in entry.fields.changes]
    items.sort(
        key=lambda item: (
            item[0].toordinal() * -1,
            item[3] == "Added",
            item[1].collection,
            item[1].order,
        )
    )
    days: dict[str, dict[str, list[tuple[Entry, str, str]]]] = {}
    for when, entry, note, kind in (
        items[:CHANGES_SHOWN] if len({item[0] for item in items}) > 1 else items
    ):
        days.setdefault(when.isoformat(), {}).setdefault(entry.collection, []).append(
            (entry, note, kind)
        )
    title, lead = (
        "What changed",
        (
            "What is new on this hub and what was corrected, newest first. Follow it with a feed"
            " reader."
        ),
    )
    content = drawing(
        "changes.html",
        here,
        title=title,
        lead=lead,
        days=days,
        day_by_iso={item[0].isoformat(): item[0] for item in items},
    )
    data = [
        {"on": when.isoformat(), "entry": entry.ref, "kind": kind.lower(), "note": note}
        for when, entry, note, kind in items
    ]
    return _page(here, title, lead, content=content, section="news", kind="table", data=data)


def _page(
    here: View,
    title: str,
    lead: str,
    content: Callable[[], str],
    section: str,
    kind: str,
    data: Any,
) -> Made:
    name = here.address.strip("/").replace("/", "-")
    newest = last_updated(here.library.entry_by_ref.values())
    return (
        Page(
            here.address,
            title,
            lead,
            draw=content,
            section=section,
            kind=kind,
            has_contents=True,
            trail=trail(),
            json_ld=list_json_ld("CollectionPage", title, lead, here=here),
            data_address=f"data/{name}.json",
            updated=newest,
        ),
        data,
    )
