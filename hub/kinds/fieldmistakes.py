"""What is wrong with a field, in words that an editor understands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from hub.kinds.entrynames import EntryNames, OwnKeys
from hub.kinds.fieldplaces import LINE_UNREAD, key_place, place_at, value_at
from hub.kinds.missing import report_missing
from hub.kinds.shapeadvice import group_for_list, other_for_text, text_for_group, text_for_list
from hub.kinds.unknownfields import group_at, names_at, report_unknown
from hub.problems import Report
from hub.reading.nodes import FieldsNode, Node, TextNode

_OF_LISTS = frozenset({"tuple_type", "list_type"})
_OF_GROUPS = frozenset({"model_type", "model_attributes_type", "dict_type"})
_OF_SHAPE = _OF_LISTS | _OF_GROUPS | {"wrong-type", "missing-field", "too_short"}


def explain_mistake(
    error: ValidationError,
    root: FieldsNode,
    kind: type[BaseModel],
    report: Report,
    called: str,
    names: EntryNames,
) -> None:
    """Report what pydantic found wrong, with the place and the words that an editor needs."""
    missing_by_group: dict[Loc, list[str]] = {}
    unknown: list[Loc] = []
    found = [
        Mistake(tuple(one["loc"]), one["type"], one.get("ctx", {}))
        for one in error.errors(include_url=False, include_input=False)
        if not _is_of_unread(root, tuple(one["loc"]), one["type"])
    ]
    teller = _Teller(root, kind, report, called=called, names=names, own_keys=OwnKeys(root))
    is_told = _told_before(root, report)
    for mistake in found:
        if is_told(mistake):
            continue
        if mistake.code == "missing":
            missing_by_group.setdefault(mistake.loc[:-1], []).append(str(mistake.loc[-1]))
        elif mistake.code == "extra_forbidden":
            unknown.append(mistake.loc)
        elif mistake.code == "too_short" and any(mistake.holds(other) for other in found):
            continue  # the items that are wrong were not counted, and are reported themselves
        else:
            teller.tell(mistake)
    listed_at: dict[tuple[str, ...], int] = {}
    for loc in sorted(unknown, key=lambda loc: key_place(root, loc).line):
        report_unknown(loc, root, kind, report=report, called=called, listed_at=listed_at)
    for group, lacking in missing_by_group.items():
        node = _value_at(root, group) or root
        report_missing(lacking, node, group_at(group, called), report=report)


Loc = tuple[str | int, ...]


@dataclass(frozen=True)
class Mistake:
    """What pydantic found: where, the code, and what it says about it."""

    loc: Loc
    code: str
    context: Mapping[str, Any]

    def holds(self, other: Mistake) -> bool:
        """Whether another mistake lies within the value of this one."""
        return len(other.loc) > len(self.loc) and other.loc[: len(self.loc)] == self.loc


def _told_before(root: FieldsNode, report: Report) -> Callable[[Mistake], bool]:
    """Whether a mistake comes of one in its line that is told: what YAML made of the line is not
    what was meant, or a field held nothing but a character that was taken out.
    """
    own = [problem for problem in report.problems if problem.place.path == root.place.path]
    slipped = {problem.place.line for problem in own if problem.code.startswith("yaml-")}
    emptied = {problem.place.line for problem in own if problem.code == "forbidden-character"}

    def is_told(mistake: Mistake) -> bool:
        if mistake.code in _OF_SHAPE and place_at(root, mistake.loc).line in slipped:
            return True
        return mistake.code == "missing-field" and key_place(root, mistake.loc).line in emptied

    return is_told


@dataclass(frozen=True)
class _Teller:
    """Tells a mistake in the value of one field."""

    root: FieldsNode
    kind: type[BaseModel]
    report: Report
    called: str
    names: EntryNames
    own_keys: OwnKeys

    def tell(self, mistake: Mistake) -> None:
        steps = (step for step in reversed(mistake.loc) if isinstance(step, str))
        name = str(next(steps, self.called))
        value = _value_at(self.root, mistake.loc)
        if mistake.code in ("too_long", "too_short"):
            self._count(mistake, name)
        elif mistake.code in _OF_LISTS | _OF_GROUPS and _is_blank(value):
            rows = [("Write", "Fill it in, or remove the field.")]
            place = key_place(self.root, mistake.loc)
            self.report.add("missing-field", place, f"{name} is empty.", rows=rows)
        elif mistake.code in _OF_LISTS:
            self._no_list(mistake.loc, name, value)
        elif mistake.code in _OF_GROUPS:
            self._no_group(mistake.loc, name, value)
        elif "words" in mistake.context:
            self._own_words(mistake, name, value)
        else:
            self.report.add(
                "wrong-type",
                place_at(self.root, mistake.loc),
                f"{name} does not have the form it should have.",
                rows=[("All fields", f"hub schema {self.called}")],
            )

    def _count(self, mistake: Mistake, name: str) -> None:
        many = mistake.context["actual_length"]
        if mistake.code == "too_long":
            code, write = "too-many-items", "Keep the ones that matter most."
            words = f"has {many:,} items; the most is {mistake.context['max_length']}."
        else:
            code, write = "too-few-items", "Add what is missing."
            items = "1 item" if many == 1 else f"{many} items"
            words = f"has {items}; the least is {mistake.context['min_length']}."
        place = key_place(self.root, mistake.loc)
        self.report.add(code, place, f"The list {name} {words}", rows=[("Write", write)])

    def _no_list(self, loc: Loc, name: str, value: Node | None) -> None:
        fields = names_at(self.kind, loc, only_needed=True)
        message = f"{name} is a list, and here it is something else."
        rows = [("Write", f"{name}: and on the next line   - first item")]
        if isinstance(value, TextNode):
            message, rows = text_for_list(name, value, fields)
        elif isinstance(value, FieldsNode):
            message, rows = group_for_list(name, value, fields)
        self.report.add("wrong-type", place_at(self.root, loc), message, rows=rows)

    def _no_group(self, loc: Loc, name: str, value: Node | None) -> None:
        fields = names_at(self.kind, loc, only_needed=True)
        rows: list[tuple[str, str]] = []
        if isinstance(value, TextNode):
            is_address = value.text.startswith("http") and "url" in names_at(self.kind, loc)
            fields += ["url"] if is_address and "url" not in fields else []
            if loc:
                rows = text_for_group(name, value, fields, in_list=isinstance(loc[-1], int))
        if hasattr(self.kind, "plural"):
            rows = [*rows, ("All fields", f"hub schema {self.kind.plural}")]
        here = "text" if isinstance(value, TextNode) else "a list"
        self.report.add(
            "wrong-type",
            place_at(self.root, loc),
            f"{name} is a group of fields (name: value), and here it is {here}.",
            rows=rows or [("Write", f"{name}: then on the next line, indented  name: value")],
        )

    def _own_words(self, mistake: Mistake, name: str, value: Node | None) -> None:
        """A mistake that the type of the field itself has words for."""
        loc, code, context = mistake.loc, mistake.code, mistake.context
        item = context.get("item")
        place = place_at(self.root, (*loc, item) if item is not None else loc)
        if code == "missing-field":
            place = key_place(self.root, loc)
        words = str(context["words"]).replace("{field}", name if loc else self.called)
        rows = [
            (label, str(text).replace("{field}", name)) for label, text in context.get("help", ())
        ]
        holds = context.get("holds", "")
        if code == "wrong-type" and value is not None:
            advice = other_for_text(self.root, loc, value, holds=holds, names=self.names)
            words, rows = advice or (words, rows)
        is_named_key = code == "bad-slug" and holds == "key" and name not in ("key", "id")
        if is_named_key and isinstance(value, TextNode):
            meant = self.own_keys.one(value.text)
            rows = [("Write", meant)] if meant else rows
        self.report.add(code, place, words, rows=rows)


def _is_of_unread(root: Node, loc: tuple[str | int, ...], code: str) -> bool:
    """True for a mistake that comes of a line that could not be read, and that is told already:
    nobody knows what it would say.
    """
    node, taken = value_at(root, loc)
    if isinstance(node, TextNode) and not node.is_read:
        return True
    return (
        isinstance(node, FieldsNode)
        and not node.is_whole
        and (code == "missing" or LINE_UNREAD in loc[taken:])
    )


def _is_blank(node: Node | None) -> bool:
    return isinstance(node, TextNode) and not node.text.strip()


def _value_at(node: Node, loc: tuple[str | int, ...]) -> Node | None:
    found, taken = value_at(node, loc)
    return found if taken == len(loc) else None
