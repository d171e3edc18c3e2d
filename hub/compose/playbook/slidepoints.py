"""What of a section goes on its slides: points, in few words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

_BLOCKS = frozenset("p li ul ol div h3 h4 h5 h6 br td th dd dt blockquote".split())
# A sentence ends before a capital letter, but not after an initial or a short form: "the U.S.
# Government", "see No. 4".
_SENTENCE_END = re.compile(
    r"""(?:(?<=[.!?])|(?<=[.!?]["”)]))
    (?<!\b[A-Z]\.)(?<!\bNo\.)(?<!\bDr\.)(?<!\bM[rs]\.)(?<!\bSt\.)(?<!\bvs\.)(?<!\be\.g\.)(?<!\bi\.e\.)
    \s+(?=["“(]?[A-Z0-9])""",
    re.VERBOSE,
)


def first_sentence(words: str) -> str:
    """Words up to the end of their first sentence."""
    return _SENTENCE_END.split(words, maxsplit=1)[0]


def points_of(
    content: Sequence[etree._Element],
) -> tuple[tuple[str, ...], str, tuple[tuple[str, str], ...]]:
    """The points of a section, their style, and the full words where a point shows only their
    beginning.

    They are its steps; where there are none its facts, else its headings, else its list, else its
    plan.
    """
    steps = [
        item for element in content for item in element.iter("li") if _is(item.getparent(), "steps")
    ]
    if steps:
        points = tuple(first_sentence(words_of(_head_of(step))) for step in steps)
        return (
            points,
            "steps",
            tuple(
                (f"{number}.", words_of(step))
                for number, (step, point) in enumerate(zip(steps, points, strict=True), 1)
                if words_of(step) != point
            ),
        )
    facts = [
        (words_of(term), words_of(meaning))
        for element in content
        if _is(element, "facts")
        for term, meaning in zip(element.iter("dt"), element.iter("dd"), strict=False)
    ]
    if facts:
        # whole: the second sentence of a result often says what is not known
        return tuple(f"{term}: {meaning}" for term, meaning in facts), "points", ()
    plan = tuple(_plan(content))
    headings = [
        words_of(heading)
        for element in content
        for heading in element.iter("h3")
        if not _is(element, "problem-outcome")
    ]
    items = next(([*element] for element in content if element.tag in ("ul", "ol")), [])
    return (
        tuple(
            headings
            or [first_sentence(words_of(item)) for item in items]
            or [" ".join(line) for line in plan]
        ),
        "points",
        plan if headings else (),
    )


def _plan(content: Sequence[etree._Element]) -> Iterator[tuple[str, str]]:
    """The running clock of a course: when each part begins and what it is, below the names of the
    sessions.
    """
    if not any(_is(element, "plan") for element in content):
        return
    for element in content:
        if element.tag == "h3":
            yield words_of(element), ""
        elif _is(element, "plan"):
            yield from (
                (words_of(row[0]), words_of(row[-1]))
                for row in element.iter("tr")
                if row.find("td") is not None
            )


def _head_of(step: etree._Element) -> etree._Element:
    """The part of a step that says what to do: its heading, or the words marked so, or all of
    it.
    """
    return next((part for part in step if part.tag in ("h3", "h4") or _is(part, "do")), step)


def outcome_of(content: Sequence[etree._Element]) -> Iterator[tuple[str, str]]:
    """What hurts now and what you get, for the presenter."""
    for element in content:
        if _is(element, "problem-outcome"):
            for part in element.iter("h3"):
                words = part.getnext()
                if words is not None:
                    yield f"{words_of(part)}:", words_of(words)


def _is(element: etree._Element | None, name: str) -> bool:
    return element is not None and name in (element.get("class") or "").split()


def words_of(element: etree._Element) -> str:
    """The words of an element, with a space between its blocks, and a colon after a heading, a
    label, or a line with small words below it.
    """
    return re.sub(r"(?<=[.?!:]):", "", " ".join("".join(_pieces(element)).split()))


def _pieces(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for part in element:
        edge = " " if part.tag in _BLOCKS else ""
        is_title = (
            part.tag in ("h3", "h4")
            or _is(part, "label")
            or (part.tag == "br" and _is(part.getnext(), "small"))
        )
        yield "" if part.tag == "br" else edge
        yield from _pieces(part)
        yield (":" if is_title else "") + edge + (part.tail or "")
