"""What readers take away from the playbook's pages: files to download, pages to print, show or
embed, and how to cite.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from hub.compose.drawing.addresses import relative
from hub.compose.playbook.book import Book
from hub.compose.playbook.cite import cite
from hub.compose.playbook.embedding import POLICY, embed_page, oembed
from hub.compose.playbook.offers import Download, Offer, Pin
from hub.compose.playbook.outputs import Paper, applies, files_of
from hub.compose.playbook.printpage import book_css, print_page
from hub.compose.playbook.shelf import Shelf
from hub.compose.playbook.slides import slides, slides_css
from hub.pages import DataFile, Link
from hub.prose.textdirection import directed
from hub.theme.assetversions import with_version
from hub.theme.csp import with_policy

STYLESHEET = "assets/book.css"
SLIDES_STYLESHEET = "assets/slides.css"
_STYLES = {STYLESHEET: book_css, SLIDES_STYLESHEET: slides_css}


class Takeaway:
    """Everything that is offered, of every book on the shelf. `frozen` are the names of the
    editions that are frozen.
    """

    def __init__(
        self, shelf: Shelf, frozen: Mapping[str, frozenset[str]], kept: Path | None
    ) -> None:
        self._shelf = shelf
        self._frozen = frozen  # ids by edition, the oldest first
        self._kept = kept
        self._made: dict[tuple[str, str, Paper], Future[Mapping[str, bytes]]] = {}

    def playbook(self, name: str) -> Offer:
        """What the contents page of a playbook offers."""
        book = self._shelf.playbook(name)
        home, stem = f"playbooks/{name}/", book.file_stem
        downloads = [
            Download("PDF, US Letter", f"{home}downloads/{stem}.pdf", "pdf", file=f"{stem}.pdf"),
            Download(
                "PDF, A4",
                f"{home}downloads/{stem}-a4.pdf",
                "pdf",
                file=f"{stem}-a4.pdf",
                paper="a4",
            ),
            Download(
                "EPUB for e-readers", f"{home}downloads/{stem}.epub", "epub", file=f"{stem}.epub"
            ),
        ]
        if applies(book, "cards"):
            downloads.append(
                Download(
                    "Practice cards, two-sided PDF",
                    f"{home}downloads/{stem}-cards.pdf",
                    "cards",
                    file=f"{stem}-cards.pdf",
                )
            )
        downloads += self._packages(book, home)
        page = Link(f"{book.title} on one page, to print", f"{home}print/")
        return self._offer(book, (page,), downloads)

    def chapter(self, name: str, key: str) -> Offer:
        """What the page of a chapter offers."""
        book = self._shelf.chapter(name, key)
        home, stem = f"playbooks/{name}/", book.file_stem
        pages = (
            Link("Print this chapter", f"{home}{key}/print/"),
            Link("Slides of this chapter", f"{home}{key}/slides/"),
            Link("This chapter for a frame", f"{home}{key}/embed/"),
        )
        return self._offer(
            book,
            pages,
            [
                Download(
                    "PDF of this chapter", f"{home}downloads/{stem}.pdf", "pdf", file=f"{stem}.pdf"
                )
            ],
        )

    def course(self, name: str) -> Offer:
        """What the page of a course offers."""
        book = self._shelf.course(name)
        home, stem = f"courses/{name}/", book.file_stem
        downloads = [
            Download(
                "PDF of this course", f"{home}downloads/{stem}.pdf", "pdf", file=f"{stem}.pdf"
            ),
            *self._packages(book, home),
        ]
        page = Link("This course on one page, to print", f"{home}print/")
        return self._offer(book, (page,), downloads)

    def _packages(self, book: Book, home: str) -> list[Download]:
        stem = book.file_stem
        found = [
            Download(
                "Common Cartridge 1.3, for Canvas and Open edX",
                f"{home}downloads/{stem}.imscc",
                "cartridge",
                file=f"{stem}.imscc",
            ),
            Download(
                "Common Cartridge 1.1, for Moodle and Blackboard",
                f"{home}downloads/{stem}-1.1.imscc",
                "cartridge",
                file=f"{stem}-1.1.imscc",
            ),
            Download(
                "SCORM 1.2, to read inside a learning system",
                f"{home}downloads/{stem}-scorm.zip",
                "scorm",
                file=f"{stem}-scorm.zip",
            ),
        ]
        if applies(book, "qti"):
            found.append(
                Download(
                    "QTI 1.2, the checks as quizzes",
                    f"{home}downloads/{stem}-qti.zip",
                    "qti",
                    file=f"{stem}-qti.zip",
                )
            )
        return found

    def _offer(self, book: Book, pages: tuple[Link, ...], downloads: list[Download]) -> Offer:
        is_pinned = book.id in self._frozen.get(book.edition, frozenset())
        pinned = cite(book, is_pinned=True) if is_pinned else None
        return Offer(
            pages,
            tuple(downloads),
            cite(book),
            pinned=pinned,
            id=book.id,
            go=book.go(book.id),
            pin=self._pin(book),
        )

    def _pin(self, book: Book) -> Pin | None:
        """The pinned link of the newest edition of the book's playbook. What has come since then
        has none: an older edition would mislead.
        """
        playbook = ".".join(book.id.split(".")[:2])
        newest = next(
            (name for name, ids in reversed(tuple(self._frozen.items())) if playbook in ids), ""
        )
        is_held = book.id in self._frozen.get(newest, frozenset())
        return (
            Pin("chapter" if book.id != playbook else "playbook", newest, f"go/{newest}/{book.id}/")
            if is_held
            else None
        )

    def files(self) -> Iterable[DataFile]:
        """Every file and every plain page that is offered."""
        yield DataFile(STYLESHEET, lambda: book_css().encode())
        yield DataFile(SLIDES_STYLESHEET, lambda: slides_css().encode())
        for name, (_, chapters) in self._shelf.playbooks.items():
            home = f"playbooks/{name}/"
            whole = partial(self._shelf.playbook, name)
            yield from self._files(self.playbook(name), whole)
            yield from self._page(f"{home}print/", whole, print_page)
            for chapter in chapters:
                key = chapter.fields.key
                one = partial(self._shelf.chapter, name, key)
                yield from self._files(self.chapter(name, key), one)
                yield from self._page(f"{home}{key}/print/", one, print_page)
                yield from self._page(
                    f"{home}{key}/slides/", one, slides, stylesheet=SLIDES_STYLESHEET
                )
                yield from self._page(f"{home}{key}/embed/", one, embed_page)
                yield DataFile(
                    f"{home}{key}/embed/oembed.json", partial(oembed, one, f"{home}{key}/embed/")
                )
        for name in self._shelf.courses:
            book = partial(self._shelf.course, name)
            yield from self._files(self.course(name), book)
            yield from self._page(f"courses/{name}/print/", book, print_page)

    def _files(self, offer: Offer, book: Any) -> Iterable[DataFile]:
        for download in offer.downloads:
            yield DataFile(download.address, partial(self._file, book, download))

    def _file(self, book: Any, download: Download) -> bytes:
        if not self._made:
            self._begin()
        return self._made[book().id, download.format, download.paper].result()[download.file]

    def _begin(self) -> None:
        """Begin to make everything that is offered: the processes that write PDFs run beside one
        another.
        """
        books: list[tuple[Book, Offer]] = []
        for name, (_, chapters) in self._shelf.playbooks.items():
            books.append((self._shelf.playbook(name), self.playbook(name)))
            books += [
                (
                    self._shelf.chapter(name, chapter.fields.key),
                    self.chapter(name, chapter.fields.key),
                )
                for chapter in chapters
            ]
        books += [(self._shelf.course(name), self.course(name)) for name in self._shelf.courses]
        pool = ThreadPoolExecutor(max_workers=os.cpu_count())
        for book, offer in books:
            for name, paper in dict.fromkeys(
                (download.format, download.paper) for download in offer.downloads
            ):
                self._made[book.id, name, paper] = pool.submit(
                    lambda *task: files_of(task[0], task[1], paper=task[2], kept=self._kept)[0],
                    book,
                    name,
                    paper,
                )
        pool.shutdown(wait=False)

    def _page(
        self, address: str, book: Any, draw: Any, stylesheet: str = STYLESHEET
    ) -> Iterable[DataFile]:
        way = relative(address, stylesheet)
        css = _STYLES[stylesheet]
        yield DataFile(
            f"{address}index.html",
            lambda: with_policy(
                directed(draw(book(), stylesheet=with_version(way, css().encode()))), POLICY
            ).encode(),
        )
