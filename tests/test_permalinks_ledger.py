"""Addresses that were given out: what `hub links` catches, and the ways it leaves behind."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html as lxml_html

from bad.play import run
from hub.build import Project
from hub.cli.standing import Standing, standing_of
from hub.permalinks.check import check_editions, check_ledger, published_in
from hub.permalinks.ids import id_of, page_id, parts_of, with_signs
from hub.permalinks.keptlines import check_lines_kept
from hub.permalinks.ledger import Ledger, Line, ledger_text, read_ledger
from hub.permalinks.places import Spot
from hub.permalinks.projectledger import check_kept
from hub.problems import HubError, Report
from smallsite import SmallSite, command, finish, with_theme

PRACTICE = "content/practices/sample.md"
GUIDE = "content/guides/sample-guide.md"


def text(site: SmallSite, path: str) -> str:
    return (site.root / path).read_text(encoding="utf-8")


def change(site: SmallSite, path: str, old: str, new: str) -> None:
    before = text(site, path)
    assert old in before
    site.write(path, before.replace(old, new))


def rename(site: SmallSite, old: str, new: str) -> None:
    """Rename an entry, and every reference to it."""
    (site.root / f"content/{old}.md").rename(site.root / f"content/{new}.md")
    for path in (site.root / "content").rglob("*.*"):
        if path.suffix in (".md", ".yml"):
            words = path.read_text(encoding="utf-8")
            bare = re.sub(
                rf"(?<![\w/-]){re.escape(old.split('/')[1])}(?![\w-])",
                new.split("/")[1],
                words.replace(old, new),
            )
            path.write_text(bare, encoding="utf-8")


@pytest.fixture
def frozen(site: SmallSite) -> SmallSite:
    """The fixture site with every id in the ledger."""
    code, output = run(site.root, "links", "freeze")
    assert code == 0, output
    return site


def standing(site: SmallSite) -> Standing:
    found = standing_of(Project.at(site.root))
    assert isinstance(found, Standing), [str(problem) for problem in found.problems]
    return found


def codes(site: SmallSite) -> list[str]:
    report = Report()
    standing(site).redirects.check(report)
    return [problem.code for problem in report.sorted()]


def test_a_freeze_writes_a_line_for_every_page_and_part_and_the_ids_of_headings(
    frozen: SmallSite,
) -> None:
    ledger = read_ledger(text(frozen, "permalinks.yml"), Report())

    assert ledger.line_by_id["practices.sample"] == Line(
        "practices.sample", "practices/sample/", "2024.1"
    )
    assert {
        "practices.sample.steps",
        "practices.sample.how-to-do-it",
        "playbooks.course.begin",
        "playbooks.course.begin.objectives",
        "home",
    } <= set(ledger.line_by_id)
    assert "## How to do it {#how-to-do-it}\n" in text(frozen, PRACTICE)
    assert ledger_text(ledger) == text(frozen, "permalinks.yml")
    assert run(frozen.root, "links", "check", "--strict")[0] == 0


def test_a_second_freeze_changes_nothing(frozen: SmallSite) -> None:
    before = text(frozen, "permalinks.yml"), text(frozen, PRACTICE)
    assert run(frozen.root, "links", "freeze") == (0, "Every id is frozen already.\n")
    assert (text(frozen, "permalinks.yml"), text(frozen, PRACTICE)) == before


def test_new_words_for_a_heading_keep_its_address(frozen: SmallSite) -> None:
    change(frozen, PRACTICE, "## How to do it {#how-to-do-it}", "## What you do {#how-to-do-it}")
    assert codes(frozen) == []


def test_a_renamed_heading_is_caught_and_passes_when_it_is_led_on(
    frozen: SmallSite, golden: Callable[[str, str], None]
) -> None:
    change(frozen, PRACTICE, "## How to do it {#how-to-do-it}", "## What you do {#what-you-do}")
    code, output = run(frozen.root, "links", "check")
    assert code == 1
    golden("links-renamed-heading.txt", output)

    assert run(
        frozen.root,
        "links",
        "move",
        "practices.sample.how-to-do-it",
        "practices.sample.what-you-do",
    ) == (
        0,
        "1 id leads on from practices.sample.how-to-do-it. Commit permalinks.yml.\n",
    )

    assert codes(frozen) == []
    page = shown(frozen, "practices/sample/")
    alias = page.get_element_by_id("how-to-do-it")
    # the old id stands beside the new heading: no script needed
    assert alias.getprevious().get("id") == "what-you-do"


def test_a_deleted_page_is_caught_once_with_its_parts_and_passes_when_it_is_withdrawn(
    frozen: SmallSite, golden: Callable[[str, str], None]
) -> None:
    (frozen.root / "content/news/sample-news.md").unlink()
    code, output = run(frozen.root, "links", "check")
    assert code == 1
    golden("links-deleted-page.txt", output)

    assert (
        run(
            frozen.root,
            "links",
            "retire",
            "news.sample-news",
            "--why",
            "The event is over.",
            "--to",
            "news",
        )[0]
        == 0
    )

    assert codes(frozen) == []
    old = moved_page(frozen, "news/sample-news/")
    assert old.xpath("string(//a[@class='moved-page']/@href)") == "../"
    assert "The event is over." in old.text_content()


def test_a_renamed_page_is_caught_and_its_parts_follow_it(frozen: SmallSite) -> None:
    rename(frozen, "practices/sample", "practices/sample-map")
    assert codes(frozen) == ["permalink-vanished"]

    assert (
        run(
            frozen.root,
            "links",
            "move",
            "practices.sample",
            "practices.sample-map",
            "--why",
            "A better name.",
        )[0]
        == 0
    )

    assert codes(frozen) == []
    ledger = standing(frozen).redirects.ledger
    assert ledger.line_by_id["practices.sample.steps"].to == "practices.sample-map.steps"
    old = moved_page(frozen, "practices/sample/")
    assert old.get_element_by_id("steps").xpath("string(a/@href)") == "../sample-map/#steps"
    assert "/practices/sample/ /practices/sample-map/ 301\n" in file(frozen, "_redirects")
    go = file(frozen, "go/practices.sample.steps/index.html")
    assert '<meta http-equiv="refresh" content="0; url=../../practices/sample-map/#steps">' in go


def test_a_section_that_moved_to_another_page_is_caught_and_leaves_a_note(
    frozen: SmallSite,
) -> None:
    section = "## What to do next {#what-to-do-next}\n\nRead [[guides/sample-guide]].\n"
    change(frozen, PRACTICE, section, "")
    frozen.write(
        GUIDE,
        text(frozen, GUIDE).rstrip("\n") + "\n\n## What to do then {#what-to-do-next}\n\nRest.\n",
    )
    report = Report()
    standing(frozen).redirects.check(report)
    (problem,) = report.problems
    assert (
        "If it moved",
        "hub links move practices.sample.what-to-do-next guides.sample-guide.what-to-do-next",
    ) in problem.rows

    assert (
        run(
            frozen.root,
            "links",
            "move",
            "practices.sample.what-to-do-next",
            "guides.sample-guide.what-to-do-next",
        )[0]
        == 0
    )

    assert codes(frozen) == []
    note = shown(frozen, "practices/sample/").get_element_by_id("what-to-do-next")
    assert note.text_content().strip() == "This section moved to What to do then."
    assert (
        note.xpath("string(a[@data-moved]/@href)") == "../../guides/sample-guide/#what-to-do-next"
    )


def test_ids_that_lead_to_one_another_are_caught_as_one_loop() -> None:
    lines = [
        Line("a", "a/", "1", to="b"),
        Line("b", "b/", "1", to="c"),
        Line("c", "c/", "1", to="a"),
        Line("d", "d/", "1", to="a"),
    ]
    report = Report()
    check_ledger(Ledger({line.id: line for line in lines}), {}, report)
    assert [(problem.code, problem.message) for problem in report.problems] == [
        ("permalink-loop", "These ids lead to one another and nowhere else: a -> b -> c -> a.")
    ]


def test_a_move_that_would_go_round_is_refused(frozen: SmallSite) -> None:
    rename(frozen, "practices/sample", "practices/sample-map")
    run(frozen.root, "links", "move", "practices.sample", "practices.sample-map")
    run(frozen.root, "links", "freeze")
    rename(frozen, "practices/sample-map", "practices/sample")
    code, output = run(frozen.root, "links", "move", "practices.sample-map", "practices.sample")
    assert code == 1
    assert "would lead to itself" in output
    assert (
        run(frozen.root, "links", "restore", "practices.sample", "--why", "The old name is back.")[
            0
        ]
        == 0
    )
    assert run(frozen.root, "links", "move", "practices.sample-map", "practices.sample")[0] == 0
    assert codes(frozen) == []


def test_an_id_that_is_used_again_is_caught(frozen: SmallSite) -> None:
    change(
        frozen,
        "permalinks.yml",
        'practices.sample: {at: "practices/sample/", since: "2024.1"}',
        'practices.sample: {at: "practices/sample/", since: "2024.1", gone: "Over."}',
    )
    assert "permalink-reused" in codes(frozen)


def test_an_id_that_leads_nowhere_is_caught(frozen: SmallSite) -> None:
    (frozen.root / "content/news/sample-news.md").unlink()
    run(frozen.root, "links", "retire", "news.sample-news", "--why", "Over.", "--to", "news")
    change(frozen, "permalinks.yml", "to: news, ", "to: newz, ")
    report = Report()
    standing(frozen).redirects.check(report)
    assert {problem.code for problem in report.problems} == {"permalink-target"}
    assert ("Did you mean", "news") in report.problems[0].rows


def test_an_id_in_two_places_is_caught(frozen: SmallSite) -> None:
    # as the heading of the contents page
    change(frozen, "content/playbooks/course.yml", "key: begin\n", "key: chapters\n")
    assert frozen.problems() == ["content/playbooks/course.yml:8:10 duplicate-id"]


def test_an_id_in_two_places_would_be_caught_behind_the_check_too(report: Report) -> None:
    published_in(
        [
            ("playbooks/course/", "A course", '<h2 id="chapters">Chapters</h2>'),
            ("playbooks/course/chapters/", "Chapters", ""),
        ],
        report,
    )
    assert [problem.code for problem in report.problems] == ["permalink-duplicate"]


def test_an_id_whose_line_says_another_place_is_caught(frozen: SmallSite) -> None:
    change(
        frozen,
        "permalinks.yml",
        'at: "practices/sample/#steps"',
        'at: "practices/service-blueprint/#steps"',
    )
    assert "permalink-moved" in codes(frozen)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("<<<<<<< HEAD", "bad-ledger"),
        ("practices.sample", "bad-ledger"),
        ('practices.x: {at: "../../etc/#x", since: "1"}', "bad-ledger"),
        ('practices.x: {at: "javascript:alert(1)", since: "1"}', "bad-ledger"),
        ('practices.x: {at: "practices/x/", since: "1", to: "<b>"}', "bad-ledger"),
        ('practices.sample: {at: "practices/sample/", since: "2024.1"}', "permalink-duplicate"),
    ],
)
def test_a_ledger_that_cannot_be_trusted_is_refused_with_its_line(
    frozen: SmallSite, line: str, code: str
) -> None:
    site = frozen.write("permalinks.yml", text(frozen, "permalinks.yml") + line + "\n")
    found = standing_of(Project.at(site.root))
    assert not isinstance(found, Standing)
    assert [(problem.code, problem.place.line) for problem in found.problems] == [
        (code, text(site, "permalinks.yml").count("\n"))
    ]


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not here")
def test_a_line_that_was_taken_out_is_caught_against_the_base_branch(frozen: SmallSite) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=A", "-c", "user.email=a@example.gov", *arguments],
            cwd=frozen.root,
            check=True,
            capture_output=True,
        )

    git("init", "-b", "main")
    git("add", ".")
    git("commit", "-m", "One")
    git("checkout", "-b", "change")
    line = 'practices.sample.steps: {at: "practices/sample/#steps", since: "2024.1"}'
    change(frozen, "permalinks.yml", line + "\n", "")
    change(
        frozen,
        "permalinks.yml",
        'home: {at: "", since: "2024.1"}',
        'home: {at: "", since: "2023.1"}',
    )

    code, output = run(frozen.root, "links", "check")

    assert code == 1
    assert output.count("permalink-line-lost") == 2
    assert line in output
    assert "Compared with main." in output


def test_a_line_that_the_published_site_carries_is_missed(
    frozen: SmallSite, tmp_path: Path
) -> None:
    (tmp_path / "permalinks.json").write_text(file(frozen, "permalinks.json"), encoding="utf-8")
    ledger = standing(frozen).redirects.ledger
    report = Report()
    check_kept(ledger, frozen.root, tmp_path, report)
    assert report.problems == []
    check_kept(
        Ledger(
            {identity: line for identity, line in ledger.line_by_id.items() if identity != "home"}
        ),
        frozen.root,
        tmp_path,
        report,
    )
    assert [problem.code for problem in report.problems] == ["permalink-line-lost"]


def test_lines_may_be_added_and_led_on() -> None:
    before = Ledger({"a": Line("a", "a/", "1")})
    report = Report()
    check_lines_kept(
        Ledger({"a": Line("a", "a/", "1", to="b"), "b": Line("b", "b/", "2")}),
        before,
        "main",
        report,
    )
    assert report.problems == []


def test_nothing_is_frozen_while_something_is_broken(frozen: SmallSite) -> None:
    rename(frozen, "practices/sample", "practices/sample-map")
    before = text(frozen, "permalinks.yml")
    code, output = run(frozen.root, "links", "freeze")
    assert code == 1
    assert "Nothing was frozen." in output
    assert text(frozen, "permalinks.yml") == before


def test_what_is_not_frozen_yet_is_only_advice(frozen: SmallSite) -> None:
    frozen.write(GUIDE, text(frozen, GUIDE).rstrip("\n") + "\n\n## A new part\n\nText.\n")
    code, output = run(frozen.root, "links", "check")
    assert code == 0
    assert "permalink-new" in output
    assert "heading-without-id" in output
    assert "{#a-new-part}" in output


def test_every_id_has_a_short_link_and_stands_in_the_list_for_machines(frozen: SmallSite) -> None:
    ids = json.loads(file(frozen, "permalinks.json"))["ids"]
    assert set(ids) == set(standing(frozen).redirects.published)
    for identity, told in ids.items():
        go = lxml_html.document_fromstring(file(frozen, f"go/{identity}/index.html"))
        assert (
            go.xpath("string(//link[@rel='canonical']/@href)")
            == f"https://cx-hub.example/{told['address']}"
        )
        assert (
            go.xpath("string(//main//a/@href)").lstrip("./") == told["address"]
            or told["address"] == ""
        )


def test_hostile_words_stay_words_in_every_page_that_is_made(frozen: SmallSite) -> None:
    (frozen.root / "content/news/sample-news.md").unlink()
    run(
        frozen.root,
        "links",
        "retire",
        "news.sample-news",
        "--why",
        '<script>alert(1)</script> "quoted" & more',
    )
    go = file(frozen, "go/news.sample-news/index.html")
    assert "<script" not in go
    assert "&lt;script&gt;" in go
    assert "<script" not in lxml_html.tostring(
        moved_page(frozen, "news/sample-news/"), encoding="unicode"
    )


def test_an_unknown_id_is_met_with_the_nearest(frozen: SmallSite) -> None:
    code, output = run(frozen.root, "links", "move", "practices.sampel", "practices.sample")
    assert code == 1
    assert "unknown-permalink" in output
    assert "Did you mean practices.sample?" in output


def test_a_key_that_was_changed_is_to_be_put_back(frozen: SmallSite) -> None:
    exercise = (
        "    exercises:\n      - key: draw\n        title: Draw\n        minutes: 5\n        steps:"
        " [Draw]\n"
    )
    frozen.write(
        "content/playbooks/course.yml",
        text(frozen, "content/playbooks/course.yml").rstrip("\n") + "\n" + exercise,
    )
    run(frozen.root, "links", "freeze")
    change(frozen, "content/playbooks/course.yml", "key: draw", "key: draw-it")
    report = Report()
    standing(frozen).redirects.check(report)
    (problem,) = report.problems
    assert problem.rows[0] == (
        "If the exercise is there",
        (
            'key: draw, in "Draw", where it is draw-it now   (a key stays, whatever becomes of the'
            " words)"
        ),
    )


def test_the_list_finds_ids_by_their_words(frozen: SmallSite) -> None:
    code, output = run(frozen.root, "links", "list", "sample", "steps")
    assert code == 0
    assert output.startswith("practices.sample.steps  /practices/sample/#steps  ")
    assert run(frozen.root, "links", "list", "nothing-like-it")[0] == 1


def test_ids_are_addresses_with_dots() -> None:
    assert page_id("practices/map-the-journey/") == "practices.map-the-journey"
    assert page_id("") == "home"
    assert id_of("practices/map/#steps") == "practices.map.steps"


def test_a_sign_stands_beside_each_part_and_nothing_else() -> None:
    content = (
        '<h2 id="a">A &amp; <em>b</em></h2><h3 id="x">No</h3><h3 id="e" class="linkable">E</h3><h2'
        ' id="origin">O</h2><h2 class="visually-hidden" id="v">V</h2><ul><li id="q"'
        ' class="linkable">Q</li><li id="z">Z</li></ul>'
    )
    assert [(part.fragment, part.title) for part in parts_of(content)] == [
        ("a", "A & b"),
        ("e", "E"),
        ("q", "Q"),
    ]
    signed = with_signs(content, lambda part: f"[{part.fragment}]")
    assert re.sub(r"\[\w\]", "", signed) == content
    assert "</h2>[a]" in signed
    assert "Q[q]</li>" in signed


def test_an_alias_of_an_alias_leads_to_the_end() -> None:
    ledger = Ledger(
        {
            "a": Line("a", "a/", "1", to="b"),
            "b": Line("b", "b/", "1", to="c"),
            "g": Line("g", "g/", "1", gone="Over."),
        }
    )
    assert ledger.end_of("a") == "c"
    assert ledger.end_of("g") is None
    report = Report()
    check_ledger(ledger, {"c": Spot("c", "c/", "C")}, report)
    assert report.problems == []


def shown(site: SmallSite, address: str) -> lxml_html.HtmlElement:
    """A page's content as readers get it."""
    redirects = standing(site).redirects
    (page,) = [page for page in redirects._pages if page.address == address]
    return lxml_html.fragment_fromstring(
        redirects.with_notes(page, page.content), create_parent="div"
    )


def moved_page(site: SmallSite, address: str) -> lxml_html.HtmlElement:
    (page,) = [page for page in standing(site).redirects.moved_pages if page.address == address]
    return lxml_html.fragment_fromstring(page.content, create_parent="div")


def file(site: SmallSite, address: str) -> str:
    (found,) = [found for found in standing(site).redirects.files() if found.address == address]
    return found.data.decode()


def test_what_still_stands_is_not_led_away(frozen: SmallSite) -> None:
    code, output = run(frozen.root, "links", "retire", "practices.sample", "--why", "Over.")
    assert code == 1
    assert "is still on the site" in output


@pytest.mark.parametrize("why", [" ", "a\u202eb", "bad\udcff", "x" * 400])
def test_a_sentence_for_readers_can_be_read(frozen: SmallSite, why: str) -> None:
    (frozen.root / "content/news/sample-news.md").unlink()
    before = text(frozen, "permalinks.yml")
    assert run(frozen.root, "links", "retire", "news.sample-news", "--why", why)[0] == 2
    assert text(frozen, "permalinks.yml") == before
    assert not list(frozen.root.glob(".permalinks*"))


def test_a_page_that_moved_with_its_parts_is_published(site: SmallSite) -> None:
    with_theme(site)
    for arguments in (("links", "freeze"), ("build",)):
        assert run(site.root, *arguments)[0] == 0
    rename(site, "practices/sample", "practices/sample-map")
    assert run(site.root, "links", "move", "practices.sample", "practices.sample-map")[0] == 0
    code, output = finish(command(site, "build"))
    assert code == 0, output
    old = lxml_html.document_fromstring(
        (site.root / "site/practices/sample/index.html").read_bytes()
    )
    assert old.get_element_by_id("steps").xpath("string(a/@href)") == "../sample-map/#steps"


def test_a_heading_that_went_a_level_down_keeps_its_address(frozen: SmallSite) -> None:
    change(
        frozen,
        PRACTICE,
        "## What to do next {#what-to-do-next}",
        "### What to do next {#what-to-do-next}",
    )
    assert codes(frozen) == []
    assert 'url=../../practices/sample/#what-to-do-next"' in file(
        frozen, "go/practices.sample.what-to-do-next/index.html"
    )


def test_a_note_never_takes_an_id_that_the_page_has(frozen: SmallSite) -> None:
    change(
        frozen,
        PRACTICE,
        "## How to do it {#how-to-do-it}",
        "## What you do {#what-you-do}\n\n### How to do it {#how-to-do-it}",
    )
    change(
        frozen,
        "permalinks.yml",
        'how-to-do-it: {at: "practices/sample/#how-to-do-it", since: "2024.1"',
        'how-to-do-it: {at: "practices/sample/#how-to-do-it", since: "2024.1", to:'
        " practices.sample.what-you-do",
    )
    page = shown(frozen, "practices/sample/")
    assert len(page.xpath("//*[@id='how-to-do-it']")) == 1


def test_a_gone_target_says_why_it_is_gone(frozen: SmallSite) -> None:
    rename(frozen, "news/sample-news", "news/other-news")
    run(
        frozen.root,
        "links",
        "move",
        "news.sample-news",
        "news.other-news",
        "--why",
        "A better name.",
    )
    run(frozen.root, "links", "freeze")
    (frozen.root / "content/news/other-news.md").unlink()
    assert (
        run(frozen.root, "links", "retire", "news.other-news", "--why", "The event is over.")[0]
        == 0
    )
    assert "The event is over." in file(frozen, "go/news.sample-news/index.html")
    assert "The event is over." in moved_page(frozen, "news/sample-news/").text_content()


def test_a_freeze_writes_behind_headings_and_nowhere_else(site: SmallSite) -> None:
    code = "```\n## In the fence\n```\n\n~~~~\n## In the fence\n```\n~~~~\n\n"
    site.write(
        GUIDE,
        text(site, GUIDE).rstrip("\n")
        + f"\n\n{code}## In the *fence* ##\r\n\nText.\n\n## Kept {{#own}}\n\nText.\n",
    )
    assert run(site.root, "links", "freeze")[0] == 0
    found = text(site, GUIDE)
    assert code in found
    assert "## In the *fence* {#in-the-fence}\n" in found.replace("\r", "")
    assert "## Kept {#own}\n" in found
    assert run(site.root, "links", "freeze")[0] == 0
    assert text(site, GUIDE) == found


def test_headings_of_translations_get_their_ids_too(site: SmallSite) -> None:
    path = "content/es/guides/sample-guide.md"
    site.write(path, text(site, path).rstrip("\n") + "\n\n## Otra parte\n\nTexto.\n")
    assert run(site.root, "links", "freeze")[0] == 0
    assert "## Otra parte {#otra-parte}\n" in text(site, path)
    assert "es.guides.sample-guide.otra-parte" in text(site, "permalinks.yml")


def test_an_edition_name_that_could_not_be_read_again_is_refused(site: SmallSite) -> None:
    assert run(site.root, "links", "freeze", "--since", "spring 2026")[0] == 2
    assert not (site.root / "permalinks.yml").exists()


def test_a_branch_that_is_not_there_is_an_error(
    frozen: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, output = run(frozen.root, "links", "check", "--against", "nosuch")
    assert (code, "unknown-branch" in output) == (4, True)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not here")
def test_the_base_branch_guards_what_was_led_away_and_the_editions(
    frozen: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=A", "-c", "user.email=a@example.gov", *arguments],
            cwd=frozen.root,
            check=True,
            capture_output=True,
        )

    gone = 'news.sample-news: {at: "news/sample-news/", since: "2024.1", gone: "Over."}'
    live = 'news.sample-news: {at: "news/sample-news/", since: "2024.1"}'
    change(frozen, "permalinks.yml", live, gone)
    (frozen.root / "editions/2024.1").mkdir(parents=True)
    (frozen.root / "editions/2024.1/page.html").write_text("one", encoding="utf-8")
    git("init", "-b", "main")
    git("add", ".")
    git("commit", "-m", "One")
    monkeypatch.setenv("GITHUB_BASE_REF", "main")
    ledger = read_ledger(text(frozen, "permalinks.yml").replace(gone, live), Report())
    report = Report()
    assert check_kept(ledger, frozen.root, None, report).name == "main"
    assert [problem.code for problem in report.problems] == ["permalink-reused"]
    report = Report()
    check_kept(
        read_ledger(
            text(frozen, "permalinks.yml").replace(gone, live[:-1] + ', back: "Again."}'), Report()
        ),
        frozen.root,
        None,
        report,
    )
    assert report.problems == []
    (frozen.root / "editions/2024.1/page.html").write_text("two", encoding="utf-8")
    with pytest.raises(HubError) as caught:
        check_kept(ledger, frozen.root, None, Report())
    assert (caught.value.code, caught.value.exit_code) == ("edition-changed", 5)
    monkeypatch.setenv("GITHUB_BASE_REF", "release")
    with pytest.raises(HubError) as caught:
        check_kept(ledger, frozen.root, None, Report())
    assert (caught.value.code, caught.value.exit_code) == ("unknown-branch", 4)


def test_an_edition_holds_its_ids_in_the_ledger() -> None:
    report = Report()
    ledger = Ledger({"playbooks.a": Line("playbooks.a", "playbooks/a/", "2024.1")})
    check_editions(
        ledger,
        {
            "2024.1": {
                "playbooks.a": "playbooks/a/",
                "playbooks.a.b": "playbooks/a/b/",
                "playbooks.a.b.facilitator": "x",
            }
        },
        report,
    )
    assert [problem.code for problem in report.problems] == ["permalink-line-lost"]
    assert ("Write", 'playbooks.a.b: {at: "playbooks/a/b/", since: "2024.1"}') in report.problems[
        0
    ].rows


def test_thousands_of_broken_ids_are_told_without_a_wait() -> None:
    ledger = Ledger(
        {
            name: Line(name, f"practices/p{number}/", "1")
            for number in range(4000)
            for name in [f"practices.p{number}"]
        }
    )
    published = {
        f"practices.q{number}": Spot(f"practices.q{number}", f"practices/q{number}/", "Q")
        for number in range(4000)
    }
    report = Report()
    started = time.process_time()
    check_ledger(ledger, published, report)
    assert len(report.problems) == 4000
    assert time.process_time() - started < 20  # the square of it took minutes


def rows_of(report: Report) -> dict[str, list[str]]:
    """What is to be done about each lost part, by its id on the page."""
    return {
        problem.message.partition("#")[2].partition(" ")[0]: [words for _, words in problem.rows]
        for problem in report.sorted()
    }


def renamed(
    lost: list[str], fresh: dict[str, str], page: str = "guides/a/"
) -> dict[str, list[str]]:
    """The advice when a page lost these parts and has got those, by id with their words."""
    own = page_id(page)
    ledger = Ledger(
        {
            line.id: line
            for line in [
                Line(own, page, "1"),
                *(Line(f"{own}.{name}", f"{page}#{name}", "1") for name in lost),
            ]
        }
    )
    spots = [
        Spot(own, page, "A"),
        *(Spot(f"{own}.{name}", f"{page}#{name}", title) for name, title in fresh.items()),
    ]
    report = Report()
    check_ledger(ledger, {spot.id: spot for spot in spots}, report)
    return rows_of(report)


@pytest.mark.parametrize(
    ("lost", "fresh", "pairs"),
    [
        (
            ["before-you-start", "ask-people"],
            {"ask-the-people": "Ask the people", "before-you-begin": "Before you begin"},
            {"before-you-start": "before-you-begin", "ask-people": "ask-the-people"},
        ),
        (
            ["write-questions", "how-to-do-it"],
            {"steps-to-take": "Steps to take", "questions-to-write": "Questions to write"},
            {"write-questions": "questions-to-write", "how-to-do-it": "steps-to-take"},
        ),
        (
            ["how-to-do-it"],
            {"what-comes-now": "What comes now"},
            {"how-to-do-it": "what-comes-now"},
        ),
        (
            ["five-columns"],
            {"the-table": "Five columns of the table", "other": "Other"},
            {"five-columns": "the-table"},
        ),
    ],
)
def test_each_renamed_heading_is_led_to_the_one_it_has_become(
    lost: list[str], fresh: dict[str, str], pairs: dict[str, str]
) -> None:
    told = renamed(lost, fresh)
    for old, new in pairs.items():
        assert told[old][:2] == [
            f'write {{#{old}}} after the heading "{fresh[new]}"',
            f"hub links move guides.a.{old} guides.a.{new}",
        ]
        assert not [
            words
            for words in told[old]
            for other in fresh
            if other != new and words.endswith(f".{other}")
        ]


@pytest.mark.parametrize("many", [2, 5, 7])
def test_when_nobody_can_tell_every_new_heading_is_offered_to_choose_from(many: int) -> None:
    old = [f"{'abcdefg'[n] * 6}" for n in range(many)]
    new = {f"{'tuvwxyz'[n] * 6}": f"{'Tuvwxyz'[n] * 6}" for n in range(many)}
    told = renamed(old, new)
    assert set(told) == set(old)
    for identity, rows in told.items():
        assert (
            rows[0]
            == f"write {{#{identity}}} after its new heading. Choose which of these {min(many, 5)}"
            " it is:"
        )
        assert len([words for words in rows if "hub links move" in words]) == min(many, 5)
        assert ("hub links list guides.a" in rows) == (many > 5)


def test_a_section_that_a_template_draws_is_not_taken_for_a_renamed_heading() -> None:
    told = renamed(["how-to-do-it"], {"steps": "Steps"}, "practices/a/")
    assert [words for words in told["how-to-do-it"] if "Steps" in words or ".steps" in words] == []


def test_an_exercise_with_a_new_key_is_told_the_old_one() -> None:
    told = renamed(
        ["exercise-draw-it", "question-who-asks"],
        {"exercise-draw-the-map": "Draw the map", "question-what-else": "What else?"},
        "playbooks/cx/one/",
    )
    assert (
        told["exercise-draw-it"][0]
        == 'key: draw-it, in "Draw the map", where it is draw-the-map now   (a key stays, whatever'
        " becomes of the words)"
    )
    # another question: nothing says that it is this one
    assert (
        told["question-who-asks"][0]
        == "key: who-asks   (a key stays, whatever becomes of the words)"
    )
