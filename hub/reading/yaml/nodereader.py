"""The reader of YAML: events of the parser become nodes that know their place."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from hub.limits import MAX_DEPTH, MAX_VALUES
from hub.problems import Place, Report, quoted
from hub.reading.characters import first_forbidden, forbidden_message
from hub.reading.nodes import FieldsNode, ListNode, Node, TextNode
from hub.reading.yaml.mistakes import another_document, explain
from hub.reading.yaml.slips import star_item, starred_value


class RefusedYaml(Exception):
    """The reader has reported something it cannot read past."""


class NodeReader:
    """Builds nodes from events with a stack, so that depth costs memory and never the call
    stack.
    """

    def __init__(self, path: str, report: Report, first_line: int, text: str) -> None:
        self.path = path
        self.report = report
        self.first_line = first_line
        self.text = text
        self.uses_marks = False

    def start(self, event: yaml.Event, length: int = 1) -> Place:
        mark = event.start_mark
        return (
            self.at(mark.line, mark.column, length)
            if mark is not None
            else Place(self.path, self.first_line)
        )

    def at(self, line: int, column: int, length: int = 1) -> Place:
        return Place(self.path, self.first_line + line, column + 1, length=max(length, 1))

    def read(self, events: Iterator[yaml.Event]) -> Node | None:
        documents = 0
        values = 0
        root: Node | None = None
        # One frame per open list or fields: (place, items so far) or (place, fields so far, their
        # keys, key waiting).
        stack: list[_Frame] = []
        for event in events:
            if isinstance(event, yaml.ScalarEvent):  # first, since nine events in ten are text
                values += 1
                node = self._text(event)
                if stack:
                    self._put(stack[-1], node)
                else:
                    root = node
            elif isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.report.problems.append(another_document(self.start(event), "---"))
                    raise RefusedYaml
            elif isinstance(event, yaml.AliasEvent):
                values += 1
                if not (stack and stack[-1].is_merging):
                    self._tell_alias(event)
                unread = TextNode("", self.start(event), is_read=False)
                if stack:
                    self._put(stack[-1], unread)
                else:
                    root = unread
            elif isinstance(event, yaml.NodeEvent):
                is_read = self._is_plain(event)
                values += 1
                if len(stack) >= MAX_DEPTH:
                    words = f"Lists and fields are nested more than {MAX_DEPTH} levels deep."
                    row = ("Write", "Use fewer levels.")
                    self._refuse("yaml-too-deep", event, words, row=row)
                is_list = isinstance(event, yaml.SequenceStartEvent)
                stack.append(_Frame(self.start(event), is_list=is_list, is_read=is_read))
            elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
                frame = stack.pop()
                finished = frame.finished(is_root=not stack)
                if stack:
                    self._put(stack[-1], finished)
                else:
                    root = finished
            if values > MAX_VALUES:
                self._refuse(
                    "too-large",
                    event,
                    f"This file holds more than {MAX_VALUES:,} values.",
                    row=("Write", "Split it into several entries."),
                )
        if isinstance(root, TextNode) and root.is_plain and not root.text:
            return None
        return root

    def _tell_alias(self, event: yaml.AliasEvent) -> None:
        """Tell a value that is repeated by its mark, once for each mark: a star may also be meant
        as the sign of a list item, or as the emphasis of Markdown.
        """
        mark = event.start_mark
        typed = self.text.split("\n")[mark.line] if mark is not None else ""
        slip = star_item(0, typed) or starred_value(0, typed)
        if slip is not None:
            self.report.add("yaml-syntax", self.start(event), slip.message, rows=[slip.row])
        else:
            self._tell_marks(
                event,
                f"{quoted('*' + str(event.anchor))} repeats a value that is marked elsewhere.",
                "Repeat the value in full.",
            )

    def _tell_marks(self, event: yaml.NodeEvent, message: str, write: str) -> None:
        """Tell the first mark of a file: who uses one uses several, and for one purpose."""
        if not self.uses_marks:
            self.report.add(
                "yaml-alias",
                self.start(event),
                f"{message} YAML anchors and aliases are not used here.",
                rows=[("Write", write)],
            )
        self.uses_marks = True

    def _is_plain(self, event: yaml.NodeEvent) -> bool:
        """False, and a problem, for a value with a mark or a tag, of which nobody can say what it
        is.
        """
        if event.anchor is not None:
            self._tell_marks(
                event,
                f"{quoted('&' + str(event.anchor))} marks a value to be repeated elsewhere.",
                "Remove the mark, and repeat the value where you need it.",
            )
        tag: str | None = getattr(event, "tag", None)
        if tag:
            typed = tag.replace("tag:yaml.org,2002:", "!!")
            message = (
                f"{quoted(typed)} is a YAML tag, and tags are not used here: every value is text."
            )
            row = (
                "Write",
                (
                    "Remove the tag and keep the value."
                    if typed != "!"
                    else 'Put the value in quotes, "!" and all, or take the "!" out.'
                ),
            )
            self.report.add("yaml-tag", self.start(event, len(typed)), message, rows=[row])
        return event.anchor is None and not tag

    def _refuse(self, code: str, event: yaml.Event, message: str, row: tuple[str, str]) -> None:
        self.report.add(code, self.start(event), message, rows=[row])
        raise RefusedYaml

    def _text(self, event: yaml.ScalarEvent) -> TextNode:
        is_read = (event.anchor is None and event.tag is None) or self._is_plain(event)
        start, end = event.start_mark, event.end_mark
        if start is None or end is None:
            place = Place(self.path, self.first_line)
        else:
            length = end.column - start.column if end.line == start.line else 1
            place = Place(
                self.path, self.first_line + start.line, start.column + 1, length=length or 1
            )
        text: str = event.value
        position = None
        # only an escape makes a character that the file, which was checked whole, does not hold
        if event.style == '"':
            text = unicodedata.normalize("NFC", text)
            position = first_forbidden(text)
        if position is not None:
            self.report.add(
                "forbidden-character",
                place,
                forbidden_message(text[position], f"at position {position + 1} of this value"),
                rows=[("Write", "Remove it, or type the character you can see.")],
            )
            is_read = False
        return TextNode(text if is_read else "", place, not event.style, is_read=is_read)

    def _put(self, frame: _Frame, node: Node) -> None:
        if frame.is_list:
            frame.items.append(node)
        elif frame.key is None:
            if not isinstance(node, TextNode):
                self.report.add(
                    "yaml-bad-key",
                    node.place,
                    "A field name is one word, and here it is a list or a group of fields.",
                    rows=[("Write", "name: value")],
                )
                raise RefusedYaml
            frame.key = node
            if node.text == "<<" and node.is_plain:
                frame.is_merging = True
                self._tell_merge(frame, node)
        else:
            name = frame.key.text
            if frame.is_merging:
                frame.is_merging = False
            elif name in frame.key_by_name:
                first = frame.key_by_name[name].place.line
                self.report.add(
                    "yaml-duplicate-key",
                    frame.key.place,
                    f"{quoted(name)} is here a second time; the first is on line {first}.",
                    rows=[("Write", "Keep one of the two.")],
                )
                frame.repeat(name)
            else:
                frame.key_by_name[name] = frame.key
                frame.value_by_name[name] = node
            frame.key = None

    def _tell_merge(self, frame: _Frame, node: TextNode) -> None:
        """Tell a key that copies fields from elsewhere: from groups beside it, which are there for
        it and no fields of the entry.
        """
        if not self.uses_marks:
            message = '"<<" copies fields from elsewhere, and merge keys are not used here.'
            self.report.add(
                "yaml-merge-key",
                node.place,
                message,
                rows=[("Write", "Write the fields out in full.")],
            )
        self.uses_marks = True
        frame.is_whole = False
        for name, value in frame.value_by_name.items():
            if isinstance(value, FieldsNode):
                frame.value_by_name[name] = TextNode("", value.place, is_read=False)

    def explain(self, error: yaml.YAMLError, text: str, since: int) -> None:
        """Turn a parser's error into the mistake an editor made, unless it comes of one on its line
        that was told: a star that was meant as the sign of a list item.
        """
        seen = Report()
        explain(error, text, seen, at=self.at)
        told = {problem.place.line for problem in self.report.problems[since:]}
        self.report.problems.extend(
            problem for problem in seen.problems if problem.place.line not in told
        )


@dataclass
class _Frame:
    place: Place
    is_list: bool
    is_read: bool

    def __post_init__(self) -> None:
        self.items: list[Node] = []
        self.value_by_name: dict[str, Node] = {}
        self.key_by_name: dict[str, TextNode] = {}
        self.key: TextNode | None = None
        self.is_whole = True
        self.is_repeated = False
        self.is_merging = False  # where a value of << is awaited, which is told by its key

    def repeat(self, name: str) -> None:
        """Note that a field stands twice, so that nobody can say which of the two holds."""
        self.is_repeated = True
        self.value_by_name[name] = TextNode("", self.key_by_name[name].place, is_read=False)

    def finished(self, *, is_root: bool) -> Node:
        if not self.is_read or (self.is_repeated and not is_root):
            return TextNode("", self.place, is_read=False)
        if self.is_list:
            return ListNode(tuple(self.items), self.place)
        return FieldsNode(self.value_by_name, self.key_by_name, self.place, is_whole=self.is_whole)
