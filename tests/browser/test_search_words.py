"""The browser finds the same words and stems as the build: in the vectors, in all that is shipped,
and for every character of Unicode 14."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from hub.search.words import LANGUAGES
from hub.search.words import words as words_of

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
ASSETS = ROOT / "overrides/assets"
VECTORS = json.loads((ROOT / "tests/search/vectors.json").read_text(encoding="utf-8"))
TEXTS = [
    path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "content").rglob("*"))
    if path.suffix in {".md", ".yml"}
]

Analyse = Callable[..., list[list[str]]]
every_language = pytest.mark.parametrize("code", sorted(LANGUAGES))


@pytest.fixture(scope="module")
def analyse(chromium: Browser) -> Iterator[Analyse]:
    """The stems of each text, from the scripts that the hub ships."""
    page = chromium.new_page()
    for script in ("search.js", "search-es.js"):
        page.add_script_tag(content=(ASSETS / script).read_text(encoding="utf-8"))

    def run(texts: list[str], *, code: str) -> Any:
        return page.evaluate(
            "([texts, code]) => texts.map((text) => hubSearch.analyse(text, code))", [texts, code]
        )

    yield run
    page.close()


def differing(
    texts: list[str], *, code: str, analyse: Analyse
) -> list[tuple[str, list[str], list[str]]]:
    """Each text whose stems differ, with both answers: of the build, of the browser."""
    built = [LANGUAGES[code].analyse(text) for text in texts]
    shown = analyse(texts, code=code)
    return [
        (text, ours, theirs)
        for text, ours, theirs in zip(texts, built, shown, strict=True)
        if ours != theirs
    ][:9]


@every_language
def test_the_vectors_hold_in_the_browser(code: str, analyse: Analyse) -> None:
    words = VECTORS["words"][code]
    sentences = VECTORS["sentences"][code]

    assert analyse(list(words), code=code) == [[stem] for stem in words.values()]
    assert analyse([text for text, _ in sentences], code=code) == [stems for _, stems in sentences]


@every_language
def test_every_shipped_text_has_the_same_stems(code: str, analyse: Analyse) -> None:
    assert differing(TEXTS, code=code, analyse=analyse) == []


@every_language
def test_every_shipped_word_has_the_same_stem(code: str, analyse: Analyse) -> None:
    words = sorted({word for text in TEXTS for word in words_of(text)})

    assert differing(words, code=code, analyse=analyse) == []


@every_language
def test_the_stop_words_are_the_same(code: str, analyse: Analyse) -> None:
    told = "zebra " + " ".join(sorted(LANGUAGES[code].stops))
    words = sorted({word for text in TEXTS for word in words_of(text)})

    assert analyse([told], code=code) == [LANGUAGES[code].analyse("zebra")]
    assert differing([f"zebra {word}" for word in words], code=code, analyse=analyse) == []


@pytest.mark.parametrize("frame", ["xx{}xx", "{}'s x", "Σ{}σ {}", "e{}\u0301"])
def test_every_character_is_read_the_same(frame: str, analyse: Analyse) -> None:
    """Newer characters than this Python's may differ, and lone surrogates are no text."""
    every = [
        char
        for char in map(chr, range(sys.maxunicode + 1))
        if unicodedata.category(char) not in {"Cn", "Co", "Cs"}
    ]
    # ideographs, all of a kind
    thinned = [char for number, char in enumerate(every) if char < "\U00020000" or number % 97 == 0]

    assert (
        differing([frame.replace("{}", char) for char in thinned], code="en", analyse=analyse) == []
    )
