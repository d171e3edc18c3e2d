"""Converting the texts of all entries, on a second processor while the first reads the fields."""

from __future__ import annotations

import os
import pickle
import sys
import threading
from collections.abc import Callable, Iterable
from typing import BinaryIO

from hub.limits import MAX_LINE
from hub.problems import Place, Problem, Report
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
        # written by our own child a moment ago
        found: dict[str, Converted] = pickle.loads(data)  # noqa: S301
        return found

    return collect


def _work(texts: list[Text], pipe: BinaryIO) -> None:
    """The child: convert, send, and leave without running anything the parent meant to run."""
    status = 1
    try:
        data = pickle.dumps(
            {text[0]: convert(text) for text in texts}, protocol=pickle.HIGHEST_PROTOCOL
        )
        pipe.write(data)
        pipe.close()
        status = 0
    finally:
        os._exit(status)
