"""Puts the parts of the site together: every published entry, and every view derived from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType

from hub.compose import data, feeds, grids, home, indexes, lists
from hub.compose.drawing import View
from hub.compose.entries import entry_pages, translation_pages
from hub.compose.everything import everything
from hub.compose.feedbackpages import feedback_pages
from hub.compose.menu import menu
from hub.compose.spanish import paired, spanish_words
from hub.compose.spanishpages import spanish_pages
from hub.model import Library
from hub.pages import DataFile, Page, Settings, Site
from hub.playbook.chapters import chapter_pages, chapters_of, where_taught
from hub.playbook.courses import course_pages
from hub.playbook.editions import Edition
from hub.playbook.editionviews import EditionViews
from hub.playbook.shelf import Shelf
from hub.playbook.takeaway import Takeaway


def compose(library: Library, settings: Settings, *, editions: Sequence[Edition] = (), kept: Path | None = None, waiting: Mapping[str, int] = MappingProxyType({})) -> Site:
    """The whole site as values. Nothing is read and nothing written; only books that take a while to make are kept below `kept`.

    `waiting` says of how many pages readers said something that is still open, by the permanent id of the page.
    """
    playbooks = {book.ref: chapters_of(book, library) for book in library.collection("playbooks")}
    taught = where_taught(playbooks)

    def view(address: str) -> View:
        return View(library, settings, address, taught)

    shelf = Shelf(library, settings)
    takeaway = Takeaway(shelf, {edition.name: frozenset(edition.places) for edition in editions}, kept)
    frozen = EditionViews(editions, shelf, view)

    views = [
        home.home(view),
        home.problems(view),
        grids.matrix(view),
        grids.drivers(view),
        lists.timeline(view),
        *lists.evidence(view),
        lists.policy_reach(view),
        everything(view),
        *lists.owners(view, waiting),
        lists.changes(view),
    ]
    pages: list[Page] = [
        *(page for page, _ in views),
        *indexes.index_pages(view),
        *entry_pages(view),
        *translation_pages(view),
        *spanish_pages(view),
        *feedback_pages(view),
        *chapter_pages(playbooks, view, takeaway, has_editions=bool(editions)),
        *course_pages(shelf.courses.values(), view, takeaway),
        *frozen.pages(),
    ]
    pages = paired(pages)
    pages.sort(key=lambda page: page.address)
    files = [DataFile(page.data_address, partial(data.json_bytes, value)) for page, value in views if page.data_address]
    files += data.entry_files(library)
    files += feeds.feed_files(library, settings)
    files += [DataFile(f"images/{picture.name}", partial(bytes, picture.data)) for picture in library.pictures]
    files += takeaway.files()
    files += frozen.files(settings)
    files.sort(key=lambda file: file.address)
    newest = max((page.updated for page in pages if page.updated), default=None)
    return Site(tuple(pages), tuple(files), menu(library, playbooks), newest, spanish_words(library))
