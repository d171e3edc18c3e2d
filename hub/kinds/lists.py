"""Which closed lists the fields of all kinds take their words from."""

from __future__ import annotations

from functools import cache
from typing import get_args

from pydantic import BaseModel

from hub.kinds.catalog import KIND_BY_COLLECTION
from hub.kinds.fields import OneOf
from hub.kinds.translations import Translation


@cache
def list_names() -> frozenset[str]:
    """The names of the lists that fields of any kind ask for."""
    waiting: list[object] = [*KIND_BY_COLLECTION.values(), Translation]
    seen: set[int] = set()
    names = set()
    while waiting:
        part = waiting.pop()
        if isinstance(part, OneOf):
            names.add(part.vocabulary)
        elif isinstance(part, type) and issubclass(part, BaseModel):
            if id(part) not in seen:
                seen.add(id(part))
                waiting += [
                    piece
                    for field in part.model_fields.values()
                    for piece in (field.annotation, *field.metadata)
                ]
        else:
            waiting += get_args(part)
    return frozenset(names)
