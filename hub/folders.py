"""The folders of content/ that hold entries. They stand apart from the kinds, so that texts are
being converted while those load.
"""

from __future__ import annotations

COLLECTIONS = (
    "practices",
    "case-studies",
    "life-experiences",
    "guides",
    "agencies",
    "terms",
    "measures",
    "resources",
    "news",
    "playbooks",
    "courses",
    "assessments",
    "tools",
)
LANGUAGES = ("es",)
