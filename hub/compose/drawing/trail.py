"""Where a page belongs: the section of the menu, and the way to it from the home page."""

from __future__ import annotations

SECTION_BY_COLLECTION = {
    "practices": "practices",
    "life-experiences": "life-experiences",
    "case-studies": "case-studies",
    "guides": "guides",
    "playbooks": "playbooks",
    "courses": "playbooks",
    "assessments": "start",
    "tools": "tools",
    "agencies": "reference",
    "terms": "reference",
    "measures": "reference",
    "resources": "reference",
    "news": "news",
}

HOME = ("Home", "")


def trail(*steps: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """The way from the home page to a page, without the page itself."""
    return (HOME, *steps)
