"""A Markdown entry is fields between two lines of ---, then the text: every file of the content
folder, cut in two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from hub.folders import COLLECTIONS, LANGUAGES
from hub.problems import Place, Report, quoted
from hub.reading.files import ContentFile, read_content
from hub.reading.mergemarks import without_merge_marks

# Dashes of word processors, too many or too few, other marks, three dots, or a space in front.
_MEANT = re.compile(
    r"[ \t]*(?:[-\u2010-\u2015\u2212_=*~+][ ]?){2,}\s*|\.\.\.\s*|[\u2014\u2015\u2026]\s*"
)
_NAMED = re.compile(r"[a-z_]+\s*:")
_FIELD = re.compile(r"[a-z_]+\s*:|\s+\S|- |#(?!#)")


@dataclass(frozen=True)
class Parts:
    """The two parts of a Markdown entry, each with the number of its first line in the file."""

    fields: str
    fields_line: int
    body: str
    body_line: int
    is_mended: bool = False  # where one of the two lines is not there, or not as it should be


@dataclass(frozen=True)
class Opened:
    """A file cut in two: its fields as YAML text, and its body, each with the number of its first
    line.
    """

    file: ContentFile
    parts: Parts


def open_files(folder: Path, report: Report) -> tuple[Opened, ...]:
    """Everything below `folder`, still unread. A file with a mistake is reported and left out; the
    others are read all the same.
    """
    opened = []
    for file in read_content(folder, COLLECTIONS, LANGUAGES, report=report):
        if file.folder != "images":
            # as far as it can be read
            file = replace(file, text=without_merge_marks(file.text, file.path, report))
        parts = (
            split(file.text, file.path, report)
            if file.suffix == ".md" and file.folder != "images"
            else Parts(file.text, 1, "", body_line=1)
        )
        if parts is not None:
            opened.append(Opened(file, parts))
    return tuple(opened)


def split(text: str, path: str, report: Report) -> Parts | None:
    """Cut `text` at its two --- lines. Where one of them is not there, that is told, and the cut is
    made where it was meant; None for an empty file.
    """
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is None:
        report.add(
            "yaml-empty",
            Place(path, 1, 1),
            "This file is empty.",
            rows=[("Write", "Start with a line of ---, then title: …")],
        )
        return None
    opens = lines[first].rstrip() == "---"
    slip = not opens and _MEANT.fullmatch(lines[first]) is not None
    begin = first + 1 if opens or slip else first
    if not opens and not slip and not _NAMED.match(lines[first]):
        _report_missing(lines, first, None, path=path, report=report)
        return Parts("", 1, text, body_line=1, is_mended=True)
    end = next(
        (number for number in range(begin, len(lines)) if lines[number].rstrip() == "---"), None
    )
    if (
        opens
        and end is not None
        and not lines[end - 1].strip()
        and _text_begins(lines, begin) < end
    ):
        end = None  # a rule in the text, of an entry whose fields nobody ended
    if opens and end is not None:
        return Parts(
            "\n".join(lines[begin:end]), begin + 1, "\n".join(lines[end + 1 :]), body_line=end + 2
        )
    meant = None if end is not None else _end_meant(lines, begin)
    if not opens:
        _report_missing(lines, first, meant, path=path, report=report)
    else:
        _report_unclosed(lines, first, meant, path=path, report=report)
    mark = end if end is not None else meant
    below = mark + 1 if mark is not None else _text_begins(lines, begin)
    return Parts(
        "\n".join(lines[begin : below if mark is None else mark]),
        begin + 1,
        "\n".join(lines[below:]),
        body_line=below + 1,
        is_mended=True,
    )


def _end_meant(lines: list[str], begin: int) -> int | None:
    """The line that was meant to end the fields, and is written in another way."""
    numbers = range(begin, min(_text_begins(lines, begin) + 1, len(lines)))
    return next((number for number in numbers if _MEANT.fullmatch(lines[number])), None)


def _report_unclosed(
    lines: list[str], first: int, meant: int | None, *, path: str, report: Report
) -> None:
    if meant is not None:
        place = Place(path, meant + 1, 1, length=len(lines[meant]))
        message, write = _meant(lines[meant], "end"), "---"
    else:
        place = Place(path, first + 1, 1, length=3)
        message = "The fields start with --- here and no second line of --- ends them."
        write = "Add a line of --- after the last field."
    report.add("front-matter-unclosed", place, message, rows=[("Write", write)])


def _report_missing(
    lines: Sequence[str], first: int, end: int | None, path: str, report: Report
) -> None:
    typed = lines[first]
    place = Place(path, first + 1, 1, length=len(typed))
    if _MEANT.fullmatch(typed):
        rows = [
            ("Write", "---"),
            *([("And", f"the same on line {end + 1}")] if end is not None else []),
        ]
        report.add("front-matter-missing", place, _meant(typed, "open"), rows=rows)
    else:
        message = (
            "An entry starts with its fields between two lines of ---, and this file does not."
        )
        report.add(
            "front-matter-missing",
            place,
            message,
            rows=[("Write", "---, then title: …, then ---, then the text")],
        )


def _meant(typed: str, task: str) -> str:
    """What is wrong with a line that was meant to be one of the two."""
    if typed.strip() == "---":
        return (
            f"There is a space in front of the hyphens that {task} the fields. They stand at the"
            " start of the line."
        )
    return (
        f"{quoted(typed.strip())} was meant to {task} the fields. That line is three hyphens and"
        " nothing else."
    )


def _text_begins(lines: Sequence[str], first: int) -> int:
    """The line, counted from 0, at which the text of an entry begins whose fields nobody ended: the
    first that no field begins with, after a blank one.
    """
    for number in range(first, len(lines)):
        is_open = number == first or not lines[number - 1].strip()
        if is_open and lines[number].strip() and not _FIELD.match(lines[number]):
            return number
    return len(lines)
