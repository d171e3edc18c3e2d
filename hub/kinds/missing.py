"""Fields that an entry lacks to be published."""

from __future__ import annotations

from hub.problems import Report, a_few
from hub.reading.nodes import Node


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
