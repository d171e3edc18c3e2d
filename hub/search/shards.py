"""The files of the published index as bytes: what a browser fetches a few of, and never all.

    shard   varint: length of the text | text | for each key three varints | page gaps | levels |
    sections
    text    a line for each key: one character (48 + letters in common with the key before), the
    rest of the key, and for a stem
            the words it stands for, each after a tab in the same form against the stem
    varints rarity | 2 x number of postings, plus 1 when more pages hold the key | length of its
    page gaps in bytes

Every file is gzip without name and time, so that the same index gives the same bytes and a browser
unpacks it by itself.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

CARDS_A_FILE = 8
_ZERO = 48
_MOST_SHARED = 70  # 48 + 70 is "v": one printable character


@dataclass(frozen=True)
class Postings:
    """The pages that hold a key: their numbers as gaps in varints, a level and a section for
    each.
    """

    count: int  # of postings that are kept
    holding: int  # of pages that hold the key
    gaps: bytes
    levels: bytes
    sections: bytes


def packed(found: Sequence[tuple[int, bytes]], most: int) -> Postings:
    """Postings from (page, level and section), sorted by page; of long lists the `most` with the
    highest levels are kept.
    """
    kept = found
    if len(found) > most:
        kept = sorted(sorted(found, key=lambda item: (-item[1][0], item[0]))[:most])
    gaps = bytearray()
    before = -1
    for page, _ in kept:
        gaps += varint(page - before - 1)
        before = page
    values = b"".join(value for _, value in kept)
    return Postings(len(kept), len(found), bytes(gaps), levels=values[::2], sections=values[1::2])


def entries(postings: Postings) -> list[tuple[int, bytes]]:
    """(page, level and section) of each posting: what `packed` was given."""
    return [
        (page, bytes(value))
        for page, *value in zip(
            pages_in(postings.gaps), postings.levels, postings.sections, strict=True
        )
    ]


def pages_in(gaps: bytes) -> Iterator[int]:
    """The numbers of the pages that gaps lead to."""
    position, page = 0, -1
    while position < len(gaps):
        gap, position = read_varint(gaps, position)
        page += gap + 1
        yield page


def varint(number: int) -> bytes:
    """A whole number in bytes of seven bits, the lowest first."""
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def front_coded(word: str, before: str) -> str:
    """A word as the letters it shares with another, and the rest."""
    shared = 0
    for one, other in zip(word, before, strict=False):
        # which JavaScript counts as two
        if one != other or shared == _MOST_SHARED or one > "\uffff":
            break
        shared += 1
    return chr(_ZERO + shared) + word[shared:]


def spread(coded: str, before: str) -> str:
    """The word that `front_coded` was given."""
    return before[: ord(coded[0]) - _ZERO] + coded[1:]


@dataclass(frozen=True)
class Term:
    """A key of a shard with its postings. `words` are what a stem stands for, or the names of a
    concept.
    """

    key: str
    rarity: int
    postings: Postings
    words: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """About how many bytes it takes, unpacked."""
        return len(self.key) // 2 + 4 + 3 * self.postings.count


def shard(terms: Sequence[Term]) -> bytes:
    """A shard of terms in the order of their keys, not yet compressed."""
    lines, numbers = [], bytearray()
    before = ""
    for term in terms:
        lines.append(
            "\t".join(
                (
                    front_coded(term.key, before),
                    *(front_coded(word, term.key) for word in term.words),
                )
            )
        )
        before = term.key
        held = term.postings
        numbers += (
            varint(term.rarity)
            + varint(2 * held.count + (held.count < held.holding))
            + varint(len(held.gaps))
        )
    text = "\n".join(lines).encode()
    return b"".join(
        (
            varint(len(text)),
            text,
            numbers,
            *(t.postings.gaps for t in terms),
            *(t.postings.levels for t in terms),
            *(t.postings.sections for t in terms),
        ),
    )


def sort_key(key: str) -> bytes:
    """The order of JavaScript's strings."""
    return key.encode("utf-16-be")


def compressed(data: bytes) -> bytes:
    """Gzip with neither name nor time nor system."""
    held = gzip.compress(data, 9, mtime=0)
    return held[:9] + b"\xff" + held[10:]  # "unknown", as Python 3.13 writes on every system


def json_bytes(value: Any) -> bytes:
    """Compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def unpacked(data: bytes) -> bytes:
    """What a file holds. Raises ValueError when it is cut short or changed."""
    try:
        held = gzip.decompress(data)
    except (OSError, EOFError, zlib.error) as error:
        raise ValueError("not a whole gzip file") from error
    if not data:
        raise ValueError("not a whole gzip file, but an empty one")
    return held


class ShardReader:
    """The terms of a shard."""

    def __init__(self, data: bytes) -> None:
        """`data` is unpacked. Raises ValueError or IndexError when it is not a shard."""
        length, start = read_varint(data, 0)
        self.numbers: dict[str, int] = {}
        self.words: list[tuple[str, ...]] = []
        before = ""
        for number, line in enumerate(data[start : start + length].decode().split("\n")):
            first, *rest = line.split("\t")
            before = spread(first, before)
            self.numbers[before] = number
            self.words.append(tuple(spread(word, before) for word in rest))
        self.rarities: list[int] = []
        self.counts: list[int] = []
        self.cut: list[bool] = []
        self._gaps_at, self._values_at = [0], [0]
        position = start + length
        for _ in self.words:
            rarity, position = read_varint(data, position)
            count, position = read_varint(data, position)
            size, position = read_varint(data, position)
            self.rarities.append(rarity)
            self.counts.append(count >> 1)
            self.cut.append(bool(count & 1))
            self._gaps_at.append(self._gaps_at[-1] + size)
            self._values_at.append(self._values_at[-1] + (count >> 1))
        if position + self._gaps_at[-1] + 2 * self._values_at[-1] != len(data):
            raise ValueError("not as long as it says")
        self._start = position
        self._data = data

    def postings(self, number: int) -> Iterable[tuple[int, int, int]]:
        """(page, level, section) of a term."""
        gaps = self._data[
            self._start + self._gaps_at[number] : self._start + self._gaps_at[number + 1]
        ]
        at = self._start + self._gaps_at[-1] + self._values_at[number]
        levels = self._data[at : at + self.counts[number]]
        at += self._values_at[-1]
        sections = self._data[at : at + self.counts[number]]
        return zip(pages_in(gaps), levels, sections, strict=True)


def read_varint(data: bytes, position: int) -> tuple[int, int]:
    """A number, and the position after it."""
    number = shift = 0
    while True:
        byte = data[position]
        position += 1
        number |= (byte & 127) << shift
        if byte < 128:
            return number, position
        shift += 7
