"""What is there and cannot be read: a word that refers to it is no second mistake."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from hub.folders import COLLECTIONS
from hub.kinds import VocabularyTerm
from hub.problems import Report
from hub.schema import Vocabulary

_ENTRY = re.compile(r"[^/]+/([a-z-]+)/([^/]+?)(?:/index)?\.(?:md|yml)$")
_TERMS = re.compile(r"[^/]+/vocabulary/([^/]+)\.yml")


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


class AnyWord(dict[str, VocabularyTerm]):
    """The values of a vocabulary that cannot be read: any word may be one of them."""

    def __contains__(self, word: object) -> bool:
        return True


class AnyVocabulary(dict[str, dict[str, VocabularyTerm]]):
    """The vocabularies of a folder that cannot be read."""

    def __bool__(self) -> bool:
        return True

    def get(self, name: str, default: object = None) -> AnyWord:
        """The values of a vocabulary: any."""
        return AnyWord()


def with_unread(vocabulary: Vocabulary, report: Report) -> Vocabulary:
    """The vocabularies, and beside them those that are there and cannot be read."""
    for problem in report.problems:
        found = _TERMS.fullmatch(problem.place.path)
        if found and problem.severity == "error":
            vocabulary.setdefault(found[1], AnyWord())
        elif problem.code == "not-readable" and problem.place.path.partition("/")[2] in ("", "vocabulary"):
            return AnyVocabulary(vocabulary)
    return vocabulary
