"""Lines of a paragraph that were meant to begin an item or a heading, and became running text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from hub.prose.bulletslips import Slips, bullet_slips, first_with
from hub.prose.runs import Run, Slip

# levels of a list in Jira and in wikis
_DOUBLED = re.compile(r"\s*(\*{2,}|-{2,}|\+{2,})[ \t]+(?=\S)")
_NUMBER = re.compile(
    r"\s*(\()?(\d{1,4}|[ivx]{1,5}|[IVX]{1,5}|[a-z]|[A-Z](?=\)))(?:\.\)|[.)](?=["
    r" \t]+\S)|(?<=\d)[:–-](?=[ \t]+\S)|(?<=\d)\.(?=[^\W\d_]{2}))[ \t]*"
)
_ONE_GLUED = re.compile(r"\s*(?:([-+*])(?=[A-Z][^\W\d_])|(\d{1,3})[.)](?=[A-Z][^\W\d_]))")
_ODD_SPACE = re.compile(
    r"\s*([-+*•]|\d{1,4}[.)]|#{1,6})([\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000])\s*(?=\S)"
)
_DEEP_ITEM = re.compile(r"\s*[-+*][ \t]+(?=\S)")
_BOX = re.compile(r"\s*\[(?: ?[xX-]? ?)\](?=[^\s(\[:]|[ \t]+\S)[ \t]*")
_GOOD_BOX = re.compile(r"\s*\[[ xX]\][ \t]+(?=\S)")
_HEADING = re.compile(r"\s*(#{2,6})(?=[^\s#])|\s*(#{7,})(?=\s)|\s*(#)(?=[A-Z][^\n]* )")
_DEFINITION = re.compile(r"\s*:[ \t]+(?=\S)")
# How every line begins that a rule below looks for, and many that none does: most paragraphs have
# no such line.
_BEGINNING = re.compile(
    "^\\s*(?:[^\\w\\s\"'“”‘’]|\\w{1,5}[.):–\ufe0f\u20e3-]|[ovØ§]["
    " \\t]|[\u2460-\u2473\u2776-\u277f])|[•●▪◦]",
    re.MULTILINE,
)
_ROMANS = {
    letters: number
    for number, letters in enumerate("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv".split(), 1)
}


def line_slips(run: Run) -> Iterator[Slip]:
    """What a line of a paragraph was meant to begin: the first of them."""
    if run.kind != "p" or not _BEGINNING.search(run.words):
        return
    lines = run.words.split("\n")
    finders: tuple[Callable[[Sequence[str]], Slips | None], ...] = (
        _odd_space,
        bullet_slips,
        _numbers,
        _heading,
        _definition,
    )
    in_item = (_item_box, _one_glued, _doubled)
    for find in (
        (*in_item, *finders, _deep_item) if run.is_in_item else (*finders, _deep_item, _task)
    ):
        found = find(lines)
        if found is not None:
            code, number, message, write = found
            yield Slip(
                code,
                run.line + number,
                lines[number].strip(),
                message=message,
                rows=(("Write", write),),
            )
            return


def _odd_space(lines: Sequence[str]) -> Slips | None:
    first = first_with(lines, _ODD_SPACE.match)
    if first is None:
        return None
    number, found = first
    sign, code_point = found[1], f"U+{ord(found[2]):04X}"
    code = "bad-heading" if sign[0] == "#" else "broken-list"
    shown = "-" if sign == "•" else f"{sign[:-1]}." if sign[-1] == ")" else sign
    message = (
        f"What follows {sign} here is {code_point}, which looks like a space and is not one, so"
        " readers would see the sign."
    )
    return (
        code,
        number,
        message,
        f"{shown} {lines[number][found.end() :].strip()}   with a space of the space bar",
    )


def _numbers(lines: Sequence[str]) -> Slips | None:
    """Two lines that count on: 2. and 3., a) and b), (1) and (2), i. and ii. One alone is the end
    of a sentence.
    """
    counted = [
        (number, found) for number, line in enumerate(lines) if (found := _NUMBER.match(line))
    ]
    for (number, found), (_, after) in pairwise(counted):
        count = _follows(found[2], after[2])
        # (a) …; and (b) … is how a law counts in a sentence
        if count and not (found[1] and re.search(r"(?:[;,]|\b(?:and|or))\s*$", lines[number])):
            message = (
                "These lines count on like a list and are read as one paragraph: leave a line free"
                " above them, and count with 1. 2. 3."
            )
            return (
                "broken-list",
                number,
                message,
                f"{count}. {lines[number][found.end() :].strip()}",
            )
    return None


def _follows(first: str, second: str) -> int:
    """The number that `first` stands for when `second` is the next one; 0 when it is not."""
    if first.isdigit() or second.isdigit():
        return (
            int(first)
            if first.isdigit() and second.isdigit() and int(second) == int(first) + 1
            else 0
        )
    roman, after = _ROMANS.get(first.lower(), 0), _ROMANS.get(second.lower(), 0)
    if roman and after == roman + 1:
        return roman
    one, other = first.lower(), second.lower()
    return (
        ord(one) - ord("a") + 1 if len(one) == len(other) == 1 and ord(other) == ord(one) + 1 else 0
    )


def _item_box(lines: Sequence[str]) -> Slips | None:
    found = _BOX.match(lines[0])
    if found is None or _GOOD_BOX.match(lines[0]):
        return None
    mark = "x" if "x" in found.group().lower() else " "
    message = (
        "A box to tick is written as [ ] or [x], with a space behind it, so readers would see these"
        " brackets."
    )
    return "broken-list", 0, message, f"- [{mark}] {lines[0][found.end() :].strip()}"


def _one_glued(lines: Sequence[str]) -> Slips | None:
    first = first_with(lines[1:], _ONE_GLUED.match)
    if first is None:
        return None
    number, found = first[0] + 1, first[1]
    message = (
        "There is no space after the sign of this item, so it is read as more of the item above."
    )
    return (
        "broken-list",
        number,
        message,
        f"{found[1] or f'{found[2]}.'} {lines[number][found.end() :].strip()}",
    )


def _doubled(lines: Sequence[str]) -> Slips | None:
    first = first_with(lines, _DOUBLED.match)
    if first is None:
        return None
    number, found = first
    message = (
        f"A level of a list is made by two spaces, not by {found[1]}, so this line is read as more"
        " of the item above."
    )
    return (
        "broken-list",
        number,
        message,
        f"{'  ' * (len(found[1]) - 1)}- {lines[number][found.end() :].strip()}",
    )


def _deep_item(lines: Sequence[str]) -> Slips | None:
    first = first_with(lines, _DEEP_ITEM.match)
    if first is None:
        return None
    number, found = first
    message = (
        "This line begins like an item of a list and is indented too far, so it is read as more of"
        " the line above."
    )
    return (
        "broken-list",
        number,
        message,
        f"  - {lines[number][found.end() :].strip()}   with two spaces more than the item above",
    )


def _task(lines: Sequence[str]) -> Slips | None:
    found = _BOX.match(lines[0])
    if found is None:
        return None
    return (
        "broken-list",
        0,
        "A box to tick stands in an item of a list, and this line begins none.",
        f"- [ ] {lines[0][found.end() :].strip()}",
    )


def _heading(lines: Sequence[str]) -> Slips | None:
    first = first_with(lines, _HEADING.match)
    if first is None or (first[1][3] and len(lines) > 1):
        return None
    number, found = first
    sign = found[1] or found[2] or found[3]
    message = (
        f"A heading has {'at most six signs #' if found[2] else 'a space after #'}, so readers"
        " would see this line with its signs."
    )
    return (
        "bad-heading",
        number,
        message,
        f"{'#' * min(max(len(sign), 2), 6)} {lines[number][found.end() :].strip()}",
    )


def _definition(lines: Sequence[str]) -> Slips | None:
    if not _DEFINITION.match(lines[0]):
        return None
    message = (
        "A line that begins with a colon tells what the term above it means, and no term stands"
        " right above this one."
    )
    return "broken-list", 0, message, "the term on a line of its own, and the colon on the next"
