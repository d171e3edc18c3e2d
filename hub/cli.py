"""The `hub` command. Only this module prints."""

from __future__ import annotations

import gc
import json
import sys
import tempfile
import traceback
from pathlib import Path

import click

from hub import build, report_machine, report_text
from hub.compose.data import entry_data
from hub.editing import (
    codeowners,
    doctor,
    explain,
    fieldguide,
    jsonschema,
    listing,
    new,
)
from hub.kinds import COLLECTIONS
from hub.model import Library
from hub.pages import Settings
from hub.problems import HubError, Place, Problem, nearest
from hub.progress import progress

VERSION = "0.1.0"


class _HubGroup(click.Group):
    """Commands, with the nearest one offered when a name is mistyped, and errors that read like ours."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            meant = nearest(args[0], self.list_commands(ctx))
            hint = f' Did you mean "hub {meant}"?' if meant else " See the commands with: hub --help"
            raise click.UsageError(f'There is no command "{args[0]}".{hint}')
        return super().resolve_command(ctx, args)


@click.group(cls=_HubGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(VERSION, prog_name="hub")
@click.option("--project", type=click.Path(path_type=Path, file_okay=False), default=Path(), help="The folder that holds mkdocs.yml.", show_default="this folder")
@click.pass_context
def hub(ctx: click.Context, project: Path) -> None:
    """Turn entries about customer experience in government into a checked, linked, published site."""
    ctx.obj = project


_content = click.option("--content", metavar="FOLDER", help="Another content folder.")


@hub.command()
@click.argument("only", nargs=-1, metavar="[PATH|ID]...")
@click.option("--format", "form", type=click.Choice(["text", "json", "github", "sarif", "markdown"]), default="text", show_default=True)
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@_content
@click.pass_obj
def check(project: Path, only: tuple[str, ...], form: str, strict: bool, content: str | None) -> None:
    """Name everything that is wrong with the content, in one run. Nothing is written."""
    with progress(wanted=form == "text") as tick:
        result = build.prepare(build.Project.at(project, content), Settings(), tick=tick)
    report = listing.only_named(result.report, only, result.paths)
    counts = _counts(result)
    if form == "text":
        _say(report_text.render(report))
        if result.site is not None and not only:
            _say(_table(counts))
        _say(report_text.closing(report, published="The published site has not been changed." if report.problems else f"{sum(counts.values())} entries are in order."))
    elif form == "json":
        _say(report_machine.to_json(report, counts))
    elif form == "github":
        _say(report_machine.to_github(report))
    elif form == "markdown":
        _say(report_machine.to_markdown(report))
    else:
        _say(report_machine.to_sarif(report, VERSION))
    failed = report.has_errors or (strict and bool(report.problems))
    sys.exit(1 if failed else 0)


@hub.command("build")
@click.option("--site-dir", type=click.Path(path_type=Path, file_okay=True), help="Where to publish. The default stands in mkdocs.yml.")
@click.option("--drafts", is_flag=True, help="A preview: drafts and pages in review are built, too.")
@_content
@click.pass_obj
def build_site(project: Path, site_dir: Path | None, drafts: bool, content: str | None) -> None:
    """Check the content, build the site, and publish it in one step. The old site stays until the new one is whole."""
    from hub.plugin import HubPlugin, Refused  # noqa: PLC0415  # MkDocs takes a third of a second, and a check does not need it
    from hub.render import render  # noqa: PLC0415  # as above

    made: list[HubPlugin] = []
    refused = None
    with progress() as tick:

        def configure(plugin: object) -> None:
            assert isinstance(plugin, HubPlugin)
            plugin.prepare_for_build(content=content, drafts=drafts, tick=tick)
            made.append(plugin)

        try:
            render(project / "mkdocs.yml", site_dir=site_dir.absolute() if site_dir else None, configure=configure)
        except Refused as error:
            refused = error
    if refused is not None:
        _say(report_text.render(refused.report))
        _say(report_text.closing(refused.report))
        sys.exit(1)
    result = made[0].result
    counts = _counts(result)
    if result.report.problems:
        _say(report_text.render(result.report))
    _say(_table(counts))
    assert result.site is not None
    _say(f"Published {len(result.site.pages):,} pages and {len(result.site.files):,} data files.")


@hub.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The first port to try.")
@click.pass_obj
def serve(project: Path, port: int) -> None:
    """Show the site on this machine only, with drafts, and build it again when something changes."""
    from hub.plugin import HubPlugin, Refused  # noqa: PLC0415  # as above
    from hub.render import free_port, preview  # noqa: PLC0415  # as above

    free = free_port(port)
    HubPlugin.when_ready = staticmethod(lambda: _say(f"The hub is on http://127.0.0.1:{free}/  (stop it with Ctrl+C)"))
    try:
        preview(project / "mkdocs.yml", port=free)
    except Refused:
        sys.exit(1)  # the plugin has said why, as it does at each save


def _library(project: Path) -> Library:
    """The entries of the project, drafts included, whatever is wrong with some of them."""
    result = build.prepare(build.Project.at(project), Settings(), drafts=True)
    assert result.library is not None
    return result.library


@hub.command("new")
@click.argument("collection")
@click.argument("title")
@click.pass_obj
def new_entry(project: Path, collection: str, title: str) -> None:
    """Write a draft with every field that publishing needs. Nothing is ever overwritten."""
    library = _library(project)
    name = listing.collection_named(collection)
    near = new.near_entries(title, library)
    path = new.new_entry(name, title, project / "content", library.vocabulary, build.today())
    _say(f"Created {path}   (draft)")
    if near:
        _say("\nClose to what you are adding:")
        _say("\n".join(f'  {ref}   "{other}"   {alike} percent alike' for ref, other, alike in near))
    _say(f"\nNext: fill in the fields that start with #, then  hub check {path}")


@hub.command("list")
@click.argument("collection", required=False)
@click.option("--status", help="Only this status.")
@click.option("--owner", help="Only this owner.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def list_entries(project: Path, collection: str | None, status: str | None, owner: str | None, as_json: bool) -> None:
    """The entries, by name."""
    library = _library(project)
    entries = listing.rows(library, listing.collection_named(collection) if collection else None, status, owner)
    if as_json:
        _say(
            json.dumps(
                [{"name": e.ref, "title": e.title, "status": e.fields.status, "owner": e.fields.owner, "file": e.source.path} for e in entries], indent=1, ensure_ascii=False
            )
        )
    else:
        _say("\n".join(listing.lines(entries)) or "No entry matches.")
    sys.exit(0 if entries else 1)


@hub.command()
@click.argument("name", metavar="PATH|ID")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def show(project: Path, name: str, as_json: bool) -> None:
    """One entry: its fields, and who points to it."""
    library = _library(project)
    entry = listing.find(name, library)
    _say(json.dumps(entry_data(entry, library), indent=1, ensure_ascii=False) if as_json else listing.shown(entry, library))


@hub.command("explain")
@click.argument("code", required=False)
@click.option("--all", "every", is_flag=True, help="List the codes.")
@click.pass_obj
def explain_code(project: Path, code: str | None, every: bool) -> None:
    """What a problem code means, and how to mend it."""
    if every or not code:
        _say("\n".join(explain.sections(project)))
    else:
        _say(explain.explain(code, project))


@hub.command("schema")
@click.argument("collection", required=False)
@click.option("--format", "form", type=click.Choice(["text", "json-schema"]), default="text", show_default=True)
@click.option("--write", is_flag=True, help="Write the generated files: schemas for editors, and CODEOWNERS.")
@click.option("--check", "check_only", is_flag=True, help="Say which generated files are out of date.")
@click.pass_obj
def schema_of(project: Path, collection: str | None, form: str, write: bool, check_only: bool) -> None:
    """The fields of a collection, for people or as JSON Schema."""
    library = _library(project)
    if write or check_only:
        texts = {**jsonschema.schema_files(library.vocabulary), Path(".github/CODEOWNERS"): codeowners.codeowners(codeowners.entries_by_team(library))}
        stale = [path for path, text in texts.items() if not (project / path).is_file() or (project / path).read_text(encoding="utf-8") != text]
        if write:
            for path in stale:
                (project / path).parent.mkdir(parents=True, exist_ok=True)
                (project / path).write_text(texts[path], encoding="utf-8")
        _say("\n".join(f"{'Wrote' if write else 'Out of date:'} {path}" for path in stale) or "All generated files are up to date.")
        sys.exit(1 if stale and not write else 0)
    if not collection:
        raise click.UsageError(f"Name a collection: {', '.join(COLLECTIONS)}.")
    name = listing.collection_named(collection)
    if form == "text":
        _say(fieldguide.field_guide(name, library.vocabulary))
    else:
        _say(json.dumps(jsonschema.json_schema(name, library.vocabulary), indent=1, ensure_ascii=False, sort_keys=True))


@hub.command("doctor")
@click.pass_obj
def see_doctor(project: Path) -> None:
    """What is odd about this installation and project, and what to do about it."""
    found = list(doctor.findings(project, _library(project)))
    for finding in found:
        _say(f"{'ok ' if finding.is_well else '-> '} {finding.words}" + (f"\n     {finding.fix}" if finding.fix and not finding.is_well else ""))
    sys.exit(0 if all(finding.is_well for finding in found) else 1)


def _counts(result: build.Result) -> dict[str, int]:
    return dict(result.site.counts) if result.site else {}


def _table(counts: dict[str, int]) -> str:
    width = max(map(len, counts), default=0)
    return "\n".join(f"  {name:<{width}}  {number:>4}" for name, number in counts.items())


def _say(text: str) -> None:
    if text:
        click.echo(text)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with the exit codes of design.md."""
    gc.set_threshold(1_000_000, 50, 50)  # a run makes half a million small values and drops none: looking for rubbish took a fifth of its time
    try:
        hub.main(args=arguments, prog_name="hub", standalone_mode=False)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except click.Abort:
        sys.exit(130)
    except HubError as error:
        _show_hub_error(error)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:  # noqa: BLE001  # the last door: a bug of ours is told as one, with its traceback in a file
        _show_bug(error)
        sys.exit(3)


def _show_hub_error(error: HubError) -> None:
    problem = Problem(error.code, Place("hub"), str(error), (("Fix", error.fix),) if error.fix else ())
    click.echo(report_text.problem_text(problem, {}), err=True)
    click.echo("The published site has not been changed.", err=True)


def _show_bug(error: Exception) -> None:
    with tempfile.NamedTemporaryFile("w", prefix="hub-internal-", suffix=".txt", delete=False, encoding="utf-8") as file:
        traceback.print_exception(error, file=file)
    problem = Problem("internal", Place("hub"), "This is a bug in hub, not in your content.", (("Details", file.name), ("Next", "Report it with that file.")))
    click.echo(report_text.problem_text(problem, {}), err=True)
    click.echo("The published site has not been changed.", err=True)


if __name__ == "__main__":
    main()
