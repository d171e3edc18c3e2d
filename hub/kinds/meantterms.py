"""Which word of a closed list was meant by one that is not in it: by its other names, by the words
that readers see, and by what they mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Protocol

from hub.problems import FEWEST_LETTERS, holding

_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset(
    "a an and are at by for from in is it no not of on one or that the this to what when who with"
    " you your".split()
)
_MOST = 80  # characters of a word that is looked for


class Term(Protocol):
    """What is known of a value of a closed list."""

    @property
    def label(self) -> str: ...
    @property
    def aliases(self) -> tuple[str, ...]: ...
    @property
    def definition(self) -> str | None: ...


def term_meant(text: str, terms: Mapping[str, Term]) -> str | None:
    """The value that `text` leads to, when it leads to one only: first by whole names, then by
    names that hold its words, then by a shared word, then by meaning.
    """
    typed = text[:_MOST]
    names = {value: (value, term.label, *term.aliases) for value, term in terms.items()}
    folded = " ".join(_small_words(typed))
    return (
        _only(
            value
            for value, own in names.items()
            if any(" ".join(_small_words(name)) == folded for name in own)
        )
        or _only(value for value, own in names.items() if holding(typed, own))
        or _nearest(typed, {value: " ".join(own) for value, own in names.items()})
        or _nearest(
            typed, {value: f"{term.label} {term.definition or ''}" for value, term in terms.items()}
        )
    )


def _small_words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _only(found: Iterable[str]) -> str | None:
    values = list(found)
    return values[0] if len(values) == 1 else None


def _nearest(typed: str, words_by_value: Mapping[str, str]) -> str | None:
    """The one value that shares most words with what was typed; None where two share as many.
    `surveys` shares `survey`.
    """
    wanted = {
        word for word in _small_words(typed) if word not in _SMALL and len(word) >= FEWEST_LETTERS
    }
    shared = {
        value: sum(any(_alike(word, own) for own in _small_words(words)) for word in wanted)
        for value, words in words_by_value.items()
    }
    most = max(shared.values(), default=0)
    return _only(value for value, count in shared.items() if count == most) if most else None


def _alike(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return (
        len(shorter) >= FEWEST_LETTERS
        and longer.startswith(shorter)
        and len(longer) - len(shorter) <= len(shorter)
    )
