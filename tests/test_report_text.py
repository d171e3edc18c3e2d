"""What people read: the line with its caret, and nothing that a build service takes for a
command."""

from __future__ import annotations

import pytest

from hub.problems import Place, Problem, Report
from hub.report.text import closing, problem_text, render


def shown(place: Place, text: str, message: str = "Wrong.") -> list[str]:
    return problem_text(Problem("bad-text", place, message, (("Write", "it"),)), {"a": text}).split(
        "\n"
    )


def test_a_message_has_place_words_line_caret_and_help() -> None:
    assert shown(Place("a", 2, 4, 3), "one\nis two now\n") == [
        "a:2:4: error[bad-text]",
        "  Wrong.",
        "     1 | one",
        "     2 | is two now",
        "       |    ^^^",
        "  Write  it",
    ]


@pytest.mark.parametrize("column", [1, 50, 2500, 5000])
def test_a_long_line_is_cut_around_the_caret(column: int) -> None:
    line = "".join(chr(ord("a") + number % 26) for number in range(5000))
    lines = shown(Place("a", 1, column, 1), line)
    quoted, caret = lines[2], lines[3]
    assert len(quoted) <= 110
    assert quoted[caret.index("^")] == line[column - 1]


@pytest.mark.parametrize("length", [5, 80, 5000])
def test_carets_never_run_past_the_line(length: int) -> None:
    lines = shown(Place("a", 1, 3, length), "short line")
    assert len(lines[3]) <= len(lines[2])


def test_tabs_and_odd_characters_keep_the_caret_in_its_place() -> None:
    lines = shown(Place("a", 1, 4, 1), "\tb\x1bX")
    assert lines[2].endswith(" b·X")
    assert lines[3].index("^") == lines[2].index("X")


@pytest.mark.parametrize("place", [Place("a"), Place("b", 1, 1), Place("a", 99, 1)])
def test_without_a_line_there_is_no_excerpt(place: Place) -> None:
    assert not any("|" in line for line in shown(place, "one\n"))


@pytest.mark.parametrize(
    "words", ["::error file=x::hacked", "  ::error::x", "see ##[add-mask]a", "::"]
)
def test_no_line_is_a_workflow_command(words: str) -> None:
    for text in (
        "\n".join(shown(Place("a", 1, 1), words, words)),
        "\n".join(shown(Place(words, 1, 1), "x", words)),
    ):
        assert "##[" not in text
        assert not [line for line in text.split("\n") if line.lstrip().startswith("::")]


def test_a_long_report_stops_at_a_hundred(report: Report) -> None:
    for number in range(500):
        report.add("bad-text", Place(f"{number:03}"), f"Wrong {number}.")
    text = render(report)
    assert text.count("error[") == 100
    assert text.endswith("… and 400 more like these.")


@pytest.mark.parametrize(
    ("errors", "warnings", "line"),
    [
        (0, 0, "No problems. Done."),
        (1, 0, "1 error in 1 file. Done."),
        (2, 1, "2 errors and 1 warning in 3 files. Done."),
        (0, 2, "2 warnings in 2 files. Done."),
    ],
)
def test_the_last_line_counts(errors: int, warnings: int, line: str, report: Report) -> None:
    for number in range(errors):
        report.add("bad-text", Place(f"e{number}"), "Wrong.")
    for number in range(warnings):
        report.add("insecure-link", Place(f"w{number}"), "Careful.", severity="warning")
    assert closing(report, published="Done.") == line
