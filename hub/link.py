"""The third stage: entries become a library. References resolve, links and anchors lead somewhere,
nothing goes in a ring.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container
from dataclasses import replace

from hub.checks.assessments import check_assessments
from hub.checks.figures import check_figures
from hub.checks.formernames import current_pages, current_steps, former_names
from hub.checks.graph import (
    check_judged,
    check_rings,
    check_short_names,
    check_titles,
    check_translated_stages,
)
from hub.checks.start import check_start
from hub.checks.targets import Targets
from hub.checks.teaching import check_courses, check_playbooks
from hub.checks.textlinks import TextLinks
from hub.checks.tools import check_tools
from hub.kinds.references import references
from hub.model import Backlink, Entries, Library, Translated
from hub.permalinks.ledger import Ledger
from hub.permalinks.lookup import Given, Lookup
from hub.problems import Report, did_you_mean, quoted


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
    former = former_names(entries, report)
    entries = replace(
        entries,
        search=current_pages(entries.search, former, report),
        start=current_steps(entries.start, former, report),
    )
    lookup = Lookup(entries.entries, unreadable, given)
    targets = Targets(entry_by_ref, former, unreadable, lookup=lookup, report=report)
    links = TextLinks(targets, {picture.name for picture in entries.pictures}, report)
    check_titles(entries, report)
    check_short_names(entries, report)
    backlinks = _backlinks(entries, targets, drafts=drafts)
    link_targets = _link_targets(entries, links, backlinks, drafts=drafts)
    _look_at_unread(entries, links)
    translations = _translations(entries, links, link_targets)
    check_rings(entries, report)
    check_playbooks(entries, report)
    check_courses(entries, lookup, report)
    check_assessments(entries, report)
    check_tools(entries, report)
    check_figures(entries, report)
    check_judged(entries, unreadable, report)
    check_start(entries, lookup, report)
    listed = {ref: entry for ref, entry in entry_by_ref.items() if entry.is_published or drafts}
    return Library(
        listed,
        {ref: tuple(dict.fromkeys(those)) for ref, those in backlinks.items()},
        {ref: tuple(those) for ref, those in translations.items() if ref in listed},
        vocabulary=entries.vocabulary,
        pictures=entries.pictures,
        link_targets=link_targets,
        search=entries.search,
        start=entries.start,
        part_links=tuple(links.part_links),
    )


def _backlinks(entries: Entries, targets: Targets, *, drafts: bool) -> dict[str, list[Backlink]]:
    """What fields say of other entries, by the entry that they name."""
    backlinks: dict[str, list[Backlink]] = defaultdict(list)
    for entry in entries.entries:
        for reference in references(entry.fields):
            target = targets.resolve(entry, reference)
            if target is not None and target is not entry and (entry.is_published or drafts):
                backlinks[target.ref].append(
                    Backlink(entry.ref, str(reference.loc[0]), reference.words)
                )
    return backlinks


def _link_targets(
    entries: Entries, links: TextLinks, backlinks: dict[str, list[Backlink]], *, drafts: bool
) -> dict[str, tuple[str, ...]]:
    """Where the links of each text lead; the entries they lead to get their backlinks."""
    return {
        entry.ref: links.addresses(
            entry, entry.prose, backlinks if entry.is_published or drafts else None
        )
        for entry in entries.entries
    }


def _look_at_unread(entries: Entries, links: TextLinks) -> None:
    """Report what is wrong with the links of entries that some field keeps out of the library."""
    for entry in entries.unread:
        for reference in references(entry.fields):  # of its fields that are right
            links.targets.resolve(entry, reference)
        # parts of its own page may come from its fields
        inside = tuple(use for use in entry.prose.links if not use.target.startswith("#"))
        links.addresses(entry, replace(entry.prose, links=inside), None)


def _translations(
    entries: Entries, links: TextLinks, link_targets: dict[str, tuple[str, ...]]
) -> dict[str, list[Translated]]:
    """The translations of each entry; where their links lead is added to `link_targets`."""
    targets, report = links.targets, links.report
    translations: dict[str, list[Translated]] = defaultdict(list)
    for translated in entries.translations:
        original = targets.entry_by_ref.get(translated.ref)
        if original is None:
            if translated.ref not in targets.unreadable:
                report.add(
                    "broken-reference",
                    translated.source.fields.place,
                    f"There is no English entry {quoted(translated.ref)} to translate.",
                    rows=did_you_mean(translated.ref, targets.entry_by_ref),
                )
            continue
        check_translated_stages(translated, original, report)
        translations[translated.ref].append(translated)
        link_targets[f"{translated.language}:{translated.ref}"] = links.addresses(
            original, translated.prose, None, here=f"{translated.language}/{original.address}"
        )
    return translations
