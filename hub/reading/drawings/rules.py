"""Which drawings (SVG) may be published: those of listed elements, attributes and styles, that
fetch nothing and are drawn in no time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from hub.limits import MAX_DRAWN
from hub.problems import Place, Report
from hub.reading.drawings.allowed import (
    ELEMENTS,
    INERT,
    INSTEAD,
    PLAIN,
    PRIVATE,
    REFERRING,
    STYLED,
    SVG,
    TRANSFORMS,
    XLINK,
    XML,
)
from hub.reading.drawings.cost import cost_of, line_of
from hub.reading.drawings.notes import encoding_fault, hidden_character, says_where, size_fault
from hub.reading.drawings.styles import (
    fault_of_declarations,
    fault_of_sheet,
    fault_of_value,
    first_line_with_fault,
)


@dataclass(frozen=True)
class _Fault:
    """What speaks against a drawing, in the words that follow "This drawing", what to do instead,
    and what to look for at its place.
    """

    why: str
    instead: str = ""
    word: str = ""


def drawing_is_safe(path: str, data: bytes, report: Report) -> bool:
    """Whether a drawing may be published; otherwise False, and one problem that names what it
    holds.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _refuse(Place(path, 1, 1), _Fault("is not saved as UTF-8"), report)
    report.text_by_path[path] = text
    if why := encoding_fault(text):
        return _refuse(
            Place(path, 1, 1), _Fault(why, 'encoding="UTF-8" in the first line.'), report
        )
    declared = re.search(r"<!(?!--|\[CDATA\[)", text)
    if declared:
        return _refuse(
            _place(path, text, declared.start()),
            _Fault("declares a document type", "Delete <!DOCTYPE …>. The drawing stays as it is."),
            report,
        )
    instruction = re.search(r"<\?(?!xml\s)", text)
    # a parsed tree does not show the ones before its root, and a style sheet loads from there
    if instruction:
        return _refuse(
            _place(path, text, instruction.start()),
            _Fault(
                "holds a processing instruction",
                "Delete <?…?>, but for <?xml …?> in the first line.",
            ),
            report,
        )
    try:
        root = etree.fromstring(
            data,
            etree.XMLParser(
                resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
            ),
        )
    except (etree.XMLSyntaxError, ValueError) as error:
        return _refuse(
            Place(path, getattr(error, "lineno", 1) or 1, 1),
            _Fault("is not well-formed XML"),
            report,
        )
    if root.tag != f"{{{SVG}}}svg":
        return _refuse(
            Place(path, line_of(root), 1),
            _Fault(f'lacks <svg xmlns="{SVG}">, without which a browser shows nothing'),
            report,
        )
    return _tree_is_safe(path, text, root, report=report)


def _tree_is_safe(path: str, text: str, root: etree._Element, report: Report) -> bool:
    character, position = hidden_character(text, root)
    if character:
        place = Place(path, 1, 1) if position is None else _place(path, text, position)
        return _refuse(
            place,
            _Fault(
                f"holds the character {character}, which cannot be seen or shows as a box",
                "Take it out of the words of the drawing.",
            ),
            report,
        )
    for element in root.iter():
        fault = _fault_of_element(element) if isinstance(element.tag, str) else None
        if fault is not None:
            return _refuse(_place_of(path, text, element, fault=fault), fault, report)
    why, word = size_fault(root)
    if why:
        fault = _Fault(why, "Give it the size that it has on a page, such as 800 by 600.", word)
        return _refuse(_place_of(path, text, root, fault=fault), fault, report)
    cost = cost_of(root)
    if cost.ring_line is not None:
        return _refuse(
            Place(path, cost.ring_line, 1),
            _Fault(
                "refers to itself in a ring", "Take out one of the references, or export as PNG."
            ),
            report,
        )
    if cost.shapes > MAX_DRAWN:
        why = (
            f"makes a browser draw more than {MAX_DRAWN:,} shapes: <use>, patterns and dashes draw"
            " the same again and again"
        )
        return _refuse(Place(path, 1, 1), _Fault(why, "Export it as PNG."), report)
    return True


def _refuse(place: Place, fault: _Fault, report: Report) -> bool:
    report.add(
        "unsafe-svg",
        place,
        f"This drawing {fault.why}, so it cannot be published.",
        rows=[("Write", fault.instead or "Export it as plain SVG, or as PNG.")],
    )
    return False


def _place(path: str, text: str, position: int) -> Place:
    return Place(path, text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position))


def _place_of(path: str, text: str, element: etree._Element, fault: _Fault) -> Place:
    """Where the word of a fault stands: XML readers know only the line on which the start of an
    element ends.
    """
    last = line_of(element)
    name = etree.QName(element).localname
    lines = text.split("\n")
    if name == "style" and not fault.word:
        return Place(
            path,
            min(
                last + first_line_with_fault("".join(map(str, element.itertext())), STYLED),
                len(lines),
            ),
            1,
        )
    first = last
    while first > 1 and not re.search(rf"<(?:[\w.-]+:)?{re.escape(name)}\b", lines[first - 1]):
        first -= 1
    wanted = re.compile(
        rf"(?<![\w-]){re.escape(fault.word)}\s*="
        if fault.word
        else rf"<(?:[\w.-]+:)?{re.escape(name)}\b"
    )
    for number in range(first, last + 1):
        found = wanted.search(lines[number - 1])
        if found:
            return Place(path, number, found.start() + 1, length=len(fault.word or found.group()))
    return Place(path, last, 1)


def _fault_of_element(element: etree._Element) -> _Fault | None:
    name = etree.QName(element)
    if name.namespace in INERT or name.localname == "metadata":
        if says_where(element):
            return _Fault(
                "holds notes that say where it was made",
                "Export it as plain SVG, without metadata.",
            )
        if name.namespace in INERT:
            return _fault_of_note(element)
    if name.namespace != SVG or name.localname not in ELEMENTS:
        words, _, export = INSTEAD.get(name.localname, "").partition(". ")
        return _Fault(
            f"holds <{name.localname}>" + (f", {words}" if words else ""),
            f"{export}." if export else "",
        )
    for key, value in element.attrib.items():
        why = _fault_of_attribute(name.localname, etree.QName(str(key)), str(value))
        if why:
            word = etree.QName(str(key)).localname
            return _Fault(f"has the attribute {word}, which {why}", word=word)
    if name.localname == "style" and (
        why := fault_of_sheet("".join(map(str, element.itertext())), STYLED)
    ):
        return _Fault(
            f"has a style that {why}",
            "Export it with presentation attributes in place of styles, or as PNG.",
        )
    return None


def _fault_of_note(element: etree._Element) -> _Fault | None:
    """What a drawing program wrote for itself may stay, unless it would be a script elsewhere or
    names a folder of the writer.
    """
    for key in element.attrib:
        name = etree.QName(str(key)).localname
        if name.lower().startswith("on"):
            return _Fault(f"has the attribute {name}, which is a script", word=name)
        if name in PRIVATE:
            return _Fault(
                f"has the attribute {name}, which names a folder on the computer where it was"
                " drawn",
                "Export it as plain SVG.",
                name,
            )
    return None


def _fault_of_attribute(element: str, key: etree.QName, value: str) -> str:
    name: str = key.localname
    space: str | None = key.namespace
    if name.lower().startswith("on"):
        return "is a script"
    if space in INERT:
        return "names a folder on the computer where it was drawn" if name in PRIVATE else ""
    if space == XML:
        return "" if name in ("space", "lang") else "reaches out of it"
    if name == "href" and space in (None, XLINK):
        return (
            ""
            if element in REFERRING and re.fullmatch(r"#[^\s#]+", value.strip())
            else "reaches out of it"
        )
    if space == XLINK:
        return (
            ""
            if name in ("type", "title", "show", "actuate", "arcrole", "role")
            and element in REFERRING
            else "reaches out of it"
        )
    if space is not None:
        return "is of a kind that no drawing needs"
    if name == "style":
        return fault_of_declarations(value, STYLED)
    if name in STYLED or name in TRANSFORMS:
        return fault_of_value(name, value)
    if element == "style" and name == "type" and value.strip().lower() not in ("", "text/css"):
        return "is not text/css"
    return (
        ""
        if name in PLAIN or name.startswith(("aria-", "data-"))
        else "is not one of those that a drawing may have"
    )
