"""A YAML text with mistakes is read on: each is told, its line is read as it was meant or left out,
and so is what stands below it.

Fields (or items) of the outermost level are read one by one, so that the work grows with the text
and hardly with its mistakes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from hub.limits import MAX_FILE_BYTES
from hub.problems import Place, Problem, Report, quoted
from hub.reading.nodes import FieldsNode, ListNode, Node, TextNode
from hub.reading.yaml.blocks import Block, blocks_of, is_significant
from hub.reading.yaml.indents import (
    is_about_indents,
    is_about_tabs,
    moved,
    with_column,
    with_spaces,
)
from hub.reading.yaml.mends import UNREAD, left_out, meant_lines, nothing_of
from hub.reading.yaml.mistakes import another_document, directive_problem, no_field
from hub.reading.yaml.stops import NO_COLON
from hub.reading.yaml.text import MOST_TOLD, read_part

# characters read again to see what a line was meant to be: a second of work at the worst
_MOST_READ = 4 * MAX_FILE_BYTES
_ENDS = ("---", "...")
# of which the values stand
KEPT = frozenset(
    {
        "yaml-duplicate-key",
        "yaml-comment-in-value",
        "yaml-tag",
        "yaml-alias",
        "yaml-merge-key",
        "forbidden-character",
    }
)
# who uses one mark uses several, and for one purpose
_ONCE = frozenset({"yaml-alias", "yaml-merge-key"})


class Rounds:
    """One text, its mistakes mended one after the other."""

    def __init__(
        self,
        path: str,
        report: Report,
        first_line: int,
        names: Callable[[], frozenset[str]],
        told: Iterable[int] = (),
    ) -> None:
        self.path = path
        self.report = report
        self.first_line = first_line
        self.names = names
        self.told: set[int] = set(told)  # the lines of which something is told
        self.uses_marks = False
        self.left = _MOST_READ

    def read(self, text: str) -> Node | None:
        lines = self._one_document(text.split("\n"))
        is_list = re.match(r"\s*-(?:\s|$)", next(filter(is_significant, lines), "")) is not None
        blocks = (
            self._block(block, is_list=is_list) for block in blocks_of(lines, is_list=is_list)
        )
        parts = [_with_unread(node) for node in blocks if node is not None]
        if is_list:
            items = tuple(
                item for part in parts if isinstance(part, ListNode) for item in part.items
            )
            return ListNode(items, parts[0].place) if items else None
        return self._together([part for part in parts if isinstance(part, FieldsNode)])

    def _together(self, parts: Sequence[FieldsNode]) -> FieldsNode | None:
        """The fields of all parts in one group. A name that stands in two of them is told."""
        values: dict[str, Node] = {}
        keys: dict[str, TextNode] = {}
        for part in parts:
            for name, key in part.key_by_name.items():
                if name in keys and len(self.told) < MOST_TOLD:
                    message = (
                        f"{quoted(name)} is here a second time; the first is on line"
                        f" {keys[name].place.line}."
                    )
                    self._tell(
                        [
                            Problem(
                                "yaml-duplicate-key",
                                key.place,
                                message,
                                rows=(("Write", "Keep one of the two."),),
                            )
                        ]
                    )
                elif name not in keys:
                    keys[name], values[name] = key, part.value_by_name[name]
        return (
            FieldsNode(values, keys, parts[0].place, is_whole=all(part.is_whole for part in parts))
            if parts
            else None
        )

    def _one_document(self, lines: list[str]) -> list[str]:
        """The lines without those that end the fields for YAML. What follows the first of them is
        kept when it is more fields.
        """
        started = False
        kept = list(lines)
        for number, line in enumerate(lines):
            mark = line.rstrip()
            if started and mark in _ENDS and any(map(is_significant, lines[number + 1 :])):
                self._tell(
                    [
                        another_document(
                            Place(self.path, self.first_line + number, 1, length=3), mark
                        )
                    ]
                )
                below = ["" if line.rstrip() in _ENDS else line for line in lines[number + 1 :]]
                names = {line.partition(":")[0] for line in lines[:number]}
                rest = self._attempt(below, 0)[0]
                goes_on = mark == "..." or (
                    isinstance(rest, FieldsNode) and not names & rest.value_by_name.keys()
                )
                return [*kept[:number], "", *(below if goes_on else [])]
            if not started and line.startswith("%"):
                self._tell(
                    [directive_problem(Place(self.path, self.first_line + number, 1, length=1))]
                )
                kept[number] = ""
            elif mark == "---":
                kept[number] = ""
            elif is_significant(line):
                started = True
        return kept

    def _block(self, block: Block, *, is_list: bool) -> Node | None:
        """One field or item of the outermost level, read until nothing in it stops the reader."""
        lines = list(block.lines)
        first = self.first_line + block.start
        if len(self.told) >= MOST_TOLD:
            return (
                ListNode((), Place(self.path, first, 1))
                if is_list
                else FieldsNode({}, {}, Place(self.path, first, 1), is_whole=False)
            )
        while True:
            node, problems = self._attempt(lines, first)
            if node is not None and not isinstance(node, ListNode if is_list else FieldsNode):
                node, problems = None, [no_field(lines, self.path, first)]
            stopping = [problem for problem in problems if problem.code not in KEPT]
            if node is not None and not stopping:
                self._tell(problems)
                return node
            if stopping and stopping[0].code in ("yaml-too-deep", "yaml-bad-key"):
                self._tell(stopping)
                return FieldsNode({}, {}, stopping[0].place, is_whole=False)
            if not problems or len(self.told) >= MOST_TOLD or self.left <= 0:
                return self._attempt(nothing_of(lines, is_list=is_list), first)[0]
            lines = self._mended(
                lines, first, stopping[0] if stopping else problems[0], is_list=is_list
            )

    def _mended(
        self, lines: list[str], first: int, problem: Problem, *, is_list: bool
    ) -> list[str]:
        """The lines with the one that a problem is about as it was meant, or without it. The
        problem is told.
        """
        line = min(max(problem.place.line - first, 0), len(lines) - 1)
        is_new = problem.place.line not in self.told
        meant = None
        if is_new and is_about_indents(problem):
            meant = self._best(lines, first, line, choices=moved(lines, line))
            problem = problem if meant is None else with_column(problem, lines[line], meant[line])
        elif is_new:
            problem = self._with_name(problem, lines[line])
            meant = self._best(lines, first, line, choices=meant_lines(lines, line, problem))
            problem = (
                with_spaces(problem, meant[line])
                if meant is not None and is_about_tabs(problem)
                else problem
            )
        self._tell([problem])
        return (
            meant
            or self._best(lines, first, line, choices=left_out(lines, line))
            or nothing_of(lines, is_list=is_list)
        )

    def _with_name(self, problem: Problem, typed: str) -> Problem:
        """The problem of a line without a colon: with the line as it should be, when it begins with
        the name of a field.
        """
        found = re.fullmatch(r"\s*(- )?([a-z][a-z_]*)(?:\s*[-=;,.]?\s+|$)[-=]?\s*([^:]*)", typed)
        if problem.message != NO_COLON or found is None or found[2] not in self.names():
            return problem
        return replace(
            problem, rows=(("Write", f"{found[1] or ''}{found[2]}: {found[3].strip()}".strip()),)
        )

    def _best(
        self, lines: list[str], first: int, line: int, choices: Iterable[list[str]]
    ) -> list[str] | None:
        """The first choice that is read to the end, or the one that leads furthest beyond the line;
        None when none leads beyond it.
        """
        best: list[str] | None = None
        furthest = line
        for choice in choices:
            if choice == lines or self.left <= 0:
                continue
            node, problems = self._attempt(choice, first)
            stops = [problem.place.line - first for problem in problems if problem.code not in KEPT]
            if not stops and isinstance(node, (FieldsNode, ListNode)):
                return choice
            if stops and min(stops) > furthest:
                best, furthest = choice, min(stops)
        return best

    def _attempt(self, lines: Sequence[str], first: int) -> tuple[Node | None, list[Problem]]:
        text = "\n".join(lines)
        self.left -= len(text)
        seen = Report()
        node = read_part(text, self.path, seen, first_line=first)
        return node, seen.sorted()

    def _tell(self, problems: Iterable[Problem]) -> None:
        """Tell each line's first problem."""
        for problem in problems:
            if problem.place.line not in self.told and not (
                problem.code in _ONCE and self.uses_marks
            ):
                self.told.add(problem.place.line)
                self.uses_marks |= problem.code in _ONCE
                self.report.problems.append(problem)


def _with_unread(node: Node) -> Node:
    """The same nodes, with what was left out marked."""
    if isinstance(node, TextNode):
        return node._replace(text="", is_read=False) if node.text == UNREAD else node
    if isinstance(node, ListNode):
        return ListNode(tuple(map(_with_unread, node.items)), node.place)
    values = {
        name: _with_unread(value) for name, value in node.value_by_name.items() if name != UNREAD
    }
    keys = {name: key for name, key in node.key_by_name.items() if name != UNREAD}
    return FieldsNode(
        values, keys, node.place, is_whole=node.is_whole and len(keys) == len(node.key_by_name)
    )
