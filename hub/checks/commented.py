"""Fields of a draft that were filled in behind the # of `hub new`, where nothing reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hub.kinds.fieldgroups import model_inside
from hub.model import Entries, Entry
from hub.problems import Place, Report

_FIELD = re.compile(
    r"(?P<mark>[ \t]*#[ \t]?)(?P<inside>[ \t]*(?:-[ \t]+)?)(?P<name>[a-z][a-z0-9_]*):(?P<value>.*)"
)
_ITEM = re.compile(r"(?P<mark>[ \t]*#[ \t]?)[ \t]*-[ \t]+(?P<value>.*)")


def check_commented_fields(entries: Entries, report: Report) -> None:
    """Warn of each field that a draft lacks, and that stands behind a # with a value."""
    for entry in entries.entries:
        if entry.is_published:
            continue
        for name, place in _filled_in(entry, report.text_by_path.get(entry.source.path, "")):
            words = f"This line begins with #, so it is not read, and {name} is still empty."
            report.add(
                "yaml-value-in-comment",
                place,
                words,
                rows=[
                    (
                        "Write",
                        (
                            "Delete the # in front of it, and of each line that belongs to it. A"
                            " line that only explains may keep its #."
                        ),
                    )
                ],
                severity="warning",
            )


def _filled_in(entry: Entry, text: str) -> Iterator[tuple[str, Place]]:
    """Each field with a value behind a #, once, at the first line that holds one."""
    kind = type(entry.fields)
    lines = text.split("\n")
    last = entry.source.body_line - 1 if entry.source.path.endswith(".md") else len(lines)
    told: set[str] = set()
    field, parts = "", frozenset[str]()
    for number, line in enumerate(lines[:last], 1):
        found = _FIELD.fullmatch(line)
        if found and not found["inside"]:
            is_open = (
                found["name"] in kind.model_fields
                and found["name"] not in entry.source.fields.value_by_name
            )
            field = found["name"] if is_open else ""
            inner = model_inside(kind.model_fields[field].annotation) if field else None
            parts = frozenset(inner.model_fields) if inner else frozenset()
        elif not (found and found["name"] in parts):
            found = None if parts else _ITEM.fullmatch(line)
        if found and field and field not in told and _is_value(found["value"]):
            told.add(field)
            yield field, Place(entry.source.path, number, found["mark"].index("#") + 1)


def _is_value(words: str) -> bool:
    """What somebody wrote: not the words in brackets that say what belongs there."""
    return bool(words.strip()) and not words.strip().startswith(("(", "#"))
