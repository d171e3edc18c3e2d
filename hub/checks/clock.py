"""Days in the future, where it may be the clock that is wrong."""

from __future__ import annotations

from dataclasses import replace

from hub.problems import Report
from hub.project.clock import source_date_epoch, today

_MANY = 3  # of which each is in the future: one or two are slips of somebody who types


def check_clock(report: Report) -> None:
    """Where many days are in the future, say once that SOURCE_DATE_EPOCH is what sets today: the
    days may all be right.
    """
    late = sorted(
        (
            problem
            for problem in report.problems
            if problem.code == "bad-date" and "is in the future" in problem.message
        ),
        key=lambda problem: problem.sort_key,
    )
    if len(late) < _MANY or source_date_epoch() is None:
        return
    row = ("Or", f"unset SOURCE_DATE_EPOCH, which says that today is {today().isoformat()}")
    first = late[0]
    report.problems[report.problems.index(first)] = replace(first, rows=(*first.rows, row))
