"""The front door, and the list of problems behind its first door."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from hub.compose.diagrams.moodline import line_for_cards
from hub.compose.drawing.drawing import View, drawing
from hub.compose.drawing.machine import list_json_ld
from hub.compose.drawing.made import Made
from hub.compose.drawing.trail import trail
from hub.compose.pages.indexes import listed
from hub.kinds.catalog import KIND_BY_COLLECTION
from hub.kinds.entries.assessments import Assessment
from hub.kinds.entries.case_studies import CaseStudy
from hub.kinds.entries.courses import Course
from hub.kinds.entries.life_experiences import LifeExperience
from hub.kinds.entries.news import News
from hub.kinds.entries.playbooks import Playbook
from hub.kinds.entries.practices import Practice
from hub.kinds.entries.tools import Tool
from hub.kinds.shared import VocabularyTerm
from hub.model import Entry, Library, last_updated
from hub.pages import Page

START = "guides/your-first-90-days"
STRONGEST_SHOWN = 5
NEWS_SHOWN = 5


def home(view: Callable[[str], View]) -> Made:
    """Where to start, three doors, the areas, life experiences, the strongest cases, tools, the
    playbook and the latest news.
    """
    here = view("")
    library = here.library
    title = "Make government easier to deal with"
    lead = (
        "Practices, proof and plain guidance about customer experience, for people who run"
        " government services."
    )
    books = library.of(Playbook)
    content = drawing(
        "home.html",
        here,
        line_for_cards=line_for_cards,
        title=title,
        lead=lead,
        start=library.entry_by_ref.get(START),
        pillars=_pillars(library),
        strongest=_strongest(library),
        playbook=books[0] if books else None,
        latest=listed(library.of(News), News.plural)[:NEWS_SHOWN],
        has_start=library.start is not None,
        assessment=next(iter(library.of(Assessment)), None),
        journeys=library.of(LifeExperience),
        tools=library.of(Tool),
        courses=library.of(Course),
        counts={
            name: len(library.collection(name))
            for name in KIND_BY_COLLECTION
            if library.collection(name)
        },
    )
    newest = last_updated(library.entry_by_ref.values())
    page = Page(
        "",
        title,
        lead,
        draw=content,
        section="home",
        kind="home",
        has_contents=False,
        trail=(),
        json_ld=list_json_ld("WebSite", here.settings.site_name, lead, here=here),
        updated=newest,
        assets=("diagrams.css",),
    )
    return page, None


def _pillars(library: Library) -> list[tuple[str, VocabularyTerm, int]]:
    """The areas that have practices, each with how many."""
    many = Counter(entry.fields.pillar for entry in library.of(Practice))
    terms = library.vocabulary.get("pillar", {})
    return [(word, term, many[word]) for word, term in terms.items() if many[word]]


def _strongest(library: Library) -> list[tuple[Entry[CaseStudy], str | None]]:
    """The case studies with the strongest proof, each with its summary."""
    strength = list(library.vocabulary.get("evidence", {}))
    cases = sorted(
        library.of(CaseStudy),
        key=lambda entry: (
            strength.index(entry.fields.evidence or ""),
            -len(entry.fields.results),
            entry.id,
        ),
    )
    return [(case, case.fields.summary) for case in cases[:STRONGEST_SHOWN]]


def problems(view: Callable[[str], View]) -> Made:
    """Every practice by the problem it answers."""
    here = view("problems/")
    library = here.library
    groups = {
        word: [entry for entry in library.of(Practice) if entry.fields.pillar == word]
        for word in library.vocabulary.get("pillar", {})
    }
    groups = {word: found for word, found in groups.items() if found}
    title, lead = (
        "Find a practice by the problem you have",
        "Read down the page until a problem sounds like your week.",
    )
    content = drawing("problems.html", here, title=title, lead=lead, groups=groups)
    page = Page(
        "problems/",
        title,
        lead,
        draw=content,
        section="practices",
        kind="table",
        has_contents=True,
        trail=trail(("Practices", "practices/")),
        data_address="data/problems.json",
        json_ld=list_json_ld("CollectionPage", title, lead, here=here),
        updated=last_updated(library.of(Practice)),
    )
    return page, [
        {"problem": entry.fields.problem, "practice": entry.id}
        for found in groups.values()
        for entry in found
    ]
