"""Texts are converted on a second processor, and the answer is the same as on one."""

from __future__ import annotations

import os
import signal

import pytest

from hub.prose import conversion
from hub.prose.conversion import convert, start

TEXTS = [
    (
        f"content/guides/g{number}.md",
        5,
        (
            f"## Heading {number}\n\nText with [[practices/p{number}]] and"
            f" *more*.\n\n{'<b>' if number % 7 == 0 else ''}\n"
        ),
    )
    for number in range(60)
]


@pytest.mark.parametrize("fewest", [0, 1000], ids=["two processes", "one process"])
def test_the_answer_does_not_depend_on_the_number_of_processes(
    fewest: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversion, "FEWEST_TEXTS", fewest)
    assert start(TEXTS)() == {text[0]: convert(text) for text in TEXTS}


def test_problems_keep_their_places() -> None:
    problems = convert(TEXTS[0])[1]
    assert [str(problem.place) for problem in problems] == ["content/guides/g0.md:9:1"]


def test_a_line_that_cannot_be_reviewed_is_not_converted() -> None:
    assert convert(("a", 1, "x" * 5000))[0].is_empty


def test_a_killed_child_costs_time_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    fork = os.fork

    def fork_and_kill() -> int:
        child = fork()
        if child:
            os.kill(child, signal.SIGKILL)
        return child

    monkeypatch.setattr(os, "fork", fork_and_kill)
    assert start(TEXTS)() == {text[0]: convert(text) for text in TEXTS}
