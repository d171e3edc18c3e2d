"""Whether a value is as a JSON Schema says. It knows the words that our schemas use, and refuses a
schema that uses another: nothing passes unread."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

SILENT = frozenset({"title", "description", "x-vocabulary", "x-entry"})
KNOWN = SILENT | frozenset(
    "type properties required items enum const $ref anyOf pattern format minLength maxLength"
    " minItems maxItems minimum maximum additionalProperties propertyNames".split()
)
TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}


def wrong(
    value: Any, schema: Mapping[str, Any], shared: Mapping[str, Any], at: str = ""
) -> Iterator[str]:
    """What is wrong with a value, each with the way to it. A property that the schema does not name
    is wrong, too: a reader could not know of it."""
    unknown = set(schema) - KNOWN
    assert not unknown, f"the check does not know {sorted(unknown)} at {at}"
    if "$ref" in schema:
        yield from wrong(
            value, shared[schema["$ref"].removeprefix("#/components/schemas/")], shared, at
        )
    if "anyOf" in schema and all(
        list(wrong(value, option, shared, at)) for option in schema["anyOf"]
    ):
        yield f"{at}: fits none of {len(schema['anyOf'])} schemas"
    types = schema.get("type", [])
    types = [types] if isinstance(types, str) else types
    if types and not any(_is(value, name) for name in types):
        yield f"{at}: {type(value).__name__} in place of {types}"
        return
    if ("const" in schema and value != schema["const"]) or (
        "enum" in schema and value not in schema["enum"]
    ):
        yield f"{at}: {value!r} is not allowed"
    if isinstance(value, str):
        yield from _wrong_text(value, schema, at)
    elif isinstance(value, dict):
        yield from _wrong_group(value, schema, shared, at)
    elif isinstance(value, list):
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
            yield f"{at}: {len(value)} items"
        for number, item in enumerate(value):
            yield from wrong(item, schema.get("items", {}), shared, f"{at}[{number}]")
    elif (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and not schema.get("minimum", value) <= value <= schema.get("maximum", value)
    ):
        yield f"{at}: {value} is too small or too large"


def _is(value: Any, name: str) -> bool:
    if isinstance(value, bool):
        return name == "boolean"
    return isinstance(value, TYPES[name]) or (
        name == "integer" and isinstance(value, float) and value.is_integer()
    )


def _wrong_text(value: str, schema: Mapping[str, Any], at: str) -> Iterator[str]:
    if not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value)):
        yield f"{at}: {len(value)} characters"
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{at}: {value!r} does not match {schema['pattern']}"
    form = schema.get("format", "")
    if form == "date":
        date.fromisoformat(value)
    elif form == "uri":
        parts = urlsplit(value)
        if parts.scheme not in ("https", "http") or not parts.netloc:
            yield f"{at}: {value!r} is no whole address"
    elif form == "email":
        if not re.fullmatch(r"[^@\s]+@[^@\s]+", value):
            yield f"{at}: {value!r} is no e-mail address"
    else:
        assert not form, f"the check does not know the format {form}"


def _wrong_group(
    value: dict[str, Any], schema: Mapping[str, Any], shared: Mapping[str, Any], at: str
) -> Iterator[str]:
    named = schema.get("properties", {})
    others = schema.get("additionalProperties")
    for name in schema.get("required", ()):
        if name not in value:
            yield f"{at}.{name}: missing"
    for name, item in value.items():
        if name in named:
            yield from wrong(item, named[name], shared, f"{at}.{name}")
        elif isinstance(others, dict):
            yield from wrong(item, others, shared, f"{at}.{name}")
        elif named:
            yield f"{at}.{name}: not described"
