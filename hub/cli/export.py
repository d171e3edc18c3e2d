"""The command that packs the published site to be taken away: `hub export`."""

from __future__ import annotations

from pathlib import Path

import click

from hub.cli.project import site_folder
from hub.cli.words import say, warn
from hub.problems import HubError, visible
from hub.project.destination import check_file, writing
from hub.project.siteurl import mind
from hub.publish.offline import address_of, offline_zip


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
    site = site_dir or site_folder(project)
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
    warn(mind(address_of(site)))
    say(f"Wrote {many:,} files to {visible(str(target))}. Unpack it, and open cx-hub/index.html.")
