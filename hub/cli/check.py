"""The command that says what is wrong with the content: `hub check`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from hub import build
from hub.cli.progress import progress
from hub.cli.words import VERSION, content_option, counts_table, json_for_output, say
from hub.editing.named import Named, named, still_needed
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
            say(counts_table(counts))
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
            f"{asked.elsewhere} {'problem is' if asked.elsewhere == 1 else 'problems are'} in"
            " other files. See all of them with  hub check"
        )
