"""A self-assessment is filled in by keyboard, adds up, is remembered by this browser alone, and
works on paper."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from browser import privacy, reflow
from browser.forms import axe_in_both_widths, saved, spoiled
from browser.storage import BLOCKED, FULL
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]
KEY = "hub-assessment-cx-maturity-1"
STRATEGY = ("customer-groups", "plan", "lead", "leaders")


def answer(page: Page, **scores: str) -> None:
    for name, score in scores.items():
        page.check(f'input[name="{name.replace("_", "-")}"][value="{score}"]')


def answer_all(page: Page) -> None:
    """The four answers of each area are worth 0, 1, 2 and 3."""
    for number, name in enumerate(
        page.locator("fieldset").evaluate_all(
            "(all) => all.map((box) => box.querySelector('input').name)"
        )
    ):
        page.check(f'input[name="{name}"][value="{number % 4}"]')


def rows(page: Page) -> list[list[str]]:
    return page.locator(".result tbody tr").evaluate_all(
        "(all) => all.map((row) => [...row.cells].filter((cell) => !cell.hidden).map((cell) =>"
        " cell.innerText.trim()))"
    )


def kept(page: Page) -> dict[str, object] | None:
    return json.loads(page.evaluate(f"() => localStorage.getItem('{KEY}')") or "null")


def next_steps(page: Page, area: str) -> list[str]:
    return page.locator(f'[data-steps="{area}"] dt:visible').evaluate_all(
        "(all) => all.map((line) => line.firstChild.textContent.trim())"
    )


def test_it_is_filled_in_by_keyboard_and_the_result_takes_the_focus(open_page: OpenPage) -> None:
    page = open_page("assessment", reduced_motion="reduce")
    page.locator('input[name="customer-groups"]').first.focus()
    page.keyboard.press("Space")
    for down in (1, 2, 3):  # the arrow keys choose within a question, Tab goes to the next one
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        for _ in range(down):
            page.keyboard.press("ArrowDown")
    assert rows(page)[0] == ["Customer strategy", "6 of 12", "Building"]
    assert page.locator(".form-bar [role=status]").inner_text() == "4 of 20 answered."
    page.locator('[data-do="result"]').focus()
    page.keyboard.press("Enter")

    assert page.evaluate("() => document.activeElement.id") == "result"
    assert page.url.endswith("/assessments/cx-maturity/")


def test_a_question_that_was_passed_over_is_named_and_led_to(open_page: OpenPage) -> None:
    page = open_page("assessment", width=390)
    missing = page.locator("[data-missing]")
    assert not missing.is_visible()
    answer_all(page)
    assert not missing.is_visible()
    page.locator('[data-do="clear"]').click()
    (
        page.locator('[data-do="clear-yes"]').click()
        if page.locator('[data-do="clear-yes"]').count()
        else None
    )
    for name in page.locator("fieldset").evaluate_all(
        "(all) => all.map((box) => box.querySelector('input').name)"
    )[:-1]:
        page.check(f'input[name="{name}"][value="unknown"]')
    left = page.locator("fieldset").last
    assert missing.get_by_role("link").all_inner_texts() == [left.locator("legend").inner_text()]
    missing.get_by_role("link").click()
    expect(left).to_be_in_viewport()


def test_points_and_levels_are_right_for_known_answers(open_page: OpenPage) -> None:
    page = open_page("assessment")
    answer_all(page)
    assert [row[1:] for row in rows(page)] == [["6 of 12", "Building"]] * 5
    assert next_steps(page, "voice") == ["Building"]
    answer(page, lead="3", plan="3", customer_groups="3")
    answer(page, testing="0", words="0")
    assert rows(page)[0][1:] == ["12 of 12", "Leading"]
    assert rows(page)[3][1:] == ["1 of 12", "Starting"]
    assert next_steps(page, "design") == ["Starting"]
    assert page.locator('[data-steps="design"] a:visible').all_inner_texts() == [
        "Find the root cause before you fix",
        "Write in plain language",
        "Test with real users",
    ]


def test_open_questions_are_counted_and_not_guessed(open_page: OpenPage) -> None:
    page = open_page("assessment")
    answer(page, **dict.fromkeys(STRATEGY[:3], "1"))
    assert rows(page)[0] == ["Customer strategy", "3 to 6 of 12", "Starting or Building"]
    assert rows(page)[1] == ["Customer journey", "Not answered", ""]
    assert next_steps(page, "strategy") == ["Starting", "Building"]
    answer(page, leaders="unknown")
    assert rows(page)[0][1] == "3 to 6 of 12"
    assert (
        page.locator(".form-bar [role=status]").inner_text()
        == "4 of 20 answered. 1 you do not know."
    )


def test_the_chart_says_what_it_shows(open_page: OpenPage) -> None:
    page = open_page("assessment")
    assert page.get_by_role("img").get_attribute("aria-label").startswith("An empty chart")
    answer_all(page)
    name = page.get_by_role("img").get_attribute("aria-label")
    assert "Customer strategy, 6 of 12; Customer journey, 6 of 12" in name
    assert page.locator(".shape.now").get_attribute("points").split()[:2] == ["0.0", "-50.0"]
    assert page.locator(".perhaps").get_attribute("d") == ""


def test_answers_are_there_after_a_reload_and_in_another_tab(open_page: OpenPage) -> None:
    page = open_page("assessment")
    answer(page, plan="2")
    page.get_by_label("Your evidence for customer strategy").fill("Two notes")
    page.reload()
    assert page.locator('input[name="plan"][value="2"]').is_checked()
    assert page.get_by_label("Your evidence for customer strategy").input_value() == "Two notes"

    other = page.context.new_page()
    other.goto(page.url)
    answer(other, plan="3", seen="1")
    page.wait_for_function(
        """() => document.querySelector('input[name="plan"][value="3"]').checked"""
    )
    answer(page, lead="1")
    assert kept(page)["answers"] == {"plan": "3", "seen": "1", "lead": "1"}
    other.close()


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '"text"',
        '{"version": 2}',
        '{"version": 1, "answers": {}, "before": {"on": "2026-11-24", "answers": 3}, "notes": 1}',
        "null",
    ],
)
def test_spoiled_storage_is_thrown_away_with_a_word(text: str, open_page: OpenPage) -> None:
    watch = privacy.Watch()

    def before(page: Page) -> None:
        watch.over(page)
        page.add_init_script(spoiled(KEY, text))

    page = open_page("assessment", before=before)
    is_readable = text.startswith('{"version": 1')
    assert ("could not be read" in page.locator("[data-kept]").inner_text()) is not is_readable
    answer(page, plan="2")
    page.reload()
    assert page.locator('input[name="plan"][value="2"]').is_checked()
    assert watch.complaints() == []


def test_answers_to_questions_that_are_gone_are_dropped_with_a_word(open_page: OpenPage) -> None:
    text = json.dumps({"version": 1, "answers": {"plan": "2", "lead": "7", "an-old-question": "1"}})
    page = open_page("assessment", before=lambda page: page.add_init_script(spoiled(KEY, text)))
    assert (
        "Kept answers whose questions have changed: 2." in page.locator("[data-kept]").inner_text()
    )
    assert page.locator("fieldset :checked").count() == 1


@pytest.mark.parametrize(
    ("script", "words"), [(BLOCKED, "does not let pages keep anything"), (FULL, "no room left")]
)
def test_it_works_where_nothing_can_be_kept_and_says_so(
    script: str, words: str, open_page: OpenPage
) -> None:
    watch = privacy.Watch()

    def before(page: Page) -> None:
        watch.over(page)
        page.add_init_script(script)

    page = open_page("assessment", before=before)
    answer_all(page)
    assert rows(page)[4] == ["Optimized experience", "6 of 12", "Building"]
    assert words in page.locator("[data-kept]").inner_text()
    assert watch.complaints() == []


def test_clearing_asks_first_and_then_leaves_nothing(open_page: OpenPage) -> None:
    page = open_page("assessment")
    answer_all(page)
    page.get_by_label("Your evidence for customer journey").fill("A note")
    page.get_by_role("button", name="Clear all answers").click()
    assert page.evaluate("() => document.activeElement.id") == "clear_question"
    page.get_by_role("button", name="No, keep them").click()
    assert len(kept(page)["answers"]) == 20
    page.get_by_role("button", name="Clear all answers").click()
    page.get_by_role("button", name="Yes, remove them").click()

    assert privacy.kept(page) == []
    assert page.locator("fieldset :checked").count() == 0
    assert page.get_by_label("Your evidence for customer journey").input_value() == ""
    assert page.evaluate("() => document.activeElement.dataset.do") == "clear"


def test_a_result_is_compared_with_the_one_before(open_page: OpenPage) -> None:
    page = open_page("assessment")
    answer_all(page)
    page.get_by_role("button", name="Keep this result").click()
    answer(page, plan="3", reading="0")
    page.reload()
    assert [row[3] for row in rows(page)] == [
        "6 of 12, now 2 more",
        "6 of 12, now the same",
        "6 of 12, now 1 fewer",
        "6 of 12, now the same",
        "6 of 12, now the same",
    ]
    assert page.locator("th[data-before]").inner_text().startswith("On ")
    assert page.locator(".shape.earlier").get_attribute("points")
    page.get_by_role("button", name="Stop comparing").click()
    assert [len(row) for row in rows(page)] == [3] * 5


def test_a_saved_file_is_opened_again_and_compared_with_a_colleague(
    open_page: OpenPage, tmp_path: Path
) -> None:
    page = open_page("assessment")
    answer_all(page)
    name, text = saved(page, "Save as a file to open here again")
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    assert name.startswith("cx-maturity-2")
    assert json.loads(text)["kind"] == "cx-hub-self-assessment"

    answer(page, **dict.fromkeys(STRATEGY, "0"))
    page.set_input_files("#answers_file", file)
    page.get_by_role("button", name="Compare them with mine").click()
    assert rows(page)[0] == ["Customer strategy", "0 of 12", "Starting", "6 of 12, now 6 fewer"]
    page.set_input_files("#answers_file", file)
    page.get_by_role("button", name="Do nothing").click()
    assert rows(page)[0][1] == "0 of 12"
    page.set_input_files("#answers_file", file)
    page.get_by_role("button", name="Replace mine with them").click()
    assert rows(page)[0][1] == "6 of 12"
    assert page.evaluate("() => document.activeElement.id") == "result"


@pytest.mark.parametrize(
    "text",
    [
        "not json",
        "[1]",
        '{"kind": "cx-hub-checklists", "version": 1}',
        '{"kind": "cx-hub-self-assessment", "assessment": "another", "version": 1}',
    ],
)
def test_a_foreign_file_changes_nothing(text: str, open_page: OpenPage, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    page = open_page("assessment")
    answer(page, plan="2")
    page.set_input_files("#answers_file", tmp_path / "a.json")
    page.wait_for_function(
        "() => document.querySelector('[data-told]').textContent.includes('holds no answers')"
    )
    assert kept(page)["answers"] == {"plan": "2"}
    assert not page.locator("#file_question").is_visible()


def test_the_spreadsheet_holds_questions_answers_points_and_notes_and_runs_no_formula(
    open_page: OpenPage,
) -> None:
    page = open_page("assessment")
    answer_all(page)
    page.get_by_label("Your evidence for customer strategy").fill('=HYPERLINK("x")')
    name, text = saved(page, "Save as a spreadsheet")
    lines = text.removeprefix("\ufeff").split("\r\n")
    assert name.endswith(".csv")
    assert lines[0] == '"Area","Question","Answer","Points","Notes"'
    assert (
        lines[2]
        == '"Customer strategy","What decides which customer problem you work on next?","Each team'
        ' has a list of its own, and nobody sees them all.","1",""'
    )
    assert lines[5] == '"Customer strategy","","Building","6 of 12","\'=HYPERLINK(""x"")"'
    assert len(lines) == 1 + 5 * 5 + 1


def test_without_a_script_it_is_a_form_for_paper_and_enter_sends_nothing(
    open_page: OpenPage,
) -> None:
    page = open_page("assessment", java_script_enabled=False)
    page.check('input[name="plan"][value="2"]')
    page.keyboard.press("Enter")
    assert "?" not in page.url
    assert "This form works on paper" in page.locator("main").inner_text()
    assert page.locator("fieldset").first.get_by_text("(3 points)").is_visible()
    assert [
        button.inner_text() for button in page.locator("main button").all() if button.is_visible()
    ] == []
    assert page.locator('[data-steps="strategy"] dt').all_inner_texts() == [
        "Starting\n0 to 4 points",
        "Building\n5 to 8 points",
        "Leading\n9 to 12 points",
    ]


def test_on_paper_the_answers_stand_without_the_tools(open_page: OpenPage) -> None:
    page = open_page("assessment")
    page.emulate_media(media="print")
    # an empty form prints with its points, though a script runs
    assert page.locator(".by-hand:visible").count() > 80
    page.emulate_media(media="screen")
    answer_all(page)
    page.emulate_media(media="print")
    assert page.locator(".by-hand:visible, .form-bar:visible, .form-tools:visible").count() == 0
    assert page.locator("fieldset label:visible").count() == 20


def test_axe_finds_nothing_in_a_filled_form_with_its_result(
    open_page: OpenPage, axe_source: str
) -> None:
    def prepare(page: Page) -> None:
        answer_all(page)
        page.get_by_role("button", name="Keep this result").click()
        answer(page, plan="unknown")
        page.get_by_role("button", name="Clear all answers").click()

    assert (
        axe_in_both_widths(
            lambda **settings: open_page("assessment", **settings), prepare, axe_source, "filled"
        )
        == []
    )


def test_a_filled_form_fits_a_narrow_screen(open_page: OpenPage) -> None:
    page = open_page("assessment", width=320)
    answer_all(page)
    page.get_by_role("button", name="Keep this result").click()
    reflow.space_out(page)
    assert reflow.misfits(page) == []
