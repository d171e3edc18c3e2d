"""Reading JSON that lies on a disk, where anybody may have changed it."""

from __future__ import annotations

import json
from typing import Any


def read_json(data: bytes) -> Any:
    """What the bytes of a JSON file hold. ValueError for all that is none: half a file, another
    encoding, a key that stands twice, numbers without a value, more brackets than Python can
    follow, or a number of more digits than it reads.
    """
    try:
        return json.loads(data.decode("utf-8"), object_pairs_hook=_once, parse_constant=_not_json)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice")
    return found


def _not_json(word: str) -> None:
    raise ValueError(word)
