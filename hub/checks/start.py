"""Checks of "Where do I start?": every question and outcome is reached, nothing goes in a ring,
every first step can be opened.
"""

from __future__ import annotations

from hub.checks.rings import find_ring
from hub.kinds.startpage import Loc, Start
from hub.model import Entries
from hub.permalinks.lookup import Lookup
from hub.problems import Report, a_few, did_you_mean, quoted

RESERVED_KEYS = frozenset({"index"})


def check_start(entries: Entries, lookup: Lookup, report: Report) -> None:
    """The answers make a tree that leads everybody to an outcome, and the outcomes lead to
    published places.
    """
    start = entries.start
    if start is None:
        return
    _check_keys(start, report)
    _check_tree(start, report)
    _check_steps(start, entries, lookup, report=report)


def _check_keys(start: Start, report: Report) -> None:
    """A question and an outcome each have a page, so they never share a key."""
    asked = {question.key for question in start.fields.questions}
    for number, outcome in enumerate(start.fields.outcomes):
        if outcome.key in asked:
            place = start.place_at(("outcomes", number, "key"))
            report.add(
                "duplicate-id",
                place,
                f"{quoted(outcome.key)} is also the key of a question, and each has a page of its"
                " own.",
                rows=[("Write", "a key of its own")],
            )
    for name in ("questions", "outcomes"):
        for number, item in enumerate(getattr(start.fields, name)):
            if item.key in RESERVED_KEYS:
                report.add(
                    "reserved-route",
                    start.place_at((name, number, "key")),
                    f"The address {quoted(item.key)} is taken by the site itself.",
                    rows=[("Write", "another key")],
                )


def _check_tree(start: Start, report: Report) -> None:
    mark = report.mark()
    questions = [question.key for question in start.fields.questions]
    outcomes = {outcome.key for outcome in start.fields.outcomes}
    asked_again: list[Loc] = []
    edges: dict[str, list[str]] = {key: [] for key in questions}
    for number, question in enumerate(start.fields.questions):
        for position, answer in enumerate(question.answers):
            loc: Loc = ("questions", number, "answers", position, "then")
            if answer.then not in questions and answer.then not in outcomes:
                known = [*questions, *outcomes]
                report.add(
                    "broken-reference",
                    start.place_at(loc),
                    f"{quoted(answer.then)} is the key of no question and of no outcome.",
                    rows=[*did_you_mean(answer.then, known), ("Allowed", a_few(known, 20))],
                )
            elif answer.then in questions:
                if any(answer.then in found for found in edges.values()):
                    asked_again.append(loc)
                edges[question.key].append(answer.then)
    ring = find_ring(edges)
    if ring:
        number = questions.index(ring[0])
        report.add(
            "reference-cycle",
            start.place_at(("questions", number, "key")),
            f"These questions lead to one another for ever: {' -> '.join(ring)}.",
            rows=[("Write", "Lead one of the answers to an outcome.")],
        )
        return
    for loc in asked_again:
        report.add(
            "duplicate-item",
            start.place_at(loc),
            "This question comes after another answer, too, so its page could not say what was"
            " answered before.",
            rows=[
                (
                    "Write",
                    "a question of its own, or an outcome: several answers may lead to one outcome",
                )
            ],
        )
    # an answer that leads nowhere was meant for what nobody reaches
    if not report.has_errors_since(mark):
        _check_reached(start, edges, report)


def _check_reached(start: Start, edges: dict[str, list[str]], report: Report) -> None:
    reached = {start.fields.questions[0].key}
    waiting = [*reached]
    while waiting:
        fresh = set(edges[waiting.pop()]) - reached
        reached |= fresh
        waiting += fresh
    answered = {
        answer.then
        for question in start.fields.questions
        if question.key in reached
        for answer in question.answers
    }
    for name, words in (("questions", "question"), ("outcomes", "outcome")):
        for number, item in enumerate(getattr(start.fields, name)):
            if item.key not in (reached if name == "questions" else answered):
                report.add(
                    "never-reached",
                    start.place_at((name, number, "key")),
                    f"No answer leads to the {words} {quoted(item.key)}, so no reader would ever"
                    " see it.",
                    rows=[
                        ("Write", f"then: {item.key} in an answer"),
                        ("Or", f"take the {words} out"),
                    ],
                )


def _check_steps(start: Start, entries: Entries, lookup: Lookup, report: Report) -> None:
    published = {entry.address for entry in entries.entries if entry.fields.status == "published"}
    for number, outcome in enumerate(start.fields.outcomes):
        seen: set[str] = set()
        for position, step in enumerate(outcome.steps):
            loc: Loc = ("outcomes", number, "steps", position, "link")
            if step.link in seen:
                report.add(
                    "duplicate-item",
                    start.place_at(loc),
                    f"{quoted(step.link)} is in these steps twice.",
                    rows=[("Write", "another place to go to")],
                )
            seen.add(step.link)
            _check_step(start, loc, step.link, lookup=lookup, published=published, report=report)


def _check_step(
    start: Start, loc: Loc, link: str, lookup: Lookup, published: set[str], report: Report
) -> None:
    hint = ("Write", "for example practices.map-the-journey, or playbooks.cx.listen")
    spot = lookup.spot_or_problem(
        link, start.place_at(loc), report, instead="another place to go to", hint=hint
    )
    if spot is not None and spot.entry_address not in published:
        report.add(
            "draft-reference",
            start.place_at(loc),
            f"{quoted(spot.title)} is not published, or no longer current, so nobody should start"
            " there.",
            rows=[("Write", "another link, or publish that entry first")],
        )
