"""The nodes of a YAML text, whatever is wrong with it: the front door of the reader of YAML."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from hub.nodes import Node
from hub.problems import Problem, Report
from hub.yamltext import MOST_TOLD, read_part

if TYPE_CHECKING:
    from hub.fieldforms import FieldForms

Names = Callable[[], frozenset[str]]
_UNLIKE_FIELDS = re.compile(  # lines that may be meant otherwise than YAML reads them: few files have one, and only these are looked at line by line
    r"^[ ]*(?:(?:[–—→➔➢✓✔☐●○■□▪◦‣•·+*o]|--+|\d{1,2}[.)]|\[[ xX]?\])[^\S\n]|[^\S \t\n]|-[^ \n-]|- [a-z_]+:[^ \n]|(?:- )?[A-Z]\w*[ \u00a0]?:|\w+(?: \w+|\u00a0):|\"|\w+: +\w+: |[*_`]+\w+[*_`]*:|[a-z_]+::)"
    r"|^- [a-z_]+:|^\w+:[ ]*\n\w+:|^\w+: [^\n]*\n[ ]+- |:[ ]*\n[ ]*[^\s#:-][^:\n]*$",
    re.MULTILINE,
)


def read_through(text: str, path: str, report: Report, *, first_line: int = 1, names: Names = frozenset, forms: Callable[[], FieldForms] | None = None) -> Node | None:
    """The nodes of a YAML text, with every mistake in it told; what nobody can read is marked in them. None for a text without any field.

    `names` gives the names of fields: a line that begins with one of them has lost its colon.
    `forms` gives what the fields of an entry hold, so that a line in the form of something else is told, and read as it was meant.
    """
    seen = Report()
    node = read_part(text, path, seen, first_line=first_line)
    codes = {problem.code for problem in seen.problems}
    if "too-large" in codes:
        report.problems.extend(seen.problems[:MOST_TOLD])
        return node
    told: list[Problem] = []
    if forms is not None and (codes or _UNLIKE_FIELDS.search(text)):
        from hub.yamlforms import mended_forms  # noqa: PLC0415  # few files need it

        text, told = mended_forms(text, path, first_line, forms())
    if told:
        report.problems.extend(told)
        seen = Report()
        node = read_part(text, path, seen, first_line=first_line)
    elif not codes:
        return node
    from hub.yamlrounds import KEPT, Rounds  # noqa: PLC0415  # few files need it

    codes = {problem.code for problem in seen.problems}
    if not told and (codes & {"yaml-empty"} or (node is not None and codes <= KEPT)):
        report.problems.extend(seen.problems[:MOST_TOLD])
        return node
    mark = report.mark()
    found = Rounds(path, report, first_line, names, {problem.place.line for problem in told}).read(text)
    if codes and not told and not report.has_errors_since(mark):  # the lines can be read one by one and not together
        report.problems.extend(seen.problems)
        return None
    return found
