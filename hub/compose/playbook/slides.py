"""An outline deck for each chapter: what the chapter says, cut into slides, with the words for the
presenter below each. Nothing is made up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from hub.compose.drawing.drawing import environment
from hub.compose.playbook.book import Book, BookChapter
from hub.compose.playbook.cite import cite
from hub.compose.playbook.clock import chapter_clock
from hub.compose.playbook.slidepoints import first_sentence, outcome_of, points_of, words_of
from hub.kinds.entries.playbooks import Chapter

_LETTERS = "ABCDEF"
# a slide for each question, exercise and check; the last is a note
_TAUGHT_FROM_FIELDS = frozenset({"discuss", "exercises", "checks", "facilitator"})
# the sections that a lesson ends with: the running clock has the checklist there, and nobody
# teaches the materials
_AT_THE_END = ("checklist", "resources")


@dataclass(frozen=True)
class Slide:
    """One slide. `kind` is title, section, question, exercise, check, answer or end; `label` stands
    above its title.

    `points` are drawn as a list of the kind `style`: points, steps or options. `notes` are (label,
    words) for the presenter.
    """

    id: str
    kind: str
    label: str
    title: str
    lead: str = ""
    points: tuple[str, ...] = ()
    style: str = "points"
    notes: tuple[tuple[str, str], ...] = ()

    @property
    def size(self) -> str:
        """How the words fit a slide: `dense` in a smaller size, `dense long` in two columns too,
        and "" as they are.
        """
        if len(self.points) > 9:
            return "dense long"
        # lines of the larger size
        return (
            "dense" if sum(1 + len(words) // 70 for words in (self.lead, *self.points)) > 7 else ""
        )


@dataclass(frozen=True)
class Deck:
    """The slides of a chapter."""

    chapter: BookChapter
    slides: tuple[Slide, ...]


def slides(book: Book, *, stylesheet: str) -> str:
    """The decks of all chapters as one HTML document without script, for the folder `slides/` below
    the book's own address.

    `stylesheet` is the way from there to `slides_css`.
    """

    def cited(chapter: BookChapter) -> str:
        return cite(book, chapter if chapter.id != book.id else None).text

    values = {
        "book": book,
        "decks": [deck_of(chapter) for chapter in book.chapters],
        "stylesheet": stylesheet,
        "canonical": book.site_url + book.address,
        "cite": cited,
    }
    return environment().get_template("slides.html").render(values) + "\n"


def slides_css() -> str:
    """The style sheet of the slides."""
    return environment().get_template("book-slides.css").render() + "\n"


def deck_of(chapter: BookChapter) -> Deck:
    """The slides of one chapter, in the order of its running clock.

    The id of each is made from the key of what it shows, so that it stays when slides are added or
    change places.
    """
    sections = list(_section_slides(chapter))
    checklist, materials = (
        [slide for slide in sections if slide.id == _id(chapter.id, key)] for key in _AT_THE_END
    )
    found = [
        _title_slide(chapter),
        *(slide for slide in sections if slide not in (*checklist, *materials)),
    ]
    exercises, checks = (
        (_exercise_slides(chapter.id, chapter.fields), _check_slides(chapter.id, chapter.fields))
        if chapter.fields
        else ((), ())
    )
    found += [*exercises, *checklist, *checks, *materials]
    return Deck(
        chapter,
        (*found, Slide(_id(chapter.id, "end"), "end", chapter.label, title="Read it again")),
    )


def _id(chapter: str, key: str) -> str:
    return f"{chapter}.slide-{key}"


def _title_slide(chapter: BookChapter) -> Slide:
    notes: list[tuple[str, str]] = []
    fields = chapter.fields
    if fields and fields.facilitator:
        notes.append(("For the facilitator", fields.facilitator))
    if fields:
        notes += [
            (line.start, f"{line.title} ({line.minutes} minutes)") for line in chapter_clock(fields)
        ]
    return Slide(
        _id(chapter.id, "title"),
        "title",
        "",
        title=chapter.label,
        lead=chapter.summary,
        notes=tuple(notes),
    )


def _section_slides(chapter: BookChapter) -> Iterator[Slide]:
    """A slide for each heading of the second level, in the order of the chapter."""
    for heading, content in _sections(chapter.tree):
        key = str(heading.get("id")).removeprefix(f"{chapter.id}.")
        if chapter.fields and key in _TAUGHT_FROM_FIELDS:
            continue
        lead = next(
            (
                words_of(element)
                for element in content
                if element.tag == "p" and element.get("class") == "lead"
            ),
            "",
        )
        points, style, notes = points_of(content)
        if not lead and not points:
            lead = next((words_of(element) for element in content if element.tag == "p"), "")
        shown = first_sentence(lead)
        before = (("In full:", lead),) if shown != lead else ()
        yield Slide(
            _id(chapter.id, key),
            "section",
            chapter.label,
            title=words_of(heading),
            lead=shown,
            points=points,
            style=style,
            notes=(*before, *outcome_of(content), *notes),
        )


def _sections(tree: etree._Element) -> list[tuple[etree._Element, list[etree._Element]]]:
    """The headings of the second level, each with the elements up to the next."""
    parts: list[tuple[etree._Element, list[etree._Element]]] = []
    for element in tree:
        if element.tag == "h2" and element.get("id"):
            parts.append((element, []))
        elif parts:
            parts[-1][1].append(element)
    return parts


def _exercise_slides(chapter: str, fields: Chapter) -> Iterator[Slide]:
    """The questions to the group, then the exercises."""
    for question in fields.discuss:
        yield Slide(
            _id(chapter, f"question-{question.key}"), "question", "Discuss", title=question.ask
        )
    for exercise in fields.exercises:
        notes = (("What good looks like:", exercise.good),) if exercise.good else ()
        yield Slide(
            _id(chapter, f"exercise-{exercise.key}"),
            "exercise",
            f"Exercise, {exercise.minutes} minutes",
            title=exercise.title,
            lead="",
            points=exercise.steps,
            style="steps",
            notes=notes,
        )


def _check_slides(chapter: str, fields: Chapter) -> Iterator[Slide]:
    """The checks, each with its answer on the next slide."""
    for check in fields.checks:
        own = _id(chapter, f"check-{check.key}")
        yield Slide(
            own,
            "check",
            "Check what you know",
            title=check.question,
            lead="",
            points=check.options,
            style="options",
        )
        answer = f"{_LETTERS[check.answer - 1]}. {check.options[check.answer - 1]}"
        after = f"{own}.answer"  # with a dot, since another check may be called …-answer
        yield Slide(
            after,
            "answer",
            "Check what you know",
            title=f"Answer: {check.question}",
            lead=answer,
            notes=(("Why:", check.why),),
        )
