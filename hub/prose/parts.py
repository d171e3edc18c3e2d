"""What a converted text consists of beside its words: links, headings, and the HTML that they stand
in.
"""

from __future__ import annotations

from dataclasses import dataclass

from hub.problems import Place


@dataclass(frozen=True)
class LinkUse:
    """A link or picture in the text. `kind` is entry ([[…]]), inside (a relative address or
    #anchor), outside or picture.
    """

    kind: str
    target: str
    place: Place
    words: str = ""


@dataclass(frozen=True)
class TextHeading:
    """A heading of the text; `id` is unique in the text, and `is_written` when the editor wrote it:
    `## Heading {#id}`.
    """

    id: str
    title: str
    level: int
    place: Place
    is_written: bool = False


@dataclass(frozen=True)
class Cleaned:
    """HTML with tokens for addresses and ids, the links and headings in it, and its plain words."""

    draft: str
    links: tuple[LinkUse, ...]
    headings: tuple[TextHeading, ...]
    words: str
