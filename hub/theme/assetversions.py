"""Styles and scripts are asked for with the hash of their bytes, so that a new page never meets an
old one that a browser kept.

The files keep their names: a page that is open while the site is published anew, a page in a zip,
and whoever links to one still find it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

_FOLDER = "assets/"


def with_version(address: str, data: bytes) -> str:
    """The address of a file with the hash of its bytes."""
    return f"{address}?v={_version(data)}"


def versioned(theme: Path) -> Callable[[str], str]:
    """What gives an address that ends in `assets/NAME` the hash of that file of the theme.

    All scripts share one hash: a script asks for another by its name alone, with the hash that it
    came with itself.
    """
    data_by_name = {
        path.relative_to(theme / _FOLDER).as_posix(): path.read_bytes()
        for path in sorted((theme / _FOLDER).rglob("*"))
        if path.is_file()
    }
    scripts = b"".join(data for name, data in data_by_name.items() if name.endswith(".js"))
    version_by_name = {
        name: _version(scripts if name.endswith(".js") else data)
        for name, data in data_by_name.items()
    }
    return lambda address: f"{address}?v={version_by_name[address.rpartition(_FOLDER)[2]]}"


def _version(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:8]
