"""The commands that help an editor: `hub new`, `list`, `show`, `explain`, `schema` and `doctor`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from hub import build, report_text
from hub.cli_words import say
from hub.compose.data import entry_data
from hub.editing import (
    codeowners,
    doctor,
    explain,
    fieldguide,
    jsonschema,
    listing,
    new,
    waiting,
)
from hub.feedback.queuefile import read_project_queue
from hub.folders import COLLECTIONS
from hub.model import Library
from hub.problems import Report


def _library(project: Path) -> Library:
    """The entries of the project, drafts included, whatever is wrong with some of them."""
    result = build.prepare(build.Project.at(project), None, drafts=True)
    assert result.library is not None
    return result.library


@click.command("new")
@click.argument("collection")
@click.argument("title")
@click.pass_obj
def new_command(project: Path, collection: str, title: str) -> None:
    """Write a draft with every field that publishing needs. Nothing is ever overwritten."""
    library = _library(project)
    name = listing.collection_named(collection)
    near = new.near_entries(title, library)
    path = new.new_entry(name, title, project / "content", library.vocabulary, build.today())
    say(f"Created {path}   (draft)")
    if near:
        say("\nClose to what you are adding:")
        say("\n".join(f'  {ref}   "{other}"   {alike} percent alike' for ref, other, alike in near))
    say(f"\nNext: fill in the fields that start with #, and delete the # in front of each that you fill in. A line that begins with # is not read.\nThen  hub check {path}")


@click.command("list")
@click.argument("collection", required=False)
@click.option("--status", help="Only this status.")
@click.option("--owner", help="Only this owner.")
@click.option("--feedback", is_flag=True, help="What readers said and nobody has answered yet.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def list_command(project: Path, collection: str | None, status: str | None, owner: str | None, feedback: bool, as_json: bool) -> None:
    """The entries, by name."""
    library = _library(project)
    if feedback:
        report = Report()
        found = waiting.open_points(read_project_queue(project, report), library, owner)
        told = [{"id": point.id, "page": point.page, "section": point.section, "on": point.on, "owner": who, "text": point.text} for point, who in found]
        say(json.dumps(told, indent=1, ensure_ascii=False) if as_json else "\n".join(waiting.lines(found)) or "Nothing waits.")
        if report.problems:
            click.echo("\n" + report_text.render(report), err=True)
        sys.exit(1 if report.problems or not found else 0)
    entries = listing.rows(library, listing.collection_named(collection) if collection else None, status, owner)
    if as_json:
        say(
            json.dumps(
                [{"name": e.ref, "title": e.title, "status": e.fields.status, "owner": e.fields.owner, "file": e.source.path} for e in entries], indent=1, ensure_ascii=False
            )
        )
    else:
        say("\n".join(listing.lines(entries)) or "No entry matches.")
    sys.exit(0 if entries else 1)


@click.command("show")
@click.argument("name", metavar="PATH|ID")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def show_command(project: Path, name: str, as_json: bool) -> None:
    """One entry: its fields, and who points to it."""
    library = _library(project)
    entry = listing.find(name, library)
    say(json.dumps(entry_data(entry, library), indent=1, ensure_ascii=False) if as_json else listing.shown(entry, library))


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
@click.option("--format", "form", type=click.Choice(["text", "json-schema"]), default="text", show_default=True)
@click.option("--write", is_flag=True, help="Write the generated files: schemas for editors, and CODEOWNERS.")
@click.option("--check", "check_only", is_flag=True, help="Say which generated files are out of date.")
@click.pass_obj
def schema_command(project: Path, collection: str | None, form: str, write: bool, check_only: bool) -> None:
    """The fields of a collection, for people or as JSON Schema."""
    library = _library(project)
    if write or check_only:
        texts = {**jsonschema.schema_files(library.vocabulary), Path(".github/CODEOWNERS"): codeowners.codeowners(codeowners.entries_by_team(library))}
        stale = [path for path, text in texts.items() if not (project / path).is_file() or (project / path).read_text(encoding="utf-8") != text]
        if write:
            for path in stale:
                (project / path).parent.mkdir(parents=True, exist_ok=True)
                (project / path).write_text(texts[path], encoding="utf-8")
        say("\n".join(f"{'Wrote' if write else 'Out of date:'} {path}" for path in stale) or "All generated files are up to date.")
        sys.exit(1 if stale and not write else 0)
    if not collection:
        raise click.UsageError(f"Name a collection: {', '.join(COLLECTIONS)}.")
    name = listing.collection_named(collection)
    if form == "text":
        say(fieldguide.field_guide(name, library.vocabulary))
    else:
        say(json.dumps(jsonschema.json_schema(name, library.vocabulary), indent=1, ensure_ascii=False, sort_keys=True))


@click.command("doctor")
@click.pass_obj
def doctor_command(project: Path) -> None:
    """What is odd about this installation and project, and what to do about it."""
    found = list(doctor.findings(project, _library(project)))
    for finding in found:
        say(f"{'ok ' if finding.is_well else '-> '} {finding.words}" + (f"\n     {finding.fix}" if finding.fix and not finding.is_well else ""))
    sys.exit(0 if all(finding.is_well for finding in found) else 1)
