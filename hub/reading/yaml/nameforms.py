"""Names and values of fields in forms that YAML does not know."""

from __future__ import annotations

import re

from hub.problems import Place, Problem
from hub.reading.yaml.blocks import columns_above, depth_of, is_significant
from hub.reading.yaml.formlines import FormLines
from hub.reading.yaml.indents import with_spaces
from hub.reading.yaml.mends import UNREAD
from hub.reading.yaml.owners import EMPTY, is_text
from hub.reading.yaml.slips import in_quotes, named
from hub.reading.yaml.stops import NO_COLON, TAB

_VALUE = re.compile(r"(\s*(?:- +)?(?:[A-Za-z_]\w*:(?= ))? *)([^\s\"'\[{|>&!%@`#-].*)")
_NAMED = re.compile(
    r"(\s*(?:- +)?)([A-Za-z][\w \u00a0-]*|[*_`]+\w+[*_`]*)(\s*):+[*_`]*(?:\s+(.*))?"
)
_WRAPPED = re.compile(r"\s*[a-z][\w'’,-]*(?: [\w'’,-]+)+:(?:\s.*)?")
_JSON = re.compile(r"(\s*)\"(\w+)\"\s*:\s*(.*?),\s*")


def mend_indent(lines: FormLines, line: int) -> None:
    """A line of a group that is indented with tabs, or with spaces that are none for YAML."""
    typed = lines.texts[line]
    lead = typed[: depth_of(typed)]
    if not lead.strip(" "):
        lines.shift = None
        return
    width = len(lead.replace("\t", "  "))
    owner = EMPTY.fullmatch(lines.texts[lines.above]) if lines.above is not None else None
    if "\t" in lead:
        if owner is not None and lines.above is not None:
            lines.shift = max(depth_of(lines.texts[lines.above]) + 2 - width, 0)
        if lines.shift is None:
            return
        meant = " " * (width + lines.shift) + typed.strip()
        problem = with_spaces(
            Problem(
                "yaml-syntax",
                Place(lines.path, lines.first_line + line, lead.index("\t") + 1),
                TAB,
            ),
            meant,
        )
        lines.told.append(problem)
    else:
        columns = columns_above(lines.texts, line)
        if not (owner is not None and width > len(owner[1])) and columns:
            width = min(columns, key=lambda column: abs(column - width))
        position = next(place for place, letter in enumerate(lead) if letter != " ")
        meant = " " * width + typed.strip()
        message = (
            f"This line starts with {named(lead[position])}, which looks like a space and is"
            " not one."
        )
        row = ("Write", meant) if width else ("Write", meant.strip())
        lines.told.append(
            Problem(
                "yaml-syntax",
                Place(lines.path, lines.first_line + line, position + 1),
                message,
                rows=(row,),
            )
        )
    lines.texts[line] = meant


def mend_field_of_group(lines: FormLines, line: int) -> None:
    """A field of a group that begins like a list item, or in the column of the group."""
    typed = lines.texts[line]
    found = re.fullmatch(r"(\s*)(- +)?([a-z_]+):(?: .*)?", typed)
    group = lines.owners.group_of(line) if found else ""
    if found is None or found[3] not in lines.forms.groups.get(group, ()):
        return
    depth = len(found[1])
    owner = next(
        number for number in range(line - 1, -1, -1) if lines.owners.name_of(number) == group
    )
    if depth > depth_of(lines.texts[owner]) and found[2]:
        lines.tell(
            line,
            f"{group} is a group of fields, and its fields have no dash in front of them.",
            f"{found[1]}{typed[found.start(3) :]}",
            code="wrong-type",
        )
    elif (
        depth == depth_of(lines.texts[owner])
        and found[3] not in lines.forms.outer
        and (lines.above == owner or depth_of(lines.texts[lines.above or 0]) > depth)
    ):
        lines.tell(
            line,
            f"A field of the group {group} is indented by two spaces more than it.",
            f"{found[1]}  {typed[found.start(3) :]}",
        )


def mend_json(lines: FormLines, line: int) -> None:
    """A field as programs write it: its name in quotes, and a comma at the end."""
    found = _JSON.fullmatch(lines.texts[line])
    if found is not None and found[2] in lines.forms.names:
        value = found[3].strip()
        plain = re.fullmatch(r'"([A-Za-z0-9][\w ./-]*)"', value)
        lines.tell(
            line,
            "A field is a name, a colon, a space and a value, with no comma at the end of the"
            " line.",
            f"{found[1]}{found[2]}: {plain[1] if plain else value}",
        )


def mend_name(lines: FormLines, line: int) -> None:
    """A name of a field in another spelling: with a capital, or with a space in it."""
    found = _NAMED.fullmatch(lines.texts[line])
    if found is None or (
        found[2] in lines.forms.names
        and not found[3].strip(" ")
        and "::" not in lines.texts[line][: found.end(2) + 2]
    ):
        return
    name = re.sub(r"[\s-]+", "_", found[2].strip("*_`").strip().lower())
    if name not in lines.forms.names or not lines.owners.holds_fields(line):
        return
    message = (
        f'The name of this field is "{name}", in small letters, without spaces and with one'
        " colon after it."
    )
    lines.tell(
        line,
        message,
        f"{found[1]}{name}: {found[4] or ''}".rstrip(),
        code="unknown-field",
        length=len(found[2]),
    )


def mend_group(lines: FormLines, line: int) -> None:
    """The first field of a group on the line of the group."""
    found = re.fullmatch(r"(\s*)(\w+): +(\w+): +(.*)", lines.texts[line])
    if (
        found is None
        or found[2] in lines.forms.lists
        or found[3] not in lines.forms.groups.get(found[2], ())
    ):
        return
    lines.tell(
        line,
        f"The fields of {found[2]} stand on the lines below it, each on a line of its own.",
        f"{found[2]}: and on the next line   {found[3]}: {found[4]}",
        mended=f"{found[1]}{found[2]}: {UNREAD}",
    )
    for below in range(line + 1, len(lines.texts)):
        if is_significant(lines.texts[below]) and depth_of(lines.texts[below]) <= len(found[1]):
            break
        lines.texts[below] = ""


def mend_wrapped_text(lines: FormLines, line: int) -> None:
    """A line with a colon in it that goes on with the text above."""
    typed = lines.texts[line]
    above = _VALUE.fullmatch(lines.texts[lines.above]) if lines.above is not None else None
    if (
        above is None
        or lines.above is None
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
    lines.tell(line, message, meant, mended="")
    lines.texts[lines.above] = meant


def mend_text_in_first_column(lines: FormLines, line: int) -> None:
    """Lines that go on with the text above, and begin in the first column."""
    typed = lines.texts[line]
    if (
        lines.above is None
        or not is_text(typed)
        or depth_of(typed) > 0
        or typed.split()[0].rstrip("=;,.-") in lines.forms.names
    ):
        return
    head = lines.texts[lines.above]
    above = _VALUE.fullmatch(head)
    empty = EMPTY.fullmatch(head)
    if empty is not None and (empty[2] in lines.forms.lists or empty[2] in lines.forms.groups):
        return
    if empty is None and (above is None or not above[1].strip()):
        return
    end = line
    while (
        end < len(lines.texts)
        and is_text(lines.texts[end])
        and depth_of(lines.texts[end]) == 0
        and lines.texts[end].split()[0].rstrip("=;,.-") not in lines.forms.names
    ):
        end += 1
    more = " ".join(text.strip() for text in lines.texts[line:end])
    meant = f"{head.rstrip()} {more}"
    if empty is None and above is not None and (": " in above[2] or " #" in f"{above[2]} {more}"):
        return
    lines.tell(
        line,
        f"{NO_COLON} If it goes on with the line above, write both in one line.",
        meant,
        mended="",
    )
    lines.texts[line:end] = [""] * (end - line)
    lines.texts[lines.above] = meant
