"""An outline deck for each chapter: what the chapter says, cut into slides, with the words for the
presenter below each. Nothing is made up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from hub.compose.drawing.drawing import environment
from hub.compose.playbook.book import Book, BookChapter
from hub.compose.playbook.cite import cite
from hub.compose.playbook.clock import chapter_clock
from hub.kinds.entries.playbooks import Chapter

_LETTERS = "ABCDEF"
# a slide for each question, exercise and check; the last is a note
_TAUGHT_FROM_FIELDS = frozenset({"discuss", "exercises", "checks", "facilitator"})
# the sections that a lesson ends with: the running clock has the checklist there, and nobody
# teaches the materials
_AT_THE_END = ("checklist", "resources")
_BLOCKS = frozenset("p li ul ol div h3 h4 h5 h6 br td th dd dt blockquote".split())
# A sentence ends before a capital letter, but not after an initial or a short form: "the U.S.
# Government", "see No. 4".
_SENTENCE_END = re.compile(
    r"""(?:(?<=[.!?])|(?<=[.!?]["”)]))
    (?<!\b[A-Z]\.)(?<!\bNo\.)(?<!\bDr\.)(?<!\bM[rs]\.)(?<!\bSt\.)(?<!\bvs\.)(?<!\be\.g\.)(?<!\bi\.e\.)
    \s+(?=["“(]?[A-Z0-9])""",
    re.VERBOSE,
)


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


def first_sentence(words: str) -> str:
    """Words up to the end of their first sentence."""
    return _SENTENCE_END.split(words, maxsplit=1)[0]


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
                _words(element)
                for element in content
                if element.tag == "p" and element.get("class") == "lead"
            ),
            "",
        )
        points, style, notes = _points(content)
        if not lead and not points:
            lead = next((_words(element) for element in content if element.tag == "p"), "")
        shown = first_sentence(lead)
        before = (("In full:", lead),) if shown != lead else ()
        yield Slide(
            _id(chapter.id, key),
            "section",
            chapter.label,
            title=_words(heading),
            lead=shown,
            points=points,
            style=style,
            notes=(*before, *_outcome(content), *notes),
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


def _points(
    content: Sequence[etree._Element],
) -> tuple[tuple[str, ...], str, tuple[tuple[str, str], ...]]:
    """The points of a section, their style, and the full words where a point shows only their
    beginning.

    They are its steps; where there are none its facts, else its headings, else its list, else its
    plan.
    """
    steps = [
        item for element in content for item in element.iter("li") if _is(item.getparent(), "steps")
    ]
    if steps:
        points = tuple(first_sentence(_words(_head_of(step))) for step in steps)
        return (
            points,
            "steps",
            tuple(
                (f"{number}.", _words(step))
                for number, (step, point) in enumerate(zip(steps, points, strict=True), 1)
                if _words(step) != point
            ),
        )
    facts = [
        (_words(term), _words(meaning))
        for element in content
        if _is(element, "facts")
        for term, meaning in zip(element.iter("dt"), element.iter("dd"), strict=False)
    ]
    if facts:
        # whole: the second sentence of a result often says what is not known
        return tuple(f"{term}: {meaning}" for term, meaning in facts), "points", ()
    plan = tuple(_plan(content))
    headings = [
        _words(heading)
        for element in content
        for heading in element.iter("h3")
        if not _is(element, "problem-outcome")
    ]
    items = next(([*element] for element in content if element.tag in ("ul", "ol")), [])
    return (
        tuple(
            headings
            or [first_sentence(_words(item)) for item in items]
            or [" ".join(line) for line in plan]
        ),
        "points",
        plan if headings else (),
    )


def _plan(content: Sequence[etree._Element]) -> Iterator[tuple[str, str]]:
    """The running clock of a course: when each part begins and what it is, below the names of the
    sessions.
    """
    if not any(_is(element, "plan") for element in content):
        return
    for element in content:
        if element.tag == "h3":
            yield _words(element), ""
        elif _is(element, "plan"):
            yield from (
                (_words(row[0]), _words(row[-1]))
                for row in element.iter("tr")
                if row.find("td") is not None
            )


def _head_of(step: etree._Element) -> etree._Element:
    """The part of a step that says what to do: its heading, or the words marked so, or all of
    it.
    """
    return next((part for part in step if part.tag in ("h3", "h4") or _is(part, "do")), step)


def _outcome(content: Sequence[etree._Element]) -> Iterator[tuple[str, str]]:
    """What hurts now and what you get, for the presenter."""
    for element in content:
        if _is(element, "problem-outcome"):
            for part in element.iter("h3"):
                words = part.getnext()
                if words is not None:
                    yield f"{_words(part)}:", _words(words)


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


def _is(element: etree._Element | None, name: str) -> bool:
    return element is not None and name in (element.get("class") or "").split()


def _words(element: etree._Element) -> str:
    """The words of an element, with a space between its blocks, and a colon after a heading, a
    label, or a line with small words below it.
    """
    return re.sub(r"(?<=[.?!:]):", "", " ".join("".join(_pieces(element)).split()))


def _pieces(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for part in element:
        edge = " " if part.tag in _BLOCKS else ""
        is_title = (
            part.tag in ("h3", "h4")
            or _is(part, "label")
            or (part.tag == "br" and _is(part.getnext(), "small"))
        )
        yield "" if part.tag == "br" else edge
        yield from _pieces(part)
        yield (":" if is_title else "") + edge + (part.tail or "")
