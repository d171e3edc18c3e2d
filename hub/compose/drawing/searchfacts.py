"""What the search knows of a page beside its text: its kind, other names, what it is filed under,
and how it can be filtered.
"""

from __future__ import annotations

from collections.abc import Iterable

from hub.compose.drawing.drawing import View
from hub.kinds.entries.agencies import Agency
from hub.kinds.entries.life_experiences import LifeExperience
from hub.kinds.entries.terms import Term
from hub.kinds.references import references
from hub.model import Entry, Library
from hub.pages import Choice, SearchFacts

FACET_TITLES = {  # in the order of the filters
    "collection": "Collection",
    "pillar": "Pillar",
    "life_experience": "Life experience",
    "agency": "Agency",
    "audience": "Your role",
    "channel": "Channel",
    "maturity": "For teams that are",
    "evidence": "Evidence",
}
_VOCABULARIES = {
    "pillar": "pillar",
    "maturity": "maturity",
    "audience": "audience",
    "channels": "channel",
    "drivers": "driver",
    "customer_groups": "customer-group",
    "evidence": "evidence",
}
_FIELD_BY_FACET = {
    "pillar": "pillar",
    "audience": "audience",
    "channel": "channels",
    "maturity": "maturity",
    "evidence": "evidence",
}
_TAGS = ("pillar", "maturity", "audience", "channels", "drivers", "customer_groups")


def search_facts(view: View, entry: Entry) -> SearchFacts:
    """The facts of an entry's page."""
    fields = entry.fields
    names = (*entry.also_called, *getattr(fields, "former_names", ()))
    tags = [label for field in _TAGS for _, label in _labelled(view, entry, field)]
    facets: dict[str, tuple[Choice, ...]] = {
        "collection": (Choice(entry.collection, fields.about.title),)
    }
    for facet, field in _FIELD_BY_FACET.items():
        facets[facet] = _labelled(view, entry, field)
    for facet, collection in (
        ("life_experience", LifeExperience.plural),
        ("agency", Agency.plural),
    ):
        found = {entry.ref} if entry.collection == collection else set()
        found |= {
            reference.ref
            for reference in references(fields)
            if reference.ref.startswith(f"{collection}/")
        }
        others = sorted(
            (view.library.entry_by_ref[ref] for ref in found if ref in view.library.entry_by_ref),
            key=lambda other: other.id,
        )
        facets[facet] = tuple(Choice(other.id, other.title) for other in others)
    return SearchFacts(
        fields.singular,
        tuple(dict.fromkeys(names)),
        tuple(tags),
        facets={name: values for name, values in facets.items() if values},
        weight=fields.about.weight,
    )


def glossary(library: Library) -> tuple[tuple[str, ...], ...]:
    """Groups of names that mean the same: terms and agencies with their other names, and the
    editors' list.
    """
    return (
        *_named(library.collection(Term.plural)),
        *_named(library.collection(Agency.plural)),
        *(group.words for group in library.search.synonyms),
    )


def _named(entries: Iterable[Entry]) -> Iterable[tuple[str, ...]]:
    for entry in entries:
        names = dict.fromkeys((entry.title, *entry.also_called))
        if len(names) > 1:
            yield tuple(names)


def _labelled(view: View, entry: Entry, field: str) -> tuple[Choice, ...]:
    """The values of a field, each with what readers see."""
    held = getattr(entry.fields, field, None) or ()
    return tuple(
        Choice(value, view.label(_VOCABULARIES[field], value))
        for value in ((held,) if isinstance(held, str) else held)
    )
