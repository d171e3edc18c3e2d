"""A page for every published entry, and for every translation."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from hub.compose.diagrams.series import charts_of
from hub.compose.diagrams.sheets import Journey
from hub.compose.drawing.checklists import practice_checklist
from hub.compose.drawing.data import document_address
from hub.compose.drawing.drawing import View, drawing
from hub.compose.drawing.machine import entry_json_ld
from hub.compose.drawing.searchfacts import search_facts
from hub.compose.drawing.spanish import spanish_trail
from hub.compose.drawing.trail import trail
from hub.compose.pages.timeline import dated_items
from hub.kinds.entries.agencies import Agency
from hub.kinds.entries.life_experiences import LifeExperience
from hub.kinds.entries.measures import Measure
from hub.kinds.entries.practices import Practice
from hub.kinds.shared import Claim
from hub.model import Entry, is_a
from hub.pages import Alternate, Choice, Page, SearchFacts

# what a page needs that draws this
_ASSETS = (("journey", "diagrams.css"), ("charts", "charts.css"))


def entry_pages(view: Callable[[str], View]) -> Iterable[Page]:
    """The pages of all entries but playbooks, which have chapters, courses, which have plans,
    self-assessments, which have questions, and tools, which have sheets.
    """
    library = view("").library
    claims = _claims_by_subject(library.entry_by_ref.values())
    timeline = dated_items(view(""))
    for entry in library.entry_by_ref.values():
        about = entry.fields.about
        if about.is_drawn_elsewhere and not entry.missing and entry.fields.status != "archived":
            continue
        here = view(entry.address)
        values: dict[str, Any] = {}
        if isinstance(entry.fields, Agency | Measure):
            values["figures_elsewhere"] = [
                (other, claim) for other, claim in claims.get(entry.ref, []) if other is not entry
            ]
        if is_a(entry, Agency):
            values["timeline"] = [item for item in timeline if entry.id in item.agencies]
        if is_a(entry, LifeExperience) and not entry.missing:
            values["journey"] = Journey(entry, library, here.settings)
        if is_a(entry, Measure):
            values["charts"] = charts_of(entry, library)
        checklist = practice_checklist(entry) if is_a(entry, Practice) else None
        if checklist:
            values["checklist"] = checklist
        template = (
            "thin.html" if entry.missing or about.is_drawn_elsewhere else f"{entry.collection}.html"
        )
        content = drawing(template, here, entry=entry, **values)
        languages = [
            Alternate(found.language, f"{found.language}/{entry.address}")
            for found in library.translations_by_ref.get(entry.ref, ())
        ]
        yield Page(
            address=entry.address,
            title=entry.title,
            description=entry.fields.summary or "",
            draw=content,
            section=about.section,
            kind="entry",
            trail=trail((about.title, f"{entry.collection}/")),
            alternates=(Alternate("en", entry.address), *languages) if languages else (),
            json_ld="" if entry.missing else entry_json_ld(entry, here),
            updated=entry.updated,
            source_path=entry.source.path,
            is_indexed=entry.fields.status == "published",
            data_address=document_address(entry.ref),
            search=search_facts(here, entry),
            assets=(
                *(name for value, name in _ASSETS if values.get(value)),
                *(checklist.assets if checklist else ()),
            ),
        )


def translation_pages(view: Callable[[str], View]) -> Iterable[Page]:
    """The pages of entries in another language, next to the English ones."""
    library = view("").library
    for ref, found in library.translations_by_ref.items():
        entry = library.entry_by_ref[ref]
        languages = (
            Alternate("en", entry.address),
            *(
                Alternate(translated.language, f"{translated.language}/{entry.address}")
                for translated in found
            ),
        )
        for translated in found:
            address = f"{translated.language}/{entry.address}"
            kind = entry.fields.about.spanish.one
            content = drawing(
                "translation.html",
                view(address),
                entry=entry,
                translated=translated,
                kind=kind,
                stage_words={stage.key: stage for stage in translated.fields.stages},
            )
            yield Page(
                address=address,
                title=translated.fields.title,
                description=translated.fields.summary,
                draw=content,
                section=entry.fields.about.section,
                kind="translation",
                trail=spanish_trail(entry.collection),
                language=translated.language,
                alternates=languages,
                updated=translated.fields.translation.on,
                source_path=translated.source.path,
                search=SearchFacts(kind, facets={"collection": (Choice(entry.collection, kind),)}),
                assets=("diagrams.css",) if translated.fields.stages else (),
            )


def _claims_by_subject(entries: Iterable[Entry]) -> dict[str, list[tuple[Entry, Claim]]]:
    """Figures by the agency and the measure they are about, oldest first."""
    found: dict[str, list[tuple[Entry, Claim]]] = {}
    for entry in entries:
        for claim in entry.fields.claims:
            if claim.agency:
                found.setdefault(f"{Agency.plural}/{claim.agency}", []).append((entry, claim))
            if claim.measure:
                found.setdefault(f"{Measure.plural}/{claim.measure}", []).append((entry, claim))
    for items in found.values():
        items.sort(key=lambda item: (item[1].as_of.key, item[0].ref, item[1].key))
    return found
