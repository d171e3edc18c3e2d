"""Where the value of a field stands in its file, and how it is typed."""

from __future__ import annotations

from typing import Any

from hub.problems import Place
from hub.reading.nodes import FieldsNode, ListNode, Node, TextNode

LINE_UNREAD = ""  # the name of a field that nobody could read; YAML gives it to no other


def plain(node: Node) -> Any:
    """Text, lists and dicts without places. What could not be read becomes a value that no type
    takes, so that nobody makes an entry of it.
    """
    if isinstance(node, TextNode):
        return node.text if node.is_read else ...
    if isinstance(node, ListNode):
        return tuple(plain(item) for item in node.items)
    fields = {name: plain(value) for name, value in node.value_by_name.items()}
    return fields if node.is_whole else {**fields, LINE_UNREAD: ...}


def place_at(node: Node, loc: tuple[str | int, ...]) -> Place:
    """The place of the value at `loc`, or of the nearest thing above it that was written."""
    return value_at(node, loc)[0].place


def key_place(node: Node, loc: tuple[str | int, ...]) -> Place:
    """The place of the field name at `loc`, or of its value when the name cannot be told."""
    group, _ = value_at(node, loc[:-1])
    if isinstance(group, FieldsNode) and loc and loc[-1] in group.key_by_name:
        return group.key_by_name[str(loc[-1])].place
    return place_at(group, loc[-1:])


def value_at(node: Node, loc: tuple[str | int, ...]) -> tuple[Node, int]:
    """As far along `loc` as something was written: the value there, and how many steps it took."""
    for taken, step in enumerate(loc):
        if isinstance(node, FieldsNode) and step in node.value_by_name:
            node = node.value_by_name[str(step)]
        elif isinstance(node, ListNode) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            return node, taken
    return node, len(loc)
