"""What is there and cannot be read: a word that refers to it is no second mistake."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from hub.folders import COLLECTIONS
from hub.problems import Report

_ENTRY = re.compile(r"[^/]+/([a-z-]+)/([^/]+?)(?:/index)?\.(?:md|yml)$")


@dataclass(frozen=True)
class Unread:
    """The names of entries and pictures that are there and have mistakes already told: `names` one by one, `folders` with all that is in them."""

    names: frozenset[str]
    folders: frozenset[str] = frozenset()

    def __contains__(self, name: object) -> bool:
        """True for an entry such as `practices/map-the-journey`, and for `images/map.png`."""
        return name in self.names or any(not folder or f"{name}/".startswith(f"{folder}/") for folder in self.folders)


def unread(report: Report, read: Iterable[str]) -> Unread:
    """What the mistakes of a report keep from being read, but for the entries that were `read` all the same."""
    names, folders = set(), set()
    for problem in report.problems:
        path = problem.place.path
        if problem.severity != "error":
            continue
        found = _ENTRY.match(path)
        if found and found[1] in COLLECTIONS:
            names.add(f"{found[1]}/{found[2]}")
        elif "/images/" in path:
            names.add(path.partition("/")[2])
        elif problem.code == "not-readable":
            folders.add(path.partition("/")[2])
    return Unread(frozenset(names.difference(read)), frozenset(folders))
