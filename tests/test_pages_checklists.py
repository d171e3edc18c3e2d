"""Checklists to tick: their marks follow the words, their ids follow the page."""

from __future__ import annotations

import json

from lxml import html as lxml_html

from hub.build import Result
from hub.pages import Page
from smallsite import SmallSite


def page_of(result: Result, address: str) -> Page:
    assert result.site is not None, [str(problem) for problem in result.report.problems]
    return next(page for page in result.site.pages if page.address == address)


def lists_on(page: Page) -> dict[str, list[tuple[str, str]]]:
    tree = lxml_html.fragment_fromstring(page.content, create_parent="div")
    return {
        found.get("data-checks"): [
            (line.get("data-item"), line.text_content())
            for line in found.iterfind(".//li[@data-item]")
        ]
        for found in tree.iterfind(".//*[@data-checks]")
    }


def with_items(site: SmallSite, *items: str) -> Result:
    text = (site.root / "content/practices/sample.md").read_text(encoding="utf-8")
    before, _, rest = text.partition("checklist:\n")
    after = rest[rest.index("prerequisites:") :]
    return site.write(
        "content/practices/sample.md",
        before + "checklist:\n" + "".join(f"  - {item}\n" for item in items) + after,
    ).check()


def test_an_item_has_the_same_mark_wherever_it_stands(site: SmallSite) -> None:
    result = with_items(site, "One thing", "Another thing")
    own = lists_on(page_of(result, "practices/sample/"))
    assert [words for _, words in own["practices.sample"]] == ["One thing", "Another thing"]
    assert lists_on(page_of(result, "my-checklist/"))["practices.sample"] == own["practices.sample"]
    assert result.site is not None
    data = json.loads(
        next(file.data for file in result.site.files if file.address == "data/checklists.json")
    )
    assert [
        (item["mark"], item["text"])
        for found in data
        if found["id"] == "practices.sample"
        for item in found["items"]
    ] == own["practices.sample"]


def test_an_item_whose_words_change_gets_another_mark_and_the_others_keep_theirs(
    site: SmallSite,
) -> None:
    before = dict(
        reversed(pair)
        for pair in lists_on(
            page_of(with_items(site, "One thing", "Another thing"), "practices/sample/")
        )["practices.sample"]
    )
    after = dict(
        reversed(pair)
        for pair in lists_on(
            page_of(
                with_items(site, "A new thing", "Another thing", "One other thing"),
                "practices/sample/",
            )
        )["practices.sample"]
    )
    assert after["Another thing"] == before["Another thing"]
    assert before["One thing"] not in after.values()
    assert len(set(after.values())) == 3


def test_ticks_follow_a_practice_to_its_new_name(site: SmallSite) -> None:
    text = (site.root / "content/practices/sample.md").read_text(encoding="utf-8")
    result = site.write(
        "content/practices/sample.md", text.replace("---\n", "---\nformer_ids: [old-sample]\n", 1)
    ).check()
    assert 'data-former="practices.old-sample"' in page_of(result, "practices/sample/").content
    assert 'data-former="practices.old-sample"' in page_of(result, "my-checklist/").content


def test_only_a_page_with_a_checklist_asks_for_its_scripts_and_only_when_it_is_near(
    shipped: Result,
) -> None:
    assert shipped.site is not None
    for page in shipped.site.pages:
        is_one, is_all = (
            "data-checks" in page.content and page.kind != "my-checklist",
            page.kind == "my-checklist",
        )
        assert ('data-scripts="kept.js checklist.js"' in page.content) == is_one, page.address
        assert ("checklist.js" in page.assets) == is_all, page.address
        assert ("checklist.css" in page.assets) == (is_one or is_all), page.address


def test_every_checklist_of_practices_and_chapters_is_on_the_one_page(shipped: Result) -> None:
    assert shipped.site is not None
    assert shipped.library is not None
    gathered = lists_on(page_of(shipped, "my-checklist/"))
    practices = {
        f"practices.{entry.id}"
        for entry in shipped.library.collection("practices")
        if entry.fields.checklist
    }
    chapters = {
        f"playbooks.{book.id}.{chapter.key}"
        for book in shipped.library.collection("playbooks")
        for chapter in book.fields.chapters
        if chapter.checklist
    }
    assert set(gathered) == practices | chapters
    assert len(chapters) > 5
    for page in shipped.site.pages:
        for name, lines in lists_on(page).items():
            assert gathered[name] == lines
