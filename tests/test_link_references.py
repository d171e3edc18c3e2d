"""References and links resolve, backlinks are derived, and a mistake is told once."""

from __future__ import annotations

import pytest

from hub.model import Backlink
from smallsite import SmallSite


def guide(site: SmallSite, body: str, fields: str = "") -> SmallSite:
    return site.write("content/guides/one.md", f"---\ntitle: One\n{fields}---\n\n{body}\n")


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("[[guides/sample-guide]]", "guides/sample-guide/"),
        ("[[guides/sample-guide#where-to-begin]]", "guides/sample-guide/#where-to-begin"),
        ("[x](sample-guide.md)", "guides/sample-guide/"),
        ("[x](sample-guide)", "guides/sample-guide/"),
        ("[x](../practices/sample.md#how-to-do-it)", "practices/sample/#how-to-do-it"),
        ("[x](../practices/sample.md#steps)", "practices/sample/#steps"),
        ("[x](/practices/service-blueprint/)", "practices/service-blueprint/"),
        ("## Here\n\n[x](#here)", "#here"),
        ("![x](../images/ok.png)", "images/ok.png"),
        ("![x](images/ok.png)", "images/ok.png"),
        ("[x](https://x.gov/)", "https://x.gov/"),
    ],
)
def test_a_link_leads_to_an_address(link: str, address: str, site: SmallSite) -> None:
    result = guide(site, link).check()
    assert [str(problem.place) for problem in result.report.sorted()] == []
    assert result.library is not None
    assert result.library.link_targets["guides/one"] == (address,)


@pytest.mark.parametrize(
    ("link", "code", "words"),
    [
        ("[x](nope.md)", "broken-link", "nope.md"),
        ("[x](../../../../etc/passwd)", "broken-link", "passwd"),
        ("[x](../vocabulary/status.yml)", "broken-link", "status"),
        ("[x]()", "broken-link", "nowhere"),
        ("[x](#)", "broken-link", "nowhere"),
        ("![x](images/nope.png)", "broken-link", "nope.png"),
        ("![x](../../mkdocs.yml)", "broken-link", "mkdocs.yml"),
        ("[x](#nope)", "broken-anchor", "#nope"),
        ("[[guides/sample-guide#nope]]", "broken-anchor", "#nope"),
        ("[[guides/nope]]", "broken-reference", "nope"),
        ("[[guide/sample-guide]]", "broken-reference", "guides"),
        ("[[sample-guide]]", "broken-reference", "[[guides/sample-guide]]"),
        ("[[A sample guide]]", "broken-reference", "[[guides/sample-guide]]"),
        ("[[guides/Sample guide]]", "broken-reference", "guides/sample-guide   (The sample guide)"),
        ("[dhs](www.dhs.gov)", "broken-link", "[dhs](https://www.dhs.gov)"),
        ("[dhs](dhs.gov/a?b)", "broken-link", "[dhs](https://dhs.gov/a?b)"),
        ("[[practices/sample-guide]]", "wrong-kind", "guide"),
        ("[[guides/one]]", "self-reference", "itself"),
    ],
)
def test_a_link_to_nothing_is_told(link: str, code: str, words: str, site: SmallSite) -> None:
    (problem,) = guide(site, link).check().report.sorted()
    assert (problem.code, problem.place.line) == (code, 5)
    assert words in problem.message + str(problem.rows)


def test_backlinks_are_the_other_side_of_every_reference(site: SmallSite) -> None:
    library = site.check().library
    assert library is not None
    assert (
        Backlink("practices/sample", "prerequisites", "")
        in library.backlinks_by_ref["practices/service-blueprint"]
    )
    assert (
        Backlink(
            "case-studies/sample-case", "practices", "The map showed where the form came back."
        )
        in library.backlinks_by_ref["practices/service-blueprint"]
    )
    assert (
        Backlink("practices/sample", "text", "") in library.backlinks_by_ref["guides/sample-guide"]
    )


def test_what_refers_to_a_file_with_mistakes_is_not_at_fault(site: SmallSite) -> None:
    site.write("content/practices/service-blueprint.yml", "title: T\ntitle: T\n")
    assert [problem.split()[1] for problem in site.problems()] == ["yaml-duplicate-key"]


def test_a_draft_may_lean_on_a_draft_and_a_published_entry_may_not(site: SmallSite) -> None:
    guide(site, "[[practices/sample-draft]]")
    assert site.problems() == []
    site.write(
        "content/guides/sample-guide.md",
        "---\ntitle: T\nsummary: S\nstatus: published\nowner: cx-team\nadded: 2024-05-01\nkind:"
        " explainer\n---\n\n## Where to begin\n\n[[practices/sample-draft]]\n",
    )
    assert [problem.split()[1] for problem in site.problems()] == ["draft-reference"]


def test_a_draft_is_shown_in_a_preview_only(site: SmallSite) -> None:
    # there is one
    assert "practices/sample-draft" not in site.check().library.entry_by_ref  # type: ignore[union-attr]
    # there is one
    assert "practices/sample-draft" in site.check(drafts=True).library.entry_by_ref  # type: ignore[union-attr]


def test_a_former_name_still_leads_there(site: SmallSite) -> None:
    site.write("content/practices/new.yml", "title: New\nformer_ids: [old]\n")
    result = guide(site, "[[practices/old]]").check()
    assert [problem.code for problem in result.report.sorted()] == ["former-id"]
    assert result.library is not None
    assert result.library.link_targets["guides/one"] == ("practices/new/",)


@pytest.mark.parametrize("field", ["title", "summary"])
def test_two_entries_of_one_kind_may_not_read_the_same(field: str, site: SmallSite) -> None:
    other = {"title": "Other", "summary": "Other words."} | {field: "The Same  words"}
    site.write(
        "content/guides/a.md", f"---\ntitle: {other['title']}\nsummary: {other['summary']}\n---\n"
    )
    second = {"title": "Second", "summary": "Second words."} | {field: "the same words"}
    site.write(
        "content/guides/b.md", f"---\ntitle: {second['title']}\nsummary: {second['summary']}\n---\n"
    )
    assert [problem.split()[1] for problem in site.problems()] == ["duplicate-title"]


def test_entries_of_two_kinds_may_have_one_title(site: SmallSite) -> None:
    site.write("content/guides/a.md", "---\ntitle: Trust\n---\n").write(
        "content/terms/a.md", "---\ntitle: Trust\n---\n"
    )
    assert site.problems() == []


def test_a_ring_over_three_is_shown_from_its_smallest_name(site: SmallSite) -> None:
    for name, needs in (("c", "a"), ("a", "b"), ("b", "c")):
        site.write(f"content/practices/{name}.yml", f"title: {name}\nprerequisites: [{needs}]\n")
    (problem,) = site.check().report.sorted()
    assert "a -> b -> c -> a" in problem.message
    assert str(problem.place) == "content/practices/a.yml:2:17"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ("title: One\nstatus: finished\n", "bad-choice"),
        ("title: One\nadded: soon\ntilte: x\n", "bad-date"),
        ("title: One: two\n", "yaml-syntax"),
        ("- title: One\n", "wrong-type"),
    ],
)
def test_a_broken_link_is_named_in_the_same_run_as_a_mistake_in_the_fields(
    fields: str, code: str, site: SmallSite
) -> None:
    body = (
        "See [[practices/nope]], [x](nope.md), ![x](images/nope.png) and"
        " [[practices/sample]].\n\n## Here\n\n[x](#here) [x](#steps)"
    )
    site.write("content/guides/one.md", f"---\n{fields}---\n\n{body}\n")
    found = [problem.code for problem in site.check().report.sorted()]
    assert code in found
    assert [one for one in found if one.startswith("broken-")] == [
        "broken-reference",
        "broken-link",
        "broken-link",
    ]


def test_a_text_whose_fields_are_wrong_may_lead_to_itself_and_to_drafts(site: SmallSite) -> None:
    site.write(
        "content/guides/one.md",
        "---\ntitle: One\nstatus: finished\n---\n\n[[guides/one]] [[practices/sample-draft]]"
        " [[guides/one#nope]]\n",
    )
    assert [problem.code for problem in site.check().report.sorted()] == ["bad-choice"]


def test_a_text_below_fields_that_cannot_be_read_is_checked_as_any_other(site: SmallSite) -> None:
    site.write("content/guides/one.md", "---\ntitle: One: two\n---\n\n<b>x</b>\n")
    assert "raw-html" in [problem.code for problem in site.check().report.sorted()]
