"""The second stage: located sources become typed entries, their text converted. Each entry is
judged by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from hub.checks.closedlists import read_lists, report_missing_lists
from hub.checks.entryfields import (
    check_entry_addresses,
    check_own_keys,
    check_quotation_marks,
    check_stage,
)
from hub.checks.pageids import check_keys, settled
from hub.checks.rightfields import RightFields, right_fields
from hub.checks.shownwords import check_shown_words
from hub.kinds.catalog import KIND_BY_COLLECTION
from hub.kinds.entrynames import EntryNames
from hub.kinds.missing import a_or_an
from hub.kinds.otherkinds import kind_meant
from hub.kinds.schema import Context, context_of, read_fields
from hub.kinds.shared import EntryFields
from hub.kinds.startpage import read_start
from hub.kinds.translations import Translation
from hub.model import Entries, Entry, Source, Sources, Translated
from hub.problems import Report
from hub.prose.conversion import Converted, convert
from hub.prose.languagemarks import check_field_marks
from hub.prose.text import EMPTY, Prose
from hub.reading.filetext import check_lines
from hub.reading.nodes import TextNode
from hub.search.editorlists import read_search_words

# what else is wrong with such a line of the text comes of it, or is seen with it
_TOLD_BEFORE = ("forbidden-character", "front-matter-missing")


def validate(
    sources: Sources,
    report: Report,
    *,
    texts: Callable[[], Mapping[str, Converted]] = dict,
    today: date | None = None,
) -> Entries:
    """Typed entries. `texts` waits for the bodies that are being converted meanwhile, by path;
    `today` bounds fields that say when something was done.
    """
    vocabulary, unsure = read_lists(sources.vocabulary, report)
    names = EntryNames(
        (f"{source.collection}/{source.id}", source.fields)
        for source in sources.entries
        if source.language == "en"
    )
    context = context_of(vocabulary, today=today, names=names, unsure=unsure)
    fields = _all_fields(sources, context, report)
    report_missing_lists(unsure, sources.vocabulary, report)
    prose_by_path = _texts((*sources.entries, *sources.unread), texts(), report)
    fields_by_ref = {f"{source.collection}/{source.id}": one for source, one in fields.entries}
    return Entries(
        tuple(
            _entry(source, one, settled(prose_by_path[source.path], one, report))
            for source, one in fields.entries
        ),
        tuple(
            _translated(source, one, fields_by_ref, prose_by_path=prose_by_path, report=report)
            for source, one in fields.translations
        ),
        vocabulary,
        pictures=sources.pictures,
        search=read_search_words(sources.search, report),
        start=read_start(sources.start, vocabulary, today, report=report, names=names),
        unread=tuple(
            _entry(source, one, prose_by_path[source.path]) for source, one in fields.unread
        ),
    )


@dataclass
class _Fields:
    """The fields of all sources: of entries, of those with a field that cannot be used, and of
    translations.
    """

    entries: list[tuple[Source, EntryFields]] = field(default_factory=list)
    unread: list[tuple[Source, EntryFields]] = field(default_factory=list)
    translations: list[tuple[Source, Translation]] = field(default_factory=list)


def _all_fields(sources: Sources, context: Context, report: Report) -> _Fields:
    fields = _Fields()
    for source in sources.entries:
        check_shown_words(source, report, is_published=_is_published(source))
        check_field_marks(source.fields, report.text_by_path.get(source.path, ""), report)
        if source.language == "en":
            found = _entry_fields(source, context, report)
            is_unread = found.wrong or not source.is_sound
            (fields.unread if is_unread else fields.entries).append((found.source, found.fields))
            continue
        translation = read_fields(
            source.fields, Translation, report, called="translation", **context
        )
        if translation is not None:
            fields.translations.append((source, translation))
    for source in sources.unread:
        if source.language == "en":
            fields.unread.append((source, EntryFields(title=source.id)))
    return fields


def _entry(source: Source, fields: EntryFields, prose: Prose) -> Entry:
    return Entry(source.collection, source.id, fields, prose=prose, source=source)


def _is_published(source: Source) -> bool:
    status = source.fields.value_by_name.get("status")
    return isinstance(status, TextNode) and status.text == "published"


def _translated(
    source: Source,
    fields: Translation,
    fields_by_ref: Mapping[str, EntryFields],
    prose_by_path: Mapping[str, Prose],
    report: Report,
) -> Translated:
    """A translation, which has the keys of the English entry, so its headings give way to them,
    too.
    """
    ref = f"{source.collection}/{source.id}"
    english = fields_by_ref.get(ref)
    prose = prose_by_path[source.path]
    return Translated(
        source.language,
        ref,
        fields,
        prose=settled(prose, english, report) if english else prose,
        source=source,
    )


def _entry_fields(source: Source, context: Context, report: Report) -> RightFields:
    """The typed fields of an entry; when some of them are wrong, the others, judged all the
    same.
    """
    own = KIND_BY_COLLECTION[source.collection]
    kind = kind_meant(source.fields.value_by_name, own)
    if kind is not own:
        report.add(
            "wrong-folder",
            source.fields.place,
            f"This looks like {a_or_an(kind.singular)}, and it stands among the {own.plural}.",
            rows=[
                ("Move it to", source.path.replace(f"/{own.plural}/", f"/{kind.plural}/")),
                ("Or", f"write the fields of {a_or_an(own.singular)}: hub schema {own.plural}"),
            ],
        )
    fields = read_fields(source.fields, kind, report, called=kind.singular, **context)
    found = (
        RightFields(fields, source) if fields is not None else right_fields(source, kind, context)
    )
    found = found if kind is own else replace(found, wrong=frozenset({*found.wrong, "kind"}))
    check_stage(found, report)
    if "sources" not in found.wrong and found.is_whole:
        check_own_keys(found.fields, found.source, report)
    check_keys(found.fields, found.source.fields, report)
    check_entry_addresses(found.source.fields, report)
    check_quotation_marks(found.source.fields, report)
    return found


def _texts(
    sources: Iterable[Source], converted: Mapping[str, Converted], report: Report
) -> dict[str, Prose]:
    """The text of every source, by path, with the mistakes found in it."""
    prose_by_path = {}
    hidden = {
        (problem.place.path, problem.place.line)
        for problem in report.problems
        if problem.code in _TOLD_BEFORE
    }
    for source in sources:
        prose = EMPTY
        if check_lines(source.path, report):
            prose, problems = converted.get(source.path) or convert(
                (source.path, source.body_line, source.body)
            )
            report.problems.extend(
                problem
                for problem in problems
                if (problem.place.path, problem.place.line) not in hidden
            )
        prose_by_path[source.path] = prose
    return prose_by_path
