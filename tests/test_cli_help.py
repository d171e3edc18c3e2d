"""The list of commands in `hub --help` is what the commands say of themselves, and a light command
loads nothing heavy.
"""

from __future__ import annotations

import subprocess
import sys

import click
import pytest

from hub.cli.commands import COMMANDS
from hub.cli.main import hub
from smallsite import ROOT

HEAVY = {"mkdocs", "jinja2", "lxml", "pydantic", "yaml", "markdown_it", "whoosh", "rich", "typst"}
WEIGHT_BY_MODULE = {
    "main": set(),
    "explain": set(),
    "check": {"lxml", "markdown_it"},
    "search": {"lxml", "yaml", "markdown_it"},
}


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_command_says_of_itself_what_the_list_says(name: str) -> None:
    command = hub.get_command(click.Context(hub), name)
    assert command is not None
    assert command.get_short_help_str(1000) == COMMANDS[name].sentence


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_the_list_is_laid_out_as_click_does_it(columns: int) -> None:
    context = click.Context(hub, terminal_width=columns)
    ours, theirs = context.make_formatter(), context.make_formatter()
    hub.format_commands(context, ours)
    click.Group.format_commands(hub, context, theirs)
    assert ours.getvalue() == theirs.getvalue()


@pytest.mark.parametrize("module", WEIGHT_BY_MODULE)
def test_a_light_command_loads_nothing_heavy(module: str) -> None:
    asked = f"import sys, hub.cli.{module}; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert HEAVY & set(loaded.split()) == WEIGHT_BY_MODULE[module]
