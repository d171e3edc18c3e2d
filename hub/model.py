"""The values that travel down the line: entries, the library of them, and the site made from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, cached_property
from typing import Any, get_args

from pydantic import BaseModel

from hub.fields import RefTo
from hub.headings import Heading, headings_in
from hub.kinds import EntryFields, Translation, VocabularyTerm
from hub.problems import Place
from hub.prose import Prose
from hub.schema import key_place, model_inside, place_at
from hub.yamltext import FieldsNode

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


@dataclass(frozen=True)
class Picture:
    """A checked image of `content/images/`: its name below that folder, its bytes and its size in pixels."""

    name: str
    path: str
    data: bytes = field(repr=False)
    width: int = 0
    height: int = 0


@dataclass(frozen=True)
class Sources:
    """What `load` found."""

    entries: tuple[Source, ...]
    vocabulary: tuple[Source, ...]
    pictures: tuple[Picture, ...]


@dataclass(frozen=True)
class Entry:
    """One entry: typed fields, the prose below them, and where both stand."""

    collection: str
    id: str
    fields: Any  # the kind of the collection; typed access is the templates' and views' business
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
        return str(self.fields.title)

    @property
    def is_published(self) -> bool:
        """On the site: published or archived."""
        return self.fields.status in ("published", "archived")

    @property
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


@dataclass(frozen=True)
class Backlink:
    """Somebody points here: from which entry, by which field, and with which words."""

    origin: str
    field: str
    words: str = ""


@dataclass(frozen=True)
class Library:
    """Every entry by its name, with references resolved and the other side of each derived."""

    entry_by_ref: Mapping[str, Entry]
    backlinks_by_ref: Mapping[str, tuple[Backlink, ...]]
    translations_by_ref: Mapping[str, tuple[Translated, ...]]
    vocabulary: Mapping[str, Mapping[str, VocabularyTerm]]
    pictures: tuple[Picture, ...]
    link_targets: Mapping[str, tuple[str, ...]]  # per page (ref, or language:ref): the address each link of its prose leads to

    def collection(self, name: str) -> list[Entry]:
        """The published entries of a collection, by title."""
        entries = [entry for entry in self.entry_by_ref.values() if entry.collection == name and entry.fields.status != "archived"]
        return sorted(entries, key=lambda entry: (entry.title.casefold(), entry.id))

    def label(self, vocabulary: str, value: str | None) -> str:
        """What readers see for a value of a closed list."""
        if not value:
            return ""
        term = self.vocabulary.get(vocabulary, {}).get(value)
        return term.label if term else value


@dataclass(frozen=True)
class Page:
    """A page: where it lives, what the shell around it needs, and how its content is drawn.

    `draw` is called when the page is rendered, not when it is composed: a check of the content draws nothing.
    """

    address: str
    title: str
    description: str
    draw: Callable[[], str] = field(repr=False, compare=False)
    section: str
    kind: str
    has_contents: bool = True  # whether the page lists its own headings
    trail: tuple[tuple[str, str], ...] = ()  # (title, address) from the home page down
    language: str = "en"
    alternates: tuple[tuple[str, str], ...] = ()  # (language, address)
    json_ld: str = ""
    updated: date | None = None
    source_path: str = ""
    is_indexed: bool = True
    data_address: str = ""
    previous: tuple[str, str] | None = None
    next: tuple[str, str] | None = None

    @cached_property
    def content(self) -> str:
        """The content as HTML."""
        return self.draw()

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The page's own contents."""
        return headings_in(self.content) if self.has_contents else ()


@dataclass(frozen=True)
class DataFile:
    """A published file that is not a page. `make` gives its bytes when it is written."""

    address: str
    make: Callable[[], bytes] = field(repr=False, compare=False)

    @cached_property
    def data(self) -> bytes:
        """The bytes of the file."""
        return self.make()


@dataclass(frozen=True)
class MenuItem:
    """A line of the menu; `section` is the section it opens."""

    title: str
    address: str
    section: str = ""
    children: tuple[MenuItem, ...] = ()


@dataclass(frozen=True)
class Site:
    """Everything the renderer writes."""

    pages: tuple[Page, ...]
    files: tuple[DataFile, ...]
    menu: tuple[MenuItem, ...]
    newest: date | None
    counts: Mapping[str, int]


@dataclass(frozen=True)
class Reference:
    """One value that names an entry: at `loc`, in `collection` (None: anywhere), written as `target`."""

    loc: Loc
    collection: str | None
    target: str
    words: str = ""

    @property
    def ref(self) -> str:
        return self.target if self.collection is None else f"{self.collection}/{self.target}"


def references(fields: EntryFields) -> Iterator[Reference]:
    """Every reference in an entry's fields, in the order of the model."""
    yield from _references(fields, ())


def _references(group: BaseModel, loc: Loc) -> Iterator[Reference]:
    for name, mark, holds_group in _plan(type(group)):
        value = getattr(group, name)
        if value is None or value == ():
            continue
        if mark is not None:
            words = next((str(w) for w in (getattr(group, other, None) for other in ("how", "role", "use")) if w), "")
            if isinstance(value, tuple):
                for number, target in enumerate(value):
                    yield Reference((*loc, name, number), mark.collection, target, words)
            else:
                yield Reference((*loc, name), mark.collection, value, words)
        elif holds_group:
            if isinstance(value, tuple):
                for number, item in enumerate(value):
                    yield from _references(item, (*loc, name, number))
            else:
                yield from _references(value, (*loc, name))


@cache
def _plan(kind: type[BaseModel]) -> tuple[tuple[str, RefTo | None, bool], ...]:
    """Per field that can hold references: its name, the mark of its type, and whether it holds a group of fields."""
    plan = []
    for name, info in kind.model_fields.items():
        mark = next((m for m in info.metadata if isinstance(m, RefTo)), None) or _mark_inside(info.annotation)
        inner = model_inside(info.annotation)
        if mark is not None or (inner is not None and _plan(inner)):
            plan.append((name, mark, mark is None))
    return tuple(plan)


def _mark_inside(annotation: object) -> RefTo | None:
    for mark in getattr(annotation, "__metadata__", ()):
        if isinstance(mark, RefTo):
            return mark
    for part in get_args(annotation):
        found = _mark_inside(part)
        if found is not None:
            return found
    return None


@dataclass(frozen=True)
class Settings:
    """What a site owner sets in mkdocs.yml and compose has to know."""

    site_name: str = "CX hub"
    site_url: str = "https://cx-hub.example/"
    description: str = ""
    edit_url: str = ""  # the folder of content/ on the project's host, with a slash at the end; "" draws no edit links
    suggest_url: str = ""  # a form for suggestions; "" draws none
