"""What an edition of the playbook is called: one rule for the field in the playbook, for the
command that freezes one, and for the folder it lies in.
"""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema

from hub.kinds.fields import Line, text_of, wrong
from hub.problems import quoted

_NAME = re.compile(r"[0-9]{4}\.[0-9]{1,3}")
_LIKE_ONE = re.compile(r"\D*([0-9]{4})(?:\s*[./_-]\s*([0-9]{1,3}))?(?![0-9])")
EXAMPLE = "2026.1"


def is_edition(name: str) -> bool:
    """True for the year, a dot and a number."""
    return _NAME.fullmatch(name) is not None


def edition_meant(name: str) -> str:
    """`2024.1` for `Edition 2024-1` and for `2024`; an example for what holds no year."""
    found = _LIKE_ONE.match(name[:80])
    return (
        f"{found[1]}.{found[2] or 1}"
        if found and found[1].isascii() and (found[2] or "1").isascii()
        else EXAMPLE
    )


def _edition(value: object) -> str:
    text = text_of(value).strip()
    if text and not is_edition(text):
        words = (
            f"{quoted(text)} is no name for an edition, whose files lie in a folder of that name:"
            " it is the year, a dot, and a number."
        )
        raise wrong("bad-edition", words, ("Write", f'edition: "{edition_meant(text)}"'))
    return text


EditionName = Annotated[
    str,
    Line(20),
    BeforeValidator(_edition),
    WithJsonSchema({"type": "string", "pattern": f"^{_NAME.pattern}$"}),
]
