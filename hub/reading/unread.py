"""What is there and cannot be read: a word that refers to it is no second mistake."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from hub.folders import COLLECTIONS
from hub.problems import Problem, Report

_ENTRY = re.compile(r"[^/]+/([a-z-]+)/([^/]+?)(?:/index)?\.(?:md|yml)$")


# a file with such a problem is not read, and neither is anything in such a folder
_WHOLE = frozenset({"not-readable", "symlink"})


def is_unread_folder(problem: Problem, content: str = "content") -> bool:
    """True for a problem that keeps all that is below its place from being read: a folder without
    rights, a link to one.
    """
    path = problem.place.path
    return (
        problem.code in _WHOLE
        and path.partition("/")[0] == content
        and not path.endswith((".md", ".yml"))
    )


@dataclass(frozen=True)
class Unread:
    """The names of entries and pictures that are there and have mistakes already told: `names` one
    by one, `folders` with all that is in them.
    """

    names: frozenset[str]
    folders: frozenset[str] = frozenset()

    def __contains__(self, name: object) -> bool:
        """True for an entry such as `practices/map-the-journey`, and for `images/map.png`."""
        return name in self.names or any(
            not folder or f"{name}/".startswith(f"{folder}/") for folder in self.folders
        )


def unread(report: Report, read: Iterable[str], *, content: str = "content") -> Unread:
    """What the mistakes of a report keep from being read, but for the entries that were `read` all
    the same. `content` is what the folder is called.
    """
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
        if is_unread_folder(problem, content):
            folders.add(path.partition("/")[2])
    return Unread(frozenset(names.difference(read)), frozenset(folders))
