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

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain

from hub.compose.drawing.drawing import NextStep
from hub.compose.playbook.chapters import ChapterView
from hub.model import Entry, Library
from hub.permalinks.places import Spot, spot_at, spots_by_id

Found = Iterator[NextStep]


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
        self.taught = taught
        self.by_kind: Mapping[str, Callable[[Entry], Found]] = {
            "practices": self._after_practice,
            "case-studies": self._after_case,
            "life-experiences": self._after_experience,
            "guides": self._after_guide,
            "terms": self._after_term,
            "measures": self._after_measure,
            "agencies": self._after_agency,
            "resources": self._after_resource,
            "news": self._after_news,
            "tools": self._after_tool,
        }

    def step(self, entry: Entry) -> NextStep:
        if entry.fields.status == "archived":
            found = self._open([entry.fields.superseded_by] if entry.fields.superseded_by else [])
            return _to(found[0], "It replaces this page.") if found else self.last()
        if entry.collection == "playbooks" and self.playbooks.get(entry.ref):
            first = self.playbooks[entry.ref][0]
            return NextStep(
                first.fields.title, first.address, "Chapter 1", why=first.fields.summary or ""
            )
        if entry.collection == "courses" and (begun := self._first_of_plan(entry)):
            return begun
        by_rule = self.by_kind.get(entry.collection)
        nearby = (
            _to(target, "Read on.")
            for target in self._open([*entry.fields.related, *self._mentioned(entry)])
        )
        return (
            next(
                (
                    found
                    for found in chain(by_rule(entry) if by_rule else (), nearby)
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

    def _after_practice(self, entry: Entry) -> Found:
        levels = list(self.library.vocabulary.get("maturity", {}))
        for target in sorted(
            self._open(self._pointing(entry, "practices", "prerequisites")),
            key=lambda found: (_rank(levels, found.fields.maturity), found.order),
        ):
            yield _to(target, "It builds on what you do here.")
        yield from self._taught(entry)
        for target in self._strongest(entry, "practices"):
            yield _to(target, "See what happened where it was tried.")
        for target in self.library.collection("practices"):
            if target.fields.pillar == entry.fields.pillar:
                yield _to(target, "It belongs to the same area.")

    def _after_case(self, entry: Entry) -> Found:
        for target in self._open(f"practices/{item.id}" for item in entry.fields.practices):
            yield _to(target, "Do it where you work.")

    def _after_experience(self, entry: Entry) -> Found:
        cases = [
            case
            for case in self.library.collection("case-studies")
            if entry.id in case.fields.life_experiences
        ]
        shown = {
            ref: sum(
                any(f"practices/{item.id}" == ref for item in case.fields.practices)
                for case in cases
            )
            for ref in self._pointing(entry, "practices", "life_experiences")
        }
        named = {
            ref: (
                [item.id for item in self.library.entry_by_ref[ref].fields.life_experiences].index(
                    entry.id
                )
            )
            for ref in shown
        }
        for target in self._open(sorted(shown, key=lambda ref: (-shown[ref], named[ref], ref))):
            yield _to(target, target.fields.life_experiences[named[target.ref]].how)

    def _after_guide(self, entry: Entry) -> Found:
        names = [
            *entry.fields.practices,
            *(name for part in entry.fields.parts for name in part.practices),
        ]
        for target in self._open(f"practices/{name}" for name in names):
            yield _to(target, "Put it into practice.")
        yield from self._taught(entry)

    def _after_term(self, entry: Entry) -> Found:
        for collection, why in (
            ("guides", "It explains how the word is used."),
            ("practices", "See the word at work."),
        ):
            for target in self._open(self._pointing(entry, collection, "terms")):
                yield _to(target, why)
        nearby = [
            *entry.fields.related,
            *self._mentioned(entry),
            *self._pointing(entry, "practices", ""),
            *self._pointing(entry, "guides", ""),
        ]
        for target in self._open(
            ref for ref in nearby if ref.startswith(("practices/", "guides/"))
        ):
            yield _to(target, "See the word at work.")
        for target in self._open(f"terms/{name}" for name in entry.fields.see):
            yield _to(target, "The two words belong together.")

    def _after_tool(self, entry: Entry) -> Found:
        for target in self._open(f"practices/{item.id}" for item in entry.fields.practices):
            yield _to(target, "The practice that this tool is for.")

    def _after_measure(self, entry: Entry) -> Found:
        for collection, field, why in (
            ("practices", "measures", "It uses this measure."),
            ("case-studies", "results", "It reports this measure, before and after."),
            ("life-experiences", "measures", "It matters to people who go through this."),
        ):
            for target in self._open(self._pointing(entry, collection, field)):
                yield _to(target, why)

    def _after_agency(self, entry: Entry) -> Found:
        for target in self._strongest(entry, "agencies"):
            yield _to(target, "See what this agency did.")
        for target in self._open(
            [
                *self._pointing(entry, "life-experiences", "agencies"),
                *self._pointing(entry, "life-experiences", "stages"),
            ]
        ):
            yield _to(target, "People meet this agency here.")
        for target in self._open(
            [f"agencies/{entry.fields.parent}"] if entry.fields.parent else []
        ):
            yield _to(target, "It is part of this agency.")

    def _after_resource(self, entry: Entry) -> Found:
        for field, why in (("resources", "See it used."), ("", "It rests on this source.")):
            for collection in (
                "practices",
                "guides",
                "case-studies",
                "life-experiences",
                "measures",
                "terms",
                "agencies",
                "news",
                "resources",
            ):
                for target in self._open(self._pointing(entry, collection, field)):
                    yield _to(target, why)

    def _after_news(self, entry: Entry) -> Found:
        f = entry.fields
        names = [
            *([f"case-studies/{f.case_study}"] if f.case_study else []),
            *(f"practices/{name}" for name in f.practices),
        ]
        names += [
            *(f"life-experiences/{name}" for name in f.life_experiences),
            *(f"resources/{name}" for name in f.resources),
            *(f"agencies/{name}" for name in f.agencies),
        ]
        for target in self._open(names):
            yield _to(target, "Read what is behind the news.")

    def _taught(self, entry: Entry) -> Found:
        for title, address in self.taught.get(entry.ref, ()):
            yield NextStep(
                title, address, "Playbook", why="It teaches this, with exercises for a group."
            )

    @cached_property
    def _spots(self) -> dict[str, Spot]:
        return spots_by_id(self.library.entry_by_ref.values())

    def _first_of_plan(self, course: Entry) -> NextStep | None:
        for item in course.fields.items:
            spot = spot_at(item.link, self._spots) if item.link else None
            if spot is not None:
                return NextStep(spot.title, spot.address, "", why="The plan begins here.")
        return None

    def _pointing(self, entry: Entry, collection: str, field: str) -> list[str]:
        """Entries of a collection that name this one, in `field` or, without one, in any: by
        title.
        """
        found = {
            link.origin
            for link in self.library.backlinks_by_ref.get(entry.ref, ())
            if link.origin.startswith(f"{collection}/") and field in ("", link.field)
        }
        return sorted(
            (ref for ref in found if ref in self.library.entry_by_ref),
            key=lambda ref: self.library.entry_by_ref[ref].order,
        )

    def _strongest(self, entry: Entry, field: str) -> list[Entry]:
        strength = list(self.library.vocabulary.get("evidence", {}))
        return sorted(
            self._open(self._pointing(entry, "case-studies", field)),
            key=lambda case: _rank(strength, case.fields.evidence),
        )

    def _mentioned(self, entry: Entry) -> list[str]:
        """The entries that the text links to, in its order."""
        return [
            target.partition("#")[0].rstrip("/")
            for target in self.library.link_targets.get(entry.ref, ())
        ]

    def _open(self, refs: Iterable[str]) -> list[Entry]:
        """Those of these entries that readers can open and that are current, in this order."""
        found = (self.library.entry_by_ref.get(ref) for ref in dict.fromkeys(refs))
        return [
            entry
            for entry in found
            if entry is not None and entry.fields.status != "archived" and not entry.missing
        ]


def _rank(values: Sequence[str], value: str | None) -> int:
    return values.index(value) if value in values else len(values)


def _to(entry: Entry, why: str) -> NextStep:
    return NextStep(entry.title, entry.address, entry.fields.singular.capitalize(), why=why)
