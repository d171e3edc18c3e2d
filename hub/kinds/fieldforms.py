"""What the fields of entries hold, told by their names alone: a list, a group of fields, or text.
Whoever mends a line asks it what the line was meant to be.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from hub.kinds.catalog import KIND_BY_COLLECTION
from hub.kinds.fieldgroups import field_names, groups_of, model_inside
from hub.kinds.translations import Translation
from hub.reading.nodes import FieldsNode, ListNode, Node, TextNode
from hub.reading.yaml.fieldforms import EntryForms, FieldForms

if TYPE_CHECKING:
    from pydantic import BaseModel


@dataclass(frozen=True)
class _Names:
    """The names of fields that hold one value, that are lists, that hold text, or values by names
    of the editor's; and the groups with their fields. A name may be of several.
    """

    single: frozenset[str]
    lists: frozenset[str]
    texts: frozenset[str]
    maps: frozenset[str]
    groups: dict[str, tuple[str, ...]]


def _names_of(*kinds: type[BaseModel]) -> _Names:
    single: set[str] = set()
    lists: set[str] = set()
    texts: set[str] = set()
    maps: set[str] = set()
    groups: dict[str, dict[str, None]] = {}
    for group in groups_of(*kinds):
        for name, field in group.model_fields.items():
            (lists if "tuple" in str(field.annotation) else single).add(name)
            inner = model_inside(field.annotation)
            if inner is None:
                (maps if "dict" in str(field.annotation) else texts).add(name)
            else:
                parts = [part for part, held in inner.model_fields.items() if held.is_required()]
                groups.setdefault(name, {}).update(dict.fromkeys([*parts, *inner.model_fields]))
    return _Names(
        frozenset(single),
        frozenset(lists),
        frozenset(texts),
        maps=frozenset(maps),
        groups={name: tuple(parts) for name, parts in groups.items()},
    )


@cache
def field_forms() -> FieldForms:
    """The forms of the fields of every kind of entry."""
    kinds = KIND_BY_COLLECTION.values()
    names = _names_of(*kinds)
    return FieldForms(
        field_names(),
        names.lists - names.single,
        names.groups,
        outer=frozenset(name for kind in kinds for name in kind.model_fields),
    )


@cache
def _names_in_files() -> _Names:
    return _names_of(*KIND_BY_COLLECTION.values(), Translation)


def fields_fit(root: Node) -> bool:
    """True when every field below `root` has a name that is known, and is a list, a group or text
    where it may be one.

    Nearly every file fits. Of the others, some line may be meant otherwise than YAML reads it, so
    they are looked at line by line.
    """
    names = _names_in_files()
    known = names.single | names.lists
    waiting: list[tuple[str, Node]] = [("", root)]
    while waiting:
        name, node = waiting.pop()
        if isinstance(node, TextNode):
            if name not in names.single or name not in names.texts:
                return False
        elif isinstance(node, ListNode):
            if name not in names.lists:
                return False
            for item in node.items:
                if isinstance(item, FieldsNode):
                    waiting.append(("", item))
                elif name not in names.texts or not isinstance(item, TextNode) or not item.text:
                    return False
        elif name in names.maps:
            continue
        elif (
            (name and name not in names.groups)
            or (name and name not in names.single)
            or not known.issuperset(node.value_by_name)
        ):
            return False
        else:
            waiting += node.value_by_name.items()
    return True


ENTRY_FORMS = EntryForms(field_forms, fields_fit)
