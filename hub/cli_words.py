"""What the commands share: how they speak, and the options they have in common."""

from __future__ import annotations

import click

VERSION = "0.1.0"

content_option = click.option("--content", metavar="FOLDER", help="Another content folder.")


def say(text: str) -> None:
    """Print, unless there is nothing to say."""
    if text:
        click.echo(text)
