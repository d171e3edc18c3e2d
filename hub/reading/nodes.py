"""What a YAML text is made of: text, lists and fields, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from hub.problems import Place


class TextNode(NamedTuple):
    """One value, exactly as typed; `is_plain` when it stood without quotation marks, not `is_read`
    when nobody can say what it was meant to be.
    """

    text: str
    place: Place
    is_plain: bool = True
    is_read: bool = True


@dataclass(frozen=True)
class ListNode:
    """A list of values."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True)
class FieldsNode:
    """Fields: names with their values, in the order of the file. Not `is_whole` when a line among
    them could not be read, so that any field may be there.
    """

    value_by_name: dict[str, Node]
    key_by_name: dict[str, TextNode]
    place: Place
    is_whole: bool = True


Node = TextNode | ListNode | FieldsNode


def texts(root: Node) -> Iterator[TextNode]:
    """Every value below `root` (not the field names), in the order of the file."""
    waiting: list[Node] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, TextNode):
            yield node
        elif isinstance(node, ListNode):
            waiting.extend(reversed(node.items))
        else:
            waiting.extend(reversed(node.value_by_name.values()))


def plain_texts(root: Node) -> Iterator[TextNode]:
    """Every unquoted value below `root` (not the field names), in the order of the file."""
    return (node for node in texts(root) if node.is_plain)


def groups(root: Node) -> Iterator[FieldsNode]:
    """Every group of fields from `root` down, in no order that matters."""
    waiting: list[Node] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ListNode):
            waiting.extend(node.items)
        elif isinstance(node, FieldsNode):
            waiting.extend(node.value_by_name.values())
            yield node
