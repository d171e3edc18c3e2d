"""The commands that help an editor to write: `hub new`, `schema` and `doctor`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from hub.cli.entries import library_of
from hub.cli.project import site_settings
from hub.cli.words import json_for_output, say
from hub.editing import (
    codeowners,
    doctor,
    fieldguide,
    jsonschema,
    listing,
    new,
)
from hub.kinds.catalog import KIND_BY_COLLECTION
from hub.project.clock import today
from hub.project.destination import write_file, writing


@click.command("new")
@click.argument("collection")
@click.argument("title")
@click.pass_obj
def new_command(project: Path, collection: str, title: str) -> None:
    """Write a draft with every field that publishing needs. Nothing is ever overwritten."""
    library = library_of(project)
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
    library = library_of(project)
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
        *doctor.findings(project, library_of(project)),
    ]
    for finding in found:
        is_quiet = finding.is_well and not finding.is_advice
        say(
            f"{'ok ' if is_quiet else '-> '} {finding.words}"
            + (f"\n     {finding.fix}" if finding.fix and not is_quiet else "")
        )
    sys.exit(0 if all(finding.is_well for finding in found) else 1)
