"""The line, spelled once: load -> validate -> link -> compose -> render -> audit -> publish."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from hub.feedback.queue import open_by_page
from hub.feedback.queuefile import read_project_queue
from hub.pages import Site
from hub.problems import HubError, Place, Report
from hub.project.files import check_no_links
from hub.project.settings import Settings
from hub.prose import conversion
from hub.reading.frontmatter import open_files

if TYPE_CHECKING:
    from hub.compose.playbook.editions import Edition
    from hub.model import Library
    from hub.permalinks.ledger import Ledger

_FURTHEST_EAST = timedelta(hours=14)  # Kiribati: no clock on earth is further ahead of UTC
_LATEST_EPOCH = 32_503_507_200  # 30 December 2999: no field holds a day of a later year
_MANY_LATE = 3  # days of which each is in the future: one or two are slips of somebody who types
_EPOCH_FIX = "Unset it, or set it to seconds since 1970, for example: git log -1 --format=%ct"
Tick = Callable[[str], None]


def _quiet(stage: str) -> None:
    """Nobody is watching."""


@dataclass(frozen=True)
class Project:
    """Where things are: the folder that holds mkdocs.yml, and the content folder."""

    root: Path
    content: Path

    @classmethod
    def at(cls, root: Path, content: str | None = None) -> Project:
        """The project of a folder; `content` names another content folder, as typed on the command
        line.
        """
        return cls(root, (root / content) if content else root / "content")


@dataclass
class Result:
    """What the first stages gave. `site` is None when there are errors, or none was asked for; with
    errors, `library` may be partial.
    """

    report: Report = field(default_factory=Report)
    library: Library | None = None
    site: Site | None = None
    editions: tuple[Edition, ...] = ()
    ledger: Ledger | None = None  # the ids that were given out
    paths: frozenset[str] = frozenset()  # the files that were read, as messages name them


def prepare(
    project: Project, settings: Settings | None, *, drafts: bool = False, tick: Tick = _quiet
) -> Result:
    """Run load, validate and link, and collect every problem on the way; with `settings`, compose
    the site.

    A link to a part that a page may have or not is looked for in the page as it is drawn, once
    there is nothing else to mend.
    """
    result = Result()
    report = result.report
    tick("Reading")
    opened = open_files(project.content, report)
    result.paths = frozenset(item.file.path for item in opened)
    converted = conversion.start(
        (item.file.path, item.parts.body_line, item.parts.body) for item in opened
    )
    # What follows takes a third of a second to import, so the second process is at work before it
    # begins.
    from hub.checks.commented import check_commented_fields  # noqa: PLC0415
    from hub.link import link  # noqa: PLC0415
    from hub.load import load  # noqa: PLC0415
    from hub.permalinks.withdrawn import check_withdrawn  # noqa: PLC0415
    from hub.reading.unread import unread  # noqa: PLC0415
    from hub.validate import validate  # noqa: PLC0415

    check_no_links(project.root, report)
    queue = read_project_queue(project.root, report)
    sources = load(opened, report)
    tick("Checking")
    entries = validate(sources, report, texts=converted, today=latest_today())
    _name_clock(report)
    check_commented_fields(entries, report)
    known = {entry.ref for entry in entries.entries}
    tick("Linking")
    result.ledger = ledger = _ledger_of(project.root, report)
    result.library = link(
        entries,
        report,
        unreadable=unread(report, known, content=project.content.name),
        drafts=drafts,
        given=lambda: ledger,
    )
    if settings is None:  # else the ways are looked at with every page drawn
        check_withdrawn(ledger, result.library, report)
    if (settings is not None or result.library.part_links) and not report.has_errors:
        from hub.compose.partlinks import check_part_links  # noqa: PLC0415  # as above
        from hub.compose.playbook.editions import read_editions  # noqa: PLC0415  # as above
        from hub.compose.site import compose  # noqa: PLC0415  # a check needs no templates
        from hub.project.kept import cache_of  # noqa: PLC0415  # as above

        tick("Composing")
        kept = cache_of(project.root)
        result.editions = read_editions(project.root)
        waiting = open_by_page(queue)
        site = compose(
            result.library,
            settings or Settings(),
            editions=result.editions,
            kept=kept / "playbook" if kept else None,
            waiting=waiting,
            given=lambda: ledger,
        )
        check_part_links(result.library.part_links, site, report)
        result.site = site if settings is not None and not report.has_errors else None
    return result


def _ledger_of(root: Path, report: Report) -> Ledger:
    """The ids that were given out. What is wrong with the ledger is told like a mistake in the
    content, since no site is built with it.
    """
    from hub.permalinks.ledger import FILE_NAME, Ledger  # noqa: PLC0415  # as above
    from hub.permalinks.projectledger import read_project_ledger  # noqa: PLC0415  # as above

    try:
        return read_project_ledger(root, report)
    except HubError as error:
        if error.code != "symlink":  # which is told of every file that is one
            report.add(
                error.code,
                Place(FILE_NAME),
                str(error),
                rows=[("Write", "the file as git has it: git log -p permalinks.yml")],
            )
        return Ledger()


def _name_clock(report: Report) -> None:
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
    if len(late) >= _MANY_LATE and source_date_epoch() is not None:
        told = replace(
            late[0],
            rows=(
                *late[0].rows,
                ("Or", f"unset SOURCE_DATE_EPOCH, which says that today is {today().isoformat()}"),
            ),
        )
        report.problems[report.problems.index(late[0])] = told


def today() -> date:
    """The day here: that of SOURCE_DATE_EPOCH when it is set, so that old trees check as they
    did.
    """
    return _now().date() if source_date_epoch() is not None else datetime.now().astimezone().date()


def latest_today() -> date:
    """The latest day that any place on earth has now: what was done on that day is not in the
    future.
    """
    return (_now() + _FURTHEST_EAST).date()


def _now() -> datetime:
    epoch = source_date_epoch()
    return datetime.fromtimestamp(epoch, UTC) if epoch is not None else datetime.now(UTC)


def source_date_epoch() -> int | None:
    """The value of SOURCE_DATE_EPOCH in seconds, or None when it is not set. Anything but digits is
    refused.
    """
    typed = os.environ.get("SOURCE_DATE_EPOCH")
    if typed is None:
        return None
    if not re.fullmatch(r"[0-9]{1,40}", typed, re.ASCII):
        raise HubError(
            "bad-source-date-epoch",
            f'SOURCE_DATE_EPOCH is "{typed[:40]}", and it must be a whole number of seconds.',
            exit_code=2,
            fix=_EPOCH_FIX,
        )
    if int(typed) > _LATEST_EPOCH:
        raise HubError(
            "bad-source-date-epoch",
            f'SOURCE_DATE_EPOCH is "{typed}", which is too far in the future.',
            exit_code=2,
            fix=_EPOCH_FIX,
        )
    return int(typed)
