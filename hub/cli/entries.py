"""The entries of a project for commands that help an editor: drafts included, whatever is wrong."""

from __future__ import annotations

from pathlib import Path

from hub import build
from hub.model import Library


def library_of(project: Path) -> Library:
    """The entries of the project, drafts included, whatever is wrong with some of them."""
    return read_entries(project)[1]


def read_entries(project: Path) -> tuple[build.Result, Library]:
    """The entries as above, and what is wrong with the others."""
    result = build.prepare(build.Project.at(project), None, drafts=True)
    return result, result.library
