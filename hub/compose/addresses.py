"""Addresses below the site's root, and the way from one to another."""

from __future__ import annotations

import posixpath


def relative(here: str, there: str) -> str:
    """The relative address of `there` for a page at `here`. Both are below the root: `practices/map/`, `` is the home page.

    A relative way works wherever the site is put: at a domain, in a folder, on a disk.
    """
    path, mark, fragment = there.partition("#")
    folder = posixpath.dirname(f"/{here}") if here and not here.endswith("/") else f"/{here}".rstrip("/") or "/"
    target = f"/{path}"
    way = posixpath.relpath(target.rstrip("/") or "/", folder or "/")
    if path.endswith("/") or not path:
        way = "./" if way == "." else f"{way}/"
    if mark and way == "./":
        way = ""
    return f"{way}{mark}{fragment}"
