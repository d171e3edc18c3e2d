"""What readers would see broken: marks that became words, and blocks that lose what was typed. Each is told at its place."""

from __future__ import annotations

from dataclasses import replace

from hub.blockslips import block_slips
from hub.foreignmarks import foreign_marks
from hub.lineslips import line_slips
from hub.linkslips import link_slips
from hub.markdowntext import Converted
from hub.markslips import has_remark, mark_slips
from hub.problems import Place, Report
from hub.proseruns import HOLE, Run, Slip, SourcePlaces, runs


def check_slips(converted: Converted, lines: list[str], place: Place, report: Report) -> None:
    """Report every slip of a converted text that starts at `place`."""
    held = list(runs(converted.tokens))
    has_remarks = any(has_remark(run) for run in held)
    found = list(block_slips(converted, lines))
    for run in held:
        found += link_slips(run, converted.note_use, converted.reference_lines)
        found += line_slips(run)
        foreign = list(foreign_marks(run))
        found += foreign
        found += mark_slips(_without(run, foreign), has_remarks)
    places = SourcePlaces(lines, place)
    for slip in found:
        report.add(slip.code, places.find(slip), slip.message, rows=slip.rows, severity=slip.severity)


def _without(run: Run, slips: list[Slip]) -> Run:
    """The run with what was told already left out, so that one mistake has one message."""
    words = run.words
    for slip in slips:
        words = words.replace(slip.typed, HOLE * len(slip.typed))
    return replace(run, words=words) if slips else run
