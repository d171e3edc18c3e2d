"""YAML in, located nodes out: every value knows its place, and every value is text.

Only a small part of YAML is read: fields, lists and text. Anchors, tags, merge keys, directives and
repeated fields are refused, because nobody can say afterwards which line set a value (and because
each has been a way in).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import yaml

from hub.problems import Report
from hub.reading.nodes import FieldsNode, Node
from hub.reading.yaml.mistakes import directive_problem
from hub.reading.yaml.nodereader import NodeReader, RefusedYaml
from hub.reading.yaml.quiet import check_quiet_losses

# lines of one file reported in one run: a file with more has one mistake many
# times
MOST_TOLD = 40
# tabs, and keys after "? ": libyaml takes them, or places them, otherwise
_READ_DIFFERENTLY = re.compile(r"\t|^[ -]*\?(?: |$)", re.MULTILINE)
# libyaml; about 20 times the speed of the parser in Python
_FAST = getattr(yaml, "CSafeLoader", None)


def read_yaml(
    text: str, path: str, report: Report, *, first_line: int = 1, fast: bool = True
) -> Node | None:
    """The nodes of a YAML text that starts at `first_line` of `path`; None when there is a problem,
    which is reported.

    `fast=False` reads with the parser in Python. Both give the same nodes; only it words the
    errors.
    """
    mark = report.mark()
    node = read_part(text, path, report, first_line=first_line, fast=fast)
    return None if report.has_errors_since(mark) else node


def read_part(
    text: str, path: str, report: Report, *, first_line: int = 1, fast: bool = True
) -> Node | None:
    """The same, and the nodes also with problems that do not stop the reader, such as a tag or a
    field that stands twice: None only where it stopped.
    """
    reader = NodeReader(path, report, first_line, text=text)
    directive = re.match(r"(?:[ \t]*(?:#[^\n]*)?\n)*+%", text)
    if directive:
        report.problems.append(
            directive_problem(reader.at(text.count("\n", 0, directive.end() - 1), 0))
        )
        return None
    mark = report.mark()
    try:
        if fast and _FAST is not None and not _READ_DIFFERENTLY.search(text):
            try:
                node = reader.read(_events(text, _FAST))
            except yaml.YAMLError:
                del report.problems[mark:]
                reader.uses_marks = False
                node = reader.read(_events(text, yaml.SafeLoader))
        else:
            node = reader.read(_events(text, yaml.SafeLoader))
    except yaml.YAMLError as error:
        reader.explain(error, text, mark)
        return None
    except RefusedYaml:
        return None
    if node is None:
        if not report.has_errors_since(mark):
            report.add(
                "yaml-empty",
                reader.at(0, 0),
                "This file has no fields.",
                rows=[("Write", "title: What this entry is called")],
            )
        return None
    check_quiet_losses(text, node, report, at=reader.at)
    return (
        replace(node, is_whole=False)
        if reader.uses_marks and isinstance(node, FieldsNode)
        else node
    )


def _events(text: str, parser: type) -> Iterator[yaml.Event]:
    stream = parser(text)
    try:
        event = stream.get_event()
        while not isinstance(event, yaml.StreamEndEvent):
            yield event
            event = stream.get_event()
    finally:
        stream.dispose()
