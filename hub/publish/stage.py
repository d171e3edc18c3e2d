"""Writing the files of a site into the folder in which its next version is built."""

from __future__ import annotations

from pathlib import Path

from hub.pages import DataFile


def write(stage: Path, file: DataFile) -> None:
    """Make a file's bytes and write them."""
    target = stage / file.address
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(file.make())
