"""The one next step of each page, so that nobody who has read to the end has to look for what to
do.

The rule, by kind; the first that there is, and never the page itself, an archived page, or one that
is not written yet:

- practice: a practice that has it as a prerequisite; a chapter that teaches it; the case study with
  the strongest proof; another of its pillar
- case study: its practices in their order
- life experience: the practice that helps most there, which is the one with the most case studies
  of both, then the one that names it first
- guide: its practices, those of its parts, a chapter that teaches it
- term: a guide that lists it, a practice that lists it, a practice or guide it relates or that
  mentions it, a term to see
- measure: a practice that uses it, a case study that reports it, a life experience it matters to
- agency: its case study with the strongest proof, a life experience it is part of, the agency above
  it
- resource: a practice, guide, case study or life experience that uses it, then whatever cites it
- news item: its case study, its practices, its life experiences, its resources, its agencies
- tool: the practices it serves
- playbook: its first chapter; chapter: the next one; course: the first page of its plan

After that: what the editor relates, what is in its own text, and at last the page "Where do I
start?" or the list of problems. An archived page leads to what replaces it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

from hub.compose.drawing.drawing import NextStep
from hub.compose.playbook.chapters import ChapterView
from hub.compose.wayfinding.nearby import Nearby, Steps, rank
from hub.kinds.entries.agencies import Agency
from hub.kinds.entries.case_studies import CaseStudy
from hub.kinds.entries.courses import Course
from hub.kinds.entries.guides import Guide
from hub.kinds.entries.life_experiences import LifeExperience
from hub.kinds.entries.measures import Measure
from hub.kinds.entries.news import News
from hub.kinds.entries.playbooks import Playbook
from hub.kinds.entries.practices import Practice
from hub.kinds.entries.resources import Resource
from hub.kinds.entries.terms import Term
from hub.kinds.entries.tools import Tool
from hub.model import Entry, Library, is_a


def next_steps(
    library: Library,
    playbooks: Mapping[str, Sequence[ChapterView]],
    taught: Mapping[str, Sequence[tuple[str, str]]],
) -> dict[str, NextStep]:
    """The next step of every entry and every chapter, by the address of its page."""
    finder = _Finder(library, playbooks, taught)
    steps = {entry.address: finder.step(entry) for entry in library.entry_by_ref.values()}
    for chapters in playbooks.values():
        for here, after in zip(chapters, [*chapters[1:], None], strict=True):
            if after is not None:
                steps[here.address] = NextStep(
                    after.fields.title,
                    after.address,
                    f"Chapter {after.number}",
                    why=after.fields.summary or "",
                )
            else:
                steps[here.address] = finder.last(
                    "You have read the whole playbook. Now choose the first thing to do."
                )
    return steps


class _Finder:
    def __init__(
        self,
        library: Library,
        playbooks: Mapping[str, Sequence[ChapterView]],
        taught: Mapping[str, Sequence[tuple[str, str]]],
    ) -> None:
        self.library = library
        self.playbooks = playbooks
        self.near = Nearby(library, taught)

    def step(self, entry: Entry) -> NextStep:
        if entry.fields.status == "archived":
            found = self.near.open(
                [entry.fields.superseded_by] if entry.fields.superseded_by else []
            )
            return _to(found[0], "It replaces this page.") if found else self.last()
        if is_a(entry, Playbook) and self.playbooks.get(entry.ref):
            first = self.playbooks[entry.ref][0]
            return NextStep(
                first.fields.title, first.address, "Chapter 1", why=first.fields.summary or ""
            )
        if is_a(entry, Course) and (begun := self.near.first_of_plan(entry)):
            return begun
        nearby = (
            _to(target, "Read on.")
            for target in self.near.open([*entry.fields.related, *self.near.mentioned(entry)])
        )
        return (
            next(
                (
                    found
                    for found in chain(self._by_rule(entry), nearby)
                    if found.address != entry.address
                ),
                None,
            )
            or self.last()
        )

    def last(self, why: str = "") -> NextStep:
        """Where everybody can go on."""
        if self.library.start is not None:
            return NextStep(
                self.library.start.fields.title,
                "start/",
                "",
                why=why or "Answer a few questions, and get three first steps.",
            )
        return NextStep("Find a practice by the problem you have", "problems/", "", why=why)

    def _by_rule(self, entry: Entry) -> Steps:
        """What the rule of its kind leads to; a kind without a rule goes on with what is near."""
        if is_a(entry, Practice):
            return self._after_practice(entry)
        if is_a(entry, CaseStudy):
            return self._after_case(entry)
        if is_a(entry, LifeExperience):
            return self._after_experience(entry)
        if is_a(entry, Guide):
            return self._after_guide(entry)
        if is_a(entry, Term):
            return self._after_term(entry)
        if is_a(entry, Measure):
            return self._after_measure(entry)
        if is_a(entry, Agency):
            return self._after_agency(entry)
        if is_a(entry, Resource):
            return self._after_resource(entry)
        if is_a(entry, News):
            return self._after_news(entry)
        return self._after_tool(entry) if is_a(entry, Tool) else iter(())

    def _after_practice(self, entry: Entry[Practice]) -> Steps:
        levels = list(self.library.vocabulary.get("maturity", {}))
        for target in sorted(
            self.near.current(self.near.pointing(entry, Practice, "prerequisites")),
            key=lambda found: (rank(levels, found.fields.maturity), found.order),
        ):
            yield _to(target, "It builds on what you do here.")
        yield from self.near.taught_by(entry)
        for case in self.near.strongest(entry, "practices"):
            yield _to(case, "See what happened where it was tried.")
        for target in self.library.of(Practice):
            if target.fields.pillar == entry.fields.pillar:
                yield _to(target, "It belongs to the same area.")

    def _after_case(self, entry: Entry[CaseStudy]) -> Steps:
        for target in self.near.named(Practice, (item.id for item in entry.fields.practices)):
            yield _to(target, "Do it where you work.")

    def _after_experience(self, entry: Entry[LifeExperience]) -> Steps:
        cases = [
            case for case in self.library.of(CaseStudy) if entry.id in case.fields.life_experiences
        ]

        def by_proof(practice: Entry[Practice]) -> tuple[int, int, str]:
            proofs = sum(
                any(item.id == practice.id for item in case.fields.practices) for case in cases
            )
            named = [item.id for item in practice.fields.life_experiences]
            return -proofs, named.index(entry.id), practice.ref

        helping = self.near.current(self.near.pointing(entry, Practice, "life_experiences"))
        for target in sorted(helping, key=by_proof):
            how = next(i.how for i in target.fields.life_experiences if i.id == entry.id)
            yield _to(target, how)

    def _after_guide(self, entry: Entry[Guide]) -> Steps:
        names = [
            *entry.fields.practices,
            *(name for part in entry.fields.parts for name in part.practices),
        ]
        for target in self.near.named(Practice, names):
            yield _to(target, "Put it into practice.")
        yield from self.near.taught_by(entry)

    def _after_term(self, entry: Entry[Term]) -> Steps:
        for kind, why in (
            (Guide, "It explains how the word is used."),
            (Practice, "See the word at work."),
        ):
            for target in self.near.current(self.near.pointing(entry, kind, "terms")):
                yield _to(target, why)
        nearby = [
            *self.near.open([*entry.fields.related, *self.near.mentioned(entry)]),
            *self.near.current(self.near.pointing(entry, Practice, "")),
            *self.near.current(self.near.pointing(entry, Guide, "")),
        ]
        for near in nearby:
            if isinstance(near.fields, Practice | Guide):
                yield _to(near, "See the word at work.")
        for target in self.near.named(Term, entry.fields.see):
            yield _to(target, "The two words belong together.")

    def _after_tool(self, entry: Entry[Tool]) -> Steps:
        for target in self.near.named(Practice, (item.id for item in entry.fields.practices)):
            yield _to(target, "The practice that this tool is for.")

    def _after_measure(self, entry: Entry[Measure]) -> Steps:
        for kind, field, why in (
            (Practice, "measures", "It uses this measure."),
            (CaseStudy, "results", "It reports this measure, before and after."),
            (LifeExperience, "measures", "It matters to people who go through this."),
        ):
            for target in self.near.current(self.near.pointing(entry, kind, field)):
                yield _to(target, why)

    def _after_agency(self, entry: Entry[Agency]) -> Steps:
        for case in self.near.strongest(entry, "agencies"):
            yield _to(case, "See what this agency did.")
        for target in self.near.current(
            [
                *self.near.pointing(entry, LifeExperience, "agencies"),
                *self.near.pointing(entry, LifeExperience, "stages"),
            ]
        ):
            yield _to(target, "People meet this agency here.")
        for above in self.near.named(Agency, [entry.fields.parent] if entry.fields.parent else []):
            yield _to(above, "It is part of this agency.")

    def _after_resource(self, entry: Entry[Resource]) -> Steps:
        for field, why in (("resources", "See it used."), ("", "It rests on this source.")):
            for kind in (
                Practice,
                Guide,
                CaseStudy,
                LifeExperience,
                Measure,
                Term,
                Agency,
                News,
                Resource,
            ):
                for target in self.near.current(self.near.pointing(entry, kind, field)):
                    yield _to(target, why)

    def _after_news(self, entry: Entry[News]) -> Steps:
        fields = entry.fields
        for target in (
            *self.near.named(CaseStudy, [fields.case_study] if fields.case_study else []),
            *self.near.named(Practice, fields.practices),
            *self.near.named(LifeExperience, fields.life_experiences),
            *self.near.named(Resource, fields.resources),
            *self.near.named(Agency, fields.agencies),
        ):
            yield _to(target, "Read what is behind the news.")


def _to(entry: Entry, why: str) -> NextStep:
    return NextStep(entry.title, entry.address, entry.fields.singular.capitalize(), why=why)
