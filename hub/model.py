"""The values that travel down the line from load to link: sources, entries, and the library of
them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeGuard

from hub.alphabet import alphabetical
from hub.kinds.catalog import KIND_BY_COLLECTION
from hub.kinds.fieldplaces import key_place, place_at
from hub.kinds.shared import EntryFields, VocabularyTerm
from hub.kinds.startpage import Start, StartFile
from hub.kinds.translations import Translation
from hub.problems import Place
from hub.prose.text import Prose
from hub.reading.nodes import FieldsNode
from hub.reading.pictures.picture import Picture
from hub.search.editorlists import NO_SEARCH_WORDS, SearchFile, SearchWords

if TYPE_CHECKING:
    from typing_extensions import TypeVar

    F_co = TypeVar("F_co", bound=EntryFields, default=EntryFields, covariant=True)
else:  # a default, which lets `Entry` stand for an entry of any kind, is for the type checker only
    from typing import TypeVar

    F_co = TypeVar("F_co", covariant=True)
K = TypeVar("K", bound=EntryFields)
Loc = tuple[str | int, ...]


@dataclass(frozen=True)
class Source:
    """A file as the reader found it: its fields with their places, and the text below them."""

    path: str
    collection: str
    id: str
    fields: FieldsNode
    body: str = ""
    body_line: int = 1
    language: str = "en"
    # False when YAML itself could not be read without a mistake, which is reported: references to
    # the entry are then not reported as well
    is_sound: bool = True


@dataclass(frozen=True)
class Sources:
    """What `load` found."""

    entries: tuple[Source, ...]
    vocabulary: tuple[Source, ...]
    pictures: tuple[Picture, ...]
    search: tuple[SearchFile, ...] = ()
    start: tuple[StartFile, ...] = ()
    # entries whose fields are no fields: their text can be read all the same
    unread: tuple[Source, ...] = ()


@dataclass(frozen=True)
class Entry(Generic[F_co]):
    """One entry: typed fields, the prose below them, and where both stand."""

    collection: str
    id: str
    fields: F_co
    prose: Prose
    source: Source = field(repr=False)

    @property
    def ref(self) -> str:
        """`collection/id`: how any-reference fields, links in text and addresses name it."""
        return f"{self.collection}/{self.id}"

    @property
    def address(self) -> str:
        """The page's address below the site's root, with a slash at the end."""
        return f"{self.collection}/{self.id}/"

    @property
    def title(self) -> str:
        return self.fields.title

    @cached_property
    def order(self) -> tuple[str, str]:
        """Where it stands in a list by title."""
        return alphabetical(self.title), self.ref

    @property
    def also_called(self) -> tuple[str, ...]:
        """What readers call it beside its title: its short form first, then its other names."""
        short = getattr(self.fields, "short", None)
        return (*((short,) if short else ()), *self.fields.other_names)

    @property
    def is_published(self) -> bool:
        """On the site: published or archived."""
        return self.fields.status in ("published", "archived")

    @property
    def missing(self) -> list[str]:
        """The fields that publishing needs and that are not there."""
        return list(self.fields.missing_to_publish)

    @cached_property
    def updated(self) -> date | None:
        """The day of the last change readers should know of."""
        days = [change.on for change in self.fields.changes]
        if self.fields.added:
            days.append(self.fields.added)
        return max(days) if days else None

    @property
    def review_due(self) -> date | None:
        """The day by which the owner reads the page again."""
        if self.fields.review is None or self.updated is None:
            return None
        number, unit = self.fields.review.every.split()
        days = {"day": 1, "week": 7, "month": 30.4375, "year": 365.25}[unit.rstrip("s")]
        return self.updated + timedelta(days=round(int(number) * days))

    def place_at(self, loc: Loc) -> Place:
        """Where the value at `loc` stands in the file."""
        return place_at(self.source.fields, loc)

    def key_place(self, loc: Loc) -> Place:
        """Where the field name at `loc` stands in the file."""
        return key_place(self.source.fields, loc)

    @property
    def place(self) -> Place:
        """The file's first field."""
        return self.source.fields.place


def is_a(entry: Entry, kind: type[K]) -> TypeGuard[Entry[K]]:
    """True for an entry of this kind, whose fields are known from there on."""
    return isinstance(entry.fields, kind)


def last_updated(entries: Iterable[Entry]) -> date | None:
    """The day of the newest change of these entries that readers should know of."""
    return max((entry.updated for entry in entries if entry.updated), default=None)


@dataclass(frozen=True)
class Translated:
    """The words of an entry in another language."""

    language: str
    ref: str
    fields: Translation
    prose: Prose
    source: Source = field(repr=False)


@dataclass(frozen=True)
class Entries:
    """What `validate` gives: typed entries, still without a word on how they hang together."""

    entries: tuple[Entry, ...]
    translations: tuple[Translated, ...]
    vocabulary: Mapping[str, Mapping[str, VocabularyTerm]]
    pictures: tuple[Picture, ...]
    search: SearchWords = NO_SEARCH_WORDS
    start: Start | None = None
    # entries with mistakes in their fields: those that are right, and the text
    unread: tuple[Entry, ...] = ()

    def of(self, kind: type[K]) -> Iterator[Entry[K]]:
        """The entries of a kind, each with the fields of that kind."""
        return (entry for entry in self.entries if is_a(entry, kind))


@dataclass(frozen=True)
class Backlink:
    """Somebody points here: from which entry, by which field, and with which words."""

    origin: str
    field: str
    words: str = ""


@dataclass(frozen=True)
class PartLink:
    """A link in a text to a part that a template draws only when there is something to show:
    `fragment` on the page at `address`, called `title`.
    """

    address: str
    fragment: str
    title: str
    place: Place


@dataclass(frozen=True)
class Library:
    """Every entry by its name, with references resolved and the other side of each derived."""

    entry_by_ref: Mapping[str, Entry]
    backlinks_by_ref: Mapping[str, tuple[Backlink, ...]]
    translations_by_ref: Mapping[str, tuple[Translated, ...]]
    vocabulary: Mapping[str, Mapping[str, VocabularyTerm]]
    pictures: tuple[Picture, ...]
    # per page (ref, or language:ref): the address each link of its prose leads to
    link_targets: Mapping[str, tuple[str, ...]]
    search: SearchWords = NO_SEARCH_WORDS
    start: Start | None = None
    # links of texts to parts that a page may have and may not have
    part_links: tuple[PartLink, ...] = ()

    @cached_property
    def _listed(self) -> Mapping[str, tuple[Entry, ...]]:
        """The entries that lists show, by collection and in it by title."""
        listed: dict[str, list[Entry]] = {name: [] for name in KIND_BY_COLLECTION}
        for entry in self.entry_by_ref.values():
            if entry.fields.status != "archived" and not entry.missing:
                listed[entry.collection].append(entry)
        return {
            name: tuple(sorted(entries, key=lambda entry: entry.order))
            for name, entries in listed.items()
        }

    def collection(self, name: str) -> tuple[Entry, ...]:
        """The entries of a collection that lists show, by title: neither archived nor, in a
        preview, still thin.
        """
        return self._listed[name]

    def entry(self, kind: type[K], name: str) -> Entry[K] | None:
        """The entry of a kind that has this id, if there is one."""
        entry = self.entry_by_ref.get(f"{kind.plural}/{name}")
        return entry if entry is not None and is_a(entry, kind) else None

    def of(self, kind: type[K]) -> tuple[Entry[K], ...]:
        """The entries of a kind that lists show, by title, each with the fields of that kind."""
        return tuple(entry for entry in self._listed[kind.plural] if is_a(entry, kind))

    @cached_property
    def values_listed(self) -> frozenset[tuple[str, str, str]]:
        """The values of fields that entries in lists have: (collection, field, value)."""
        found = set()
        for entry in self.entry_by_ref.values():
            if entry.fields.status != "archived" and not entry.missing:
                for name in type(entry.fields).model_fields:
                    value = getattr(entry.fields, name)
                    found |= {
                        (entry.collection, name, item)
                        for item in (value if isinstance(value, tuple) else (value,))
                        if isinstance(item, str)
                    }
        return frozenset(found)

    @property
    def counts(self) -> dict[str, int]:
        """How many entries each collection holds, in the order of the collections."""
        counted = Counter(entry.collection for entry in self.entry_by_ref.values())
        return {name: counted[name] for name in KIND_BY_COLLECTION}

    @property
    def published_counts(self) -> dict[str, int]:
        """How many of them are on the site, in the same order."""
        counted = Counter(
            entry.collection for entry in self.entry_by_ref.values() if entry.is_published
        )
        return {name: counted[name] for name in KIND_BY_COLLECTION}

    def label(self, vocabulary: str, value: str | None) -> str:
        """What readers see for a value of a closed list."""
        if not value:
            return ""
        term = self.vocabulary.get(vocabulary, {}).get(value)
        return term.label if term else value
