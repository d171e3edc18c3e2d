"""What happened in which year, by kind: the picture above the timeline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hub.kinds.entries.case_studies import CaseStudy
from hub.kinds.entries.news import News
from hub.kinds.entries.resources import Resource
from hub.model import Entry, is_a

# Each kind has a shape of its own, so that nobody needs its colour: (key, one, many)
KINDS = (
    ("policy", "law or policy", "laws and policies"),
    ("report", "report", "reports"),
    ("case", "case study", "case studies"),
    ("news", "news item", "news items"),
)


@dataclass(frozen=True)
class Count:
    """How many there are of a kind."""

    kind: str
    many: int
    words: str  # 2 reports


@dataclass(frozen=True)
class Year:
    """A year in which something happened. `gap` is how many years before it were quiet."""

    year: str
    gap: int
    marks: tuple[str, ...]  # the kind of each, in the order of the kinds
    counts: tuple[Count, ...]

    @property
    def words(self) -> str:
        """What the marks say: "2 reports, 1 case study"."""
        return ", ".join(count.words for count in self.counts)


@dataclass(frozen=True)
class Years:
    """All years, the oldest first, and how many there are of each kind."""

    years: tuple[Year, ...]
    legend: tuple[Count, ...]


def kind_of(entry: Entry) -> str:
    """The kind under which the timeline counts an entry."""
    if is_a(entry, CaseStudy):
        return "case"
    if is_a(entry, News):
        return "news"
    return "report" if is_a(entry, Resource) and entry.fields.kind == "report" else "policy"


def years_of(entries_by_year: Mapping[str, Iterable[Entry]]) -> Years:
    """The picture of these entries."""
    order = [key for key, _, _ in KINDS]
    years: list[Year] = []
    totals: list[str] = []
    for year in sorted(entries_by_year):
        marks = sorted((kind_of(entry) for entry in entries_by_year[year]), key=order.index)
        totals += marks
        gap = int(year) - int(years[-1].year) - 1 if years else 0
        years.append(Year(year, gap, tuple(marks), counts=_counts(marks)))
    return Years(tuple(years), _counts(totals))


def _counts(marks: list[str]) -> tuple[Count, ...]:
    found = ((key, marks.count(key), one, more) for key, one, more in KINDS)
    return tuple(
        Count(key, many, f"{many} {one if many == 1 else more}")
        for key, many, one, more in found
        if many
    )
