"""What editors tell the search: words that mean the same, and queries with the pages they should
find.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from hub.kinds.fields import Line, Short, Unique, WholeNumber
from hub.kinds.idfields import Slug
from hub.kinds.shared import Part


class SameWords(Part):
    """Words that mean the same to a reader."""

    words: Annotated[tuple[Short, ...], Unique, Field(min_length=2, max_length=12)]


class JudgedQuery(Part):
    """A query, and how well pages answer it: 3 answers it, 2 is clearly useful, 1 touches it."""

    id: Slug
    query: Annotated[str, Line(200)]
    category: Short
    relevant: Annotated[dict[str, Annotated[int, WholeNumber(1, 3)]], Field(min_length=1)]
