"""A reader's words and a page's words come out the same. `vectors.json` is for the browser, too
(tests/browser/test_search_words.py)."""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from pathlib import Path

import pytest

from hub.search.words import LANGUAGES, fold, words

VECTORS = json.loads((Path(__file__).parent / "search/vectors.json").read_text(encoding="utf-8"))
english = LANGUAGES["en"]
spanish = LANGUAGES["es"]
every_language = pytest.mark.parametrize("code", sorted(LANGUAGES))


@every_language
def test_words_have_the_stems_of_the_vectors(code: str) -> None:
    expected = VECTORS["words"][code]

    assert {word: LANGUAGES[code].stem(word) for word in expected} == expected


@every_language
def test_sentences_have_the_stems_of_the_vectors(code: str) -> None:
    expected = VECTORS["sentences"][code]

    assert [[text, LANGUAGES[code].analyse(text)] for text, _ in expected] == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("planning", "plan"),
        ("mapping", "map"),
        ("getting", "get"),
        ("allocating", "allocate"),
        ("journeys", "journey"),
        ("agencies", "agency"),
    ],
)
def test_forms_that_whoosh_keeps_apart_meet(one: str, other: str) -> None:
    assert english.stem(one) == english.stem(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Atención", "atencion"),
        ("NIÑOS", "nino"),
        ("pague", "pagar"),
        ("pidiéndoselas", "pedir pidiendo"),
        ("construyeron", "construyó"),
        ("interés", "intereses"),
        ("imagen", "imágenes"),
        ("hablaré", "hablar"),
    ],
)
def test_spanish_meets_without_its_accents(one: str, other: str) -> None:
    assert spanish.analyse(one)[0] == spanish.analyse(other)[-1]


@pytest.mark.parametrize(
    "word", ["a", "us", "of", "508", "h1n1", "straße", "naïve", "привет", "客户", "A", "x_y", ""]
)
def test_short_words_and_other_letters_are_their_own_stem(word: str) -> None:
    assert english.stem(word) == word
    assert spanish.stem(word) == word


@every_language
def test_no_stem_is_longer_than_its_word_by_more_than_an_e(code: str) -> None:
    for word, stem in VECTORS["words"][code].items():
        assert 0 < len(stem) <= len(word) + 1


@every_language
def test_stop_words_are_folded_words(code: str) -> None:
    assert all(words(stop) == [stop] for stop in LANGUAGES[code].stops)


def test_words_that_matter_here_are_no_stop_words() -> None:
    assert not english.stops & set(
        "no new us all more about need use get one page time people help well work".split()
    )


def test_stop_words_stay_where_there_is_nothing_else() -> None:
    assert english.analyse("What is it?") == ["what", "is", "it"]
    assert english.analyse("What is a journey?") == ["journei"]


def test_tokens_are_words_with_their_stems() -> None:
    assert english.tokens("The Agency’s plans") == [("agency", "agenc"), ("plans", "plan")]
    assert english.tokens("what is it") == []


def test_words_are_the_letters_and_digits_of_unicode() -> None:
    """The same claim as `\\p{L}\\p{N}` in the browser: `\\w` without "_" is L and N, for every code
    point."""
    known = re.findall(r"[^\W_]", "".join(map(chr, range(sys.maxunicode + 1))))

    assert known == [
        char
        for char in map(chr, range(sys.maxunicode + 1))
        if unicodedata.category(char)[0] in "LN"
    ]


def test_the_short_way_for_plain_text_is_the_long_way() -> None:
    """Text in ASCII and the commonest typography is cut up by other means than the rest; one
    foreign letter at its end forces the long way."""
    plain = (
        "".join(map(chr, range(128))) + " it’s “o'clock” – users’ don't—x\u00a0y 's z's' a's's _'s"
    )

    assert [*words(plain), "ж"] == words(plain + " ж")


def test_folding_twice_is_folding_once() -> None:
    every = [
        char for char in map(chr, range(sys.maxunicode + 1)) if not "\ud800" <= char <= "\udfff"
    ]
    folded = [fold(char) for char in every]

    assert [fold(char) for char in folded] == folded
