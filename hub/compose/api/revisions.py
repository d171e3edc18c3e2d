"""Whether people who put an event into their calendar are told that it is another day or place now:
beside the calendar that is published.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from hub.compose.api.calendars import EVENTS
from hub.model import Library
from hub.problems import Report, quoted

_MOST = 5_000_000  # bytes of a published calendar that are read: ten thousand events fit
_FIELD_BY_PROPERTY = {"DTSTART;VALUE=DATE": "date", "DTEND;VALUE=DATE": "ends", "LOCATION": "where"}


@dataclass(frozen=True)
class _Event:
    """What a calendar says of an event: the name of its page, its revision, and when and where it
    is.
    """

    ref: str
    revision: int
    facts: tuple[str, ...]


def check_revisions(stage: Path, published: Path, library: Library | None, report: Report) -> None:
    """Advise a line under `changes` where the day or the place of an event is not what the
    published calendar says, and no line tells of it.
    """
    before = _events_in(published / EVENTS)
    entry_by_ref = library.entry_by_ref if library else {}
    for uid, now in _events_in(stage / EVENTS).items() if before else ():
        old, entry = before.get(uid), entry_by_ref.get(now.ref)
        if old is None or entry is None or old.facts == now.facts or now.revision > old.revision:
            continue
        field = next(
            field
            for field, one, other in zip(
                _FIELD_BY_PROPERTY.values(), old.facts, now.facts, strict=True
            )
            if one != other
        )
        name = field if getattr(entry.fields, field) else "date"
        report.add(
            "untold-change",
            entry.place_at((name,)),
            f"{quoted(entry.title)} is in the published calendar with another day or place, and no"
            " line under changes tells of it.",
            rows=[
                (
                    "Write",
                    (
                        "changes: [{ on: YYYY-MM-DD, note: what is another now }]   with the day of"
                        " today, after the lines that are there"
                    ),
                )
            ],
            severity="warning",
        )


def _events_in(file: Path) -> dict[str, _Event]:
    """The events of a calendar file by their lasting id; none where there is no file that can be
    read.
    """
    try:
        text = file.read_bytes()[:_MOST].decode("utf-8", "replace")
    except OSError:
        return {}
    found = {}
    for part in text.replace("\r\n ", "").split("BEGIN:VEVENT")[1:]:
        told = dict(line.split(":", 1) for line in part.split("\r\n") if ":" in line)
        revision = re.fullmatch(r"[0-9]{1,6}", told.get("SEQUENCE", ""))
        if revision and "UID" in told:
            ref = "/".join(told.get("URL", "").rstrip("/").split("/")[-2:])
            found[told["UID"]] = _Event(
                ref, int(revision[0]), tuple(told.get(name, "") for name in _FIELD_BY_PROPERTY)
            )
    return found
