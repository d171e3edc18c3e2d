"""The second stage: located sources become typed entries, their text converted. Each entry is judged by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from hub.conversion import Converted, convert
from hub.entrynames import EntryNames
from hub.files import check_lines
from hub.kinds import KIND_BY_COLLECTION, EntryFields, Translation, VocabularyTerm
from hub.model import Entries, Entry, Source, Sources, Translated
from hub.nodes import FieldsNode, TextNode, groups
from hub.problems import Place, Report, did_you_mean, quoted
from hub.prose import EMPTY, Prose
from hub.schema import Vocabulary, place_at, read_fields, report_missing
from hub.searchwords import read_search_words
from hub.startpage import read_start
from hub.unread import with_unread
from hub.urls import judge
from hub.yamlslips import in_quotes, without_curly


def validate(sources: Sources, report: Report, *, texts: Callable[[], Mapping[str, Converted]] = dict, today: date | None = None) -> Entries:
    """Typed entries. `texts` waits for the bodies that are being converted meanwhile, by path; `today` bounds fields that say when something was done."""
    vocabulary = _vocabulary(sources, report)
    names = EntryNames((f"{source.collection}/{source.id}", source.fields) for source in sources.entries if source.language == "en")
    entries: list[tuple[Source, EntryFields | None]] = []
    translations: list[tuple[Source, Translation | None]] = []
    for source in sources.entries:
        if source.language == "en":
            entries.append((source, _entry_fields(source, vocabulary, names, today, report)))
        else:
            translations.append((source, read_fields(source.fields, Translation, report, called="translation", vocabulary=vocabulary, today=today)))
    prose_by_path = _texts((*sources.entries, *sources.unread), texts(), report)
    unread = [*(source for source, fields in entries if fields is None), *(source for source in sources.unread if source.language == "en")]
    return Entries(
        tuple(Entry(source.collection, source.id, fields, prose_by_path[source.path], source) for source, fields in entries if fields is not None),
        tuple(Translated(source.language, f"{source.collection}/{source.id}", fields, prose_by_path[source.path], source) for source, fields in translations if fields is not None),
        vocabulary,
        sources.pictures,
        read_search_words(sources.search, report),
        read_start(sources.start, vocabulary, today, report, names),
        tuple(Entry(source.collection, source.id, EntryFields(title=source.id), prose_by_path[source.path], source) for source in unread),
    )


def _vocabulary(sources: Sources, report: Report) -> Vocabulary:
    vocabulary: Vocabulary = {}
    for source in sources.vocabulary:
        terms: dict[str, VocabularyTerm] = {}
        for name, node in source.fields.value_by_name.items():
            term = read_fields(node, VocabularyTerm, report, called="value")
            if term is not None:
                terms[name] = term
        check_lines(source.path, report)
        vocabulary[source.id] = terms
    return with_unread(vocabulary, report)


def _entry_fields(source: Source, vocabulary: Vocabulary, names: EntryNames, today: date | None, report: Report) -> EntryFields | None:
    kind = KIND_BY_COLLECTION[source.collection]
    fields = read_fields(source.fields, kind, report, called=kind.singular, vocabulary=vocabulary, today=today, names=names)
    if fields is not None:
        _check_stage(fields, source, report)
        _check_own_keys(fields, source, report)
        _check_addresses(source.fields, report)
        _check_quotation_marks(source.fields, report)
    return fields


def _texts(sources: Iterable[Source], converted: Mapping[str, Converted], report: Report) -> dict[str, Prose]:
    """The text of every source, by path, with the mistakes found in it."""
    prose_by_path = {}
    for source in sources:
        prose = EMPTY
        if check_lines(source.path, report):
            prose, problems = converted.get(source.path) or convert((source.path, source.body_line, source.body))
            report.problems.extend(problems)
        prose_by_path[source.path] = prose
    return prose_by_path


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
    for number, item in enumerate(getattr(fields, "series", ())):
        uses.append((("series", number, "source"), item.source))
        uses += [(("series", number, "points", position, "source"), point.source) for position, point in enumerate(item.points) if point.source]
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
    for group in groups(node):
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


def _check_quotation_marks(node: FieldsNode, report: Report) -> None:
    """Advise where a whole title or summary stands in the curly quotes of a word processor: YAML keeps them, so readers would see them."""
    for name in ("title", "summary"):
        value = node.value_by_name.get(name)
        if isinstance(value, TextNode) and value.is_plain and without_curly(value.text) != value.text:
            report.add(
                "bad-text",
                value.place,
                f"The whole {name} stands in curly quotes, and readers would see them.",
                rows=[("Write", f"{name}: {in_quotes(without_curly(value.text))}"), ("Or", f"{name}: {in_quotes(value.text)}   if readers should see them")],
                severity="warning",
            )
