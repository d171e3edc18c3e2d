"""Where do I start: a tree of questions, one page each, that leads everybody to three first
steps."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from lxml import html as lxml_html

from hub.build import Result
from hub.pages import Page
from hub.report import text as report_text
from smallsite import SmallSite

FILE = "content/start/where-to-start.yml"
HEAD = "title: Where to\nsummary: Answer a few questions.\nowner: cx-team\nadded: 2024-05-01\n"
STEPS = (
    "steps: [{ link: practices.sample, why: Draw it. }, { link: guides.sample-guide, why: Read it."
    " }, { link: playbooks.course.begin, why: Learn it. }]"
)


def question(key: str, **answers: str) -> str:
    listed = "".join(
        f"      - {{ key: {name}, label: Answer {name}, then: {then} }}\n"
        for name, then in answers.items()
    )
    return (
        f"  - key: {key}\n    ask: What about {key}?\n    why: It matters.\n    answers:\n{listed}"
    )


def outcome(key: str, steps: str = STEPS) -> str:
    return (
        f"  - key: {key}\n    title: The end {key}\n    summary: You end at {key}.\n    {steps}\n"
    )


def tree(questions: list[str], outcomes: list[str]) -> str:
    return f"{HEAD}questions:\n{''.join(questions)}outcomes:\n{''.join(outcomes)}"


GOOD = tree(
    [question("one", a="two", b="near"), question("two", c="near", d="far")],
    [outcome("near"), outcome("far")],
)


def pages(result: Result) -> dict[str, Page]:
    assert result.site is not None, [str(problem) for problem in result.report.problems]
    return {page.address: page for page in result.site.pages if page.address.startswith("start/")}


def words(found: Page) -> str:
    return " ".join(lxml_html.fromstring(f"<div>{found.content}</div>").text_content().split())


def links(found: Page) -> list[str]:
    return [
        str(link.get("href"))
        for link in lxml_html.fromstring(f"<div>{found.content}</div>").iter("a")
    ]


def test_a_hub_without_the_file_has_no_starting_page(site: SmallSite) -> None:
    assert pages(site.check()) == {}
    assert site.problems() == []


def test_each_question_and_each_outcome_has_a_page(site: SmallSite) -> None:
    assert list(pages(site.write(FILE, GOOD).check())) == [
        "start/",
        "start/far/",
        "start/near/",
        "start/two/",
    ]
    assert site.problems() == []


def test_the_answers_of_a_question_are_links_to_what_comes_then(site: SmallSite) -> None:
    found = pages(site.write(FILE, GOOD).check())
    assert links(found["start/"])[:2] == ["two/", "near/"]
    assert links(found["start/two/"])[:2] == ["../near/", "../far/"]


def test_a_question_shows_what_was_answered_before_and_the_way_back(site: SmallSite) -> None:
    second = pages(site.write(FILE, GOOD).check())["start/two/"]
    assert (
        "Your answers so far What about one? Answer a Change the answer to: What about one?"
        in words(second)
    )
    assert links(second)[2:] == ["../", "../"]


def test_an_outcome_has_three_steps_of_any_kind_and_a_sentence_each(site: SmallSite) -> None:
    far = pages(site.write(FILE, GOOD).check())["start/far/"]
    assert "Map the sample journey Draw it. Practice · 2 weeks" in words(far)
    assert "Learn it. Chapter" in words(far)
    assert [link for link in links(far) if "start" not in link][:3] == [
        "../../practices/sample/",
        "../../guides/sample-guide/",
        "../../playbooks/course/begin/",
    ]


def test_an_outcome_that_several_answers_lead_to_names_each_way(site: SmallSite) -> None:
    assert "Answer a, then Answer c" in words(pages(site.write(FILE, GOOD).check())["start/near/"])
    assert "gave one of these answers: Answer b Answer a" in words(
        pages(site.check())["start/near/"]
    )


def test_only_the_front_page_and_the_outcomes_are_found_by_the_search(site: SmallSite) -> None:
    assert [
        page.address
        for page in pages(site.write(FILE, GOOD).check()).values()
        if not page.is_indexed
    ] == ["start/two/"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(
            tree(
                [question("one", a="near", b="tow"), question("two", c="near", d="near")],
                [outcome("near")],
            ),
            ["broken-reference"],
            id="an answer leads nowhere",
        ),
        pytest.param(
            tree(
                [question("one", a="near", b="near"), question("two", c="near", d="near")],
                [outcome("near")],
            ),
            ["never-reached"],
            id="a question nobody reaches",
        ),
        pytest.param(
            tree([question("one", a="near", b="near")], [outcome("near"), outcome("far")]),
            ["never-reached"],
            id="an outcome nobody reaches",
        ),
        pytest.param(
            tree(
                [question("one", a="near", b="near"), question("two", c="far", d="far")],
                [outcome("near"), outcome("far")],
            ),
            ["never-reached", "never-reached"],
            id="an outcome behind a question nobody reaches",
        ),
        pytest.param(
            tree(
                [question("one", a="two", b="near"), question("two", c="one", d="near")],
                [outcome("near")],
            ),
            ["reference-cycle"],
            id="back to the beginning",
        ),
        pytest.param(
            tree(
                [
                    question("one", a="two", b="near"),
                    question("two", c="three", d="near"),
                    question("three", e="two", f="near"),
                ],
                [outcome("near")],
            ),
            ["reference-cycle"],
            id="a ring of two",
        ),
        pytest.param(
            tree(
                [question("one", a="two", b="two"), question("two", c="near", d="near")],
                [outcome("near")],
            ),
            ["duplicate-item"],
            id="a question after two answers",
        ),
        pytest.param(
            tree([question("one", a="near", b="near")], [outcome("near"), outcome("one")]),
            ["duplicate-id", "never-reached"],
            id="a question and an outcome of one name",
        ),
        pytest.param(
            tree([question("one", a="index", b="index")], [outcome("index")]),
            ["reserved-route"],
            id="an address the site needs",
        ),
        pytest.param(
            tree(
                [question("one", a="near", b="near")],
                [outcome("near", STEPS.replace("practices.sample,", "practices.smaple,"))],
            ),
            ["broken-reference"],
            id="a step to nothing",
        ),
        pytest.param(
            tree(
                [question("one", a="near", b="near")],
                [outcome("near", STEPS.replace("guides.sample-guide", "practices.sample-draft"))],
            ),
            ["draft-reference"],
            id="a step to a draft",
        ),
        pytest.param(
            tree(
                [question("one", a="near", b="near")],
                [outcome("near", STEPS.replace("guides.sample-guide", "practices.sample"))],
            ),
            ["duplicate-item"],
            id="the same step twice",
        ),
        pytest.param(
            tree(
                [question("one", a="near", b="near")],
                [outcome("near", "steps: [{ link: practices.sample, why: Draw it. }]")],
            ),
            ["too-few-items"],
            id="one step only",
        ),
        pytest.param(
            tree([question("one", a="near")], [outcome("near")]),
            ["too-few-items"],
            id="one answer only",
        ),
        pytest.param(
            GOOD.replace("owner: cx-team", "owner: nobody"),
            ["bad-choice"],
            id="an owner nobody knows",
        ),
        pytest.param(GOOD + "questoins: []\n", ["unknown-field"], id="a field nobody knows"),
        pytest.param("- a\n- b\n", ["wrong-type"], id="a list"),
    ],
)
def test_a_mistake_is_told_where_it_stands(text: str, said: list[str], site: SmallSite) -> None:
    problems = site.write(FILE, text).problems()
    assert [problem.split()[1] for problem in problems] == said
    assert all(re.match(rf"{FILE}:\d+:\d+ ", problem) for problem in problems)


def test_the_messages_say_what_to_do(site: SmallSite, golden: Callable[[str, str], None]) -> None:
    texts = [
        tree(
            [question("one", a="two", b="tow"), question("two", c="near", d="near")],
            [outcome("near")],
        ),
        tree(
            [question("one", a="two", b="two"), question("two", c="near", d="near")],
            [outcome("near", STEPS.replace("practices.sample,", "practices.smaple,"))],
        ),
        tree(
            [question("one", a="near", b="near"), question("two", c="near", d="near")],
            [outcome("near"), outcome("far")],
        ),
        tree(
            [question("one", a="two", b="near"), question("two", c="one", d="near")],
            [outcome("near")],
        ),
    ]
    reports = [site.write(FILE, text).check().report for text in texts]
    golden(
        "start.txt",
        "".join(
            report_text.problem_text(problem, report.text_by_path) + "\n"
            for report in reports
            for problem in report.sorted()
        ),
    )


def test_another_file_beside_it_is_not_passed_over(site: SmallSite) -> None:
    assert site.write(FILE, GOOD).write("content/start/elsewhere.yml", GOOD).problems() == [
        "content/start/elsewhere.yml unknown-file-type"
    ]


def test_a_step_to_a_page_with_mistakes_of_its_own_is_no_second_mistake(site: SmallSite) -> None:
    site.write(FILE, GOOD).write("content/guides/sample-guide.md", "---\ntitle: T\ntitle: T\n---\n")
    assert [problem.split()[1] for problem in site.problems() if problem.startswith(FILE)] == []


def test_the_shipped_questions_are_few_and_the_way_is_short(shipped: Result) -> None:
    assert shipped.library is not None
    assert shipped.library.start is not None
    questions = {question.key: question for question in shipped.library.start.fields.questions}
    assert len(questions) == 5

    def longest(key: str) -> int:
        return (
            1 + max(longest(answer.then) for answer in questions[key].answers)
            if key in questions
            else 0
        )

    assert longest(next(iter(questions))) <= 3
