"""Who answers for which pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from hub.compose.drawing.drawing import View, drawing
from hub.compose.drawing.made import Made
from hub.compose.pages.listpage import list_page
from hub.model import Entry
from hub.permalinks.ids import page_id


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
    yield list_page(
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
        page, _ = list_page(
            here, title, lead, content=content, section="reference", kind="table", data=data
        )
        yield page, data
