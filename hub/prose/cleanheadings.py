"""Headings of a text: their words, ids and levels."""

from __future__ import annotations

import re

from lxml import html as lxml_html

from hub.problems import quoted
from hub.prose.parts import TextHeading
from hub.prose.sections import free_id
from hub.prose.treenotes import TreeNotes
from hub.reading.filenames import suggested_slug

_HEADING_ID = re.compile(r"\s*\{#([a-z0-9]+(?:-[a-z0-9]+)*)\}\s*$")


def clean_heading(
    notes: TreeNotes, element: lxml_html.HtmlElement, attributes: dict[str, str]
) -> None:
    """Give a heading its id, and report one without words."""
    explicit = None
    last = element[-1] if len(element) else None
    text = (last.tail if last is not None else element.text) or ""
    found = _HEADING_ID.search(text)
    if found:
        explicit = found.group(1)
        if last is not None:
            last.tail = text[: found.start()]
        else:
            element.text = text[: found.start()]
    title = " ".join(element.text_content().replace("\u200b", "").split())
    place = notes.find(f"{{#{explicit}}}" if explicit else title[:40] or "#" * int(element.tag[1]))
    # a link to an entry gets its words later
    if not title and "\u200b" not in element.text_content():
        notes.report.add(
            "bad-heading",
            place,
            "This heading has no words, so nobody could be led to it.",
            rows=[("Write", "#" * int(element.tag[1]) + " What this part is about")],
        )
    if explicit and explicit in notes.used_ids:
        notes.report.add(
            "duplicate-id",
            place,
            f"The id {quoted(explicit)} stands twice on this page.",
            rows=[("Write", f"{{#{explicit}-2}}")],
        )
    identity = free_id(explicit or suggested_slug(title) or "part", notes.used_ids.__contains__)
    notes.used_ids.add(identity)
    element.set("id", f"hub-id:{identity}")
    notes.headings.append(
        TextHeading(
            identity, title, int(element.tag[1]), place=place, is_written=explicit is not None
        )
    )


def check_levels(notes: TreeNotes) -> None:
    """Report headings before which a level is left out."""
    level = 1
    for heading in notes.headings:
        if heading.level > level + 1:
            notes.report.add(
                "bad-heading",
                heading.place,
                f"This heading is of level {heading.level} and the one before it of level"
                f" {level}: a level is left out.",
                rows=[("Write", "#" * (level + 1) + " " + heading.title)],
            )
        level = heading.level
