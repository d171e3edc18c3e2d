"""Spanish words for what stands around a page: sections, views, footer, days; and the menu as
readers of Spanish get it.

What leads to a page in English says so, with "(en inglés)". A line of the menu without Spanish
words is left out on Spanish pages, but for the sections themselves: those are said in English then,
and a test names them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from hub.kinds.catalog import KIND_BY_COLLECTION
from hub.kinds.entries.life_experiences import LifeExperience
from hub.model import Library
from hub.pages import Alternate, Link, MenuItem, Page

LANGUAGE = "es"
HOME = "es/"
ONLY_ENGLISH = " (en inglés)"
_LISTS = {f"{name}/": kind.about.spanish for name, kind in KIND_BY_COLLECTION.items()}
SECTION_WORDS = {  # of the menu
    **{name: kind.about.spanish.title for name, kind in KIND_BY_COLLECTION.items()},
    "reference": "Consulta",
    "start": "Por dónde empezar",
}
WORDS_BY_ADDRESS = {
    "": "Inicio",
    **{address: words.title for address, words in _LISTS.items()},
    "problems/": "Por el problema que tiene",
    "matrix/": "Prácticas por experiencia de vida",
    "drivers/": "Por parte de la experiencia",
    "evidence/": "Resultados y qué tan firme es la prueba",
    "figures/": "Todas las cifras",
    "timeline/": "Cronología",
    "policies/": "Leyes y políticas",
    "search/": "Buscar",
    "owners/": "Responsables",
    "changes/": "Qué cambió",
    "about/": "Acerca de este sitio",
    "contribute/": "Cómo contribuir",
    "for-trainers/": "Para capacitadores",
    "accessibility/": "Accesibilidad",
    "privacy/": "Privacidad",
    "feedback/": "Comentarios",
    "start/": "Por dónde empezar",
    "for/": "Según su función",
    "my-checklist/": "Mi lista de tareas",
    "maps/": "Mapas e imágenes",
    "charts/": "Gráficas",
    "follow/": "Cómo seguirnos",
    "digest/": "Boletín mensual",
    "for-machines/": "Para programas",
}
# the first line below a section
EVERY = {address: words.every for address, words in _LISTS.items() if words.every}
TRAIL = (Link(WORDS_BY_ADDRESS[""], HOME),)
_MONTHS = (
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
)


def spanish_day(value: date | None) -> str:
    """24 de noviembre de 2026, in every locale."""
    return f"{value.day} de {_MONTHS[value.month - 1]} de {value.year}" if value else ""


def spanish_trail(collection: str) -> tuple[Link, ...]:
    """The way from the Spanish home page to a translation. Only life experiences have a list of
    their own.
    """
    if collection != LifeExperience.plural:
        return TRAIL
    return (*TRAIL, Link(LifeExperience.about.spanish.title, f"{HOME}{collection}/"))


def spanish_words(library: Library) -> Mapping[str, str]:
    """The Spanish words for English pages, by address: those of this module, and those that the
    vocabulary gives to the areas of practice.
    """
    areas = {
        f"practices/by/pillar/{value}/": term.es.label
        for value, term in library.vocabulary.get("pillar", {}).items()
        if term.es
    }
    return {**WORDS_BY_ADDRESS, **areas}


def said_in_spanish(
    title: str, address: str, words: Mapping[str, str], pages: Mapping[str, Page]
) -> tuple[str, str]:
    """The words and the address for readers of Spanish: of the Spanish page if there is one, else
    of the English one, and then they say so.
    """
    own = pages.get(HOME + address)
    if own is not None:
        return words.get(address) or own.title, own.address
    return (words.get(address) or title) + ONLY_ENGLISH, address


def in_spanish(
    items: Iterable[MenuItem],
    words: Mapping[str, str],
    pages: Mapping[str, Page],
    *,
    is_top: bool = True,
) -> tuple[MenuItem, ...]:
    """The menu for pages in Spanish."""
    said = []
    for item in items:
        known = {**words, **({} if is_top else EVERY)}
        if is_top and item.address not in known and item.section in SECTION_WORDS:
            known[item.address] = SECTION_WORDS[item.section]
        if not is_top and item.address not in known and HOME + item.address not in pages:
            continue
        title, address = said_in_spanish(item.title, item.address, known, pages=pages)
        said.append(
            replace(
                item,
                title=title,
                address=address,
                children=in_spanish(item.children, words, pages, is_top=False),
            )
        )
    return tuple(said)


def paired(pages: Iterable[Page]) -> list[Page]:
    """The pages, each that stands in both languages with the address of the other."""
    found = list(pages)
    addresses = {page.address for page in found}

    def with_other(page: Page) -> Page:
        english = page.address.removeprefix(HOME) if page.language == LANGUAGE else page.address
        both = english in addresses and HOME + english in addresses
        return (
            replace(
                page, alternates=(Alternate("en", english), Alternate(LANGUAGE, HOME + english))
            )
            if both and not page.alternates
            else page
        )

    return [with_other(page) for page in found]
