"""API v1 described for programs, as OpenAPI 3.1: every file, and the schema of what it holds."""

from __future__ import annotations

from typing import Any

from hub.compose.api.places import LICENSE
from hub.compose.api.schemaparts import TEXT, schema_ref
from hub.compose.api.schemas import document_name, schemas
from hub.compose.drawing.data import API
from hub.kinds.catalog import KIND_BY_COLLECTION
from hub.project.settings import Settings


def openapi(settings: Settings) -> dict[str, Any]:
    """The description."""
    paths = {
        f"/{name}.json": _get(words, schema_ref(schema), name) for name, words, schema in FILES
    }
    for collection in KIND_BY_COLLECTION:
        one = KIND_BY_COLLECTION[collection].singular
        paths[f"/{collection}.json"] = _get(
            f"The first page of the list of {collection.replace('-', ' ')}",
            schema_ref("List"),
            f"list-{collection}",
        )
        paths[f"/{collection}/page/{{page}}.json"] = _get(
            "A further page of that list: follow `next`",
            schema_ref("List"),
            f"page-{collection}",
            page={"type": "integer", "minimum": 2},
        )
        paths[f"/{collection}/{{id}}.json"] = _get(
            f"One {one}", schema_ref(document_name(collection)), f"one-{collection}", id=TEXT
        )
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{settings.site_name} API",
            "version": "1",
            "summary": "Everything on the hub as static JSON. No key, no limit, no cookie.",
            "description": (
                "Within v1 nothing is removed or renamed and no type changes. New fields, new files"
                " and new values of closed lists may come: ignore what you do not know."
            ),
            "license": {"name": LICENSE["name"], "identifier": "CC0-1.0"},
        },
        "externalDocs": {
            "description": "What is promised, in plain words",
            "url": f"{settings.site_url}for-machines/",
        },
        "servers": [{"url": f"{settings.site_url}{API}".rstrip("/")}],
        "security": [],
        "paths": paths,
        "components": {"schemas": schemas()},
    }


def _get(
    words: str, schema: dict[str, Any], name: str, **parameters: dict[str, Any]
) -> dict[str, Any]:
    answers = {
        "200": {"description": words, "content": {"application/json": {"schema": schema}}},
        **({"404": {"description": "There is no such file."}} if parameters else {}),
    }
    held = [
        {"name": key, "in": "path", "required": True, "schema": value}
        for key, value in parameters.items()
    ]
    return {
        "get": {
            "operationId": name,
            "summary": words,
            "responses": answers,
            **({"parameters": held} if held else {}),
        }
    }


FILES = (
    ("index", "What there is", "Index"),
    ("vocabularies", "The closed lists", "Vocabularies"),
    ("figures", "Every figure with its date and its source", "Figures"),
    ("results", "Every result of every case study", "Results"),
    ("matrix", "Practices by life experience", "Matrix"),
    ("timeline", "Everything that has a date", "Timeline"),
    ("glossary", "Every term with its definition", "Glossary"),
    ("changes", "What was added and changed, newest first", "Changes"),
)
