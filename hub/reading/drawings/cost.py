"""How much a drawing draws: <use>, patterns, markers, masks and clip paths draw their parts again
each time they are referred to.

A file of 1,667 bytes with <use> in <use> stands for ten thousand million shapes, and Chromium hangs
on it. So each element is weighed with all that it makes a browser draw, and each weight is worked
out once.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from hub.limits import MAX_DRAWN
from hub.reading.drawings.lengths import dash_of, diagonal_of, length_of
from hub.reading.drawings.styles import decoded, sheet_of

_URL = re.compile(r"url\(\s*['\"]?#([^'\"()\s]+)", re.IGNORECASE)
_SELECTOR = re.compile(r"[.#]?[\w-]+|\*")
# of the points of a path, or of a text, that cost a browser about as much as a small shape
_LETTERS_A_SHAPE = 200
# of the picture, that a line runs through: wide strokes that cross each other take long
_DIAGONALS_A_SHAPE = 1
_DASHES_A_SHAPE = 50
# times as many dashes, where lines keep their width and are not scaled with the drawing
_UNSCALED = 100
MAX_REFERENCES = 200_000  # that are looked at
_COSTLY = ("stroke-dasharray", "mask", "mix-blend")
_LAYER = 4  # shapes that a mask or a way of blending costs besides
# styles that pass to the elements inside, each of which draws what they refer to anew
_PASSED_ON = ("marker", "fill", "stroke")
# what they hold is styled by what stands around them, wherever it is drawn
_HOLDERS = frozenset({"pattern", "marker", "mask", "clipPath"})


@dataclass(frozen=True)
class Cost:
    """How many shapes are drawn, at most MAX_DRAWN + 1; and the line of an element that is drawn as
    a part of itself, or None.
    """

    shapes: int
    ring_line: int | None = None


@dataclass(frozen=True)
class _Use:
    """An element that another one draws, and whether the parts of that one each draw it anew."""

    target: etree._Element
    is_passed_on: bool
    is_marker: bool = False


def cost_of(root: etree._Element) -> Cost:
    """What it costs a browser to draw this."""
    graph = _Graph(root)
    try:
        order = graph.order()
    except _TooManyError:
        return Cost(MAX_DRAWN + 1)
    if graph.ring_line is not None:
        return Cost(MAX_DRAWN + 1, graph.ring_line)
    diagonal = diagonal_of(root)
    cost_by_element: dict[etree._Element, _Part] = {}
    for element in order:
        cost_by_element[element] = _part(element, graph, cost_by_element, diagonal=diagonal)
    return Cost(cost_by_element[root].shapes)


@dataclass(frozen=True)
class _Part:
    """What an element and all in it cost: shapes, and what its lines would cost besides if they had
    markers or dashes.
    """

    shapes: int
    corners: int
    length: float


def _part(
    element: etree._Element, graph: _Graph, known: Mapping[etree._Element, _Part], diagonal: float
) -> _Part:
    uses = graph.uses(element)
    inside = [
        *(known[child] for child in _parts(element)),
        *(known[use.target] for use in uses if not use.is_passed_on),
    ]
    letters = (
        len(element.get("d") or "") + len(element.get("points") or "") + len(element.text or "")
    )
    own_length = length_of(element)
    shapes = (
        1
        + letters // _LETTERS_A_SHAPE
        + int(own_length / diagonal / _DIAGONALS_A_SHAPE)
        + _LAYER * graph.is_layer(element)
        + sum(part.shapes for part in inside)
    )
    corners = (2 + letters // 4 if own_length else 0) + sum(part.corners for part in inside)
    length = own_length + sum(part.length for part in inside)
    fills = sum(known[use.target].shapes for use in uses if use.is_passed_on and not use.is_marker)
    markers = sum(known[use.target].shapes for use in uses if use.is_marker)
    shapes = shapes * (1 + fills) + corners * markers
    dash = graph.dash(element)
    if dash:
        shapes += int(min(length / dash, 1e9)) // _DASHES_A_SHAPE
        length = 0.0
    return _Part(min(shapes, MAX_DRAWN + 1), min(corners, MAX_DRAWN), length)


class _TooManyError(Exception):
    """More references than a drawing needs: to follow them all would take as long as to draw
    them.
    """


class _Graph:
    """The elements of a drawing, and what each of them makes a browser draw besides."""

    def __init__(self, root: etree._Element) -> None:
        self.ring_line: int | None = None
        self._root = root
        self._by_id: dict[str, etree._Element] = {}
        elements = [element for element in root.iter() if isinstance(element.tag, str)]
        for element in elements:
            self._by_id.setdefault(element.get("id", ""), element)
        self._rules = _rules(elements)
        self._uses: dict[etree._Element, list[_Use]] = {}
        self._ruled_by_element: dict[etree._Element, list[tuple[str, str]]] = {}
        self._own_by_element: dict[etree._Element, list[_Use]] = {}
        self._counted = 0
        self._is_unscaled = any(
            "non-scaling-stroke" in str(value)
            for element in elements
            for value in (*element.attrib.values(), element.text or "")
        )

    def order(self) -> list[etree._Element]:
        """Every element after those that it needs. A loop and not a recursion: chains are as long
        as their writer likes.
        """
        is_done: dict[etree._Element, bool] = {}
        order: list[etree._Element] = []
        waiting: list[etree._Element | None] = [self._root]
        while waiting:
            element = waiting.pop()
            if element is None:
                finished = waiting.pop()
                assert finished is not None
                is_done[finished] = True
                order.append(finished)
            elif element not in is_done:
                is_done[element] = False
                waiting += [
                    element,
                    None,
                    *_parts(element),
                    *(use.target for use in self.uses(element)),
                ]
            elif not is_done[element] and self.ring_line is None:
                self.ring_line = line_of(element)
        return order

    def uses(self, element: etree._Element) -> list[_Use]:
        if element not in self._uses:
            uses = list(self._own_uses(element))
            if etree.QName(element).localname in _HOLDERS:
                for ancestor in element.iterancestors():
                    self._count(1)
                    uses += [
                        use
                        for use in self._own_uses(ancestor)
                        if use.is_passed_on and use.target is not element
                    ]
            self._count(len(uses))
            self._uses[element] = uses
        return self._uses[element]

    def _own_uses(self, element: etree._Element) -> list[_Use]:
        if element not in self._own_by_element:
            self._own_by_element[element] = self._read_uses(element)
        return self._own_by_element[element]

    def _read_uses(self, element: etree._Element) -> list[_Use]:
        uses: list[_Use] = []
        for key, value in element.attrib.items():
            name, text = etree.QName(str(key)).localname, str(value)
            if name == "href":
                uses += self._use(text.strip()[1:], "href")
            elif "(" in text and (text := decoded(text)):
                for style, part in _declarations(text) if name == "style" else [(name, text)]:
                    for target in _URL.findall(part):
                        uses += self._use(target, style)
        for style, value in self._ruled(element):
            for target in _URL.findall(value):
                uses += self._use(target, style)
        return uses

    def _use(self, identity: str, style: str) -> list[_Use]:
        target = self._by_id.get(unquote(identity))
        if target is None:
            return []
        is_gradient = "Gradient" in str(target.tag)  # it holds no shapes, so it multiplies nothing
        return [
            _Use(
                target, style.startswith(_PASSED_ON) and not is_gradient, style.startswith("marker")
            )
        ]

    def is_layer(self, element: etree._Element) -> bool:
        """Whether the element is drawn aside first, and then laid over what is there."""
        return any(
            "mask" in text or "blend" in text
            for text in (*map(str, element.keys()), element.get("style") or "")
        ) or any(style.startswith(("mask", "mix-blend")) for style, _ in self._ruled(element))

    def dash(self, element: etree._Element) -> float:
        """The shortest round of dashes that the element is given; 0 when it is given none."""
        declared = [
            ("stroke-dasharray", element.get("stroke-dasharray") or ""),
            *_declarations(decoded(element.get("style") or "")),
            *self._ruled(element),
        ]
        rounds = [dash_of(value) for name, value in declared if name == "stroke-dasharray"]
        shortest = min((length for length in rounds if length), default=0.0)
        return shortest / _UNSCALED if shortest and self._is_unscaled else shortest

    def _ruled(self, element: etree._Element) -> list[tuple[str, str]]:
        """The declarations of style sheets that may be meant for the element."""
        if not self._rules:
            return []
        if element not in self._ruled_by_element:
            classes = (f".{name}" for name in (element.get("class") or "").split())
            words = dict.fromkeys(
                (etree.QName(element).localname, f"#{element.get('id')}", "*", *classes)
            )
            declarations = [
                declaration for word in words for declaration in self._rules.get(word, ())
            ]
            self._count(len(declarations))
            self._ruled_by_element[element] = declarations
        return self._ruled_by_element[element]

    def _count(self, number: int) -> None:
        self._counted += number
        if self._counted > MAX_REFERENCES:
            raise _TooManyError


def line_of(element: etree._Element) -> int:
    """The line on which the start of an element ends."""
    line = getattr(element, "sourceline", None)
    return line if isinstance(line, int) else 1


def _parts(element: etree._Element) -> list[etree._Element]:
    return [child for child in element if isinstance(child.tag, str)]


def _rules(elements: list[etree._Element]) -> Mapping[str, Iterable[tuple[str, str]]]:
    """What the rules of style sheets refer to, by the words of their selectors. A rule may mean
    fewer elements; it never means more.
    """
    rules: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    for element in elements:
        if etree.QName(element).localname != "style":
            continue
        for rule in sheet_of(element).split("}"):
            before, _, block = rule.rpartition("{")
            words = _SELECTOR.findall(before.rpartition("{")[2])
            words = [word for word in words if word.startswith(".")] or words or ["*"]
            costly = [
                (name, value)
                for name, value in _declarations(block)
                if name.startswith(_COSTLY) or "url" in value.lower()
            ]
            for word in dict.fromkeys(words) if costly else ():
                rules[word].update(dict.fromkeys(costly))
    return rules


def _declarations(text: str) -> list[tuple[str, str]]:
    pairs = (declaration.partition(":") for declaration in text.split(";"))
    return [(name.strip().lower(), value) for name, _, value in pairs if value]
