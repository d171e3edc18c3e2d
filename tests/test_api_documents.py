"""The JSON API: every file is described, is as it is described, and leads on to the rest."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from hub.build import Result
from hub.project.settings import Settings
from schemachecks import wrong
from smallsite import SmallSite

SITE = Settings().site_url
ROOT = "api/v1/"


def read(result: Result) -> dict[str, Any]:
    assert result.site is not None, [str(problem) for problem in result.report.problems]
    return {
        file.address: json.loads(file.data)
        for file in result.site.files
        if file.address.startswith(ROOT)
    }


@pytest.fixture(scope="session")
def api(shipped: Result) -> dict[str, Any]:
    return read(shipped)


def schema_of(address: str, description: dict[str, Any]) -> dict[str, Any] | None:
    """The schema that the description gives for a file, or None when it does not tell of it."""
    name = "/" + address.removeprefix(ROOT)
    for path, item in sorted(description["paths"].items(), key=lambda pair: "{" in pair[0]):
        if re.fullmatch(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(path)), name):
            found: dict[str, Any] = item["get"]["responses"]["200"]["content"]["application/json"][
                "schema"
            ]
            return found
    return None


def mistakes(files: dict[str, Any]) -> list[str]:
    description = files[f"{ROOT}openapi.json"]
    shared = description["components"]["schemas"]
    found = []
    for address, value in files.items():
        if address != f"{ROOT}openapi.json":
            schema = schema_of(address, description)
            found += (
                [f"{address}: not described"]
                if schema is None
                else [f"{address}{line}" for line in wrong(value, schema, shared)]
            )
    return found


def test_every_file_is_as_the_description_says(api: dict[str, Any]) -> None:
    assert mistakes(api) == []


def test_every_file_of_a_preview_with_thin_drafts_is_as_the_description_says(
    site: SmallSite,
) -> None:
    files = read(
        site.write(
            "content/practices/thin.md", "---\ntitle: Half a thought\n---\n\n## So far\n\nText.\n"
        ).check(drafts=True)
    )
    assert files[f"{ROOT}practices/thin.json"]["title"] == "Half a thought"
    assert mistakes(files) == []


def test_every_path_that_is_described_is_published(api: dict[str, Any]) -> None:
    description = api[f"{ROOT}openapi.json"]
    names = {"/" + address.removeprefix(ROOT) for address in api}
    plain = {path for path in description["paths"] if "{" not in path}
    assert plain <= names
    assert description["openapi"].startswith("3.1.")
    assert {item["get"]["operationId"] for item in description["paths"].values()}.__len__() == len(
        description["paths"]
    )


def test_a_client_reaches_every_entry_from_the_index(api: dict[str, Any]) -> None:
    reached = []
    for collection in api[f"{ROOT}index.json"]["collections"]:
        address = collection["url"]
        found = []
        while address:
            page = api[address.removeprefix(SITE)]
            found += [item["api"].removeprefix(SITE) for item in page["items"]]
            address = page["next"]
        assert len(found) == len(set(found)) == collection["total"]
        reached += found
    documents = {
        address for address in api if re.fullmatch(r"api/v1/[a-z-]+/[a-z0-9-]+\.json", address)
    }
    assert {address for address in documents if api[address]["status"] != "archived"} == set(
        reached
    )


def test_a_long_list_comes_in_pages(api: dict[str, Any]) -> None:
    first = api[f"{ROOT}resources.json"]
    assert first["pages"] == 2
    second = api[first["next"].removeprefix(SITE)]
    assert second["previous"] == f"{SITE}{ROOT}resources.json"
    assert second["next"] is None
    assert len(first["items"]) + len(second["items"]) == first["total"]


def test_every_link_of_the_api_leads_to_a_document(api: dict[str, Any]) -> None:
    def links(value: Any) -> list[str]:
        if isinstance(value, dict):
            own = [value["api"]] if isinstance(value.get("api"), str) else []
            return own + [found for item in value.values() for found in links(item)]
        return [found for item in value for found in links(item)] if isinstance(value, list) else []

    assert {link.removeprefix(SITE) for value in api.values() for link in links(value)} <= set(api)


def test_a_link_is_told_from_both_ends(api: dict[str, Any]) -> None:
    case = api[f"{ROOT}case-studies/state-online-passport-renewal.json"]
    link = next(link for link in case["links"] if link["field"] == "practices")
    practice = api[link["entry"]["api"].removeprefix(SITE)]
    back = next(
        back
        for back in practice["linked_from"]
        if back["entry"]["id"] == "state-online-passport-renewal" and back["field"] == "practices"
    )
    assert back["words"] == link["words"] != ""


def test_text_is_told_without_marks(api: dict[str, Any]) -> None:
    documents = [
        value for address, value in api.items() if address.count("/") == 3 and "text" in value
    ]
    assert documents
    assert [
        value["id"]
        for value in documents
        if re.search(r"</?(?:p|ul|li|h[1-6]|strong|em|a)\b", value["text"])
    ] == []


def test_a_document_says_which_entry_stays_where(api: dict[str, Any]) -> None:
    found = api[f"{ROOT}practices/map-the-journey.json"]
    assert found["permalink"] == f"{SITE}go/practices.map-the-journey/"
    assert found["markdown"] == f"{SITE}practices/map-the-journey/index.md"
    assert all(source["title"] for source in found["sources"])


def test_the_check_of_schemas_sees_what_is_wrong() -> None:
    shared = {"Word": {"type": "string", "maxLength": 3}}
    schema = {
        "type": "object",
        "properties": {
            "a": {"$ref": "#/components/schemas/Word"},
            "n": {"type": ["integer", "null"]},
        },
        "required": ["a"],
    }
    assert list(wrong({"a": "abc", "n": None}, schema, shared)) == []
    assert len(list(wrong({"n": "x", "b": 1}, schema, shared))) == 3
    assert list(wrong({"a": "abcd"}, schema, shared)) == [".a: 4 characters"]
    with pytest.raises(AssertionError):
        list(wrong({}, {"oneOf": []}, {}))
