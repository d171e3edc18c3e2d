"""The addresses that entries and lists had below data/ before the API lead to it."""

from __future__ import annotations

import json

from hub.build import Result
from hub.compose.api.moveddata import moved_documents
from hub.kinds.catalog import KIND_BY_COLLECTION
from hub.project.settings import Settings

SITE = Settings().site_url


def files(result: Result) -> dict[str, bytes]:
    assert result.site is not None, [str(problem) for problem in result.report.problems]
    return {file.address: file.data for file in result.site.files if file.address.endswith(".json")}


def rules(result: Result) -> dict[str, str]:
    assert result.site is not None
    return dict(moved_documents(page.data_address for page in result.site.pages))


def led(address: str, rules: dict[str, str]) -> str:
    """Where a host leads a reader of this address, as hosts read `*` and `:splat`."""
    folder, _, name = address.rpartition("/")
    return rules.get(address) or rules.get(f"{folder}/*", "").replace(":splat", name)


def test_an_entry_is_published_once(shipped: Result) -> None:
    assert shipped.library is not None
    published = files(shipped)
    entries = [f"{ref}.json" for ref in shipped.library.entry_by_ref]
    assert [name for name in entries if f"api/v1/{name}" not in published] == []
    assert [name for name in entries if f"data/{name}" in published] == []


def test_every_old_address_of_an_entry_leads_to_its_document(shipped: Result) -> None:
    assert shipped.library is not None
    ways = rules(shipped)
    assert [
        ref
        for ref in shipped.library.entry_by_ref
        if led(f"/data/{ref}.json", ways) != f"/api/v1/{ref}.json"
    ] == []


def test_no_rule_leads_away_from_a_file_that_stands(shipped: Result) -> None:
    assert shipped.site is not None
    ways = rules(shipped)
    assert [
        address
        for address in shipped.site.file_addresses
        if address.startswith("data/") and led(f"/{address}", ways)
    ] == []


def test_the_old_address_of_a_list_says_where_it_is(shipped: Result) -> None:
    published = files(shipped)
    for collection in KIND_BY_COLLECTION:
        note = json.loads(published[f"data/{collection}.json"])
        assert note["list"].removeprefix(SITE) in published
        assert note["entry"] == f"{SITE}api/v1/{collection}/{{id}}.json"


def test_a_page_names_the_document_of_its_entry(shipped: Result) -> None:
    assert shipped.site is not None
    page = shipped.site.page_by_address["practices/map-the-journey/"]
    assert page.data_address == "api/v1/practices/map-the-journey.json"
    assert 'href="../../api/v1/practices/map-the-journey.json"' in page.content
