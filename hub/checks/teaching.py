"""Checks of what is taught: chapters hold something and name chapters that exist, checks have their
answer, courses fit their time.
"""

from __future__ import annotations

from hub.kinds.catalog import KIND_BY_COLLECTION
from hub.kinds.entries.courses import Course
from hub.kinds.entries.playbooks import Playbook, Select
from hub.kinds.missing import a_or_an
from hub.kinds.queries import matches
from hub.model import Entries, Entry
from hub.permalinks.lookup import Lookup
from hub.problems import Report, a_few, did_you_mean, quoted

Loc = tuple[str | int, ...]
# of chapters: pages and files of the playbook
RESERVED_KEYS = frozenset(
    {
        "a4",
        "cards",
        "cite",
        "downloads",
        "embed",
        "print",
        "qti",
        "scorm",
        "since",
        "slides",
        "teach",
    }
)


def check_playbooks(entries: Entries, report: Report) -> None:
    """Chapters name chapters that exist, hold something, and their queries can be asked."""
    for entry in entries.of(Playbook):
        keys = [chapter.key for chapter in entry.fields.chapters]
        for number, chapter in enumerate(entry.fields.chapters):
            for position, key in enumerate(chapter.before):
                if key not in keys:
                    report.add(
                        "broken-reference",
                        entry.place_at(("chapters", number, "before", position)),
                        f"There is no chapter called {quoted(key)}.",
                        rows=[*did_you_mean(key, keys), ("Allowed", a_few(keys, 20))],
                    )
            _check_answers(entry, number, report)
            _check_time(entry, number, report)
            if chapter.key in RESERVED_KEYS:
                report.add(
                    "reserved-route",
                    entry.place_at(("chapters", number, "key")),
                    f"The address {quoted(chapter.key)} is taken by the playbook itself.",
                    rows=[("Write", f"another key, such as {chapter.key}-in-practice")],
                )
            if chapter.select is not None:
                _check_query(entry, number, chapter.select, entries=entries, report=report)
            elif not chapter.include and chapter.intro is None:
                report.add(
                    "missing-field",
                    entry.place_at(("chapters", number)),
                    f"The chapter {quoted(chapter.key)} holds nothing.",
                    rows=[("Write", "include: a list of entries"), ("Or", "select: a query")],
                )


def _check_answers(entry: Entry[Playbook], number: int, report: Report) -> None:
    for position, check in enumerate(entry.fields.chapters[number].checks):
        if check.answer > len(check.options):
            report.add(
                "bad-answer",
                entry.place_at(("chapters", number, "checks", position, "answer")),
                f"The answer is option {check.answer}, and there are {len(check.options)} options.",
                rows=[
                    (
                        "Write",
                        f"a number from 1 to {len(check.options)}: which of the options is right",
                    )
                ],
            )


def _check_time(entry: Entry[Playbook], number: int, report: Report) -> None:
    chapter = entry.fields.chapters[number]
    total = sum(exercise.minutes for exercise in chapter.exercises)
    if chapter.time and chapter.time.teach and total > chapter.time.teach:
        report.add(
            "chapter-too-long",
            entry.place_at(("chapters", number, "time", "teach")),
            f"The exercises of this chapter take {total} minutes, and it says that teaching it"
            f" takes {chapter.time.teach}.",
            rows=[
                ("Write", f"teach: {total}   (or more, for the beginning and the end)"),
                ("Or", "shorter exercises"),
            ],
        )


def check_courses(entries: Entries, lookup: Lookup, report: Report) -> None:
    """The links of a course lead to places of the hub, and its minutes fit the time it says it
    takes.
    """
    courses = list(entries.of(Course))
    published = {entry.address for entry in entries.entries if entry.is_published}
    for course in courses:
        for number, item in enumerate(course.fields.items):
            if item.link is None and item.title is None:
                report.add(
                    "missing-field",
                    course.place_at(("items", number)),
                    "This part of the course has neither a link nor a title.",
                    rows=[
                        ("Write", "link: the id of a page or a part of one"),
                        ("Or", "title: what happens then, such as Break"),
                    ],
                )
            elif item.link is not None:
                _check_link(
                    course, number, item.link, lookup=lookup, published=published, report=report
                )
        total = sum(item.minutes for item in course.fields.items)
        if course.fields.minutes is not None and total > course.fields.minutes:
            report.add(
                "course-too-long",
                course.place_at(("minutes",)),
                f"The parts of this course take {total} minutes, and it says that it takes"
                f" {course.fields.minutes}.",
                rows=[
                    ("Write", f"minutes: {total}"),
                    ("Or", f"take {total - course.fields.minutes} minutes out of its parts"),
                ],
            )


def _check_link(
    course: Entry[Course],
    number: int,
    link: str,
    lookup: Lookup,
    published: set[str],
    report: Report,
) -> None:
    place = course.place_at(("items", number, "link"))
    hint = ("See", "the link sign beside each heading, whose address ends in the id: /go/ID/")
    spot = lookup.spot_or_problem(
        link, place, report, instead="another link, or take this part out of the course", hint=hint
    )
    if (
        spot is not None
        and course.fields.status == "published"
        and spot.entry_address not in published
    ):
        report.add(
            "draft-reference",
            place,
            f"{quoted(spot.title)} is not published, so learners could not open it.",
            rows=[("Write", "another link, or publish that entry first")],
        )


def _check_query(
    entry: Entry[Playbook], number: int, select: Select, entries: Entries, report: Report
) -> None:
    loc: Loc = ("chapters", number, "select")
    if select.collection not in KIND_BY_COLLECTION:
        report.add(
            "broken-reference",
            entry.place_at((*loc, "collection")),
            f"{quoted(select.collection)} is not one of the collections.",
            rows=did_you_mean(select.collection, KIND_BY_COLLECTION),
        )
        return
    kind = KIND_BY_COLLECTION[select.collection]
    for name in (*select.where, *select.order):
        if name not in kind.model_fields:
            report.add(
                "unknown-field",
                entry.place_at((*loc, "where" if name in select.where else "order")),
                f"{a_or_an(kind.singular).capitalize()} has no field called {quoted(name)}.",
                rows=did_you_mean(name, kind.model_fields),
            )
            return
    if not any(
        e.collection == select.collection
        and e.fields.status == "published"
        and matches(e.fields, select.where)
        for e in entries.entries
    ):
        report.add(
            "empty-query",
            entry.place_at(loc),
            f"The query of chapter {quoted(entry.fields.chapters[number].key)} finds no published"
            " entry.",
            rows=[("Write", "a query that finds something, or a list: include")],
        )
