"""Frozen editions: they stay as they are byte for byte, and the live site says what changed
since."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html as lxml_html

from bad.play import run
from hub.build import Project, prepare
from hub.compose.playbook.changes import Change, changes
from hub.compose.playbook.editions import read_editions
from hub.compose.playbook.outline import (
    Outline,
    OutlineChapter,
    OutlinePart,
    outline_data,
    outline_of,
    read_outline,
)
from hub.problems import HubError
from hub.project.settings import Settings
from smallbook import small_book
from smallsite import SmallSite, command, finish, tree, with_theme

BOOK = "content/playbooks/course.yml"
PLAYBOOK = """\
title: The sample course
summary: Two chapters on drawing samples.
status: published
owner: cx-team
added: 2024-05-01
edition: "2024.1"
chapters:
  - key: begin
    title: Begin
    time: { read: 10, teach: 60 }
    objectives: [Draw a sample]
    include: [practices/service-blueprint, practices/sample]
    discuss:
      - key: who
        ask: Who draws?
      - key: why
        ask: Why draw?
    exercises:
      - key: draw
        title: Draw it
        minutes: 20
        steps: [Take a pen, Draw]
      - key: swap
        title: Swap
        minutes: 10
        steps: [Swap the drawings]
    checks:
      - key: first
        question: What comes first?
        options: [A pen, A meeting]
        answer: 1
        why: You cannot draw without one.
    facilitator: Bring pens.
  - key: go-on
    title: Go on
    include: [guides/sample-guide]
    checklist: [It is drawn]
"""


@pytest.fixture(scope="module")
def frozen_once(
    tmp_path_factory: pytest.TempPathFactory, new_site: Callable[[], SmallSite]
) -> SmallSite:
    site = with_theme(new_site()).write(BOOK, PLAYBOOK)
    for arguments in (("playbook", "freeze", "2024.1"), ("links", "freeze"), ("build",)):
        code, output = finish(command(site, *arguments))
        assert code == 0, output
    return site


@pytest.fixture
def frozen(frozen_once: SmallSite, tmp_path: Path) -> SmallSite:
    """A project with one frozen edition, every id in the ledger, and the site published."""
    shutil.copytree(frozen_once.root, tmp_path / "project")
    return SmallSite(tmp_path / "project")


def swap(site: SmallSite, *pairs: tuple[str, str], path: str = BOOK) -> None:
    text = (site.root / path).read_text(encoding="utf-8")
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    site.write(path, text)


def build(site: SmallSite) -> tuple[int, str]:
    return finish(command(site, "build"))


TEN = (
    ("    title: Begin\n", "    title: Start\n"),
    ("read: 10", "read: 12"),
    ("teach: 60", "teach: 75"),
    ("Who draws?", "Who draws it?"),
    ("        title: Draw it\n        minutes: 20", "        title: Draw it\n        minutes: 25"),
    ("[Take a pen, Draw]", "[Take two pens, Draw]"),
    ("        title: Swap\n", "        title: Swap them\n"),
    ("options: [A pen, A meeting]", "options: [A pen, A long meeting]"),
    ("    checklist: [It is drawn]", "    checklist: [It is drawn, It is dated]"),
    ("    objectives: [Draw a sample]", "    objectives: [Draw a good sample]"),
)


def test_ten_changes_leave_the_edition_as_it_is_and_are_listed(frozen: SmallSite) -> None:
    before = tree(frozen.root / "site/editions")
    swap(frozen, *TEN, ('edition: "2024.1"', 'edition: "2024.2"'))

    code, output = build(frozen)

    assert code == 0, output
    assert tree(frozen.root / "site/editions/2024.1") == {
        name.partition("/")[2]: held for name, held in before.items() if name.startswith("2024.1/")
    }
    page = lxml_html.parse(frozen.root / "site/playbooks/course/since/2024.1/index.html").getroot()
    listed = [
        " ".join(item.text_content().split())
        for item in page.xpath("//main//section[contains(@class, 'part')]//li")
    ]
    assert listed == [
        "Renamed Start Was called “Begin”.",
        "Minutes Start Minutes to read: 10 before, 12 now.",
        "Minutes Start Minutes to teach: 60 before, 75 now.",
        "Reworded After this chapter you can Reworded: 1 word new, 0 gone.",
        "Renamed Who draws it? Was “Who draws?”.",
        "Minutes Draw it Minutes: 20 before, 25 now.",
        "Reworded Draw it Reworded: 2 words new, 2 gone.",
        "Renamed Swap them Was “Swap”.",
        "Reworded What comes first? Reworded: 1 word new, 0 gone.",
        "Reworded Checklist Reworded: 3 words new, 0 gone.",
    ]
    feed = json.loads(
        (frozen.root / "site/playbooks/course/since/feed.json").read_text(encoding="utf-8")
    )
    assert [item["content_text"] for item in feed["items"]] == [
        "10 changes from edition 2024.1 to now."
    ]
    code, output = run(frozen.root, "playbook", "diff", "2024.1")
    assert output.splitlines()[-1] == "10 changes from edition 2024.1 to now."


def test_changed_notes_for_the_facilitator_are_listed_and_lead_to_the_page_for_the_teacher(
    frozen: SmallSite,
) -> None:
    swap(frozen, ("Bring pens.", "Bring pens and paper."))

    code, output = build(frozen)

    assert code == 0, output
    page = lxml_html.parse(frozen.root / "site/playbooks/course/since/2024.1/index.html").getroot()
    assert page.xpath("//main//section[contains(@class, 'part')]//li/a/@href") == [
        "../../begin/teach/#notes"
    ]


def test_a_pinned_link_leads_into_the_edition_and_an_open_one_to_the_live_page(
    frozen: SmallSite,
) -> None:
    go = frozen.root / "site/go"
    assert 'url=../../../editions/2024.1/begin/#playbooks.course.begin.exercise-draw"' in (
        go / "2024.1/playbooks.course.begin.exercise-draw/index.html"
    ).read_text(encoding="utf-8")
    assert 'url=../../playbooks/course/begin/#exercise-draw"' in (
        go / "playbooks.course.begin.exercise-draw/index.html"
    ).read_text(encoding="utf-8")


def test_the_page_of_a_chapter_has_the_pinned_link_of_the_newest_edition_that_holds_it(
    frozen: SmallSite,
) -> None:
    swap(
        frozen,
        (
            "  - key: go-on\n",
            "  - key: stay\n    title: Stay\n    include: [guides/sample-guide]\n  - key: go-on\n",
        ),
    )
    result = frozen.check()
    assert result.site is not None
    pages = {page.address: page.content for page in result.site.pages}
    words = "as it was in edition 2024.1</a>"

    assert (
        f'<a href="../../../go/2024.1/playbooks.course.begin/">Link to this chapter {words}'
        in pages["playbooks/course/begin/"]
    )
    assert (
        f'<a href="../../go/2024.1/playbooks.course/">Link to this playbook {words}'
        in pages["playbooks/course/"]
    )
    assert words not in pages["playbooks/course/stay/"]


def test_every_file_of_an_edition_is_listed_by_what_it_is(frozen: SmallSite) -> None:
    for page, count in (("editions/index.html", 1), ("editions/2024.1/index.html", 1)):
        found = lxml_html.parse(frozen.root / "site" / page).xpath(
            "//main//a[contains(@href, 'cite.json')]"
        )
        assert [link.text_content() for link in found] == ["Citation as CSL-JSON"] * count, page


def test_a_page_of_an_edition_says_so_and_leads_to_the_live_one(frozen: SmallSite) -> None:
    page = lxml_html.parse(frozen.root / "site/editions/2024.1/begin/index.html").getroot()
    assert page.xpath("string(//meta[@name='robots']/@content)") == "noindex"
    assert page.xpath("string(//link[@rel='canonical']/@href)").endswith("/playbooks/course/begin/")
    assert page.xpath("//aside[@class='edition-banner']//a/@href") == [
        "../../../playbooks/course/begin/",
        "../../../playbooks/course/since/2024.1/",
    ]
    assert (
        page.get_element_by_id("playbooks.course.begin.exercise-draw").text_content() == "Draw it"
    )


@pytest.mark.parametrize("spoil", ["changed", "missing", "added", "manifest", "linked"])
def test_an_edition_that_is_not_as_it_was_stops_the_build_and_the_site_stays(
    frozen: SmallSite, spoil: str
) -> None:
    home = frozen.root / "editions/2024.1"
    page = home / "begin/index.html"
    if spoil == "changed":
        page.write_text(
            page.read_text(encoding="utf-8").replace("Draw it", "Draw it now"), encoding="utf-8"
        )
    elif spoil == "missing":
        page.unlink()
    elif spoil == "added":
        (home / "more.html").write_text("More", encoding="utf-8")
    elif spoil == "manifest":
        (home / "manifest.json").write_text("{}", encoding="utf-8")
    else:
        page.unlink()
        page.symlink_to("/etc/hostname")
    site = tree(frozen.root / "site")

    code, output = build(frozen)

    assert code == 5, output
    assert "edition-changed" in output
    assert "git checkout editions/2024.1" in output
    assert tree(frozen.root / "site") == site


def test_an_edition_that_was_written_anew_or_taken_away_stops_the_build(frozen: SmallSite) -> None:
    shutil.rmtree(frozen.root / "editions")
    code, output = build(frozen)
    assert code == 5
    assert "is not in the project any more" in output
    swap(frozen, TEN[0])
    assert run(frozen.root, "playbook", "freeze", "2024.1")[0] == 0
    code, output = build(frozen)
    assert code == 5
    assert "has other files in the project" in output


def test_an_edition_is_frozen_once_and_under_its_own_name(frozen: SmallSite) -> None:
    code, output = run(frozen.root, "playbook", "freeze", "2024.1")
    assert (code, "would-overwrite" in output) == (5, True)
    code, output = run(frozen.root, "playbook", "freeze", "2025.1")
    assert (code, "bad-edition" in output) == (1, True)
    code, output = run(frozen.root, "playbook", "freeze", "../../etc")
    assert (code, "bad-edition" in output) == (2, True)


def test_a_second_freeze_elsewhere_gives_the_same_bytes(
    frozen: SmallSite, new_site: Callable[[], SmallSite]
) -> None:
    other = with_theme(new_site()).write(BOOK, PLAYBOOK)
    code, output = finish(
        command(
            other, "playbook", "freeze", "2024.1", PYTHONHASHSEED="7", LC_ALL="C", TZ="Asia/Tokyo"
        )
    )
    assert code == 0, output
    ours = {edition.name: dict(edition.files) for edition in read_editions(frozen.root)}
    assert {edition.name: dict(edition.files) for edition in read_editions(other.root)} == ours


def test_a_diff_with_an_edition_that_is_not_there_names_those_that_are(frozen: SmallSite) -> None:
    code, output = run(frozen.root, "playbook", "diff", "2024.2")
    assert code == 1
    assert "unknown-edition" in output
    assert "Did you mean 2024.1?" in output


def outline(*chapters: OutlineChapter) -> Outline:
    return Outline("1", "T", "", chapters)


def chapter(name: str, number: int, *parts: OutlinePart) -> OutlineChapter:
    return OutlineChapter(name, number, name.upper(), f"{name}/", None, None, parts)


def part(identity: str, words: str = "Words", kind: str = "section") -> OutlinePart:
    return OutlinePart(identity, identity.upper(), kind, words)


def test_what_moved_to_another_chapter_is_one_change() -> None:
    old = outline(chapter("a", 1, part("a.practices-x"), part("a.checklist")), chapter("b", 2))
    new = outline(chapter("b", 1, part("b.practices-x"), part("b.checklist")), chapter("a", 2))
    told = [(change.id, change.what, change.words) for change in changes(old, new)]
    assert told == [
        ("b", "moved", "Was chapter 2, is chapter 1 now. Its link is the same."),
        ("b.practices-x", "moved", "Came here from “A”."),
        ("b.checklist", "new", "This section is new."),
        ("a", "moved", "Was chapter 1, is chapter 2 now. Its link is the same."),
        ("a.checklist", "gone", "This section is gone."),
    ]


def test_a_number_that_follows_from_the_order_is_no_change() -> None:
    old = outline(
        chapter("a", 1, OutlinePart("a.practices-x", "1.1 Map it", "section", "1.1 Map it Draw."))
    )
    new = outline(
        chapter("a", 1, OutlinePart("a.practices-x", "1.2 Map it", "section", "1.2 Map it Draw."))
    )
    assert changes(old, new) == ()


def test_new_and_gone_chapters_are_told_once() -> None:
    found = changes(outline(chapter("a", 1, part("a.x"))), outline(chapter("b", 1, part("b.y"))))
    assert [(change.id, change.what, change.is_there) for change in found] == [
        ("b", "new", True),
        ("a", "gone", False),
    ]
    assert all(isinstance(change, Change) for change in found)


def test_an_outline_survives_its_file() -> None:
    made = outline_of(small_book())
    assert read_outline(json.loads(json.dumps(outline_data(made)))) == made
    for broken in ({}, [], {"schema": "hub.outline/1"}, {"schema": "other"}, None):
        with pytest.raises(ValueError, match=r"."):
            read_outline(broken)


def test_the_words_of_a_part_end_where_the_next_begins() -> None:
    listen, _ = outline_of(small_book()).chapters
    by_id = {re.sub(r".*\.", "", found.id): found for found in listen.parts}
    assert by_id["exercise-draw-it"].minutes == 40
    assert by_id["exercise-draw-it"].words.startswith(
        "Draw your channel map 40 minutes Work in pairs Swap"
    )
    assert "Swap" not in by_id["checks"].words
    assert by_id["exercises"].words == "Exercises"


def test_an_edition_folder_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "editions/2024.1").mkdir(parents=True)
    with pytest.raises(HubError) as caught:
        read_editions(tmp_path)
    assert caught.value.exit_code == 5


def test_two_parts_of_one_key_that_went_are_both_told() -> None:
    old = outline(
        chapter("a", 1, part("a.exercise-draw")), chapter("b", 2, part("b.exercise-draw"))
    )
    found = changes(old, outline(chapter("a", 1), chapter("b", 2)))
    assert [(change.id, change.what) for change in found] == [
        ("a.exercise-draw", "gone"),
        ("b.exercise-draw", "gone"),
    ]


def test_a_page_of_an_edition_brings_no_script(frozen: SmallSite) -> None:
    home = frozen.root / "editions/2024.1"
    page = home / "index.html"
    page.write_text(
        page.read_text(encoding="utf-8").replace(
            "</body>", '<script src="evil.js"></script></body>'
        ),
        encoding="utf-8",
    )
    (home / "evil.js").write_text("alert(1)", encoding="utf-8")
    manifest = json.loads((home / "manifest.json").read_text(encoding="utf-8"))
    manifest["files"] |= {
        name: hashlib.sha256((home / name).read_bytes()).hexdigest()
        for name in ("index.html", "evil.js")
    }
    (home / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    shutil.rmtree(frozen.root / "site")
    code, output = build(frozen)
    assert code == 1
    assert output.count("audit-script") >= 2


def test_an_edition_whose_words_the_playbook_no_longer_has_wants_a_new_name(
    frozen: SmallSite,
) -> None:
    swap(frozen, TEN[3])
    code, output = run(frozen.root, "links", "check")
    assert code == 0, output
    assert "edition-outdated" in output
    assert "1 thing has changed since" in output


def test_a_playbook_that_is_withdrawn_is_said_to_be(frozen: SmallSite) -> None:
    swap(frozen, ("status: published", "status: draft"))
    result = prepare(Project.at(frozen.root), Settings())
    assert result.site is not None
    (page,) = [page for page in result.site.pages if page.kind == "since"]
    assert "This playbook is not published any more." in page.content
