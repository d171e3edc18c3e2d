"""What must hold between entries: own titles and short names, no rings, judged queries that can be
answered.
"""

from __future__ import annotations

from collections.abc import Container, Mapping

from hub.checks.rings import find_ring
from hub.kinds.entries.playbooks import Playbook
from hub.kinds.fieldplaces import place_at
from hub.kinds.references import Loc, references
from hub.model import Entries, Entry, Translated
from hub.problems import Report, a_few, did_you_mean, quoted
from hub.reading.lookalikes import looks


def check_titles(entries: Entries, report: Report) -> None:
    """Two entries of a collection may not have one title or one summary, nor titles or summaries
    that look the same.
    """
    first_by_title: dict[tuple[str, str, str], Entry] = {}
    for entry in entries.entries:
        for field in ("title", "summary"):
            text = getattr(entry.fields, field)
            if not text:
                continue
            keys = [(entry.collection, field, form) for form in looks(text)]
            other = next((first_by_title[key] for key in keys if key in first_by_title), None)
            for key in keys:
                first_by_title.setdefault(key, entry)
            if other is not None:
                is_same = keys[0][2] == looks(getattr(other.fields, field))[0]
                words = f"has the same {field}" if is_same else f"has a {field} that looks the same"
                report.add(
                    "duplicate-title",
                    entry.place_at((field,)),
                    f"{other.source.path} {words}, so readers could not tell the two apart.",
                    rows=[("Write", f"a {field} of its own")],
                )


def check_short_names(entries: Entries, report: Report) -> None:
    """Two entries of a collection may not have one acronym."""
    first_by_short: dict[tuple[str, str], Entry] = {}
    for entry in entries.entries:
        short = getattr(entry.fields, "short", None)
        if short:
            other = first_by_short.setdefault((entry.collection, short.casefold()), entry)
            if other is not entry:
                report.add(
                    "duplicate-item",
                    entry.place_at(("short",)),
                    f"{other.source.path} is called {quoted(short)} for short, too.",
                    rows=[("Write", "Keep it in one of the two.")],
                )


def check_translated_stages(translated: Translated, original: Entry, report: Report) -> None:
    """The stages of a translation are stages of its English entry."""
    known = [stage.key for stage in getattr(original.fields, "stages", ())]
    for number, stage in enumerate(translated.fields.stages):
        if stage.key not in known:
            report.add(
                "broken-reference",
                place_at(translated.source.fields, ("stages", number, "key")),
                f"The English entry has no stage {quoted(stage.key)}.",
                rows=[
                    *did_you_mean(stage.key, known),
                    ("Allowed", a_few(known, 12) or "none: leave stages out"),
                ],
            )


_RING_FIELDS: tuple[tuple[str, str], ...] = (
    ("practices", "prerequisites"),
    ("agencies", "parent"),
    ("resources", "policy"),
)


def check_rings(entries: Entries, report: Report) -> None:
    """No entry may, over others, depend on itself."""
    for collection, field in _RING_FIELDS:
        edges: dict[str, list[tuple[str, Loc]]] = {}
        by_id: dict[str, Entry] = {}
        for entry in entries.entries:
            if entry.collection == collection:
                by_id[entry.id] = entry
                edges[entry.id] = [
                    (r.target, r.loc)
                    for r in references(entry.fields)
                    if r.loc[0] == field and r.collection == collection and r.target != entry.id
                ]
        _report_ring(
            find_ring({name: [target for target, _ in found] for name, found in edges.items()}),
            edges,
            by_id,
            field=field,
            report=report,
        )
    superseded: dict[str, list[tuple[str, Loc]]] = {
        e.ref: [(e.fields.superseded_by, ("superseded_by",))]
        for e in entries.entries
        if e.fields.superseded_by not in (None, e.ref)
    }
    by_ref = {e.ref: e for e in entries.entries}
    _report_ring(
        find_ring({name: [t for t, _ in found] for name, found in superseded.items()}),
        superseded,
        by_ref,
        field="superseded_by",
        report=report,
    )
    for book in entries.of(Playbook):
        chapters = {chapter.key: list(chapter.before) for chapter in book.fields.chapters}
        ring = find_ring(chapters)
        if ring:
            number = list(chapters).index(ring[0])
            report.add(
                "reference-cycle",
                book.key_place(("chapters", number, "before")),
                f"These chapters come before one another: {' -> '.join(ring)}.",
                rows=[("Write", "Take one of the steps out.")],
            )


def _report_ring(
    ring: list[str],
    edges: Mapping[str, list[tuple[str, Loc]]],
    by_name: Mapping[str, Entry],
    field: str,
    report: Report,
) -> None:
    if ring:
        loc = next(loc for target, loc in edges[ring[0]] if target == ring[1])
        shown = ring if len(ring) <= 8 else [*ring[:4], f"… {len(ring) - 6} more …", *ring[-2:]]
        report.add(
            "reference-cycle",
            by_name[ring[0]].place_at(loc),
            f"The field {field} leads round in a ring: {' -> '.join(shown)}.",
            rows=[("Write", "Take one of the steps out.")],
        )


def check_judged(entries: Entries, unreadable: Container[str], report: Report) -> None:
    """A judged query names pages that readers can find."""
    known = {entry.ref for entry in entries.entries if entry.is_published} | {
        f"{item.language}/{item.ref}" for item in entries.translations
    }
    for query, places in zip(entries.search.queries, entries.search.places, strict=True):
        for name in query.relevant:
            if name not in known and name not in unreadable:
                report.add(
                    "broken-reference",
                    places[name],
                    f"The query {quoted(query.query)} should find {quoted(name)}, and there is no"
                    " such published page.",
                    rows=did_you_mean(name, known)
                    or [
                        (
                            "Write",
                            (
                                "the collection and the id of a published entry, such as"
                                " practices/map-the-journey"
                            ),
                        )
                    ],
                )
