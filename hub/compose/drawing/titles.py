"""What readers call a collection."""

from __future__ import annotations

COLLECTION_TITLES = {
    "practices": "Practices",
    "case-studies": "Case studies",
    "life-experiences": "Life experiences",
    "guides": "Guides",
    "agencies": "Agencies",
    "terms": "Glossary",
    "measures": "Measures",
    "resources": "Resources",
    "news": "News",
    "playbooks": "Playbooks",
    "courses": "Courses",
    "assessments": "Self-assessments",
    "tools": "Tools to take away",
}
