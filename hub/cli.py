"""The `hub` command. Only this module prints."""

from __future__ import annotations

import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from hub import build, report_machine, report_text
from hub.model import Settings
from hub.problems import HubError, Place, Problem, Report, nearest

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
    with _progress(form == "text") as tick:
        result = build.prepare(build.Project.at(project, content), Settings(), tick=tick)
    report = _only(result.report, only, result.library)
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
    from hub.plugin import Refused
    from hub.render import render

    with _progress(wanted=True) as tick:
        try:
            result = render(project / "mkdocs.yml", site_dir=site_dir.absolute() if site_dir else None, content=content, drafts=drafts, tick=tick)
            refused = None
        except Refused as error:
            refused = error
    if refused is not None:
        _say(report_text.render(refused.report))
        _say(report_text.closing(refused.report))
        sys.exit(1)
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
    from hub.render import preview

    def tell(address: str) -> None:
        _say(f"The hub is on {address}  (stop it with Ctrl+C)")

    preview(project / "mkdocs.yml", port=port, tell=tell)


def _only(report: Report, wanted: tuple[str, ...], library: Any) -> Report:
    """The problems of the named files or ids."""
    if not wanted:
        return report
    names = {name.removesuffix("/").removesuffix(".md").removesuffix(".yml") for name in wanted}
    known = {entry.source.path for entry in library.entry_by_ref.values()} if library else set()
    paths = {problem.place.path for problem in report.problems} | known

    def is_meant(path: str) -> bool:
        stem = path.rsplit(".", 1)[0]
        inner = stem.split("/", 1)[-1]
        return any(name in (stem, inner, inner.rsplit("/", 1)[-1]) or f"{stem}/".startswith(f"{name}/") for name in names)

    if not any(is_meant(path) for path in paths):
        missing = wanted[0]
        meant = nearest(missing, [path.split("/", 1)[1].rsplit(".", 1)[0] for path in paths if "/" in path])
        raise click.UsageError(f'There is no entry "{missing}".' + (f' Did you mean "{meant}"?' if meant else ""))
    return Report([problem for problem in report.problems if is_meant(problem.place.path)], report.text_by_path)


def _counts(result: build.Result) -> dict[str, int]:
    return dict(result.site.counts) if result.site else {}


def _table(counts: dict[str, int]) -> str:
    width = max(map(len, counts), default=0)
    return "\n".join(f"  {name:<{width}}  {number:>4}" for name, number in counts.items())


def _say(text: str) -> None:
    if text:
        click.echo(text)


class _progress:  # noqa: N801  # reads as a word at its one place of use
    """A bar on a terminal, nothing elsewhere: `with _progress(True) as tick: tick("Reading")`."""

    def __init__(self, wanted: bool) -> None:
        self.bar: Any = None
        self.task: Any = None
        self.wanted = wanted and sys.stderr.isatty()

    def __enter__(self) -> Callable[[str], None]:
        if self.wanted:
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

            self.bar = Progress(TextColumn("{task.description:<12}"), BarColumn(), TimeElapsedColumn(), console=Console(stderr=True), transient=True)
            self.bar.start()
            self.task = self.bar.add_task("Starting", total=8)
        return self.tick

    def tick(self, stage: str) -> None:
        if self.bar is not None:
            self.bar.update(self.task, description=stage, advance=1)

    def __exit__(self, *_: object) -> None:
        if self.bar is not None:
            self.bar.stop()


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with the exit codes of design.md."""
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
