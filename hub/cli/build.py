"""The command that builds the site and publishes it: `hub build`."""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import click

from hub.cli.progress import progress
from hub.cli.words import content_option, counts_table, say, warn
from hub.mkdocsrun import build_site
from hub.plugin import HubPlugin, Order, Refused
from hub.project.siteurl import mind
from hub.publish.publish import check_target
from hub.report import text as report_text


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
    say(counts_table(result.library.counts))
    for one, other, alike in done.near_duplicates:
        say(f"Nearly the same ({alike:.0%}): /{one} and /{other}. Should they be one page?")
    warn(done.uncompared)
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
