"""The pages that lead readers of Spanish: their home page, the life experiences, and a search of
their own. They say what is in English only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from hub.alphabet import alphabetical
from hub.compose.drawing.drawing import View, drawing
from hub.compose.drawing.machine import list_json_ld
from hub.compose.drawing.spanish import (
    HOME,
    LANGUAGE,
    TRAIL,
)
from hub.compose.pages.everything import Name, by_letter
from hub.compose.pages.home import START
from hub.kinds.catalog import KIND_BY_COLLECTION
from hub.kinds.entries.life_experiences import LifeExperience
from hub.kinds.entries.practices import Practice
from hub.kinds.entries.terms import Term
from hub.model import Entry, Translated
from hub.pages import Link, Page

EXPERIENCES = LifeExperience.plural
KIND_WORDS = {name: kind.about.spanish.one for name, kind in KIND_BY_COLLECTION.items()}
Pair = tuple[Entry, Translated]


def spanish_pages(view: Callable[[str], View]) -> Iterable[Page]:
    """The home page, the index of life experiences and the search page in Spanish, as soon as one
    entry is translated.
    """
    pairs = _pairs(view(""))
    if pairs:
        yield _home(view(HOME), pairs)
        yield _experiences(view(f"{HOME}{EXPERIENCES}/"), pairs)
        yield _search(view(f"{HOME}search/"), pairs)


def _pairs(view: View) -> list[Pair]:
    """Every entry that is on the site and told in Spanish, by its Spanish title."""
    library = view.library
    found = [
        (library.entry_by_ref[ref], translated)
        for ref, translations in library.translations_by_ref.items()
        for translated in translations
        if translated.language == LANGUAGE
        and library.entry_by_ref[ref].fields.status == "published"
    ]
    return sorted(
        found, key=lambda pair: (alphabetical(pair[1].fields.title, LANGUAGE), pair[0].ref)
    )


def _home(here: View, pairs: list[Pair]) -> Page:
    library = here.library
    title = "Que sea más fácil tratar con el gobierno"
    lead = (
        "Prácticas, pruebas y orientación clara sobre la experiencia del cliente en el gobierno,"
        " para quienes dirigen servicios públicos."
    )
    practices = library.of(Practice)
    areas = [
        (word, term, sum(entry.fields.pillar == word for entry in practices))
        for word, term in library.vocabulary.get("pillar", {}).items()
    ]
    told = {entry.ref for entry, _ in pairs}
    counted = {
        name: sum(entry.ref not in told for entry in library.collection(name))
        for name in KIND_BY_COLLECTION
    }
    english = [
        (words.one.lower() if many == 1 else words.many, f"{name}/", many)
        for name, many in counted.items()
        for words in (KIND_BY_COLLECTION[name].about.spanish,)
    ]
    content = drawing(
        "spanish-home.html",
        here,
        title=title,
        lead=lead,
        areas=[found for found in areas if found[2]],
        start=library.entry_by_ref.get(START),
        kind_words=KIND_WORDS,
        experiences=[pair for pair in pairs if pair[0].collection == EXPERIENCES],
        others=[pair for pair in pairs if pair[0].collection != EXPERIENCES],
        many=len(pairs),
        english=[found for found in english if found[2]],
    )
    return _page(
        here, title, lead, content=content, section="home", kind="home", pairs=pairs, trail=()
    )


def _experiences(here: View, pairs: list[Pair]) -> Page:
    title, lead = (
        LifeExperience.about.spanish.title,
        (
            "Momentos de la vida en los que una persona trata con varias agencias, contados etapa"
            " por etapa."
        ),
    )
    told = [pair for pair in pairs if pair[0].collection == EXPERIENCES]
    known = {entry.ref for entry, _ in told}
    rest = [entry for entry in here.library.collection(EXPERIENCES) if entry.ref not in known]
    content = drawing("spanish-index.html", here, title=title, lead=lead, told=told, rest=rest)
    return _page(here, title, lead, content=content, section=EXPERIENCES, kind="index", pairs=told)


def _search(here: View, pairs: list[Pair]) -> Page:
    title, lead = (
        "Buscar en español",
        "Busque en las páginas en español, o recórralas de la A a la Z.",
    )
    names = [
        Name(translated.fields.title, entry, f"{HOME}{entry.address}", language=LANGUAGE)
        for entry, translated in pairs
    ]
    content = drawing(
        "spanish-search.html",
        here,
        title=title,
        lead=lead,
        letters=by_letter(names, LANGUAGE),
        kind_words=KIND_WORDS,
    )
    return _page(
        here,
        title,
        lead,
        content=content,
        section=Term.about.section,
        kind="search",
        pairs=pairs,
    )


def _page(
    here: View,
    title: str,
    lead: str,
    content: Any,
    section: str,
    kind: str,
    pairs: list[Pair],
    trail: tuple[Link, ...] = TRAIL,
) -> Page:
    return Page(
        here.address,
        title,
        lead,
        draw=content,
        section=section,
        kind=kind,
        has_contents=kind == "search",
        trail=trail,
        language=LANGUAGE,
        json_ld=list_json_ld(
            "WebSite" if kind == "home" else "CollectionPage",
            title,
            lead,
            here=here,
            language=LANGUAGE,
        ),
        updated=max((translated.fields.translation.on for _, translated in pairs), default=None),
        assets=("search.css",) if kind == "search" else (),
    )
