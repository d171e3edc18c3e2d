"""Nodes in, typed fields out. pydantic checks; its errors become our problems, each with its
place.
"""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from hub.kinds.entrynames import NO_NAMES, EntryNames
from hub.kinds.fieldmistakes import explain_mistake
from hub.kinds.fieldplaces import plain
from hub.kinds.shared import VocabularyTerm
from hub.problems import Report
from hub.reading.nodes import FieldsNode, ListNode, Node

Fields = TypeVar("Fields", bound=BaseModel)
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
        explain_mistake(error, node, kind, report=report, called=called, names=names)
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
