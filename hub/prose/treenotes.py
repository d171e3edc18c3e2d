"""What is noted of a converted text while its tree is cleaned: links, headings and mistakes."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from lxml import html as lxml_html

from hub.problems import Place, Report
from hub.prose.cost import LINE
from hub.prose.parts import LinkUse, TextHeading


class TreeNotes:
    """Links, headings and used ids, and where the words of an element stand in the source."""

    def __init__(
        self, lines: list[str], place: Place, report: Report, reserved_ids: frozenset[str]
    ) -> None:
        self.lines = lines
        self.place = place
        self.report = report
        self.links: list[LinkUse] = []
        self.headings: list[TextHeading] = []
        self.used_ids = set(reserved_ids)
        self.row_heads: set[lxml_html.HtmlElement] = set()
        self._searched: dict[str, tuple[int, int]] = {}

    def put_token(self, element: lxml_html.HtmlElement, use: LinkUse) -> None:
        """Note a link or a picture, and put a token in the place of its address."""
        element.set("src" if use.kind == "picture" else "href", f"hub-link:{len(self.links)}")
        self.links.append(use)

    def find(self, snippet: str, attributes: Mapping[str, str] = MappingProxyType({})) -> Place:
        """Where `snippet` stands in the source, from the line on that the converter noted: each
        time it is asked for, the next place.
        """
        typed = snippet.split("\n", maxsplit=1)[0]
        noted = attributes.get(LINE, "")
        line, column = max(
            self._searched.get(typed, (0, 0)), (int(noted), 0) if noted.isdigit() else (0, 0)
        )
        # a part of it may be written in another way
        for key in (typed, typed[:8], typed[1:9], typed[:4], typed[:2]):
            for number in range(line, len(self.lines) if key else 0):
                position = self.lines[number].find(key, column if number == line else 0)
                if position >= 0:
                    self._searched[typed] = (number, position + 1)
                    return Place(
                        self.place.path, self.place.line + number, position + 1, length=len(key)
                    )
        return Place(self.place.path, self.place.line + line, max(column, 1), length=1)
