"""The menu: sections, each with its own pages. The shell shows one section's pages at a time, and
keeps the quieter sections behind "More".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from hub.compose.playbook.chapters import ChapterView
from hub.kinds.assessing import Assessment
from hub.kinds.catalog import KIND_BY_COLLECTION
from hub.kinds.reference import Guide
from hub.kinds.teaching import Course, Playbook
from hub.kinds.tools import Tool
from hub.kinds.work import LifeExperience, Practice
from hub.model import Library
from hub.pages import MenuItem


def menu(library: Library, playbooks: Mapping[str, Sequence[ChapterView]]) -> tuple[MenuItem, ...]:
    """The whole menu."""
    pillars = [
        MenuItem(library.label("pillar", pillar), f"practices/by/pillar/{pillar}/")
        for pillar in library.vocabulary.get("pillar", {})
        if any(entry.fields.pillar == pillar for entry in library.of(Practice))
    ]
    experiences = [MenuItem(entry.title, entry.address) for entry in library.of(LifeExperience)]
    kinds = [
        MenuItem(library.label("guide-kind", kind), f"guides/by/kind/{kind}/")
        for kind in library.vocabulary.get("guide-kind", {})
        if any(entry.fields.kind == kind for entry in library.of(Guide))
    ]
    chapters = [
        MenuItem(f"{chapter.number}. {chapter.fields.title}", chapter.address)
        for found in playbooks.values()
        for chapter in found
    ]
    courses = (
        [
            MenuItem("All courses", "courses/"),
            *(MenuItem(entry.title, entry.address) for entry in library.of(Course)),
        ]
        if library.of(Course)
        else []
    )
    first_book = next(iter(library.of(Playbook)), None)
    assessments = [MenuItem(entry.title, entry.address) for entry in library.of(Assessment)]
    tools = [MenuItem(entry.title, entry.address) for entry in library.of(Tool)]
    questions = [MenuItem("Where do I start?", "start/")] if library.start else []
    return (
        MenuItem(
            "Start here",
            "start/" if library.start else "for/",
            "start",
            children=(
                *questions,
                MenuItem("Paths by role", "for/"),
                *assessments,
                MenuItem("My checklist", "my-checklist/"),
            ),
        ),
        _section(
            "Practices",
            "practices",
            ("By the problem you have", "problems/"),
            ("By life experience", "matrix/"),
            ("By part of the experience", "drivers/"),
            ("The practice map", "maps/practices/"),
            ("The learning path", "maps/learning-path/"),
            more=pillars,
        ),
        _section(
            "Life experiences",
            "life-experiences",
            ("Agencies that meet people", "maps/agencies/"),
            more=experiences,
        ),
        _section(
            "Case studies",
            "case-studies",
            ("Results and how strong the proof is", "evidence/"),
            ("Figures over time", "charts/"),
            ("Every figure", "figures/"),
            ("Timeline", "timeline/"),
        ),
        MenuItem(
            "Playbook",
            first_book.address if first_book else "playbooks/",
            "playbooks",
            children=(*chapters, *courses),
        ),
        replace(_section("Guides", "guides", more=kinds), is_tab=False),
        MenuItem(
            "Tools to take away",
            "tools/",
            "tools",
            children=(MenuItem("All tools", "tools/"), *tools),
            is_tab=False,
        ),
        MenuItem(
            "Reference",
            "search/",
            "reference",
            children=(
                MenuItem("A to Z of everything", "search/"),
                *(
                    MenuItem(kind.about.title, f"{name}/")
                    for name, kind in KIND_BY_COLLECTION.items()
                    if kind.about.section == "reference"
                ),
                MenuItem("Laws and policies", "policies/"),
                MenuItem("Pictures", "maps/"),
                MenuItem("Owners", "owners/"),
            ),
            is_tab=False,
        ),
        replace(
            _section(
                "News",
                "news",
                ("What changed", "changes/"),
                ("Monthly digests", "digest/"),
                ("How to follow", "follow/"),
            ),
            is_tab=False,
        ),
    )


def _section(
    title: str, collection: str, *views: tuple[str, str], more: Sequence[MenuItem] = ()
) -> MenuItem:
    """A section of one collection: its list, the views made from it, and what else leads into
    it.
    """
    every = MenuItem(f"All {title.lower()}", f"{collection}/")
    return MenuItem(
        title,
        f"{collection}/",
        collection,
        children=(every, *(MenuItem(name, address) for name, address in views), *more),
    )
