"""Puts the parts of the site together: every published entry, and every view derived from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import MappingProxyType

from hub.compose.api.calendars import calendar_files
from hub.compose.api.digestpages import digest_files, digest_pages
from hub.compose.api.follow import follow
from hub.compose.api.lists import api_files
from hub.compose.api.moveddata import moved_lists
from hub.compose.api.places import Places
from hub.compose.api.tables import table_files
from hub.compose.api.topics import topic_feeds
from hub.compose.diagrams import constellation, gallery, learningpath, practicemap, series
from hub.compose.diagrams.sheets import sheet_files
from hub.compose.drawing import data, feeds
from hub.compose.drawing.drawing import View
from hub.compose.drawing.made import Made
from hub.compose.drawing.spanish import paired, spanish_words
from hub.compose.menu import menu
from hub.compose.pages import assessments, changes, grids, home, indexes, owners, proof, timeline
from hub.compose.pages.entries import entry_pages, translation_pages
from hub.compose.pages.everything import everything
from hub.compose.pages.feedbackpages import feedback_pages
from hub.compose.pages.mychecklist import my_checklist
from hub.compose.pages.spanishpages import spanish_pages
from hub.compose.playbook.chapters import ChapterView, chapter_pages, chapters_of, where_taught
from hub.compose.playbook.courses import course_pages
from hub.compose.playbook.editions import Edition
from hub.compose.playbook.editionviews import EditionViews
from hub.compose.playbook.shelf import Shelf
from hub.compose.playbook.takeaway import Takeaway
from hub.compose.toolkit.files import data_files
from hub.compose.toolkit.pages import tool_pages
from hub.compose.wayfinding.decision import start_pages
from hub.compose.wayfinding.explained import ASSETS, EXPLAINED, Explainer
from hub.compose.wayfinding.nextstep import next_steps
from hub.compose.wayfinding.roles import role_pages
from hub.kinds.entries.playbooks import Playbook
from hub.kinds.entries.tools import Tool
from hub.model import Library
from hub.pages import DataFile, Link, Page, Site
from hub.permalinks.firstids import FirstIds
from hub.permalinks.ledger import Ledger
from hub.permalinks.lookup import Given
from hub.project.settings import Settings


def compose(
    library: Library,
    settings: Settings,
    *,
    editions: Sequence[Edition] = (),
    kept: Path | None = None,
    waiting: Mapping[str, int] = MappingProxyType({}),
    given: Given = Ledger,
) -> Site:
    """The whole site as values. Nothing is read and nothing written; only books that take a while
    to make are kept below `kept`.

    `waiting` says of how many pages readers said something that is still open, by the permanent id
    of the page. `given` reads the ledger of ids that were given out, when a feed or a calendar is
    written.
    """
    playbooks = {book.ref: chapters_of(book, library) for book in library.of(Playbook)}
    taught = where_taught(playbooks)
    view = _view_of(library, settings, playbooks, taught=taught)
    shelf = Shelf(library, settings)
    places = {edition.name: frozenset(edition.places) for edition in editions}
    takeaway = Takeaway(shelf, places, kept)
    frozen = EditionViews(editions, shelf, view)
    views = _views(view, playbooks, waiting)
    pages: list[Page] = [
        *(page for page, _ in views),
        *indexes.index_pages(view),
        *entry_pages(view),
        *translation_pages(view),
        *spanish_pages(view),
        *feedback_pages(view),
        *chapter_pages(playbooks, view, takeaway, has_editions=bool(editions)),
        *assessments.assessment_pages(view),
        *course_pages(shelf.courses.values(), view, takeaway),
        *frozen.pages(),
        follow(view, frozen.followed()),
        *tool_pages(view),
        *start_pages(view),
    ]
    files = [
        *_data_files(library, settings, views, taught=taught, given=given),
        *series.chart_files(view),
        *sheet_files(library, settings),
        *takeaway.files(),
        *frozen.files(settings),
        *data_files(library.of(Tool), view),
    ]
    return Site(
        tuple(sorted(map(_explained, paired(pages)), key=lambda page: page.address)),
        tuple(sorted(files, key=lambda file: file.address)),
        menu(library, playbooks),
        settings=settings,
        spanish_words=spanish_words(library),
        explain=Explainer(library).explained,
    )


def _view_of(
    library: Library,
    settings: Settings,
    playbooks: Mapping[str, Sequence[ChapterView]],
    taught: dict[str, tuple[Link, ...]],
) -> Callable[[str], View]:
    """What gives the library as it is seen from the page at an address."""
    steps = next_steps(library, playbooks, taught)

    def view(address: str) -> View:
        return View(library, settings, address, chapter_by_ref=taught, next_by_address=steps)

    return view


def _explained(page: Page) -> Page:
    """The page with what shows the meaning of words, where it explains any."""
    return replace(page, assets=(*page.assets, *ASSETS)) if page.kind in EXPLAINED else page


def _views(
    view: Callable[[str], View],
    playbooks: Mapping[str, Sequence[ChapterView]],
    waiting: Mapping[str, int],
) -> list[Made]:
    """The pages that are made of many entries, with the data behind them."""
    return [
        home.home(view),
        home.problems(view),
        grids.matrix(view),
        grids.drivers(view),
        timeline.timeline(view),
        proof.evidence(view),
        proof.figures(view),
        proof.policy_reach(view),
        everything(view),
        *owners.owners(view, waiting),
        changes.changes(view),
        *digest_pages(view),
        series.charts(view),
        practicemap.practice_map(view),
        learningpath.learning_path(view),
        constellation.constellation(view),
        gallery.gallery(view),
        my_checklist(view, playbooks),
        *role_pages(view, playbooks),
    ]


def _data_files(
    library: Library,
    settings: Settings,
    views: Iterable[Made],
    *,
    taught: dict[str, tuple[Link, ...]],
    given: Given,
) -> Iterator[DataFile]:
    """What programs read: data, the interface, tables, feeds and calendars; and the pictures."""
    rows = {page.data_address: value for page, value in views if page.data_address}
    places = Places(library, settings)
    first_ids = FirstIds(library.entry_by_ref.values(), given)
    for address, value in rows.items():
        yield DataFile(address, partial(data.json_bytes, value))
    yield from moved_lists(places)
    yield from api_files(rows, places, taught)
    yield from table_files(rows, places)
    yield from topic_feeds(library, settings, first_ids)
    yield from calendar_files(library, settings, first_ids)
    yield from digest_files(library, settings)
    yield from feeds.feed_files(library, settings, first_ids)
    for picture in library.pictures:
        yield DataFile(f"images/{picture.name}", partial(bytes, picture.data))
