"""Two tables in which practices meet something else: life experiences, and the parts of experience
they move.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from hub.compose.drawing.drawing import View, drawing
from hub.compose.drawing.machine import list_json_ld
from hub.compose.drawing.made import Made
from hub.compose.drawing.trail import trail
from hub.kinds.entries.case_studies import CaseStudy
from hub.kinds.entries.life_experiences import LifeExperience
from hub.kinds.entries.measures import Measure
from hub.kinds.entries.practices import Practice
from hub.model import Entry, last_updated
from hub.pages import Page


@dataclass(frozen=True)
class Cell:
    """Where a practice meets a life experience: one sentence, and the case studies that show
    both.
    """

    how: str
    cases: tuple[Entry[CaseStudy], ...]


def matrix(view: Callable[[str], View]) -> Made:
    """Practice by life experience. A cell holds the `how` sentence and the case studies that share
    both.
    """
    here = view("matrix/")
    library = here.library
    experiences = library.of(LifeExperience)
    cases_by_pair: dict[tuple[str, str], list[Entry[CaseStudy]]] = defaultdict(list)
    for case in library.of(CaseStudy):
        for link in case.fields.practices:
            for name in case.fields.life_experiences:
                cases_by_pair[(link.id, name)].append(case)
    rows = []
    data: list[dict[str, object]] = []
    for practice in _by_pillar(library.of(Practice), list(library.vocabulary.get("pillar", {}))):
        how_by_experience = {item.id: item.how for item in practice.fields.life_experiences}
        cells = []
        for experience in experiences:
            cases = cases_by_pair.get((practice.id, experience.id), [])
            how = how_by_experience.get(experience.id, "")
            cells.append(Cell(how, tuple(cases)) if how or cases else None)
            if how or cases:
                data.append(
                    {
                        "practice": practice.id,
                        "life_experience": experience.id,
                        "how": how,
                        "case_studies": [case.id for case in cases],
                    }
                )
        if any(cells):
            rows.append((practice, cells))
    title = "Practices by life experience"
    lead = (
        "Which practice helps at which moment of life, in one sentence each, and where it was"
        " tried."
    )
    filled = sum(cell is not None for _, cells in rows for cell in cells)
    content = drawing(
        "matrix.html",
        here,
        title=title,
        lead=lead,
        experiences=experiences,
        rows=rows,
        filled=filled,
    )
    return _page(here, title, lead, draw=content, data_address="data/matrix.json"), data


def drivers(view: Callable[[str], View]) -> Made:
    """Practice by driver: which part of the experience each one moves."""
    here = view("drivers/")
    library = here.library
    words = library.vocabulary.get("driver", {})
    practices = _by_pillar(
        [entry for entry in library.of(Practice) if entry.fields.drivers],
        list(library.vocabulary.get("pillar", {})),
    )
    measures = {
        word: [entry for entry in library.of(Measure) if word in entry.fields.drivers]
        for word in words
    }
    title = "Practices by part of the experience"
    lead = (
        "What people answer for when they say how an interaction went, and which practices move it."
    )
    content = drawing(
        "drivers.html",
        here,
        title=title,
        lead=lead,
        words=words,
        practices=practices,
        measures=measures,
    )
    data = {
        word: [entry.id for entry in practices if word in entry.fields.drivers] for word in words
    }
    return _page(here, title, lead, draw=content, data_address="data/drivers.json"), data


def _page(here: View, title: str, lead: str, *, draw: Callable[[], str], data_address: str) -> Page:
    return Page(
        here.address,
        title,
        lead,
        draw=draw,
        section=Practice.about.section,
        kind="matrix",
        has_contents=False,
        trail=trail(("Practices", "practices/")),
        data_address=data_address,
        json_ld=list_json_ld("Table", title, lead, here=here),
        updated=last_updated(here.library.of(Practice)),
    )


def _by_pillar(practices: Iterable[Entry[Practice]], pillars: list[str]) -> list[Entry[Practice]]:
    return sorted(
        practices,
        key=lambda entry: (
            pillars.index(entry.fields.pillar) if entry.fields.pillar in pillars else 99,
            entry.order,
        ),
    )
