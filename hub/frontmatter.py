"""A Markdown entry is fields between two lines of ---, then the text: every file of the content folder, cut in two."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from hub.files import ContentFile, read_content
from hub.folders import COLLECTIONS, LANGUAGES
from hub.mergemarks import without_merge_marks
from hub.problems import Place, Report


@dataclass(frozen=True)
class Parts:
    """The two parts of a Markdown entry, each with the number of its first line in the file."""

    fields: str
    fields_line: int
    body: str
    body_line: int


@dataclass(frozen=True)
class Opened:
    """A file cut in two: its fields as YAML text, and its body, each with the number of its first line."""

    file: ContentFile
    parts: Parts


def open_files(folder: Path, report: Report) -> tuple[Opened, ...]:
    """Everything below `folder`, still unread. A file with a mistake is reported and left out; the others are read all the same."""
    opened = []
    for file in read_content(folder, COLLECTIONS, LANGUAGES, report):
        if file.folder != "images":
            file = replace(file, text=without_merge_marks(file.text, file.path, report))  # as far as it can be read
        parts = split(file.text, file.path, report) if file.suffix == ".md" and file.folder != "images" else Parts(file.text, 1, "", 1)
        if parts is not None:
            opened.append(Opened(file, parts))
    return tuple(opened)


def split(text: str, path: str, report: Report) -> Parts | None:
    """Cut `text` at its two --- lines. Reports and returns None when they are not there."""
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is None:
        report.add("yaml-empty", Place(path, 1, 1), "This file is empty.", rows=[("Write", "Start with a line of ---, then title: …")])
        return None
    if lines[first].rstrip() != "---":
        report.add(
            "front-matter-missing",
            Place(path, first + 1, 1, len(lines[first])),
            "An entry starts with its fields between two lines of ---, and this file does not.",
            rows=[("Write", "---, then title: …, then ---, then the text")],
        )
        return None
    for number in range(first + 1, len(lines)):
        if lines[number].rstrip() == "---":
            return Parts("\n".join(lines[first + 1 : number]), first + 2, "\n".join(lines[number + 1 :]), number + 2)
    report.add(
        "front-matter-unclosed",
        Place(path, first + 1, 1, 3),
        "The fields start with --- here and no second line of --- ends them.",
        rows=[("Write", "Add a line of --- after the last field.")],
    )
    return None
