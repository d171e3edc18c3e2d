"""The commands that list and show entries: `hub list` and `show`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import NoReturn

import click

from hub.cli.entries import read_entries
from hub.cli.words import json_for_output, say
from hub.compose.drawing.data import entry_data
from hub.editing import (
    listing,
    translations,
    waiting,
)
from hub.editing.named import named, unreadable
from hub.feedback.queuefile import read_project_queue
from hub.model import Library
from hub.problems import Report
from hub.report import text as report_text


@click.command("list")
@click.argument("collection", required=False)
@click.option("--status", help="Only this status.")
@click.option("--owner", help="Only this owner.")
@click.option(
    "--language",
    metavar="CODE",
    help="The translations into this language, such as es, and which of them are outdated.",
)
@click.option("--feedback", is_flag=True, help="What readers said and nobody has answered yet.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def list_command(
    project: Path,
    collection: str | None,
    status: str | None,
    owner: str | None,
    language: str | None,
    feedback: bool,
    as_json: bool,
) -> None:
    """The entries, by name."""
    result, library = read_entries(project)
    status = (
        listing.value_named("status", status, library.vocabulary.get("status", {}))
        if status is not None
        else None
    )
    owner = (
        listing.value_named("owner", owner, library.vocabulary.get("owners", {}))
        if owner is not None
        else None
    )
    if collection in translations.languages(library):
        collection, language = None, language or collection
    name = listing.collection_named(collection) if collection else None
    if feedback:
        _list_feedback(project, library, owner, as_json=as_json)
    if language:
        pairs = translations.pairs(library, language, collection=name, status=status, owner=owner)
        say(
            json_for_output(json.dumps(translations.rows(pairs), indent=1, ensure_ascii=False))
            if as_json
            else "\n".join(translations.lines(pairs)) or "No translation matches."
        )
        _say_hidden(unreadable(result, name, language))
        sys.exit(0 if pairs else 1)
    entries = listing.rows(library, name, status, owner=owner)
    told = [
        {
            "name": e.ref,
            "title": e.title,
            "status": e.fields.status,
            "owner": e.fields.owner,
            "file": e.source.path,
        }
        for e in entries
    ]
    say(
        json_for_output(json.dumps(told, indent=1, ensure_ascii=False))
        if as_json
        else "\n".join(listing.lines(entries)) or "No entry matches."
    )
    _say_hidden(unreadable(result, name))
    sys.exit(0 if entries else 1)


def _say_hidden(path_by_name: dict[str, str]) -> None:
    """Name the files that a list could not read, apart from the list itself."""
    if path_by_name:
        which = (
            "1 file has errors, and is"
            if len(path_by_name) == 1
            else f"{len(path_by_name)} files have errors, and are"
        )
        click.echo(f"\n{which} not listed. See what is wrong with", err=True)
        click.echo("\n".join(f"  hub check {path}" for path in path_by_name.values()), err=True)


def _list_feedback(
    project: Path, library: Library, owner: str | None, *, as_json: bool
) -> NoReturn:
    """Say what waits, and which lines of the queue nobody can read."""
    report = Report()
    found = waiting.open_points(read_project_queue(project, report), library, owner)
    told = [
        {
            "id": point.id,
            "page": point.page,
            "section": point.section,
            "on": point.on,
            "owner": who,
            "text": point.text,
        }
        for point, who in found
    ]
    say(
        json_for_output(json.dumps(told, indent=1, ensure_ascii=False))
        if as_json
        else "\n".join(waiting.lines(found)) or "Nothing waits."
    )
    if report.problems:
        click.echo("\n" + report_text.render(report), err=True)
    sys.exit(1 if report.problems or not found else 0)


@click.command("show")
@click.argument("name", metavar="PATH|ID")
@click.option("--language", metavar="CODE", help="The translation into this language, such as es.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def show_command(project: Path, name: str, language: str | None, as_json: bool) -> None:
    """One entry: its fields, and who points to it."""
    result, library = read_entries(project)
    first = listing.name_of(name).partition("/")[0]
    language = language or (first if first in translations.languages(library) else None)
    if language:
        pair = translations.pair_named(name, library, language)
        say(
            json_for_output(json.dumps(translations.rows([pair])[0], indent=1, ensure_ascii=False))
            if as_json
            else translations.pair_as_text(pair, library)
        )
        return
    wanted = listing.name_of(name)
    for ref, path in unreadable(result).items():
        if wanted == ref or (
            wanted == ref.partition("/")[2]
            and not any(entry.id == wanted for entry in library.entry_by_ref.values())
        ):
            click.echo(report_text.render(named(result, (path,)).report), err=True)
            click.echo(
                f"\n{path} has errors, so the entry cannot be shown. Mend them first.", err=True
            )
            sys.exit(1)
    entry = listing.find(name, library)
    say(
        json_for_output(json.dumps(entry_data(entry, library), indent=1, ensure_ascii=False))
        if as_json
        else listing.entry_as_text(entry, library)
    )
    wrong = len(
        {
            problem.sort_key
            for problem in result.report.problems
            if problem.place.path == entry.source.path
        }
    )
    if wrong:
        click.echo(
            f"\n{'1 problem is' if wrong == 1 else f'{wrong} problems are'} in this file: hub"
            f" check {entry.source.path}",
            err=True,
        )
