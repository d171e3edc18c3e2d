"""Drawing values as HTML: one environment with autoescape, and a view that knows which page it
draws for.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from hub.compose.drawing.addresses import relative
from hub.compose.drawing.relations import MENTIONED, heading_of, headings
from hub.compose.drawing.spanish import spanish_day
from hub.kinds.catalog import KIND_BY_COLLECTION
from hub.kinds.entries.case_studies import CaseStudy
from hub.kinds.references import references
from hub.model import Entry, K, Library, Translated, is_a
from hub.pages import Link
from hub.project.settings import Settings
from hub.prose.urls import is_outside

if TYPE_CHECKING:
    from jinja2 import Environment
from hub.compose.drawing.numbers import count, day, in_words, number, part_day, size


@cache
def environment() -> Environment:
    """Our templates: everything is escaped, and a name that does not exist is an error and not an
    empty space.
    """
    # a check draws nothing, and need not wait for it
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415

    env = Environment(
        loader=PackageLoader("hub", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
        auto_reload=False,  # a build draws thousands of pages and changes no template
    )
    env.filters.update(
        day=day,
        spanish_day=spanish_day,
        part_day=part_day,
        number=number,
        count=count,
        size=size,
        in_words=in_words,
    )
    env.globals.update(singular={name: kind.singular for name, kind in KIND_BY_COLLECTION.items()})
    return env


def _shown(value: object) -> object:
    """What is printed for a field that is left out: nothing."""
    return "" if value is None else value


def drawing(template: str, view: View, **values: Any) -> Callable[[], str]:
    """How a template is drawn for the page of `view`: call it to get the HTML."""

    def draw() -> str:
        return environment().get_template(template).render(view=view, **values)

    return draw


def json_text(value: object) -> str:
    """JSON with sorted keys, the same on every machine."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def json_for_script(value: object) -> str:
    """JSON that can stand inside a script element: no <, > or & that could end it."""
    return json_text(value).replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


@dataclass(frozen=True)
class NextStep:
    """Where the reader of a page goes next, and why. `kind` is what readers call that page, or
    "".
    """

    title: str
    address: str
    kind: str
    why: str


@dataclass(frozen=True)
class View:
    """What a template may ask, from the page at `address`: addresses relative to it, labels, and
    entries by name.
    """

    library: Library
    settings: Settings
    address: str
    # where an entry is taught: (chapter title, address)
    chapter_by_ref: dict[str, tuple[Link, ...]]
    # of the pages that have one
    next_by_address: Mapping[str, NextStep] = field(default_factory=dict)

    def to(self, address: str) -> str:
        """The way from this page to an address below the site's root."""
        return relative(self.address, address)

    def entry(self, ref: str) -> Entry:
        return self.library.entry_by_ref[ref]

    def entries(self, refs: Iterable[str], collection: str = "") -> list[Entry]:
        """The entries of these names that are on the site."""
        names = [f"{collection}/{ref}" if collection else ref for ref in refs]
        return [
            self.library.entry_by_ref[name] for name in names if name in self.library.entry_by_ref
        ]

    def entries_of(self, kind: type[K], ids: Iterable[str]) -> list[Entry[K]]:
        """The entries of a kind that are on the site, by these ids."""
        return [entry for entry in self.entries(ids, kind.plural) if is_a(entry, kind)]

    def label(self, vocabulary: str, value: str | None) -> str:
        return self.library.label(vocabulary, value)

    def definition(self, vocabulary: str, value: str) -> str:
        term = self.library.vocabulary.get(vocabulary, {}).get(value)
        return (term.definition or "") if term else ""

    def facet(self, collection: str, field: str, value: str) -> str:
        """The way to the list of a collection's entries that have this value, or to all of them
        where no list has it.
        """
        # a value that only archived entries have heads no list
        is_listed = (collection, field, value) in self.library.values_listed
        return self.to(
            f"{collection}/by/{field.replace('_', '-')}/{value}/" if is_listed else f"{collection}/"
        )

    def prose(self, entry: Entry, *, prefix: str = "", demote: int = 0) -> Markup:
        """The entry's text, its links led from this page."""
        targets = self.library.link_targets[entry.ref]
        own = entry.address if entry.address != self.address else ""
        return entry.prose.html(
            [self._link(target, own) for target in targets], prefix=prefix, demote=demote
        )

    def translated(self, translated: Translated) -> Markup:
        """A translation's text, its links led from this page."""
        targets = self.library.link_targets[f"{translated.language}:{translated.ref}"]
        return translated.prose.html([self._link(target, "") for target in targets])

    def _link(self, target: str, own: str) -> tuple[str, str]:
        if target.startswith("#") and own:
            return self.to(own + target), target
        if target.startswith("#") or is_outside(target):
            return target, target
        return self.to(target), self._title(target)

    def _title(self, address: str) -> str:
        path, _, fragment = address.partition("#")
        entry = self.library.entry_by_ref.get(path.rstrip("/"))
        if entry is None:
            book, _, fragment = path.rstrip("/").rpartition("/")  # a chapter is a page of its own
            entry = self.library.entry_by_ref.get(book)
        if entry is None:
            return address
        if fragment:
            for name in ("stages", "parts", "chapters"):
                for item in getattr(entry.fields, name, ()):
                    if item.key == fragment:
                        return str(item.title)
        return entry.title

    def backlinks(
        self, entry: Entry, *, without: tuple[str, ...] = ()
    ) -> list[tuple[str, list[tuple[Entry, str]]]]:
        """Who points to an entry, grouped by what the relation means here: (heading, [(entry,
        words)]).
        """
        groups: dict[str, dict[str, tuple[Entry, str]]] = {}
        for link in self.library.backlinks_by_ref.get(entry.ref, ()):
            origin = self.library.entry_by_ref.get(link.origin)
            if origin is None or origin.fields.about.leads_through_others:
                continue
            title = heading_of(link)
            if title in without or link.field in ("related", "claims"):
                continue  # related pages and figures have sections of their own
            groups.setdefault(title, {}).setdefault(origin.ref, (origin, link.words))
        told = {ref for title, found in groups.items() if title != MENTIONED for ref in found}
        if MENTIONED in groups:
            groups[MENTIONED] = {
                ref: item for ref, item in groups[MENTIONED].items() if ref not in told
            }
        order = headings()
        return [
            (title, sorted(groups[title].values(), key=lambda item: item[0].order))
            for title in order
            if groups.get(title)
        ]

    def seen_in_practice(self, practice: Entry) -> list[tuple[Entry[CaseStudy], str]]:
        """The case studies of a practice with its role in each, strongest evidence first."""
        strength = list(self.library.vocabulary.get("evidence", {}))
        found = [
            (case, link.words)
            for link in self.library.backlinks_by_ref.get(practice.ref, ())
            if link.field == "practices"
            for case in self.entries([link.origin])
            if is_a(case, CaseStudy)
        ]
        return sorted(
            found,
            key=lambda item: (
                (
                    strength.index(item[0].fields.evidence)
                    if item[0].fields.evidence in strength
                    else 99
                ),
                item[0].order,
            ),
        )

    def pointing(self, entry: Entry, collection: str, field: str) -> list[tuple[Entry, str]]:
        """Entries of a collection whose `field` names this entry, each with its words, by title."""
        found = {
            link.origin: (self.entry(link.origin), link.words)
            for link in self.library.backlinks_by_ref.get(entry.ref, ())
            if link.field == field
            and link.origin.startswith(f"{collection}/")
            and link.origin in self.library.entry_by_ref
        }
        return sorted(found.values(), key=lambda item: item[0].order)

    def closest(self, entry: Entry, pairs: list[tuple[Entry, str]]) -> list[tuple[Entry, str]]:
        """Entries with their words, first those that share the most with this one: cases, measures,
        agencies, sources.
        """
        near = self._around(entry)
        return sorted(pairs, key=lambda item: (-len(near & self._around(item[0])), item[0].order))

    def _around(self, entry: Entry) -> set[str]:
        named = {found.ref for found in references(entry.fields)}
        return named.union(link.origin for link in self.library.backlinks_by_ref.get(entry.ref, ()))

    def related(self, entry: Entry) -> list[Entry]:
        """Pages the editor relates, and those that relate this one."""
        refs = dict.fromkeys(
            [
                *entry.fields.related,
                *(
                    link.origin
                    for link in self.library.backlinks_by_ref.get(entry.ref, ())
                    if link.field == "related"
                ),
            ]
        )
        return [found for found in self.entries(refs) if found.fields.status != "archived"]

    def edit(self, entry: Entry) -> str:
        """Where the entry's file is edited, or "" when the project says no address."""
        return (
            self.settings.edit_url + entry.source.path.split("/", 1)[1]
            if self.settings.edit_url
            else ""
        )

    def source_names(self, entry: Entry) -> dict[str, str]:
        """What each source of an entry is called, by its key."""
        names = {}
        for source in entry.fields.sources:
            found = (
                self.library.entry_by_ref.get(f"resources/{source.resource}")
                if source.resource
                else None
            )
            names[source.key] = found.title if found else source.title or source.key
        return names
