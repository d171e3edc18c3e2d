"""What is kept of an index between two builds: plain JSON in a folder of the user's own.

Nothing in it runs when it is read. Whatever is not as it was written, or is of another version, is
made again.
"""

from __future__ import annotations

import base64
import fcntl
import hashlib
import json
import os
import shutil
import stat
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from hub.search.shards import Postings

T = TypeVar("T")
_MOST_BYTES = 2_000_000_000  # of a file that is read: ten thousand pages take a hundred megabytes


class KeptPage(NamedTuple):
    """A page by itself: a hash of what it was made from, its keys and words, one a line, two bytes
    of weight for each key, and its file for readers.
    """

    digest: str
    keys: str
    weights: bytes
    words: str
    file: bytes

    def weight_by_key(self) -> dict[str, bytes]:
        """The two bytes of each key: level and section."""
        keys = self.keys.split("\n") if self.keys else []
        return {key: self.weights[2 * at : 2 * at + 2] for at, key in enumerate(keys)}

    def word_list(self) -> list[str]:
        """The words of the page."""
        return self.words.split("\n") if self.words else []


@dataclass(frozen=True)
class State:
    """Postings as they are published, how many pages hold each word, and every page by itself."""

    urls: list[str] = field(default_factory=list)
    is_capped: bool = False  # whether words that are everywhere keep their best pages only
    postings: Mapping[str, Postings] = field(default_factory=dict)
    pages_by_word: Counter[str] = field(default_factory=Counter)
    stem_by_word: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, KeptPage] = field(default_factory=dict)  # by address


@contextmanager
def private_folder(cache: Path | None) -> Iterator[Path | None]:
    """The cache while nobody else uses it; None when there is none, when it cannot be written to,
    or when somebody else could have written to it.
    """
    lock = None
    if cache is not None:
        try:
            cache.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock = os.open(
                cache / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600
            )
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if not _is_own(cache):
                cache = None
        except OSError:
            cache = None
    try:
        yield cache
    finally:
        if lock is not None:
            os.close(lock)


def _is_own(folder: Path) -> bool:
    """Whether a folder is one of the user's own, to which nobody else may write."""
    found = folder.lstat()
    others = stat.S_IWGRP | stat.S_IWOTH
    return (
        stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & others
    )


class StateFile:
    """A file in that folder: a hash of what follows on its first line, then the state."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> State | None:
        """The state that was written; None where it is missing, damaged or of another form."""
        try:
            handle = os.open(self.path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
            with os.fdopen(handle, "rb") as file:
                if os.fstat(file.fileno()).st_size > _MOST_BYTES:
                    return None
                seal, _, data = file.read().partition(b"\n")
            if seal != hashlib.sha256(data).hexdigest().encode():
                return None
            return _state_from(json.loads(data))
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return None

    def write(self, state: State) -> None:
        """Keep a state, in the place of what other versions kept. A disk that takes no more keeps
        nothing.
        """
        data = json.dumps(_plain(state), separators=(",", ":")).encode()
        partial = self.path.with_suffix(".partial")
        with suppress(OSError):
            self.path.parent.mkdir(mode=0o700, exist_ok=True)
            for older in self.path.parent.iterdir():
                if older.is_dir() and not older.is_symlink():
                    shutil.rmtree(older)
                elif older != self.path:
                    older.unlink()
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW
            with os.fdopen(os.open(partial, flags, 0o600), "wb") as file:
                file.write(hashlib.sha256(data).hexdigest().encode() + b"\n" + data)
            partial.replace(self.path)


def _plain(state: State) -> dict[str, Any]:
    """The state as JSON takes it. Bytes stand in one text, since to write and read each of a
    hundred thousand short ones would take longer than to make them.
    """
    postings, pages = state.postings.values(), state.pages.values()
    return {
        "urls": state.urls,
        "is_capped": state.is_capped,
        "keys": "\n".join(state.postings),
        "counts": [held.count for held in postings],
        "holdings": [held.holding for held in postings],
        "gaps": _packed([held.gaps for held in postings]),
        "levels": _packed([held.levels for held in postings]),
        "sections": _packed([held.sections for held in postings]),
        "known": "\n".join(state.pages_by_word),
        "known_on": list(state.pages_by_word.values()),
        "stems": "\n".join(state.stem_by_word[word] for word in state.pages_by_word),
        "page_urls": list(state.pages),
        "digests": [page.digest for page in pages],
        "page_keys": [page.keys for page in pages],
        "weights": _packed([page.weights for page in pages]),
        "words": [page.words for page in pages],
        "files": _packed([page.file for page in pages]),
    }


def _state_from(plain: Any) -> State:
    """The state as it was written. ValueError, TypeError or KeyError for anything else."""
    postings = zip(
        _all(plain["counts"], int),
        _all(plain["holdings"], int),
        _unpacked(plain["gaps"]),
        _unpacked(plain["levels"]),
        _unpacked(plain["sections"]),
        strict=True,
    )
    pages = zip(
        _all(plain["digests"], str),
        _all(plain["page_keys"], str),
        _unpacked(plain["weights"]),
        _all(plain["words"], str),
        _unpacked(plain["files"]),
        strict=True,
    )
    words = _lines(plain["known"])
    state = State(
        _all(plain["urls"], str),
        plain["is_capped"] is True,
        dict(zip(_lines(plain["keys"]), (Postings(*held) for held in postings), strict=True)),
        pages_by_word=Counter(dict(zip(words, _all(plain["known_on"], int), strict=True))),
        stem_by_word=dict(zip(words, _lines(plain["stems"]), strict=True)),
        pages=dict(
            zip(_all(plain["page_urls"], str), (KeptPage(*page) for page in pages), strict=True)
        ),
    )
    if sorted(state.urls) != sorted(state.pages):
        raise ValueError("pages without a number, or numbers without a page")
    for page in state.pages.values():
        if len(page.weights) != (2 * (page.keys.count("\n") + 1) if page.keys else 0):
            raise ValueError("keys without a weight, or weights without a key")
    return state


def _all(values: Any, kind: type[T]) -> list[T]:
    """The list, if it is one and holds nothing of another kind."""
    if type(values) is not list or not {kind} >= set(map(type, values)):
        raise TypeError(f"a list of {kind.__name__} expected")
    return values


def _lines(text: Any) -> list[str]:
    (checked,) = _all([text], str)
    return checked.split("\n") if checked else []


def _packed(parts: Sequence[bytes]) -> list[Any]:
    """Many bytes as one text, with the length of each."""
    return [[len(part) for part in parts], base64.b64encode(b"".join(parts)).decode("ascii")]


def _unpacked(packed: Any) -> list[bytes]:
    lengths, text = packed
    data = base64.b64decode(text, validate=True)
    ends = list(accumulate(_all(lengths, int)))
    if min(lengths, default=0) < 0 or (ends[-1] if ends else 0) != len(data):
        raise ValueError("lengths that are not those of the bytes")
    return [data[end - length : end] for end, length in zip(ends, lengths, strict=True)]
