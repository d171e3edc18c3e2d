"""The command that shows the site while somebody writes: `hub serve`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from hub.cli.ports import free_port
from hub.cli.words import say
from hub.mkdocsrun import preview
from hub.plugin import HubPlugin, Refused


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
    free = free_port(port)
    HubPlugin.when_ready = staticmethod(
        lambda: say(f"The hub is on http://127.0.0.1:{free}/  (stop it with Ctrl+C)")
    )
    try:
        preview(project / "mkdocs.yml", port=free)
    except Refused:
        sys.exit(1)  # the plugin has said why, as it does at each save
