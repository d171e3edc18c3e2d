"""What is right in an entry that has mistakes: its other fields are judged all the same, so that
one run tells them all.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from hub.kinds.fieldplaces import plain
from hub.kinds.schema import Context, wrong_places
from hub.kinds.shared import EntryFields
from hub.model import Loc, Source
from hub.problems import Place
from hub.reading.nodes import FieldsNode, ListNode, Node, TextNode

# what is taken out may leave a group without a field that it needs, and that one leaves a list
# without an item
_ROUNDS = 4


@dataclass(frozen=True)
class RightFields:
    """The fields that are right, the file without the others, and the names of those. Not
    `is_whole` when any field may stand in a line that nobody can read.
    """

    fields: EntryFields
    source: Source
    wrong: frozenset[str] = frozenset()
    is_whole: bool = True


def right_fields(source: Source, kind: type[EntryFields], context: Context) -> RightFields:
    """The fields of `source` that are right; an entry of which nothing is has its id for a
    title.
    """
    node = source.fields
    wrong: set[str] = set()
    for _ in range(_ROUNDS):
        places = wrong_places(node, kind, context)
        if not places:
            return RightFields(
                kind.model_validate(plain(node), context=context),
                replace(source, fields=node),
                frozenset(wrong),
                is_whole=source.fields.is_whole,
            )
        wrong |= {str(place[0]) for place in places if place}
        node = _without(node, places, source)
    return RightFields(
        EntryFields(title=source.id),
        replace(source, fields=FieldsNode({}, {}, node.place)),
        frozenset(source.fields.value_by_name),
        is_whole=source.fields.is_whole,
    )


def _without(root: FieldsNode, places: set[Loc], source: Source) -> FieldsNode:
    """The fields without those at `places`: of a list, without the items that hold them."""
    cut = {_cut(place) for place in places}
    values = {
        name: _pruned(value, (name,), cut)
        for name, value in root.value_by_name.items()
        if (name,) not in cut
    }
    if "title" not in values:
        values = {"title": TextNode(source.id, Place(source.path)), **values}
    return FieldsNode(
        values, {name: key for name, key in root.key_by_name.items() if name in values}, root.place
    )


def _cut(place: Loc) -> Loc:
    """The item of a list that a mistake stands in, or the field."""
    last = next(
        (number for number in range(len(place) - 1, -1, -1) if isinstance(place[number], int)), None
    )
    return place[:1] if last is None else place[: last + 1]


def _pruned(node: Node, at: Loc, cut: set[Loc]) -> Node:
    if isinstance(node, ListNode):
        return ListNode(
            tuple(
                _pruned(item, (*at, number), cut)
                for number, item in enumerate(node.items)
                if (*at, number) not in cut
            ),
            node.place,
        )
    if isinstance(node, FieldsNode):
        return FieldsNode(
            {name: _pruned(value, (*at, name), cut) for name, value in node.value_by_name.items()},
            node.key_by_name,
            node.place,
        )
    return node
