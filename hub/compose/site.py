"""Puts the parts of the site together: every published entry, and every view derived from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from hub.compose import data, feeds, grids, home, indexes, lists
from hub.compose.drawing import View
from hub.compose.entries import entry_pages, translation_pages
from hub.compose.everything import everything
from hub.compose.menu import menu
from hub.model import Library
from hub.pages import DataFile, Page, Settings, Site
from hub.playbook.chapters import chapter_pages, chapters_of, where_taught
from hub.playbook.courses import course_pages
from hub.playbook.editions import Edition
from hub.playbook.editionviews import EditionViews
from hub.playbook.shelf import Shelf
from hub.playbook.takeaway import Takeaway
from hub.wayfinding.decision import start_pages
from hub.wayfinding.explained import ASSETS, EXPLAINED, Explainer
from hub.wayfinding.nextstep import next_steps
from hub.wayfinding.roles import role_pages


def compose(library: Library, settings: Settings, *, editions: Sequence[Edition] = (), kept: Path | None = None) -> Site:
    """The whole site as values. Nothing is read and nothing written; only books that take a while to make are kept below `kept`."""
    playbooks = {book.ref: chapters_of(book, library) for book in library.collection("playbooks")}
    taught = where_taught(playbooks)

    steps = next_steps(library, playbooks, taught)

    def view(address: str) -> View:
        return View(library, settings, address, taught, steps)

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
        *lists.owners(view),
        lists.changes(view),
        *role_pages(view, playbooks),
    ]
    pages: list[Page] = [
        *(page for page, _ in views),
        *indexes.index_pages(view),
        *entry_pages(view),
        *translation_pages(view),
        *chapter_pages(playbooks, view, takeaway, has_editions=bool(editions)),
        *course_pages(shelf.courses.values(), view, takeaway),
        *frozen.pages(),
        *start_pages(view),
    ]
    pages = [replace(page, assets=(*page.assets, *ASSETS)) if page.kind in EXPLAINED else page for page in pages]
    pages.sort(key=lambda page: page.address)
    files = [DataFile(page.data_address, partial(data.json_bytes, value)) for page, value in views if page.data_address]
    files += data.entry_files(library)
    files += feeds.feed_files(library, settings)
    files += [DataFile(f"images/{picture.name}", partial(bytes, picture.data)) for picture in library.pictures]
    files += takeaway.files()
    files += frozen.files(settings)
    files.sort(key=lambda file: file.address)
    newest = max((page.updated for page in pages if page.updated), default=None)
    return Site(tuple(pages), tuple(files), menu(library, playbooks), newest, Explainer(library).explained)
