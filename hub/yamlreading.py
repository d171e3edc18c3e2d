"""The nodes of a YAML text, whatever is wrong with it: the front door of the reader of YAML."""

from __future__ import annotations

from collections.abc import Callable

from hub.nodes import Node
from hub.problems import Report
from hub.yamltext import read_part

Names = Callable[[], frozenset[str]]


def read_through(text: str, path: str, report: Report, *, first_line: int = 1, names: Names = frozenset) -> Node | None:
    """The nodes of a YAML text, with every mistake in it told; what nobody can read is marked in them. None for a text without any field.

    `names` gives the names of fields: a line that begins with one of them has lost its colon.
    """
    seen = Report()
    node = read_part(text, path, seen, first_line=first_line)
    if not seen.problems:
        return node
    from hub.yamlrounds import KEPT, MOST_TOLD, Rounds  # noqa: PLC0415  # few files need it

    codes = {problem.code for problem in seen.problems}
    if codes & {"yaml-empty", "too-large"} or (node is not None and codes <= KEPT):
        report.problems.extend(seen.problems[:MOST_TOLD])
        return node
    mark = report.mark()
    found = Rounds(path, report, first_line, names).read(text)
    if not report.has_errors_since(mark):  # the lines can be read one by one and not together
        report.problems.extend(seen.problems)
        return None
    return found
