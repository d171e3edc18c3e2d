"""How the addresses of a project stand: its pages drawn, and the ledger of what was given out."""

from __future__ import annotations

from dataclasses import dataclass

from hub import build
from hub.compose.redirects import Redirects
from hub.docspages import docs_pages
from hub.model import Library
from hub.pages import Settings
from hub.permalinks.headingids import unwritten
from hub.permalinks.ledger import FILE_NAME, Ledger, ledger_text
from hub.permalinks.projectledger import read_project_ledger
from hub.problems import Place, Report


@dataclass(frozen=True)
class Standing:
    """A project whose content is in order: its library, and its ways."""

    project: build.Project
    report: Report
    library: Library
    redirects: Redirects

    @property
    def unwritten(self) -> dict[str, Place]:
        """Headings whose id is not written, by permanent id."""
        return unwritten(self.library.entry_by_ref.values())

    @property
    def edition(self) -> str:
        """The edition that the first playbook says it is."""
        return next((str(book.fields.edition) for book in self.library.collection("playbooks") if book.fields.edition), "1")

    def write(self, ledger: Ledger) -> int:
        """Write a ledger in the place of the old one, whole or not at all. Returns how many lines are new or changed."""
        file = self.project.root / FILE_NAME
        new = file.with_name(f".{FILE_NAME}.new")
        new.write_text(ledger_text(ledger), encoding="utf-8", newline="\n")
        new.replace(file)
        return sum(self.redirects.ledger.line_by_id.get(identity) != line for identity, line in ledger.line_by_id.items())


def standing_of(project: build.Project) -> Standing | Report:
    """How the addresses stand, or the report when the content or the ledger has mistakes."""
    settings = Settings()
    result = build.prepare(project, settings)
    ledger = read_project_ledger(project.root, result.report)
    if result.site is None or result.library is None or result.report.has_errors:
        return result.report
    return Standing(project, result.report, result.library, Redirects(ledger, result.site.pages, docs_pages(project.root / "docs"), settings))
