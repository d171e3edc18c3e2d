"""The nodes of a YAML text, whatever is wrong with it: the front door of the reader of YAML."""

from __future__ import annotations

from collections.abc import Callable

from hub.problems import Problem, Report
from hub.reading.nodes import Node
from hub.reading.yaml.fieldforms import EntryForms
from hub.reading.yaml.text import MOST_TOLD, read_part

Names = Callable[[], frozenset[str]]


def read_through(
    text: str,
    path: str,
    report: Report,
    *,
    first_line: int = 1,
    names: Names = frozenset,
    entry_forms: EntryForms | None = None,
) -> Node | None:
    """The nodes of a YAML text, with every mistake in it told; what nobody can read is marked in
    them. None for a text without any field.

    `names` gives the names of fields: a line that begins with one of them has lost its colon. With
    the forms of the fields of entries, a line in the form of something else is told, and read as it
    was meant.
    """
    seen = Report()
    node = read_part(text, path, seen, first_line=first_line)
    codes = {problem.code for problem in seen.problems}
    if "too-large" in codes:
        report.problems.extend(seen.problems[:MOST_TOLD])
        return node
    told: list[Problem] = []
    if entry_forms and (codes or (node is not None and not entry_forms.fit(node))):
        from hub.reading.yaml.forms import mended_forms  # noqa: PLC0415  # few files need it

        text, told = mended_forms(text, path, first_line, forms=entry_forms.fields())
    if told:
        report.problems.extend(told)
        seen = Report()
        node = read_part(text, path, seen, first_line=first_line)
    elif not codes:
        return node
    from hub.reading.yaml.rounds import KEPT, Rounds  # noqa: PLC0415  # few files need it

    codes = {problem.code for problem in seen.problems}
    if not told and (codes & {"yaml-empty"} or (node is not None and codes <= KEPT)):
        report.problems.extend(seen.problems[:MOST_TOLD])
        return node
    mark = report.mark()
    found = Rounds(
        path, report, first_line, names=names, told={problem.place.line for problem in told}
    ).read(text)
    # the lines can be read one by one and not together
    if codes and not told and not report.has_errors_since(mark):
        report.problems.extend(seen.problems)
        return None
    return found
