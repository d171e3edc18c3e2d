"""The menu: sections, each with its own pages. The shell shows one section's pages at a time, and
keeps the quieter sections behind "More".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from hub.compose.playbook.chapters import ChapterView
from hub.kinds.catalog import KIND_BY_COLLECTION
from hub.kinds.entries.assessments import Assessment
from hub.kinds.entries.case_studies import CaseStudy
from hub.kinds.entries.courses import Course
from hub.kinds.entries.guides import Guide
from hub.kinds.entries.life_experiences import LifeExperience
from hub.kinds.entries.news import News
from hub.kinds.entries.playbooks import Playbook
from hub.kinds.entries.practices import Practice
from hub.kinds.entries.tools import Tool
from hub.kinds.shared import EntryFields
from hub.model import Entry, Library
from hub.pages import MenuItem


def menu(library: Library, playbooks: Mapping[str, Sequence[ChapterView]]) -> tuple[MenuItem, ...]:
    """The whole menu."""
    return (
        _start(library),
        _practices(library),
        _section(
            LifeExperience,
            ("Agencies that meet people", "maps/agencies/"),
            more=_each(library.of(LifeExperience)),
        ),
        _section(
            CaseStudy,
            ("Results and how strong the proof is", "evidence/"),
            ("Figures over time", "charts/"),
            ("Every figure", "figures/"),
            ("Timeline", "timeline/"),
        ),
        _playbook(library, playbooks),
        _guides(library),
        MenuItem(
            Tool.about.title,
            "tools/",
            Tool.about.section,
            children=(MenuItem("All tools", "tools/"), *_each(library.of(Tool))),
            is_tab=False,
        ),
        _reference(),
        replace(
            _section(
                News,
                ("What changed", "changes/"),
                ("Monthly digests", "digest/"),
                ("How to follow", "follow/"),
            ),
            is_tab=False,
        ),
    )


def _start(library: Library) -> MenuItem:
    questions = [MenuItem("Where do I start?", "start/")] if library.start else []
    return MenuItem(
        "Start here",
        "start/" if library.start else "for/",
        "start",
        children=(
            *questions,
            MenuItem("Paths by role", "for/"),
            *_each(library.of(Assessment)),
            MenuItem("My checklist", "my-checklist/"),
        ),
    )


def _practices(library: Library) -> MenuItem:
    pillars = [
        MenuItem(library.label("pillar", pillar), f"practices/by/pillar/{pillar}/")
        for pillar in library.vocabulary.get("pillar", {})
        if any(entry.fields.pillar == pillar for entry in library.of(Practice))
    ]
    return _section(
        Practice,
        ("By the problem you have", "problems/"),
        ("By life experience", "matrix/"),
        ("By part of the experience", "drivers/"),
        ("The practice map", "maps/practices/"),
        ("The learning path", "maps/learning-path/"),
        more=pillars,
    )


def _playbook(library: Library, playbooks: Mapping[str, Sequence[ChapterView]]) -> MenuItem:
    """The chapters of the playbooks, and the courses, where there are some."""
    chapters = [
        MenuItem(f"{chapter.number}. {chapter.fields.title}", chapter.address)
        for found in playbooks.values()
        for chapter in found
    ]
    courses = _each(library.of(Course))
    if courses:
        courses = (MenuItem("All courses", "courses/"), *courses)
    first_book = next(iter(library.of(Playbook)), None)
    return MenuItem(
        "Playbook",
        first_book.address if first_book else "playbooks/",
        Playbook.about.section,
        children=(*chapters, *courses),
    )


def _guides(library: Library) -> MenuItem:
    kinds = [
        MenuItem(library.label("guide-kind", kind), f"guides/by/kind/{kind}/")
        for kind in library.vocabulary.get("guide-kind", {})
        if any(entry.fields.kind == kind for entry in library.of(Guide))
    ]
    return replace(_section(Guide, more=kinds), is_tab=False)


def _reference() -> MenuItem:
    """The lists of the collections that belong here, and the views that have no section."""
    lists = (
        MenuItem(kind.about.title, f"{name}/")
        for name, kind in KIND_BY_COLLECTION.items()
        if kind.about.section == "reference"
    )
    return MenuItem(
        "Reference",
        "search/",
        "reference",
        children=(
            MenuItem("A to Z of everything", "search/"),
            *lists,
            MenuItem("Laws and policies", "policies/"),
            MenuItem("Pictures", "maps/"),
            MenuItem("Owners", "owners/"),
        ),
        is_tab=False,
    )


def _each(entries: Iterable[Entry]) -> tuple[MenuItem, ...]:
    return tuple(MenuItem(entry.title, entry.address) for entry in entries)


def _section(
    kind: type[EntryFields], *views: tuple[str, str], more: Sequence[MenuItem] = ()
) -> MenuItem:
    """A section of one collection: its list, the views made from it, and what else leads into
    it.
    """
    title, address = kind.about.title, f"{kind.plural}/"
    every = MenuItem(f"All {title.lower()}", address)
    return MenuItem(
        title,
        address,
        kind.about.section,
        children=(every, *(MenuItem(name, where) for name, where in views), *more),
    )
