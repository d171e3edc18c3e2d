"""What the ledger withdrew or led away and an entry uses again, seen without drawing a page: a
check is quick, and a build would refuse it.
"""

from __future__ import annotations

from hub.model import Library
from hub.permalinks.check import report_reused
from hub.permalinks.ids import page_id
from hub.permalinks.ledger import Ledger
from hub.problems import Report


def check_withdrawn(ledger: Ledger, library: Library, report: Report) -> None:
    """Report every entry that stands where the ledger says that nothing does."""
    away = [line for line in ledger.line_by_id.values() if not line.is_live]
    if not away:
        return
    address_by_id = {
        page_id(entry.address): entry.address
        for entry in library.entry_by_ref.values()
        if entry.is_published
    }
    for line in away:
        if line.id in address_by_id:
            report_reused(line, address_by_id[line.id], report)
