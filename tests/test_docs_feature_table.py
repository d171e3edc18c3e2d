"""The table of features leads to what is really there, and forgets nothing that was asked for."""

from __future__ import annotations

import re

import pytest

from hub.build import Result
from hub.project.docs import docs_pages
from smallsite import ROOT

TEXT = (ROOT / "docs/feature-table.md").read_text(encoding="utf-8")
TABLES = [
    [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]
    for table in re.findall(r"(?:^\|.*\|\n)+", TEXT, re.MULTILINE)
]
ASKED_FOR = (
    "start/",
    "for/",
    "assessments/cx-maturity/",
    "my-checklist/",
    "tools/",
    "maps/",
    "charts/",
    "api/v1/openapi.json",
    "llms.txt",
    "follow/",
    "digest/",
    "es/",
    "feedback/",
)


def addresses() -> set[str]:
    """Where each link of the page leads, below the site's root."""
    links = re.findall(r"\]\((?!https?:)([^)#]+)", TEXT)
    return {
        re.sub(r"(^|/)index\.md$", r"\1", link)
        if link.endswith("index.md")
        else re.sub(r"\.md$", "/", link)
        for link in links
    }


def test_every_address_in_the_table_is_on_the_site(shipped: Result) -> None:
    assert shipped.site is not None
    there = (
        {page.address for page in shipped.site.pages}
        | {address for address, _ in docs_pages(ROOT / "docs")}
        | shipped.site.file_addresses
        | {"llms.txt"}
    )

    assert len(addresses()) > 20
    assert sorted(addresses() - there) == []


@pytest.mark.parametrize("address", ASKED_FOR)
def test_the_table_shows_where_it_is(address: str) -> None:
    assert address in addresses()


def test_every_yes_and_partly_of_this_hub_names_a_place() -> None:
    head, _, *rows = TABLES[0]
    without = [
        row[0]
        for table in TABLES[:2]
        for row in table[2:]
        if not re.match(r"(yes|partly): .*\]\(|no$", row[1])
    ]

    assert head[1] == "This hub"
    assert without == []
    assert {cell for row in rows for cell in row[2:]} <= {"yes", "partly", "no", "?"}
    assert {len(row) for row in rows} == {len(head)}


def test_each_site_of_the_table_has_the_day_of_its_copy() -> None:
    days = {row[0]: row[2] for row in TABLES[-1][2:]}

    assert list(days) == TABLES[0][0][2:]
    assert [site for site, day in days.items() if not re.search(r"20\d\d", day)] == []
