"""The headings of finished HTML, for the page's own list of contents."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

_HEADING = re.compile(r'<h2[^>]*? id="([^"]+)"[^>]*>(.*?)</h2>', re.DOTALL)


@dataclass(frozen=True)
class Heading:
    """A line of the page's own table of contents."""

    id: str
    title: str


def headings_in(content: str) -> tuple[Heading, ...]:
    """The second-level headings that have an id and can be seen."""
    return tuple(
        Heading(found.group(1), html.unescape(re.sub(r"<[^>]+>", "", found.group(2))).strip())
        for found in _HEADING.finditer(content)
        if "visually-hidden" not in found.group(0)
    )
