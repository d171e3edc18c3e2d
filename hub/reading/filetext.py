"""The text of one file, as text: UTF-8, without signs that nobody sees."""

from __future__ import annotations

import os
import stat
import unicodedata
from dataclasses import dataclass

from hub.limits import MAX_LINE
from hub.problems import Place, Report
from hub.reading.characters import first_forbidden, forbidden_message

_MOST_FORBIDDEN = 20  # characters in a file that is read on: one with more is no text


@dataclass(frozen=True)
class FoundFile:
    """A file below content/: its path as messages name it, and as the system does."""

    path: str
    real: bytes
    parts: tuple[str, ...]
    size: int


def bytes_of(item: FoundFile, report: Report) -> bytes | None:
    """The file's bytes, from a handle that is checked to be the regular file the walk saw."""
    try:
        handle = os.open(item.real, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        report.add(
            "not-readable",
            Place(item.path),
            f"This file cannot be read: {error.strerror}.",
            rows=[("Write", "Change the file's permissions so that you may read it.")],
        )
        return None
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            report.add(
                "not-a-file",
                Place(item.path),
                "This is not a file.",
                rows=[("Write", "Remove it.")],
            )
            return None
        return file.read(item.size + 1)


def decoded(data: bytes, path: str, report: Report) -> str | None:
    """Text from bytes: strict UTF-8, one leading mark dropped, line ends made one, accents
    composed.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        report.text_by_path[path] = data.decode("utf-16", "replace")
        report.add(
            "not-utf8",
            Place(path, 1, 1),
            "This file is saved as UTF-16 (Notepad calls it Unicode).",
            rows=[("Write", "Save it again as UTF-8.")],
        )
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        # whatever else is wrong with the file is reported in the same run
        text = data.decode("utf-8", "replace")
        before = data[: error.start].decode("utf-8")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        message = "This file is not saved as UTF-8: a letter here cannot be read."
        report.add(
            "not-utf8",
            Place(path, line, column),
            message,
            rows=[("Write", "Save the file again with the encoding UTF-8.")],
        )
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    report.text_by_path[path] = text
    return _without_forbidden(text, path, report)


def _without_forbidden(text: str, path: str, report: Report) -> str | None:
    """The text without the characters that may not be in it, each of which is reported; None for
    one that has too many to be a text.
    """
    if first_forbidden(text) is None:
        return text
    lines = text.split("\n")
    told = 0
    for number, line in enumerate(lines):
        kept, removed = line, 0
        while (position := first_forbidden(kept)) is not None:
            told += 1
            if told > _MOST_FORBIDDEN:
                return None
            if not removed:  # only the first on a line: whoever deletes it sees the others
                message = forbidden_message(kept[position], "here")
                report.add(
                    "forbidden-character",
                    Place(path, number + 1, position + 1),
                    message,
                    rows=[("Write", "Remove it, or type the character you can see.")],
                )
            kept = kept[:position] + kept[position + 1 :]
            removed += 1
        lines[number] = kept
    return "\n".join(lines)


def check_lines(path: str, report: Report) -> bool:
    """False, and a problem, when a line is too long to be reviewed. A line that has a problem
    already is told enough.
    """
    good = True
    for number, line in enumerate(report.text_by_path.get(path, "").split("\n"), 1):
        if len(line) > MAX_LINE:
            good = False
            if not any(
                problem.place.path == path and problem.place.line == number
                for problem in report.problems
            ):
                report.add(
                    "line-too-long",
                    Place(path, number, MAX_LINE + 1),
                    f"This line has {len(line):,} characters; the most is {MAX_LINE:,}.",
                    rows=[("Write", "Break the line where a sentence ends.")],
                )
    return good
