"""What an older ledger gave out and the new one has lost."""

from __future__ import annotations

from hub.permalinks.ledger import FILE_NAME, Ledger
from hub.problems import Place, Report, quoted


def check_lines_kept(ledger: Ledger, before: Ledger, where: str, report: Report) -> None:
    """Report every line that `before` has (the ledger of `where`: the base branch, the published
    site, an edition) and the ledger lost or rewrote.
    """
    lost = [
        line for identity, line in before.line_by_id.items() if identity not in ledger.line_by_id
    ]
    for line in lost:
        report.add(
            "permalink-line-lost",
            Place(FILE_NAME),
            f"The line of {quoted(line.id)} is in the ledger of {where} and not in this one.",
            rows=[
                ("Write", line.written),
                (
                    "If it is gone",
                    f'hub links retire {line.id} --why "…"   (after the line is back)',
                ),
            ],
        )
    for identity, line in before.line_by_id.items():
        now = ledger.line_by_id.get(identity)
        if now is not None and now.is_live and not line.is_live and not now.back:
            words = (
                f"The id {quoted(identity)} was led away in the ledger of {where}, and stands"
                " again: old links would lead to something else."
            )
            report.add(
                "permalink-reused",
                now.place,
                words,
                rows=[
                    (
                        "If the old one is back",
                        f'put the line back, and: hub links restore {identity} --why "…"',
                    ),
                    ("Write", line.written),
                ],
            )
        if now is not None and (now.at, now.since) != (line.at, line.since):
            report.add(
                "permalink-line-lost",
                now.place,
                f"The line of {quoted(identity)} says something else than in the ledger of"
                f" {where}.",
                rows=[("Write", line.written)],
            )
