"""Nodes in, typed fields out. pydantic checks; its errors become our problems, each with its
place.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from hub.kinds.catalog import KIND_BY_COLLECTION
from hub.kinds.entrynames import NO_NAMES, EntryNames, OwnKeys
from hub.kinds.shapeadvice import group_for_list, other_for_text, text_for_group, text_for_list
from hub.kinds.shared import VocabularyTerm
from hub.problems import Place, Report, a_few, did_you_mean, quoted
from hub.reading.nodes import FieldsNode, ListNode, Node, TextNode

Fields = TypeVar("Fields", bound=BaseModel)
_MOST_OWNERS = 3  # a field that more have says nothing of where it was meant to be
_OF_SHAPE = frozenset(
    {
        "tuple_type",
        "list_type",
        "model_type",
        "model_attributes_type",
        "dict_type",
        "wrong-type",
        "missing-field",
        "too_short",
    }
)
_LINE_UNREAD = ""  # the name of a field that nobody could read; YAML gives it to no other
Vocabulary = dict[str, dict[str, VocabularyTerm]]
Context = dict[str, Any]


def context_of(
    vocabulary: Vocabulary | None = None,
    *,
    today: date | None = None,
    names: EntryNames = NO_NAMES,
    unsure: frozenset[str] = frozenset(),
) -> Context:
    """What the types of fields ask when they judge a value: the closed lists, today's day, and the
    entries by their titles.

    `unsure` names lists that hold mistakes: a word that is in none of their readable lines may be
    in another.
    """
    return {"vocabulary": vocabulary or {}, "today": today, "names": names, "unsure": unsure}


def read_fields(
    node: Node,
    kind: type[Fields],
    report: Report,
    *,
    called: str,
    vocabulary: Vocabulary | None = None,
    today: date | None = None,
    names: EntryNames = NO_NAMES,
    unsure: frozenset[str] = frozenset(),
) -> Fields | None:
    """The fields below `node` as a `kind`, or None with every mistake reported. `called` names the
    kind in messages. The rest is what `context_of` takes.
    """
    if not isinstance(node, FieldsNode):
        found = "a list" if isinstance(node, ListNode) else "plain text"
        first = (
            "title: What this is called"
            if "title" in kind.model_fields
            else f"{next(iter(kind.model_fields))}: …"
        )
        report.add(
            "wrong-type",
            node.place,
            f"This should be fields (name: value), and here is {found}.",
            rows=[("Write", first)],
        )
        return None
    try:
        return kind.model_validate(
            plain(node), context=context_of(vocabulary, today=today, names=names, unsure=unsure)
        )
    except ValidationError as error:
        _explain(error, node, kind, report=report, called=called, names=names)
        return None


def wrong_places(
    node: FieldsNode, kind: type[BaseModel], context: Context
) -> set[tuple[str | int, ...]]:
    """Where the fields below `node` have mistakes; nothing when they make a `kind`."""
    try:
        kind.model_validate(plain(node), context=context)
    except ValidationError as error:
        return {
            tuple(mistake["loc"])
            for mistake in error.errors(
                include_url=False, include_input=False, include_context=False
            )
        }
    return set()


def plain(node: Node) -> Any:
    """Text, lists and dicts without places. What could not be read becomes a value that no type
    takes, so that nobody makes an entry of it.
    """
    if isinstance(node, TextNode):
        return node.text if node.is_read else ...
    if isinstance(node, ListNode):
        return tuple(plain(item) for item in node.items)
    fields = {name: plain(value) for name, value in node.value_by_name.items()}
    return fields if node.is_whole else {**fields, _LINE_UNREAD: ...}


def place_at(node: Node, loc: tuple[str | int, ...]) -> Place:
    """The place of the value at `loc`, or of the nearest thing above it that was written."""
    return _walk(node, loc)[0].place


def key_place(node: Node, loc: tuple[str | int, ...]) -> Place:
    """The place of the field name at `loc`, or of its value when the name cannot be told."""
    group, _ = _walk(node, loc[:-1])
    if isinstance(group, FieldsNode) and loc and loc[-1] in group.key_by_name:
        return group.key_by_name[str(loc[-1])].place
    return place_at(group, loc[-1:])


def _walk(node: Node, loc: tuple[str | int, ...]) -> tuple[Node, int]:
    """As far along `loc` as something was written: the value there, and how many steps it took."""
    for taken, step in enumerate(loc):
        if isinstance(node, FieldsNode) and step in node.value_by_name:
            node = node.value_by_name[str(step)]
        elif isinstance(node, ListNode) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            return node, taken
    return node, len(loc)


def report_missing(
    names: list[str], node: Node, called: str, report: Report, *, to_publish: bool = False
) -> None:
    """One problem that names all the fields that are missing from a group. `called` names it: a
    kind where it is to be published, else the subject of a sentence.
    """
    fields = a_few((f'"{name}"' for name in names), 20)
    lead = (
        f"To be published, {a_or_an(called)} needs"
        if to_publish
        else f"{called[:1].upper()}{called[1:]} needs"
    )
    rows = (
        [("Write", f"{names[0]}: …")]
        if len(names) == 1
        else [("Write", "; ".join(f"{name}: …" for name in names[:4]))]
    )
    if to_publish:
        rows.append(("Or", "status: draft"))
    report.add(
        "missing-field",
        node.place,
        f"{lead} {fields}, and {'it is' if len(names) == 1 else 'they are'} not here.",
        rows=rows,
    )


def a_or_an(word: str) -> str:
    """The word with its article."""
    return f"an {word}" if word[:1] in "aeiou" else f"a {word}"


def _explain(
    error: ValidationError,
    root: FieldsNode,
    kind: type[BaseModel],
    report: Report,
    called: str,
    names: EntryNames,
) -> None:
    missing_by_group: dict[tuple[str | int, ...], list[str]] = {}
    unknown: list[tuple[str | int, ...]] = []
    own_keys = OwnKeys(root)
    slipped = {
        problem.place.line
        for problem in report.problems
        if problem.code.startswith("yaml-") and problem.place.path == root.place.path
    }
    emptied = {
        problem.place.line
        for problem in report.problems
        if problem.code == "forbidden-character" and problem.place.path == root.place.path
    }
    mistakes = [
        mistake
        for mistake in error.errors(include_url=False, include_input=False)
        if not _is_of_unread(root, tuple(mistake["loc"]), mistake["type"])
    ]
    for mistake in mistakes:
        loc = tuple(mistake["loc"])
        code = mistake["type"]
        context = mistake.get("ctx", {})
        if code in _OF_SHAPE and place_at(root, loc).line in slipped:
            continue  # what YAML made of the line is not what was meant
        if code == "missing-field" and key_place(root, loc).line in emptied:
            continue  # it held nothing but a character that is told and taken out
        name = str(next((step for step in reversed(loc) if isinstance(step, str)), called))
        if code == "missing":
            missing_by_group.setdefault(loc[:-1], []).append(str(loc[-1]))
        elif code == "extra_forbidden":
            unknown.append(loc)
        elif code == "too_long":
            report.add(
                "too-many-items",
                key_place(root, loc),
                f"The list {name} has {context['actual_length']:,} items; the most is"
                f" {context['max_length']}.",
                rows=[("Write", "Keep the ones that matter most.")],
            )
        elif code == "too_short" and any(
            len(other["loc"]) > len(loc) and tuple(other["loc"][: len(loc)]) == loc
            for other in mistakes
        ):
            continue  # the items that are wrong were not counted, and are told themselves
        elif code == "too_short":
            items = (
                "1 item" if context["actual_length"] == 1 else f"{context['actual_length']} items"
            )
            report.add(
                "too-few-items",
                key_place(root, loc),
                f"The list {name} has {items}; the least is {context['min_length']}.",
                rows=[("Write", "Add what is missing.")],
            )
        elif code in (
            "tuple_type",
            "list_type",
            "model_type",
            "model_attributes_type",
            "dict_type",
        ) and _is_blank(_value_at(root, loc)):
            report.add(
                "missing-field",
                key_place(root, loc),
                f"{name} is empty.",
                rows=[("Write", "Fill it in, or remove the field.")],
            )
        elif code in ("tuple_type", "list_type"):
            value = _value_at(root, loc)
            fields = _names_at(kind, loc, only_needed=True)
            message, rows = (
                f"{name} is a list, and here it is something else.",
                [("Write", f"{name}: and on the next line   - first item")],
            )
            if isinstance(value, TextNode):
                message, rows = text_for_list(name, value, fields)
            elif isinstance(value, FieldsNode):
                message, rows = group_for_list(name, value, fields)
            report.add("wrong-type", place_at(root, loc), message, rows=rows)
        elif code in ("model_type", "model_attributes_type", "dict_type"):
            value = _value_at(root, loc)
            shown = "text" if isinstance(value, TextNode) else "a list"
            fields = _names_at(kind, loc, only_needed=True)
            fields += (
                ["url"]
                if isinstance(value, TextNode)
                and value.text.startswith("http")
                and "url" in _names_at(kind, loc)
                and "url" not in fields
                else []
            )
            rows = (
                text_for_group(name, value, fields, in_list=isinstance(loc[-1], int))
                if isinstance(value, TextNode) and loc
                else []
            )
            report.add(
                "wrong-type",
                place_at(root, loc),
                f"{name} is a group of fields (name: value), and here it is {shown}.",
                rows=(
                    [*rows, ("All fields", f"hub schema {kind.plural}")]
                    if hasattr(kind, "plural")
                    else rows
                    or [("Write", f"{name}: then on the next line, indented  name: value")]
                ),
            )
        elif "words" in context:
            item = context.get("item")
            where = place_at(root, (*loc, item)) if item is not None else place_at(root, loc)
            if code == "missing-field":
                where = key_place(root, loc)
            words = str(context["words"]).replace("{field}", name if loc else called)
            rows = [
                (label, str(text).replace("{field}", name))
                for label, text in context.get("help", ())
            ]
            value = _value_at(root, loc)
            advice = (
                other_for_text(root, loc, value, holds=context.get("holds", ""), names=names)
                if code == "wrong-type" and value is not None
                else None
            )
            words, rows = advice or (words, rows)
            if (
                code == "bad-slug"
                and context.get("holds") == "key"
                and name not in ("key", "id")
                and isinstance(value, TextNode)
            ):
                meant = own_keys.one(value.text)
                rows = [("Write", meant)] if meant else rows
            report.add(code, where, words, rows=rows)
        else:
            report.add(
                "wrong-type",
                place_at(root, loc),
                f"{name} does not have the form it should have.",
                rows=[("All fields", f"hub schema {called}")],
            )
    listed_at: dict[tuple[str, ...], int] = {}
    for loc in sorted(unknown, key=lambda loc: key_place(root, loc).line):
        _report_unknown(loc, root, kind, report=report, called=called, listed_at=listed_at)
    for group, lacking in missing_by_group.items():
        node = _value_at(root, group) or root
        report_missing(lacking, node, _group_at(group, called), report=report)


def _is_of_unread(root: Node, loc: tuple[str | int, ...], code: str) -> bool:
    """True for a mistake that comes of a line that could not be read, and that is told already:
    nobody knows what it would say.
    """
    node, taken = _walk(root, loc)
    if isinstance(node, TextNode) and not node.is_read:
        return True
    return (
        isinstance(node, FieldsNode)
        and not node.is_whole
        and (code == "missing" or _LINE_UNREAD in loc[taken:])
    )


def _is_blank(node: Node | None) -> bool:
    return isinstance(node, TextNode) and not node.text.strip()


def _report_unknown(
    loc: tuple[str | int, ...],
    root: FieldsNode,
    kind: type[BaseModel],
    report: Report,
    called: str,
    listed_at: dict[tuple[str, ...], int],
) -> None:
    """Tell a field that its group does not have; `listed_at` says where the fields of a group are
    listed already, which is done once in a file.
    """
    name = str(loc[-1])
    known = _names_at(kind, loc[:-1])
    place = key_place(root, loc)
    holder = _group_at(loc[:-1], called)
    message = (
        f"{holder.capitalize() if len(loc) == 1 else holder} has no field called {quoted(name)}."
    )
    place_meant = _belongs(name, kind) if len(loc) == 1 else ""
    rows = (
        [("Write", f"Take it out of this {called}, or write it where it belongs.")]
        if place_meant
        else did_you_mean(name, known)
    )
    message = f"{message[:-1]}: it belongs {place_meant}." if place_meant else message
    group = tuple(sorted(known))
    if not rows and group in listed_at:
        rows = [("All fields", f"as listed for line {listed_at[group]}")]
    elif not rows:
        listed_at[group] = place.line
        rows = [("All fields", a_few(group, 40))]
    report.add("unknown-field", place, message, rows=rows)


def _group_at(loc: tuple[str | int, ...], called: str) -> str:
    """What a message calls the group of fields at `loc`: "a practice", "an item of steps", "the
    group effort".
    """
    if not loc:
        return a_or_an(called)
    name = next(str(step) for step in reversed(loc) if isinstance(step, str))
    return f"An item of {name}" if isinstance(loc[-1], int) else f"The group {name}"


def _belongs(name: str, kind: type[BaseModel]) -> str:
    """Where a field belongs that this kind does not have at its outermost level: "in an item of
    steps", "to a playbook"; nothing for one that many have.
    """
    inside = [
        _part_called(field, info.annotation)
        for field, info in kind.model_fields.items()
        if (inner := model_inside(info.annotation)) is not None and name in inner.model_fields
    ]
    others = [
        a_or_an(other.singular)
        for other in KIND_BY_COLLECTION.values()
        if name in other.model_fields
    ]
    if len(inside) in range(1, _MOST_OWNERS + 1):
        return f"in {' or '.join(inside)}"
    return f"to {' or '.join(others)}" if len(others) in range(1, _MOST_OWNERS + 1) else ""


def _part_called(field: str, annotation: object) -> str:
    return f"an item of {field}" if "tuple" in str(annotation) else f"the group {field}"


def _value_at(node: Node, loc: tuple[str | int, ...]) -> Node | None:
    found, taken = _walk(node, loc)
    return found if taken == len(loc) else None


def _names_at(
    kind: type[BaseModel], loc: tuple[str | int, ...], *, only_needed: bool = False
) -> list[str]:
    """The field names of the group at `loc`, found by following the types; with `only_needed`, only
    those it cannot do without.
    """
    group = kind
    for step in loc:
        if isinstance(step, int):
            continue
        field = group.model_fields.get(step)
        inner = model_inside(field.annotation) if field else None
        if inner is None:
            return []
        group = inner
    return [
        name for name, field in group.model_fields.items() if field.is_required() or not only_needed
    ]


@cache
def field_names() -> frozenset[str]:
    """The names of all fields that an entry, or a group in one, can have."""
    return frozenset(
        name for group in groups_of(*KIND_BY_COLLECTION.values()) for name in group.model_fields
    )


def groups_of(*kinds: type[BaseModel]) -> tuple[type[BaseModel], ...]:
    """The kinds themselves, and every group of fields in them, each once."""
    waiting = [*kinds]
    seen: dict[type[BaseModel], None] = {}
    while waiting:
        group = waiting.pop()
        if group not in seen:
            seen[group] = None
            waiting += [
                inner
                for field in group.model_fields.values()
                if (inner := model_inside(field.annotation)) is not None
            ]
    return tuple(seen)


def model_inside(annotation: object) -> type[BaseModel] | None:
    """The group of fields that a type holds, be it optional or a list."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        found = model_inside(part)
        if found is not None:
            return found
    return None
