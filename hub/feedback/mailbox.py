"""Parting the mails of an mbox: at the line that programs write between them, and not at the words
of somebody who begins a line with "From".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_FROM = re.compile(rb"^From [^\n]*\n", re.MULTILINE)
# As mail programs end that line: who it is from, then the day and the time, with or without a zone.
_DATED = re.compile(
    rb"From +\S+ +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? +(?:[A-Z][a-z]{2}\S* +\d{1,2}|\d{1,2}"
    rb" +[A-Z][a-z]{2}\S*) +(?:\d{4} +)?\d{1,2}:\d{2}(?::\d{2})?(?: +\S{1,6}){0,3}\s*"
)
_HEADERS = re.compile(rb"(?:[!-9;-~]{1,76}:[^\n]*\n(?:[ \t][^\n]*\n)*)+(?=\r?\n|\Z)")
_NAME = re.compile(rb"^([!-9;-~]{1,76}):", re.MULTILINE)
_OF_MAIL = frozenset(
    name.encode()
    for name in (
        "from to cc date subject message-id received return-path delivered-to reply-to sender"
        " mime-version content-type x-mozilla-status x-gm-thrid"
    ).split()
)
_BLANK = (b"\n\n", b"\n\r\n", b"\r\n\n")
LOOKED_AT = 20_000  # bytes of what follows: headers are shorter
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)


def mails_of(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Each mail of an mbox, without the line that parts it from the one before, and where it
    begins.
    """
    starts = (
        [
            found
            for found in _FROM.finditer(data)
            if not data[: found.start()].strip() or _parts(data, found)
        ]
        if data.lstrip()[:5] == b"From "
        else []
    )
    if not starts:
        if _HEADERS.match(data.lstrip()[:LOOKED_AT]):  # one mail, under the name of a box
            yield 0, data.lstrip()
        return
    for found, end in zip(
        starts, [*(later.start() for later in starts[1:]), len(data)], strict=True
    ):
        # a line that began with "From " has had a > put before it
        yield found.start(), _ESCAPED.sub(rb"\1", data[found.end() : end])


def _parts(data: bytes, found: re.Match[bytes]) -> bool:
    """Whether a line that begins with "From " stands between two mails."""
    is_dated = _DATED.fullmatch(found[0]) is not None
    headers = _HEADERS.match(data, found.end(), found.end() + LOOKED_AT)
    is_mail = headers is not None and any(
        name.lower() in _OF_MAIL for name in _NAME.findall(headers[0])
    )
    return (is_dated or is_mail) if data[: found.start()].endswith(_BLANK) else is_dated and is_mail
