"""Which field a line of YAML belongs to: the list that it is an item of, the group that it is a
field of; and what a line is by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from hub.reading.yaml.blocks import depth_of, is_significant
from hub.reading.yaml.fieldforms import FieldForms

_FAR = 200  # lines: no list of an entry is longer
MARK = r"(?:[–—→➔➢✓✔☐●○■□▪◦‣•·+*]|--+|\d{1,2}[.)](?=\s)|\[[ xX]?\](?=\s)|o(?=\s)|-(?=[^\S \t\n]))"
MARKED = re.compile(rf"(\s*)({MARK})\s*(\S.*)")
EMPTY = re.compile(r"(\s*(?:- +)?)([A-Za-z_]\w*):\s*(?:#.*)?")
FIELD = re.compile(r"\s*(?:- +)?([A-Za-z_]\w*)\s*:(?:\s|$)")


class Owners:
    """The lines of a text, some of which are mended while others are looked at."""

    def __init__(self, lines: Sequence[str], forms: FieldForms) -> None:
        self.lines = lines
        self.forms = forms

    def list_of(self, line: int) -> int | None:
        """The line of the field whose list a line is an item of."""
        depth = depth_of(self.lines[line])
        may_be_item = (
            is_text(self.lines[line])
            or MARKED.match(self.lines[line])
            or self.lines[line].lstrip().startswith("-")
        )
        for number in range(line - 1, max(line - _FAR, -1), -1):
            typed = self.lines[number]
            # is_significant and depth_of, written out: a long list is gone through for each item
            words = typed.lstrip()
            here = len(typed) - len(words)
            if (
                not words
                or words[0] == "#"
                or here > depth
                or (here == depth and words.startswith("- "))
            ):
                continue
            found = EMPTY.fullmatch(typed)
            # a list in an item, in the column of its dash
            inner = found is not None and here < depth and len(found[1]) > depth
            is_own = (
                found is not None and found[2] in self.forms.lists and not inner and may_be_item
            )
            first = self.below(number)
            begins = first.lstrip()[:1] == "-" or MARKED.match(first) is not None
            in_column = (
                here < depth
                or (begins and depth_of(first) == depth)
                or not any(map(is_significant, self.lines[number + 1 : line]))
            )
            return number if is_own and in_column and depth_of(first) >= here else None
        return None

    def group_of(self, line: int) -> str:
        """The name of the group that a line is a field of, indented or not; "" for
        another line.
        """
        depth = depth_of(self.lines[line])
        for number in range(line - 1, max(line - _FAR, -1), -1):
            typed = self.lines[number]
            if not is_significant(typed) or depth_of(typed) > depth:
                continue
            found = EMPTY.fullmatch(typed)
            if found is not None:
                return (
                    found[2]
                    if found[2] in self.forms.groups and found[2] not in self.forms.lists
                    else ""
                )
            if depth_of(typed) < depth:
                return ""
        return ""

    def holds_fields(self, line: int) -> bool:
        """True where a field may stand: at the outermost level, in a group, and in an item that has
        fields.
        """
        depth = depth_of(self.lines[line])
        if depth == 0:
            return not self.lines[line].startswith("-")
        owner = self.list_of(line) if self.lines[line].lstrip().startswith("- ") else None
        if owner is not None:
            return self.name_of(owner) in self.forms.groups
        parent = next(
            (
                self.lines[n]
                for n in range(line - 1, max(line - _FAR, -1), -1)
                if is_significant(self.lines[n]) and depth_of(self.lines[n]) < depth
            ),
            "",
        )
        found = FIELD.match(parent)
        return (
            found is not None
            and found[1] in self.forms.names
            and (parent.lstrip().startswith("- ") or found[1] in self.forms.groups)
        )

    def below(self, line: int) -> str:
        """The next line that says something."""
        return next(
            (
                self.lines[n]
                for n in range(line + 1, min(line + _FAR, len(self.lines)))
                if is_significant(self.lines[n])
            ),
            "",
        )

    def name_of(self, owner: int | None) -> str:
        """The name of the field that begins on a line."""
        found = EMPTY.fullmatch(self.lines[owner]) if owner is not None else None
        return found[2] if found else ""


def is_text(typed: str) -> bool:
    """True for a line that is neither a field nor an item: words alone."""
    return (
        bool(typed.strip())
        and not re.search(r"[:\uff1a\ufe55\u2236\ua789]", typed)
        and re.match(r"\s*[^\s\"'\[\]{}|>&!%@`#,?*•·-]", typed) is not None
        and typed.strip() not in ("---", "...")
    )


def goes_on(typed: str) -> Callable[[str], bool] | None:
    """What tells the lines that are more of a value: a block of text, or what stands in quotes."""
    depth = depth_of(typed)
    if re.search(r"(?::|-) [|>][+-]?\d?[+-]?\s*(?:#.*)?$", typed):
        return lambda line: depth_of(line) > depth
    found = re.search(r"(?:: +|- +)([\"'])(.*)$", typed)
    if found and found[1] not in found[2]:
        return lambda line: FIELD.match(line) is None
    if re.search(r": +[\[{][^\]}]*$", typed):
        return lambda line: FIELD.match(line) is None
    return None
