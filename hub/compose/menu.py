"""The menu: seven sections, each with its own pages. The shell shows one section's pages at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hub.model import Library
from hub.pages import MenuItem
from hub.playbook.chapters import ChapterView

SECTION_BY_COLLECTION = {
    "practices": "practices",
    "life-experiences": "life-experiences",
    "case-studies": "case-studies",
    "guides": "guides",
    "playbooks": "playbooks",
    "agencies": "reference",
    "terms": "reference",
    "measures": "reference",
    "resources": "reference",
    "news": "news",
}


def menu(library: Library, playbooks: Mapping[str, Sequence[ChapterView]]) -> tuple[MenuItem, ...]:
    """The whole menu. Sections without an entry are left out."""
    pillars = [
        MenuItem(library.label("pillar", pillar), f"practices/by/pillar/{pillar}/")
        for pillar in library.vocabulary.get("pillar", {})
        if any(entry.fields.pillar == pillar for entry in library.collection("practices"))
    ]
    experiences = [MenuItem(entry.title, entry.address) for entry in library.collection("life-experiences")]
    kinds = [
        MenuItem(library.label("guide-kind", kind), f"guides/by/kind/{kind}/")
        for kind in library.vocabulary.get("guide-kind", {})
        if any(entry.fields.kind == kind for entry in library.collection("guides"))
    ]
    chapters = [MenuItem(f"{chapter.number}. {chapter.fields.title}", chapter.address) for found in playbooks.values() for chapter in found]
    first_book = next(iter(library.collection("playbooks")), None)
    sections = [
        (
            "practices",
            MenuItem(
                "Practices",
                "practices/",
                "practices",
                (
                    MenuItem("All practices", "practices/"),
                    MenuItem("By the problem you have", "problems/"),
                    MenuItem("By life experience", "matrix/"),
                    MenuItem("By part of the experience", "drivers/"),
                    *pillars,
                ),
            ),
        ),
        ("life-experiences", MenuItem("Life experiences", "life-experiences/", "life-experiences", (MenuItem("All life experiences", "life-experiences/"), *experiences))),
        (
            "case-studies",
            MenuItem(
                "Case studies",
                "case-studies/",
                "case-studies",
                (
                    MenuItem("All case studies", "case-studies/"),
                    MenuItem("Results and how strong the proof is", "evidence/"),
                    MenuItem("Every figure", "figures/"),
                    MenuItem("Timeline", "timeline/"),
                ),
            ),
        ),
        ("guides", MenuItem("Guides", "guides/", "guides", (MenuItem("All guides", "guides/"), *kinds))),
        ("playbooks", MenuItem("Playbook", first_book.address if first_book else "playbooks/", "playbooks", tuple(chapters))),
        (
            "reference",
            MenuItem(
                "Reference",
                "search/",
                "reference",
                (
                    MenuItem("A to Z of everything", "search/"),
                    MenuItem("Agencies", "agencies/"),
                    MenuItem("Glossary", "terms/"),
                    MenuItem("Measures", "measures/"),
                    MenuItem("Resources", "resources/"),
                    MenuItem("Laws and policies", "policies/"),
                    MenuItem("Owners", "owners/"),
                ),
            ),
        ),
        ("news", MenuItem("News", "news/", "news", (MenuItem("All news", "news/"), MenuItem("What changed", "changes/")))),
    ]
    held = {section for collection, section in SECTION_BY_COLLECTION.items() if library.collection(collection)}
    return tuple(item for section, item in sections if section in held or section == "reference")


HOME = ("Home", "")


def trail(*steps: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """The way from the home page to a page, without the page itself."""
    return (HOME, *steps)
