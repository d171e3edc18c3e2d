"""The playbook as one book: chapters whose ids are unique in it and whose links lead on, the same
for every format.

Print page, PDF, EPUB, slides, cards and packages are all made from a `Book`, and from nothing else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from lxml import etree

from hub.compose.drawing.drawing import View, drawing
from hub.compose.playbook.bookhtml import BookLinks, book_html
from hub.compose.playbook.chapters import ChapterView
from hub.compose.playbook.courses import course_values
from hub.kinds.entries.courses import Course
from hub.kinds.entries.playbooks import Chapter, Playbook
from hub.model import Entry, Library
from hub.permalinks.ids import go_address, page_id
from hub.project.settings import Settings

# the closed lists that a format prints values of
PRINTED = frozenset({"pillar", "practice-kind", "maturity", "cost", "pra", "privacy"})


@dataclass(frozen=True)
class BookChapter:
    """A chapter, or another part of the book that begins a page.

    `id` is the permanent id of its page on the site, which is the chapter's id in every format.
    `body` is the content as well-formed XML without a root and without the title: elements of HTML,
    headings from h2 down, every id permanent and unique in the book, every link either `#id` inside
    the book or a whole address, every picture's `src` a key of the book's pictures.
    """

    id: str
    number: int | None  # None: not numbered, such as the plan of a course
    title: str
    summary: str
    address: str  # below the site's root
    body: str = field(repr=False)
    fields: Chapter | None = None
    entries: tuple[Entry, ...] = ()

    @property
    def label(self) -> str:
        """The title with its number."""
        return f"{self.number}. {self.title}" if self.number else self.title

    @cached_property
    def tree(self) -> etree._Element:
        """The body below a `div`. Whoever changes it takes a copy first."""
        return etree.fromstring(f"<div>{self.body}</div>".encode())

    @property
    def sections(self) -> tuple[tuple[str, str], ...]:
        """The second-level headings: (id, words)."""
        return tuple(
            (str(heading.get("id")), " ".join("".join(map(str, heading.itertext())).split()))
            for heading in self.tree.iter("h2")
            if heading.get("id")
        )


@dataclass(frozen=True)
class Book:
    """The whole playbook, one chapter of it, or a course, with all that a format needs to know."""

    id: str  # playbooks.cx, playbooks.cx.why-cx, courses.first-day
    title: str
    summary: str
    edition: str
    updated: date | None
    publisher: str
    site_url: str  # with a slash at the end
    chapters: tuple[BookChapter, ...]
    pictures: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    language: str = "en"
    note: str = "An open-source demonstration, not an official government site."
    # what readers see, by vocabulary and value
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict, repr=False)
    playbook: str = ""  # the title of the playbook that its chapters are from

    def label(self, vocabulary: str, value: str | None) -> str:
        """What readers see for a value of a closed list: its label, or else its own words."""
        return (
            self.labels.get(vocabulary, {}).get(value or "")
            or (value or "").replace("-", " ").capitalize()
        )

    @property
    def address(self) -> str:
        """The address of the book's page on the site: `playbooks/cx/`."""
        return f"{self.id.replace('.', '/')}/"

    @property
    def file_stem(self) -> str:
        """The start of every file name made from the book: `cx`, `cx-why-cx`, `first-day`."""
        return "-".join(self.id.split(".")[1:])

    @property
    def order(self) -> str:
        """What the first page of a course says of its chapters, whose numbers would look like a
        mistake; "" where they count from one.
        """
        numbers = [chapter.number for chapter in self.chapters if chapter.number]
        is_in_order = not self.id.startswith("courses.") or numbers == [*range(1, len(numbers) + 1)]
        return (
            ""
            if is_in_order
            else (
                "Chapters keep their numbers in the playbook, and stand here in the order of the"
                " course."
            )
        )

    def go(self, identity: str) -> str:
        """The whole short address of an id: what is printed, scanned and imported."""
        return self.site_url + go_address(identity)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Every permanent id in the book, in order: chapters, then what stands in them."""
        return tuple(
            identity
            for chapter in self.chapters
            for identity in (
                chapter.id,
                *(str(element.get("id")) for element in chapter.tree.iter() if element.get("id")),
            )
        )

    @property
    def facts(self) -> tuple[str, ...]:
        """What every format says of the book and its chapters, without what they hold."""
        own = (
            self.id,
            self.title,
            self.summary,
            self.edition,
            str(self.updated),
            self.publisher,
            self.site_url,
            self.language,
            self.note,
            self.playbook,
        )
        return (
            *own,
            *(
                text
                for chapter in self.chapters
                for text in (chapter.id, chapter.label, chapter.summary, chapter.address)
            ),
        )

    @cached_property
    def digest(self) -> str:
        """A hash of all that any format is made from."""
        parts = [*self.facts]
        for chapter in self.chapters:
            parts += [chapter.body, repr(chapter.fields), repr(chapter.entries)]
        parts += [f"{name} {sorted(held.items())}" for name, held in sorted(self.labels.items())]
        parts += [
            f"{name} {hashlib.sha256(data).hexdigest()}"
            for name, data in sorted(self.pictures.items())
        ]
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def chapter_part(chapter: ChapterView, playbook: Entry, view: Callable[[str], View]) -> BookChapter:
    """A chapter as a part of a book, before `bound` points its links at places in the book."""
    own = page_id(chapter.address)
    content = drawing(
        "chapter.html",
        view(chapter.address),
        chapter=chapter,
        playbook=playbook,
        before=(),
        is_book=True,
    )()
    summary = chapter.fields.summary or ""
    return BookChapter(
        own,
        chapter.number,
        chapter.fields.title,
        summary=summary,
        address=chapter.address,
        body=book_html(content, own, chapter.address),
        fields=chapter.fields,
        entries=chapter.entries,
    )


def plan_part(course: Entry[Course], view: Callable[[str], View]) -> BookChapter:
    """The session plan of a course as a part of a book, before its links point at their places in
    the book.
    """
    here = view(course.address)
    plan = drawing(
        "course.html", here, entry=course, is_book=True, **course_values(course, here.library)
    )()
    own = page_id(course.address)
    return BookChapter(
        own,
        None,
        "Session plan",
        summary=course.fields.summary or "",
        address=course.address,
        body=book_html(plan, own, course.address),
    )


def bound(
    identity: str,
    title: str,
    summary: str,
    playbook: Entry[Playbook],
    parts: Sequence[BookChapter],
    library: Library,
    settings: Settings,
    permanent: frozenset[str],
) -> Book:
    """The parts as one book, with links that work inside it, and the pictures they show.
    `permanent` are the ids of all places of the library.
    """
    links = BookLinks(permanent, settings.site_url)
    for part in parts:
        links.add(part.id, part.body, part.entries)
    chapters = tuple(replace(part, body=links.lead(part.body)) for part in parts)
    shown = {
        str(picture.get("src"))
        for chapter in chapters
        if "<img" in chapter.body
        for picture in chapter.tree.iter("img")
    }
    pictures = {
        f"images/{picture.name}": picture.data
        for picture in library.pictures
        if f"images/{picture.name}" in shown
    }
    labels = {
        name: {value: term.label for value, term in terms.items()}
        for name, terms in library.vocabulary.items()
        if name in PRINTED
    }
    return Book(
        identity,
        title,
        summary,
        edition=playbook.fields.edition or "",
        updated=playbook.updated,
        publisher=settings.site_name,
        site_url=settings.site_url,
        chapters=chapters,
        pictures=pictures,
        labels=labels,
        playbook=playbook.title,
    )
