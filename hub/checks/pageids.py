"""Which ids stand on the page of an entry: those of its parts and of the items of its fields, and
the headings of its text, which give way to them.
"""

from __future__ import annotations

from hub.kinds.fieldplaces import place_at
from hub.kinds.shared import EntryFields
from hub.limits import MAX_SLUG
from hub.problems import Report, quoted
from hub.prose.sections import SECTION_IDS, free_id
from hub.prose.text import Prose
from hub.reading.nodes import FieldsNode
from hub.reading.slugs import is_slug, why_no_slug


def item_ids(fields: EntryFields) -> frozenset[str]:
    """The ids of the items that an entry's fields hold, such as `source-handbook`, or the key of a
    stage alone.
    """
    return frozenset(
        f"{lead}{item.key}"
        for name, lead in fields.item_ids.items()
        for item in getattr(fields, name, ())
    )


def may_be_drawn(fields: EntryFields, identity: str) -> bool:
    """True for the id of a part that the entry's template draws when there is something to show."""
    return identity in fields.part_ids or identity.startswith(fields.other_ids)


def settled(prose: Prose, fields: EntryFields, report: Report) -> Prose:
    """The text, with other ids for the headings that have one of the page's own. Where the editor
    wrote such an id, that is a problem.
    """
    if not prose.headings:
        return prose
    keys = fields.part_ids.union(
        item.key
        for name, lead in fields.item_ids.items()
        if not lead
        for item in getattr(fields, name, ())
    )
    leads = (*(lead for lead in fields.item_ids.values() if lead), *fields.other_ids)
    taken = {heading.id for heading in prose.headings} | SECTION_IDS | keys
    new_by_old: dict[str, str] = {}
    for heading in prose.headings:
        if heading.is_written and not is_slug(heading.id):
            why = (
                why_no_slug(heading.id)
                or f"is longer than {MAX_SLUG} letters, so no short link to it could be made"
            )
            report.add(
                "bad-slug",
                heading.place,
                f"The id {quoted(heading.id)} {why}.",
                rows=[("Write", "a shorter id, or none: the words of the heading make one")],
            )
        lead = next((lead for lead in leads if heading.id.startswith(lead)), "")
        if not lead and heading.id not in keys:
            continue
        new = free_id(f"about-{heading.id}" if lead else heading.id, taken.__contains__)
        if heading.is_written:
            whose = (
                f"Ids that begin with {lead} belong"
                if lead
                else f"The id {quoted(heading.id)} belongs"
            )
            report.add(
                "duplicate-id",
                heading.place,
                f"{whose} to the parts that the page draws from its fields, so a heading of the"
                " text cannot have it.",
                rows=[("Write", f"{{#{new}}}")],
            )
            continue
        taken.add(new)
        new_by_old[heading.id] = new
    return prose.with_ids(new_by_old) if new_by_old else prose


def check_keys(fields: EntryFields, node: FieldsNode, report: Report) -> None:
    """Report a key that would be the id of another part of the page."""
    leads = (*(lead for lead in fields.item_ids.values() if lead), *fields.other_ids)
    for name, lead in fields.item_ids.items():
        for number, item in enumerate(getattr(fields, name, ()) if not lead else ()):
            if item.key in fields.part_ids or item.key.startswith(leads):
                report.add(
                    "duplicate-id",
                    place_at(node, (name, number, "key")),
                    f"The id {quoted(item.key)} belongs to another part of this page.",
                    rows=[("Write", f"another key, such as the-{item.key}")],
                )
