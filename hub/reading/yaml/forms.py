"""Lines of the fields that have the form of something else: a bullet before a field, a list with
other marks, a value that was wrapped.

YAML reads many of them, and makes something else of them. Each is told with the line as it should
be, and read as it was meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from hub.problems import Place, Problem, visible
from hub.reading.yaml.blocks import columns_above, depth_of, is_significant
from hub.reading.yaml.fieldforms import FieldForms
from hub.reading.yaml.indents import with_spaces
from hub.reading.yaml.mends import UNREAD
from hub.reading.yaml.mistakes import NO_COLON, TAB
from hub.reading.yaml.owners import EMPTY, FIELD, MARK, MARKED, Owners, goes_on, is_text
from hub.reading.yaml.slips import in_quotes, named
from hub.reading.yaml.text import MOST_TOLD

_VALUE = re.compile(r"(\s*(?:- +)?(?:[A-Za-z_]\w*:(?= ))? *)([^\s\"'\[{|>&!%@`#-].*)")
_BULLET = re.compile(rf"(?:-|{MARK})\s*([a-z_]+)\s*:(?:\s|$)")
_GLUED = re.compile(r"(\s*)-([^\S\n]*)([a-z_]+):([^\S\n]*)(\S.*)")
_NAMED = re.compile(
    r"(\s*(?:- +)?)([A-Za-z][\w \u00a0-]*|[*_`]+\w+[*_`]*)(\s*):+[*_`]*(?:\s+(.*))?"
)
_WRAPPED = re.compile(r"\s*[a-z][\w'’,-]*(?: [\w'’,-]+)+:(?:\s.*)?")
_JSON = re.compile(r"(\s*)\"(\w+)\"\s*:\s*(.*?),\s*")


def mended_forms(
    text: str, path: str, first_line: int, forms: FieldForms
) -> tuple[str, list[Problem]]:
    """The text with its lines as they were meant, and what is told of them."""
    reader = _Forms(text.split("\n"), path, first_line, forms=forms)
    reader.read()
    return "\n".join(reader.lines), reader.told


class _Forms:
    """The lines of one text, each looked at once, from the top."""

    def __init__(self, lines: list[str], path: str, first_line: int, forms: FieldForms) -> None:
        self.lines = lines
        self.path = path
        self.first_line = first_line
        self.forms = forms
        self.owners = Owners(lines, forms)
        self.told: list[Problem] = []
        self.above: int | None = None  # the nearest line above that says something
        # columns that the lines of a group are moved by, when they are indented with tabs
        self.shift: int | None = None

    def read(self) -> None:
        if next(filter(is_significant, self.lines), "").lstrip()[:1] in ("{", "["):
            return
        rules = (
            self._indent,
            self._bullet,
            self._in_group,
            self._json,
            self._item,
            self._glued,
            self._name,
            self._group,
            self._first_item,
            self._step,
            self._wrapped,
            self._joined,
        )
        skipped: Callable[[str], bool] | None = None
        for line in range(len(self.lines)):
            if len(self.told) >= MOST_TOLD:
                return
            if not is_significant(self.lines[line]) or (
                skipped is not None and skipped(self.lines[line])
            ):
                continue
            known = len(self.told)
            for rule in rules:
                rule(line)
            new = [
                problem
                for problem in self.told[known:]
                if problem.place.line == self.first_line + line
            ]
            if len(new) > 1:  # a line is told once, with all that is mended in it
                others = [problem for problem in self.told[known:] if problem not in new]
                self.told[known:] = [replace(new[0], rows=new[-1].rows), *others]
            if is_significant(self.lines[line]):
                self.above = line
                skipped = goes_on(self.lines[line])

    def _tell(
        self,
        line: int,
        message: str,
        meant: str,
        *,
        code: str = "yaml-syntax",
        length: int = 1,
        mended: str | None = None,
    ) -> None:
        typed = self.lines[line]
        place = Place(self.path, self.first_line + line, depth_of(typed) + 1, length=length)
        self.told.append(
            Problem(
                code,
                place,
                visible(message),
                rows=(
                    (
                        "Write",
                        visible(
                            meant.strip()
                            if depth_of(meant) == depth_of(typed) or mended is not None
                            else meant.rstrip()
                        ),
                    ),
                ),
            )
        )
        self.lines[line] = meant if mended is None else mended

    def _indent(self, line: int) -> None:
        """A line of a group that is indented with tabs, or with spaces that are none for YAML."""
        typed = self.lines[line]
        lead = typed[: depth_of(typed)]
        if not lead.strip(" "):
            self.shift = None
            return
        width = len(lead.replace("\t", "  "))
        owner = EMPTY.fullmatch(self.lines[self.above]) if self.above is not None else None
        if "\t" in lead:
            if owner is not None and self.above is not None:
                self.shift = max(depth_of(self.lines[self.above]) + 2 - width, 0)
            if self.shift is None:
                return
            meant = " " * (width + self.shift) + typed.strip()
            problem = with_spaces(
                Problem(
                    "yaml-syntax",
                    Place(self.path, self.first_line + line, lead.index("\t") + 1),
                    TAB,
                ),
                meant,
            )
            self.told.append(problem)
        else:
            columns = columns_above(self.lines, line)
            if not (owner is not None and width > len(owner[1])) and columns:
                width = min(columns, key=lambda column: abs(column - width))
            position = next(place for place, letter in enumerate(lead) if letter != " ")
            meant = " " * width + typed.strip()
            message = (
                f"This line starts with {named(lead[position])}, which looks like a space and is"
                " not one."
            )
            row = ("Write", meant) if width else ("Write", meant.strip())
            self.told.append(
                Problem(
                    "yaml-syntax",
                    Place(self.path, self.first_line + line, position + 1),
                    message,
                    rows=(row,),
                )
            )
        self.lines[line] = meant

    def _bullet(self, line: int) -> None:
        """A field of the entry with a bullet in front of it."""
        typed = self.lines[line]
        found = _BULLET.match(typed)
        if (
            found is None
            or found[1] not in self.forms.names
            or self.owners.list_of(line) is not None
        ):
            return
        below = self.owners.below(line)
        if (
            typed.startswith("- ")
            and below.startswith("  ")
            and FIELD.match(below)
            and not EMPTY.fullmatch(typed)
        ):
            return  # all the fields are one item of a list
        self._tell(
            line,
            "A field of the entry begins with its name, and here it begins with the sign of a list"
            " item. Take that out.",
            typed[found.start(1) :],
            code="wrong-type",
        )

    def _in_group(self, line: int) -> None:
        """A field of a group that begins like a list item, or in the column of the group."""
        typed = self.lines[line]
        found = re.fullmatch(r"(\s*)(- +)?([a-z_]+):(?: .*)?", typed)
        group = self.owners.group_of(line) if found else ""
        if found is None or found[3] not in self.forms.groups.get(group, ()):
            return
        depth = len(found[1])
        owner = next(
            number for number in range(line - 1, -1, -1) if self.owners.name_of(number) == group
        )
        if depth > depth_of(self.lines[owner]) and found[2]:
            self._tell(
                line,
                f"{group} is a group of fields, and its fields have no dash in front of them.",
                f"{found[1]}{typed[found.start(3) :]}",
                code="wrong-type",
            )
        elif (
            depth == depth_of(self.lines[owner])
            and found[3] not in self.forms.outer
            and (self.above == owner or depth_of(self.lines[self.above or 0]) > depth)
        ):
            self._tell(
                line,
                f"A field of the group {group} is indented by two spaces more than it.",
                f"{found[1]}  {typed[found.start(3) :]}",
            )

    def _json(self, line: int) -> None:
        """A field as programs write it: its name in quotes, and a comma at the end."""
        found = _JSON.fullmatch(self.lines[line])
        if found is not None and found[2] in self.forms.names:
            value = found[3].strip()
            plain = re.fullmatch(r'"([A-Za-z0-9][\w ./-]*)"', value)
            self._tell(
                line,
                "A field is a name, a colon, a space and a value, with no comma at the end of the"
                " line.",
                f"{found[1]}{found[2]}: {plain[1] if plain else value}",
            )

    def _item(self, line: int) -> None:
        """An item of a list with another mark in front of it, or with none."""
        typed = self.lines[line]
        owner = self.owners.list_of(line)
        if owner is None:
            return
        found = MARKED.fullmatch(typed)
        if found is not None:
            begins = (
                f"what stands after this dash is {named(typed[len(found[1]) + 1])}"
                if found[2] == "-"
                else f'here it begins with "{found[2]}"'
            )
            self._tell(
                line,
                f"A list item begins with a dash and a space, and {begins}.",
                f"{found[1]}- {self._as_item(found[3], owner)}",
                length=len(found[2]),
            )
        elif (
            self.above == owner
            and is_text(typed)
            and self._as_item("x", owner)[:3] not in ("key", "id:")
        ):
            self._items_without_marks(line, owner)

    def _as_item(self, text: str, owner: int) -> str:
        """The text as an item of a list takes it: in quotes where it must be, and with the name of
        the first field of an item with fields.
        """
        fields = self.forms.groups.get(self.owners.name_of(owner))
        if fields:
            return text if ":" in text or text[0] in "{[" else f"{fields[0]}: {text}"
        return in_quotes(text) if re.search(r": | #|:$|^[&*!|>%@`#?]", text) else text

    def _items_without_marks(self, line: int, owner: int) -> None:
        depth = depth_of(self.lines[line])
        items: list[tuple[int, str]] = []
        end = line
        while (
            end < len(self.lines)
            and is_text(self.lines[end])
            and depth_of(self.lines[end]) == depth
        ):
            text = self.lines[end].strip()
            if items and text[0].islower() and " " in text and items[-1][1][-1] not in ".;!?,":
                items[-1] = (items[-1][0], f"{items[-1][1]} {text}")
            else:
                items.append((end, text))
            end += 1
        if len(items) < 2 and depth > depth_of(self.lines[owner]):
            return  # one text in the place of a list, which may be one item or several
        starts = {number for number, _ in items}
        self.lines[line:end] = [
            text if line + number in starts else ""
            for number, text in enumerate(self.lines[line:end])
        ]
        for number, text in items[:MOST_TOLD]:
            self._tell(
                number,
                "A list item begins with a dash and a space, and here they are missing.",
                f"{' ' * depth}- {self._as_item(text, owner)}",
            )

    def _glued(self, line: int) -> None:
        """An item of a list whose first field has no space after the dash, or after the colon."""
        found = _GLUED.fullmatch(self.lines[line])
        if (
            found is None
            or found[3] not in self.forms.names
            or (found[2] and found[4])
            or found[5].startswith("//")
            or (not found[1] and self.owners.list_of(line) is None)
        ):
            return
        message = (
            "There is no space after this colon, so the line is not read as a field."
            if found[2]
            else (
                "A list item begins with a dash and a space, and there is no space after this dash."
            )
        )
        self._tell(line, message, f"{found[1]}- {found[3]}: {found[5]}")

    def _name(self, line: int) -> None:
        """A name of a field in another spelling: with a capital, or with a space in it."""
        found = _NAMED.fullmatch(self.lines[line])
        if found is None or (
            found[2] in self.forms.names
            and not found[3].strip(" ")
            and "::" not in self.lines[line][: found.end(2) + 2]
        ):
            return
        name = re.sub(r"[\s-]+", "_", found[2].strip("*_`").strip().lower())
        if name not in self.forms.names or not self.owners.holds_fields(line):
            return
        message = (
            f'The name of this field is "{name}", in small letters, without spaces and with one'
            " colon after it."
        )
        self._tell(
            line,
            message,
            f"{found[1]}{name}: {found[4] or ''}".rstrip(),
            code="unknown-field",
            length=len(found[2]),
        )

    def _group(self, line: int) -> None:
        """The first field of a group on the line of the group."""
        found = re.fullmatch(r"(\s*)(\w+): +(\w+): +(.*)", self.lines[line])
        if (
            found is None
            or found[2] in self.forms.lists
            or found[3] not in self.forms.groups.get(found[2], ())
        ):
            return
        self._tell(
            line,
            f"The fields of {found[2]} stand on the lines below it, each on a line of its own.",
            f"{found[2]}: and on the next line   {found[3]}: {found[4]}",
            mended=f"{found[1]}{found[2]}: {UNREAD}",
        )
        for below in range(line + 1, len(self.lines)):
            if is_significant(self.lines[below]) and depth_of(self.lines[below]) <= len(found[1]):
                break
            self.lines[below] = ""

    def _first_item(self, line: int) -> None:
        """A list whose first item stands on the line of its field."""
        found = re.fullmatch(r"(\s*)(\w+): +([^\s\[{\"'|>&*!#-].*)", self.lines[line])
        below = self.owners.below(line)
        if (
            found is None
            or found[2] not in self.forms.lists
            or not below.lstrip().startswith("- ")
            or depth_of(below) < len(found[1])
        ):
            return
        meant = f"{found[2]}: and on the next line   - {found[3]}"
        self._tell(
            line,
            "A list starts on the line below its field name.",
            meant,
            mended=f"{found[1]}{found[2]}:",
        )

    def _step(self, line: int) -> None:
        """An item with fields whose first has no name."""
        found = re.fullmatch(r"(\s*)- +([^\s\"'\[{|>&!%@`#-][^:]*)", self.lines[line])
        owner = self.owners.list_of(line) if found else None
        fields = self.forms.groups.get(self.owners.name_of(owner), ()) if owner is not None else ()
        below = self.owners.below(line)
        told = FIELD.match(below)
        if (
            found is None
            or not fields
            or told is None
            or told[1] not in fields
            or depth_of(below) <= len(found[1])
            or below.lstrip().startswith("-")
        ):
            return
        first = next((name for name in fields if name != told[1]), fields[0])
        self._tell(
            line,
            f"An item of {self.owners.name_of(owner)} begins with the name of a field, such as"
            f' "{first}".',
            f"{found[1]}- {first}: {found[2]}",
        )

    def _wrapped(self, line: int) -> None:
        """A line with a colon in it that goes on with the text above."""
        typed = self.lines[line]
        above = _VALUE.fullmatch(self.lines[self.above]) if self.above is not None else None
        if (
            above is None
            or self.above is None
            or not above[1].strip()
            or above[2].rstrip()[-1] in ".!?"
            or not _WRAPPED.fullmatch(typed)
        ):
            return
        meant = f"{above[1]}{in_quotes(f'{above[2].strip()} {typed.strip()}')}"
        message = (
            "A colon followed by a space makes a field of this line. If it goes on with the line"
            " above, write both in one line and in quotes."
        )
        self._tell(line, message, meant, mended="")
        self.lines[self.above] = meant

    def _joined(self, line: int) -> None:
        """Lines that go on with the text above, and begin in the first column."""
        typed = self.lines[line]
        if (
            self.above is None
            or not is_text(typed)
            or depth_of(typed) > 0
            or typed.split()[0].rstrip("=;,.-") in self.forms.names
        ):
            return
        head = self.lines[self.above]
        above = _VALUE.fullmatch(head)
        empty = EMPTY.fullmatch(head)
        if empty is not None and (empty[2] in self.forms.lists or empty[2] in self.forms.groups):
            return
        if empty is None and (above is None or not above[1].strip()):
            return
        end = line
        while (
            end < len(self.lines)
            and is_text(self.lines[end])
            and depth_of(self.lines[end]) == 0
            and self.lines[end].split()[0].rstrip("=;,.-") not in self.forms.names
        ):
            end += 1
        more = " ".join(text.strip() for text in self.lines[line:end])
        meant = f"{head.rstrip()} {more}"
        if (
            empty is None
            and above is not None
            and (": " in above[2] or " #" in f"{above[2]} {more}")
        ):
            return
        self._tell(
            line,
            f"{NO_COLON} If it goes on with the line above, write both in one line.",
            meant,
            mended="",
        )
        self.lines[line:end] = [""] * (end - line)
        self.lines[self.above] = meant
