"""How a command ends when the world ends it: signals, a terminal that takes no such letter, a
reader that has gone, a disk that is full.
"""

from __future__ import annotations

import codecs
import errno
import os
import re
import signal
import sys
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from types import FrameType

from hub.problems import HubError
from hub.project.destination import reading_trouble

# as a program ends that SIGPIPE killed: `hub check | head -1` is no finding
NOBODY_READS = 128 + 13
AGAIN = 0.05  # seconds until a signal that got lost comes again: by then Python is elsewhere
# what a machine that shuts down, and a terminal that closes, send
_STOPPING = ("SIGTERM", "SIGHUP")
_PLAIN = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "‚": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "–": "-",
        "—": "-",
        "‑": "-",
        "−": "-",
        "·": "-",
        "•": "*",
    }
    | {
        "…": "...",
        "→": "->",
        "←": "<-",
        "×": "x",
        "≤": "<=",
        "≥": ">=",
        "¿": "?",
        "¡": "!",
        "│": "|",
        "─": "-",
        "━": "-",
    }
)


class Stopped(BaseException):
    """A signal asked the command to end. It clears up on its way out, as after Ctrl+C."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number
        self.exit_code = 128 + number


@contextmanager
def stoppable() -> Iterator[None]:
    """Let SIGTERM and SIGHUP end what is inside as an exception, so that nothing half done stays.
    What is ignored (nohup) stays ignored.
    """
    numbers = (
        [int(getattr(signal, name)) for name in _STOPPING if hasattr(signal, name)]
        if threading.current_thread() is threading.main_thread()
        else []
    )
    before = {
        number: found
        for number in numbers
        if (found := signal.getsignal(number)) is not signal.SIG_IGN
    }
    times = 0

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal times
        times += 1
        # a terminal that closes sends SIGHUP twice: the second would disturb the clearing up
        if times != 2:
            raise Stopped(number)

    def swallowed(told: sys.UnraisableHookArgs) -> None:
        nonlocal times
        if not isinstance(told.exc_value, Stopped | KeyboardInterrupt):
            hook(told)
            return
        # it came while Python was where no exception gets out, such as a finalizer: it is sent once
        # more
        times = 0
        again = threading.Timer(
            AGAIN, os.kill, (os.getpid(), getattr(told.exc_value, "number", signal.SIGINT))
        )
        again.daemon = True
        again.start()

    hook = sys.unraisablehook
    if numbers:
        sys.unraisablehook = swallowed
    for number in before:
        signal.signal(number, stop)
    try:
        yield
    finally:
        sys.unraisablehook = hook
        for number, found in before.items():
            signal.signal(number, found if found is not None else signal.SIG_DFL)


def ready_streams() -> None:
    """Give the three streams what a command counts on: that they are there, and that no letter
    stops a report half way.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        # it was closed: what is opened next would take its number, and be written into
        if getattr(sys, name) is None:
            handle = os.open(os.devnull, os.O_RDWR)
            setattr(sys, name, os.fdopen(handle, "r" if number == 0 else "w", encoding="utf-8"))
    codecs.register_error("hub-plain", _in_plain_letters)
    for stream in (sys.stdout, sys.stderr):
        if stream in (sys.__stdout__, sys.__stderr__) and isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="hub-plain")


def told_of(error: OSError) -> HubError | None:
    """What the system refused, in our words; None when only a mistake of ours can be the reason."""
    if error.filename is None and error.errno in (
        errno.ENOSPC,
        errno.EDQUOT,
        errno.EIO,
        errno.EBADF,
    ):
        _let_go_of_output()
        return HubError(
            "no-space",
            "What was to be said could not be written down: the disk is full, or the terminal has"
            " gone.",
            exit_code=4,
            fix="Write it to another place.",
        )
    if (
        error.filename is None
        and error.errno == errno.ENOENT
        and "temporary" in str(error.strerror)
    ):
        return HubError(
            "no-output",
            "There is no folder for temporary files that may be written to.",
            exit_code=4,
            fix="Name one: TMPDIR=/path/to/folder hub …",
        )
    return reading_trouble(error)


def here() -> None:
    """Refuse to work in a folder that is gone. Nothing could be found from there."""
    try:
        Path.cwd()
    except OSError:
        words = "The folder that you are in was removed, or may not be read."
        raise HubError(
            "no-project",
            words,
            exit_code=2,
            fix="Go to the project's folder with cd, and try again.",
        ) from None


def _let_go_of_output() -> None:
    """What is still in the buffer would be written once more when Python ends, and fail once
    more.
    """
    if sys.stdout is sys.__stdout__ and sys.stdout is not None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _in_plain_letters(error: UnicodeError) -> tuple[str, int]:
    """The nearest thing that any terminal can show: straight quotation marks, letters without
    accents, else U+XXXX.
    """
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_plain, error.object[error.start : error.end])), error.end


def _plain(letter: str) -> str:
    drawn = letter.translate(_PLAIN)
    if drawn.isascii():
        return drawn
    plain = re.sub(r"[^ -~]", "", unicodedata.normalize("NFKD", drawn))
    return plain or f"U+{ord(letter):04X}"
