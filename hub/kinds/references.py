"""Every value of an entry that names another entry, found by the types of the fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import get_args

from pydantic import BaseModel

from hub.kinds.fieldgroups import model_inside
from hub.kinds.idfields import RefTo
from hub.kinds.shared import EntryFields

Loc = tuple[str | int, ...]


@dataclass(frozen=True)
class Reference:
    """One value that names an entry: at `loc`, in `collection` (None: anywhere), written as
    `target`.
    """

    loc: Loc
    collection: str | None
    target: str
    words: str = ""

    @property
    def ref(self) -> str:
        return self.target if self.collection is None else f"{self.collection}/{self.target}"


def references(fields: EntryFields) -> Iterator[Reference]:
    """Every reference in an entry's fields, in the order of the model."""
    yield from _references(fields, ())


def _references(group: BaseModel, loc: Loc) -> Iterator[Reference]:
    for name, mark, holds_group in _plan(type(group)):
        value = getattr(group, name)
        if value is None or value == ():
            continue
        if mark is not None:
            words = _sentence_of(group) if loc else ""
            if isinstance(value, tuple):
                for number, target in enumerate(value):
                    yield Reference((*loc, name, number), mark.collection, target, words=words)
            else:
                yield Reference((*loc, name), mark.collection, value, words=words)
        elif holds_group:
            if isinstance(value, tuple):
                for number, item in enumerate(value):
                    yield from _references(item, (*loc, name, number))
            else:
                yield from _references(value, (*loc, name))


def _sentence_of(group: BaseModel) -> str:
    """The sentence that stands beside an id in a group: how a practice helps, which part an agency
    has, what a resource is for.
    """
    name = _words_field(type(group))
    return str(getattr(group, name) or "") if name else ""


@cache
def _words_field(kind: type[BaseModel]) -> str:
    return next((name for name in ("how", "role", "use") if name in kind.model_fields), "")


@cache
def _plan(kind: type[BaseModel]) -> tuple[tuple[str, RefTo | None, bool], ...]:
    """Per field that can hold references: its name, the mark of its type, and whether it holds a
    group of fields.
    """
    plan = []
    for name, info in kind.model_fields.items():
        mark = next((m for m in info.metadata if isinstance(m, RefTo)), None) or _mark_inside(
            info.annotation
        )
        inner = model_inside(info.annotation)
        if mark is not None or (inner is not None and _plan(inner)):
            plan.append((name, mark, mark is None))
    return tuple(plan)


def _mark_inside(annotation: object) -> RefTo | None:
    for mark in getattr(annotation, "__metadata__", ()):
        if isinstance(mark, RefTo):
            return mark
    for part in get_args(annotation):
        found = _mark_inside(part)
        if found is not None:
            return found
    return None
