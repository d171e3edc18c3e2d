"""The files of a project beside its content, read as what they are: no link, which would lead out
of the project, and no pipe, which never ends.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from hub.problems import HubError, Place, Report, visible

_HELD = ("permalinks.yml", "editions", "docs")
LINK_WORDS = "This is a link to another file or folder, and links are not read."
COPY = "Put a copy here."


def check_no_links(root: Path, report: Report) -> None:
    """Report every link where the hub reads or publishes files of the project at `root`."""
    linked = {name for name in _HELD if (root / name).is_symlink()}
    if "docs" not in linked:
        linked.update(_links_below(root, "docs"))
    if "editions" not in linked:  # their files are held against their hashes
        linked.update(
            f"editions/{path.name}" for path in (root / "editions").glob("*") if path.is_symlink()
        )
    for name in sorted(linked):
        report.add("symlink", Place(name), LINK_WORDS, rows=[("Write", COPY)])


def _links_below(root: Path, name: str) -> list[str]:
    links = []
    for folder, folders, files in os.walk(root / name):
        # a thousand files, each build
        links += [
            Path(folder, inner).relative_to(root).as_posix()
            for inner in (*folders, *files)
            if os.path.islink(os.path.join(folder, inner))  # noqa: PTH114, PTH118
        ]
    return links


def read_project_text(root: Path, name: str) -> str:
    """The text of a regular file of the project. OSError and UnicodeDecodeError say why not;
    HubError (exit 3) that it is a link.
    """
    path = root / name
    if path.is_symlink() or path.parent.is_symlink():
        raise HubError(
            "symlink",
            f"{visible(name)} is a link to another file, and links are not read.",
            exit_code=3,
            fix=f"Put a copy of the file in the place of {visible(name)}",
        )
    handle = os.open(
        path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    )
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(f"{name} is not a file")
        # as text is read elsewhere
        return file.read().decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
