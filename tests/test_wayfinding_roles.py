"""Paths by role: what to read first, then and later, by a stated rule."""

from __future__ import annotations

import json
from collections.abc import Iterable

from lxml import html as lxml_html

from hub.build import Result
from hub.compose.wayfinding.reading import duration
from hub.compose.wayfinding.roles import CASES, CHAPTERS, GUIDES, PRACTICES
from hub.pages import Page
from smallsite import SmallSite


def page(result: Result, address: str) -> Page:
    assert result.site is not None, [str(problem) for problem in result.report.problems]
    return next(page for page in result.site.pages if page.address == address)


def words(found: Page) -> str:
    return " ".join(lxml_html.fromstring(f"<div>{found.content}</div>").text_content().split())


def ways(result: Result) -> dict[str, dict[str, list[str]]]:
    assert result.site is not None
    data: dict[str, dict[str, list[str]]] = json.loads(
        next(file.data for file in result.site.files if file.address == "data/for.json")
    )
    return data


def practice(title: str, audience: Iterable[str], maturity: str = "starting") -> str:
    return (
        f"---\ntitle: {title}\nsummary: What {title} gives.\nstatus: published\nowner:"
        f" cx-team\nadded: 2024-05-01\naudience: [{', '.join(audience)}]\nkind: method\npillar:"
        f" journey\nmaturity: {maturity}\nproblem: It hurts.\noutcome: It helps.\nsteps: [{{ do: Do"
        f" it. }}]\n---\n{'word ' * 401}\n"
    )


def test_there_is_a_page_for_each_role(shipped: Result) -> None:
    assert shipped.library is not None
    assert all(page(shipped, f"for/{role}/") for role in shipped.library.vocabulary["audience"])


def test_every_role_of_the_shipped_hub_has_something_at_each_stage(shipped: Result) -> None:
    assert [
        (role, stage)
        for role, stages in ways(shipped).items()
        for stage, stops in stages.items()
        if not stops
    ] == []


def test_a_way_stays_short(shipped: Result) -> None:
    most = {
        "first": GUIDES + PRACTICES,
        "then": CHAPTERS + PRACTICES,
        "later": PRACTICES + 3 + CASES,
    }
    assert [
        (role, stage)
        for role, stages in ways(shipped).items()
        for stage, stops in stages.items()
        if len(stops) > most[stage]
    ] == []


def test_no_page_stands_on_a_way_twice(shipped: Result) -> None:
    for stages in ways(shipped).values():
        stops = [stop for found in stages.values() for stop in found]
        assert len(stops) == len(set(stops))


def test_someone_new_begins_with_the_plan_for_the_first_days(shipped: Result) -> None:
    assert ways(shipped)["new-to-cx"]["first"][0] == "guides/your-first-90-days/"


def test_what_names_the_role_early_and_few_others_comes_first(site: SmallSite) -> None:
    site.write("content/practices/a.md", practice("Alpha", ["executives", "trainers"])).write(
        "content/practices/b.md", practice("Beta", ["trainers", "executives"])
    )
    site.write("content/practices/c.md", practice("Gamma", ["trainers"]))
    assert ways(site.check())["trainers"]["first"] == [
        "practices/c/",
        "practices/b/",
        "practices/a/",
    ]


def test_what_more_pages_lead_to_comes_first_among_equals(site: SmallSite) -> None:
    site.write("content/practices/a.md", practice("Alpha", ["trainers"])).write(
        "content/practices/b.md", practice("Beta", ["trainers"])
    )
    site.write(
        "content/practices/c.md",
        practice("Gamma", ["executives"]).replace(
            "kind: method", "kind: method\nprerequisites: [b]"
        ),
    )
    assert ways(site.check())["trainers"]["first"] == ["practices/b/", "practices/a/"]


def test_maturity_decides_the_stage(site: SmallSite) -> None:
    for name, level in (("a", "leading"), ("b", "building"), ("c", "starting")):
        site.write(
            f"content/practices/{name}.md", practice(f"Practice {name}", ["trainers"], level)
        )
    assert ways(site.check())["trainers"] == {
        "first": ["practices/c/"],
        "then": ["practices/b/"],
        "later": ["practices/a/"],
    }


def test_the_time_to_read_is_told_and_rounded_up(site: SmallSite) -> None:
    found = page(
        site.write("content/practices/a.md", practice("Alpha", ["trainers"])).check(),
        "for/trainers/",
    )
    assert "About 3 minutes to read. Alpha What Alpha gives. Practice · 3 min to read" in words(
        found
    )


def test_a_role_without_pages_is_told_so_and_leads_on(site: SmallSite) -> None:
    found = page(site.check(), "for/trainers/")
    assert "No page on this hub names this role yet." in words(found)
    assert 'href="../../problems/"' in found.content
    assert not found.is_indexed


def test_a_draft_is_on_no_way(site: SmallSite) -> None:
    result = site.write(
        "content/practices/a.md", practice("Alpha", ["trainers"]).replace("published", "draft")
    ).check()
    assert ways(result)["trainers"] == {"first": [], "then": [], "later": []}


def test_long_times_are_told_in_hours() -> None:
    assert [duration(minutes) for minutes in (45, 119, 120, 390)] == [
        "45 min",
        "119 min",
        "2 h",
        "6 h 30 min",
    ]
