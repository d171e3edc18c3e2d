"""The command that says what a problem code means: `hub explain`."""

from __future__ import annotations

from pathlib import Path

import click

from hub.cli.words import say
from hub.editing import explain


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
