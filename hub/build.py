"""The line, spelled once: load -> validate -> link -> compose -> render -> audit -> publish."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hub import conversion
from hub.feedback.queue import open_by_page
from hub.feedback.queuefile import read_project_queue
from hub.folders import COLLECTIONS
from hub.frontmatter import open_files
from hub.pages import Settings, Site
from hub.problems import HubError, Report

if TYPE_CHECKING:
    from hub.model import Library
    from hub.permalinks.ledger import Ledger
    from hub.playbook.editions import Edition

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
        """The project of a folder; `content` names another content folder, as typed on the command line."""
        return cls(root, (root / content) if content else root / "content")


@dataclass
class Result:
    """What the first stages gave. `site` is None when there are errors, or none was asked for; with errors, `library` may be partial."""

    report: Report = field(default_factory=Report)
    library: Library | None = None
    site: Site | None = None
    editions: tuple[Edition, ...] = ()
    paths: frozenset[str] = frozenset()  # the files that were read, as messages name them


def prepare(project: Project, settings: Settings | None, *, drafts: bool = False, tick: Tick = _quiet) -> Result:
    """Run load, validate and link, and collect every problem on the way; with `settings`, compose the site, which finds no more."""
    result = Result()
    report = result.report
    tick("Reading")
    opened = open_files(project.content, report)
    result.paths = frozenset(item.file.path for item in opened)
    converted = conversion.start((item.file.path, item.parts.body_line, item.parts.body) for item in opened)
    # What follows takes a third of a second to import, so the second process is at work before it begins.
    from hub.commentedfields import check_commented_fields  # noqa: PLC0415
    from hub.link import link  # noqa: PLC0415
    from hub.load import load  # noqa: PLC0415
    from hub.validate import validate  # noqa: PLC0415

    queue = read_project_queue(project.root, report)
    sources = load(opened, report)
    tick("Checking")
    entries = validate(sources, report, texts=converted, today=today())
    check_commented_fields(entries, report)
    known = {entry.ref for entry in entries.entries}
    tick("Linking")
    result.library = link(entries, report, unreadable=_unreadable(report) - known, drafts=drafts, given=lambda: _ledger_of(project.root))
    if settings is not None and not report.has_errors:
        from hub.cachefolder import cache_of  # noqa: PLC0415  # as above
        from hub.compose.site import compose  # noqa: PLC0415  # a check needs no templates
        from hub.playbook.editions import read_editions  # noqa: PLC0415  # as above

        tick("Composing")
        kept = cache_of(project.root)
        result.editions = read_editions(project.root)
        result.site = compose(result.library, settings, editions=result.editions, kept=kept / "playbook" if kept else None, waiting=open_by_page(queue))
    return result


def _ledger_of(root: Path) -> Ledger:
    """The ids that were given out; what is wrong with the ledger itself is told by the commands that keep it."""
    from hub.permalinks.ledger import Ledger  # noqa: PLC0415  # as above
    from hub.permalinks.projectledger import read_project_ledger  # noqa: PLC0415  # as above

    try:
        return read_project_ledger(root, Report())
    except HubError:
        return Ledger()


def _unreadable(report: Report) -> frozenset[str]:
    """The names of entries whose files have errors: what refers to them is not at fault."""
    names = set()
    for problem in report.problems:
        found = re.match(r"[^/]+/([a-z-]+)/([^/]+?)(?:/index)?\.(?:md|yml)$", problem.place.path)
        if problem.severity == "error" and found and found.group(1) in COLLECTIONS:
            names.add(f"{found.group(1)}/{found.group(2)}")
    return frozenset(names)


def today() -> date:
    """The day against which dates are checked: SOURCE_DATE_EPOCH when it is set, so that old trees check as they did."""
    epoch = source_date_epoch()
    return datetime.fromtimestamp(epoch, UTC).date() if epoch is not None else datetime.now(UTC).date()


def source_date_epoch() -> int | None:
    """The value of SOURCE_DATE_EPOCH in seconds, or None when it is not set. Anything but digits is refused."""
    typed = os.environ.get("SOURCE_DATE_EPOCH")
    if typed is None:
        return None
    if not re.fullmatch(r"[0-9]{1,11}", typed, re.ASCII):
        raise HubError(
            "bad-source-date-epoch",
            f'SOURCE_DATE_EPOCH is "{typed[:40]}", and it must be a whole number of seconds.',
            exit_code=2,
            fix="Unset it, or set it to seconds since 1970, for example: git log -1 --format=%ct",
        )
    return int(typed)
