"""`feedback/queue.yml`: what readers said, one line each, never taken out again.

    issue-12: {page: practices.map-the-journey, section: steps, on: "2026-11-24", state: open, text:
    "The second step has no example."}

It does not say who wrote, and the person who imports takes out the names that no program finds. The
file is YAML, and is read line by line, as the ledger of addresses is.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from hub.problems import Place, Report, did_you_mean, quoted

FILE_NAME = "feedback/queue.yml"
# in the place of the name of a file to import; what comes from there is plain text
STANDARD_INPUT = "standard input"
_HEAD = (
    "# What readers said. Lines are added by: hub import feedback FILE. By hand, change only"
    " `state` (open or done) and the words of `text`.\n# Who wrote is left out, and what looks like"
    " an address or a number is masked. A program can't find every name: take out what is left.\n"
)
STATES = ("open", "done")
_DONE = ("closed", "close", "resolved", "fixed", "answered")  # what people write instead
_ID = r"[A-Za-z0-9_]+(?:[.-]+[A-Za-z0-9_]+)*"
_LINE = re.compile(
    rf"((?:issue|mail|row|text)-[a-z0-9-]{{1,40}}): \{{page: ({_ID})(?:, section: ({_ID}))?(?:, on:"
    r' "(\d{4}-\d{2}-\d{2})")?, state: ([^,"{}]{1,40}), text: ("(?:[^"\\]|\\.)*")\}',
    re.ASCII,
)


@dataclass(frozen=True)
class Point:
    """One thing that a reader said about a page. `state` is "" where the export does not tell: then
    it stays as it is, or is open.
    """

    id: str
    page: str
    section: str
    on: str
    state: str
    text: str

    @property
    def written(self) -> str:
        """The line as it stands in the file."""
        parts = [f"page: {self.page}"]
        if self.section:
            parts.append(f"section: {self.section}")
        if self.on:
            parts.append(f"on: {json.dumps(self.on)}")
        parts += [f"state: {self.state}", f"text: {json.dumps(self.text, ensure_ascii=False)}"]
        return f"{self.id}: {{{', '.join(parts)}}}"


@dataclass(frozen=True)
class Merged:
    """A queue with what came in, and how many lines that added, changed and left as they were."""

    points: tuple[Point, ...]
    added: int
    changed: int
    same: int


def read_queue(text: str, report: Report) -> tuple[Point, ...]:
    """The points of a file's text. A line that cannot be read, or stands twice, is reported, and
    the others are read.
    """
    points: dict[str, Point] = {}
    for number, written in enumerate(text.split("\n"), 1):
        if not written.strip() or written.lstrip().startswith("#"):
            continue
        place = Place(FILE_NAME, number, 1)
        found = _LINE.fullmatch(written.rstrip())
        point = _point(found) if found else None
        if point is None:
            report.add(
                "bad-feedback",
                place,
                "This line of the queue cannot be read.",
                rows=[("Write", f"the line as git has it: git log -p {FILE_NAME}")],
            )
        elif point.id in points:
            report.add(
                "duplicate-id",
                place,
                f"{quoted(point.id)} is in the queue twice.",
                rows=[("Write", "Keep one of the two lines.")],
            )
        else:
            points[point.id] = _in_known_state(point, place, report)
    return tuple(points.values())


def merged(points: Iterable[Point], said: Iterable[Point]) -> Merged:
    """The queue with what was said: new points at the end, and known ones in the state, and about
    the page, that they have now.
    """
    kept = {point.id: point for point in points}
    counts: Counter[str] = Counter()
    for new in said:
        old = kept.get(new.id)
        now = (
            replace(
                old,
                state=new.state or old.state,
                page=new.page,
                section=new.section,
                text=old.text or new.text,
            )
            if old
            else replace(new, state=new.state or "open")
        )
        counts["added" if old is None else "same" if now == old else "changed"] += 1
        kept[new.id] = now
    return Merged(tuple(kept.values()), counts["added"], counts["changed"], same=counts["same"])


def queue_text(points: Iterable[Point]) -> str:
    """The text of the file."""
    return _HEAD + "".join(f"{point.written}\n" for point in points)


def open_by_page(points: Iterable[Point]) -> Mapping[str, int]:
    """How many points wait, by the permanent id of the page."""
    return dict(sorted(Counter(point.page for point in points if point.state == "open").items()))


def _in_known_state(point: Point, place: Place, report: Report) -> Point:
    """The point; where its state is a word of somebody's own, that is reported, and it keeps
    waiting.
    """
    if point.state in STATES:
        return point
    rows = (
        [("Did you mean", "done")]
        if point.state.casefold() in _DONE
        else did_you_mean(point.state, STATES)
    )
    report.add(
        "bad-choice",
        place,
        f"{quoted(point.state)} is not a state of a point.",
        rows=[*rows, ("Allowed", ", ".join(STATES))],
    )
    return replace(point, state="open")


def _point(found: re.Match[str]) -> Point | None:
    identity, page, section, on, state, text = found.groups()
    try:
        words = json.loads(text)
    except ValueError:
        return None
    return Point(identity, page, section or "", on=on or "", state=state.strip(), text=words)
