"""One next step for each page: never the page itself, never a dead end."""

from __future__ import annotations

import re

import pytest

from hub.build import Result
from hub.compose.drawing.drawing import NextStep
from hub.compose.playbook.chapters import chapters_of, where_taught
from hub.compose.wayfinding.nextstep import next_steps
from hub.pages import Page
from smallsite import SmallSite

HEAD = "summary: What {0} is about.\nstatus: published\nowner: cx-team\nadded: 2024-05-01\n"
PRACTICE = (
    "---\ntitle: {0}\n"
    + HEAD
    + "kind: method\npillar: journey\nmaturity: {1}\nproblem: It hurts.\noutcome: It helps.\nsteps:"
    " [{{ do: Do it. }}]\n{2}---\n"
)


def steps(result: Result) -> dict[str, NextStep]:
    assert result.library is not None
    playbooks = {
        book.ref: chapters_of(book, result.library)
        for book in result.library.collection("playbooks")
    }
    return next_steps(result.library, playbooks, where_taught(playbooks))


def shown(found: Page) -> list[str]:
    return re.findall(
        r'<nav class="next-step".*?<a href="([^"]+)">.*?</nav>', found.content, re.DOTALL
    )


def test_every_page_of_an_entry_and_every_chapter_shows_one_next_step(shipped: Result) -> None:
    assert shipped.site is not None
    written = [
        page
        for page in shipped.site.pages
        if page.kind in ("entry", "chapter", "playbook", "course")
    ]
    assert len(written) > 400
    assert [page.address for page in written if len(shown(page)) != 1] == []


def test_no_next_step_leads_to_its_own_page_or_out_of_the_hub(shipped: Result) -> None:
    assert shipped.site is not None
    addresses = {page.address for page in shipped.site.pages}
    assert [
        (here, step.address)
        for here, step in steps(shipped).items()
        if step.address.partition("#")[0] in (here, "")
        or step.address.partition("#")[0] not in addresses
    ] == []


def test_hardly_a_page_of_the_shipped_hub_falls_back_to_the_front_doors(shipped: Result) -> None:
    assert [
        here for here, step in steps(shipped).items() if step.address in ("start/", "problems/")
    ] == ["playbooks/cx/keep-in-touch-and-celebrate/"]


def test_the_next_step_is_no_part_that_a_short_link_is_promised_for(shipped: Result) -> None:
    from hub.permalinks.ids import parts_of

    assert shipped.site is not None
    page = next(page for page in shipped.site.pages if page.address == "practices/map-the-journey/")
    assert "next-step" in page.content
    assert "next-step" not in {part.fragment for part in parts_of(page.content)}


def test_a_practice_leads_to_the_easiest_one_that_builds_on_it(site: SmallSite) -> None:
    site.write(
        "content/practices/a.md", PRACTICE.format("Alpha", "leading", "prerequisites: [sample]\n")
    )
    site.write(
        "content/practices/b.md", PRACTICE.format("Beta", "starting", "prerequisites: [sample]\n")
    )
    assert steps(site.check())["practices/sample/"].address == "practices/b/"


def test_a_practice_that_nothing_builds_on_leads_to_its_chapter(site: SmallSite) -> None:
    text = (
        (site.root / "content/practices/sample.md")
        .read_text(encoding="utf-8")
        .replace("prerequisites: [service-blueprint]\n", "")
    )
    assert (
        steps(site.write("content/practices/sample.md", text).check())[
            "practices/service-blueprint/"
        ].address
        == "playbooks/course/begin/"
    )


def test_a_practice_that_is_not_taught_leads_to_the_strongest_case(site: SmallSite) -> None:
    case = (
        (site.root / "content/case-studies/sample-case.md")
        .read_text(encoding="utf-8")
        .replace("id: service-blueprint", "id: sample")
    )
    site.write(
        "content/case-studies/sample-case.md",
        case.replace("evidence: self-reported", "evidence: anecdote"),
    )
    stronger = case.replace("title: A sample agency drew a map", "title: Zebra").replace(
        "summary: A", "summary: Another"
    )
    site.write(
        "content/case-studies/zebra.md",
        stronger.replace("evidence: self-reported", "evidence: audit"),
    )
    assert steps(site.check())["practices/sample/"].address == "case-studies/zebra/"


def test_an_archived_practice_is_nobodys_next_step(site: SmallSite) -> None:
    old = PRACTICE.format(
        "Alpha", "starting", "prerequisites: [sample]\narchived_reason: It is old.\n"
    ).replace("status: published", "status: archived")
    found = steps(site.write("content/practices/a.md", old).check())
    assert found["practices/sample/"].address != "practices/a/"
    assert found["practices/a/"].address == "problems/"


def test_an_archived_page_leads_to_what_replaces_it(site: SmallSite) -> None:
    old = PRACTICE.format(
        "Alpha", "starting", "archived_reason: It is old.\nsuperseded_by: guides/sample-guide\n"
    ).replace("status: published", "status: archived")
    assert (
        steps(site.write("content/practices/a.md", old).check())["practices/a/"].address
        == "guides/sample-guide/"
    )


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("case-studies/ssa-800-number/", "practices/"),
        ("life-experiences/losing-a-job/", "practices/"),
        ("guides/your-first-90-days/", "practices/listen-to-frontline-staff/"),
        ("terms/privacy-impact-assessment/", ""),
        ("measures/time-on-hold/", "practices/"),
        ("agencies/ssa/", "case-studies/"),
        ("playbooks/cx/", "playbooks/cx/why-cx/"),
        ("playbooks/cx/why-cx/", "playbooks/cx/know-your-customers/"),
        ("courses/first-day/", "playbooks/cx/why-cx/"),
        ("news/va-trust-record/", ""),
    ],
)
def test_each_kind_leads_where_its_rule_says(address: str, target: str, shipped: Result) -> None:
    assert steps(shipped)[address].address.startswith(target)


def test_a_life_experience_leads_to_the_practice_with_most_cases_of_both(shipped: Result) -> None:
    assert shipped.library is not None
    for experience in shipped.library.collection("life-experiences"):
        cases = [
            case
            for case in shipped.library.collection("case-studies")
            if experience.id in case.fields.life_experiences
        ]
        helping = [
            entry
            for entry in shipped.library.collection("practices")
            if experience.id in {item.id for item in entry.fields.life_experiences}
        ]
        many = {
            entry.address: sum(
                entry.id in {item.id for item in case.fields.practices} for case in cases
            )
            for entry in helping
        }
        assert many[steps(shipped)[experience.address].address] == max(many.values())


def test_a_draft_is_nobodys_next_step(site: SmallSite) -> None:
    site.write(
        "content/practices/a.md",
        PRACTICE.format("Alpha", "starting", "prerequisites: [sample]\n").replace(
            "status: published", "status: draft"
        ),
    )
    assert steps(site.check())["practices/sample/"].address != "practices/a/"
