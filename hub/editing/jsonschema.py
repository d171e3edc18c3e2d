"""JSON Schema for each collection, made from the same models that check the entries, and the
setting by which an editor finds the schema of a file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hub.kinds.catalog import KIND_BY_COLLECTION
from hub.kinds.shared import VocabularyTerm

SCHEMA_FOLDER = Path(".vscode/schemas")
SETTINGS = Path(".vscode/settings.json")


def json_schema(
    collection: str, vocabulary: Mapping[str, Mapping[str, VocabularyTerm]]
) -> dict[str, Any]:
    """The schema of a collection's fields; closed lists are spelled out as they stand in
    content/vocabulary.
    """
    kind = KIND_BY_COLLECTION[collection]
    schema = _spelled_out(kind.model_json_schema(), vocabulary)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = kind.singular.capitalize()
    return dict(schema)


def schema_files(vocabulary: Mapping[str, Mapping[str, VocabularyTerm]]) -> dict[Path, str]:
    """The text of every schema file, by its path below the project."""
    return {
        SCHEMA_FOLDER / f"{collection}.json": json.dumps(
            json_schema(collection, vocabulary), indent=1, sort_keys=True, ensure_ascii=False
        )
        + "\n"
        for collection in KIND_BY_COLLECTION
    }


def editor_settings(file: Path) -> str:
    """The text of .vscode/settings.json with the schema of each collection, and all else as it is
    in the file.
    """
    settings = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    settings["yaml.schemas"] = {
        f"./{SCHEMA_FOLDER.as_posix()}/{collection}.json": f"content/{collection}/*.yml"
        for collection in KIND_BY_COLLECTION
    }
    return json.dumps(settings, indent=2, ensure_ascii=False) + "\n"


def _spelled_out(value: Any, vocabulary: Mapping[str, Mapping[str, VocabularyTerm]]) -> Any:
    """Closed lists in place of their names; no null, because an empty field is left out."""
    if isinstance(value, list):
        return [_spelled_out(item, vocabulary) for item in value]
    if not isinstance(value, dict):
        return value
    options = value.get("anyOf")
    if isinstance(options, list):
        kept = [option for option in options if option != {"type": "null"}]
        if len(kept) == 1:
            value = {
                **{key: item for key, item in value.items() if key not in ("anyOf", "default")},
                **kept[0],
            }
    if "x-vocabulary" in value:
        words = vocabulary.get(value["x-vocabulary"], {})
        return {
            "type": "string",
            "enum": list(words),
            **({"description": value["description"]} if "description" in value else {}),
        }
    return {key: _spelled_out(item, vocabulary) for key, item in value.items()}
