"""What cannot be seen is found by property, and what honest writing needs of it stays."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from hub.reading import characters
from hub.reading.characters import first_forbidden, says_something, seen, shows_something
from hub.reading.lookalikes import looks

# Formats (Cf) that are drawn, before a number or a verse: Prepended_Concatenation_Mark in
# PropList.txt of Unicode.
DRAWN = {*range(0x0600, 0x0606), 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2, 0x110BD, 0x110CD}


def test_every_format_and_noncharacter_is_looked_at() -> None:
    points = [point for point in range(sys.maxunicode + 1) if point not in DRAWN]
    unseen = [
        point
        for point in points
        if unicodedata.category(chr(point)) in ("Cf", "Cs")
        or point & 0xFFFE == 0xFFFE
        or 0xFDD0 <= point <= 0xFDEF
    ]
    assert [
        f"U+{point:04X}" for point in unseen if first_forbidden(f"a{chr(point)}b") is None
    ] == []


def test_no_letter_sign_or_space_is_taken_for_unseen() -> None:
    allowed = {
        "Lu",
        "Ll",
        "Lt",
        "Lm",
        "Nd",
        "Nl",
        "No",
        "Pc",
        "Pd",
        "Ps",
        "Pe",
        "Pi",
        "Pf",
        "Po",
        "Sc",
        "Sm",
        "Sk",
        "Zs",
    }
    refused = [
        point
        for point in range(sys.maxunicode + 1)
        if unicodedata.category(chr(point)) in allowed
        and first_forbidden(f"a{chr(point)}b") is not None
    ]
    assert refused == []


def test_controls_but_tab_and_newline_are_refused() -> None:
    assert [
        point
        for point in range(0xA0)
        if unicodedata.category(chr(point)) == "Cc" and first_forbidden(chr(point)) is None
    ] == [9, 10]


@pytest.mark.parametrize(
    "point",
    [
        0x00AD,
        0x034F,
        0x115F,
        0x1160,
        0x17B4,
        0x17B5,
        0x180B,
        0x180F,
        0x2065,
        0x206A,
        0x3164,
        0xFFA0,
        0xFFF0,
        0xE0080,
        0xE01EF,
        0xE0FFF,
        0xFE00,
    ],
)
def test_ignorable_code_points_without_a_category_that_says_so_are_refused(point: int) -> None:
    assert first_forbidden(f"a{chr(point)}b") == 1


@pytest.mark.parametrize(
    "text",
    [
        "a\u200db",
        "\u200c\u200c\u0627",
        "1\ufe0f",
        "x\ufe0f",
        "\U0001f3f4\U000e0067\U000e0062",
        "\U0001f3f4\U000e0078\U000e0079\U000e007a\U000e007f",
        "\U0001f600\u200dx",
        "right\u200f\n\u0627",
        "\u2800 x",
        "e" + "\u0301\u0302\u0303" * 4,
        "\u0e01" + "\u0e49" * 9,
        "\u0645\u06cc\u200c \u0634",
        "\u0645\u06cc\u200c.",
        "\u0645\u06cc\u200c",
        " \u200c\u0634",
        "a\U00016fe4b",
        "a\U0001d159b",
        "a\ue000b",
        "\uf8ff",
        "\U000f0000",
        "\U0010fffd",
    ],
)
def test_what_is_honest_elsewhere_is_refused_where_it_changes_nothing(text: str) -> None:
    assert first_forbidden(text) is not None


def test_a_direction_mark_is_allowed_by_the_text_around() -> None:
    assert first_forbidden("\u200f", around="\u0627") is None
    assert first_forbidden("\u202e", around="\u0627") == 0


def test_a_long_line_of_marks_is_read_once() -> None:
    assert first_forbidden("\u200f" * 200_000 + "\u0627") is None


@pytest.mark.parametrize(
    ("text", "shows"),
    [
        ("a", True),
        ("311", True),
        ("…", True),
        ("👩", True),
        ("", False),
        (" \u00a0\u3000", False),
        ("\u2800", False),
        ("\u3164\u00ad", False),
        ("\U0001d159", False),
    ],
)
def test_a_text_shows_something_or_nothing(text: str, shows: bool) -> None:
    assert shows_something(text) is shows


def test_what_is_left_is_what_is_seen() -> None:
    assert seen("a\u200bb\ufe0f") == "ab"
    assert (
        characters.forbidden_message("\u2061", "here")
        == "The invisible character U+2061 (FUNCTION APPLICATION) here is not allowed."
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Phase I", "Phase 1"),
        ("Part II", "Part 11"),
        ("Plan", "Plans"),
        ("Form 10", "Form 100"),
        ("C++", "C#"),
        ("Ärger", "Arger"),
        ("naïve", "native"),
    ],
)
def test_titles_that_look_different_are_different(one: str, other: str) -> None:
    assert not set(looks(one)) & set(looks(other))


@pytest.mark.parametrize(
    "text",
    [
        "\u0645\u06cc\u200c\u0634\u0648\u062f",
        "HTML\u200c\u0647\u0627",
        "\u0646\u0627\u0645\u0647\u200c**\u0647\u0627**",
        "e" + "\u0301" * 8,
        "Vi\u1ec7t",
        "\u05d1\u05bc\u05b0\u05e8\u05b5\u05d0",
        "\u0d28\u0d4d\u200d",
    ],
)
def test_marks_and_joiners_that_a_language_writes_are_allowed(text: str) -> None:
    assert first_forbidden(text) is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Plan", True),
        ("311", True),
        ("\u2605", True),
        ("\u65e5", True),
        ("C#", True),
        ("\u0301", False),
        ("\u2014", False),
        ("...", False),
        ("!!!", False),
        ("\u2026", False),
        ("\ufffd", False),
        ("\u3164", False),
    ],
)
def test_a_name_has_a_letter_a_digit_or_a_picture(text: str, says: bool) -> None:
    assert says_something(text) is says


def test_what_shows_as_a_box_and_what_is_piled_up_is_said_so() -> None:
    assert "shows as a box" in characters.forbidden_message("\ue000", "here")
    assert "8 marks" in characters.forbidden_message("\u0301", "here")
