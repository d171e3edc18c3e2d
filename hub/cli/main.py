"""The `hub` command: what every command has in common, and how a run ends."""

from __future__ import annotations

import gc
import os
import sys
import tempfile
import traceback
from pathlib import Path

import click

from hub.cli.commands import COMMANDS, CommandGroup
from hub.cli.endings import NOBODY_READS, Stopped, here, ready_streams, stoppable, told_of
from hub.cli.words import VERSION
from hub.problems import HubError, Place, Problem
from hub.project.siteurl import check_variable
from hub.report import text as report_text

# what may say that the published site stayed as it was: nobody fears it of the others
BUILDING = ("build",)


@click.group(
    cls=CommandGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(VERSION, prog_name="hub")
@click.option(
    "--project",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="The folder that holds mkdocs.yml.",
    show_default="this folder",
)
@click.pass_context
def hub(ctx: click.Context, project: Path) -> None:
    """Turn entries about customer experience in government into a checked, linked, published
    site.
    """
    here()
    # doctor tells it among the rest
    if "HUB_SITE_URL" in os.environ and ctx.invoked_subcommand not in ("doctor", "explain"):
        check_variable()
    ctx.obj = project


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with the exit codes of design.md."""
    ready_streams()
    # A run makes half a million small values and drops none. Looking for garbage at Python's own
    # pace, `hub check` takes 1.73 s of processor time in place of 1.56 (465 entries, 12 pairs).
    gc.set_threshold(1_000_000, 50, 50)
    try:
        with stoppable():
            hub.main(args=arguments, prog_name="hub", standalone_mode=False)
    except Stopped as stop:
        sys.exit(stop.exit_code)
    except SystemExit:
        # by which click quiets an output that nobody reads, to end with 1
        if type(sys.stdout).__name__.endswith("PacifyFlushWrapper"):
            sys.exit(NOBODY_READS)
        raise
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except click.Abort:
        sys.exit(130)
    except HubError as error:
        _show_hub_error(error, is_build=_builds(arguments))
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        told = told_of(error)
        if told is None:
            _show_bug(error, is_build=_builds(arguments))
            sys.exit(3)
        _show_hub_error(told, is_build=False)
        sys.exit(told.exit_code)
    except Exception as error:  # noqa: BLE001
        # the last door: a bug of ours is told as one, with its traceback in a file
        _show_bug(error, is_build=_builds(arguments))
        sys.exit(3)


def _builds(arguments: list[str] | None) -> bool:
    """Whether the command that was asked for would have changed the published site."""
    return (
        next(
            (
                word
                for word in (sys.argv[1:] if arguments is None else arguments)
                if word in COMMANDS
            ),
            "",
        )
        in BUILDING
    )


def _show_hub_error(error: HubError, *, is_build: bool) -> None:
    _tell(
        Problem(
            error.code, Place("hub"), str(error), rows=(("Fix", error.fix),) if error.fix else ()
        ),
        is_build=is_build,
    )


def _show_bug(error: Exception, *, is_build: bool) -> None:
    rows: tuple[tuple[str, str], ...]
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="hub-internal-", suffix=".txt", delete=False, encoding="utf-8"
        ) as file:
            traceback.print_exception(error, file=file)
        rows = (("Details", file.name), ("Next", "Report it with that file."))
    except OSError:
        rows = (
            (
                "Next",
                (
                    "Report it with what you did. The details could not be kept: there is no folder"
                    " for temporary files."
                ),
            ),
        )
    _tell(
        Problem("internal", Place("hub"), "This is a bug in hub, not in your content.", rows=rows),
        is_build=is_build,
    )


def _tell(problem: Problem, *, is_build: bool) -> None:
    click.echo(report_text.problem_text(problem, {}), err=True)
    if is_build:
        click.echo("The published site has not been changed.", err=True)
