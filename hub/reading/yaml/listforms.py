"""Lists in forms that YAML does not know: other marks or none, and items glued together."""

from __future__ import annotations

import re

from hub.reading.yaml.blocks import depth_of
from hub.reading.yaml.formlines import FormLines
from hub.reading.yaml.owners import EMPTY, FIELD, MARK, MARKED, is_text
from hub.reading.yaml.slips import in_quotes, named
from hub.reading.yaml.text import MOST_TOLD

_BULLET = re.compile(rf"(?:-|{MARK})\s*([a-z_]+)\s*:(?:\s|$)")
_GLUED = re.compile(r"(\s*)-([^\S\n]*)([a-z_]+):([^\S\n]*)(\S.*)")


def mend_bullet(lines: FormLines, line: int) -> None:
    """A field of the entry with a bullet in front of it."""
    typed = lines.texts[line]
    found = _BULLET.match(typed)
    if found is None or found[1] not in lines.forms.names or lines.owners.list_of(line) is not None:
        return
    below = lines.owners.below(line)
    if (
        typed.startswith("- ")
        and below.startswith("  ")
        and FIELD.match(below)
        and not EMPTY.fullmatch(typed)
    ):
        return  # all the fields are one item of a list
    lines.tell(
        line,
        "A field of the entry begins with its name, and here it begins with the sign of a list"
        " item. Take that out.",
        typed[found.start(1) :],
        code="wrong-type",
    )


def mend_item(lines: FormLines, line: int) -> None:
    """An item of a list with another mark in front of it, or with none."""
    typed = lines.texts[line]
    owner = lines.owners.list_of(line)
    if owner is None:
        return
    found = MARKED.fullmatch(typed)
    if found is not None:
        begins = (
            f"what stands after this dash is {named(typed[len(found[1]) + 1])}"
            if found[2] == "-"
            else f'here it begins with "{found[2]}"'
        )
        lines.tell(
            line,
            f"A list item begins with a dash and a space, and {begins}.",
            f"{found[1]}- {_as_item(lines, found[3], owner)}",
            length=len(found[2]),
        )
    elif (
        lines.above == owner
        and is_text(typed)
        and _as_item(lines, "x", owner)[:3] not in ("key", "id:")
    ):
        _items_without_marks(lines, line, owner)


def _as_item(lines: FormLines, text: str, owner: int) -> str:
    """The text as an item of a list takes it: in quotes where it must be, and with the name of
    the first field of an item with fields.
    """
    fields = lines.forms.groups.get(lines.owners.name_of(owner))
    if fields:
        return text if ":" in text or text[0] in "{[" else f"{fields[0]}: {text}"
    return in_quotes(text) if re.search(r": | #|:$|^[&*!|>%@`#?]", text) else text


def _items_without_marks(lines: FormLines, line: int, owner: int) -> None:
    depth = depth_of(lines.texts[line])
    items: list[tuple[int, str]] = []
    end = line
    while (
        end < len(lines.texts) and is_text(lines.texts[end]) and depth_of(lines.texts[end]) == depth
    ):
        text = lines.texts[end].strip()
        if items and text[0].islower() and " " in text and items[-1][1][-1] not in ".;!?,":
            items[-1] = (items[-1][0], f"{items[-1][1]} {text}")
        else:
            items.append((end, text))
        end += 1
    if len(items) < 2 and depth > depth_of(lines.texts[owner]):
        return  # one text in the place of a list, which may be one item or several
    starts = {number for number, _ in items}
    lines.texts[line:end] = [
        text if line + number in starts else "" for number, text in enumerate(lines.texts[line:end])
    ]
    for number, text in items[:MOST_TOLD]:
        lines.tell(
            number,
            "A list item begins with a dash and a space, and here they are missing.",
            f"{' ' * depth}- {_as_item(lines, text, owner)}",
        )


def mend_glued_item(lines: FormLines, line: int) -> None:
    """An item of a list whose first field has no space after the dash, or after the colon."""
    found = _GLUED.fullmatch(lines.texts[line])
    if (
        found is None
        or found[3] not in lines.forms.names
        or (found[2] and found[4])
        or found[5].startswith("//")
        or (not found[1] and lines.owners.list_of(line) is None)
    ):
        return
    message = (
        "There is no space after this colon, so the line is not read as a field."
        if found[2]
        else ("A list item begins with a dash and a space, and there is no space after this dash.")
    )
    lines.tell(line, message, f"{found[1]}- {found[3]}: {found[5]}")


def mend_first_item(lines: FormLines, line: int) -> None:
    """A list whose first item stands on the line of its field."""
    found = re.fullmatch(r"(\s*)(\w+): +([^\s\[{\"'|>&*!#-].*)", lines.texts[line])
    below = lines.owners.below(line)
    if (
        found is None
        or found[2] not in lines.forms.lists
        or not below.lstrip().startswith("- ")
        or depth_of(below) < len(found[1])
    ):
        return
    meant = f"{found[2]}: and on the next line   - {found[3]}"
    lines.tell(
        line,
        "A list starts on the line below its field name.",
        meant,
        mended=f"{found[1]}{found[2]}:",
    )


def mend_item_without_name(lines: FormLines, line: int) -> None:
    """An item with fields whose first has no name."""
    found = re.fullmatch(r"(\s*)- +([^\s\"'\[{|>&!%@`#-][^:]*)", lines.texts[line])
    owner = lines.owners.list_of(line) if found else None
    fields = lines.forms.groups.get(lines.owners.name_of(owner), ()) if owner is not None else ()
    below = lines.owners.below(line)
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
    lines.tell(
        line,
        f"An item of {lines.owners.name_of(owner)} begins with the name of a field, such as"
        f' "{first}".',
        f"{found[1]}- {first}: {found[2]}",
    )
