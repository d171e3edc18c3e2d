"""The headings above the entries that point to an entry: what the relation means, seen from
there.
"""

from __future__ import annotations

from functools import cache

from hub.kinds.catalog import KIND_BY_COLLECTION
from hub.model import Backlink

CITED = "Cited by"
LINKED = "Related pages point here"
MENTIONED = "Mentioned in"


@cache
def headings() -> tuple[str, ...]:
    """Every heading, in the order of a page."""
    relations = sorted(
        (
            relation
            for kind in KIND_BY_COLLECTION.values()
            for relation in kind.about.relations.values()
        ),
        key=lambda relation: relation.place,
    )
    return (
        *dict.fromkeys(relation.heading for relation in relations),
        CITED,
        LINKED,
        MENTIONED,
    )


def heading_of(link: Backlink) -> str:
    """The heading under which somebody who points here is listed."""
    if link.field == "sources":
        return CITED
    if link.field == "text":
        return MENTIONED
    collection = link.origin.partition("/")[0]
    relation = KIND_BY_COLLECTION[collection].about.relations.get(link.field)
    return relation.heading if relation else LINKED
