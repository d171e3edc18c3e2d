"""What the commands share: how they speak, and the options they have in common."""

from __future__ import annotations

import codecs
import json
import re
import sys

import click

VERSION = "0.1.0"

content_option = click.option("--content", metavar="FOLDER", help="Another content folder.")


def json_for_output(text: str) -> str:
    """JSON is UTF-8 by its own rule: where what is printed is written in another way, letters
    become escapes, which mean the same.
    """
    encoding = codecs.lookup(getattr(sys.stdout, "encoding", None) or "utf-8").name
    return (
        text
        if encoding == "utf-8"
        else re.sub(r"[^\x00-\x7f]", lambda letter: json.dumps(letter[0])[1:-1], text)
    )


def warn(text: str) -> None:
    """Print beside what was asked for, unless there is nothing to say."""
    if text:
        click.echo(text, err=True)


def say(text: str) -> None:
    """Print, unless there is nothing to say."""
    if text:
        click.echo(text)


def counts_table(counts: dict[str, int]) -> str:
    """How many entries each collection has, a line each."""
    width = max(map(len, counts), default=0)
    return "\n".join(f"  {name:<{width}}  {number:>4}" for name, number in counts.items())
