"""Charts of measures over time: each beside its measure, all of them on one page, and their figures
as a table and as CSV.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from hub.compose.diagrams.geometry import Chart, chart_of
from hub.compose.diagrams.picturepage import picture_page
from hub.compose.diagrams.wording import (
    change_words,
    description,
    figure_words,
    sentence,
    verdict,
    when,
)
from hub.compose.drawing import csvtext
from hub.compose.drawing.drawing import View, drawing
from hub.compose.drawing.made import Made
from hub.kinds.days import span
from hub.kinds.entries.case_studies import CaseStudy
from hub.kinds.entries.measures import Measure
from hub.kinds.figures import Series
from hub.model import Entry, Library, last_updated
from hub.pages import DataFile

COLUMNS = (
    "measure",
    "series",
    "label",
    "agency",
    "unit",
    "at",
    "from",
    "to",
    "value",
    "said",
    "note",
    "source",
)


@dataclass(frozen=True)
class Row:
    """A figure as a table shows it; `source` is the key of what it was read in."""

    when: str
    words: str
    note: str
    source: str


@dataclass(frozen=True)
class Drawn:
    """A chart with all that stands around it."""

    measure: Entry[Measure]
    series: Series
    chart: Chart
    sentence: str
    change: str
    verdict: str
    description: str
    rows: tuple[Row, ...]
    sources: tuple[str, ...]  # keys, each once
    csv_address: str

    @property
    def id(self) -> str:
        """The id of the chart on the page of its measure."""
        return f"series-{self.series.key}"

    @property
    def has_notes(self) -> bool:
        return any(row.note for row in self.rows)


def charts_of(measure: Entry[Measure], library: Library) -> tuple[Drawn, ...]:
    """The charts of a measure."""
    return tuple(_drawn(measure, series, library) for series in measure.fields.series)


def charts(view: Callable[[str], View]) -> Made:
    """Every chart of the hub, by measure."""
    here = view("charts/")
    found = _all_charts(here.library)
    title, lead = (
        "Figures over time",
        (
            "Charts of real figures, each with its source, its limits and a table to take away."
            " Figures that were not counted the same way are never joined."
        ),
    )
    content = drawing("charts.html", here, title=title, lead=lead, charts=found)
    data = [_data(drawn, here) for drawn in found]
    newest = last_updated(drawn.measure for drawn in found)
    page = picture_page(
        here,
        title,
        lead,
        draw=content,
        section=CaseStudy.about.section,
        schema_type="CollectionPage",
        data_address="data/charts.json",
        updated=newest,
        kind="charts",
        has_contents=True,
    )
    return page, data


def chart_files(view: Callable[[str], View]) -> Iterable[DataFile]:
    """The figures of each measure that has some, as CSV."""
    here = view("")
    for measure in here.library.of(Measure):
        if measure.fields.series:
            yield DataFile(
                f"data/{measure.ref}.csv", partial(csv_bytes, measure, here.source_names(measure))
            )


def csv_bytes(measure: Entry[Measure], source_names: dict[str, str]) -> bytes:
    """The figures of a measure as a table for programs."""
    rows: list[Sequence[str | float]] = [COLUMNS]
    for series in measure.fields.series:
        for point in series.points:
            first, last = span(point.at)
            words = (
                measure.id,
                series.key,
                series.label,
                series.agency or "",
                series.unit,
                point.at.typed,
                first.isoformat(),
                last.isoformat(),
            )
            rows.append(
                (
                    *words,
                    point.value,
                    point.said or "",
                    point.note or "",
                    source_names.get(point.source or series.source, ""),
                )
            )
    return csvtext.csv_bytes(rows)


def _all_charts(library: Library) -> list[Drawn]:
    return [drawn for measure in library.of(Measure) for drawn in charts_of(measure, library)]


def _drawn(measure: Entry[Measure], series: Series, library: Library) -> Drawn:
    label = library.label("unit", series.unit)
    rows = tuple(
        Row(
            when(point.at),
            figure_words(point, series, label),
            point.note or "",
            source=point.source or series.source,
        )
        for point in series.points
    )
    return Drawn(
        measure,
        series,
        chart_of(series, label),
        sentence=sentence(series, label),
        change=change_words(series, label),
        verdict=verdict(series, measure.fields.direction or ""),
        description=description(series, label, measure.fields.direction or ""),
        rows=rows,
        sources=tuple(dict.fromkeys(row.source for row in rows)),
        csv_address=f"data/{measure.ref}.csv",
    )


def _data(drawn: Drawn, view: View) -> dict[str, Any]:
    series, names = drawn.series, view.source_names(drawn.measure)
    return {
        "measure": drawn.measure.id,
        "series": series.key,
        "label": series.label,
        "agency": series.agency,
        "unit": series.unit,
        "says": drawn.sentence,
        "note": series.note,
        "goal": series.goal.value if series.goal else None,
        "points": [
            {
                "at": point.at.typed,
                "value": point.value,
                "said": point.said,
                "note": point.note,
                "source": names.get(point.source or series.source, ""),
            }
            for point in series.points
        ],
    }
