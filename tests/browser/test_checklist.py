"""Checklists are ticked on the page of a practice, gathered on one page, and remembered by this
browser alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from browser import privacy, reflow
from browser.forms import axe_in_both_widths, saved, spoiled
from browser.storage import BLOCKED, FULL
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]
KEY = "hub-checklists-1"
PRACTICE = "practices/map-the-journey/"
ID = "practices.map-the-journey"


def near(page: Page) -> Page:
    """The page, scrolled to its checklist: only then are its scripts fetched."""
    page.locator("[data-checks]").first.scroll_into_view_if_needed()
    page.locator(".checklist.is-live").first.wait_for(state="attached")
    return page


def kept(page: Page) -> dict[str, dict[str, object]]:
    return json.loads(page.evaluate(f"() => localStorage.getItem('{KEY}')") or '{"lists": {}}')[
        "lists"
    ]


def told(page: Page) -> str:
    return page.locator("[data-checks] [role=status][data-done]").inner_text()


def mine(page: Page) -> list[str]:
    return page.locator("[data-mine] .check-title").all_inner_texts()


def test_an_item_is_ticked_by_keyboard_and_is_there_after_a_reload(
    open_page: OpenPage, base: str
) -> None:
    page = near(open_page(base + PRACTICE))
    assert told(page) == "Tick what you have done. Kept in this browser only."
    page.get_by_role("checkbox").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert told(page) == "2 of 6 done. Kept in this browser only."
    page.reload()
    near(page)
    assert [box.is_checked() for box in page.get_by_role("checkbox").all()] == [
        True,
        False,
        True,
        False,
        False,
        False,
    ]


def test_its_scripts_are_fetched_when_a_reader_comes_near(open_page: OpenPage, base: str) -> None:
    fetched: list[str] = []
    page = open_page(
        base + "playbooks/cx/listen/",
        before=lambda page: page.on(
            "request",
            lambda request: fetched.append(request.url.rpartition("/")[2].partition("?")[0]),
        ),
    )
    page.wait_for_load_state("networkidle")
    assert "hub.js" in fetched
    assert not {"kept.js", "checklist.js"} & set(fetched)
    near(page)
    assert [name for name in fetched if name in {"kept.js", "checklist.js"}] == [
        "kept.js",
        "checklist.js",
    ]


def test_the_tab_key_finds_the_boxes_of_a_list_far_down(open_page: OpenPage, base: str) -> None:
    page = open_page(base + "playbooks/cx/listen/")
    assert page.locator(".checklist.is-live").count() == 0
    page.keyboard.press("Tab")
    page.locator(".checklist.is-live").wait_for(state="attached")
    assert page.evaluate("() => scrollY") == 0


def test_a_box_has_the_name_of_its_item(open_page: OpenPage, base: str) -> None:
    page = near(open_page(base + PRACTICE))
    assert page.get_by_role("checkbox", name="The map covers one group and one goal").count() == 1


def test_a_practice_is_added_and_removed_and_the_removal_undone(
    open_page: OpenPage, base: str
) -> None:
    page = near(open_page(base + PRACTICE))
    page.get_by_role("button", name="Add to my checklist").click()
    assert list(kept(page)) == [ID]
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Remove from my checklist").click()
    assert privacy.kept(page) == []
    assert page.evaluate("() => document.activeElement.dataset.do") == "undo"
    page.keyboard.press("Enter")
    assert told(page).startswith("1 of 6 done.")
    assert page.evaluate("() => document.activeElement.dataset.do") == "toggle"


def test_a_chapter_can_be_ticked_too(open_page: OpenPage, base: str) -> None:
    page = near(open_page(base + "playbooks/cx/listen/"))
    page.get_by_role("checkbox").first.check()
    assert list(kept(page)) == ["playbooks.cx.listen"]


def test_what_was_ticked_is_gathered_with_progress_and_notes(
    open_page: OpenPage, base: str
) -> None:
    page = near(open_page(base + PRACTICE))
    page.get_by_role("checkbox").first.check()
    page.goto(base + "my-checklist/")
    assert mine(page) == ["Map the journey"]
    assert page.locator("[data-total]").inner_text() == "1 of 6 done. Kept in this browser only."
    page.get_by_label("Your notes on Map the journey").fill("Ask the call center")
    page.locator("[data-mine]").get_by_role("checkbox").nth(1).check()
    page.reload()
    assert page.locator("[data-total]").inner_text().startswith("2 of 6 done.")
    assert page.get_by_label("Your notes on Map the journey").input_value() == "Ask the call center"
    page.locator("[data-mine] .check-title a").click()
    page.wait_for_url("**/practices/map-the-journey/#checklist")
    near(page)
    assert told(page).startswith("2 of 6 done.")


def test_a_list_is_added_removed_and_brought_back_on_the_one_page(open_page: OpenPage) -> None:
    page = open_page("my-checklist")
    page.get_by_role(
        "button", name="Add to my checklist: Close the loop with people who spoke up"
    ).click()
    page.get_by_role("button", name="Add to my checklist: Map the journey").click()
    # in the order of the page
    assert mine(page) == ["Map the journey", "Close the loop with people who spoke up"]
    page.get_by_role("button", name="Remove from my checklist: Map the journey").click()
    assert mine(page) == ["Close the loop with people who spoke up"]
    assert page.locator("[data-undo] [role=status]").inner_text() == "Removed: Map the journey."
    page.get_by_role("button", name="Undo").click()
    assert mine(page) == ["Map the journey", "Close the loop with people who spoke up"]
    page.get_by_role("button", name="Remove all").click()
    assert privacy.kept(page) == []
    page.get_by_role("button", name="Undo").click()
    assert mine(page) == ["Map the journey", "Close the loop with people who spoke up"]


def test_two_tabs_stay_in_step(open_page: OpenPage, base: str) -> None:
    page = near(open_page(base + PRACTICE))
    other = page.context.new_page()
    other.goto(base + "my-checklist/")
    page.get_by_role("checkbox").first.check()
    other.wait_for_function("() => document.querySelector('[data-mine] :checked')")
    other.locator("[data-mine]").get_by_role("checkbox").nth(2).check()
    page.wait_for_function("() => document.querySelectorAll('[data-checks] :checked').length === 2")
    page.get_by_role("checkbox").nth(3).check()
    assert len(kept(page)[ID]["done"]) == 3
    other.close()


def test_an_item_whose_words_changed_is_not_ticked_and_says_so(
    open_page: OpenPage, base: str
) -> None:
    page = near(open_page(base + PRACTICE))
    page.get_by_role("checkbox").first.check()
    page.get_by_role("checkbox").nth(1).check()
    first = page.locator("[data-item]").first.get_attribute("data-item")
    # as if its words had been others then
    page.evaluate(
        f"() => localStorage.setItem('{KEY}', localStorage.getItem('{KEY}').replaceAll('{first}',"
        " '00000000'))"
    )
    page.reload()
    near(page)
    assert [box.is_checked() for box in page.get_by_role("checkbox").all()] == [
        False,
        True,
        False,
        False,
        False,
        False,
    ]
    assert page.locator("[data-item]:has(.changed)").evaluate_all(
        "(all) => all.map((line) => line.dataset.item)"
    ) == [first]
    assert (
        page.locator("[data-lost]")
        .inner_text()
        .startswith("Items that you had ticked, and that have changed or gone: 1.")
    )
    page.get_by_role("checkbox").first.check()
    assert page.locator(".changed").count() == 0
    assert not page.locator("[data-lost]").is_visible()


def test_ticks_follow_a_practice_to_its_new_name(open_page: OpenPage, base: str) -> None:
    page = near(open_page(base + PRACTICE))
    page.get_by_role("checkbox").first.check()
    page.evaluate(
        f"() => localStorage.setItem('{KEY}', localStorage.getItem('{KEY}').replace('{ID}',"
        " 'practices.old-name'))"
    )
    page.route(
        "**/" + PRACTICE,
        lambda route: route.fulfill(
            response=(found := route.fetch()),
            body=found.text().replace(
                f'data-checks="{ID}"', f'data-checks="{ID}" data-former="practices.old-name"'
            ),
        ),
    )
    page.reload()
    near(page)
    assert page.get_by_role("checkbox").first.is_checked()
    page.get_by_role("checkbox").nth(1).check()
    assert list(kept(page)) == [ID]
    page.unroute_all()


def test_a_list_that_left_the_hub_is_named_and_saved(open_page: OpenPage) -> None:
    text = json.dumps(
        {
            "version": 1,
            "lists": {"practices.gone": {"done": ["0123abcd"], "seen": [], "note": "Mine"}},
        }
    )
    page = open_page("my-checklist", before=lambda page: page.add_init_script(spoiled(KEY, text)))
    assert "practices.gone" in page.locator("[data-gone]").inner_text()
    assert "Mine" in saved(page, "Save as a file")[1]


@pytest.mark.parametrize("name", [PRACTICE, "my-checklist/"])
@pytest.mark.parametrize("text", ["{", "[]", '{"version": 2}', "null", "12"])
def test_spoiled_storage_is_thrown_away_with_a_word(
    text: str, name: str, open_page: OpenPage, base: str
) -> None:
    watch = privacy.Watch()

    def before(page: Page) -> None:
        watch.over(page)
        page.add_init_script(spoiled(KEY, text))

    page = near(open_page(base + name, before=before))
    assert (
        "could not be read" in page.locator("[data-total], [role=status][data-done]").inner_text()
    )
    page.locator("[data-checks] summary").first.click() if "my-" in name else None
    page.get_by_role("checkbox").first.check()
    assert len(kept(page)) == 1
    assert watch.complaints() == []


@pytest.mark.parametrize(
    "lists",
    [
        "3",
        '{"practices.map-the-journey": 3}',
        '{"practices.map-the-journey": {"done": "x", "seen": 1, "note": []}}',
        '{"<img>": {}, "__proto__": {"done": ["x"]}}',
    ],
)
def test_odd_lists_do_no_harm(lists: str, open_page: OpenPage) -> None:
    watch = privacy.Watch()

    def before(page: Page) -> None:
        watch.over(page)
        page.add_init_script(spoiled(KEY, f'{{"version": 1, "lists": {lists}}}'))

    page = open_page("my-checklist", before=before)
    page.get_by_role("button", name="Add to my checklist").first.click()
    assert page.locator("[data-mine] > li").count() >= 1
    assert watch.complaints() == []


@pytest.mark.parametrize(
    ("script", "words"), [(BLOCKED, "does not let pages keep anything"), (FULL, "no room left")]
)
def test_it_works_where_nothing_can_be_kept_and_says_so(
    script: str, words: str, open_page: OpenPage, base: str
) -> None:
    watch = privacy.Watch()

    def before(page: Page) -> None:
        watch.over(page)
        page.add_init_script(script)

    page = near(open_page(base + PRACTICE, before=before))
    page.get_by_role("checkbox").first.check()
    page.get_by_role("checkbox").nth(1).check()
    assert told(page).startswith("2 of 6 done.")
    assert words in told(page)
    assert watch.complaints() == []


def test_lists_are_saved_as_text_and_opened_from_a_file(
    open_page: OpenPage, base: str, tmp_path: Path
) -> None:
    page = near(open_page(base + PRACTICE))
    page.get_by_role("checkbox").first.check()
    page.goto(base + "my-checklist/")
    page.get_by_label("Your notes on Map the journey").fill("Mine")
    _, text = saved(page, "Save as text")
    assert text.split("\n")[2:6] == [
        "Map the journey",
        "1 of 6 done.",
        "[x] The map covers one group and one goal",
        "[ ] It starts before the first contact and ends after the last one",
    ]
    assert text.endswith("\nNotes: Mine\n" + base + PRACTICE + "#checklist\n")
    name, text = saved(page, "Save as a file")
    (tmp_path / name).write_text(text, encoding="utf-8")

    page.get_by_role("button", name="Remove all").click()
    page.set_input_files("#checklist-file", tmp_path / name)
    page.get_by_text("Checklists opened from the file: 1.").wait_for()
    assert mine(page) == ["Map the journey"]
    assert kept(page)[ID]["note"] == "Mine"
    (tmp_path / "other.json").write_text('{"kind": "cx-hub-self-assessment"}', encoding="utf-8")
    page.set_input_files("#checklist-file", tmp_path / "other.json")
    page.get_by_text("This file holds no checklists of this hub").wait_for()
    assert mine(page) == ["Map the journey"]


def test_without_a_script_every_list_is_there_to_print(open_page: OpenPage, base: str) -> None:
    page = open_page("my-checklist", java_script_enabled=False)
    assert "You can print each checklist below" in page.locator("main").inner_text()
    assert page.locator(".check-title a").count() > 55
    assert [
        button.inner_text()
        for button in page.locator("main button, main input, main textarea").all()
        if button.is_visible()
    ] == []
    assert not page.get_by_role("heading", name="Your checklists").is_visible()
    page.emulate_media(media="print")
    assert page.get_by_text("The map covers one group and one goal").is_visible()


def test_only_the_readers_own_lists_go_to_paper(open_page: OpenPage) -> None:
    page = open_page("my-checklist")
    page.get_by_role("button", name="Add to my checklist: Map the journey").click()
    page.emulate_media(media="print")
    assert page.locator("[data-checks] .check-title:visible").all_inner_texts() == [
        "Map the journey"
    ]
    assert (
        page.locator("main button:visible, main textarea:visible, main summary:visible").count()
        == 0
    )


@pytest.mark.parametrize("name", [PRACTICE, "my-checklist/"])
def test_axe_finds_nothing_where_something_is_ticked(
    name: str, open_page: OpenPage, base: str, axe_source: str
) -> None:
    def prepare(page: Page) -> None:
        if "my-" in name:
            page.get_by_role("button", name="Add to my checklist: Map the journey").click()
            page.get_by_role("button", name="Add to my checklist: Close the loop").click()
            page.get_by_role("button", name="Remove from my checklist: Close the loop").click()
        page.locator("[data-checks]").get_by_role("checkbox").first.check()

    assert (
        axe_in_both_widths(
            lambda **settings: near(open_page(base + name, **settings)),
            prepare,
            axe_source,
            "ticked",
        )
        == []
    )


@pytest.mark.parametrize("name", [PRACTICE, "my-checklist/"])
def test_a_ticked_list_fits_a_narrow_screen(name: str, open_page: OpenPage, base: str) -> None:
    page = near(open_page(base + name, width=320))
    page.get_by_role("button", name="Add to my checklist").first.click()
    page.get_by_role("checkbox").first.check()
    reflow.space_out(page)
    assert reflow.misfits(page) == []
