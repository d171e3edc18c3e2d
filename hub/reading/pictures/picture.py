"""A picture that was looked at and may be published."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Picture:
    """A checked image of `content/images/`: its name below that folder, its bytes and its size in
    pixels.
    """

    name: str
    path: str
    data: bytes = field(repr=False)
    width: int = 0
    height: int = 0
