"""How long a page takes to read, by one stated rule."""

from __future__ import annotations

from typing import Any

from hub.kinds.shared import Part
from hub.model import Entry

WORDS_A_MINUTE = 200  # a round, slow pace, said on the page: reading at work, with interruptions
_READ = (
    "summary",
    "problem",
    "outcome",
    "steps",
    "checklist",
    "questions",
    "pitfalls",
    "action",
    "result",
    "lessons",
    "parts",
    "stages",
    "definition",
    "why",
)


def minutes_to_read(entry: Entry) -> int:
    """The whole minutes that an entry's own words take, at least 1. Figures, sources and lists of
    other pages are not counted.
    """
    words = len(entry.prose.words.split()) + sum(
        _count_words(getattr(entry.fields, name, None)) for name in _READ
    )
    return max(1, -(-words // WORDS_A_MINUTE))


def duration(minutes: int) -> str:
    """45 min, 2 h, 6 h 30 min."""
    hours, rest = divmod(minutes, 60)
    if minutes < 120:
        return f"{minutes} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def _count_words(value: Any) -> int:
    if isinstance(value, str):
        return len(value.split())
    if isinstance(value, tuple):
        return sum(_count_words(item) for item in value)
    if isinstance(value, Part):
        return sum(
            _count_words(held)
            for name, held in value
            if name not in ("key", "practices", "agencies")
        )
    return 0
