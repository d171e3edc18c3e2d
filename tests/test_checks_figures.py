"""Data that cannot be true is told, and what only looks odd is let be."""

from __future__ import annotations

import pytest

from smallsite import SmallSite

SERIES = """title: Share of answers
status: draft
unit: {unit}
sources: [{{key: s, title: S, no_url: On paper.}}]
series:
  - key: a
    label: All
    unit: {series}
    source: s
    {goal}
    points:
      - {{at: 2023, value: {first}}}
      - {{at: 2024, value: {second}}}
"""


def told(site: SmallSite, path: str, text: str) -> list[tuple[str, str]]:
    found = site.write(path, text).check().report.sorted()
    assert all(problem.place.path == path for problem in found)
    return [(problem.code, problem.message) for problem in found]


@pytest.mark.parametrize(
    ("dates", "codes"),
    [
        ("date: 2024-05-02\nends: 2024-05-01", ["bad-date"]),
        ("date: 2024-05\nends: 2024-04-30", ["bad-date"]),
        ("date: 2024\nends: FY2023", ["bad-date"]),
        ("date: 2024-05-02\nends: 2024-05-02", []),
        ("date: 2024-05-02\nends: 2024-05", ["bad-date"]),
        ("date: 2024-05-02\nends: 2024", ["bad-date"]),
        ("ends: 2024", []),
    ],
)
def test_an_event_does_not_end_before_it_begins(
    dates: str, codes: list[str], site: SmallSite
) -> None:
    assert [
        code for code, _ in told(site, "content/news/event.yml", f"title: Event\n{dates}\n")
    ] == codes


@pytest.mark.parametrize(
    ("period", "codes"),
    [
        ("{start: 2024, end: 2023}", ["bad-date"]),
        ("{start: 2023, end: 2024}", []),
        ("{start: 2024}", []),
    ],
)
def test_a_case_does_not_end_before_it_begins(
    period: str, codes: list[str], site: SmallSite
) -> None:
    assert [
        code
        for code, _ in told(
            site, "content/case-studies/case.yml", f"title: Case\nperiod: {period}\n"
        )
    ] == codes


@pytest.mark.parametrize(
    ("unit", "series", "first", "second", "goal", "many"),
    [
        ("percent", "percent", "87", "130", "", 1),
        ("percent", "percent", "-3", "100.1", "", 2),
        ("percent", "percent", "0", "100", "", 0),
        ("percent", "percent", "1", "2", "goal: {value: 101, text: All and one.}", 1),
        ("count", "percent", "1", "300", "", 0),
        ("percent", "count", "1", "300", "", 0),
    ],
)
def test_a_share_is_between_nothing_and_all(
    unit: str, series: str, first: str, second: str, goal: str, many: int, site: SmallSite
) -> None:
    text = SERIES.format(unit=unit, series=series, first=first, second=second, goal=goal)
    assert [code for code, _ in told(site, "content/measures/share.yml", text)] == [
        "bad-number"
    ] * many


@pytest.mark.parametrize("value", ["300", "-40"])
def test_a_claim_may_be_of_a_growth(value: str, site: SmallSite) -> None:
    claim = f"{{key: a, text: It grew., value: {value}, unit: percent, as_of: 2024, source: s}}"
    assert (
        told(
            site,
            "content/guides/growth.yml",
            "title: Growth\nsources: [{key: s, title: S, no_url: On paper.}]\nclaims:"
            f" [{claim}]\n",
        )
        == []
    )


@pytest.mark.parametrize(
    ("field", "codes"),
    [
        (
            "claims: [{key: a, text: T., value: 1, unit: count, as_of: 2062, source: s}]",
            ["bad-date"],
        ),
        (
            "claims: [{key: a, text: T., value: 1, unit: count, as_of: FY2031, source: s}]",
            ["bad-date"],
        ),
        ("quotes: [{text: T., speaker: A, said_on: 2062-01-01, source: s}]", ["bad-date"]),
        ("claims: [{key: a, text: T., value: 1, unit: count, as_of: 2024, source: s}]", []),
        (
            (
                "added: 2026-01-01\nclaims: [{key: a, text: T., value: 1, unit: count, as_of:"
                " 2026-12, source: s}]"
            ),
            [],
        ),
    ],
)
def test_a_figure_is_not_from_a_year_to_come(field: str, codes: list[str], site: SmallSite) -> None:
    assert [
        code
        for code, _ in told(
            site,
            "content/guides/late.yml",
            f"title: Late\nsources: [{{key: s, title: S, no_url: On paper.}}]\n{field}\n",
        )
    ] == codes


def test_without_any_date_nothing_is_said_about_years(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    site = SmallSite(tmp_path_factory.mktemp("site"))
    site.write("content/vocabulary/unit.yml", "count: {label: in number}\n").write(
        "content/vocabulary/status.yml", "draft: {label: Draft}\n"
    )
    site.write(
        "content/guides/one.yml",
        "title: One\nsources: [{key: s, title: S, no_url: N}]\nclaims: [{key: a, text: T., value:"
        " 1, unit: count, as_of: 2062, source: s}]\n",
    )
    assert site.problems() == []
