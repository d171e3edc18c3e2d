"""The search index of a composed site: one set of files for each language that has pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from hub.pages import Page
from hub.search.documents import SearchDocument, sections_of
from hub.search.export import Index, index_of
from hub.search.related import Neighbour
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
