"""API v1 described for programs, as OpenAPI 3.1: every file, and the schema of what it holds."""

from __future__ import annotations

from typing import Any

from hub.compose.api.places import LICENSE, ROOT
from hub.kinds.catalog import KIND_BY_COLLECTION
from hub.project.settings import Settings

_TEXT: dict[str, Any] = {"type": "string"}
_DAY: dict[str, Any] = {"type": "string", "format": "date"}
_ADDRESS: dict[str, Any] = {"type": "string", "format": "uri"}
_NUMBER: dict[str, Any] = {"type": "integer", "minimum": 0}
_TRUE_OR_FALSE: dict[str, Any] = {"type": "boolean"}
_SCHEMAS = "#/components/schemas/"


def openapi(settings: Settings) -> dict[str, Any]:
    """The description."""
    paths = {f"/{name}.json": _get(words, _ref(schema), name) for name, words, schema in FILES}
    for collection in KIND_BY_COLLECTION:
        one = KIND_BY_COLLECTION[collection].singular
        paths[f"/{collection}.json"] = _get(
            f"The first page of the list of {collection.replace('-', ' ')}",
            _ref("List"),
            f"list-{collection}",
        )
        paths[f"/{collection}/page/{{page}}.json"] = _get(
            "A further page of that list: follow `next`",
            _ref("List"),
            f"page-{collection}",
            page={"type": "integer", "minimum": 2},
        )
        paths[f"/{collection}/{{id}}.json"] = _get(
            f"One {one}", _ref(_document_name(collection)), f"one-{collection}", id=_TEXT
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
        "servers": [{"url": f"{settings.site_url}{ROOT}".rstrip("/")}],
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


def schemas() -> dict[str, dict[str, Any]]:
    """The schema of everything that a file of the API holds, by name."""
    found: dict[str, dict[str, Any]] = dict(_SHARED)
    for collection, kind in KIND_BY_COLLECTION.items():
        made = kind.model_json_schema(ref_template=_SCHEMAS + "{model}")
        found |= {name: _open(schema) for name, schema in made.pop("$defs", {}).items()}
        found[kind.__name__] = _open(made)
        document = _object(
            "One entry with everything the hub knows of it.", **_SUMMARY, **_DOCUMENT
        )
        document["properties"]["fields"] = _ref(kind.__name__)
        found[_document_name(collection)] = document
    return found


def _document_name(collection: str) -> str:
    return f"{KIND_BY_COLLECTION[collection].__name__}Document"


def _open(value: Any) -> Any:
    """A schema of the fields as they are published: fields may be added in v1, so none is closed,
    and what is empty is left out.
    """
    if isinstance(value, list):
        return [_open(item) for item in value]
    if not isinstance(value, dict):
        return value
    options = value.get("anyOf")
    kept = (
        [option for option in options if option != {"type": "null"}]
        if isinstance(options, list)
        else []
    )
    if len(kept) == 1:
        value = {**{key: item for key, item in value.items() if key != "anyOf"}, **kept[0]}
    closed = value.get("additionalProperties") is False
    return {
        key: _open(item)
        for key, item in value.items()
        if key != "default" and not (closed and key == "additionalProperties")
    }


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": _SCHEMAS + name}


def _list_of(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    return (
        {**schema, "type": [schema["type"], "null"]}
        if "type" in schema
        else {"anyOf": [schema, {"type": "null"}]}
    )


def _object(description: str, /, **properties: dict[str, Any]) -> dict[str, Any]:
    """A group in which every property is always there."""
    return {
        "type": "object",
        "description": description,
        "properties": properties,
        "required": list(properties),
    }


def _rows(description: str, /, **properties: dict[str, Any]) -> dict[str, Any]:
    """A file that holds a list of rows."""
    return _object(
        description,
        license=_ref("License"),
        total=_NUMBER,
        items=_list_of(_object("A row.", **properties)),
    )


_LINK: dict[str, Any] = {
    "collection": _TEXT,
    "id": _TEXT,
    "title": _TEXT,
    "url": _ADDRESS,
    "api": _ADDRESS,
}
_LASTING: dict[str, Any] = {
    "permanent_id": {"type": "string", "description": "Stays the same when the entry moves."},
    "permalink": _ADDRESS,
}
_SUMMARY: dict[str, Any] = {
    **_LINK,
    **_LASTING,
    "summary": _TEXT,
    "status": {"type": "string", "x-vocabulary": "status"},
    "owner": _or_null(_ref("Owner")),
    "updated": _or_null(_DAY),
}
_DOCUMENT: dict[str, Any] = {
    "language": _TEXT,
    "markdown": {**_ADDRESS, "description": "The page as Markdown."},
    "license": _ref("License"),
    "added": _or_null(_DAY),
    "review_due": {
        **_or_null(_DAY),
        "description": "The day by which the owner reads the entry again.",
    },
    "other_names": _list_of(_TEXT),
    "fields": {},
    "text": {"type": "string", "description": "The entry's text without its marks."},
    "headings": _list_of(_ref("Heading")),
    "sources": _list_of(_ref("CitedSource")),
    "links": _list_of(_ref("Relation")),
    "linked_from": _list_of(_ref("Relation")),
    "taught_in": _list_of(_object("A chapter of a playbook.", title=_TEXT, url=_ADDRESS)),
    "translations": _list_of(
        _object(
            "The entry in another language.",
            language=_TEXT,
            title=_TEXT,
            summary=_TEXT,
            url=_ADDRESS,
        )
    ),
}
_SUMMARY_SCHEMA = _object("A line of a list.", **_SUMMARY)
_NAMED: dict[str, Any] = {"name": _TEXT, "title": _TEXT, "url": _ADDRESS}
_ENTRY_OR_NULL = _or_null(_ref("Link"))
_SHARED: dict[str, dict[str, Any]] = {
    "License": _object("What you may do with it.", name=_TEXT, url=_ADDRESS),
    "Link": _object("The way to an entry.", **_LINK),
    "Relation": _object(
        "A link between two entries: by which field, with which words, and the entry at the other"
        " end.",
        field=_TEXT,
        words=_TEXT,
        entry=_ref("Link"),
    ),
    "Owner": _object("Who answers for the entry.", id=_TEXT, label=_TEXT, url=_ADDRESS),
    "Heading": _object(
        "A heading of the entry's text.",
        title=_TEXT,
        level=_NUMBER,
        url=_ADDRESS,
        permanent_id=_TEXT,
    ),
    "CitedSource": _object(
        "Where a fact was read.",
        key=_TEXT,
        title=_TEXT,
        url=_or_null(_ADDRESS),
        publisher=_or_null(_TEXT),
        locator=_or_null(_TEXT),
        accessed=_or_null(_DAY),
        resource=_ENTRY_OR_NULL,
    ),
    "Summary": _SUMMARY_SCHEMA,
    "Index": _object(
        "Where a client begins.",
        version={"const": "1"},
        title=_TEXT,
        description=_TEXT,
        url=_ADDRESS,
        documentation=_ADDRESS,
        openapi=_ADDRESS,
        llms=_ADDRESS,
        license=_ref("License"),
        updated=_or_null(_DAY),
        views=_list_of(_object("A view.", **_NAMED)),
        collections=_list_of(
            _object(
                "A collection.", **_NAMED, total=_NUMBER, page=_ADDRESS, csv=_ADDRESS, feed=_ADDRESS
            )
        ),
    ),
    "List": _object(
        "A page of a collection's list. Archived entries are left out.",
        collection=_TEXT,
        title=_TEXT,
        license=_ref("License"),
        total=_NUMBER,
        page=_NUMBER,
        pages=_NUMBER,
        previous=_or_null(_ADDRESS),
        next=_or_null(_ADDRESS),
        items=_list_of(_ref("Summary")),
    ),
    "Vocabularies": _object(
        "Every closed list.",
        license=_ref("License"),
        vocabularies=_list_of(
            _object(
                "A closed list.",
                name=_TEXT,
                values=_list_of(
                    _object(
                        "A value.",
                        id=_TEXT,
                        label=_TEXT,
                        definition=_or_null(_TEXT),
                        is_deprecated=_TRUE_OR_FALSE,
                        replaced_by=_or_null(_TEXT),
                    )
                ),
            )
        ),
    ),
    "Figures": _rows(
        "Every figure.",
        entry=_ref("Link"),
        key=_TEXT,
        text=_TEXT,
        value={"type": "number"},
        unit={"type": "string", "x-vocabulary": "unit"},
        as_of=_TEXT,
        source=_TEXT,
        measure=_ENTRY_OR_NULL,
        agency=_ENTRY_OR_NULL,
        owner=_or_null(_TEXT),
    ),
    "Results": _rows(
        "Every result.",
        case_study=_ref("Link"),
        evidence={"type": "string", "x-vocabulary": "evidence"},
        label=_TEXT,
        measure=_ENTRY_OR_NULL,
        before=_or_null(_TEXT),
        after=_TEXT,
        period=_or_null(_TEXT),
        source=_TEXT,
        owner=_or_null(_TEXT),
    ),
    "Matrix": _rows(
        "The cells of the matrix that are not empty.",
        practice=_ref("Link"),
        life_experience=_ref("Link"),
        how=_TEXT,
        case_studies=_list_of(_ref("Link")),
    ),
    "Timeline": _rows(
        "What happened, newest first.",
        date=_TEXT,
        title=_TEXT,
        url=_ADDRESS,
        kind=_TEXT,
        agencies=_list_of(_ref("Link")),
    ),
    "Glossary": _rows(
        "Every term.",
        **_LINK,
        **_LASTING,
        short=_or_null(_TEXT),
        definition=_TEXT,
        other_names=_list_of(_TEXT),
        plain_alternative=_or_null(_TEXT),
        use=_or_null(_TEXT),
        see=_list_of(_ref("Link")),
        not_to_confuse=_list_of(_ref("Link")),
    ),
    "Changes": _rows(
        "What was added and changed.",
        on=_DAY,
        entry=_ref("Link"),
        kind={"enum": ["added", "changed"]},
        note=_TEXT,
    ),
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
