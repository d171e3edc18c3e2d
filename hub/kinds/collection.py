"""What the site knows of a collection beside the fields of its entries. Each kind carries its own
table, so that a new kind brings everything along.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Spanish(NamedTuple):
    """What readers of Spanish call one entry, several, and the list of all of them; `every` is the
    first line below a section of the menu that is called like the list.
    """

    one: str
    many: str
    title: str
    every: str = ""


class Filter(NamedTuple):
    """A way to filter a list: the field, the closed list of its values, and what readers call
    it.
    """

    field: str
    vocabulary: str
    title: str


class Relation(NamedTuple):
    """The heading, on the page of an entry, above the entries that name it in a field; headings
    with a lower `place` come first.
    """

    heading: str
    place: int


@dataclass(frozen=True, kw_only=True)
class Collection:
    """How a collection is called, listed, filtered, found and drawn."""

    place: int  # among the collections: lists of them begin with the lowest
    title: str  # above its list
    lead: str  # below that title
    section: str  # of the menu
    schema_type: str  # of schema.org
    spanish: Spanish
    filters: tuple[Filter, ...] = ()
    newest_first_by: str = ""  # the field with the date; without one, the list is by title
    assets: tuple[str, ...] = ()  # what its list needs beside what every page needs
    relations: Mapping[str, Relation] = field(default_factory=dict)  # by field
    # A playbook or a course leads through others: that it names an entry says nothing about it.
    leads_through_others: bool = False
    # whether pages with scripts or chapters of their own stand for `<collection>.html`
    is_drawn_elsewhere: bool = False
    weight: float = 1.0  # in the search: what points elsewhere, and what was, stand behind answers
    may_stand_alone: bool = False  # whether nobody needs to point to it
    has_text: bool = True  # whether prose stands below the fields of a new entry
    # what a good entry has beside what publishing needs
    good_to_have: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()  # of the text, as readers know them from the other entries
