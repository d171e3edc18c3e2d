"""The third stage: entries become a library. References resolve, links and anchors lead somewhere,
nothing goes in a ring.
"""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Container, Mapping
from dataclasses import replace

from hub.checks.assessments import check_assessments
from hub.checks.figures import check_figures
from hub.checks.formernames import current_pages, current_steps
from hub.checks.graph import (
    check_judged,
    check_rings,
    check_short_names,
    check_titles,
    check_translated_stages,
)
from hub.checks.pageids import item_ids, may_be_drawn
from hub.checks.start import check_start
from hub.checks.teaching import check_courses, check_playbooks
from hub.checks.tools import check_tools
from hub.kinds.catalog import KIND_BY_COLLECTION
from hub.kinds.entrynames import EntryNames
from hub.kinds.meant import link_meant, web_address_meant
from hub.kinds.references import Reference, references
from hub.kinds.schema import a_or_an
from hub.model import Backlink, Entries, Entry, Library, PartLink, Translated
from hub.permalinks.ledger import Ledger
from hub.permalinks.lookup import Given, Lookup
from hub.problems import MAX_OFFERED, Place, Report, a_few, did_you_mean, holding, nearest, quoted
from hub.prose.parts import LinkUse
from hub.prose.text import Prose


def link(
    entries: Entries,
    report: Report,
    *,
    unreadable: Container[str] = frozenset(),
    drafts: bool = False,
    given: Given = Ledger,
) -> Library:
    """The library. `unreadable` names entries whose files have mistakes already told: a reference
    to them is not one more.

    `given` reads the ledger of ids that were given out, when a link to nothing is to be explained.
    With `drafts`, unpublished entries take part as if they were published: a preview.
    """
    entry_by_ref = {entry.ref: entry for entry in entries.entries}
    former = _former(entries, report)
    entries = replace(
        entries,
        search=current_pages(entries.search, former, report),
        start=current_steps(entries.start, former, report),
    )
    lookup = Lookup(entries.entries, unreadable, given)
    linker = _Linker(
        entry_by_ref,
        former,
        unreadable,
        lookup=lookup,
        report=report,
        pictures={picture.name for picture in entries.pictures},
    )
    check_titles(entries, report)
    check_short_names(entries, report)
    backlinks: dict[str, list[Backlink]] = defaultdict(list)
    for entry in entries.entries:
        for reference in references(entry.fields):
            target = linker.resolve(entry, reference)
            if target is not None and target is not entry and (entry.is_published or drafts):
                backlinks[target.ref].append(
                    Backlink(entry.ref, str(reference.loc[0]), reference.words)
                )
    targets: dict[str, tuple[str, ...]] = {}
    for entry in entries.entries:
        targets[entry.ref] = linker.links(
            entry, entry.prose, backlinks if entry.is_published or drafts else None
        )
    for entry in entries.unread:
        for reference in references(entry.fields):  # of its fields that are right
            linker.resolve(entry, reference)
        # parts of its own page may come from its fields
        inside = tuple(use for use in entry.prose.links if not use.target.startswith("#"))
        linker.links(entry, replace(entry.prose, links=inside), None)
    translations: dict[str, list[Translated]] = defaultdict(list)
    for translated in entries.translations:
        original = entry_by_ref.get(translated.ref)
        if original is None:
            if translated.ref not in unreadable:
                report.add(
                    "broken-reference",
                    translated.source.fields.place,
                    f"There is no English entry {quoted(translated.ref)} to translate.",
                    rows=did_you_mean(translated.ref, entry_by_ref),
                )
            continue
        check_translated_stages(translated, original, report)
        translations[translated.ref].append(translated)
        targets[f"{translated.language}:{translated.ref}"] = linker.links(
            original, translated.prose, None, here=f"{translated.language}/{original.address}"
        )
    check_rings(entries, report)
    check_playbooks(entries, report)
    check_courses(entries, lookup, report)
    check_assessments(entries, report)
    check_tools(entries, report)
    check_figures(entries, report)
    check_judged(entries, unreadable, report)
    check_start(entries, lookup, report)
    shown = {ref: entry for ref, entry in entry_by_ref.items() if entry.is_published or drafts}
    return Library(
        shown,
        {ref: tuple(dict.fromkeys(links)) for ref, links in backlinks.items()},
        {ref: tuple(found) for ref, found in translations.items() if ref in shown},
        vocabulary=entries.vocabulary,
        pictures=entries.pictures,
        link_targets=targets,
        search=entries.search,
        start=entries.start,
        part_links=tuple(linker.part_links),
    )


class _Linker:
    """Finds what a reference or a link leads to, and says so when there is nothing."""

    def __init__(
        self,
        entry_by_ref: Mapping[str, Entry],
        former: Mapping[str, str],
        unreadable: Container[str],
        lookup: Lookup,
        report: Report,
        pictures: set[str],
    ) -> None:
        self.entry_by_ref = entry_by_ref
        self.former = former
        self.unreadable = unreadable
        self.lookup = lookup
        self.report = report
        self.pictures = pictures
        self.part_links: list[PartLink] = []
        self.names = EntryNames((ref, entry.source.fields) for ref, entry in entry_by_ref.items())
        self.entry_by_path = {entry.source.path: entry for entry in entry_by_ref.values()}

    def resolve(self, origin: Entry, reference: Reference) -> Entry | None:
        target = self.entry_by_ref.get(reference.ref)
        if (
            target is not None
            and target is not origin
            and (target.is_published or origin.fields.status != "published")
        ):
            return target  # nearly every reference: nothing to tell, so no need to know its place
        # a figure may say that it is about this very agency or measure
        is_own = reference.loc[0] == "claims"
        return self._find(
            origin,
            reference.ref,
            reference.collection,
            place=origin.place_at(reference.loc),
            is_own=is_own,
        )

    def _find(
        self, origin: Entry, ref: str, wanted: str | None, place: Place, *, is_own: bool = False
    ) -> Entry | None:
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
        rows = (
            [
                (
                    "Did you mean",
                    (
                        f"{meant if wanted else f'{collection}/{meant}'}  "
                        f" ({self.entry_by_ref[f'{collection}/{meant}'].title})"
                    ),
                )
            ]
            if meant
            else []
        )
        if not meant and 1 < len(some) <= MAX_OFFERED:
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

    def links(
        self,
        origin: Entry,
        prose: Prose,
        backlinks: dict[str, list[Backlink]] | None,
        *,
        here: str = "",
    ) -> tuple[str, ...]:
        """The address each link of a text leads to, below the site's root; outside addresses as
        they are. `here` is the text's page, if it is another than the entry's.
        """
        return tuple(
            self._address(origin, prose, use, backlinks=backlinks, here=here) for use in prose.links
        )

    def _address(
        self,
        origin: Entry,
        prose: Prose,
        use: LinkUse,
        backlinks: dict[str, list[Backlink]] | None,
        here: str,
    ) -> str:
        if use.kind == "outside":
            return use.target
        if use.kind == "picture":
            return self._picture(use)
        path, hash_mark, fragment = use.target.partition("#")
        if use.kind == "entry":
            target = (
                self._find(origin, path.strip("/"), None, place=use.place)
                if "/" in path
                else self._bare(path, use)
            )
        elif not path and not fragment:
            self.report.add(
                "broken-link",
                use.place,
                "This link leads nowhere.",
                rows=[("Write", "[words](address), or [[collection/id]], which prints the title")],
            )
            return ""
        elif not path and fragment not in chapter_keys(origin):
            self._check_part(origin, prose, fragment, use=use, here=here)
            return f"#{fragment}"
        else:
            target = self._by_path(origin, path, use) if path else origin
        if target is None:
            return ""
        if backlinks is not None and target is not origin:
            backlinks[target.ref].append(Backlink(origin.ref, "text", ""))
        if fragment in chapter_keys(target):
            return f"{target.address}{fragment}/"  # a chapter has a page of its own
        if fragment:
            self._check_part(target, target.prose, fragment, use=use, here="")
        return target.address + hash_mark + fragment

    def _check_part(
        self, target: Entry, prose: Prose, fragment: str, use: LinkUse, here: str
    ) -> None:
        """A link to a part of a page leads to a heading of its text, to an item of its fields, or
        to a part that its template may draw.
        """
        if any(heading.id == fragment for heading in prose.headings):
            return
        # a page that shows less may leave items out, too
        is_whole = not here and target.is_published and target.fields.status != "archived"
        if may_be_drawn(target.fields, fragment) or (
            not is_whole and fragment in item_ids(target.fields)
        ):
            self.part_links.append(
                PartLink(here or target.address, fragment, target.title, place=use.place)
            )
        elif fragment not in item_ids(target.fields):
            self._report_anchor(target, prose, fragment, use=use)

    def _bare(self, name: str, use: LinkUse) -> Entry | None:
        ref = self.names.one(name)
        refs = [ref] if ref else self.names.refs(name)
        rows = (
            [("Did you mean" if ref else "One of", a_few(f"[[{ref}]]" for ref in refs))]
            if refs
            else [
                (
                    "Write",
                    "the folder, a slash and the id, for example [[practices/map-the-journey]]",
                )
            ]
        )
        self.report.add(
            "broken-reference",
            use.place,
            f"{quoted(name)} does not say in which collection the entry is.",
            rows=rows,
        )
        return None

    def _by_path(self, origin: Entry, path: str, use: LinkUse) -> Entry | None:
        """A link by file name (`other.md`, `../guides/x.md`) or by address (`/guides/x/`)."""
        root = origin.source.path.split("/", 1)[0]
        here = posixpath.dirname(origin.source.path) if not path.startswith("/") else root
        full = posixpath.normpath(posixpath.join(here, path.lstrip("/")))
        for candidate in (full, f"{full}.md", f"{full}.yml", f"{full}/index.md"):
            if candidate in self.entry_by_path:
                return self.entry_by_path[candidate]
        if full.removesuffix(".md").removesuffix(".yml").split("/", 1)[-1] in self.unreadable:
            return None
        address = web_address_meant(path)
        if address:
            words = f"{quoted(path)} has no https:// in front, so it is read as the name of a file."
            self.report.add(
                "broken-link",
                use.place,
                words,
                rows=[("Write", f"[{use.words or 'words'}]({web_address_meant(use.target)})")],
            )
            return None
        meant = link_meant(path, use.words)
        if meant:
            self.report.add(
                "broken-link",
                use.place,
                f"{quoted(path)} is no name of a file or an entry.",
                rows=[("Write", meant)],
            )
            return None
        known = [
            posixpath.relpath(p, posixpath.dirname(origin.source.path)) for p in self.entry_by_path
        ]
        self.report.add(
            "broken-link",
            use.place,
            f"{quoted(path)} leads to no entry.",
            rows=[
                *did_you_mean(path, known),
                ("Write", "[[collection/id]], which prints the title"),
            ],
        )
        return None

    def _picture(self, use: LinkUse) -> str:
        name = (
            posixpath.normpath(use.target).removeprefix("../").lstrip("./").removeprefix("images/")
        )
        if name not in self.pictures and f"images/{name}" not in self.unreadable:
            self.report.add(
                "broken-link",
                use.place,
                f"There is no picture {quoted(use.target)}.",
                rows=[
                    *did_you_mean(f"images/{name}", [f"images/{p}" for p in self.pictures]),
                    ("Write", "the name of a file in content/images"),
                ],
            )
            return ""
        return f"images/{name}"

    def _report_anchor(self, target: Entry, prose: Prose, fragment: str, use: LinkUse) -> None:
        known = sorted(
            {heading.id for heading in prose.headings}
            | item_ids(target.fields)
            | target.fields.part_ids
        )
        self.report.add(
            "broken-anchor",
            use.place,
            f"{quoted('#' + fragment)} is not a part of {quoted(target.title)}.",
            rows=[
                *[("Did you mean", f"#{word}") for _, word in did_you_mean(fragment, known)],
                (
                    "Headings",
                    a_few((f"#{heading.id}" for heading in prose.headings), 12)
                    or "that text has none",
                ),
            ],
        )


def chapter_keys(entry: Entry) -> frozenset[str]:
    """The keys of a playbook's chapters, each of which has a page of its own."""
    return frozenset(chapter.key for chapter in getattr(entry.fields, "chapters", ()))


def _former(entries: Entries, report: Report) -> dict[str, str]:
    """Old names, each to the entry that has it now."""
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
