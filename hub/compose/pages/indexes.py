"""The list of each collection, and a page for every value its entries can be filtered by. No script
is needed to filter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from hub.compose.diagrams.moodline import line_for_cards
from hub.compose.drawing.data import list_address
from hub.compose.drawing.drawing import View, drawing
from hub.compose.drawing.machine import list_json_ld
from hub.compose.drawing.trail import trail
from hub.kinds.catalog import KIND_BY_COLLECTION
from hub.kinds.entries.terms import Term
from hub.kinds.queries import holds
from hub.model import Entry, K, last_updated
from hub.pages import Page


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
    facets = (_facet(view, entries, *way) for way in KIND_BY_COLLECTION[collection].about.filters)
    return tuple(facet for facet in facets if facet.values)


def listed(entries: Sequence[Entry[K]], collection: str) -> Sequence[Entry[K]]:
    """In the order readers expect: by title, or what has a date by that, newest first."""
    field = KIND_BY_COLLECTION[collection].about.newest_first_by
    if not field:
        return entries
    # by title already, and so those of one day
    return sorted(entries, key=lambda entry: getattr(entry.fields, field).key, reverse=True)


def _facet(view: View, entries: Sequence[Entry], field: str, vocabulary: str, title: str) -> Facet:
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
    view: Callable[[str], View],
    collection: str,
    entries: Sequence[Entry],
    facets: tuple[Facet, ...],
) -> Page:
    about = KIND_BY_COLLECTION[collection].about
    address = f"{collection}/"
    title = about.title
    here = view(address)
    content = drawing(
        "index.html",
        here,
        line_for_cards=line_for_cards,
        collection=collection,
        title=title,
        lead=about.lead,
        entries=entries,
        facets=facets,
        chosen=None,
        facet_words=facet_words,
    )
    return Page(
        address,
        title,
        about.lead,
        draw=content,
        section=about.section,
        kind="index",
        has_contents=False,
        trail=trail(),
        json_ld=_json_ld(collection, entries, title, here=here),
        data_address=list_address(collection),
        updated=last_updated(entries),
        assets=about.assets,
    )


def _json_ld(collection: str, entries: Sequence[Entry], title: str, here: View) -> str:
    """The glossary is a set of terms, which it names; the others are lists."""
    about = KIND_BY_COLLECTION[collection].about
    if collection != Term.plural:
        return list_json_ld("CollectionPage", title, about.lead, here=here)
    terms = [
        {"@type": "DefinedTerm", "name": entry.title, "url": here.settings.site_url + entry.address}
        for entry in entries
    ]
    return list_json_ld(
        "DefinedTermSet",
        title,
        about.lead,
        here=here,
        hasDefinedTerm=terms,
    )


def _facet_page(
    view: Callable[[str], View],
    collection: str,
    entries: Sequence[Entry],
    facets: tuple[Facet, ...],
    facet: Facet,
    value: str,
    label: str,
) -> Page:
    about = KIND_BY_COLLECTION[collection].about
    address = f"{collection}/by/{facet.field.replace('_', '-')}/{value}/"
    chosen = [entry for entry in entries if holds(entry.fields, facet.field, value)]
    title = f"{about.title}: {label}"
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
        section=about.section,
        kind="facet",
        has_contents=False,
        trail=trail((about.title, f"{collection}/")),
        updated=last_updated(chosen),
        assets=about.assets,
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
