"""What must hold within the fields of one entry."""

from __future__ import annotations

from hub.checks.rightfields import RightFields
from hub.kinds.fieldplaces import place_at
from hub.kinds.missing import report_missing
from hub.kinds.shared import EntryFields
from hub.model import Source
from hub.problems import Place, Report, did_you_mean, quoted
from hub.prose.linkwords import misleading_words
from hub.prose.urls import judge
from hub.reading.nodes import FieldsNode, TextNode, groups
from hub.reading.yaml.slips import in_quotes, without_curly


def check_stage(found: RightFields, report: Report) -> None:
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


def check_own_keys(fields: EntryFields, source: Source, report: Report) -> None:
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


def check_entry_addresses(node: FieldsNode, report: Report) -> None:
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


def check_quotation_marks(node: FieldsNode, report: Report) -> None:
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
