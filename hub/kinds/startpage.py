"""The file of content/start/: questions that lead to first steps, read as entries are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from hub.kinds.entrynames import NO_NAMES, EntryNames
from hub.kinds.fieldplaces import place_at
from hub.kinds.schema import Vocabulary, read_fields
from hub.kinds.starting import DecisionPage
from hub.problems import Place, Report, quoted
from hub.reading.filetext import check_lines
from hub.reading.nodes import Node

ONLY = "where-to-start"
Loc = tuple[str | int, ...]


@dataclass(frozen=True)
class StartFile:
    """A file of content/start/, with its values still where they were written."""

    path: str
    name: str
    node: Node


@dataclass(frozen=True)
class Start:
    """The questions and outcomes, and where each stands in the file."""

    path: str
    fields: DecisionPage
    node: Node = field(repr=False)

    def place_at(self, loc: Loc) -> Place:
        """Where the value at `loc` stands in the file."""
        return place_at(self.node, loc)

    @property
    def updated(self) -> date:
        """The day of the last change readers should know of."""
        return max([self.fields.added, *(change.on for change in self.fields.changes)])


def read_start(
    files: Iterable[StartFile],
    vocabulary: Vocabulary,
    today: date | None,
    report: Report,
    names: EntryNames = NO_NAMES,
) -> Start | None:
    """The one file that may stand there, or None when there is none that can be read."""
    found = None
    for file in files:
        check_lines(file.path, report)
        if file.name != ONLY:
            report.add(
                "unknown-file-type",
                Place(file.path),
                f"{quoted(file.name)} does not belong in content/start/, which holds one page.",
                rows=[("Allowed", f"{ONLY}.yml")],
            )
            continue
        fields = read_fields(
            file.node,
            DecisionPage,
            report,
            called="page of questions",
            vocabulary=vocabulary,
            today=today,
            names=names,
        )
        found = Start(file.path, fields, file.node) if fields is not None else None
    return found
