"""The times of published files: whatever changed is later than every version before it, and
whatever did not keeps its time.

Rsync takes size and time for what a file is, nginx and Apache make an ETag of both, and a server
that knows only If-Modified-Since asks whether the file is later, in whole seconds. With one
constant time, a word that made way for another of the same length stayed old behind all of them.

Why no version is ever taken for another: a build that changes any file changes the manifest, which
names them all, so the newest time in the published folder is the newest that was ever given out
there, to files that are gone too; and what changes is given one second more at least. Where nothing
is published yet, as on a machine that clones the project, that is the clock's time.
"""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

_SECOND = 1_000_000_000  # file systems count nanoseconds, HTTP seconds


def set_times(stage: Path, published: Path) -> int:
    """Give every file and folder of the stage its time, and return the newest, in seconds.

    It lies in the future only where the published site does (somebody's clock was wrong): an
    earlier one would let readers keep the old pages.
    """
    before = {
        path.relative_to(published): path
        for path in published.rglob("*")
        if stat.S_ISREG(path.lstat().st_mode)
    }
    newest = max((path.stat().st_mtime_ns for path in before.values()), default=0)
    files = [path for path in stage.rglob("*") if path.is_file()]
    changed = []
    for path in files:
        old = before.get(path.relative_to(stage))
        if old is not None and _is_same(old, path):
            kept = old.stat().st_mtime_ns
            os.utime(path, ns=(kept, kept))
        else:
            changed.append(path)
    if changed:
        newest = _later_than(newest // _SECOND) * _SECOND
    for path in (*changed, *(path for path in stage.rglob("*") if path.is_dir()), stage):
        os.utime(path, ns=(newest, newest))
    return newest // _SECOND


def _is_same(old: Path, new: Path) -> bool:
    return old.stat().st_size == new.stat().st_size and old.read_bytes() == new.read_bytes()


def _later_than(second: int) -> int:
    """The clock's time, but later than `second`. Of two builds within one second, the later waits
    until it is over.
    """
    if 0 < (ahead := second + 1 - time.time()) <= 1:
        time.sleep(ahead)
    return max(int(time.time()), second + 1)
