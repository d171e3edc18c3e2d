"""The command that writes the digest of a month, to read or to send: `hub digest`."""

from __future__ import annotations

from pathlib import Path

import click

from hub.cli.project import checked_library, site_settings
from hub.cli.words import content_option, say, warn
from hub.compose.api.digest import digest_text, digests
from hub.compose.api.digestpages import digest_mail, digest_web
from hub.compose.drawing.drawing import View
from hub.problems import HubError, visible
from hub.project.destination import check_output, write_files
from hub.project.siteurl import mind

FIX = "Name another folder: --output out"


@click.command("digest")
@click.argument("month", required=False, metavar="[YYYY-MM]")
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help=(
        "The folder to write the web page, the text and the mail to. Without it, the text is shown."
    ),
)
@content_option
@click.pass_obj
def digest_command(
    project: Path, month: str | None, output: Path | None, content: str | None
) -> None:
    """Tell what was new in a month, as a page, as text and as a mail. Without a month: the latest
    that has something.
    """
    if output is not None:
        check_output(output, project, project / (content or "content"), fix=FIX)
    library = checked_library(project, content)
    by_month = {digest.month: digest for digest in digests(library)}
    if not by_month:
        raise HubError(
            "unknown-entry", "Nothing is published yet, so no month has a digest.", exit_code=1
        )
    digest = by_month.get(month or max(by_month))
    if digest is None:
        raise HubError(
            "unknown-entry",
            f'Nothing is told of the month "{visible((month or "")[:20])}".',
            exit_code=1,
            fix=f"Months with a digest: {', '.join(by_month)}",
        )
    settings = site_settings(project)
    if output is None:
        say(digest_text(digest, settings).rstrip("\n"))
        warn(mind(settings.site_url))
        return
    name = f"cx-hub-digest-{digest.month}"
    made = {
        f"{name}.txt": digest_text(digest, settings),
        f"{name}.html": digest_mail(digest, settings),
        f"{name}-page.html": digest_web(
            digest, View(library, settings, digest.address, chapter_by_ref={})
        ),
    }
    write_files({file: text.encode() for file, text in made.items()}, output, fix=FIX)
    say(f"{digest.lead}\nWrote to {visible(str(output))}:")
    say(
        f"  {name}.html       the mail: open it in a browser, select all of it, copy it, and paste"
        " it into a new mail"
    )
    say(f"  {name}.txt        the same as plain text, for a mail without formatting")
    say(f"  {name}-page.html  the page that stands on the site")
    warn(mind(settings.site_url))
