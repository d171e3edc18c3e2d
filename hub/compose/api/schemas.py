"""The shape of what the interface for programs gives, as JSON Schema."""

from __future__ import annotations

from typing import Any

from hub.compose.api.schemaparts import (
    ADDRESS,
    DAY,
    NUMBER,
    SCHEMAS,
    TEXT,
    TRUE_OR_FALSE,
    list_of,
    object_of,
    or_null,
    schema_ref,
)
from hub.kinds.catalog import KIND_BY_COLLECTION


def schemas() -> dict[str, dict[str, Any]]:
    """The schema of everything that a file of the API holds, by name."""
    found: dict[str, dict[str, Any]] = dict(_SHARED)
    for collection, kind in KIND_BY_COLLECTION.items():
        made = kind.model_json_schema(ref_template=SCHEMAS + "{model}")
        found |= {name: _open(schema) for name, schema in made.pop("$defs", {}).items()}
        found[kind.__name__] = _open(made)
        document = object_of(
            "One entry with everything the hub knows of it.", **_SUMMARY, **_DOCUMENT
        )
        document["properties"]["fields"] = schema_ref(kind.__name__)
        found[document_name(collection)] = document
    return found


def document_name(collection: str) -> str:
    """What the document of a collection is called."""
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


def _rows(description: str, /, **properties: dict[str, Any]) -> dict[str, Any]:
    """A file that holds a list of rows."""
    return object_of(
        description,
        license=schema_ref("License"),
        total=NUMBER,
        items=list_of(object_of("A row.", **properties)),
    )


_LINK: dict[str, Any] = {
    "collection": TEXT,
    "id": TEXT,
    "title": TEXT,
    "url": ADDRESS,
    "api": ADDRESS,
}
_LASTING: dict[str, Any] = {
    "permanent_id": {"type": "string", "description": "Stays the same when the entry moves."},
    "permalink": ADDRESS,
}
_SUMMARY: dict[str, Any] = {
    **_LINK,
    **_LASTING,
    "summary": TEXT,
    "status": {"type": "string", "x-vocabulary": "status"},
    "owner": or_null(schema_ref("Owner")),
    "updated": or_null(DAY),
}
_DOCUMENT: dict[str, Any] = {
    "language": TEXT,
    "markdown": {**ADDRESS, "description": "The page as Markdown."},
    "license": schema_ref("License"),
    "added": or_null(DAY),
    "review_due": {
        **or_null(DAY),
        "description": "The day by which the owner reads the entry again.",
    },
    "other_names": list_of(TEXT),
    "fields": {},
    "text": {"type": "string", "description": "The entry's text without its marks."},
    "headings": list_of(schema_ref("Heading")),
    "sources": list_of(schema_ref("CitedSource")),
    "links": list_of(schema_ref("Relation")),
    "linked_from": list_of(schema_ref("Relation")),
    "taught_in": list_of(object_of("A chapter of a playbook.", title=TEXT, url=ADDRESS)),
    "translations": list_of(
        object_of(
            "The entry in another language.",
            language=TEXT,
            title=TEXT,
            summary=TEXT,
            url=ADDRESS,
        )
    ),
}
_SUMMARY_SCHEMA = object_of("A line of a list.", **_SUMMARY)
_NAMED: dict[str, Any] = {"name": TEXT, "title": TEXT, "url": ADDRESS}
_ENTRY_OR_NULL = or_null(schema_ref("Link"))
_SHARED: dict[str, dict[str, Any]] = {
    "License": object_of("What you may do with it.", name=TEXT, url=ADDRESS),
    "Link": object_of("The way to an entry.", **_LINK),
    "Relation": object_of(
        "A link between two entries: by which field, with which words, and the entry at the other"
        " end.",
        field=TEXT,
        words=TEXT,
        entry=schema_ref("Link"),
    ),
    "Owner": object_of("Who answers for the entry.", id=TEXT, label=TEXT, url=ADDRESS),
    "Heading": object_of(
        "A heading of the entry's text.",
        title=TEXT,
        level=NUMBER,
        url=ADDRESS,
        permanent_id=TEXT,
    ),
    "CitedSource": object_of(
        "Where a fact was read.",
        key=TEXT,
        title=TEXT,
        url=or_null(ADDRESS),
        publisher=or_null(TEXT),
        locator=or_null(TEXT),
        accessed=or_null(DAY),
        resource=_ENTRY_OR_NULL,
    ),
    "Summary": _SUMMARY_SCHEMA,
    "Index": object_of(
        "Where a client begins.",
        version={"const": "1"},
        title=TEXT,
        description=TEXT,
        url=ADDRESS,
        documentation=ADDRESS,
        openapi=ADDRESS,
        llms=ADDRESS,
        license=schema_ref("License"),
        updated=or_null(DAY),
        views=list_of(object_of("A view.", **_NAMED)),
        collections=list_of(
            object_of(
                "A collection.", **_NAMED, total=NUMBER, page=ADDRESS, csv=ADDRESS, feed=ADDRESS
            )
        ),
    ),
    "List": object_of(
        "A page of a collection's list. Archived entries are left out.",
        collection=TEXT,
        title=TEXT,
        license=schema_ref("License"),
        total=NUMBER,
        page=NUMBER,
        pages=NUMBER,
        previous=or_null(ADDRESS),
        next=or_null(ADDRESS),
        items=list_of(schema_ref("Summary")),
    ),
    "Vocabularies": object_of(
        "Every closed list.",
        license=schema_ref("License"),
        vocabularies=list_of(
            object_of(
                "A closed list.",
                name=TEXT,
                values=list_of(
                    object_of(
                        "A value.",
                        id=TEXT,
                        label=TEXT,
                        definition=or_null(TEXT),
                        is_deprecated=TRUE_OR_FALSE,
                        replaced_by=or_null(TEXT),
                    )
                ),
            )
        ),
    ),
    "Figures": _rows(
        "Every figure.",
        entry=schema_ref("Link"),
        key=TEXT,
        text=TEXT,
        value={"type": "number"},
        unit={"type": "string", "x-vocabulary": "unit"},
        as_of=TEXT,
        source=TEXT,
        measure=_ENTRY_OR_NULL,
        agency=_ENTRY_OR_NULL,
        owner=or_null(TEXT),
    ),
    "Results": _rows(
        "Every result.",
        case_study=schema_ref("Link"),
        evidence={"type": "string", "x-vocabulary": "evidence"},
        label=TEXT,
        measure=_ENTRY_OR_NULL,
        before=or_null(TEXT),
        after=TEXT,
        period=or_null(TEXT),
        source=TEXT,
        owner=or_null(TEXT),
    ),
    "Matrix": _rows(
        "The cells of the matrix that are not empty.",
        practice=schema_ref("Link"),
        life_experience=schema_ref("Link"),
        how=TEXT,
        case_studies=list_of(schema_ref("Link")),
    ),
    "Timeline": _rows(
        "What happened, newest first.",
        date=TEXT,
        title=TEXT,
        url=ADDRESS,
        kind=TEXT,
        agencies=list_of(schema_ref("Link")),
    ),
    "Glossary": _rows(
        "Every term.",
        **_LINK,
        **_LASTING,
        short=or_null(TEXT),
        definition=TEXT,
        other_names=list_of(TEXT),
        plain_alternative=or_null(TEXT),
        use=or_null(TEXT),
        see=list_of(schema_ref("Link")),
        not_to_confuse=list_of(schema_ref("Link")),
    ),
    "Changes": _rows(
        "What was added and changed.",
        on=DAY,
        entry=schema_ref("Link"),
        kind={"enum": ["added", "changed"]},
        note=TEXT,
    ),
}
