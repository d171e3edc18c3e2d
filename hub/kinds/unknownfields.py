"""A field that its group does not have: what it may have been meant for."""

from __future__ import annotations

from pydantic import BaseModel

from hub.kinds.catalog import KIND_BY_COLLECTION
from hub.kinds.fieldgroups import model_inside
from hub.kinds.fieldplaces import key_place
from hub.kinds.missing import a_or_an
from hub.problems import Report, a_few, did_you_mean, quoted
from hub.reading.nodes import FieldsNode

_MOST_OWNERS = 3  # a field that more have says nothing of where it was meant to be


def report_unknown(
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
    known = names_at(kind, loc[:-1])
    place = key_place(root, loc)
    holder = group_at(loc[:-1], called)
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


def group_at(loc: tuple[str | int, ...], called: str) -> str:
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


def names_at(
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
