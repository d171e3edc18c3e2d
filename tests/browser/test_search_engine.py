"""The engine in the browser: the same answers as `hub search`, whatever is asked; no markup,
whatever the index holds; no dead end, whatever is lost."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser.host import served
from playwright.sync_api import Browser, Page, Request, Route, expect

from hub import build
from hub.search.documents import SearchDocument, Section
from hub.search.export import build_index
from hub.search.reader import Reader

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
STRANGE = (
    "",
    "   ",
    '"',
    '""',
    '"plain language"',
    '"plain language',
    "“user research” plan",
    "a",
    "the",
    "508",
    ".*",
    "(?:a+)+$",
    "[[",
    "\\",
    "\x00nul\x00",
    "<img src=x onerror=alert(1)>",
    "😀 emoji",
    "מסע לקוח",
    "رحلة العميل",
    "naïve café",
    "ＣＸ",
    "don't",
    "agency’s",
    "A-11",
    "x" * 100_000,
    "map " * 30_000,
    "map\njourney\ttrust",
    "%00%ff",
    "constructor __proto__",
)
ATTACK = '<img src=x onerror="document.documentElement.dataset.pwned=1">'


@pytest.fixture(scope="module")
def engine(chromium: Browser, base: str) -> Iterator[Page]:
    """A page of the hub with the engine and nothing else."""
    page = chromium.new_page()
    page.goto(base)
    page.add_script_tag(url=f"{base}assets/search.js")
    page.evaluate(
        "(base) => { hubSearch.load = (name) => new Promise((done) =>"
        " document.head.append(Object.assign(document.createElement('script'), { src: base +"
        " 'assets/' + name, onload: done }))); window.engines = { en: hubSearch(base, 'en'), es:"
        " hubSearch(base, 'es') } }",
        base,
    )
    yield page
    page.close()


def answer(
    page: Page,
    text: str,
    language: str,
    *,
    typing: bool,
    filters: dict[str, list[str]] | None = None,
) -> Any:
    return page.evaluate(
        "async ([text, language, options]) => { const found = await engines[language].search(text,"
        " options); return { ids: found.results.map((one) => one.id), scores:"
        " found.results.map((one) => one.score), total: found.total, exact: found.isTotalExact,"
        " repaired: found.repaired.map((one) => [one.from, one.to]), also: found.also.map((one) =>"
        " [one.from, one.to]), counts: Object.fromEntries(found.facets.map((one) => [one.name,"
        " Object.fromEntries(one.values.map((value) => [value.value, value.count]))])) } }",
        [
            text,
            language,
            {"typing": typing, **({"filters": filters} if filters is not None else {})},
        ],
    )


def reader(site: Path, language: str) -> Reader:
    return Reader(lambda name: (site / "search" / language / name).read_bytes(), language)


def same(page: Page, one: Reader, text: str, language: str, *, typing: bool = False) -> None:
    found = one.search(text, typing=typing)
    got = answer(page, text, language, typing=typing)
    assert got["ids"] == [hit.page for hit in found.hits[:10]], text
    assert got["scores"] == [hit.score for hit in found.hits[:10]], text
    assert (got["total"], got["exact"]) == (len(found.hits), found.is_exact), text
    assert got["repaired"] == [list(pair) for pair in found.repaired], text
    assert got["also"] == [[typed, list(names)] for typed, names in found.also], text


def test_the_browser_answers_as_the_command_line_does(engine: Page, site_folder: Path) -> None:
    library = build.prepare(build.Project.at(ROOT), None).library
    assert library is not None
    assert len(library.search.queries) >= 100
    one = reader(site_folder, "en")
    for query in library.search.queries:
        same(engine, one, query.query, "en")
        same(engine, one, query.query[: max(2, len(query.query) * 2 // 3)], "en", typing=True)
        same(engine, one, query.query.replace("e", "", 1), "en")


def test_spanish_is_answered_alike(engine: Page, site_folder: Path) -> None:
    one = reader(site_folder, "es")
    for text in (
        "lenguaje claro",
        "cómo escribir",
        "escribir cartas que se entienden",
        "experiencias",
        "ayuda después de un desastre",
        "cliente",
        "zzz",
        "pequenos logros",
        "de la",
    ):
        same(engine, one, text, "es")
        same(engine, one, text[:-2], "es", typing=True)


@pytest.mark.parametrize("text", STRANGE, ids=lambda text: ascii(text[:16]))
def test_a_strange_question_is_answered_alike(text: str, engine: Page, site_folder: Path) -> None:
    one = reader(site_folder, "en")
    same(engine, one, text, "en")
    same(engine, one, text, "en", typing=True)


def test_filters_are_counted_alike(engine: Page, site_folder: Path) -> None:
    one = reader(site_folder, "en")
    for filters in (
        {"collection": ["practices", "guides"]},
        {"collection": ["practices"], "pillar": ["journey"]},
        {"maturity": ["starting"]},
        {"agency": ["nobody"]},
    ):
        for text in ("survey", ""):
            found = one.search(text, filters)
            got = answer(engine, text, "en", typing=False, filters=filters)
            chosen = {(name, value) for name, values in filters.items() for value in values}
            assert got["ids"] == [hit.page for hit in found.hits[:10]]
            counted = {
                name: {
                    value: count
                    for value, count in values.items()
                    if count or (name, value) not in chosen
                }
                for name, values in got["counts"].items()
            }
            assert counted == found.counts


# What the index holds is text


@pytest.fixture(scope="module")
def crafted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index that nobody checked: every word that is shown is an attack."""
    folder = tmp_path_factory.mktemp("crafted")
    attack = f"attack {ATTACK}"
    facets = {
        name: ((f'"><script>{name}</script>', attack),)
        for name in (
            "collection",
            "pillar",
            "agency",
            "audience",
            "channel",
            "maturity",
            "evidence",
            "life_experience",
        )
    }
    pages = [
        SearchDocument(
            f"attack-{n}/{ATTACK}/",
            f"{attack} {n}",
            ATTACK,
            attack,
            (f"{ATTACK} evil",),
            (attack,),
            (Section(f'x"{ATTACK}', attack, f"{attack} {attack}"),),
            facets,
        )
        for n in range(12)
    ]
    build_index(pages, folder, glossary=[(attack, f"{ATTACK} evil", "evil")])
    return folder


@pytest.mark.parametrize("where", ["field", "page"])
def test_a_crafted_index_never_becomes_markup(
    where: str, crafted: Path, chromium: Browser, site_folder: Path
) -> None:
    """Without the policy, which would hide a hole."""

    def unprotected(route: Route) -> None:
        response = route.fetch()
        text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", response.text())
        headers = {
            name: value
            for name, value in response.headers.items()
            if name != "content-security-policy"
        }
        route.fulfill(response=response, body=text, headers=headers)

    def replaced(route: Route) -> None:
        name = route.request.url.split("/search/", 1)[1]
        route.fulfill(body=(crafted / name).read_bytes(), content_type="application/octet-stream")

    with served(site_folder) as base:
        context = chromium.new_context(bypass_csp=True)
        page = context.new_page()
        page.route("**/*.html", unprotected)
        page.route(re.compile(r"/(search/(\?.*)?|)$"), unprotected)
        page.route("**/search/en/**", replaced)
        if where == "field":
            page.goto(base)
            page.keyboard.press("/")
            page.keyboard.type("evil attack")
            shown = page.locator(".search-drop [role=option]")
            shown.nth(2).wait_for()
        else:
            page.goto(f"{base}search/?q=evil+attack")
            shown = page.locator(".results li")
            expect(shown.first).to_be_visible()
        assert (
            "<img src=x onerror="
            in page.locator(".search-drop" if where == "field" else ".search-found").inner_text()
        )
        page.wait_for_timeout(300)
        assert page.evaluate("document.documentElement.dataset.pwned") is None
        assert page.locator("img[src=x], .search-drop script, .search-page script").count() == 0
        context.close()


# What is lost or broken


@pytest.mark.parametrize("harm", ["missing", "cut", "garbage", "empty", "html"])
def test_a_broken_shard_is_told_after_one_more_try(
    harm: str, chromium: Browser, base: str, site_folder: Path
) -> None:
    page = chromium.new_page()
    asked: list[str] = []

    def spoil(route: Route) -> None:
        asked.append(route.request.url)
        if harm == "missing":
            route.fulfill(status=404, body="no")
            return
        data = (site_folder / route.request.url.removeprefix(base)).read_bytes()
        bodies = {
            "cut": data[: len(data) // 2],
            "garbage": gzip.compress(b"\xff\x00garbage" * 40),
            "empty": b"",
            "html": b"<!doctype html><p>Sign in to this network",
        }
        route.fulfill(body=bodies[harm])

    page.route(re.compile(r"/t\d+\.bin$"), spoil)
    page.goto(f"{base}search/?q=journey")
    expect(page.locator(".search-trouble")).to_contain_text("could not be loaded")
    assert len(asked) == 2, "one file, asked for once more"
    page.unroute_all()
    page.locator(".search-trouble button").click()
    expect(page.locator(".results li").first).to_be_visible()
    expect(page.locator(".search-trouble")).to_be_hidden()
    page.close()


@pytest.mark.parametrize(
    "encoding", ["", "gzip"], ids=["as it lies there", "as a server that unpacks sends it"]
)
def test_an_index_that_is_unpacked_on_its_way_is_read(
    encoding: str, chromium: Browser, base: str, site_folder: Path
) -> None:
    """Apache with mod_mime_magic, and others that know gzip by its bytes, say so in a header, and
    the browser unpacks."""
    page = chromium.new_page()
    if encoding:
        # and then nothing is left to unpack
        page.add_init_script("delete window.DecompressionStream")

    def send(route: Route) -> None:
        data = (site_folder / route.request.url.removeprefix(base)).read_bytes()
        route.fulfill(
            body=gzip.decompress(data) if encoding else data,
            headers={"Content-Type": "application/octet-stream"},
        )

    page.route("**/search/en/**", send)
    page.goto(f"{base}search/?q=journey")
    expect(page.locator(".results li").first).to_be_visible()
    page.close()


def test_a_browser_that_cannot_unpack_is_told_so_and_led_to_the_list(
    chromium: Browser, base: str
) -> None:
    page = chromium.new_page()
    page.add_init_script("delete window.DecompressionStream")
    page.goto(f"{base}search/?q=journey")
    expect(page.locator(".search-trouble")).to_have_text(
        re.compile("This browser is too old for the search. The list from A to Z works.")
    )
    expect(page.locator(".search-trouble button")).to_be_hidden()
    expect(page.locator("#a-to-z")).to_be_visible()
    page.goto(f"{base}es/search/?q=carta")
    expect(page.locator(".search-trouble")).to_contain_text("demasiado antiguo")
    page.goto(f"{base}practices/")
    page.keyboard.press("/")
    page.keyboard.type("journey")
    expect(page.locator(".site-search [role=status]")).to_have_text(re.compile("too old"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{base}search/")
    expect(page.locator("#a-to-z")).to_be_visible()
    page.close()


def test_no_cache_answers_for_the_manifest(chromium: Browser, base: str) -> None:
    """Its name stays when its content changes: it is asked for once a page, and the server says
    whether it is still the same."""
    page = chromium.new_page()
    asked: list[Request] = []
    page.on(
        "request",
        lambda request: asked.append(request) if request.url.endswith("manifest.bin") else None,
    )
    for _ in range(2):
        page.goto(f"{base}search/?q=journey")
        expect(page.locator(".results li").first).to_be_visible()
    assert [request.all_headers().get("cache-control") for request in asked] == [
        "max-age=0",
        "max-age=0",
    ]
    page.close()


def test_a_manifest_of_yesterday_leads_to_the_index_of_today(chromium: Browser, base: str) -> None:
    """A cache gives an old manifest. The shards that it names are gone; the manifest is asked for
    once more, and the new one is read."""
    page = chromium.new_page()
    stale = gzip.compress(
        b'{"v":1,"n":3,"set":"000000000000","keys":[""],"letters":"","facets":0,"bundle":0}'
    )
    gone: list[str] = []
    page.on(
        "request",
        lambda request: gone.append(request.url) if "/000000000000/" in request.url else None,
    )
    page.route(
        "**/manifest.bin", lambda route: route.continue_() if gone else route.fulfill(body=stale)
    )
    page.goto(f"{base}search/?q=journey")
    expect(page.locator(".results li").first).to_be_visible()
    assert gone
    page.close()


def test_the_answer_does_not_depend_on_who_asks_first(
    chromium: Browser, engine: Page, base: str, site_folder: Path
) -> None:
    def one(text: str) -> Any:
        return answer(engine, text, "en", typing=False)["ids"]

    first = [one(text) for text in ("journey", "trust", "survey journey")]
    again = [one(text) for text in ("survey journey", "trust", "journey")]
    assert first == again[::-1]
