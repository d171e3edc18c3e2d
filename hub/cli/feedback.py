"""The command `hub import feedback`: what readers sent becomes lines of the owners' queue."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

import click

from hub import build
from hub.cli.project import site_settings
from hub.cli.words import say
from hub.feedback.messages import messages_in
from hub.feedback.placing import points_from
from hub.feedback.queue import FILE_NAME, STANDARD_INPUT, merged
from hub.feedback.queuefile import read_export, read_project_queue, write_project_queue
from hub.feedback.said import Said
from hub.permalinks.ids import page_id
from hub.permalinks.projectledger import read_project_ledger
from hub.problems import Report
from hub.project.clock import latest_today
from hub.project.docs import docs_pages
from hub.project.settings import Settings
from hub.project.siteurl import is_nobodys
from hub.report import text as report_text


@click.group("import")
def import_command() -> None:
    """Take in what came from outside."""


@import_command.command("feedback")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def import_feedback(project: Path, file: Path) -> None:
    """Put what readers sent into feedback/queue.yml.

    FILE holds issues (.json), e-mails (.eml, .mbox), a table (.csv) or one message as plain text
    (.txt, or - for what you type or paste). Who sent it is left out, and what looks like an address
    or a number is masked. Not every name in a text can be found: read the new lines.
    """
    if str(file) == "-" and sys.stdin.isatty():
        click.echo(
            "Paste the message. Then press Enter and Ctrl+D; on Windows Enter, Ctrl+Z and Enter.",
            err=True,
        )
    report = Report()  # quotes no line of the file: it may hold what is nobody's business
    data = read_export(file, report)
    said = (
        messages_in(STANDARD_INPUT if str(file) == "-" else file.name, data, report)
        if data is not None
        else ()
    )
    ledger = read_project_ledger(project, report)
    queue = read_project_queue(project, report)
    if report.has_errors:
        _stop(report)
    points = points_from(
        said, _pages(project), ledger, report=report, site_url=_own_address(project)
    )
    _tell_future(said, report)
    result = merged(queue, points)
    if result.added or result.changed:
        write_project_queue(project, result.points)
    say(report_text.render(report))
    left_out = f", {len(said) - len(points):,} left out" if len(said) > len(points) else ""
    say(
        f"{FILE_NAME}: {result.added:,} added, {result.changed:,} changed, {result.same:,} as they"
        f" were{left_out}."
    )
    if result.added:
        say(
            "Now read the new lines: a program can't find every name in a text. Take out between"
            " the quotation marks what tells who somebody is."
        )


def _pages(project: Path) -> dict[str, str]:
    """The titles of all pages by their permanent ids: of the composed ones, and of those that were
    written by hand.
    """
    result = build.prepare(build.Project.at(project), Settings())
    if result.site is None:
        _stop(result.report)
    drawn = {page_id(address): page.title for address, page in result.site.page_by_address.items()}
    return {**drawn, **{page_id(address): title for address, title in docs_pages(project / "docs")}}


def _tell_future(said: Iterable[Said], report: Report) -> None:
    """Advise, once, of days on which nobody can have said anything yet."""
    today = latest_today().isoformat()
    late = [message for message in said if message.on > today]
    if late:
        more = f" So it is with {len(late):,} messages." if len(late) > 1 else ""
        words = f"{late[0].id}: The day {late[0].on} is in the future.{more}"
        report.add(
            "bad-date",
            late[0].place,
            words,
            rows=[("Write", "the day on which it was said")],
            severity="warning",
        )


def _own_address(project: Path) -> str:
    """The address of the site; "" for a stand-in, which no reader has written from."""
    address = site_settings(project).site_url if (project / "mkdocs.yml").is_file() else ""
    return "" if is_nobodys(address) else address


def _stop(report: Report) -> NoReturn:
    """Say what is wrong, and that nothing was done."""
    say(report_text.render(report))
    say("Nothing was imported.")
    sys.exit(1)
