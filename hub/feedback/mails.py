"""Messages in a mailbox, one a mail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from email.utils import parsedate_to_datetime

from hub.feedback.mailbox import mails_of
from hub.feedback.said import Lines, Said, refuse, short_hash
from hub.problems import Place, Report, visible


def mails_in(name: str, data: bytes, report: Report) -> Iterator[Said | None]:
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
        refuse(
            Place(visible(name), 1),
            "This is no e-mail: it does not begin with the lines of one.",
            report,
        )
        return
    lines = Lines(name, data)
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
        yield Said(place, f"mail-{short_hash(identity)}", text, on=on, is_open=None)


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
