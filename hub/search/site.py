"""The search index of a composed site, one set of files for each language that has pages, and what
it knows of pages that are alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from hub.pages import Page
from hub.search.documents import SearchDocument, sections_of
from hub.search.export import Index, index_of
from hub.search.related import LIKE, Neighbour, near_duplicates
from hub.search.words import LANGUAGES

FOLDER = "search"


def documents_of(pages: Iterable[Page]) -> dict[str, list[SearchDocument]]:
    """The pages that readers search, by language. Lists of other pages are known by title and
    description only.
    """
    found: dict[str, list[SearchDocument]] = {}
    for page in pages:
        if (
            page.language not in LANGUAGES
            or not page.is_indexed
            or page.kind in ("facet", "search", "404")
        ):
            continue
        facts = page.search
        found.setdefault(page.language, []).append(
            SearchDocument(
                url=page.address,
                title=page.title,
                kind=facts.kind,
                summary=page.description,
                names=facts.names,
                tags=facts.tags,
                sections=sections_of(page.content) if facts.holds_text else (),
                facets=facts.facets,
                weight=facts.weight,
            )
        )
    return found


def site_index(
    pages: Iterable[Page], glossary: Sequence[Sequence[str]], cache: Path | None
) -> Index:
    """The index of all languages. The glossary is English."""
    files: dict[str, bytes] = {}
    found: dict[str, tuple[Neighbour, ...]] = {}
    for language, documents in sorted(documents_of(pages).items()):
        index = index_of(
            documents, language=language, glossary=glossary if language == "en" else (), cache=cache
        )
        files |= index.files
        found |= index.neighbours
    return Index(files, found)


def similar_pages(pages: Iterable[Page], index: Index) -> Callable[[Page], tuple[Page, ...]]:
    """What gives the pages most like a page, the likest first. Lists of other pages have none, and
    are none.
    """
    page_by_address = {page.address: page for page in pages if page.search.holds_text}

    def similar(page: Page) -> tuple[Page, ...]:
        if not page.search.holds_text:
            return ()
        likest = (one for one in index.neighbours.get(page.address, ()) if one.alike >= LIKE)
        found = (page_by_address.get(one.url) for one in likest)
        return tuple(other for other in found if other is not None)

    return similar


def nearly_the_same(pages: Iterable[Page], index: Index) -> tuple[tuple[str, str, float], ...]:
    """Pairs of pages that say nearly the same: two addresses, and how much alike they are."""
    lists = {page.address for page in pages if not page.search.holds_text}
    return tuple(
        (one, other, alike)
        for one, other, alike in near_duplicates(index.neighbours)
        if not {one, other} & lists
    )
