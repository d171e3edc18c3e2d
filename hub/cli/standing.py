"""How the addresses of a project stand: its pages drawn, and the ledger of what was given out."""

from __future__ import annotations

from dataclasses import dataclass

from hub import build
from hub.compose.playbook.changes import changes
from hub.compose.playbook.editions import Edition
from hub.compose.playbook.outline import outline_of
from hub.compose.playbook.shelf import Shelf
from hub.compose.redirects import Redirects
from hub.kinds.entries.playbooks import Playbook
from hub.model import Library
from hub.permalinks.headingids import Unwritten, unwritten
from hub.permalinks.ledger import FILE_NAME, Ledger, ledger_text, read_ledger
from hub.problems import HubError, Report, visible
from hub.project.destination import write_file, writing
from hub.project.settings import Settings


@dataclass(frozen=True)
class Standing:
    """A project whose content is in order: its library, and its ways."""

    project: build.Project
    report: Report
    library: Library
    redirects: Redirects
    editions: tuple[Edition, ...] = ()

    @property
    def outdated(self) -> list[tuple[Edition, int]]:
        """Frozen editions whose name the playbook still carries with other words, each with how
        many things changed.
        """
        shelf = Shelf(self.library, self.redirects.settings)
        found = []
        for edition in self.editions:
            if (
                edition.playbook in shelf.playbooks
                and shelf.playbooks[edition.playbook][0].fields.edition == edition.name
            ):
                many = len(changes(edition.outline, outline_of(shelf.playbook(edition.playbook))))
                found += [(edition, many)] if many else []
        return found

    @property
    def unwritten(self) -> list[Unwritten]:
        """Headings whose id is not written."""
        return unwritten(self.library)

    @property
    def edition(self) -> str:
        """The edition that the first playbook says it is."""
        return next(
            (str(book.fields.edition) for book in self.library.of(Playbook) if book.fields.edition),
            "1",
        )

    def write(self, ledger: Ledger) -> int:
        """Write a ledger in the place of the old one, whole or not at all. Returns how many lines
        are new or changed.

        HubError when what was to be written could not be read again, such as an address of docs/
        with a space in it.
        """
        text, again = ledger_text(ledger), Report()
        if read_ledger(text, again) != ledger or again.problems:
            line = again.problems[0].place.line if again.problems else 1
            raise HubError(
                "bad-ledger",
                "This line could not be read again:"
                f" {visible(text.split(chr(10))[line - 1])[:200]}",
                exit_code=1,
                fix="Rename the page that it is about.",
            )
        file = self.project.root / FILE_NAME
        with writing(
            file, fix="Change the rights of the project's folder, so that you may write there."
        ):
            write_file(file, text.encode())
        return sum(
            self.redirects.ledger.line_by_id.get(identity) != line
            for identity, line in ledger.line_by_id.items()
        )


def standing_of(project: build.Project) -> Standing | Report:
    """How the addresses stand, or the report when the content or the ledger has mistakes."""
    result = build.prepare(project, Settings())
    if result.redirects is None or result.report.has_errors:
        return result.report
    return Standing(
        project,
        result.report,
        result.library,
        redirects=result.redirects,
        editions=result.editions,
    )
