"""The commands that check, build, show and pack the site: `hub check`, `build`, `serve` and
`export`.
"""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import click

from hub import build
from hub.cli.progress import progress
from hub.cli.words import VERSION, content_option, json_for_output, say, warn
from hub.editing.named import Named, named, still_needed
from hub.problems import HubError, visible
from hub.project.destination import check_file, writing
from hub.report import machine as report_machine
from hub.report import text as report_text


@click.command("check")
@click.argument("only", nargs=-1, metavar="[PATH|ID]...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "sarif", "markdown"]),
    default="text",
    show_default=True,
)
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@content_option
@click.pass_obj
def check_command(
    project: Path, only: tuple[str, ...], form: str, strict: bool, content: str | None
) -> None:
    """Name everything that is wrong with the content, in one run. Nothing is written."""
    with progress(wanted=form == "text") as tick:
        # drafts point to what was named, too
        result = build.prepare(
            build.Project.at(project, content), None, drafts=bool(only), tick=tick
        )
    counts = {} if result.report.has_errors else result.library.published_counts
    asked = named(result, only) if only else None
    report = asked.report if asked else result.report
    if form == "text":
        say(report_text.render(report))
        if asked:
            _say_of_named(asked)
        else:
            say(_table(counts))
            say(
                report_text.closing(
                    report,
                    published=(
                        "The published site has not been changed."
                        if report.problems
                        else f"{sum(counts.values())} entries are in order."
                    ),
                )
            )
    elif form == "json":
        say(json_for_output(report_machine.to_json(report, counts)))
    elif form == "github":
        say(report_machine.to_github(report))
    elif form == "markdown":
        say(report_machine.to_markdown(report))
    else:
        say(json_for_output(report_machine.to_sarif(report, VERSION)))
    failed = report.has_errors or (strict and bool(report.problems))
    sys.exit(1 if failed else 0)


@click.command("build")
@click.option(
    "--site-dir",
    type=click.Path(path_type=Path, file_okay=True),
    help="Where to publish. The default stands in mkdocs.yml.",
)
@click.option(
    "--drafts", is_flag=True, help="A preview: drafts and pages in review are built, too."
)
@content_option
@click.pass_obj
def build_command(project: Path, site_dir: Path | None, drafts: bool, content: str | None) -> None:
    """Check the content, build the site, and publish it in one step. The old site stays until the
    new one is whole.
    """
    # MkDocs takes a third of a second, and a check does not need it
    from hub.mkdocsrun import build_site  # noqa: PLC0415
    from hub.plugin import HubPlugin, Order, Refused  # noqa: PLC0415  # as above
    from hub.publish.publish import check_target  # noqa: PLC0415  # as above

    # before MkDocs looks at it, which takes a wrong folder for a mistake in mkdocs.yml
    if site_dir is not None:
        check_target(site_dir, project, project / (content or "content"))
    made: list[HubPlugin] = []
    refused = None
    with progress() as tick:

        def configure(plugin: object) -> None:
            assert isinstance(plugin, HubPlugin)
            plugin.order = Order("build", content, drafts, tick=tick)
            made.append(plugin)

        try:
            build_site(
                project / "mkdocs.yml",
                site_dir=site_dir.absolute() if site_dir else None,
                configure=configure,
            )
        except Refused as error:
            refused = error
    if refused is not None:
        say(report_text.render(refused.report))
        say(report_text.closing(refused.report))
        sys.exit(1)
    done = made[0].build
    assert done.publication is not None
    result, site = done.result, done.result.composed[0]
    if result.report.problems:
        say(report_text.render(result.report))
    say(_table(result.library.counts))
    for one, other, alike in done.near_duplicates:
        say(f"Nearly the same ({alike:.0%}): /{one} and /{other}. Should they be one page?")
    warn(done.uncompared)
    from hub.project.siteurl import mind  # noqa: PLC0415  # as above

    warn(mind(site.settings.site_url))
    if done.publication.newest > time.time() + 1:
        until = datetime.fromtimestamp(done.publication.newest, UTC)
        say(
            f"The published files carry times up to {until:%Y-%m-%d %H:%M} UTC, which this"
            " machine's clock has not reached. Is the clock right?"
        )
    say(
        f"Published {len(site.pages):,} pages and {len(site.files):,} data files:"
        f" {done.publication.file_count:,} files with short links, search and styles."
    )


@click.command("serve")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8000,
    show_default=True,
    help="The first port to try.",
)
@click.pass_obj
def serve_command(project: Path, port: int) -> None:
    """Show the site on this machine only, with drafts, and build it again when something
    changes.
    """
    from hub.cli.ports import free_port  # noqa: PLC0415  # as above
    from hub.mkdocsrun import preview  # noqa: PLC0415  # as above
    from hub.plugin import HubPlugin, Refused  # noqa: PLC0415  # as above

    free = free_port(port)
    HubPlugin.when_ready = staticmethod(
        lambda: say(f"The hub is on http://127.0.0.1:{free}/  (stop it with Ctrl+C)")
    )
    try:
        preview(project / "mkdocs.yml", port=free)
    except Refused:
        sys.exit(1)  # the plugin has said why, as it does at each save


@click.command("export")
@click.argument("target", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--site-dir",
    type=click.Path(path_type=Path, file_okay=False),
    help="The published site. The default stands in mkdocs.yml.",
)
@click.pass_obj
def export_command(project: Path, target: Path, site_dir: Path | None) -> None:
    """Pack the published site into a zip that opens without a network and without a server, the
    search included.
    """
    from hub.mkdocsrun import site_folder  # noqa: PLC0415  # as above
    from hub.publish.offline import address_of, offline_zip  # noqa: PLC0415  # as above

    site = site_dir or site_folder(project / "mkdocs.yml")
    if not (site / "index.html").is_file():
        raise HubError(
            "no-site",
            f"There is no published site in {visible(str(site))}.",
            exit_code=3,
            fix="hub build",
        )
    if target.suffix != ".zip":
        raise click.UsageError(
            "The name of the file ends in .zip, for example: hub export cx-hub.zip"
        )
    fix = "Name another file: hub export cx-hub.zip"
    check_file(target, project, fix=fix)
    with writing(target, fix=fix):
        many = offline_zip(site, target)
    from hub.project.siteurl import mind  # noqa: PLC0415  # as above

    warn(mind(address_of(site)))
    say(f"Wrote {many:,} files to {visible(str(target))}. Unpack it, and open cx-hub/index.html.")


def _table(counts: dict[str, int]) -> str:
    width = max(map(len, counts), default=0)
    return "\n".join(f"  {name:<{width}}  {number:>4}" for name, number in counts.items())


def _say_of_named(asked: Named) -> None:
    """The lines below the problems of the files that were named."""
    say("\n".join(still_needed(asked.drafts)))
    say(
        report_text.closing(
            asked.report,
            published=(
                "The published site has not been changed."
                if asked.report.problems
                else asked.in_order
            ),
        )
    )
    if asked.elsewhere:
        say(
            f"{asked.elsewhere} {'problem stands' if asked.elsewhere == 1 else 'problems stand'} in"
            " other files. See all of them with  hub check"
        )
