"""Self-assessments: what is wrong with one is told, and the form adds up on paper."""

from __future__ import annotations

import re

import pytest
from lxml import html as lxml_html

from hub.build import Result
from hub.compose.pages.assessments import asked_areas, chart_axes
from hub.kinds.entries.assessments import (
    Answer,
    Assessment,
    AssessmentArea,
    AssessmentQuestion,
    LevelStart,
    NextSteps,
)
from smallsite import SmallSite

PATH = "content/assessments/listening.yml"
WHOLE = """\
title: How well do you listen?
summary: Two questions about listening.
status: published
owner: cx-team
added: 2024-05-01
levels:
  - { level: starting, percent: 0 }
  - { level: leading, percent: 50 }
areas:
  - key: hearing
    title: Hearing
    text: You hear people.
    next:
      - { level: starting, text: Begin., practices: [sample] }
      - { level: leading, text: Go on., practices: [sample] }
questions:
  - key: who
    area: hearing
    ask: Who reads?
    answers:
      - { score: 0, text: Nobody. }
      - { score: 1, text: Somebody. }
      - { score: 3, text: Everybody. }
  - key: when
    area: hearing
    ask: When?
    answers:
      - { score: 0, text: Never. }
      - { score: 1, text: Each year. }
      - { score: 2, text: Each week. }
"""


def test_a_whole_self_assessment_is_in_order(site: SmallSite) -> None:
    assert site.write(PATH, WHOLE).problems() == []


@pytest.mark.parametrize(
    ("before", "after", "told", "help_row"),
    [
        ("percent: 0", "percent: 10", "7:33 bad-number", ("Write", "percent: 0")),
        ("percent: 50", "percent: 0", "8:32 bad-number", ("Write", "a number above 0")),
        (
            "level: leading, percent",
            "level: starting, percent",
            "8:5 duplicate-item",
            ("Write", "Keep one of the two."),
        ),
        (
            "score: 1, text: Somebody",
            "score: 4, text: Somebody",
            "23:18 bad-number",
            ("Write", "a score above 4, or the answers in another order"),
        ),
        (
            "area: hearing\n    ask: When",
            "area: herring\n    ask: When",
            "25:11 broken-reference",
            ("Did you mean", "hearing"),
        ),
        (
            "      - { level: leading, text: Go on., practices: [sample] }\n",
            "",
            "10:5 missing-field",
            ("Write", "next:  - level: leading  with text: and practices:"),
        ),
        (
            "level: leading, text",
            "level: starting, text",
            "15:9 duplicate-item",
            ("Write", "Keep one of the two."),
        ),
        (
            "Go on., practices: [sample]",
            "Go on., practices: [smaple]",
            "15:53 broken-reference",
            ("Did you mean", "sample   (Map the sample journey)"),
        ),
        ("key: when", "key: who", "24:5 duplicate-item", ("Write", "Keep one of the two.")),
        (
            "      - { score: 2, text: Each week. }\n",
            "",
            "27:5 too-few-items",
            ("Write", "Add what is missing."),
        ),
        (
            "level: leading, percent",
            "level: lading, percent",
            "8:14 bad-choice",
            ("Did you mean", "leading"),
        ),
    ],
)
def test_a_mistake_is_told_where_it_stands_with_what_to_do(
    site: SmallSite, before: str, after: str, told: str, help_row: tuple[str, str]
) -> None:
    assert before in WHOLE
    problems = site.write(PATH, WHOLE.replace(before, after, 1)).check().report.sorted()
    place, code = told.split()
    assert f"{PATH}:{place} {code}" in [f"{problem.place} {problem.code}" for problem in problems]
    assert help_row in [row for problem in problems if problem.code == code for row in problem.rows]


def test_an_area_that_nobody_asks_about_is_told(site: SmallSite) -> None:
    more = (
        "  - key: seeing\n    title: Seeing\n    text: You see.\n    next:\n      - { level:"
        " starting, text: A., practices: [sample] }\n      - { level: leading, text: B., practices:"
        " [sample] }\nquestions:"
    )
    problems = site.write(PATH, WHOLE.replace("questions:", more)).problems()
    assert problems == [f"{PATH}:16:5 missing-field"]


def test_every_count_of_points_has_one_level() -> None:
    area = AssessmentArea.model_construct(
        key="a",
        title="A",
        text="T",
        next=tuple(
            NextSteps.model_construct(level=level, text="T", practices=())
            for level in ("low", "middle", "high")
        ),
    )
    starts = tuple(
        LevelStart.model_construct(level=level, percent=percent)
        for level, percent in (("low", 0), ("middle", 34), ("high", 67))
    )
    for questions in range(1, 12):
        asked = tuple(
            AssessmentQuestion.model_construct(
                key=f"q{number}",
                area="a",
                ask="?",
                answers=tuple(Answer.model_construct(score=score, text="T") for score in range(4)),
            )
            for number in range(questions)
        )
        (found,) = asked_areas(
            Assessment.model_construct(title="T", levels=starts, areas=(area,), questions=asked)
        )
        told = [
            step.level
            for points in range(found.most + 1)
            for step in found.steps
            if step.least <= points <= step.most
        ]
        assert found.most == 3 * questions
        assert told == [
            ("low", "middle", "high")[
                (100 * points >= 34 * found.most) + (100 * points >= 67 * found.most)
            ]
            for points in range(found.most + 1)
        ]


def test_the_first_axis_of_the_chart_stands_upright() -> None:
    up, right, down, left = chart_axes([("a", "A"), ("b", "B"), ("c", "C"), ("d", "Two words")])
    assert [(axis.x, axis.y, axis.anchor) for axis in (up, right, down, left)] == [
        ("0.0", "-100.0", "middle"),
        ("100.0", "0.0", "start"),
        ("0.0", "100.0", "middle"),
        ("-100.0", "0.0", "end"),
    ]
    assert [words for _, words in left.lines] == ["Two words"]


def test_the_page_holds_all_that_paper_needs(site: SmallSite) -> None:
    result = site.write(PATH, WHOLE).check()
    assert result.site is not None
    (page,) = [page for page in result.site.pages if page.address == "assessments/listening/"]
    tree = lxml_html.fragment_fromstring(page.content, create_parent="div")

    assert [
        [box.get("value") for box in field.iter("input")] for field in tree.iter("fieldset")
    ] == [["0", "1", "3", "unknown"], ["0", "1", "2", "unknown"]]
    assert [" ".join(step.text_content().split()) for step in tree.iterfind(".//dl/div")] == [
        "Starting 0 to 2 points Begin. Map the sample journey",
        "Leading 3 to 5 points Go on. Map the sample journey",
    ]
    # Enter sends no answer anywhere
    assert [
        button.get("disabled") for button in tree.iter("button") if button.get("type") == "submit"
    ] == ["disabled"]
    assert page.assets == ("forms.css", "kept.js", "assessment.js")


def test_the_shipped_self_assessment_asks_twenty_questions_in_five_areas(shipped: Result) -> None:
    assert shipped.library is not None
    fields = shipped.library.entry_by_ref["assessments/cx-maturity"].fields
    assert (len(fields.questions), len(fields.areas)) == (20, 5)
    assert {
        question.area: sum(other.area == question.area for other in fields.questions)
        for question in fields.questions
    } == dict.fromkeys((area.key for area in fields.areas), 4)
    assert all(area.most == 12 for area in asked_areas(fields))


def test_a_practice_tells_which_self_assessment_leads_to_it(shipped: Result) -> None:
    assert shipped.site is not None
    (page,) = [page for page in shipped.site.pages if page.address == "practices/close-the-loop/"]
    assert re.search(r'<a href="\.\./\.\./assessments/cx-maturity/">', page.content)
