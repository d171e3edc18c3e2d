"""The second stage: located sources become typed entries, their text converted. Each entry is
judged by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

from hub.checks.closedlists import read_lists, report_missing_lists
from hub.checks.pageids import check_keys, settled
from hub.checks.rightfields import RightFields, right_fields
from hub.checks.shownwords import check_shown_words
from hub.kinds.catalog import KIND_BY_COLLECTION
from hub.kinds.entrynames import EntryNames
from hub.kinds.otherkinds import kind_meant
from hub.kinds.schema import Context, a_or_an, context_of, place_at, read_fields, report_missing
from hub.kinds.shared import EntryFields
from hub.kinds.startpage import read_start
from hub.kinds.translations import Translation
from hub.model import Entries, Entry, Source, Sources, Translated
from hub.problems import Place, Report, did_you_mean, quoted
from hub.prose.conversion import Converted, convert
from hub.prose.languagemarks import check_field_marks
from hub.prose.linkwords import misleading_words
from hub.prose.text import EMPTY, Prose
from hub.prose.urls import judge
from hub.reading.files import check_lines
from hub.reading.nodes import FieldsNode, TextNode, groups
from hub.reading.yaml.slips import in_quotes, without_curly
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
    entries: list[tuple[Source, EntryFields]] = []
    unread: list[tuple[Source, EntryFields]] = []
    translations: list[tuple[Source, Translation | None]] = []
    for source in sources.entries:
        check_shown_words(source, report, is_published=_is_published(source))
        check_field_marks(source.fields, report.text_by_path.get(source.path, ""), report)
        if source.language == "en":
            found = _entry_fields(source, context, report)
            (unread if found.wrong or not source.is_sound else entries).append(
                (found.source, found.fields)
            )
        else:
            translations.append(
                (
                    source,
                    read_fields(
                        source.fields, Translation, report, called="translation", **context
                    ),
                )
            )
    unread += [
        (source, EntryFields(title=source.id))
        for source in sources.unread
        if source.language == "en"
    ]
    report_missing_lists(unsure, sources.vocabulary, report)
    prose_by_path = _texts((*sources.entries, *sources.unread), texts(), report)
    fields_by_ref = {f"{source.collection}/{source.id}": fields for source, fields in entries}
    return Entries(
        tuple(
            Entry(
                source.collection,
                source.id,
                fields,
                prose=settled(prose_by_path[source.path], fields, report),
                source=source,
            )
            for source, fields in entries
        ),
        tuple(
            _translated(source, fields, fields_by_ref, prose_by_path=prose_by_path, report=report)
            for source, fields in translations
            if fields is not None
        ),
        vocabulary,
        pictures=sources.pictures,
        search=read_search_words(sources.search, report),
        start=read_start(sources.start, vocabulary, today, report=report, names=names),
        unread=tuple(
            Entry(
                source.collection,
                source.id,
                fields,
                prose=prose_by_path[source.path],
                source=source,
            )
            for source, fields in unread
        ),
    )


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
    _check_stage(found, report)
    if "sources" not in found.wrong and found.is_whole:
        _check_own_keys(found.fields, found.source, report)
    check_keys(found.fields, found.source.fields, report)
    _check_addresses(found.source.fields, report)
    _check_quotation_marks(found.source.fields, report)
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


def _check_stage(found: RightFields, report: Report) -> None:
    """A draft may be thin; a published entry may not. A field that is there and wrong is told
    already.
    """
    fields, nodes = found.fields, found.source.fields
    if fields.status == "published" and found.is_whole:
        missing = [name for name in fields.missing_to_publish if name not in found.wrong]
        if missing:
            report_missing(missing, nodes, fields.singular, report=report, to_publish=True)
    if (
        fields.status == "archived"
        and not fields.archived_reason
        and found.is_whole
        and "archived_reason" not in found.wrong
    ):
        report_missing(["archived_reason"], nodes, f"an archived {fields.singular}", report=report)
    if (
        fields.summary
        and fields.summary.rstrip(".").casefold() == fields.title.rstrip(".").casefold()
    ):
        report.add(
            "bad-text",
            nodes.value_by_name["summary"].place,
            "The summary only repeats the title.",
            rows=[("Write", "what a reader gets from this page, in one sentence")],
        )


def _check_own_keys(fields: EntryFields, source: Source, report: Report) -> None:
    """A `source:` names a key of this entry's own sources; a source says where it is."""
    keys = [item.key for item in fields.sources]
    uses: list[tuple[tuple[str | int, ...], str]] = []
    for name in ("claims", "quotes", "results"):
        for number, item in enumerate(getattr(fields, name, ())):
            uses.append(((name, number, "source"), item.source))
    for number, item in enumerate(getattr(fields, "series", ())):
        uses.append((("series", number, "source"), item.source))
        uses += [
            (("series", number, "points", position, "source"), point.source)
            for position, point in enumerate(item.points)
            if point.source
        ]
    hisp = getattr(fields, "hisp", None)
    if hisp is not None:
        uses.append((("hisp", "source"), hisp.source))
    for loc, key in uses:
        if key not in keys:
            report.add(
                "broken-reference",
                _place(source, loc),
                f"{quoted(key)} is not a key of this entry's sources.",
                rows=[
                    *did_you_mean(key, keys),
                    ("Allowed", ", ".join(keys) or "none yet: add a source with this key"),
                ],
            )
    for number, item in enumerate(fields.sources):
        if item.resource is None and item.title is None:
            report.add(
                "missing-field",
                _place(source, ("sources", number)),
                f"The source {quoted(item.key)} names neither a resource nor a title.",
                rows=[
                    ("Write", "resource: the id of a resource"),
                    ("Or", "title: what it is called, with url: or no_url:"),
                ],
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
    """Advise https where an address field says http, and refuse a title that is another address
    than the one it leads to.
    """
    for group in groups(node):
        title, url = group.value_by_name.get("title"), group.value_by_name.get("url")
        if (
            isinstance(title, TextNode)
            and isinstance(url, TextNode)
            and (misleads := misleading_words(title.text, url.text))
        ):
            report.add(
                "misleading-link",
                title.place,
                f"The words {quoted(title.text)} {misleads}.",
                rows=[("Write", "a title that says where the link leads")],
            )
        for name in ("url", "archived_url", "join_url"):
            value = group.value_by_name.get(name)
            if isinstance(value, TextNode) and judge(value.text).is_insecure:
                report.add(
                    "insecure-link",
                    value.place,
                    f"{quoted(value.text)} starts with http://, which anybody on the way can read"
                    " and change.",
                    rows=[("Write", "https:// if the site offers it")],
                    severity="warning",
                )


def _check_quotation_marks(node: FieldsNode, report: Report) -> None:
    """Advise where a whole title or summary stands in the curly quotes of a word processor: YAML
    keeps them, so readers would see them.
    """
    for name in ("title", "summary"):
        value = node.value_by_name.get(name)
        if (
            isinstance(value, TextNode)
            and value.is_plain
            and without_curly(value.text) != value.text
        ):
            report.add(
                "bad-text",
                value.place,
                f"The whole {name} stands in curly quotes, and readers would see them.",
                rows=[
                    ("Write", f"{name}: {in_quotes(without_curly(value.text))}"),
                    ("Or", f"{name}: {in_quotes(value.text)}   if readers should see them"),
                ],
                severity="warning",
            )
