"""The commands that help an editor: `hub new`, `list`, `show`, `explain`, `schema` and `doctor`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import NoReturn

import click

from hub import build
from hub.cli.project import site_settings
from hub.cli.words import json_for_output, say
from hub.compose.drawing.data import entry_data
from hub.editing import (
    codeowners,
    doctor,
    explain,
    fieldguide,
    jsonschema,
    listing,
    new,
    translations,
    waiting,
)
from hub.editing.named import named, unreadable
from hub.feedback.queuefile import read_project_queue
from hub.kinds.catalog import KIND_BY_COLLECTION
from hub.model import Library
from hub.problems import Report
from hub.project.clock import today
from hub.project.destination import write_file, writing
from hub.report import text as report_text


def _library(project: Path) -> Library:
    """The entries of the project, drafts included, whatever is wrong with some of them."""
    return _read(project)[1]


def _read(project: Path) -> tuple[build.Result, Library]:
    """The entries as above, and what is wrong with the others."""
    result = build.prepare(build.Project.at(project), None, drafts=True)
    return result, result.library


@click.command("new")
@click.argument("collection")
@click.argument("title")
@click.pass_obj
def new_command(project: Path, collection: str, title: str) -> None:
    """Write a draft with every field that publishing needs. Nothing is ever overwritten."""
    library = _library(project)
    name = listing.collection_named(collection)
    near = new.near_entries(title, library)
    path = new.new_entry(
        name, title, project / "content", vocabulary=library.vocabulary, today=today()
    )
    say(f"Created {path}   (draft)")
    if near:
        say("\nClose to what you are adding:")
        say("\n".join(f'  {ref}   "{other}"   {alike} percent alike' for ref, other, alike in near))
    say(
        "\nNext: fill in the fields that start with #, and delete the # in front of each that you"
        f" fill in. A line that begins with # is not read.\nThen  hub check {path}"
    )


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
    result, library = _read(project)
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
    result, library = _read(project)
    first = listing.name_of(name).partition("/")[0]
    language = language or (first if first in translations.languages(library) else None)
    if language:
        pair = translations.pair_named(name, library, language)
        say(
            json_for_output(json.dumps(translations.rows([pair])[0], indent=1, ensure_ascii=False))
            if as_json
            else translations.shown(pair, library)
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
        else listing.shown(entry, library)
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
            f"\n{'1 problem stands' if wrong == 1 else f'{wrong} problems stand'} in this file: hub"
            f" check {entry.source.path}",
            err=True,
        )


@click.command("explain")
@click.argument("code", required=False)
@click.option("--all", "every", is_flag=True, help="List the codes.")
@click.pass_obj
def explain_command(project: Path, code: str | None, every: bool) -> None:
    """What a problem code means, and how to mend it."""
    if every or not code:
        say("\n".join(explain.sections(project)))
    else:
        say(explain.explain(code, project))


@click.command("schema")
@click.argument("collection", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json-schema"]),
    default="text",
    show_default=True,
)
@click.option(
    "--write", is_flag=True, help="Write the generated files: schemas for editors, and CODEOWNERS."
)
@click.option(
    "--check", "check_only", is_flag=True, help="Say which generated files are out of date."
)
@click.pass_obj
def schema_command(
    project: Path, collection: str | None, form: str, write: bool, check_only: bool
) -> None:
    """The fields of a collection, for people or as JSON Schema."""
    library = _library(project)
    if write or check_only:
        texts = {
            **jsonschema.schema_files(library.vocabulary),
            jsonschema.SETTINGS: jsonschema.editor_settings(project / jsonschema.SETTINGS),
            Path(".github/CODEOWNERS"): codeowners.codeowners(codeowners.entries_by_team(library)),
        }
        stale = [
            path
            for path, text in texts.items()
            if not (project / path).is_file()
            or (project / path).read_text(encoding="utf-8") != text
        ]
        if write:
            for path in stale:
                with writing(
                    project / path,
                    fix="Change the rights of that folder, so that you may write there.",
                ):
                    (project / path).parent.mkdir(parents=True, exist_ok=True)
                    write_file(project / path, texts[path].encode())
        say(
            "\n".join(f"{'Wrote' if write else 'Out of date:'} {path}" for path in stale)
            or "All generated files are up to date."
        )
        sys.exit(1 if stale and not write else 0)
    if not collection:
        raise click.UsageError(f"Name a collection: {', '.join(KIND_BY_COLLECTION)}.")
    name = listing.collection_named(collection)
    if form == "text":
        say(fieldguide.field_guide(name, library.vocabulary))
    else:
        say(
            json_for_output(
                json.dumps(
                    jsonschema.json_schema(name, library.vocabulary),
                    indent=1,
                    ensure_ascii=False,
                    sort_keys=True,
                )
            )
        )


@click.command("doctor")
@click.pass_obj
def doctor_command(project: Path) -> None:
    """What is odd about this installation and project, and what to do about it."""
    found = [
        doctor.of_address(lambda: site_settings(project)),
        doctor.of_base(project),
        *doctor.findings(project, _library(project)),
    ]
    for finding in found:
        is_quiet = finding.is_well and not finding.is_advice
        say(
            f"{'ok ' if is_quiet else '-> '} {finding.words}"
            + (f"\n     {finding.fix}" if finding.fix and not is_quiet else "")
        )
    sys.exit(0 if all(finding.is_well for finding in found) else 1)
