"""The fields of a collection as a short guide for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from hub.kinds.catalog import KIND_BY_COLLECTION
from hub.kinds.fieldgroups import model_inside
from hub.kinds.fields import Choice, Line, OneOf, WholeNumber
from hub.kinds.idfields import RefTo
from hub.kinds.shared import VocabularyTerm
from hub.problems import a_few


def field_guide(collection: str, vocabulary: Mapping[str, Mapping[str, VocabularyTerm]]) -> str:
    """One line a field: its name, whether a published entry needs it, and what to write."""
    kind = KIND_BY_COLLECTION[collection]
    what_it_is = " ".join((kind.__doc__ or "").partition("\n\n")[0].split())
    lines = [
        f"{kind.singular.capitalize()}: {what_it_is}",
        "",
        f"  content/{collection}/the-id.md (or .yml)",
        "",
    ]
    width = max(map(len, kind.model_fields))
    for name, info in kind.model_fields.items():
        need = "needed" if info.is_required() else "to publish" if name in kind.to_publish else ""
        lines.append(f"  {name:<{width}}  {need:<10}  {describe(info, vocabulary)}")
        inner = model_inside(info.annotation)
        if inner is not None:
            lines += [
                f"  {'':<{width}}  {'':<10}    {line}" for line in _inner_lines(inner, vocabulary)
            ]
    return "\n".join(lines)


def _inner_lines(
    group: type[BaseModel], vocabulary: Mapping[str, Mapping[str, VocabularyTerm]]
) -> Iterator[str]:
    """A line for each field of a group, and below it, indented, for those of the groups inside it.
    No group holds itself.
    """
    for name, info in group.model_fields.items():
        yield f"{name}: {describe(info, vocabulary)}"
        inner = model_inside(info.annotation)
        if inner is not None:
            yield from (f"  {line}" for line in _inner_lines(inner, vocabulary))


def describe(info: Any, vocabulary: Mapping[str, Mapping[str, VocabularyTerm]]) -> str:
    """What to write in a field, in words."""
    mark = _mark(info)
    is_list = "tuple" in str(info.annotation)
    many = "list of " if is_list else ""
    if isinstance(mark, Line):
        return f"{many}text, at most {mark.most} characters"
    if isinstance(mark, OneOf):
        return f"{many}{a_few(vocabulary.get(mark.vocabulary, {}), 30)}"
    if isinstance(mark, Choice):
        return f"{many}{a_few(mark.words, 30)}"
    if isinstance(mark, RefTo):
        any_entry = "collection/id of any entry"
        return many + (f"the id of an entry of {mark.collection}" if mark.collection else any_entry)
    if isinstance(mark, WholeNumber):
        return f"{many}whole number from {mark.least} to {mark.most}"
    inner = model_inside(info.annotation)
    if inner is not None and issubclass(inner, BaseModel):
        return f"{many}fields:"
    name = str(info.annotation)
    if "PartDate" in name:
        return f"{many}2024, 2024-06, 2024-06-30 or FY2024"
    if "date" in name:
        return f"{many}a day, YYYY-MM-DD"
    if "bool" in name:
        return "true or false"
    if "float" in name:
        return f"{many}number"
    return f"{many}text"


def _mark(info: Any) -> object:
    waiting = [info.annotation, *info.metadata]
    while waiting:
        item = waiting.pop(0)
        if isinstance(item, (Choice, Line, OneOf, RefTo, WholeNumber)):
            return item
        waiting += [*getattr(item, "__metadata__", ()), *getattr(item, "__args__", ())]
    return None
