"""Tools to take away, used as people use them: by mouse and by key, with numbers of all kinds, with
and without storage, and on paper."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from browser import axe, keys, privacy, reflow
from browser.pages import first
from browser.storage import BLOCKED, FULL
from playwright.sync_api import Dialog, Page

from hub.compose.drawing.csvtext import safe_cell

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]
TOOLS = (
    "tool-inventory",
    "tool-map",
    "tool-bank",
    "tool-calculator",
    "tool-script",
    "tool-outline",
)
FEW_TOOLS = ("tool-inventory", "tool-calculator")  # each time; the others in the long form
FILLED = ("tool-inventory", "tool-bank", "tool-calculator", "tool-outline")
NO_COPYING = (
    "Object.defineProperty(navigator, 'clipboard', { get() { throw new DOMException('refused',"
    " 'NotAllowedError') } });"
)
LINES = """() => Object.fromEntries([...document.querySelectorAll("[data-lines] tr")].map((line) =>
  [line.cells[0].innerText, [...line.cells].slice(1).map((cell) => cell.innerText.trim().split(/\\s/)[0])]))"""


def agree(page: Page) -> list[str]:
    """Say yes to whatever the page asks, and note the questions."""
    asked: list[str] = []

    def yes(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.accept()

    page.once("dialog", yes)
    return asked


def settled(page: Page) -> None:
    """Wait until the page has worked out and kept what was typed last."""
    page.wait_for_timeout(450)


def type_in(page: Page, numbers: dict[str, str]) -> None:
    for name, text in numbers.items():
        key, _, case = name.partition(".")
        page.locator(f"[data-input='{key}'][data-case='{case or 'likely'}']").fill(text)
    settled(page)


def result(page: Page, title: str) -> list[str]:
    """Low, likely and high of a line, the first word of each."""
    return page.evaluate(LINES)[title]


def saved(page: Page, button: str) -> tuple[str, bytes]:
    """The name and the bytes of the file that a button gives."""
    with page.expect_download() as waiting:
        page.locator(button).click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def fill(page: Page, name: str) -> None:
    """Something in every part of a tool."""
    if name == "tool-inventory":
        page.locator("[data-do=add]").click()
        for number, channel in enumerate(("Exit survey", "Comment cards")):
            page.locator("[data-column=channel]").nth(number).fill(channel)
        page.locator("select[data-column=decision]").first.select_option("Merge")
    elif name == "tool-bank":
        for box in page.locator(".tool-tick input").all()[:3]:
            box.check()
    elif name == "tool-calculator":
        type_in(
            page,
            {
                "contacts": "1000",
                "contact-cost": "-1",
                "people": "1,000",
                "public-minutes": "6",
                "cost-once.low": "10",
            },
        )
    elif name == "tool-outline":
        page.locator("[data-do=sample]").first.click()
    settled(page)


# The sums


def test_known_numbers_give_known_sums(open_page: OpenPage) -> None:
    page = open_page("tool-calculator")
    type_in(
        page,
        {
            "contacts.low": "1,000",
            "contacts": "2000",
            "contacts.high": " 3 000 ",
            "contact-cost": "$12.50",
            "people": "10000",
            "public-minutes": "6",
            "cases": "600",
            "staff-minutes": "10",
            "staff-hour": "40",
            "cost-once.low": "60000",
            "cost-once": "29,000",
            "cost-once.high": "14500",
            "cost-yearly": "0",
        },
    )

    assert result(page, "Value of contacts avoided") == ["$12,500", "$25,000", "$37,500"]
    assert result(page, "Hours saved for the public (hours)") == ["1,000", "1,000", "1,000"]
    assert result(page, "Hours freed for staff (hours)") == ["100", "100", "100"]
    assert result(page, "Agency value in a year") == ["$16,500", "$29,000", "$41,500"]
    assert result(page, "Left after the first year") == ["-$43,500", "$0", "$27,000"]
    assert result(page, "Months until it has paid for itself (months)") == ["43.6", "12", "4.2"]
    assert (
        "Value of contacts avoided = 2,000 × $12.50 = $25,000"
        in page.locator("[data-steps]").inner_text()
    )
    assert page.locator("[data-order]").is_hidden()


def test_the_browser_and_the_page_without_script_work_out_the_same_example(
    open_page: OpenPage,
) -> None:
    page = open_page("tool-calculator")
    page.locator("[data-do=example]").click()
    drawn = page.evaluate(
        "() => [...document.querySelectorAll('[aria-labelledby=worked-example] tbody"
        " tr')].map((line) => [...line.cells].slice(2).map((cell) => cell.innerText))"
    )

    assert list(page.evaluate(LINES).values()) == drawn
    assert page.locator("[data-example]").is_visible()
    assert privacy.kept(page) == []  # made-up numbers are nobody's work


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("-5", "not below zero"),
        ("−5", "not below zero"),
        ("1e9", "digits only"),
        ("abc", "digits only"),
        ("1,5", "a point before parts"),
        ("1.234,56", "digits only"),
        ("12,34,567", "digits only"),
        ("Infinity", "digits only"),
        ("0x10", "digits only"),
        ("1000000000000000", "too large"),
        ("5;alert(1)", "digits only"),
        ("<b>1</b>", "digits only"),
        ("1.2.3", "digits only"),
    ],
)
def test_what_is_no_number_is_told_beside_its_field_and_stays_out_of_the_sum(
    typed: str, words: str, open_page: OpenPage
) -> None:
    page = open_page("tool-calculator")
    type_in(page, {"contacts": typed, "contact-cost": "10", "people": "60", "public-minutes": "1"})
    field = page.locator("[data-input=contacts][data-case=likely]")

    assert field.get_attribute("aria-invalid") == "true"
    assert words in page.locator("#wrong_contacts_likely").inner_text()
    assert "wrong_contacts_likely" in (field.get_attribute("aria-describedby") or "")
    assert result(page, "Value of contacts avoided") == ["–", "–", "–"]
    assert result(page, "Hours saved for the public (hours)") == ["1", "1", "1"]


@pytest.mark.parametrize(
    ("contacts", "cost", "answer"),
    [
        ("0", "10", "$0"),
        ("000007", "1", "$7"),
        (".5", "1", "$0.50"),
        ("0.1", "3", "$0.30"),
        ("999,999,999,999", "999999999999", "$999,999,999,998,000,000,000,000"),
    ],
)
def test_small_and_huge_numbers_stay_numbers(
    contacts: str, cost: str, answer: str, open_page: OpenPage
) -> None:
    page = open_page("tool-calculator")
    type_in(page, {"contacts": contacts, "contact-cost": cost})

    assert result(page, "Value of contacts avoided") == [answer] * 3


def test_what_is_left_empty_stays_out_and_is_named(open_page: OpenPage) -> None:
    page = open_page("tool-calculator")
    assert page.locator("[data-result]").is_hidden()
    type_in(page, {"contacts": "100", "contact-cost": "10"})
    steps = page.locator("[data-steps]").inner_text()

    assert result(page, "Agency value in a year") == ["$1,000"] * 3
    assert (
        "Agency value in a year = $1,000 = $1,000 (without Value of staff hours, which you left"
        " empty)" in steps
    )
    assert (
        "Hours saved for the public needs People who use the changed step in a year, Minutes saved"
        " for each person." in steps
    )
    assert "Infinity" not in steps
    assert "NaN" not in steps


def test_somebody_with_a_pencil_comes_to_the_same_number(open_page: OpenPage) -> None:
    page = open_page("tool-calculator")
    type_in(page, {"cases": "50000", "staff-minutes": "2", "staff-hour": "48.125"})
    steps = page.locator("[data-steps]").inner_text()

    assert "Hours freed for staff = 50,000 × 2 ÷ 60 = 1,667 hours" in steps
    # 1,667 times 48.125 is 80,224.38
    assert "Value of staff hours = 1,667 × $48.125 = $80,224" in steps


def test_a_change_that_saves_nothing_never_pays_for_itself(open_page: OpenPage) -> None:
    page = open_page("tool-calculator")
    type_in(
        page, {"contacts": "100", "contact-cost": "10", "cost-once": "500", "cost-yearly": "1000"}
    )

    assert (
        "Months until it has paid for itself is not reached, since Left after upkeep, each year is"
        " not above zero." in page.locator("[data-steps]").inner_text()
    )


def test_a_low_case_that_beats_the_high_case_is_told(open_page: OpenPage) -> None:
    page = open_page("tool-calculator")
    type_in(
        page,
        {"contacts.low": "300", "contacts": "200", "contacts.high": "100", "contact-cost": "10"},
    )

    assert "Value of contacts avoided" in page.locator("[data-order]").inner_text()


def test_the_result_is_copied_and_saved_with_its_steps(open_page: OpenPage) -> None:
    page = open_page("tool-calculator")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    type_in(page, {"contacts": "100", "contact-cost": "10"})
    page.locator("[data-do=copy-result]").click()
    page.wait_for_function(
        "() => document.querySelector('[data-status]').textContent === 'Copied.'"
    )
    text = page.evaluate("() => navigator.clipboard.readText()")
    name, data = saved(page, "[data-do=csv]")

    assert "Value of contacts avoided = 100 × $10 = $1,000" in text
    assert "version 1.0" in text
    assert name == "value-case-calculator-filled.csv"
    table = rows(data)
    assert {len(row) for row in table} == {7}
    assert [
        "Result",
        "Value of contacts avoided",
        "dollars",
        "1000",
        "1000",
        "1000",
        "Value of contacts avoided = 100 × $10 = $1,000",
    ] in table


# The table


def test_rows_are_added_counted_saved_and_removed(open_page: OpenPage) -> None:
    page = open_page("tool-inventory")
    attacks = [
        "=1+1",
        "+1",
        "-1",
        "@A1",
        "\t=1",
        ' "x", y',
        "Zoë 日本",
        "<img src=x onerror=alert(1)>",
    ]
    for number, text in enumerate(attacks):
        if number:
            page.locator("[data-do=add]").click()
            assert page.evaluate("() => document.activeElement.dataset.column") == "channel"
        page.locator("[data-column=channel]").nth(number).fill(text)
    page.locator("[data-column=asked]").first.fill("one\ntwo")
    page.locator("[data-column=decision]").first.select_option("Keep")
    settled(page)
    name, data = saved(page, "[data-do=csv]")
    names, *table = rows(data)

    assert name == "feedback-channel-inventory-filled.csv"
    assert [row[0] for row in table] == [safe_cell(text.strip()) for text in attacks]
    assert table[0][names.index("What is asked")] == "one\ntwo"
    assert page.locator("[data-table] tbody tr").count() == len(attacks)
    assert "Owner is empty in 8 of 8." in page.locator("[data-summary]").inner_text()
    assert "Decision: Keep: 1, not decided: 7." in page.locator("[data-summary]").inner_text()
    assert page.locator("main img[src=x]").count() == 0

    asked = agree(page)
    page.locator("[data-do=remove]").nth(1).click()
    settled(page)
    assert asked == ["Remove this row and what you typed in it?"]
    assert page.locator("[data-column=channel]").nth(1).input_value() == "-1"
    assert page.evaluate("() => document.activeElement.dataset.column") == "channel"


def test_nothing_to_save_is_told(open_page: OpenPage) -> None:
    page = open_page("tool-inventory")
    page.locator("[data-do=csv]").click()
    page.wait_for_function(
        "() => document.querySelector('[data-status]').textContent.startsWith('There is nothing')"
    )


# Questions and drafts


def test_ticked_questions_are_copied_with_their_answers(open_page: OpenPage) -> None:
    page = open_page("tool-bank")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("[data-do=copy-chosen]").press("Enter")
    page.wait_for_function(
        "() => document.querySelector('[data-status]').textContent === 'Tick a question first.'"
    )
    page.locator(".tool-tick input").nth(0).check()
    page.locator(".tool-tick input").nth(2).check()
    assert page.locator("[data-do=copy-chosen]").inner_text() == "Copy the 2 questions you ticked"
    page.locator("[data-do=copy-chosen]").click()
    page.wait_for_function(
        "() => document.querySelector('[data-status]').textContent === 'Copied.'"
    )
    text = page.evaluate("() => navigator.clipboard.readText()")

    assert text.startswith(
        "1. This interaction increased my trust in [agency or service].\n[ ] Strongly disagree\n"
    )
    assert (
        "\n\n2. Did this contact raise your trust in [service]?\n[ ] Thumbs up\n[ ] Thumbs down"
        in text
    )


def test_a_browser_that_refuses_to_copy_shows_the_text(open_page: OpenPage) -> None:
    page = open_page("tool-bank", before=lambda page: page.add_init_script(NO_COPYING))
    page.locator("[data-do=copy]").first.click()
    area = page.locator("[data-copy-text]")
    area.wait_for()

    assert area.input_value().startswith("This interaction increased my trust")
    assert page.evaluate(
        "() => document.activeElement.selectionEnd - document.activeElement.selectionStart"
    ) == len(area.input_value())


def test_a_draft_is_saved_as_text_and_as_markdown(open_page: OpenPage) -> None:
    page = open_page("tool-outline")
    page.locator("[data-do=sample]").nth(2).click()
    page.locator("#draft_review").fill("Line one\n\nLine two")
    settled(page)
    (text_name, text), (name, marked) = (
        saved(page, "[data-do=text]"),
        saved(page, "[data-do=markdown]"),
    )

    assert (text_name, name) == ("cx-policy-outline-filled.txt", "cx-policy-outline-filled.md")
    assert "1. Purpose\n\n[to be written]" in text.decode("utf-8-sig")
    assert "## 8. Review\n\nLine one\n\nLine two\n" in marked.decode("utf-8-sig")
    assert "We do not ask twice." in marked.decode("utf-8-sig")


# What is kept


@pytest.mark.parametrize("name", first(FEW_TOOLS, FILLED))
def test_what_was_typed_is_there_again_and_can_be_deleted(name: str, open_page: OpenPage) -> None:
    page = open_page(name)
    assert privacy.kept(page) == []
    fill(page, name)
    held = page.evaluate(
        "() => [...document.querySelectorAll('[data-tool] :is(input, textarea,"
        " select)')].map((field) => field.type === 'checkbox' ? field.checked : field.value)"
    )
    assert len(privacy.kept(page)) == 1
    page.reload()
    assert (
        page.evaluate(
            "() => [...document.querySelectorAll('[data-tool] :is(input, textarea,"
            " select)')].map((field) => field.type === 'checkbox' ? field.checked : field.value)"
        )
        == held
    )
    assert any(held)

    asked = agree(page)
    page.locator("[data-do=untick]" if name == "tool-bank" else "[data-do=clear]").click()
    settled(page)
    assert len(asked) == (name != "tool-bank")
    assert privacy.kept(page) == []


@pytest.mark.parametrize("name", first(FEW_TOOLS, FILLED))
@pytest.mark.parametrize(
    "kept",
    [
        "{",
        "null",
        "7",
        '"x"',
        "[]",
        '{"typed":7}',
        '{"typed":[7]}',
        '{"typed":{"purpose":{}}}',
        '{"typed":[{"channel":[]}]}',
        '{"typed":{"__proto__":"x"}}',
    ],
)
def test_what_was_kept_and_broken_harms_nothing(name: str, kept: str, open_page: OpenPage) -> None:
    watch = privacy.Watch()
    page = open_page(name)
    tool = page.locator("[data-tool]").get_attribute("data-id")
    page.evaluate("([name, text]) => localStorage.setItem(name, text)", [f"hub-tool-{tool}", kept])
    watch.over(page)
    page.reload()
    is_sound = kept.endswith('"x"}}') and name in ("tool-calculator", "tool-outline")

    assert (
        page.locator("[data-kept]")
        .first.inner_text()
        .startswith(
            "What you enter is kept" if is_sound else "What was kept here could not be read"
        )
    )
    fill(page, name)
    assert (
        json.loads(page.evaluate("(name) => localStorage.getItem(name)", f"hub-tool-{tool}"))[
            "version"
        ]
        == "1.0"
    )
    assert watch.complaints() == []


@pytest.mark.parametrize("storage", [BLOCKED, FULL], ids=["blocked", "full"])
@pytest.mark.parametrize("name", first(FEW_TOOLS, FILLED))
def test_a_tool_works_where_nothing_can_be_kept_and_says_so(
    name: str, storage: str, open_page: OpenPage
) -> None:
    watch = privacy.Watch()

    def before(page: Page) -> None:
        watch.over(page)
        page.add_init_script(storage)

    page = open_page(name, before=before)
    fill(page, name)

    assert (
        page.locator("[data-kept]").first.inner_text()
        == "This browser keeps nothing for this page. Download or copy your work before you leave."
    )
    if name == "tool-calculator":
        assert result(page, "Hours saved for the public (hours)") == ["100"] * 3
    assert watch.complaints() == []


# Without script, by key, for everybody, on paper


@pytest.mark.parametrize("name", first(FEW_TOOLS, TOOLS))
def test_a_tool_is_paper_without_script(name: str, open_page: OpenPage) -> None:
    page = open_page(name, java_script_enabled=False)

    assert [
        box.inner_text()
        for box in page.locator("main button, main input, main textarea, main select").all()
        if box.is_visible()
    ] == []
    assert page.locator(".tool-paper, .tool-questions").first.is_visible()
    assert all(words.is_visible() for words in page.locator("[data-without]").all())
    assert all(link.is_visible() for link in page.locator("a[download]").all())


@pytest.mark.parametrize("name", first(FEW_TOOLS, TOOLS))
def test_a_tool_whose_script_stops_half_way_stays_paper(name: str, open_page: OpenPage) -> None:
    page = open_page(
        name,
        before=lambda page: page.add_init_script(
            "Element.prototype.closest = () => { throw new Error('stopped') }; JSON.parse ="
            " Element.prototype.replaceChildren = Element.prototype.closest;"
        ),
    )

    assert page.locator(".tool-paper, .tool-questions").first.is_visible()
    assert page.locator("a[download]").first.is_visible()


@pytest.mark.parametrize("name", first(FEW_TOOLS, TOOLS))
def test_a_download_is_a_file_that_is_there(name: str, open_page: OpenPage) -> None:
    page = open_page(name)
    for address in page.locator("a[download]").evaluate_all("(all) => all.map((a) => a.href)"):
        assert page.request.get(address).ok


@pytest.mark.parametrize("name", first(FEW_TOOLS, TOOLS))
def test_every_control_of_a_tool_is_reached_by_key_and_seen(name: str, open_page: OpenPage) -> None:
    page = open_page(name, width=320, reduced_motion="reduce")
    fill(page, name)
    page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0); }")
    page.locator("main").focus()
    stops = keys.walk(page)

    assert [complaint for stop in stops for complaint in stop.complaints()] == []
    inside = page.evaluate(
        "() => [...document.querySelectorAll('main :is(a[href], button, input, select,"
        " textarea)')].filter((e) => e.checkVisibility({ visibilityProperty: true })).length"
    )
    assert sum(stop.in_main and stop.is_control for stop in stops) >= inside


def test_a_row_is_added_and_filled_by_key_alone(open_page: OpenPage) -> None:
    page = open_page("tool-inventory", reduced_motion="reduce")
    page.locator("[data-do=add]").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("Phone menu")
    settled(page)

    assert page.locator("[data-table] tbody tr").inner_text().startswith("Phone menu")
    assert page.locator("[data-status]").inner_text() == "Row 2 added."


@pytest.mark.parametrize("name", first(FEW_TOOLS, TOOLS))
def test_axe_finds_nothing_in_a_tool_that_is_filled_in(
    name: str, open_page: OpenPage, axe_source: str, shot: Callable[[Page, str], None]
) -> None:
    pages = {scheme: open_page(name, scheme=scheme, width=320) for scheme in ("light", "dark")}
    found = []
    for state, width in (("filled 320", 320), ("filled 1280", 1280)):
        for scheme, page in pages.items():
            if width == 320:
                fill(page, name)
            page.set_viewport_size({"width": width, "height": 800})
            shot(page, f"{name}-{scheme}-{state.replace(' ', '-')}")
        found += axe.complaints(list(pages.values()), source=axe_source, state=state)

    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", first(FEW_TOOLS, TOOLS))
def test_a_filled_tool_fits_a_narrow_screen(name: str, open_page: OpenPage) -> None:
    page = open_page(name, width=320)
    fill(page, name)
    assert reflow.misfits(page) == []
    reflow.space_out(page)
    assert reflow.misfits(page) == []


def test_small_targets_are_large_enough(open_page: OpenPage) -> None:
    for name in FILLED:
        page = open_page(name, width=320)
        fill(page, name)
        sizes = page.locator("[data-tool] :is(button, input, select, textarea)").evaluate_all(
            "(all) => all.filter((e) => e.checkVisibility()).map((e) => { const box ="
            " (e.closest('label.tool-tick') || e).getBoundingClientRect(); return"
            " Math.min(box.width, box.height) })"
        )
        assert min(sizes) >= 24


@pytest.mark.parametrize(
    ("name", "shown", "hidden"),
    [
        ("tool-inventory", "[data-table]", "[data-rows], #on-paper, .site-header, [data-do=add]"),
        (
            "tool-calculator",
            "[data-lines], [data-steps]",
            ".tool-inputs, #on-paper, #requirements, [data-do=csv]",
        ),
        ("tool-outline", "[data-printed]", "textarea, blockquote, [data-do=sample]"),
        ("tool-bank", ".tool-questions", ".tool-tick, [data-do=copy], #practices"),
        ("tool-map", ".tool-sheet img", "h1, .site-footer, #filled-map"),
        ("tool-script", ".tool-prompts, .tool-lines", ".site-header, #practices"),
    ],
)
def test_paper_holds_the_tool_and_nothing_to_press(
    name: str, shown: str, hidden: str, open_page: OpenPage
) -> None:
    page = open_page(name)
    fill(page, name)
    page.emulate_media(media="print")
    seen = page.locator(shown).first.is_visible()
    left = [
        piece.evaluate("(e) => e.outerHTML.slice(0, 80)")
        for piece in page.locator(hidden).all()
        if piece.is_visible()
    ]
    pages = page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n")

    assert seen
    assert left == []
    assert name != "tool-map" or pages == 1


@pytest.mark.parametrize("name", ["tool-inventory", "tool-calculator"])
def test_an_empty_tool_prints_its_blank_table(name: str, open_page: OpenPage) -> None:
    page = open_page(name)
    page.emulate_media(media="print")
    seen = (
        page.locator("[data-blank] table").first.is_visible(),
        page.locator("[data-tool]").is_visible(),
    )

    assert seen == (True, False)
