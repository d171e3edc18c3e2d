"""Styles in a drawing: which properties and functions may stand there. What is not listed cannot
fetch, run or move anything.
"""

from __future__ import annotations

import re
from collections.abc import Container

from lxml import etree

# Of all functions these make a color, a number or a movement. url() leads to a part of the drawing
# itself; image-set(), src(), image() and the like are not here.
_FUNCTIONS = frozenset(
    "rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix light-dark calc min max clamp var"
    " matrix translate translatex translatey scale scalex scaley rotate skew skewx skewy not is"
    " where nth-child nth-of-type first-child last-child rect".split()
)
_REFERENCES = frozenset(
    "fill stroke clip-path mask marker marker-start marker-mid marker-end".split()
)
_AT_RULES = frozenset({"media", "supports"})
_ALSO = frozenset(
    "stroke-alignment text-align line-height -inkscape-font-specification -inkscape-stroke"
    " -inkscape-text-align text-indent text-transform text-decoration-line text-decoration-style"
    " text-decoration-color text-orientation text-shadow block-progression color-scheme background"
    " background-color cursor user-select font-variant-ligatures font-variant-position"
    " font-variant-caps font-variant-numeric font-variant-alternates font-variant-east-asian"
    " font-feature-settings font-variation-settings font-kerning shape-padding shape-margin"
    " inline-size box-sizing margin padding".split()
)
_ESCAPE = re.compile(
    r"\\(?:([0-9a-fA-F]{1,6})(?:\r\n|[ \t\r\n\f])?|(\r\n|[\n\r\f])|(.))", re.DOTALL
)
_COMMENT = re.compile(r"/\*.*?(?:\*/|$)", re.DOTALL)
_NAME_BEFORE = re.compile(r"[\w-]*$")
_LONGEST_NAME = 40  # letters of a function's name that are looked at; the longest listed has 13
_URL = re.compile(
    r"""url\(\s*(?:"#[^"\\()\s]+"|'#[^'\\()\s]+'|#[^'"\\()\s]+)\s*\)""", re.IGNORECASE
)
_AT = re.compile(r"@\s*([\w-]+)")
# in which a semicolon ends no declaration
_VALUE_PART = re.compile(r"\"[^\"]*\"|'[^']*'|\([^()]*\)")


def decoded(text: str) -> str:
    """The text with its escapes read, as a browser reads them: a backslash with 72 behind it is an
    r.
    """
    return _ESCAPE.sub(_meant, text) if "\\" in text else text


def _meant(found: re.Match[str]) -> str:
    if found[1]:
        point = int(found[1], 16)
        return chr(point) if 0 < point <= 0x10FFFF and not 0xD800 <= point <= 0xDFFF else "\ufffd"
    return found[3] or ""


def sheet_of(element: etree._Element) -> str:
    """The rules of a style element, without comments and with escapes read."""
    return _COMMENT.sub(" ", decoded("".join(str(piece) for piece in element.itertext())))


def fault_of_value(name: str, value: str) -> str:
    """Why the value of a property may not stand in a drawing; empty when it may."""
    return _fault_of_functions(decoded(value), takes_url=name in _REFERENCES)


def fault_of_declarations(text: str, properties: Container[str]) -> str:
    """Why the declarations of a `style` attribute may not stand in a drawing; empty when they
    may.
    """
    plain = decoded(text)
    why = _fault_of_functions(plain, takes_url=True)
    if why or "{" in plain or "}" in plain:
        return why or "holds rules in the place of declarations"
    return _fault_of_names(plain, properties)


def fault_of_sheet(text: str, properties: Container[str]) -> str:
    """Why the rules of a style sheet may not stand in a drawing; empty when they may."""
    plain = decoded(text)
    for rule in _AT.findall(plain):
        if rule.lower() not in _AT_RULES:
            return f"holds @{rule}"
    why = _fault_of_functions(plain, takes_url=True)
    if why:
        return why
    for block in re.findall(r"\{([^{}]*)(?:\}|$)", _COMMENT.sub(" ", plain)):
        if why := _fault_of_names(block, properties):
            return why
    return ""


def first_line_with_fault(text: str, properties: Container[str]) -> int:
    """Which line of a style sheet with a fault is the first that has one, counted from 0. Halving,
    since each try reads from the top.
    """
    lines = text.split("\n")
    low, high = 0, len(lines) - 1
    while low < high:
        middle = (low + high) // 2
        if fault_of_sheet("\n".join(lines[: middle + 1]), properties):
            high = middle
        else:
            low = middle + 1
    return low


def _fault_of_functions(plain: str, *, takes_url: bool) -> str:
    """Comments and strings are read as well: what stands in them cannot hide anything, whatever a
    browser takes for their end.
    """
    if "script" in plain.lower() and re.search(r"(?:java|vb)script\s*:", plain, re.IGNORECASE):
        return "is a script"
    if "(" not in plain and "@" not in plain:
        return ""
    rest = _URL.sub(" ", plain) if takes_url else plain
    if re.search(r"@\s*import", rest, re.IGNORECASE):
        return "holds @import"
    for bracket in re.finditer(r"\(", rest):
        before = _NAME_BEFORE.search(
            rest[max(0, bracket.start() - _LONGEST_NAME) : bracket.start()]
        )
        name = before.group().lower() if before else ""
        if name == "url":
            return "reaches out of it"
        if re.search(r"[^\W\d]", name) and name not in _FUNCTIONS:
            return f"holds {name}()"
    return ""


def _fault_of_names(text: str, properties: Container[str]) -> str:
    """The first property that is not listed, or that has a url() and takes none."""
    bare = _VALUE_PART.sub(" ", _URL.sub("\0", _COMMENT.sub(" ", text)))
    for declaration in bare.split(";"):
        name, _, value = declaration.partition(":")
        name = name.strip().lower()
        if (
            name
            and name not in properties
            and name not in _ALSO
            and not name.startswith("-inkscape-")
        ):
            return f"sets {name[:40]}"
        if "\0" in value and name not in _REFERENCES:
            return f"has a picture as {name}"
    return ""
