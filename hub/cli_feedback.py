"""The command `hub import feedback`: what readers sent becomes lines of the owners' queue."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn

import click

from hub import build, report_text
from hub.cli_words import say
from hub.feedback.messages import messages_in
from hub.feedback.placing import points_from
from hub.feedback.queue import FILE_NAME, merged
from hub.feedback.queuefile import read_export, read_project_queue, write_project_queue
from hub.pages import Settings
from hub.permalinks.ids import page_id
from hub.permalinks.projectledger import read_project_ledger
from hub.problems import Report


@click.group("import")
def import_command() -> None:
    """Take in what came from outside."""


@import_command.command("feedback")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def import_feedback(project: Path, file: Path) -> None:
    """Put what readers sent into feedback/queue.yml: issues as JSON, e-mails as eml or mbox, or a table as CSV. Names and addresses are left out."""
    report = Report()  # quotes no line of the file: it may hold what is nobody's business
    data = read_export(file, report)
    said = messages_in(file.name, data, report) if data is not None else ()
    ledger = read_project_ledger(project, report)
    queue = read_project_queue(project, report)
    if report.has_errors:
        _stop(report)
    points = points_from(said, _pages(project), ledger, report)
    result = merged(queue, points)
    if result.added or result.changed:
        write_project_queue(project, result.points)
    say(report_text.render(report))
    left_out = f", {len(said) - len(points):,} left out" if len(said) > len(points) else ""
    say(f"{FILE_NAME}: {result.added:,} added, {result.changed:,} changed, {result.same:,} as they were{left_out}.")


def _pages(project: Path) -> frozenset[str]:
    """The permanent ids of all pages: of the composed ones, and of those that were written by hand."""
    from hub.docspages import docs_pages  # noqa: PLC0415  # nothing is looked up when the file cannot be read

    result = build.prepare(build.Project.at(project), Settings())
    if result.site is None:
        _stop(result.report)
    return frozenset(page_id(address) for address in (*result.site.page_by_address, *(address for address, _ in docs_pages(project / "docs"))))


def _stop(report: Report) -> NoReturn:
    """Say what is wrong, and that nothing was done."""
    say(report_text.render(report))
    say("Nothing was imported.")
    sys.exit(1)
