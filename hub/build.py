"""The line, spelled once: load -> validate -> link -> compose -> render -> audit -> publish.

MkDocs reads the hand-written pages between compose and render, so the line stands here in two
halves: `prepare`, and then `draw`, `judge` and `release`. A stage is imported where it is called: a
check loads no templates, and the texts are being converted while the first stages load.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from hub.feedback.queue import open_by_page
from hub.feedback.queuefile import read_project_queue
from hub.problems import HubError, Report
from hub.project.clock import latest_today
from hub.project.docs import docs_pages
from hub.prose import conversion
from hub.reading.frontmatter import open_files

if TYPE_CHECKING:
    from hub.compose.playbook.editions import Edition
    from hub.compose.redirects import Redirects
    from hub.feedback.queue import Point
    from hub.model import Library
    from hub.pages import Site
    from hub.permalinks.ledger import Ledger
    from hub.project.settings import Settings
    from hub.publish.publish import Publication, Target
    from hub.render import Theme
    from hub.search.export import Index

Tick = Callable[[str], None]


def _quiet(stage: str) -> None:
    """Nobody is watching."""


@dataclass(frozen=True)
class Project:
    """Where things are: the folder with mkdocs.yml, the entries, and the hand-written pages."""

    root: Path
    content: Path
    docs: Path

    @classmethod
    def at(cls, root: Path, content: str | None = None, docs: Path | None = None) -> Project:
        """The project of a folder; `content` names another content folder, as typed on the command
        line.
        """
        return cls(root, root / (content or "content"), docs or root / "docs")


@dataclass(frozen=True)
class Result:
    """What the first half gave. `site` is None when there are errors, or none was asked for; with
    errors, `library` may be partial.
    """

    report: Report
    library: Library
    ledger: Ledger  # the ids that were given out
    paths: frozenset[str]  # the files that were read, as messages name them
    site: Site | None = None
    redirects: Redirects | None = None
    editions: tuple[Edition, ...] = ()

    @property
    def composed(self) -> tuple[Site, Redirects]:
        """The site and the ways from old addresses, once there are any."""
        if self.site is None or self.redirects is None:
            words = "A page was asked for before the site was composed."
            raise HubError("internal", words, exit_code=3)
        return self.site, self.redirects


@dataclass(frozen=True)
class Verdict:
    """What the audit found, and why nothing of the base branch could be compared with, where that
    is so.
    """

    report: Report
    uncompared: str


def prepare(
    project: Project, settings: Settings | None, *, drafts: bool = False, tick: Tick = _quiet
) -> Result:
    """Load, validate and link, and collect every problem on the way; with `settings`, compose the
    site, if there is none.

    A link to a part that a page may have or not is looked for in the page as it is drawn, once
    there is nothing else to mend.
    """
    tick("Reading")
    report = Report()
    opened = open_files(project.content, report)
    texts = conversion.start(
        (item.file.path, item.parts.body_line, item.parts.body) for item in opened
    )
    # The stages take a third of a second to import: a second process converts the texts by now.
    from hub.checks.clock import check_clock
    from hub.checks.commented import check_commented_fields
    from hub.link import link
    from hub.load import load
    from hub.permalinks.projectledger import ledger_of
    from hub.project.files import check_no_links
    from hub.reading.unread import unread
    from hub.validate import validate

    check_no_links(project.root, report)
    points = read_project_queue(project.root, report)
    sources = load(opened, report)

    tick("Checking")
    entries = validate(sources, report, texts=texts, today=latest_today())
    check_clock(report)
    check_commented_fields(entries, report)

    tick("Linking")
    ledger = ledger_of(project.root, report)
    refs = {entry.ref for entry in entries.entries}
    unreadable = unread(report, refs, content=project.content.name)
    library = link(entries, report, unreadable=unreadable, drafts=drafts, given=lambda: ledger)

    paths = frozenset(item.file.path for item in opened)
    result = Result(report, library, ledger=ledger, paths=paths)
    return _composed(result, project, settings, points=points, tick=tick)


def _composed(
    result: Result,
    project: Project,
    settings: Settings | None,
    *,
    points: Sequence[Point],
    tick: Tick,
) -> Result:
    """The result with its site, where one is asked for and nothing is wrong; a check needs one only
    to look for parts of pages, and most checks need none.
    """
    library, ledger, report = result.library, result.ledger, result.report
    if settings is None:  # else the old addresses are looked at with every page drawn
        from hub.permalinks.withdrawn import check_withdrawn

        check_withdrawn(ledger, library, report)
    if report.has_errors or (settings is None and not library.part_links):
        return result
    from hub.compose.partlinks import check_part_links
    from hub.compose.playbook.editions import read_editions
    from hub.compose.redirects import Redirects
    from hub.compose.site import compose
    from hub.project.kept import cache_of
    from hub.project.settings import Settings

    tick("Composing")
    editions = read_editions(project.root)
    cache = cache_of(project.root)
    site = compose(
        library,
        settings or Settings(),
        editions=editions,
        kept=cache / "playbook" if cache else None,
        waiting=open_by_page(points),
        given=lambda: ledger,
    )
    check_part_links(library.part_links, site, report)
    if settings is None or report.has_errors:
        return replace(result, editions=editions)
    redirects = Redirects(
        ledger,
        site.pages,
        docs_pages(project.docs),
        settings=settings,
        given_by_edition={edition.name: edition.given for edition in editions},
    )
    return replace(result, site=site, redirects=redirects, editions=editions)


def draw(result: Result, theme: Theme, stage: Path, *, root: Path, tick: Tick = _quiet) -> Index:
    """Render every file of the site into a folder. Returns the search index that is among them."""
    from hub.compose.drawing.searchfacts import glossary
    from hub.compose.dress import dressed_pages, other_files
    from hub.project.kept import cache_of
    from hub.publish.stage import write
    from hub.render import render
    from hub.search.site import site_index

    tick("Rendering")
    site, redirects = result.composed
    pages = (*theme.docs, *site.pages, *redirects.moved_pages)
    index = site_index(pages, glossary(result.library), cache_of(root))
    dressed = dressed_pages(site, redirects, theme.docs, index=index)
    for file in (*render(dressed, theme), *other_files(site, redirects, theme.docs, index=index)):
        write(stage, file)
    return index


def judge(
    result: Result, theme: Theme, target: Target, *, root: Path, tick: Tick = _quiet
) -> Verdict:
    """Audit what was drawn, beside what is published and what was promised."""
    from hub.audit.audit import audit
    from hub.compose.dress import page_addresses
    from hub.compose.playbook.editions import check_published
    from hub.permalinks.projectledger import check_kept

    tick("Auditing")
    site, redirects = result.composed
    report = Report(text_by_path=result.report.text_by_path)
    redirects.check(report)
    base = check_kept(redirects.ledger, root, target.folder, report=report)
    check_published(result.editions, target.folder)
    audit(
        target.stage,
        page_addresses(site, redirects, theme.docs),
        theme.hashes,
        site_url=site.settings.site_url,
        report=report,
    )
    return Verdict(report, base.uncompared)


def release(result: Result, target: Target, *, tick: Tick = _quiet) -> Publication:
    """Publish what was drawn and judged, in one step."""
    from hub.compose.api.revisions import check_revisions
    from hub.publish.publish import publish

    check_revisions(target.stage, target.folder, result.library, report=result.report)
    tick("Publishing")
    return publish(target)
