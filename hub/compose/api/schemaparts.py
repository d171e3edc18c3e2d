"""The smallest parts of a JSON Schema."""

from __future__ import annotations

from typing import Any

TEXT: dict[str, Any] = {"type": "string"}
DAY: dict[str, Any] = {"type": "string", "format": "date"}
ADDRESS: dict[str, Any] = {"type": "string", "format": "uri"}
NUMBER: dict[str, Any] = {"type": "integer", "minimum": 0}
TRUE_OR_FALSE: dict[str, Any] = {"type": "boolean"}
SCHEMAS = "#/components/schemas/"


def schema_ref(name: str) -> dict[str, Any]:
    """The schema of this name, which stands among the others."""
    return {"$ref": SCHEMAS + name}


def list_of(item: dict[str, Any]) -> dict[str, Any]:
    """A list of such values."""
    return {"type": "array", "items": item}


def or_null(schema: dict[str, Any]) -> dict[str, Any]:
    """Such a value, or null."""
    return (
        {**schema, "type": [schema["type"], "null"]}
        if "type" in schema
        else {"anyOf": [schema, {"type": "null"}]}
    )


def object_of(description: str, /, **properties: dict[str, Any]) -> dict[str, Any]:
    """A group in which every property is always there."""
    return {
        "type": "object",
        "description": description,
        "properties": properties,
        "required": list(properties),
    }
