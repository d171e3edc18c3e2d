"""Words that mean the same: an acronym and its words, a term and its other names. A search for one
form finds the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hub.search.words import Language


@dataclass(frozen=True)
class Concept:
    """One meaning: its forms as stems, and its names as readers see them (the best known first)."""

    forms: tuple[tuple[str, ...], ...]
    names: tuple[str, ...]


class Concepts:
    """Finds the forms of all concepts in a row of stems."""

    def __init__(self, groups: Iterable[Sequence[str]], language: Language) -> None:
        """`groups` holds names that mean the same. Groups that share a form are one; a form of stop
        words only is passed over.
        """
        self.all: tuple[Concept, ...] = tuple(_joined(groups, language))
        self._by_first: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        for number, concept in enumerate(self.all):
            for form in concept.forms:
                self._by_first.setdefault(form[0], []).append((form, number))
        for found in self._by_first.values():
            found.sort(key=lambda item: (-len(item[0]), item))

    def found(self, stems: Sequence[str]) -> Iterator[tuple[int, int, int]]:
        """Each form in `stems`, the longest first where several begin: (number of the concept,
        start, length).
        """
        position = 0
        while position < len(stems):
            for form, number in self._by_first.get(stems[position], ()):
                if tuple(stems[position : position + len(form)]) == form:
                    yield number, position, len(form)
                    break
            position += 1


def _joined(groups: Iterable[Sequence[str]], language: Language) -> Iterator[Concept]:
    group_by_form: dict[tuple[str, ...], int] = {}
    merged: list[dict[tuple[str, ...], str] | None] = []
    for names in groups:
        forms: dict[tuple[str, ...], str] = {}
        for name in names:
            stems = tuple(stem for _, stem in language.tokens(name))
            if stems:
                # tabs and line breaks part the words of a shard
                forms.setdefault(stems, " ".join(name.split()))
        for number in sorted({group_by_form[form] for form in forms if form in group_by_form}):
            older = merged[number] or {}
            merged[number] = None
            forms = {**older, **{form: name for form, name in forms.items() if form not in older}}
        for form in forms:
            group_by_form[form] = len(merged)
        merged.append(forms)
    for held in merged:
        if held is not None and len(held) > 1:
            yield Concept(tuple(held), tuple(held.values()))
