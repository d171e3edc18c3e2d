"""`permalinks.yml`: every id that was ever given out, one line each, sorted, never taken out again.

    practices.map-the-journey: {at: "practices/map-the-journey/", since: "2026.1"}
    practices.draw-it: {at: "practices/draw-it/", since: "2026.1", to: practices.map-the-journey,
    why: "Merged."}
    news.old-event: {at: "news/old-event/", since: "2026.1", gone: "The event is over."}
    news.old-day: {at: "news/old-day/", since: "2026.1", back: "It is held again."}

`at` is where the id stood when it was frozen, `since` the edition; `to` is where it leads now,
`gone` says why it leads nowhere, and `back` why it stands again where it had been led away from.
The file is YAML, and is read line by line: thousands of lines are read in milliseconds, and a merge
of two branches stays readable.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from hub.permalinks.ids import id_of
from hub.problems import Place, Report, quoted
from hub.reading.slugs import DEVICES

FILE_NAME = "permalinks.yml"
_HEAD = (
    "# Every address that was given out. Lines are added and changed by: hub links freeze | move |"
    " retire. None is ever taken out.\n"
)
_ID = r"[A-Za-z0-9_]+(?:[.-]+[A-Za-z0-9_]+)*"
_TEXT = r'"(?:[^"\\\x00-\x1f]|\\[^\x00-\x1f])*"'
_LINE = re.compile(
    rf"({_ID}): \{{at: ({_TEXT}), since: ({_TEXT})(?:, to: ({_ID}))?(?:, (why|gone|back):"
    rf" ({_TEXT}))?\}}"
)

_AT = re.compile(r"(?:[\w-][\w.-]*/)*(?:#[\w.-]+)?", re.ASCII)
# an edition's name is the one with a dot
_PAGE = re.compile(
    r"(?!(?:assets|go)/)(?:(?:[a-z0-9_]+(?:-+[a-z0-9_]+)*|[0-9]{4}\.[0-9]{1,3})/)*", re.IGNORECASE
)
# letters of a part of an address: a key has 64 at most, and a file beside it a few more
_LONGEST_STEP = 100
_SINCE = re.compile(r"[\w][\w.-]{0,19}", re.ASCII)


@dataclass(frozen=True)
class Line:
    """One id: where it stood, since when, and where it leads now if not there."""

    id: str
    at: str  # an address below the site's root, with a fragment for a part of a page
    since: str
    to: str = ""
    why: str = ""
    gone: str = ""
    back: str = ""
    place: Place = field(default=Place(FILE_NAME), compare=False)

    @property
    def page(self) -> str:
        """The address of the page."""
        return self.at.partition("#")[0]

    @property
    def fragment(self) -> str:
        """The id of the part on its page, or "" for the page itself."""
        return self.at.partition("#")[2]

    @property
    def is_live(self) -> bool:
        """Still where it stood."""
        return not self.to and not self.gone

    @property
    def written(self) -> str:
        """The line as it stands in the file."""
        parts = [f"at: {_quoted(self.at)}", f"since: {_quoted(self.since)}"]
        if self.to:
            parts.append(f"to: {self.to}")
        parts += [
            f"{name}: {_quoted(words)}"
            for name, words in (("why", self.why), ("gone", self.gone), ("back", self.back))
            if words
        ]
        return f"{self.id}: {{{', '.join(parts)}}}"


@dataclass(frozen=True)
class Ledger:
    """The lines by id."""

    line_by_id: Mapping[str, Line] = field(default_factory=dict)

    def end_of(self, identity: str) -> str | None:
        """The id that `identity` leads to after every move: itself if it never moved, None when the
        moves go round or it is gone.
        """
        seen = set()
        while (line := self.line_by_id.get(identity)) is not None and not line.is_live:
            if identity in seen or not line.to:
                return None
            seen.add(identity)
            identity = line.to
        return identity

    def last_of(self, identity: str) -> Line | None:
        """The line at the end of every move of `identity`; None when it has none, or the moves go
        round.
        """
        seen = set()
        line = self.line_by_id.get(identity)
        while line is not None and line.to in self.line_by_id and line.id not in seen:
            seen.add(line.id)
            line = self.line_by_id[line.to]
        return None if line is None or line.id in seen else line

    def with_lines(self, lines: Iterable[Line]) -> Ledger:
        """The ledger with these lines added, or in the place of those of the same id."""
        return Ledger({**self.line_by_id, **{line.id: line for line in lines}})


def read_ledger(text: str, report: Report, *, path: str = FILE_NAME) -> Ledger:
    """The ledger of a file's text. A line that cannot be read, or stands twice, is reported, and
    the others are read.
    """
    report.text_by_path[path] = text
    lines: dict[str, Line] = {}
    wrong_page = cache(_wrong_page)  # most lines are of parts, a dozen on a page
    for number, written in enumerate(text.split("\n"), 1):
        if not written.strip() or written.lstrip().startswith("#"):
            continue
        place = Place(path, number, 1, length=len(written))
        line = _line(written, place)
        if line is None:
            is_merge = re.match(r"<{7}|={7}|>{7}", written)
            report.add(
                "bad-ledger",
                place,
                (
                    "This is the mark of a merge that was not finished."
                    if is_merge
                    else "This line of the ledger cannot be read."
                ),
                rows=[
                    (
                        "Write",
                        (
                            "Keep the lines of both sides, and take the marks out."
                            if is_merge
                            else "the line as git has it: git log -p permalinks.yml"
                        ),
                    )
                ],
            )
        elif wrong := wrong_page(line.page) or _wrong_id(line):
            report.add(
                "bad-ledger",
                place,
                f"This line gives out /{line.at[:120]}, {wrong}",
                rows=[("Write", "the line as git has it: git log -p permalinks.yml")],
            )
        elif line.id in lines:
            report.add(
                "permalink-duplicate",
                place,
                f"The id {quoted(line.id)} stands in the ledger twice, first on line"
                f" {lines[line.id].place.line}.",
                rows=[("Write", "Keep the line that is right, and take the other out.")],
            )
        else:
            lines[line.id] = line
    return Ledger(lines)


def ledger_text(ledger: Ledger) -> str:
    """The text of the file: one line for each id, in the order of the ids."""
    return _HEAD + "".join(
        f"{ledger.line_by_id[identity].written}\n" for identity in sorted(ledger.line_by_id)
    )


def _line(written: str, place: Place) -> Line | None:
    found = _LINE.fullmatch(written.rstrip())
    if found is None:
        return None
    identity, at, since, to, kind, words = found.groups()
    try:
        at, since, words = _unquoted(at), _unquoted(since), _unquoted(words or '""')
    except ValueError:
        return None
    if not _AT.fullmatch(at) or not _SINCE.fullmatch(since):
        return None
    if kind is None:
        return Line(identity, at, since, to=to or "", place=place)
    return Line(identity, at, since, to=to or "", **{kind: words}, place=place)


def _wrong_page(page: str) -> str:
    """Why no page can stand, or have stood, at this address; "" where one can."""
    if not _PAGE.fullmatch(page) or max(map(len, page.split("/"))) > _LONGEST_STEP:
        return "where the site has files of its own, or no page can be."
    if any(step.lower() in DEVICES for step in page.split("/")):
        return "which has a device name of Windows in it: the site could not be copied there."
    return ""


def _wrong_id(line: Line) -> str:
    """Why a line that leads nowhere, or elsewhere, cannot be of its place; "" where it can."""
    if not line.is_live and id_of(line.at) != line.id:
        return f"and that place has the id {quoted(id_of(line.at))}, which may be in use."
    return ""


def _unquoted(text: str) -> str:
    """What JSON says; most texts have nothing to unfold, and thousands of lines are read."""
    return str(json.loads(text)) if "\\" in text else text[1:-1]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
