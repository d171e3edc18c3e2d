"""Which new part of a page a lost one has most likely become: by the words of its id, and by what
is left over when the others are found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from hub.permalinks.ledger import Line
from hub.permalinks.places import Spot

# parts of chapters, whose ids come from the field `key`
KEYED = frozenset({"exercise", "question", "check"})
# of 1: "how to do it" and "how you do it" have 0.88, "how to do it" and "what comes next" 0.37
LIKELY = 0.6
_MOST = 40  # parts of one page that are compared with one another
_SMALL = frozenset(
    "a an and do does for how in is it of on or that the this to what when where who why with you"
    " your".split()
)


def likeliest(lost: Sequence[Line], fresh: Sequence[Spot]) -> dict[str, Spot]:
    """For each lost part of one page, by its id, the new part that it has become; parts of which
    nobody can tell are left out.

    Each new part is given to one lost part only: to the one that it is most like. One that is left
    over on either side is a pair, too.
    """
    pairs = [
        (likeness(line.fragment, spot), -place, line.id, spot)
        for line in lost[:_MOST]
        for place, spot in enumerate(fresh[:_MOST])
    ]
    found: dict[str, Spot] = {}
    taken: set[str] = set()
    for score, _, identity, spot in sorted(pairs, key=lambda pair: (-pair[0], -pair[1], pair[2])):
        if score >= LIKELY and identity not in found and spot.id not in taken:
            found[identity] = spot
            taken.add(spot.id)
    rest = [line for line in lost if line.id not in found]
    left = [spot for spot in fresh if spot.id not in taken]
    if len(rest) == len(left) == 1:
        found[rest[0].id] = left[0]
    return found


def by_likeness(line: Line, fresh: Sequence[Spot]) -> list[Spot]:
    """New parts of a page, the one that is most like a lost part first; those alike in the order of
    the page.
    """
    return sorted(fresh[:_MOST], key=lambda spot: -likeness(line.fragment, spot))


def likeness(fragment: str, spot: Spot) -> float:
    """How much the words of an id are like those of a part, from 0 to 1."""
    return max(
        _likeness(_first_words(without_sort(fragment)), _first_words(words))
        for words in (without_sort(spot.address.partition("#")[2]), spot.title)
    )


def _likeness(old: list[str], new: list[str]) -> float:
    letters = SequenceMatcher(None, " ".join(old), " ".join(new), autojunk=False).ratio()
    one, other = set(old) - _SMALL, set(new) - _SMALL
    shared = 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0
    return max(letters, shared)


def without_sort(fragment: str) -> str:
    """The key alone: every question is like another in that its id begins with "question"."""
    sort, _, key = fragment.partition("-")
    return key if sort in KEYED and key else fragment


def _first_words(text: str) -> list[str]:
    return re.findall(r"\w+", text[:120].casefold().replace("_", " "))
