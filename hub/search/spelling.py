"""Words as they are spelled, by first letter, with how common they are: what a mistyped word is
mended from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from hub.search.shards import front_coded, sort_key, spread

SHORTEST = 4  # letters of a word that is mended: below, nearly everything is near to something
COMMONER = 20  # times that a word must be commoner than the one typed
_ZERO = 48


def spelling_files(pages_by_word: Mapping[str, int]) -> dict[str, bytes]:
    """Per first letter a text: a line for each word of four letters or more, front-coded, and one
    character for how many pages hold it (48 + the number of binary digits).
    """
    by_letter: dict[str, list[str]] = {}
    for word in sorted(pages_by_word, key=sort_key):
        if len(word) >= SHORTEST and word.isalpha():
            by_letter.setdefault(word[0], []).append(word)
    files = {}
    for letter, words in by_letter.items():
        lines, before = [], ""
        for word in words:
            lines.append(front_coded(word, before) + chr(_ZERO + pages_by_word[word].bit_length()))
            before = word
        files[letter] = "\n".join(lines).encode()
    return files


def read_spelling(data: bytes) -> list[tuple[str, int]]:
    """The words of a file with the binary digits of their numbers of pages."""
    words = []
    before = ""
    for line in data.decode().split("\n"):
        before = spread(line[:-1], before)
        words.append((before, ord(line[-1]) - _ZERO))
    return words


def mended(typed: str, holding: int, words: Iterable[tuple[str, int]]) -> str:
    """The word that was meant, or "". It is one slip away: a letter too many, too few, wrong, or
    two swapped.

    `holding` is how many pages hold the word as typed. Of several, the commonest is taken; of
    equals, the first.
    """
    best, most = "", 0
    long = len(typed) > 5
    for word, digits in words:
        least = 1 << digits >> 1
        if least <= most or abs(len(word) - len(typed)) > 1 or word == typed:
            continue
        if holding * COMMONER > least or (
            not long and (least < 2 or (word[-1] != typed[-1] and sorted(word) != sorted(typed)))
        ):
            continue
        if one_slip(typed, word):
            best, most = word, least
    return best


def one_slip(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two different words are one insertion, deletion, replacement or swap of neighbours
    apart.
    """
    start = 0
    shortest = min(len(one), len(other))
    while start < shortest and one[start] == other[start]:
        start += 1
    left, right = one[start:], other[start:]
    if len(left) == len(right):
        return left[1:] == right[1:] or (left[:2] == right[1::-1] and left[2:] == right[2:])
    return left[1:] == right if len(left) > len(right) else left == right[1:]
