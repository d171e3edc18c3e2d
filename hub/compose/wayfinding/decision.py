"""The pages of "Where do I start?": one question a page, its answers are links, and the last page
has three first steps.

Every page is whole in itself: what was answered before is known from the tree, so nothing is
remembered and no script is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from hub.compose.drawing.drawing import View, drawing
from hub.compose.drawing.machine import list_json_ld
from hub.compose.drawing.trail import trail
from hub.compose.wayfinding.reading import duration, minutes_to_read
from hub.kinds.entries.courses import Course
from hub.kinds.entries.playbooks import Playbook
from hub.kinds.entries.practices import Practice
from hub.kinds.starting import FirstStep, StartAnswer, StartOutcome, StartQuestion
from hub.kinds.startpage import Start
from hub.model import Library, is_a
from hub.pages import Page
from hub.permalinks.places import Spot, spot_at, spots_by_id

FRONT = "start/"


@dataclass(frozen=True)
class Answered:
    """A question that was answered on the way to a page, with the answer, and the page where both
    can be changed.
    """

    ask: str
    label: str
    address: str


@dataclass(frozen=True)
class ShownStep:
    """A first step as readers see it."""

    title: str
    address: str
    kind: str
    time: str
    why: str


def start_pages(view: Callable[[str], View]) -> Iterable[Page]:
    """The page of each question and of each outcome; none when the hub has no file for them."""
    library = view("").library
    start = library.start
    if start is None:
        return
    ways = _ways(start)
    for question in start.fields.questions:
        (way,) = ways[question.key]
        yield _question_page(view, start, question, way=way)
    spots = spots_by_id(library.entry_by_ref.values())
    for outcome in start.fields.outcomes:
        yield _outcome_page(view, start, outcome, ways=ways[outcome.key], spots=spots)


def address_in(start: Start, key: str) -> str:
    """The address of a question or an outcome: the first question stands on the front page."""
    return FRONT if key == start.fields.questions[0].key else f"{FRONT}{key}/"


def _ways(start: Start) -> dict[str, list[tuple[Answered, ...]]]:
    """For each key, every way of answers that leads there, in the order of the file: one for a
    question, as was checked.
    """
    questions = {question.key: question for question in start.fields.questions}
    ways: dict[str, list[tuple[Answered, ...]]] = {start.fields.questions[0].key: [()]}
    waiting = [start.fields.questions[0].key]
    while waiting:
        question = questions[waiting.pop(0)]
        for answer in question.answers:
            before = ways[question.key][0]
            ways.setdefault(answer.then, []).append(
                (*before, Answered(question.ask, answer.label, address_in(start, question.key)))
            )
            if answer.then in questions:
                waiting.append(answer.then)
    return ways


def _question_page(
    view: Callable[[str], View], start: Start, question: StartQuestion, way: tuple[Answered, ...]
) -> Page:
    is_front = not way
    here = view(address_in(start, question.key))
    fields = start.fields
    title, lead = (fields.title, fields.summary) if is_front else (question.ask, question.why)
    answers: list[tuple[StartAnswer, str]] = [
        (answer, address_in(start, answer.then)) for answer in question.answers
    ]
    is_last = not {answer.then for answer in question.answers} & {
        other.key for other in fields.questions
    }
    content = drawing(
        "question.html",
        here,
        title=title,
        lead=lead,
        question=question,
        answers=answers,
        way=way,
        is_last=is_last,
    )
    return Page(
        here.address,
        title,
        lead,
        draw=content,
        section="start",
        kind="start" if is_front else "question",
        has_contents=False,
        trail=trail() if is_front else trail((fields.title, FRONT)),
        json_ld=list_json_ld("CollectionPage", title, lead, here=here) if is_front else "",
        updated=start.updated,
        source_path=start.path,
        is_indexed=is_front,
        assets=("wayfinding.css",),
    )


def _outcome_page(
    view: Callable[[str], View],
    start: Start,
    outcome: StartOutcome,
    ways: list[tuple[Answered, ...]],
    spots: dict[str, Spot],
) -> Page:
    here = view(address_in(start, outcome.key))
    content = drawing(
        "outcome.html",
        here,
        outcome=outcome,
        ways=ways,
        steps=partial(_shown_steps, outcome, here.library, spots),
        front=FRONT,
    )
    return Page(
        here.address,
        outcome.title,
        outcome.summary,
        draw=content,
        section="start",
        kind="outcome",
        has_contents=False,
        trail=trail((start.fields.title, FRONT)),
        updated=start.updated,
        source_path=start.path,
        json_ld=list_json_ld("HowTo", outcome.title, outcome.summary, here=here),
        assets=("wayfinding.css",),
    )


def _shown_steps(
    outcome: StartOutcome, library: Library, spots: dict[str, Spot]
) -> list[ShownStep]:
    return [
        _shown(step, spot, library)
        for step in outcome.steps
        if (spot := spot_at(step.link, spots)) is not None
    ]


def _shown(step: FirstStep, spot: Spot, library: Library) -> ShownStep:
    """The step with its kind and the time it takes: to do a practice, to teach a course, to read
    anything else.
    """
    collection, name, *rest = spot.address.partition("#")[0].strip("/").split("/")
    entry = library.entry_by_ref[f"{collection}/{name}"]
    if is_a(entry, Playbook) and rest:
        chapter = next(chapter for chapter in entry.fields.chapters if chapter.key == rest[0])
        return ShownStep(
            spot.title,
            spot.address,
            "Chapter",
            time=f"{chapter.time.read} min to read" if chapter.time else "",
            why=step.why,
        )
    if is_a(entry, Practice) and entry.fields.effort:
        return ShownStep(
            spot.title, spot.address, "Practice", time=str(entry.fields.effort.time), why=step.why
        )
    if is_a(entry, Course) and entry.fields.minutes:
        return ShownStep(
            spot.title,
            spot.address,
            "Course",
            time=f"{duration(entry.fields.minutes)} to teach",
            why=step.why,
        )
    return ShownStep(
        spot.title,
        spot.address,
        entry.fields.singular.capitalize(),
        time=f"{minutes_to_read(entry)} min to read",
        why=step.why,
    )
