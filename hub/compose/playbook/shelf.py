"""The books that can be made of a library: each playbook, each of its chapters, and each course."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, cached_property

from hub.compose.drawing.drawing import View
from hub.compose.playbook.book import Book, BookChapter, bound, chapter_part, plan_part
from hub.compose.playbook.chapters import ChapterView, chapters_of
from hub.kinds.entries.courses import Course
from hub.kinds.entries.playbooks import Playbook
from hub.model import Entry, Library
from hub.permalinks.ids import page_id
from hub.permalinks.places import spots_by_id
from hub.project.settings import Settings


class Shelf:
    """Every book of a library, made when it is asked for."""

    def __init__(self, library: Library, settings: Settings) -> None:
        self.library = library
        self.settings = settings
        self._book = cache(self._made)
        self._parts: dict[str, BookChapter] = {}

    @cached_property
    def playbooks(self) -> Mapping[str, tuple[Entry[Playbook], tuple[ChapterView, ...]]]:
        """The playbooks with their chapters, by id."""
        return {
            book.id: (book, chapters_of(book, self.library)) for book in self.library.of(Playbook)
        }

    @cached_property
    def courses(self) -> Mapping[str, Entry[Course]]:
        """The courses whose playbook is published, by id."""
        return {
            course.id: course
            for course in self.library.of(Course)
            if course.fields.playbook in self.playbooks
        }

    def playbook(self, playbook: str) -> Book:
        """The whole of a playbook."""
        return self._book("playbook", playbook, "")

    def chapter(self, playbook: str, key: str) -> Book:
        """One chapter of a playbook. KeyError when there is none of that key."""
        return self._book("chapter", playbook, key)

    def course(self, course: str) -> Book:
        """A course with the chapters it uses. KeyError when there is none of that id."""
        return self._book("course", course, "")

    def _made(self, kind: str, name: str, key: str) -> Book:
        if kind == "course":
            course = self.courses[name]
            playbook, chapters = self.playbooks[course.fields.playbook or ""]
            links = [item.link for item in course.fields.items if item.link]
            wanted = {
                chapter.address: chapter
                for link in links
                for chapter in chapters
                if f"{link}.".startswith(f"{page_id(chapter.address)}.")
            }
            return self._bound(
                page_id(course.address),
                course.title,
                course.fields.summary,
                playbook=playbook,
                parts=[
                    plan_part(course, self._view),
                    *(self._part(one, playbook) for one in wanted.values()),
                ],
            )
        playbook, chapters = self.playbooks[name]
        if kind == "playbook":
            return self._bound(
                page_id(playbook.address),
                playbook.title,
                playbook.fields.summary,
                playbook=playbook,
                parts=[self._part(chapter, playbook) for chapter in chapters],
            )
        part = self._part({chapter.fields.key: chapter for chapter in chapters}[key], playbook)
        return self._bound(part.id, part.title, part.summary, playbook=playbook, parts=[part])

    def _bound(
        self,
        identity: str,
        title: str,
        summary: str | None,
        playbook: Entry[Playbook],
        parts: Sequence[BookChapter],
    ) -> Book:
        return bound(
            identity,
            title,
            summary or "",
            playbook=playbook,
            parts=parts,
            library=self.library,
            settings=self.settings,
            permanent=self._permanent,
        )

    def _part(self, chapter: ChapterView, playbook: Entry[Playbook]) -> BookChapter:
        """A chapter, drawn once for all the books that hold it."""
        if chapter.address not in self._parts:
            self._parts[chapter.address] = chapter_part(chapter, playbook, self._view)
        return self._parts[chapter.address]

    @cached_property
    def _permanent(self) -> frozenset[str]:
        return frozenset(spots_by_id(self.library.entry_by_ref.values()))

    def _view(self, address: str) -> View:
        return View(self.library, self.settings, address, chapter_by_ref={})
