"""What references lead to, and what is said where there is nothing."""

from __future__ import annotations

from collections.abc import Container, Mapping

from hub.kinds.catalog import KIND_BY_COLLECTION
from hub.kinds.entrynames import EntryNames
from hub.kinds.missing import a_or_an
from hub.kinds.references import Reference
from hub.model import Entry
from hub.permalinks.lookup import Lookup
from hub.problems import MAX_OFFERED, Place, Report, a_few, did_you_mean, holding, nearest, quoted


class Targets:
    """Finds the entry that a reference means."""

    def __init__(
        self,
        entry_by_ref: Mapping[str, Entry],
        former: Mapping[str, str],
        unreadable: Container[str],
        *,
        lookup: Lookup,
        report: Report,
    ) -> None:
        self.entry_by_ref = entry_by_ref
        self.former = former
        self.unreadable = unreadable
        self.lookup = lookup
        self.report = report
        self.names = EntryNames((ref, entry.source.fields) for ref, entry in entry_by_ref.items())

    def resolve(self, origin: Entry, reference: Reference) -> Entry | None:
        """The entry that a field names."""
        target = self.entry_by_ref.get(reference.ref)
        if (
            target is not None
            and target is not origin
            and (target.is_published or origin.fields.status != "published")
        ):
            return target  # nearly every reference: nothing to tell, so no need to know its place
        # a figure may say that it is about this very agency or measure
        is_own = reference.loc[0] == "claims"
        return self.find(
            origin,
            reference.ref,
            reference.collection,
            place=origin.place_at(reference.loc),
            is_own=is_own,
        )

    def find(
        self, origin: Entry, ref: str, wanted: str | None, place: Place, *, is_own: bool = False
    ) -> Entry | None:
        """The entry of this reference, under its present name or a former one; `wanted` is the
        collection that a field is typed for.
        """
        target = self.entry_by_ref.get(ref)
        name = ref.partition("/")[2]
        if target is None and ref in self.former:
            target = self.entry_by_ref[self.former[ref]]
            self.report.add(
                "former-id",
                place,
                f"{quoted(name)} is now called {quoted(target.id)}.",
                rows=[("Write", target.id if wanted else target.ref)],
                severity="warning",
            )
        if target is None:
            if ref not in self.unreadable:
                self._report_nothing(ref, wanted, place)
            return None
        if target is origin and is_own:
            return target
        if target is origin:
            self.report.add(
                "self-reference",
                place,
                "This entry refers to itself.",
                rows=[("Write", "Remove the reference.")],
            )
            return None
        if origin.fields.status == "published" and target.fields.status in ("draft", "in-review"):
            self.report.add(
                "draft-reference",
                place,
                f"{quoted(target.title)} is not published (its status is {target.fields.status}),"
                " so readers could not follow this.",
                rows=[
                    ("Write", f"status: published in {target.source.path}"),
                    ("Or", "take the reference out until then"),
                ],
            )
        return target

    def _report_nothing(self, ref: str, wanted: str | None, place: Place) -> None:
        collection, _, name = ref.partition("/")
        if wanted is None and collection not in KIND_BY_COLLECTION:
            self.report.add(
                "broken-reference",
                place,
                f"{quoted(collection)} is not one of the collections.",
                rows=[
                    *did_you_mean(collection, KIND_BY_COLLECTION),
                    ("Allowed", a_few(KIND_BY_COLLECTION, 12)),
                ],
            )
            return
        singular = KIND_BY_COLLECTION[collection].singular
        elsewhere = [entry for entry in self.entry_by_ref.values() if entry.id == name]
        if elsewhere:
            found = KIND_BY_COLLECTION[elsewhere[0].collection].singular
            self.report.add(
                "wrong-kind",
                place,
                f"This field names {a_or_an(singular)}, and {quoted(name)} is {a_or_an(found)}.",
                rows=[
                    ("Write", f"the id of {a_or_an(singular)}"),
                    ("Or", f"related: [{elsewhere[0].ref}]"),
                ],
            )
            return
        self._report_unknown(ref, wanted, place)

    def _report_unknown(self, ref: str, wanted: str | None, place: Place) -> None:
        """Say that there is no such entry, and which one is meant or how to make it."""
        collection, _, name = ref.partition("/")
        singular = KIND_BY_COLLECTION[collection].singular
        called = self.names.one(name, collection)
        ids = [entry.id for entry in self.entry_by_ref.values() if entry.collection == collection]
        some = [] if called or nearest(name, ids) else holding(name, sorted(ids))
        meant = (
            called.partition("/")[2]
            if called
            else some[0]
            if len(some) == 1
            else nearest(name, ids)
        )
        rows = []
        if meant:
            title = self.entry_by_ref[f"{collection}/{meant}"].title
            rows = [("Did you mean", f"{meant if wanted else f'{collection}/{meant}'}   ({title})")]
        elif 1 < len(some) <= MAX_OFFERED:
            rows = [("One of", ", ".join(one if wanted else f"{collection}/{one}" for one in some))]
        message = f"There is no {singular} called {quoted(name)}."
        if not meant and self.lookup.was_given(f"{collection}.{name}"):
            message = (
                f"The {singular} {quoted(name)} is not there any more: it was removed or renamed."
            )
            rows.append(("Write", f"the id of another {singular}, or take the reference out"))
        elif not self.names.refs(name, collection):
            rows.append(("Or create it", f'hub new {collection} "{name.replace("-", " ")}"'))
        self.report.add(
            "broken-reference", place, message, rows=rows or [("See", f"hub list {collection}")]
        )
