"""Chapters made from entries: fixed lists and queries become numbered pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hub.alphabet import alphabetical
from hub.compose.drawing.checklists import chapter_checklist
from hub.compose.drawing.data import document_address
from hub.compose.drawing.drawing import View, drawing
from hub.compose.drawing.machine import list_json_ld
from hub.compose.drawing.trail import trail
from hub.compose.playbook.clock import chapter_clock
from hub.kinds.entries.courses import Course
from hub.kinds.entries.playbooks import Chapter, Playbook
from hub.kinds.entries.practices import Practice
from hub.kinds.entries.tools import Tool
from hub.kinds.queries import matches
from hub.model import Entry, Library, is_a
from hub.pages import Link, Page

_TOOLS_SHOWN = 4  # the page of a chapter has a budget of bytes


@dataclass(frozen=True)
class ChapterView:
    """A chapter with its number, its address and the entries it holds, in order."""

    number: int
    fields: Chapter
    address: str
    entries: tuple[Entry, ...]
    tools: tuple[Entry, ...]  # to take away, which serve its practices


def chapters_of(playbook: Entry[Playbook], library: Library) -> tuple[ChapterView, ...]:
    """The chapters of a playbook. The address is the chapter's key: its number may change, its
    address never does.
    """
    return tuple(
        _chapter(number, chapter, playbook, library=library)
        for number, chapter in enumerate(playbook.fields.chapters, 1)
    )


def _chapter(
    number: int, chapter: Chapter, playbook: Entry[Playbook], library: Library
) -> ChapterView:
    entries = tuple(_entries(chapter, library))
    return ChapterView(
        number,
        chapter,
        f"{playbook.address}{chapter.key}/",
        entries=entries,
        tools=_tools(entries, library),
    )


def _entries(chapter: Chapter, library: Library) -> Iterable[Entry]:
    refs = [f"guides/{chapter.intro}"] if chapter.intro else []
    if chapter.select is not None:
        found = [
            entry
            for entry in library.collection(chapter.select.collection)
            if matches(entry.fields, chapter.select.where)
        ]
        found.sort(
            key=lambda entry: (
                tuple(_order(entry, name, library) for name in chapter.select.order)
                if chapter.select
                else ()
            )
        )
        refs += [entry.ref for entry in found]
    refs += chapter.include
    return [library.entry_by_ref[ref] for ref in dict.fromkeys(refs) if ref in library.entry_by_ref]


def _tools(entries: Iterable[Entry], library: Library) -> tuple[Entry[Tool], ...]:
    """The first few published tools that serve a practice among these, in the order of the
    practices.
    """
    tools = [tool for tool in library.of(Tool) if tool.fields.status == "published"]
    found = {
        tool.ref: tool
        for entry in entries
        if is_a(entry, Practice)
        for tool in tools
        if any(practice.id == entry.id for practice in tool.fields.practices)
    }
    return tuple(found.values())[:_TOOLS_SHOWN]


def _order(entry: Entry, name: str, library: Library) -> tuple[int, str]:
    """By the place in its vocabulary where a field has one (starting before leading), else by its
    words.
    """
    value = str(getattr(entry.fields, name, "") or "")
    words = list(library.vocabulary.get(name, {}))
    return (words.index(value), "") if value in words else (len(words), alphabetical(value))


def where_taught(
    playbooks: Mapping[str, Sequence[ChapterView]],
) -> dict[str, tuple[Link, ...]]:
    """For each entry, the chapters that hold it."""
    taught: dict[str, list[Link]] = {}
    for chapters in playbooks.values():
        for chapter in chapters:
            for entry in chapter.entries:
                taught.setdefault(entry.ref, []).append(
                    Link(f"Chapter {chapter.number}: {chapter.fields.title}", chapter.address)
                )
    return {ref: tuple(found) for ref, found in taught.items()}


def chapter_pages(
    playbooks: Mapping[str, Sequence[ChapterView]],
    view: Callable[[str], View],
    takeaway: object,
    *,
    has_editions: bool,
) -> Iterable[Page]:
    """The contents page of each playbook, and its chapters with the way back and on. `takeaway`
    tells the templates what the pages offer.
    """
    for book in view("").library.of(Playbook):
        here, chapters = view(book.address), playbooks[book.ref]
        yield _contents_page(book, chapters, here, takeaway=takeaway, has_editions=has_editions)
        for chapter in chapters:
            here = view(chapter.address)
            yield _chapter_page(chapter, chapters, book, here=here, takeaway=takeaway)
            yield _teach_page(chapter, book, view, takeaway=takeaway)


def _contents_page(
    book: Entry[Playbook],
    chapters: Sequence[ChapterView],
    here: View,
    *,
    takeaway: object,
    has_editions: bool,
) -> Page:
    times = [chapter.fields.time for chapter in chapters if chapter.fields.time]
    minutes = {
        "read": sum(time.read for time in times),
        "teach": sum(time.teach or 0 for time in times),
    }
    courses = [course for course in here.library.of(Course) if course.fields.playbook == book.id]
    content = drawing(
        "playbook.html",
        here,
        entry=book,
        chapters=chapters,
        minutes=minutes,
        courses=courses,
        takeaway=takeaway,
        editions=has_editions,
    )
    summary = book.fields.summary or ""
    return Page(
        book.address,
        book.title,
        summary,
        draw=content,
        section="playbooks",
        kind="playbook",
        has_contents=True,
        trail=trail(),
        updated=book.updated,
        source_path=book.source.path,
        json_ld=list_json_ld(
            "Course",
            book.title,
            summary,
            here=here,
            hasPart=[_as_part(chapter, here) for chapter in chapters],
        ),
        data_address=document_address(book.ref),
        next=_link(chapters[0]) if chapters else None,
    )


def _chapter_page(
    chapter: ChapterView,
    chapters: Sequence[ChapterView],
    book: Entry[Playbook],
    *,
    here: View,
    takeaway: object,
) -> Page:
    index = chapters.index(chapter)
    by_key = {other.fields.key: other for other in chapters}
    before = [by_key[key] for key in chapter.fields.before]
    checklist = chapter_checklist(chapter.address, chapter.fields)
    content = drawing(
        "chapter.html",
        here,
        chapter=chapter,
        playbook=book,
        before=before,
        is_book=False,
        takeaway=takeaway,
        checklist=checklist,
    )
    summary = chapter.fields.summary or f"Chapter {chapter.number} of {book.title}."
    return Page(
        chapter.address,
        chapter.fields.title,
        summary,
        draw=content,
        section="playbooks",
        kind="chapter",
        has_contents=True,
        trail=trail((book.title, book.address)),
        json_ld=_chapter_json_ld(chapter, book, here),
        updated=book.updated,
        source_path=book.source.path,
        previous=_link(chapters[index - 1]) if index else Link(book.title, book.address),
        next=_link(chapters[index + 1]) if index + 1 < len(chapters) else None,
        oembed=f"{chapter.address}embed/oembed.json",
        assets=checklist.assets,
    )


def _link(chapter: ChapterView) -> Link:
    return Link(chapter.fields.title, chapter.address)


def _as_part(chapter: ChapterView, here: View) -> dict[str, Any]:
    """A chapter as a part of its book."""
    return {
        "@type": "Chapter",
        "position": chapter.number,
        "name": chapter.fields.title,
        "url": here.settings.site_url + chapter.address,
    }


def _chapter_json_ld(chapter: ChapterView, book: Entry, here: View) -> str:
    """What machines read of a chapter: its book and its place there, what it teaches, and how long
    it takes to read.
    """
    time = chapter.fields.time
    return list_json_ld(
        ("Chapter", "LearningResource"),
        chapter.fields.title,
        chapter.fields.summary or "",
        here=here,
        position=chapter.number,
        teaches=list(chapter.fields.objectives),
        timeRequired=f"PT{time.read}M" if time else "",
        isPartOf={
            "@type": "Course",
            "name": book.title,
            "url": here.settings.site_url + book.address,
        },
    )


def _teach_page(
    chapter: ChapterView, book: Entry, view: Callable[[str], View], takeaway: object
) -> Page:
    """What a facilitator needs, on a page of its own, so that learners read a chapter without
    it.
    """
    here = view(f"{chapter.address}teach/")
    title = f"Teach: {chapter.fields.title}"
    summary = (
        f"Notes, a running clock and answers for whoever teaches chapter {chapter.number} of"
        f" {book.title}."
    )
    content = drawing(
        "teach.html",
        here,
        chapter=chapter,
        playbook=book,
        clock=chapter_clock(chapter.fields),
        takeaway=takeaway,
    )
    return Page(
        here.address,
        title,
        summary,
        draw=content,
        section="playbooks",
        kind="teach",
        trail=trail((book.title, book.address), (chapter.fields.title, chapter.address)),
        updated=book.updated,
        source_path=book.source.path,
        json_ld=list_json_ld("LearningResource", title, "", here=here),
    )
