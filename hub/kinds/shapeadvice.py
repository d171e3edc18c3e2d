"""What to write where a list, a group of fields or plain text stands in the place of another: the
editor's own words, in the right form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from hub.kinds.entrynames import EntryNames
from hub.problems import quoted
from hub.reading.nodes import FieldsNode, ListNode, Node, TextNode
from hub.reading.yaml.slips import first_item, in_quotes, without_curly

Advice = tuple[str, list[tuple[str, str]]]
_NEEDS_QUOTES = re.compile(r"^[\s\[\]{}#&*!|>'\"%@`,?-]|: | #|:$|^$")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)?")
_ID_FIELDS = ("id", "key", "ref", "name", "title")
_MOST_ITEMS = 6  # of a list that is shown in one line
_WORDS_OF_AN_ITEM = 3  # "Relief, Gratitude" is two items; a sentence with a comma is one


def text_for_list(name: str, value: TextNode, fields: Sequence[str]) -> Advice:
    """Text where a list is wanted; `fields` are those of an item, if its items are groups."""
    head = f"{fields[0]}: " if fields else ""
    marked = first_item(value.text) if value.is_plain else None
    if marked:
        return f"{name} is a list, and a list item begins with a dash and a space.", [
            ("Write", f"- {head}{_safe(marked)}")
        ]
    message = f"{name} is a list, and here it is text."
    text = _without_brackets(value.text)
    items = [] if fields else _items(text)
    if len(items) > 1:
        return message, [("Write", f"{name}: [{', '.join(map(_safe, items))}]")]
    return message, [("Write", f"{name}: and on the next line   - {head}{_safe(text)}")]


def group_for_list(name: str, value: FieldsNode, fields: Sequence[str]) -> Advice:
    """One group of fields where a list is wanted."""
    message = f"{name} is a list, and here it is a group of fields."
    first = next(iter(value.key_by_name), "")
    told = value.value_by_name.get(first)
    if fields and isinstance(told, TextNode):
        return message, [
            ("Write", f"- {first}: {_safe(told.text)}   with a dash in front of the first field")
        ]
    if isinstance(told, TextNode) and told.text:
        return message, [("Write", f"- {_safe(told.text)}")]
    return message, [("Write", f"{name}: and on the next line   - first item")]


def text_for_group(
    name: str, value: TextNode, fields: Sequence[str], *, in_list: bool
) -> list[tuple[str, str]]:
    """Text where a group is wanted: it becomes the first of the fields that the group needs."""
    if not fields:
        return [("Write", f"{name}: and on the next line, indented   name: value")]
    first, *others = fields
    rest = "".join(f", {other}: …" for other in others)
    lead = "- " if in_list else f"{name}: "
    if "url" in fields and re.match(r"https?://", value.text):
        others = [field for field in fields if field != "url"]
        return [
            (
                "Write",
                (
                    f"{lead}{{ {''.join(f'{other}: …, ' for other in others)}url:"
                    f" {_safe(value.text.strip(), in_brackets=True)} }}"
                ),
            )
        ]
    return [("Write", f"{lead}{{ {first}: {_safe(value.text.strip(), in_brackets=True)}{rest} }}")]


def other_for_text(
    root: FieldsNode, loc: tuple[str | int, ...], value: Node, holds: str, names: EntryNames
) -> Advice | None:
    """A group of fields or a list where text, or an id, is wanted; None when there is nothing
    better to say than that.
    """
    name = str(next((step for step in reversed(loc) if isinstance(step, str)), ""))
    outer = _outer_list(root, loc)
    if isinstance(value, FieldsNode):
        written = _id_of(value, names) if holds != "text" else _one_line(value)
        if written is None:
            return None
        if holds != "text":
            return f"{name} holds plain ids, and here is a group of fields.", [
                ("Write", _as_item(name, outer, written))
            ]
        key = next(iter(value.key_by_name))
        return (
            (
                f"A colon followed by a space makes this a field called {quoted(key)}, and here it"
                " is text. Put it in quotes."
            ),
            [("Write", _as_item(name, outer, written))],
        )
    if not isinstance(value, ListNode):
        return None
    texts = list(
        islice(
            _texts(value if outer is None or not _is_flow(root, loc) else outer), _MOST_ITEMS + 1
        )
    )
    if not texts or len(texts) > _MOST_ITEMS:
        return None
    if outer is None:
        return f"{name} holds {'text' if holds == 'text' else 'one id'}, and here it is a list.", [
            ("Write", f"{name}: {texts[0]}")
        ]
    shown = (
        f"{name}: [{', '.join(map(_safe, texts))}]"
        if _is_flow(root, loc)
        else f"- {_safe(texts[0])}"
    )
    return (
        f"This is a list inside the list of {name}. Double brackets are for running text only.",
        [("Write", shown)],
    )


def _without_brackets(text: str) -> str:
    """`service-blueprint` for `(service-blueprint)` and `guides/x` for `guides/x]`: ids in other
    brackets, or in half of them.
    """
    typed = text.strip()
    inner = typed.strip("()[]{}").strip()
    return (
        inner
        if typed != inner and all(_ID.fullmatch(part.strip()) for part in re.split("[,;]", inner))
        else typed
    )


def _items(text: str) -> list[str]:
    """The items of a list that was written in one line, with commas or semicolons."""
    mark = ";" if ";" in text else ","
    items = [item.strip() for item in text.split(mark) if item.strip()]
    return items if all(len(item.split()) <= _WORDS_OF_AN_ITEM for item in items) else []


def _safe(text: str, *, in_brackets: bool = False) -> str:
    """The text as YAML takes it in a list: in quotes where it must be."""
    return (
        in_quotes(text)
        if _NEEDS_QUOTES.search(text) or (in_brackets and re.search(r"[,\[\]{}]", text))
        else text
    )


def _one_line(group: FieldsNode) -> str | None:
    """The line that became a group of one field because of its colon, in quotes."""
    name, value = next(iter(group.value_by_name.items()), ("", None))
    if len(group.value_by_name) != 1 or not isinstance(value, TextNode):
        return None
    return in_quotes(without_curly(f"{name}: {value.text}".strip()))


def _id_of(group: FieldsNode, names: EntryNames) -> str | None:
    """The id that stands in a group, or that its words lead to."""
    for field in (*_ID_FIELDS, *group.value_by_name):
        value = group.value_by_name.get(field)
        if (
            isinstance(value, TextNode)
            and _ID.fullmatch(value.text.strip())
            and field in ("id", "key", "ref")
        ):
            return value.text.strip()
        ref = names.one(value.text) if isinstance(value, TextNode) and value.text else None
        if ref:
            return ref.partition("/")[2]
    first = next(iter(group.value_by_name), "")
    return (
        first
        if len(group.value_by_name) == 1 and _ID.fullmatch(first) and first not in _ID_FIELDS
        else None
    )


def _texts(node: Node) -> Iterator[str]:
    """Every text below a list, in its order."""
    if isinstance(node, TextNode) and node.text:
        yield node.text
    elif isinstance(node, ListNode):
        for item in node.items:
            yield from _texts(item)


def _outer_list(root: FieldsNode, loc: tuple[str | int, ...]) -> ListNode | None:
    """The list that the value at `loc` is an item of."""
    if not loc or not isinstance(loc[-1], int):
        return None
    node = _at(root, loc[:-1])
    return node if isinstance(node, ListNode) else None


def _is_flow(root: FieldsNode, loc: tuple[str | int, ...]) -> bool:
    """True when the list around the value at `loc` stands in brackets, on the line of its field."""
    outer, group = _outer_list(root, loc), _at(root, loc[:-2])
    key = group.key_by_name.get(str(loc[-2])) if isinstance(group, FieldsNode) else None
    return outer is not None and key is not None and key.place.line == outer.place.line


def _as_item(name: str, outer: ListNode | None, written: str) -> str:
    return f"- {written}" if outer is not None else f"{name}: {written}"


def _at(node: Node, loc: tuple[str | int, ...]) -> Node | None:
    found: Node | None = node
    for step in loc:
        if isinstance(found, FieldsNode):
            found = found.value_by_name.get(str(step))
        elif isinstance(found, ListNode) and isinstance(step, int) and step < len(found.items):
            found = found.items[step]
        else:
            return None
    return found
