"""The queue of a project on the disk, and the files that others give us to import."""

from __future__ import annotations

import sys
from pathlib import Path

from hub.feedback.queue import FILE_NAME, STANDARD_INPUT, Point, queue_text, read_queue
from hub.limits import MAX_EXPORT_BYTES
from hub.problems import HubError, Place, Report, visible
from hub.project.destination import write_file, writing
from hub.project.files import COPY, LINK_WORDS, read_project_text


def read_project_queue(root: Path, report: Report) -> tuple[Point, ...]:
    """The points that wait in the project at `root`; none when there is no file yet."""
    try:
        text = read_project_text(root, FILE_NAME)
    except FileNotFoundError:
        return ()
    except HubError:
        report.add("symlink", Place(FILE_NAME), LINK_WORDS, rows=[("Write", COPY)])
        return ()
    except (OSError, UnicodeDecodeError):
        report.add(
            "bad-feedback",
            Place(FILE_NAME),
            "The queue cannot be read as text.",
            rows=[("Write", f"git checkout {FILE_NAME}")],
        )
        return ()
    return read_queue(text, report)


def write_project_queue(root: Path, points: tuple[Point, ...]) -> None:
    """Write the queue as a whole: a run that is broken off leaves the old one."""
    target = root / FILE_NAME
    with writing(target, fix="Change the rights of that folder, so that you may write there."):
        target.parent.mkdir(exist_ok=True)
        write_file(target, queue_text(points).encode())


def read_export(path: Path, report: Report) -> bytes | None:
    """The bytes of a file to import, or of standard input where the path is "-"; None with the
    reason reported.
    """
    place = Place(STANDARD_INPUT if str(path) == "-" else visible(path.name))
    try:
        if str(path) == "-":
            data = sys.stdin.buffer.read(MAX_EXPORT_BYTES + 1)
            if len(data) <= MAX_EXPORT_BYTES:
                return data
            report.add(
                "too-large",
                place,
                f"This has more than {MAX_EXPORT_BYTES:,} bytes, which is the most.",
                rows=[("Write", "One message at a time.")],
            )
            return None
        if not path.is_file():
            raise HubError(
                "not-a-file",
                f"There is no file {visible(str(path))}.",
                exit_code=2,
                fix="Name the export, for example: hub import feedback issues.json",
            )
        size = path.stat().st_size
        if size <= MAX_EXPORT_BYTES:
            return path.read_bytes()
    except OSError as error:
        report.add(
            "not-readable",
            place,
            f"This file cannot be read: {error.strerror}.",
            rows=[("Write", "Change the file's permissions so that you may read it.")],
        )
        return None
    report.add(
        "too-large",
        place,
        f"This file has {size:,} bytes; {MAX_EXPORT_BYTES:,} is the most.",
        rows=[("Write", "Export less at a time, for example --limit 500.")],
    )
    return None
