"""What readers would see broken: marks that became words, and blocks that lose what was typed. Each
is told at its place.
"""

from __future__ import annotations

from dataclasses import replace

from hub.problems import Place, Report
from hub.prose.blockslips import block_slips
from hub.prose.foreignmarks import foreign_marks
from hub.prose.htmlslips import html_slips
from hub.prose.lineslips import line_slips
from hub.prose.linkslips import link_slips
from hub.prose.markdown import Converted
from hub.prose.markslips import has_remark, mark_slips
from hub.prose.runs import HOLE, Run, Slip, SourcePlaces, runs
from hub.prose.tableslips import table_slips


def check_slips(converted: Converted, lines: list[str], place: Place, report: Report) -> None:
    """Report every slip of a converted text that starts at `place`."""
    held = list(runs(converted.tokens))
    has_remarks = any(has_remark(run) for run in held)
    found = list(block_slips(converted, lines))
    # what else such a row shows comes of it
    told = {slip.line for slip in found if slip.code == "broken-table"}
    for run in held:
        if run.line not in told:
            found += _slips(run, converted, lines, has_remarks=has_remarks)
    places = SourcePlaces(lines, place)
    for slip in found:
        report.add(
            slip.code, places.find(slip), slip.message, rows=slip.rows, severity=slip.severity
        )


def _slips(run: Run, converted: Converted, lines: list[str], *, has_remarks: bool) -> list[Slip]:
    """The slips of one run, the surest first: what is told is left out for those that follow, so
    that one mistake has one message.
    """
    found = list(table_slips(run, lines))
    found += [] if found else line_slips(run)
    found += html_slips(run)
    found += link_slips(run, converted.note_use, converted.reference_lines)
    found += foreign_marks(_without(run, found))
    return [*found, *mark_slips(_without(run, found), has_remarks)]


def _without(run: Run, slips: list[Slip]) -> Run:
    """The run with what was told already left out; of a line that begins no item, its sign
    alone.
    """
    words = run.words
    for slip in slips:
        typed = slip.typed[:1] if slip.code == "broken-list" else slip.typed
        words = words.replace(typed, HOLE * len(typed))
    return replace(run, words=words) if slips else run
