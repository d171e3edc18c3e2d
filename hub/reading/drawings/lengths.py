"""How long the lines of a drawing are, near enough to say what it costs to draw them: curves count
as the way through their handles.
"""

from __future__ import annotations

import re
from math import hypot, pi

from lxml import etree

_TOKEN = re.compile(r"[MmLlHhVvCcSsQqTtAaZz]|[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_NUMBERS_A_STEP = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7}
_FARTHEST = 1e9  # a number beyond it is as good as endless


def length_of(element: etree._Element) -> float:
    """The length of an element's outline in its own units."""
    name = etree.QName(element).localname
    stretched = _number(element.get("pathLength"))  # dashes are measured in this many units
    if name == "path":
        return max(_path_length(element.get("d") or ""), stretched)
    if name in ("polyline", "polygon"):
        return max(_path_length("M" + (element.get("points") or "") + "Z"), stretched)
    sides = sum(
        _number(element.get(side))
        for side in ("width", "height", "x1", "x2", "y1", "y2", "r", "rx", "ry")
    )
    return max(2 * pi * sides, stretched) if name in ("rect", "circle", "ellipse", "line") else 0.0


def diagonal_of(root: etree._Element) -> float:
    """The diagonal of what is seen of a drawing."""
    box = [_number(part) for part in re.split(r"[\s,]+", (root.get("viewBox") or "").strip())]
    # what a browser takes
    width, height = (
        (box[2], box[3])
        if len(box) == 4
        else (_number(root.get("width") or "300"), _number(root.get("height") or "150"))
    )
    return hypot(width, height) or 1.0


def dash_of(value: str) -> float:
    """The length of one round of dashes and gaps; 0 for a solid line. Parts in other units than the
    drawing's count as a hundredth.
    """
    parts = [part for part in re.split(r"[\s,]+", value.strip()) if part]
    return sum(
        _number(part) * (1.0 if re.fullmatch(r"[-+0-9.eE]+(?:px)?", part) else 0.01)
        for part in parts
    )


def _number(text: str | None) -> float:
    found = re.match(r"\s*[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?", text or "")
    return min(abs(float(found.group())), _FARTHEST) if found else 0.0


def _path_length(data: str) -> float:
    """The way along all points of a path, handles included."""
    x = y = start_x = start_y = total = 0.0
    command, numbers = "", list[float]()
    for found in _TOKEN.finditer(data):
        token = found.group()
        if token.isalpha():
            command, numbers = token, []
            if token in "Zz":
                total += hypot(x - start_x, y - start_y)
                x, y = start_x, start_y
            continue
        numbers.append(max(-_FARTHEST, min(_FARTHEST, float(token[:40]))))
        upper = command.upper()
        if len(numbers) != _NUMBERS_A_STEP.get(upper, 0):
            continue
        from_x, from_y = (x, y) if command.islower() else (0.0, 0.0)
        if upper == "H":
            points = [(from_x + numbers[0], y)]
        elif upper == "V":
            points = [(x, from_y + numbers[0])]
        elif upper == "A":
            points = [(from_x + numbers[5], from_y + numbers[6])]
            total += (
                2
                * pi
                * min(
                    max(abs(numbers[0]), abs(numbers[1])),
                    hypot(points[0][0] - x, points[0][1] - y) * 20,
                )
            )
        else:
            points = [
                (from_x + numbers[at], from_y + numbers[at + 1]) for at in range(0, len(numbers), 2)
            ]
        for next_x, next_y in points:
            total += hypot(next_x - x, next_y - y) if upper != "M" or command == "m" else 0.0
            x, y = next_x, next_y
        if upper == "M":
            start_x, start_y = x, y
            command = "l" if command == "m" else "L"
        numbers = []
    return min(total, _FARTHEST)
