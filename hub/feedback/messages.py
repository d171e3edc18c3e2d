"""Messages from an export: GitHub issues as JSON, e-mails as eml or mbox, a table as CSV, or plain
text. All of it is strangers' input.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from email import message_from_bytes
from email.message import Message
from email.utils import parsedate_to_datetime
from itertools import islice
from typing import Any

from hub.feedback.mailbox import mails_of
from hub.feedback.queue import STANDARD_INPUT
from hub.feedback.tables import COLUMNS, Row, Table, day_of, decoded, is_open
from hub.limits import MAX_POINTS
from hub.problems import Place, Report, a_few, quoted, visible

_NUL = "\x00"
_NO_SPACE = re.compile(r"[^ \t\r\n]")


@dataclass(frozen=True)
class Said:
    """A message as it came: its place in the export, a name that no person can be told from, and
    the words, still as they were written.
    """

    place: Place
    id: str
    text: str
    on: str
    is_open: bool | None  # None where the export does not tell
    page: str = ""  # where the export has it in a field of its own


def messages_in(name: str, data: bytes, report: Report) -> tuple[Said, ...]:
    """Every message of an export. `name` is the file's, whose ending tells what it is. What cannot
    be read is reported.
    """
    kind = name.lower().rpartition(".")[2]
    readers: dict[str, Callable[[str, bytes, Report], Iterator[Said | None]]] = {
        "json": _issues,
        "csv": _rows,
        "eml": _mails,
        "mbox": _mails,
        "txt": _words,
        STANDARD_INPUT: _words,
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
        _refuse(place, "This file is nested too deeply to be an export.", report)
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


def _refuse(place: Place, words: str, report: Report) -> None:
    again = (
        "  gh issue list --state all --json number,title,body,createdAt,state,labels > issues.json"
        if place.path.lower().endswith(".json")
        else ""
    )
    report.add(
        "bad-feedback",
        place,
        words,
        rows=[("Write", f"Export it again, and change nothing in it by hand.{again}")],
    )


def _text(place: Place, data: bytes, report: Report) -> str | None:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        report.add(
            "not-utf8",
            place._replace(line=line),
            "This line is not UTF-8 text.",
            rows=[("Write", "Save the file as UTF-8.")],
        )
        return None


class _Lines:
    """Where the lines of a long text begin: counting them anew for each message would take
    minutes.
    """

    def __init__(self, name: str, text: str | bytes) -> None:
        self.path = visible(name)
        self.ends = [
            found.start()
            for found in (
                re.finditer("\n", text) if isinstance(text, str) else re.finditer(b"\n", text)
            )
        ]

    def at(self, where: int) -> Place:
        line = bisect_left(self.ends, where)
        return Place(self.path, line + 1, where - (self.ends[line - 1] if line else -1))


def _issues(name: str, data: bytes, report: Report) -> Iterator[Said | None]:
    """The issues of a JSON list, each read by itself so that its line is known."""
    text = _text(Place(visible(name)), data, report)
    if text is None:
        return
    decoder, lines, at = json.JSONDecoder(), _Lines(name, text), _after(text, 0)
    if text[at : at + 1] != "[":
        _refuse(
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
            _refuse(where, "From here on this file is not JSON. It may have been cut off.", report)
            return
        yield _issue(place, value, report)
        at = _after(text, at)
        if text[at : at + 1] == ",":
            at = _after(text, at + 1)
        elif text[at : at + 1] != "]":
            _refuse(
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
        _refuse(place, "This item has no issue number.", report)
        return None
    if body is not None and not isinstance(body, str):
        _refuse(place, f"The body of issue {number} is not text.", report)
        return None
    state, created, title = value.get("state"), value.get("createdAt"), value.get("title")
    if str(state).upper() not in ("OPEN", "CLOSED"):
        _refuse(
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


def _rows(name: str, data: bytes, report: Report) -> Iterator[Said | None]:
    """The rows of a table whose first line names its columns."""
    text = decoded(data)
    if text is None:
        text = _text(Place(visible(name)), data, report)
    if text is None:
        return
    table = Table(text.replace(_NUL, ""))
    if not table.has_words:
        seen = (
            f"This table has the columns {a_few(map(quoted, table.columns))}"
            if any(table.columns)
            else "The first line of this table names no columns"
        )
        names = ", ".join(COLUMNS["text"])
        report.add(
            "bad-feedback",
            Place(visible(name), 1),
            f"{seen}, and none of them holds what was said.",
            rows=[("Write", f"a first line with one of: {names}")],
        )
        return
    odd = _Odd(name)
    try:
        for row in table:
            yield _row(Place(visible(name), row.line), row, table, odd=odd)
    except csv.Error:
        _refuse(
            Place(visible(name), table.line),
            "This row of the table cannot be read. A quotation mark may be open.",
            report,
        )
    odd.tell(report)


class _Odd:
    """Cells that say nothing to us, told once for each sort: a table has thousands of rows of one
    make.
    """

    def __init__(self, name: str) -> None:
        self.name = visible(name)
        self.cells: dict[str, list[tuple[int, str]]] = defaultdict(list)

    def tell(self, report: Report) -> None:
        """Say what was left out, and where it first stands."""
        help_by_sort = {
            "state": ("bad-choice", "is not a state that is known", "open or done"),
            "date": ("bad-date", "is not a day that can be read", "2026-11-24"),
        }
        help_by_sort["day or month"] = (
            "bad-date",
            "can be read in two ways, the day first or the month first",
            "2026-11-24",
        )
        for sort, cells in self.cells.items():
            code, words, write = help_by_sort[sort]
            line, cell = cells[0]
            more = f" So it is in {len(cells):,} rows." if len(cells) > 1 else ""
            report.add(
                code,
                Place(self.name, line),
                f"{quoted(cell)} {words}, and is left out.{more}",
                rows=[("Write", f"it as {write}")],
                severity="warning",
            )


def _row(place: Place, row: Row, table: Table, odd: _Odd) -> Said:
    words, page, own = (row.cells.get(kind, "").strip() for kind in ("text", "page", "id"))
    name = (
        own
        if re.fullmatch(r"[0-9]{1,12}", own, re.ASCII)
        else _mark(own or f"{page}\n{row.cells.get('text', '')}")
    )
    typed = row.cells.get("date", "").strip()
    on, ways = day_of(typed, is_spanish=table.is_spanish)
    if typed and not on:
        odd.cells["day or month" if ways > 1 else "date"].append((row.line, typed))
    state = row.cells.get("state", "").strip()
    try:
        waits = is_open(state)
    except ValueError:
        waits = None
        odd.cells["state"].append((row.line, state))
    return Said(place, f"row-{name}", words, on=on, is_open=waits, page=page)


def _mails(name: str, data: bytes, report: Report) -> Iterator[Said | None]:
    """One e-mail, or the e-mails of an mbox. Who wrote them is not read."""
    mails = (
        list(mails_of(data))
        if name.lower().endswith(".mbox")
        else [(0, re.sub(rb"\AFrom [^\n]*\n", b"", data))]
    )
    if (
        not data.strip()
        or not mails
        or (len(mails) == 1 and not re.match(rb"[A-Za-z][A-Za-z0-9-]*:", mails[0][1]))
    ):
        _refuse(
            Place(visible(name), 1),
            "This is no e-mail: it does not begin with the lines of one.",
            report,
        )
        return
    lines = _Lines(name, data)
    words_by_id: dict[str, str] = {}
    for start, mail in mails:
        place = lines.at(start)
        message = message_from_bytes(mail)
        text = _plain_part(message)
        if text is None:
            report.add(
                "bad-feedback",
                place,
                "This e-mail has no plain text.",
                rows=[("Or", "Copy its words into a table, and import that as CSV.")],
                severity="warning",
            )
            yield None
            continue
        try:
            on = parsedate_to_datetime(str(message.get("Date", ""))).date().isoformat()
        except (ValueError, TypeError, IndexError, OverflowError):
            on = ""
        identity = str(message.get("Message-ID") or on + text)
        # two mails, whatever a program called them
        if words_by_id.setdefault(identity, text) != text:
            identity += text
        yield Said(place, f"mail-{_mark(identity)}", text, on=on, is_open=None)


def _words(name: str, data: bytes, report: Report) -> Iterator[Said | None]:
    """A file of plain text: one message. Its name is made from its words, so that it is added
    once.
    """
    place = Place(visible(name))
    text = _text(place, data, report)
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
        yield Said(place, f"text-{_mark(' '.join(text.split()))}", text, on="", is_open=None)


def _plain_part(message: Message) -> str | None:
    for part in message.walk():
        if (
            part.get_content_type() == "text/plain"
            and part.get_content_disposition() != "attachment"
        ):
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                try:
                    return payload.decode(part.get_content_charset() or "utf-8", "replace")
                except (LookupError, ValueError):
                    return payload.decode("utf-8", "replace")
    return None


def _mark(text: str) -> str:
    """A short name for something that may hold a person's address: the same for the same, and no
    way back.
    """
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]
