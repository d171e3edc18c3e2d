"""The list of each collection, and a page for every value its entries can be filtered by. No script
is needed to filter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from hub.compose.diagrams.moodline import line_for_cards
from hub.compose.drawing.drawing import View, drawing
from hub.compose.drawing.machine import list_json_ld
from hub.compose.drawing.titles import COLLECTION_TITLES
from hub.compose.drawing.trail import SECTION_BY_COLLECTION, trail
from hub.kinds.catalog import KIND_BY_COLLECTION
from hub.kinds.queries import holds
from hub.model import Entry, last_updated
from hub.pages import Page

# collection: (field, vocabulary, what readers call it)
FACETS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "practices": (
        ("pillar", "pillar", "Pillar"),
        ("maturity", "maturity", "For teams that are"),
        ("kind", "practice-kind", "Kind"),
        ("drivers", "driver", "Part of the experience"),
        ("channels", "channel", "Channel"),
        ("customer_groups", "customer-group", "Customers"),
        ("audience", "audience", "Your role"),
    ),
    "case-studies": (
        ("evidence", "evidence", "Evidence"),
        ("customer_groups", "customer-group", "Customers"),
        ("channels", "channel", "Channel"),
    ),
    "life-experiences": (
        ("levels", "level", "Level of government"),
        ("customer_groups", "customer-group", "Customers"),
    ),
    "guides": (("kind", "guide-kind", "Kind"), ("audience", "audience", "Your role")),
    "agencies": (("kind", "agency-kind", "Kind"), ("level", "level", "Level")),
    "terms": (("use", "use", "Use"),),
    "measures": (("kind", "measure-kind", "Kind"), ("drivers", "driver", "Part of the experience")),
    "resources": (("kind", "resource-kind", "Kind"), ("access", "access", "Access")),
    "news": (("kind", "news-kind", "Kind"),),
}
LEADS = {
    "practices": (
        "Things a team can do to make a service better for the people who use it, each with steps,"
        " a checklist and the rules to mind."
    ),
    "case-studies": "What agencies tried, what changed, and how strong the proof is.",
    "life-experiences": "Moments in a person's life that cross agencies, told stage by stage.",
    "guides": "Explanations and frameworks that put the practices in order.",
    "agencies": (
        "Departments, bureaus and programs, with what they did and the life experiences they are"
        " part of."
    ),
    "terms": "The words of customer experience in plain language.",
    "measures": "What you can count or ask to see whether a service got better, with real figures.",
    "resources": (
        "Laws, policies, reports and tools outside this hub, each listed once, with how to get"
        " at it."
    ),
    "news": "News, events and wins, newest first.",
    "playbooks": "Chapters made from the entries of this hub, with exercises.",
    "tools": (
        "Tables, maps, questions, a calculator, a script and an outline: use them here, print them,"
        " or download them."
    ),
    "courses": (
        "Ways through the playbook for one group and one length of time, with a session plan."
    ),
    "assessments": (
        "Questions to ask yourselves, with what to do next. Your answers stay in your browser."
    ),
}

ASSETS = {"life-experiences": ("diagrams.css",)}  # its cards have a mood line


@dataclass(frozen=True)
class Facet:
    """One way to filter: the values that occur, with their number."""

    field: str
    title: str
    values: tuple[tuple[str, str, int], ...]  # (value, label, how many)


def index_pages(view: Callable[[str], View]) -> Iterable[Page]:
    """The index of every collection, be it empty still, and its facet pages."""
    library = view("").library
    for collection in KIND_BY_COLLECTION:
        entries = listed(library.collection(collection), collection)
        facets = facets_of(view(""), collection)
        yield _index(view, collection, entries, facets=facets)
        for facet in facets:
            for value, label, _ in facet.values:
                yield _facet_page(
                    view, collection, entries, facets=facets, facet=facet, value=value, label=label
                )


def facets_of(view: View, collection: str) -> tuple[Facet, ...]:
    """The ways to filter a collection, without those that would find nothing. Each value has a page
    of its own.
    """
    entries = view.library.collection(collection)
    facets = (_facet(view, entries, *facet) for facet in FACETS.get(collection, ()))
    return tuple(facet for facet in facets if facet.values)


def listed(entries: list[Entry], collection: str) -> list[Entry]:
    """In the order readers expect: news by date, newest first; everything else by title."""
    if collection == "news":
        # by title already, and so those of one day
        return sorted(entries, key=lambda entry: entry.fields.date.key, reverse=True)
    return entries


def _facet(view: View, entries: list[Entry], field: str, vocabulary: str, title: str) -> Facet:
    counted = [
        (value, sum(holds(entry.fields, field, value) for entry in entries))
        for value in view.library.vocabulary.get(vocabulary, {})
    ]
    return Facet(
        field,
        title,
        tuple((value, view.label(vocabulary, value), many) for value, many in counted if many),
    )


def _index(
    view: Callable[[str], View], collection: str, entries: list[Entry], facets: tuple[Facet, ...]
) -> Page:
    address = f"{collection}/"
    title = COLLECTION_TITLES[collection]
    here = view(address)
    content = drawing(
        "index.html",
        here,
        line_for_cards=line_for_cards,
        collection=collection,
        title=title,
        lead=LEADS[collection],
        entries=entries,
        facets=facets,
        chosen=None,
        facet_words=facet_words,
    )
    return Page(
        address,
        title,
        LEADS[collection],
        draw=content,
        section=SECTION_BY_COLLECTION[collection],
        kind="index",
        has_contents=False,
        trail=trail(),
        json_ld=_json_ld(collection, entries, title, address=address, here=here),
        data_address=f"data/{collection}.json",
        updated=last_updated(entries),
        assets=ASSETS.get(collection, ()),
    )


def _json_ld(collection: str, entries: list[Entry], title: str, address: str, here: View) -> str:
    """The glossary is a set of terms, which it names; the others are lists."""
    if collection != "terms":
        return list_json_ld("CollectionPage", title, LEADS[collection], here=here)
    terms = [
        {"@type": "DefinedTerm", "name": entry.title, "url": here.settings.site_url + entry.address}
        for entry in entries
    ]
    return list_json_ld(
        "DefinedTermSet",
        title,
        LEADS[collection],
        here=here,
        hasDefinedTerm=terms,
    )


def _facet_page(
    view: Callable[[str], View],
    collection: str,
    entries: list[Entry],
    facets: tuple[Facet, ...],
    facet: Facet,
    value: str,
    label: str,
) -> Page:
    address = f"{collection}/by/{facet.field.replace('_', '-')}/{value}/"
    chosen = [entry for entry in entries if holds(entry.fields, facet.field, value)]
    title = f"{COLLECTION_TITLES[collection]}: {label}"
    lead = f"{len(chosen)} of {len(entries)} entries. {facet.title}: {label}."
    content = drawing(
        "index.html",
        view(address),
        line_for_cards=line_for_cards,
        collection=collection,
        title=title,
        lead=lead,
        entries=chosen,
        facets=facets,
        chosen=(facet.field, value),
        facet_words=facet_words,
    )
    return Page(
        address,
        title,
        lead,
        draw=content,
        section=SECTION_BY_COLLECTION[collection],
        kind="facet",
        has_contents=False,
        trail=trail((COLLECTION_TITLES[collection], f"{collection}/")),
        updated=last_updated(chosen),
        assets=ASSETS.get(collection, ()),
    )


def facet_words(entry: Entry, facets: tuple[Facet, ...]) -> dict[str, str]:
    """The values of an entry for each facet, as the script reads them: words with a space
    between.
    """
    words = {}
    for facet in facets:
        held = getattr(entry.fields, facet.field)
        words[facet.field.replace("_", "-")] = (
            " ".join(held) if isinstance(held, tuple) else (held or "")
        )
    return words
