"""Lines of the fields that have the form of something else: a bullet before a field, a list with
other marks, a value that was wrapped.

YAML reads many of them, and makes something else of them. Each is told with the line as it should
be, and read as it was meant.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hub.problems import Problem
from hub.reading.yaml.blocks import is_significant
from hub.reading.yaml.fieldforms import FieldForms
from hub.reading.yaml.formlines import FormLines
from hub.reading.yaml.listforms import (
    mend_bullet,
    mend_first_item,
    mend_glued_item,
    mend_item,
    mend_item_without_name,
)
from hub.reading.yaml.nameforms import (
    mend_field_of_group,
    mend_group,
    mend_indent,
    mend_json,
    mend_name,
    mend_text_in_first_column,
    mend_wrapped_text,
)
from hub.reading.yaml.owners import goes_on
from hub.reading.yaml.text import MOST_TOLD

_RULES = (
    mend_indent,
    mend_bullet,
    mend_field_of_group,
    mend_json,
    mend_item,
    mend_glued_item,
    mend_name,
    mend_group,
    mend_first_item,
    mend_item_without_name,
    mend_wrapped_text,
    mend_text_in_first_column,
)


def mended_forms(
    text: str, path: str, first_line: int, forms: FieldForms
) -> tuple[str, list[Problem]]:
    """The text with its lines as they were meant, and what is told of them."""
    lines = FormLines(text.split("\n"), path, first_line, forms=forms)
    _mend(lines)
    return "\n".join(lines.texts), lines.told


def _mend(lines: FormLines) -> None:
    if next(filter(is_significant, lines.texts), "").lstrip()[:1] in ("{", "["):
        return
    skipped: Callable[[str], bool] | None = None
    for line in range(len(lines.texts)):
        if len(lines.told) >= MOST_TOLD:
            return
        if not is_significant(lines.texts[line]) or (
            skipped is not None and skipped(lines.texts[line])
        ):
            continue
        known = len(lines.told)
        for rule in _RULES:
            rule(lines, line)
        new = [
            problem
            for problem in lines.told[known:]
            if problem.place.line == lines.first_line + line
        ]
        if len(new) > 1:  # a line is told once, with all that is mended in it
            others = [problem for problem in lines.told[known:] if problem not in new]
            lines.told[known:] = [replace(new[0], rows=new[-1].rows), *others]
        if is_significant(lines.texts[line]):
            lines.above = line
            skipped = goes_on(lines.texts[line])
