"""The rows of a view with the names of entries led to the entries: for the API as links, for tables
as titles and addresses.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hub.compose.api.places import Places

# What a key of a row names: the collection, or "" where the value is a whole name such as
# practices/map-the-journey.
_COLLECTION_BY_KEY = {
    "practice": "practices",
    "case_study": "case-studies",
    "case_studies": "case-studies",
    "life_experience": "life-experiences",
    "measure": "measures",
    "agency": "agencies",
    "agencies": "agencies",
    "policy": "resources",
    "entry": "",
    "rests_on_it": "",
}

Row = Mapping[str, Any]


def linked(row: Row, places: Places) -> dict[str, Any]:
    """The row with links in place of names, and with a whole address where it has one below the
    root.
    """
    told: dict[str, Any] = {}
    for key, value in row.items():
        if key == "address":
            told["url"] = places.whole(str(value))
        elif key not in _COLLECTION_BY_KEY:
            told[key] = value
        elif isinstance(value, list):
            told[key] = places.links(value, _COLLECTION_BY_KEY[key])
        else:
            told[key] = (
                next(iter(places.links([value], _COLLECTION_BY_KEY[key])), None) if value else None
            )
    return told


def flat(row: Row, places: Places) -> dict[str, Any]:
    """The row for a table: each name followed by the title and the address that it stands for,
    lists in one cell.
    """
    told: dict[str, Any] = {}
    for key, value in row.items():
        if key == "address":
            told["url"] = places.whole(str(value))
            continue
        told[key] = value
        if key in _COLLECTION_BY_KEY and not isinstance(value, list):
            found = places.links([value], _COLLECTION_BY_KEY[key]) if value else []
            told[f"{key}_title"] = found[0]["title"] if found else ""
            told[f"{key}_url"] = found[0]["url"] if found else ""
    return told
