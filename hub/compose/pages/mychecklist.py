"""Every checklist on one page, to print; a script gathers those in which the reader ticked
something.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from hub.compose.drawing.checklists import (
    SCRIPTS,
    STYLES,
    Checklist,
    chapter_checklist,
    practice_checklist,
)
from hub.compose.drawing.drawing import View, drawing
from hub.compose.drawing.machine import list_json_ld
from hub.compose.drawing.made import Made
from hub.compose.drawing.trail import trail
from hub.compose.playbook.chapters import ChapterView
from hub.kinds.entries.practices import Practice
from hub.model import last_updated
from hub.pages import Page


def my_checklist(
    view: Callable[[str], View], playbooks: Mapping[str, Sequence[ChapterView]]
) -> Made:
    """The page, and its lists as data."""
    address = "my-checklist/"
    here = view(address)
    practices = here.library.of(Practice)
    groups: list[tuple[str, list[Checklist]]] = [
        (
            term.label,
            [practice_checklist(entry) for entry in practices if entry.fields.pillar == word],
        )
        for word, term in here.library.vocabulary.get("pillar", {}).items()
    ]
    groups += [
        (
            here.entry(ref).title,
            [chapter_checklist(chapter.address, chapter.fields) for chapter in chapters],
        )
        for ref, chapters in playbooks.items()
    ]
    groups = [(title, [found for found in lists if found.lines]) for title, lists in groups]
    groups = [(title, lists) for title, lists in groups if lists]
    title = "My checklist"
    lead = (
        "Tick what you have done, here or on the page of a practice, and see what is left. Or print"
        " any checklist as it is."
    )
    content = drawing("my-checklist.html", here, title=title, lead=lead, groups=groups)
    data = [
        {
            "id": found.id,
            "title": found.title,
            "address": found.address,
            "items": [{"mark": mark, "text": text} for mark, text in found.lines],
        }
        for _, lists in groups
        for found in lists
    ]
    return (
        Page(
            address,
            title,
            lead,
            draw=content,
            section="start",
            kind="my-checklist",
            has_contents=False,
            trail=trail(),
            data_address="data/checklists.json",
            json_ld=list_json_ld("CollectionPage", title, lead, here=here),
            updated=last_updated(practices),
            assets=("forms.css", *STYLES, *SCRIPTS),
        ),
        data,
    )
