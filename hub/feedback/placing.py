"""Messages become points: each about a page that the hub has, found by the line `Id:`, however its
writer names the page there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from urllib.parse import parse_qs, unquote, urlsplit

from hub.feedback.masking import READ, masked
from hub.feedback.queue import Point
from hub.feedback.said import Said
from hub.permalinks.ids import HOME, page_id
from hub.permalinks.ledger import Ledger
from hub.problems import Report, a_few, nearest, quoted

# near names are looked for among all pages: the first few messages are enough to find the pattern
LOOKS = 20
TRIED = 5  # lines of one kind in one message; more of them are a quoted thread
_OWN = ("", "localhost", "127.0.0.1", "::1")  # where a preview stands
LONGEST = 500  # characters of what names a page: titles and honest addresses are shorter
_WORD = r"[A-Za-z0-9_]+(?:[.-]+[A-Za-z0-9_]+)*"
_LINES = tuple(
    re.compile(rf"^[ >*_`-]*(?:{label})[*_`]* ?: ?(.*)$", re.MULTILINE | re.IGNORECASE)
    for label in ("Id", "Page|Página")
)
_GO = re.compile(rf"/go/({_WORD})/")
_ADDRESS = re.compile(r"https?://[^\s<>()\[\]\"'`]+", re.IGNORECASE)
_ENDING = re.compile(r"(?:^|/)index\.(?:html?|md)$|\.(?:html?|md|yml)$", re.IGNORECASE)
_STATES = {True: "open", False: "done", None: ""}
_SECTION = re.compile(rf"^[ >*_`-]*(?:Section|Sección) ?:.*\(#({_WORD})\)", re.MULTILINE)


def points_from(
    said: Iterable[Said],
    title_by_page: Mapping[str, str],
    ledger: Ledger,
    report: Report,
    *,
    site_url: str = "",
) -> tuple[Point, ...]:
    """The points about the pages with these permanent ids and titles. What names no page is
    reported, and left where it came from.
    """
    pages = _Pages(title_by_page, ledger, _host(site_url))
    points = []
    for message in said:
        text = message.text[:READ]
        names = list(_names(message.page, text))
        page, section = next((found for name in names if (found := pages.place(name))[0]), ("", ""))
        if not page:
            _report_nowhere(message, names, pages, report=report)
            continue
        words = masked(message.text)
        if not words:  # stored under its name, it would keep out the words that come later
            report.add(
                "bad-feedback",
                message.place,
                f"{message.id}: This message has no words of its own. It is left out.",
                rows=[
                    (
                        "Write",
                        "what was said, in the column text or message"
                        if _is_row(message)
                        else "what was said, above the line Id:",
                    )
                ],
                severity="warning",
            )
            continue
        told = _SECTION.search(text)
        points.append(
            Point(
                message.id,
                page,
                told[1] if told else section,
                on=message.on,
                state=_STATES[message.is_open],
                text=words,
            )
        )
    return tuple(points)


def _names(own: str, text: str) -> Iterator[str]:
    """What may name the page: a field of its own, the lines `Id:`, the lines `Page:`, and short
    links anywhere, in this order.
    """
    yield from filter(None, [own.strip()])
    for line in _LINES:
        for found in islice(line.finditer(text), TRIED):
            name = found[1][:LONGEST].strip(" \t\r\u00a0*_`>…")
            if name:
                yield name
    yield from (found[1] for found in islice(_GO.finditer(text), TRIED))


class _Pages:
    """The pages of the hub, and the ways in which people name one."""

    def __init__(self, title_by_page: Mapping[str, str], ledger: Ledger, host: str = "") -> None:
        self.host = host
        self.ids = title_by_page
        self.ledger = ledger
        self.id_by_folded = {identity.casefold(): identity for identity in title_by_page}
        self.ids_by_title: dict[str, list[str]] = defaultdict(list)
        for identity, title in title_by_page.items():
            self.ids_by_title[_bare_title(title)].append(identity)

    def place(self, name: str) -> tuple[str, str]:
        """The page that a name leads to now, and the part of it if it is of a part; ("", "") where
        there is no page, or more than one.
        """
        address = _ADDRESS.search(name)
        if address and self.host and _host(address.group()) not in (self.host, *_OWN):
            return "", ""  # a page of somebody else, whatever its path
        found = self._by_address(address.group() if address else name)
        if found[0]:
            return found
        called = self.called(name)
        if called:
            return (called[0], "") if len(called) == 1 else ("", "")
        # "practices.map-the-journey (the page)"; a title that begins with an id is a title
        first, _, rest = name.partition(" ")
        return (
            self._by_address(first)
            if rest and (first in self.ids or re.search(r"[./]", first))
            else ("", "")
        )

    def called(self, title: str) -> list[str]:
        """The ids of the pages with this title."""
        return self.ids_by_title.get(_bare_title(title), [])

    def near(self, name: str) -> str | None:
        """The id of the page that was most likely meant."""
        address = _ADDRESS.search(name)
        identity = next(
            (identity for identity, _ in _ids_in(address.group() if address else name)), name
        )
        titled = nearest(_bare_title(name), self.ids_by_title)
        return nearest(identity, self.ids) or (self.ids_by_title[titled][0] if titled else None)

    def _by_address(self, word: str) -> tuple[str, str]:
        for identity, part in _ids_in(word):
            page, section = self._place(self.id_by_folded.get(identity.casefold(), identity))
            if page:
                return page, section or part
        return "", ""

    def _place(self, identity: str) -> tuple[str, str]:
        """The page that an id leads to now, and the part of it, if the id is of a part."""
        end = self.ledger.end_of(identity) or identity
        if end in self.ids:
            return end, ""
        line = self.ledger.line_by_id.get(end)
        return (
            (page_id(line.page), line.fragment)
            if line and line.is_live and page_id(line.page) in self.ids
            else ("", "")
        )


def _host(address: str) -> str:
    """The host of an address without its www; "" for what is none."""
    try:
        return (urlsplit(address).hostname or "").rstrip(".").removeprefix("www.")
    except ValueError:
        return ""


def _ids_in(word: str) -> Iterator[tuple[str, str]]:
    """What may be an id in an id, an address, a short link or the name of a file, each with the
    part of the page that stands after a #.
    """
    try:
        parts = urlsplit(word.strip("<>()[]\"'`*,;:. "))
    except ValueError:  # an address that never was one: http://[
        return
    steps = [
        step
        for step in _ENDING.sub(
            "", unquote(parts.path).strip().replace("\\", "/").rstrip("/")
        ).split("/")
        if step
    ]
    # the page on feedback, where the message was written
    asked = parse_qs(parts.query) if steps and steps[-1] == "feedback" else {}
    told = parts.fragment or asked.get("part", [""])[0]
    fragment = told if re.fullmatch(_WORD, told) else ""
    if "page" in asked:
        yield asked["page"][0], fragment
    if not steps:
        yield (HOME if parts.path == "/" or parts.netloc else ""), fragment
    elif "go" in steps[:-1]:
        yield steps[-1], fragment
    is_whole = bool(parts.netloc) or "." in next(iter(steps), "")
    # a site may lie below a folder of its host, and an address may be written without its scheme
    for skipped in range(len(steps)):
        if skipped == 0 or len(steps) - skipped > 1 or (skipped == 1 and is_whole):
            yield ".".join(steps[skipped:]), fragment


def _bare_title(title: str) -> str:
    return " ".join(title.casefold().strip(" .\"'“”").split())


_WRITE_PAGE = {
    True: "the address of the page, in the column page or url",
    False: "Id: and the address of the page, on a line of its own",
}


def _is_row(message: Said) -> bool:
    return message.place.path.lower().endswith(".csv")


def _report_nowhere(message: Said, names: list[str], pages: _Pages, report: Report) -> None:
    """Say what the message names, and how it can name a page."""
    name = names[0] if names else ""
    shown = masked(name)  # somebody may have written into that line who they are
    called = pages.called(name) if name else []
    if len(called) > 1:
        words, rows = (
            f"{len(called)} pages have the title {quoted(shown)}.",
            [("Write", f"Id: and one of {a_few(called)}")],
        )
    else:
        words = (
            f"{quoted(shown)} is not a page of this hub."
            if shown
            else "This message names no page."
        )
        meant = pages.near(name) if name and len(report.problems) < LOOKS else None
        rows = (
            [("Did you mean", meant)]
            if meant
            else [("Write", _WRITE_PAGE[_is_row(message)]), ("Or", "answer it where it came from")]
        )
    report.add(
        "feedback-without-page",
        message.place,
        f"{message.id}: {words} It is left out.",
        rows=rows,
        severity="warning",
    )
