"""Searching as a reader does: by key, with filters, back and forth, where nothing is found, where
something fails, without script."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from browser import axe, keys, reflow
from browser.storage import BLOCKED
from playwright.sync_api import Page, Route, expect

from hub.publish.offline import offline_zip

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]
Shot = Callable[[Page, str], None]
PLAIN = {"java_script_enabled": False}
STILL = {"reduced_motion": "reduce"}
NOWHERE = "xyzzyqx"  # no page has it, and no word is one letter from it
FIELD, OPTIONS, STATUS = (
    "[role=combobox]",
    ".search-drop [role=option]",
    ".site-search [role=status]",
)
WORDS, HEADING, RESULTS, SAID = (
    "#search-words",
    "#search-heading",
    ".results h3 a",
    ".search-status",
)


def ask(page: Page, text: str) -> None:
    """Type into the field of the header, from wherever one is, and wait for an answer."""
    page.keyboard.press("/")
    page.keyboard.type(text)
    page.locator(OPTIONS).last.wait_for()


def found(page: Page, text: str) -> list[str]:
    """Wait until the search page says what it found for `text`, and give the addresses."""
    expect(page.locator(HEADING)).to_have_text(re.compile(re.escape(f"“{text}”")))
    expect(page.locator(".search-found")).to_be_visible()
    return page.locator(RESULTS).evaluate_all("(all) => all.map((link) => link.href)")


def has_focus(page: Page, selector: str) -> bool:
    return page.evaluate("(selector) => document.activeElement.matches(selector)", selector)


# The header of every page


def test_the_search_is_fetched_when_a_reader_turns_to_it(open_page: OpenPage) -> None:
    asked: list[str] = []
    page = open_page(
        "practice",
        before=lambda page: page.on("request", lambda request: asked.append(request.url)),
    )
    page.evaluate("() => new Promise((done) => requestIdleCallback(done))")
    before = [url for url in asked if "/search" in url]
    ask(page, "journey")

    assert before == []
    assert [
        url.rsplit("/", 1)[1].partition("?")[0] for url in asked if "/assets/search" in url
    ] == ["search.js", "search-box.js"]


def test_a_page_is_found_and_opened_by_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page("practice")
    ask(page, "map the journey")
    page.keyboard.press("ArrowDown")
    field = page.locator(FIELD)
    active = page.locator(f"#{field.get_attribute('aria-activedescendant')}")

    assert field.get_attribute("aria-expanded") == "true"
    assert active.get_attribute("aria-selected") == "true"
    assert has_focus(page, FIELD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("/practices/map-the-journey/")


def test_the_arrows_go_round(open_page: OpenPage) -> None:
    page = open_page("practice")
    ask(page, "survey")
    page.keyboard.press("ArrowUp")
    last = page.locator(OPTIONS).last
    expect(last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")

    expect(page.locator(OPTIONS).first).to_have_attribute("aria-selected", "true")
    expect(last).to_have_attribute("aria-selected", "false")


@pytest.mark.parametrize("steps", [[], ["ArrowUp"]], ids=["from the field", "from the last option"])
def test_enter_leads_to_all_results(steps: list[str], open_page: OpenPage) -> None:
    page = open_page("practice")
    ask(page, "survey")
    for key in [*steps, "Enter"]:
        page.keyboard.press(key)
    page.wait_for_url("**/search/?q=survey")

    assert len(found(page, "survey")) == 10


def test_escape_closes_then_clears_then_goes_back(open_page: OpenPage) -> None:
    page = open_page("practice")
    page.locator(".theme-toggle").focus()
    ask(page, "survey")
    states = []
    for _ in range(3):
        page.keyboard.press("Escape")
        states.append(
            (
                page.locator(".search-drop").is_visible(),
                page.locator(FIELD).input_value(),
                has_focus(page, FIELD),
            )
        )

    assert states == [(False, "survey", True), (False, "", True), (False, "", False)]
    assert has_focus(page, ".theme-toggle")


def test_tab_closes_the_list_and_goes_on(open_page: OpenPage) -> None:
    page = open_page("practice")
    ask(page, "survey")
    page.keyboard.press("Tab")

    expect(page.locator(".search-drop")).to_be_hidden()
    assert has_focus(page, ".site-search button[type=submit]")
    assert page.locator(FIELD).get_attribute("aria-expanded") == "false"


def test_a_slash_in_a_field_is_a_slash(open_page: OpenPage) -> None:
    page = open_page("practices-index")
    page.locator("#filter_words").focus()
    page.keyboard.type("a/b")

    assert page.locator("#filter_words").input_value() == "a/b"


def test_the_slash_key_can_be_switched_off(
    open_page: OpenPage, url_of: Callable[[str], str]
) -> None:
    page = open_page("search")
    page.get_by_label("The / key leads to the search").uncheck()
    page.goto(url_of("practice"))
    page.keyboard.press("/")

    assert not has_focus(page, FIELD)
    assert page.locator(FIELD).get_attribute("aria-keyshortcuts") is None


def test_the_number_of_results_is_announced(open_page: OpenPage) -> None:
    page = open_page("practice")
    ask(page, "survey")
    expect(page.locator(STATUS)).to_have_text(re.compile(r"^\d+ results, use the arrow keys"))
    for _ in "survey":
        page.keyboard.press("Backspace")
    page.keyboard.type(NOWHERE)

    expect(page.locator(STATUS)).to_have_text(re.compile(f"No results for “{NOWHERE}”"))
    expect(page.locator(OPTIONS)).to_have_count(1)


def test_an_acronym_is_explained(open_page: OpenPage) -> None:
    page = open_page("practice")
    ask(page, "HISP")

    expect(page.locator(".search-drop p")).to_have_text(
        re.compile(r"hisp = .*high.impact service provider", re.IGNORECASE)
    )
    expect(page.locator(STATUS)).to_have_text(re.compile("service provider", re.IGNORECASE))


def test_a_misspelt_word_is_repaired_and_said(open_page: OpenPage) -> None:
    page = open_page("practice")
    ask(page, "jurney ")

    expect(page.locator(".search-drop p")).to_have_text("Including results for journey")


def test_what_was_asked_is_marked_in_titles(open_page: OpenPage) -> None:
    page = open_page("practice")
    ask(page, "journeys ma")

    assert {"journey", "map"} <= {
        text.lower() for text in page.locator(f"{OPTIONS} mark").all_inner_texts()
    }


@pytest.mark.parametrize(
    "text",
    [
        "<img src=x onerror=alert(1)> survey",
        '"><script>alert(1)</script>',
        "survey $& {q}",
        "\u202esurvey\u202c 🙂",
    ],
)
def test_a_question_never_becomes_markup(text: str, open_page: OpenPage, base: str) -> None:
    said: list[str] = []
    page = open_page(
        "practice",
        before=lambda page: page.on(
            "dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss())
        ),
    )
    ask(page, text)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    heading = page.locator(HEADING)
    expect(heading).to_contain_text(text)

    assert said == []
    assert (
        heading.locator("*").count()
        == page.locator(".site-search img, .search-found img, .search-page script").count()
        == 0
    )


def test_a_late_answer_to_an_older_question_is_dropped(open_page: OpenPage) -> None:
    held: list[Route] = []
    page = open_page("practice")
    ask(page, "map")
    page.route(
        "**/search/en/*/*", lambda route: held.append(route) if not held else route.continue_()
    )
    with page.expect_request("**/search/en/*/*") as older:
        page.locator(FIELD).fill("paperwork")
    page.locator(FIELD).fill("veterans")
    last = page.locator(OPTIONS).last
    expect(last).to_have_text("All results for “veterans”")
    with page.expect_response(older.value.url):
        held[0].continue_()
    page.evaluate(
        "() => new Promise((done) => requestIdleCallback(() => requestAnimationFrame(done)))"
    )

    expect(last).to_have_text("All results for “veterans”")


@pytest.mark.parametrize("missing", ["**/assets/search.js?*", "**/manifest.bin"])
def test_a_search_that_fails_says_so_and_can_be_tried_again(
    missing: str, open_page: OpenPage
) -> None:
    page = open_page(
        "practice", before=lambda page: page.route(missing, lambda route: route.abort())
    )
    page.keyboard.press("/")
    page.keyboard.type("survey")
    again = page.get_by_role("button", name="Try again")
    again.wait_for()
    expect(page.locator(STATUS)).to_have_text(re.compile(r"could not be loaded"))
    assert page.locator(FIELD).get_attribute("aria-expanded") == "false"
    page.unroute(missing)
    page.keyboard.press("Tab")
    assert again.evaluate("(e) => e === document.activeElement")
    page.keyboard.press("Enter")

    page.locator(OPTIONS).first.wait_for()
    assert has_focus(page, FIELD)
    expect(again).to_be_hidden()


def test_a_screen_reader_meets_a_combobox_with_a_list(open_page: OpenPage) -> None:
    page = open_page("practice")
    closed = page.locator(".site-search").aria_snapshot()
    ask(page, "map the journey")
    page.keyboard.press("ArrowDown")
    opened = page.locator(".site-search").aria_snapshot()

    assert '- combobox "Search the hub"' in closed
    assert "listbox" not in closed
    assert '- listbox "Search results":' in opened
    assert re.search(
        r'- option "Map the journey practice [^"]+" \[selected\]', opened, re.IGNORECASE
    ), opened


def test_a_spanish_page_searches_in_spanish(open_page: OpenPage) -> None:
    page = open_page("spanish")
    ask(page, "cliente")
    assert all(
        "/es/" in link
        for link in page.locator(f"{OPTIONS}:has(strong)").evaluate_all(
            "(all) => all.map((link) => link.href)"
        )
    )
    page.keyboard.press("Enter")
    page.wait_for_url("**/es/search/?q=cliente")

    expect(page.locator(HEADING)).to_have_text(re.compile("resultado.* de «cliente»"))
    assert page.get_by_label("¿Qué busca?").input_value() == "cliente"
    page.get_by_role("button", name="Search in English").click()
    page.wait_for_url("**/search/?q=cliente")
    expect(page.locator(HEADING)).to_have_text(re.compile("“cliente”"))


# The search page


def test_the_page_finds_while_one_types(open_page: OpenPage) -> None:
    page = open_page("search")
    page.locator(WORDS).focus()
    page.keyboard.type("survey")
    found(page, "survey")

    assert page.url.endswith("/search/?q=survey")
    assert page.locator(f"{RESULTS}").count() == 10
    assert page.locator(".results mark").count() >= 5
    assert not page.locator("#a-to-z").is_visible()
    assert has_focus(page, WORDS)


def test_an_address_holds_the_question_and_its_filters(open_page: OpenPage, base: str) -> None:
    page = open_page(
        f"{base}search/?q=survey&collection=practices&collection=guides&utm_source=mail"
    )
    links = found(page, "survey")

    assert {link.removeprefix(base).split("/")[0] for link in links} == {"practices", "guides"}
    assert page.locator(".search-facets input:checked").evaluate_all(
        "(all) => all.map((box) => box.name + '=' + box.value).sort()"
    ) == [
        "collection=guides",
        "collection=practices",
    ]
    expect(page.locator(SAID)).to_have_text(re.compile(r"results for “survey”.*Filters: "))
    assert page.title().startswith("survey - ")


def test_filters_combine_and_the_focus_stays(open_page: OpenPage, base: str) -> None:
    page = open_page(f"{base}search/?q=survey")
    found(page, "survey")
    assert (
        page.get_by_role("group", name="Collection", exact=True).get_by_role("checkbox").count() > 3
    )
    before = page.locator(SAID).inner_text()
    for name in ("collection", "pillar"):
        box = page.locator(
            f"input[name={name}]:visible" + ("[value=practices]" if name == "collection" else "")
        ).first
        count = int(box.locator("xpath=../small").inner_text())
        box.focus()
        page.keyboard.press("Space")
        page.wait_for_function(
            "(before) => document.querySelector('.search-status').textContent !== before",
            arg=before,
        )
        before = page.locator(SAID).inner_text()

        assert box.evaluate("(e) => e === document.activeElement && e.checked"), name
        assert before.startswith(f"{count} result"), name
        assert f"{name}=" in page.url
    assert all("/practices/" in link for link in found(page, "survey"))

    page.get_by_role("button", name="Remove all filters").click()
    expect(page.locator(".search-facets input:checked")).to_have_count(0)
    assert has_focus(page, HEADING)
    assert page.url.endswith("?q=survey")


def test_filters_alone_list_their_pages(open_page: OpenPage, base: str) -> None:
    page = open_page(f"{base}search/?collection=measures")
    expect(page.locator(HEADING)).to_have_text(re.compile(r"^\d+ pages$"))

    assert all(
        "/measures/" in link
        for link in page.locator(RESULTS).evaluate_all("(all) => all.map((link) => link.href)")
    )


def test_back_and_forward_bring_the_question_and_its_filters(
    open_page: OpenPage, base: str
) -> None:
    page = open_page(f"{base}search/?q=survey")
    found(page, "survey")
    page.locator("input[name=collection][value=practices]").check()
    page.wait_for_url("**collection=practices*")
    page.locator(WORDS).fill("veterans")
    found(page, "veterans")
    page.keyboard.press("Enter")
    page.go_back()
    found(page, "survey")
    assert page.locator("input[name=collection][value=practices]").is_checked()
    page.go_back()
    expect(page.locator("input[name=collection][value=practices]")).not_to_be_checked()
    assert page.locator(WORDS).input_value() == "survey"
    page.go_forward()
    page.go_forward()

    found(page, "veterans")
    assert page.locator(WORDS).input_value() == "veterans"


def test_letters_are_no_steps_back(open_page: OpenPage) -> None:
    page = open_page("search")
    page.locator(WORDS).focus()
    page.keyboard.type("survey", delay=20)
    found(page, "survey")

    page.go_back()
    expect(page.locator(".search-found")).to_be_hidden()
    expect(page.locator("#a-to-z")).to_be_visible()


def test_more_results_come_below_and_take_the_focus(open_page: OpenPage, base: str) -> None:
    page = open_page(f"{base}search/?q=survey")
    first = found(page, "survey")
    page.get_by_role("button", name="More results").click()
    expect(page.locator(RESULTS)).to_have_count(20)
    links = page.locator(RESULTS).evaluate_all("(all) => all.map((link) => link.href)")

    assert links[:10] == first
    assert len(set(links)) == 20
    assert page.locator(RESULTS).nth(10).evaluate("(e) => e === document.activeElement")


def test_a_part_of_a_page_stands_below_it(open_page: OpenPage, base: str) -> None:
    page = open_page(f"{base}search/?q=survey")
    found(page, "survey")
    part = page.locator(".results li li a").first
    own = part.evaluate("(e) => e.closest('.results > li').querySelector('h3 a').href")
    address = part.evaluate("(e) => e.href")

    assert address.startswith(f"{own}#")
    page.goto(address)
    assert page.locator(":target").count() == 1


def test_the_list_from_a_to_z_comes_back(open_page: OpenPage, base: str) -> None:
    page = open_page(f"{base}search/?q=survey")
    found(page, "survey")
    assert not page.locator("#a-to-z").is_visible()
    page.get_by_role("button", name="Show A to Z").click()

    assert page.locator("#a-to-z").is_visible()
    assert has_focus(page, "#a-to-z")


def test_where_nothing_is_found_there_is_a_way_on(open_page: OpenPage, base: str) -> None:
    page = open_page(f"{base}search/?q={NOWHERE}")
    found(page, NOWHERE)

    expect(page.locator(SAID)).to_have_text(f"No results for “{NOWHERE}”")
    assert [
        page.locator(f".search-instead a[href$='{end}']").is_visible()
        for end in ("terms/", "owners/")
    ] == [True, True]
    assert page.locator("#a-to-z").is_visible()


def test_what_found_nothing_is_kept_here_and_can_be_saved_and_cleared(
    open_page: OpenPage, base: str
) -> None:
    page = open_page(f"{base}search/?q={NOWHERE}")
    found(page, NOWHERE)
    page.reload()
    found(page, NOWHERE)
    page.locator(WORDS).fill("survey")
    found(page, "survey")
    page.locator(".search-log summary").click()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as a file").click()
    kept = json.loads(saved.value.path().read_text(encoding="utf-8"))

    assert [(one["query"], one["count"]) for one in kept["searches"]] == [(NOWHERE, 2)]
    page.get_by_role("button", name="Clear the list").click()
    assert page.evaluate("() => Object.keys(localStorage)") == []
    assert not page.locator(".search-log").is_visible()


def test_the_log_says_the_day_that_it_is_where_the_reader_is(
    open_page: OpenPage, base: str
) -> None:
    page = open_page(
        "home",
        before=lambda page: page.clock.set_fixed_time("2026-12-02T04:30:00Z"),
        timezone_id="America/Los_Angeles",
    )
    page.goto(f"{base}search/?q={NOWHERE}")
    page.wait_for_function("() => localStorage['hub-empty-searches']")

    assert [
        one["last"] for one in json.loads(page.evaluate("() => localStorage['hub-empty-searches']"))
    ] == ["2026-12-01"]


def test_an_unfinished_word_is_not_kept(open_page: OpenPage) -> None:
    page = open_page("search")
    page.locator(WORDS).focus()
    page.keyboard.type(NOWHERE, delay=200)
    page.wait_for_function("() => localStorage['hub-empty-searches']")

    assert [
        one["query"]
        for one in json.loads(page.evaluate("() => localStorage['hub-empty-searches']"))
    ] == [NOWHERE]


@pytest.mark.parametrize("storage", ["garbage", '{"a": 1}', "[1, null]"])
def test_a_spoiled_log_begins_anew(storage: str, open_page: OpenPage, base: str) -> None:
    page = open_page("search")
    page.evaluate("(value) => { localStorage['hub-empty-searches'] = value }", storage)
    page.goto(f"{base}search/?q={NOWHERE}")
    found(page, NOWHERE)

    page.wait_for_function("(value) => localStorage['hub-empty-searches'] !== value", arg=storage)


def test_the_search_works_where_storage_is_blocked(open_page: OpenPage, base: str) -> None:
    errors: list[str] = []

    def before(page: Page) -> None:
        page.add_init_script(BLOCKED)
        page.on("pageerror", lambda error: errors.append(str(error)))

    page = open_page(f"{base}search/?q={NOWHERE}", before=before)
    found(page, NOWHERE)
    page.locator(WORDS).fill("survey")

    assert len(found(page, "survey")) == 10
    assert errors == []


def test_a_page_whose_search_fails_says_so_and_can_be_tried_again(
    open_page: OpenPage, base: str
) -> None:
    page = open_page(
        f"{base}search/?q=survey&collection=practices",
        before=lambda page: page.route("**/search/en/**", lambda route: route.abort()),
    )
    again = page.get_by_role("button", name="Try again")
    again.wait_for()
    expect(page.locator(SAID)).to_have_text(re.compile(r"could not be loaded"))
    assert page.locator("#a-to-z").is_visible()
    page.unroute("**/search/en/**")
    again.click()

    assert all("/practices/" in link for link in found(page, "survey"))
    expect(again).to_be_hidden()


@pytest.mark.parametrize(
    "query",
    [
        "q=" + "a" * 5000,
        "q=%00%0a",
        "q=%22unbalanced",
        "q=(.*)%2B%5B",
        "collection=nothing-like-it",
        "q=survey&lang=constructor",
        "q=survey&pillar=__proto__",
    ],
)
def test_a_strange_address_is_answered(query: str, open_page: OpenPage, base: str) -> None:
    errors: list[str] = []
    page = open_page(
        f"{base}search/?{query}",
        before=lambda page: page.on("pageerror", lambda error: errors.append(str(error))),
    )
    page.wait_for_function(
        "() => !document.querySelector('.search-form').hidden &&"
        " !/^Searching/.test(document.querySelector('#search-heading').textContent)"
    )

    assert errors == []
    assert page.locator("#a-to-z").is_visible() or page.locator(".results > li").count()


# For everybody

# What the open list covers, and what it scrolls out of sight, axe cannot judge: it is looked at
# with the list below the field.
UNROLLED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`.site-search { flex-wrap: wrap } .search-drop { position: static; flex: 1 0 100%; width: auto }
    .search-drop > *, .search-facets fieldset { max-height: none !important }`);
  document.adoptedStyleSheets.push(sheet);
}"""


def _asked(page: Page) -> None:
    ask(page, "journey ma")
    page.keyboard.press("ArrowDown")


STATES: dict[str, tuple[str, Callable[[Page], object]]] = {
    "box": ("practices/", _asked),
    "box-none": ("practices/", lambda page: ask(page, NOWHERE)),
    "results": (
        "search/?q=HISP+survey&collection=practices",
        lambda page: found(page, "HISP survey"),
    ),
    "none": (
        f"search/?q={NOWHERE}",
        lambda page: (found(page, NOWHERE), page.locator(".search-log summary").click()),
    ),
}


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_in_a_search(
    state: str, width: int, open_page: OpenPage, base: str, axe_source: str, shot: Shot
) -> None:
    address, reach = STATES[state]
    pages = []
    for scheme in ("light", "dark"):
        page = open_page(base + address, scheme=scheme, width=width)
        reach(page)
        page.locator(".facets-box").evaluate_all(
            "(all) => all.forEach((box) => { box.open = true })"
        )
        shot(page, f"search-{state}-{scheme}-{width}")
        page.evaluate(UNROLLED)
        pages.append(page)

    assert axe.complaints(pages, source=axe_source, state=f"{state} {width}") == []


@pytest.mark.parametrize("state", STATES)
def test_a_search_fits_at_320_px(state: str, open_page: OpenPage, base: str) -> None:
    address, reach = STATES[state]
    page = open_page(base + address, width=320)
    reach(page)
    page.locator(".facets-box").evaluate_all("(all) => all.forEach((box) => { box.open = true })")
    as_it_is = reflow.misfits(page)
    reflow.space_out(page)

    assert as_it_is == []
    assert reflow.misfits(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_show_the_active_option(
    scheme: str, open_page: OpenPage, base: str, shot: Shot
) -> None:
    page = open_page(f"{base}practices/", scheme=scheme, forced_colors="active")
    _asked(page)
    shot(page, f"search-box-{scheme}-forced")
    looks = page.locator(OPTIONS).evaluate_all(
        "(all) => all.map((e) => { const s = getComputedStyle(e); return s.backgroundColor +"
        " s.color })"
    )

    assert looks[0] not in looks[1:]


def test_small_screens_keep_the_filters_folded(open_page: OpenPage, base: str) -> None:
    for width, is_open in ((320, False), (1280, True)):
        page = open_page(f"{base}search/?q=survey", width=width)
        found(page, "survey")
        assert page.locator(".facets-box").evaluate("(e) => e.open") is is_open


@pytest.mark.parametrize("width", [320, 1280])
def test_every_control_of_a_search_is_reached_once_and_seen(
    width: int, open_page: OpenPage, base: str
) -> None:
    page = open_page(f"{base}search/?q=survey&collection=practices", width=width, **STILL)
    found(page, "survey")
    expected = keys.controls(page)
    stops = keys.walk(page)

    assert [complaint for stop in stops for complaint in stop.complaints()] == []
    assert len({stop.path for stop in stops}) == len(stops), "The focus went round in a circle."
    assert sum(stop.is_control for stop in stops) == expected


def test_without_script_the_page_is_a_list_of_everything(open_page: OpenPage, base: str) -> None:
    page = open_page("practice", **PLAIN)
    page.get_by_role("searchbox").fill("survey")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=survey")
    links = set(
        page.locator("#a-to-z a").evaluate_all(
            "(all) => all.map((link) => link.href.slice(link.href.indexOf('/', 8) + 1))"
        )
    )

    assert "Your browser runs no script" in page.locator("main").inner_text()
    assert (
        page.locator(".search-form, .search-found, .search-drop").evaluate_all(
            "(all) => all.some((e) => e.checkVisibility())"
        )
        is False
    )
    assert {"practices/", "guides/", "practices/map-the-journey/", "matrix/"} <= links


def test_from_a_disk_the_search_works_without_a_server(
    open_page: OpenPage, base: str, site_folder: Path, tmp_path: Path
) -> None:
    offline_zip(site_folder, tmp_path / "hub.zip")
    with ZipFile(tmp_path / "hub.zip") as archive:
        archive.extractall(tmp_path)
    errors: list[str] = []
    page = open_page(
        base, before=lambda page: page.on("pageerror", lambda error: errors.append(str(error)))
    )
    page.goto((tmp_path / "cx-hub/practices/index.html").as_uri())
    ask(page, "map the journey")
    assert (
        page.locator(OPTIONS)
        .first.get_attribute("href")
        .endswith("/practices/map-the-journey/index.html")
    )
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/index.html?q=map+the+journey")
    assert found(page, "map the journey")[0].endswith("/practices/map-the-journey/index.html")
    page.locator("input[name=collection][value=guides]").check()
    expect(page.locator(SAID)).to_have_text(re.compile("Filters: "))
    page.locator(RESULTS).first.click()
    page.wait_for_url("**/guides/*/index.html")

    assert page.locator("h1").is_visible()
    assert errors == []
