"""Made-up pages by honest perturbation: the blocks of two real pages mixed, and some long words
replaced by words that do not exist."""

from __future__ import annotations

import random
import re
from pathlib import Path

from lxml import html as lxml_html
from plainpage import children_of, read_main, write_page

SEED = 20260711
REPLACED = 0.012  # of the long words: about as fast as the vocabulary of real pages grows
_LONG_WORD = re.compile(r"[A-Za-z]{7,}")
# the longest block that is kept whole; longer ones are tables of whole registers
_KEPT_TEXTS = 4096


def write_synthetic(folder: Path, real: list[tuple[str, Path]], *, wanted: int) -> None:
    """Write pages made of the `real` ones into `folder` until there are `wanted` pages."""
    chance = random.Random(SEED)
    # an empty body has nothing to mix
    pages = [(address, path) for address, path in real if path.stat().st_size > 2500]
    for number in range(1, wanted - len(real) + 1):
        (first, first_path), (_, second_path) = chance.sample(pages, 2)
        one, other = _parts(first_path), _parts(second_path)
        blocks = _mixed(one[3], other[3], chance)
        words = [word for block in blocks for word in _LONG_WORD.findall(block.text_content())] or [
            "experience",
            "government",
        ]
        for block in blocks:
            _perturb(block, words, chance)
        title = _replaced(_half(one[0], other[0]), words, chance)
        write_page(
            folder / "mixed" / f"{number:05d}" / "index.html",
            title=title,
            summary=_replaced(one[1], words, chance),
            kind=one[2] or first.split("/")[0],
            blocks=blocks,
        )


def _parts(path: Path) -> tuple[str, str, str, list[lxml_html.HtmlElement]]:
    """A page's title, summary, kind and blocks."""
    main = read_main(path)
    title, summary, kind, blocks = "", "", "", []
    for block in children_of(main):
        text = " ".join(block.text_content().split())
        if block.tag == "h1":
            title = text
        elif block.get("data-pagefind-ignore") is not None:
            kind = text
        elif block.get("class") == "deck":
            summary = text
        elif len(text) <= _KEPT_TEXTS:
            blocks.append(block)
    return title, summary, kind, blocks


def _mixed(
    one: list[lxml_html.HtmlElement], other: list[lxml_html.HtmlElement], chance: random.Random
) -> list[lxml_html.HtmlElement]:
    """About half of the blocks of each page, in turns of a few, each page's in their order."""
    one, other = ([block for block in blocks if chance.random() < 0.5] for blocks in (one, other))
    mixed = []
    while one or other:
        turn = chance.randint(1, 4)
        mixed += one[:turn]
        one, other = other, one[turn:]
    return mixed


def _perturb(block: lxml_html.HtmlElement, words: list[str], chance: random.Random) -> None:
    for element in block.iter():
        if element.text:
            element.text = _replaced(element.text, words, chance)
        if element.tail:
            element.tail = _replaced(element.tail, words, chance)


def _replaced(text: str, words: list[str], chance: random.Random) -> str:
    def word(found: re.Match[str]) -> str:
        if chance.random() >= REPLACED:
            return found[0]
        other = chance.choice(words)
        return found[0][: len(found[0]) // 2] + other[len(other) // 2 :].lower()

    return _LONG_WORD.sub(word, text)


def _half(one: str, other: str) -> str:
    """The first half of one title and the second half of another."""
    first, second = one.split(), other.split()
    return " ".join(first[: (len(first) + 1) // 2] + second[len(second) // 2 :])
