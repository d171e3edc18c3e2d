"""Whether a text takes too long to convert: counted first, with the clock as the last resort."""

from __future__ import annotations

import re
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from hub.limits import MAX_FOOTNOTE_MARKS, MAX_OPEN_BRACKETS, MAX_PARAGRAPH, MAX_PROSE_DEPTH
from hub.problems import Place, Report

# the attribute that tells the cleaner on which line of the text, from 0, something stands; it keeps
# none
LINE = "data-line"
_OPENING = re.compile(r"[\s>]*(?:(?:[-*+]|\d+[.)])\s+|>\s?)*")


def _markers(line: str) -> int:
    """How many lists and quotes a line opens one inside the other; 0 when its markers are too few
    to matter.
    """
    found = _OPENING.match(line)
    if found is None or found.end() <= MAX_PROSE_DEPTH:
        return 0
    return len(re.findall(r"[-*+>]|\d+[.)]", found.group()))


def _whole_line(place: Place, number: int, line: str) -> Place:
    return Place(place.path, place.line + number, 1, length=max(len(line), 1))


def is_costly(lines: list[str], place: Place, report: Report) -> bool:
    """Refuse what would take the converter seconds, by counting; a clock would answer differently
    on another machine.
    """
    size = brackets = marks = 0
    for number, line in enumerate(lines):
        if not line or line.isspace():
            size = brackets = 0
            continue
        size += len(line)
        if "[" in line:
            brackets += line.count("[")
            marks += line.count("[^")
        depth = _markers(line)
        if depth > MAX_PROSE_DEPTH and not re.fullmatch(r"\s*(?:[-*_]\s*)+", line):
            message = (
                f"This line opens {depth:,} lists or quotes one inside the other; the most is"
                f" {MAX_PROSE_DEPTH}."
            )
            report.add(
                "markdown-too-deep",
                _whole_line(place, number, line),
                message,
                rows=[("Write", "Use one marker for each item.")],
            )
            return True
        excess = next(
            (
                words
                for count, most, words in (
                    (brackets, MAX_OPEN_BRACKETS, _BRACKETS),
                    (size, MAX_PARAGRAPH, _LENGTH),
                    (marks, MAX_FOOTNOTE_MARKS, _MARKS),
                )
                if count > most
            ),
            None,
        )
        if excess is not None:
            report.add(
                "markdown-too-slow",
                _whole_line(place, number, line),
                excess[0],
                rows=[("Write", excess[1])],
            )
            return True
    return False


_BRACKETS = (
    (
        f"There are more than {MAX_OPEN_BRACKETS} opening brackets in this paragraph, too many to"
        " convert in time."
    ),
    "Break the paragraph, or take the brackets out.",
)
_LENGTH = (
    f"This paragraph has more than {MAX_PARAGRAPH:,} characters, too many to convert in time.",
    "Leave a line free where a thought ends.",
)
_MARKS = (
    (
        f"There are more than {MAX_FOOTNOTE_MARKS} footnote marks in this text, too many to convert"
        " in time."
    ),
    "Split the page, or repeat fewer of them.",
)


class TooSlow(Exception):
    """The processor time for one conversion is used up."""


@contextmanager
def processor_limit(seconds: float) -> Iterator[None]:
    """Raise `TooSlow` inside the block when it has used `seconds` of the processor, however long
    others kept it waiting.

    Only the main thread of a process can be interrupted this way.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(signal_number: int, frame: object) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
