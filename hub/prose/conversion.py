"""Converting the texts of all entries, on a second processor while the first reads the fields."""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Callable, Iterable
from typing import Any, BinaryIO

from hub.limits import MAX_LINE
from hub.problems import Place, Problem, Report
from hub.prose.parts import LinkUse, TextHeading
from hub.prose.sections import SECTION_IDS
from hub.prose.text import EMPTY, Prose, read_prose

FEWEST_TEXTS = 40  # below this, starting a process takes longer than it saves
Text = tuple[str, int, str]  # path, first line, Markdown
Converted = tuple[Prose, list[Problem]]


def convert(text: Text) -> Converted:
    """One text as HTML, with the mistakes found in it."""
    path, line, body = text
    if not body.strip() or any(len(row) > MAX_LINE for row in body.split("\n")):
        return EMPTY, []  # a line that cannot be reviewed is told by validate, and not converted
    report = Report()
    return read_prose(body, Place(path, line, 1), report, reserved_ids=SECTION_IDS), report.problems


def start(texts: Iterable[Text]) -> Callable[[], dict[str, Converted]]:
    """Begin to convert; call the result to wait for all texts, by path. The answer is the same with
    one process or two.
    """
    listed = [text for text in texts if text[2].strip()]
    can_fork = hasattr(os, "fork") and (os.cpu_count() or 1) > 1 and threading.active_count() == 1
    if len(listed) < FEWEST_TEXTS or not can_fork:
        return lambda: {text[0]: convert(text) for text in listed}
    reading, writing = os.pipe()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _work(listed, os.fdopen(writing, "wb"))
    os.close(writing)

    def collect() -> dict[str, Converted]:
        with os.fdopen(reading, "rb") as pipe:
            data = pipe.read()
        _, status = os.waitpid(child, 0)
        if status != 0:  # the child was killed, or met a bug: do its work here, where a bug is told
            return {text[0]: convert(text) for text in listed}
        return {path: _received(*sent) for path, sent in json.loads(data).items()}

    return collect


def _work(texts: list[Text], pipe: BinaryIO) -> None:
    """The child: convert, send, and leave without running anything the parent meant to run."""
    status = 1
    try:
        data = {text[0]: _sent(*convert(text)) for text in texts}
        pipe.write(json.dumps(data, separators=(",", ":")).encode())
        pipe.close()
        status = 0
    finally:
        os._exit(status)


def _sent(prose: Prose, problems: list[Problem]) -> tuple[Any, ...]:
    """A text and its mistakes as JSON takes them."""
    return (
        prose.draft,
        [(link.kind, link.target, link.place, link.words) for link in prose.links],
        [
            (heading.id, heading.title, heading.level, heading.place, heading.is_written)
            for heading in prose.headings
        ],
        prose.words,
        [(one.code, one.place, one.message, one.rows, one.severity) for one in problems],
    )


def _received(draft: str, links: Any, headings: Any, words: str, problems: Any) -> Converted:
    """What `_sent` was given."""
    prose = Prose(
        draft,
        tuple(
            LinkUse(kind, target, Place(*place), words=said) for kind, target, place, said in links
        ),
        tuple(
            TextHeading(name, title, level, place=Place(*place), is_written=is_written)
            for name, title, level, place, is_written in headings
        ),
        words=words,
    )
    return prose, [
        Problem(code, Place(*place), message, rows=tuple(map(tuple, rows)), severity=severity)
        for code, place, message, rows, severity in problems
    ]
