"""The second stage: located sources become typed entries, their text converted. Each entry is judged by itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from hub.conversion import Converted, convert
from hub.files import check_lines
from hub.kinds import KIND_BY_COLLECTION, EntryFields, Translation, VocabularyTerm
from hub.model import Entries, Entry, Source, Sources, Translated
from hub.nodes import FieldsNode, ListNode, Node, TextNode
from hub.problems import Place, Report, did_you_mean, quoted
from hub.prose import EMPTY, Prose
from hub.schema import Vocabulary, place_at, read_fields, report_missing
from hub.urls import judge


def validate(sources: Sources, report: Report, *, texts: Mapping[str, Converted] | None = None, today: date | None = None) -> Entries:
    """Typed entries. `texts` holds bodies that are converted already, by path; `today` bounds fields that say when something was done."""
    texts = texts or {}
    vocabulary = _vocabulary(sources, report)
    entries: list[Entry] = []
    translations: list[Translated] = []
    for source in sources.entries:
        if source.language == "en":
            entry = _entry(source, vocabulary, texts, today, report)
            if entry is not None:
                entries.append(entry)
        else:
            translated = _translation(source, vocabulary, texts, today, report)
            if translated is not None:
                translations.append(translated)
    return Entries(tuple(entries), tuple(translations), vocabulary, sources.pictures)


def _vocabulary(sources: Sources, report: Report) -> Vocabulary:
    vocabulary: Vocabulary = {}
    for source in sources.vocabulary:
        mark = report.mark()
        terms: dict[str, VocabularyTerm] = {}
        for name, node in source.fields.value_by_name.items():
            term = read_fields(node, VocabularyTerm, report, called="value")
            if term is not None:
                terms[name] = term
        check_lines(source.path, report, since=mark)
        vocabulary[source.id] = terms
    return vocabulary


def _entry(source: Source, vocabulary: Vocabulary, texts: Mapping[str, Converted], today: date | None, report: Report) -> Entry | None:
    kind = KIND_BY_COLLECTION[source.collection]
    mark = report.mark()
    fields = read_fields(source.fields, kind, report, called=kind.singular, vocabulary=vocabulary, today=today)
    prose = _prose(source, texts, report, since=mark)
    if fields is None:
        return None
    _check_stage(fields, source, report)
    _check_own_keys(fields, source, report)
    _check_addresses(source.fields, report)
    return Entry(source.collection, source.id, fields, prose, source)


def _translation(source: Source, vocabulary: Vocabulary, texts: Mapping[str, Converted], today: date | None, report: Report) -> Translated | None:
    mark = report.mark()
    fields = read_fields(source.fields, Translation, report, called="translation", vocabulary=vocabulary, today=today)
    prose = _prose(source, texts, report, since=mark)
    if fields is None:
        return None
    return Translated(source.language, f"{source.collection}/{source.id}", fields, prose, source)


def _prose(source: Source, texts: Mapping[str, Converted], report: Report, *, since: int) -> Prose:
    if not check_lines(source.path, report, since=since):
        return EMPTY
    prose, problems = texts.get(source.path) or convert((source.path, source.body_line, source.body))
    report.problems.extend(problems)
    return prose


def _check_stage(fields: EntryFields, source: Source, report: Report) -> None:
    """A draft may be thin; a published entry may not."""
    if fields.status == "published":
        missing = fields.missing_to_publish
        if missing:
            report_missing(missing, source.fields, fields.singular, report, to_publish=True)
    if fields.status == "archived" and not fields.archived_reason:
        report_missing(["archived_reason"], source.fields, f"archived {fields.singular}", report)
    if fields.summary and fields.summary.rstrip(".").casefold() == fields.title.rstrip(".").casefold():
        place = source.fields.value_by_name["summary"].place
        report.add("bad-text", place, "The summary only repeats the title.", rows=[("Write", "what a reader gets from this page, in one sentence")])


def _check_own_keys(fields: EntryFields, source: Source, report: Report) -> None:
    """A `source:` names a key of this entry's own sources; a source says where it is."""
    keys = [item.key for item in fields.sources]
    uses: list[tuple[tuple[str | int, ...], str]] = []
    for name in ("claims", "quotes", "results"):
        for number, item in enumerate(getattr(fields, name, ())):
            uses.append(((name, number, "source"), item.source))
    hisp = getattr(fields, "hisp", None)
    if hisp is not None:
        uses.append((("hisp", "source"), hisp.source))
    for loc, key in uses:
        if key not in keys:
            report.add(
                "broken-reference",
                _place(source, loc),
                f"{quoted(key)} is not a key of this entry's sources.",
                rows=[*did_you_mean(key, keys), ("Allowed", ", ".join(keys) or "none yet: add a source with this key")],
            )
    for number, item in enumerate(fields.sources):
        if item.resource is None and item.title is None:
            report.add(
                "missing-field",
                _place(source, ("sources", number)),
                f"The source {quoted(item.key)} names neither a resource nor a title.",
                rows=[("Write", "resource: the id of a resource"), ("Or", "title: what it is called, with url: or no_url:")],
            )
        elif item.resource is None and item.url is None and item.no_url is None:
            report.add(
                "missing-field",
                _place(source, ("sources", number)),
                f"The source {quoted(item.key)} has no address.",
                rows=[("Write", "url: https://…"), ("Or", "no_url: why there is none")],
            )


def _place(source: Source, loc: tuple[str | int, ...]) -> Place:
    return place_at(source.fields, loc)


def _check_addresses(node: FieldsNode, report: Report) -> None:
    """Advise https where an address field says http."""
    waiting: list[Node] = [node]
    while waiting:
        group = waiting.pop()
        if isinstance(group, ListNode):
            waiting.extend(group.items)
        elif isinstance(group, FieldsNode):
            waiting.extend(group.value_by_name.values())
            for name in ("url", "archived_url", "join_url"):
                value = group.value_by_name.get(name)
                if isinstance(value, TextNode) and judge(value.text).is_insecure:
                    report.add(
                        "insecure-link",
                        value.place,
                        f"{quoted(value.text)} starts with http://, which anybody on the way can read and change.",
                        rows=[("Write", "https:// if the site offers it")],
                        severity="warning",
                    )
