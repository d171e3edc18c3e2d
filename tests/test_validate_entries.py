"""Each entry is judged by itself: its stage, its sources, its lines, its vocabulary."""

from __future__ import annotations

import pytest

from hub.kinds.catalog import KIND_BY_COLLECTION
from smallsite import SmallSite


@pytest.mark.parametrize("collection", KIND_BY_COLLECTION)
def test_publishing_names_every_field_that_is_missing(collection: str, site: SmallSite) -> None:
    site.write(f"content/{collection}/thin.yml", "title: T\nstatus: published\n")
    (problem,) = site.check().report.sorted()
    assert problem.code == "missing-field"
    for name in KIND_BY_COLLECTION[collection].to_publish:
        assert f'"{name}"' in problem.message


@pytest.mark.parametrize("status", ["draft", "in-review"])
def test_what_is_not_published_may_be_thin(status: str, site: SmallSite) -> None:
    site.write("content/practices/thin.yml", f"title: T\nstatus: {status}\n")
    assert site.problems() == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "claims: [{key: a, text: b, value: 1, unit: count, as_of: 2024, source: nope}]",
            "broken-reference",
        ),
        ("quotes: [{text: a, speaker: b, source: nope}]", "broken-reference"),
        ("sources: [{key: a}]", "missing-field"),
        ("sources: [{key: a, title: b}]", "missing-field"),
        ("sources: [{key: a, title: b, no_url: Told in a meeting.}]", ""),
        (
            "sources: [{key: a, title: b, url: 'https://x.gov'}, {key: a, title: c, no_url: d}]",
            "duplicate-item",
        ),
        ("sources: [{key: a, title: b, url: 'http://x.gov'}]", "insecure-link"),
        ("summary: T.", "bad-text"),
        ("summary: “Said by nobody.”", "bad-text"),
        ("summary: “Here” and “there”", ""),
        ('summary: "“Said by nobody.”"', ""),
        ("status: archived", "missing-field"),
        ("status: archived\narchived_reason: Replaced.", ""),
        ("review: {every: 12 months}", ""),
    ],
)
def test_an_entry_is_judged_by_itself(text: str, found: str, site: SmallSite) -> None:
    site.write("content/practices/one.yml", f"title: T\n{text}\n")
    assert [problem.code for problem in site.check().report.sorted()] == ([found] if found else [])


def test_a_long_line_is_told_unless_a_field_of_it_was(site: SmallSite) -> None:
    site.write("content/practices/one.yml", f"title: T\n# {'x' * 5000}\n")
    site.write("content/practices/two.yml", f"title: {'x' * 5000}\n")
    site.write("content/practices/three.md", f"---\ntitle: T3\n---\n\n{'x' * 5000}\n")
    assert site.problems() == [
        "content/practices/one.yml:2:4001 line-too-long",
        "content/practices/three.md:5:4001 line-too-long",
        "content/practices/two.yml:1:8 too-long",
    ]


def test_the_mistakes_of_fields_and_text_come_in_one_run(site: SmallSite) -> None:
    site.write("content/practices/one.md", "---\ntilte: T\ntitle: T\n---\n\n<b>x</b>\n")
    assert site.problems() == [
        "content/practices/one.md:2:1 unknown-field",
        "content/practices/one.md:6:1 raw-html",
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("one: {definition: x}\n", "missing-field"),
        ("one: text\n", "wrong-type"),
        ("one: {label: A, colour: red}\n", "unknown-field"),
        ("- one\n", "wrong-type"),
    ],
)
def test_a_vocabulary_is_checked_too(text: str, code: str, site: SmallSite) -> None:
    site.write("content/vocabulary/extra.yml", text)
    assert [problem.code for problem in site.check().report.sorted()] == [code]


def test_a_date_is_checked_against_the_day_that_was_set(
    site: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.write("content/practices/one.yml", "title: T\nadded: 2026-11-25\n")
    assert site.problems() == []
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795400000")
    assert site.problems() == ["content/practices/one.yml:2:8 bad-date"]
