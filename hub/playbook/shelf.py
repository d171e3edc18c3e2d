"""The books that can be made of a library: each playbook, each of its chapters, and each course."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property

from hub.compose.drawing import View
from hub.model import Entry, Library
from hub.pages import Settings
from hub.playbook.book import Book, book_of, chapter_book, course_book
from hub.playbook.chapters import ChapterView, chapters_of


class Shelf:
    """Every book of a library, made when it is asked for."""

    def __init__(self, library: Library, settings: Settings) -> None:
        self.library = library
        self.settings = settings
        self._book = cache(self._made)

    @cached_property
    def playbooks(self) -> Mapping[str, tuple[Entry, tuple[ChapterView, ...]]]:
        """The playbooks with their chapters, by id."""
        return {book.id: (book, chapters_of(book, self.library)) for book in self.library.collection("playbooks")}

    @cached_property
    def courses(self) -> Mapping[str, Entry]:
        """The courses whose playbook is published, by id."""
        return {course.id: course for course in self.library.collection("courses") if course.fields.playbook in self.playbooks}

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
            return course_book(course, *self.playbooks[course.fields.playbook], self._view)
        book, chapters = self.playbooks[name]
        if kind == "playbook":
            return book_of(book, chapters, self._view)
        return chapter_book(book, {chapter.fields.key: chapter for chapter in chapters}[key], self._view)

    def _view(self, address: str) -> View:
        return View(self.library, self.settings, address, {})
