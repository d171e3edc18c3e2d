"""The search page: a place for what the search finds, and below it, for whoever has no script,
every name and every list.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from hub.alphabet import alphabetical, first_letter
from hub.compose.drawing.drawing import View, drawing
from hub.compose.drawing.machine import list_json_ld
from hub.compose.drawing.made import Made
from hub.compose.drawing.searchfacts import FACET_TITLES
from hub.compose.drawing.trail import trail
from hub.compose.pages.indexes import facets_of
from hub.kinds.catalog import KIND_BY_COLLECTION
from hub.model import Entry, Library, last_updated
from hub.pages import Page


def everything(view: Callable[[str], View]) -> Made:
    """The search page. What it offers without script: every title, other name and short form from A
    to Z, and every facet page.
    """
    here = view("search/")
    library = here.library
    names = _names(library)
    letters = by_letter(_without_variants(names))
    languages = sorted({name.language for name in names} - {"en"})
    collections = [
        (name, kind.about.title, len(library.collection(name)), facets_of(here, name))
        for name, kind in KIND_BY_COLLECTION.items()
        if library.collection(name)
    ]
    title, lead = (
        "Find anything",
        "Search every page, or go through them from A to Z: titles, other names and short forms.",
    )
    counted = Counter(name.words.lower() for name in names)
    # these say what they are; on each line it would weigh a tenth of the page
    twice = {words for words, many in counted.items() if many > 1}
    content = drawing(
        "everything.html",
        here,
        twice=twice,
        title=title,
        lead=lead,
        letters=letters,
        languages=languages,
        facet_titles=FACET_TITLES,
        collections=collections,
    )
    data = [
        {"name": name.words, "entry": name.entry.ref}
        for found in letters.values()
        for name in found
    ]
    newest = last_updated(library.entry_by_ref.values())
    return Page(
        here.address,
        title,
        lead,
        draw=content,
        section="reference",
        kind="search",
        has_contents=True,
        trail=trail(),
        json_ld=list_json_ld("CollectionPage", title, lead, here=here),
        data_address="data/search.json",
        updated=newest,
        assets=("search.css",),
    ), data


def _names(library: Library) -> list[Name]:
    """Every title, other name and short form, in every language."""
    names: list[Name] = []
    for entry in library.entry_by_ref.values():
        if entry.fields.status != "published":
            continue
        names.append(Name(entry.title, entry, entry.address))
        names += [
            Name(other, entry, entry.address, meant=entry.title)
            for other in entry.also_called
            if other.casefold() != entry.title.casefold()
        ]
        names += [
            Name(
                found.fields.title,
                entry,
                f"{found.language}/{entry.address}",
                language=found.language,
            )
            for found in library.translations_by_ref.get(entry.ref, ())
        ]
    return names


def _without_variants(names: Iterable[Name]) -> list[Name]:
    """The names, each page's own title first, less those whose letters it has already: "call back"
    and "callbacks" beside "Call-back".
    """
    kept: dict[tuple[str, str], Name] = {}
    for name in sorted(names, key=lambda name: (name.meant, name.plain)):
        kept.setdefault((name.address, _letters(name)), name)
    return list(kept.values())


def _letters(name: Name) -> str:
    return re.sub(r"\W", "", name.plain).removesuffix("s")


def by_letter(names: Iterable[Name], language: str = "en") -> dict[str, list[Name]]:
    """The names under their letters, in the order of an index in this language: first what begins
    with no letter.
    """
    letters: dict[str, list[Name]] = {}

    def order(name: Name) -> tuple[bool, str, str, str]:
        return (
            first_letter(name.words, language) != "",
            alphabetical(name.words, language),
            name.words,
            name.address,
        )

    for name in sorted(names, key=order):
        letters.setdefault(first_letter(name.words, language) or "0-9", []).append(name)
    return letters


@dataclass(frozen=True)
class Name:
    """A line of the A to Z: a title, or another name and the title it stands for."""

    words: str
    entry: Entry
    address: str
    meant: str = ""
    language: str = "en"

    @cached_property
    def plain(self) -> str:
        """The words as they are sorted: accents and quotation marks do not count."""
        return alphabetical(self.words)
