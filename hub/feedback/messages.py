"""Messages from an export: GitHub issues as JSON, e-mails as eml or mbox, a table as CSV, or plain
text. All of it is strangers' input.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from typing import Any

from hub.feedback.mails import mails_in
from hub.feedback.queue import STANDARD_INPUT
from hub.feedback.rows import rows_in
from hub.feedback.said import Lines, Said, refuse, short_hash, text_in
from hub.limits import MAX_POINTS
from hub.problems import Place, Report, quoted, visible

_NO_SPACE = re.compile(r"[^ \t\r\n]")


def messages_in(name: str, data: bytes, report: Report) -> tuple[Said, ...]:
    """Every message of an export. `name` is the file's, whose ending tells what it is. What cannot
    be read is reported.
    """
    kind = name.lower().rpartition(".")[2]
    readers: dict[str, Callable[[str, bytes, Report], Iterator[Said | None]]] = {
        "json": _issues,
        "csv": rows_in,
        "eml": mails_in,
        "mbox": mails_in,
        "txt": _plain_text,
        STANDARD_INPUT: _plain_text,
    }
    place = Place(visible(name))
    if kind not in readers:
        report.add(
            "bad-feedback",
            place,
            "The ending of this file does not say what it is.",
            rows=[("Allowed", ".json (issues), .csv, .eml, .mbox, .txt (one message)")],
        )
        return ()
    try:
        found = tuple(islice(readers[kind](name, data, report), MAX_POINTS + 1))
    except RecursionError:
        refuse(place, "This file is nested too deeply to be an export.", report)
        return ()
    if len(found) > MAX_POINTS:
        report.add(
            "too-many-items",
            place,
            f"This file holds more than {MAX_POINTS:,} messages.",
            rows=[("Write", "Export less at a time.")],
        )
        return ()
    return tuple(said for said in found if said is not None)


def _issues(name: str, data: bytes, report: Report) -> Iterator[Said | None]:
    """The issues of a JSON list, each read by itself so that its line is known."""
    text = text_in(Place(visible(name)), data, report)
    if text is None:
        return
    decoder, lines, at = json.JSONDecoder(), Lines(name, text), _after(text, 0)
    if text[at : at + 1] != "[":
        refuse(
            lines.at(at),
            "An export of issues is a list, and this file does not begin with [.",
            report,
        )
        return
    at = _after(text, at + 1)
    while text[at : at + 1] != "]":
        place = lines.at(at)
        try:
            value, at = decoder.raw_decode(text, at)
        except ValueError as error:
            where = lines.at(error.pos) if isinstance(error, json.JSONDecodeError) else place
            refuse(where, "From here on this file is not JSON. It may have been cut off.", report)
            return
        yield _issue(place, value, report)
        at = _after(text, at)
        if text[at : at + 1] == ",":
            at = _after(text, at + 1)
        elif text[at : at + 1] != "]":
            refuse(
                lines.at(at),
                "From here on this file is not JSON. It may have been cut off.",
                report,
            )
            return


def _after(text: str, at: int) -> int:
    """The next character that is no space."""
    found = _NO_SPACE.search(text, at)
    return found.start() if found else len(text)


def _issue(place: Place, value: Any, report: Report) -> Said | None:
    number, body = (
        (value.get("number"), value.get("body")) if isinstance(value, dict) else (None, None)
    )
    if type(number) is not int or not 0 < number < 10**9:
        refuse(place, "This item has no issue number.", report)
        return None
    if body is not None and not isinstance(body, str):
        refuse(place, f"The body of issue {number} is not text.", report)
        return None
    state, created, title = value.get("state"), value.get("createdAt"), value.get("title")
    if str(state).upper() not in ("OPEN", "CLOSED"):
        refuse(
            place,
            f"The state of issue {number} is {quoted(str(state))}, and it is OPEN or CLOSED.",
            report,
        )
        return None
    return Said(
        place,
        f"issue-{number}",
        body or (title if isinstance(title, str) else ""),
        on=_day(created),
        is_open=str(state).upper() == "OPEN",
    )


def _day(value: object) -> str:
    """The day at the start of a time, or "" when there is none that stands in the calendar."""
    try:
        return (
            date.fromisoformat(str(value)[:10]).isoformat()
            if re.match(r"\d{4}-\d{2}-\d{2}", str(value), re.ASCII)
            else ""
        )
    except ValueError:
        return ""


def _plain_text(name: str, data: bytes, report: Report) -> Iterator[Said | None]:
    """A file of plain text: one message. Its name is made from its words, so that it is added
    once.
    """
    place = Place(visible(name))
    text = text_in(place, data, report)
    if text is not None and not text.strip():
        report.add(
            "bad-feedback",
            place,
            "There is no text in this message.",
            rows=[
                (
                    "Write",
                    "what was said, and Id: with the address of the page on a line of its own",
                )
            ],
        )
    elif text is not None:
        yield Said(place, f"text-{short_hash(' '.join(text.split()))}", text, on="", is_open=None)
