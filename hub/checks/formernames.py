"""Former names of entries in the files beside them: judged queries and first steps name an entry as
they did, and find it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from hub.kinds.startpage import Start
from hub.model import Entries
from hub.problems import Place, Report, quoted
from hub.search.editorlists import SearchWords

Former = Mapping[str, str]  # collection/old-id to collection/new-id


def current_pages(search: SearchWords, former: Former, report: Report) -> SearchWords:
    """The judged queries with the names that their pages have now; each former one is reported."""
    if not former:
        return search
    queries, places = [], []
    for query, place_by_name in zip(search.queries, search.places, strict=True):
        for name in query.relevant:
            if name in former:
                _tell(name, former[name], place_by_name[name], report=report)
        queries.append(
            query.model_copy(
                update={
                    "relevant": {
                        former.get(name, name): grade for name, grade in query.relevant.items()
                    }
                }
            )
        )
        places.append({former.get(name, name): place for name, place in place_by_name.items()})
    return replace(search, queries=tuple(queries), places=tuple(places))


def current_steps(start: Start | None, former: Former, report: Report) -> Start | None:
    """The page of questions with the ids that its first steps have now; each former one is
    reported.
    """
    if start is None or not former:
        return start
    outcomes = []
    for number, outcome in enumerate(start.fields.outcomes):
        steps = []
        for position, step in enumerate(outcome.steps):
            link = _current_id(step.link, former)
            if link != step.link:
                _tell(
                    step.link,
                    link,
                    start.place_at(("outcomes", number, "steps", position, "link")),
                    report=report,
                )
            steps.append(step.model_copy(update={"link": link}))
        outcomes.append(outcome.model_copy(update={"steps": tuple(steps)}))
    return replace(start, fields=start.fields.model_copy(update={"outcomes": tuple(outcomes)}))


def _current_id(identity: str, former: Former) -> str:
    """`practices.new.steps` for `practices.old.steps`."""
    collection, _, rest = identity.partition(".")
    name, dot, part = rest.partition(".")
    ref = former.get(f"{collection}/{name}")
    return f"{ref.replace('/', '.')}{dot}{part}" if ref else identity


def _tell(old: str, new: str, place: Place, report: Report) -> None:
    report.add(
        "former-id",
        place,
        f"{quoted(old)} is now called {quoted(new)}.",
        rows=[("Write", new)],
        severity="warning",
    )


def former_names(entries: Entries, report: Report) -> dict[str, str]:
    """Former names of entries, each with the entry that it belongs to now."""
    taken = {entry.ref for entry in entries.entries}
    former: dict[str, str] = {}
    place_by_ref: dict[str, Place] = {}
    for entry in entries.entries:
        for number, name in enumerate(entry.fields.former_ids):
            ref = f"{entry.collection}/{name}"
            if ref in taken or ref in former:
                other = ref if ref in taken else former[ref]
                report.add(
                    "duplicate-id",
                    entry.place_at(("former_ids", number)),
                    f"{quoted(name)} is also a name of {other}.",
                    rows=[
                        (
                            "Also",
                            str(
                                place_by_ref.get(ref)
                                or next(e.place for e in entries.entries if e.ref == ref)
                            ),
                        ),
                        ("Write", "Keep the name in one entry."),
                    ],
                )
            else:
                former[ref] = entry.ref
                place_by_ref[ref] = entry.place_at(("former_ids", number))
    return former
