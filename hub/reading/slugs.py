"""The one rule for every key and id that somebody types: it can be an address, a file name on every
system, an id on a page and a member of JSON.
"""

from __future__ import annotations

import re

from hub.limits import MAX_SLUG

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
)
# what every object of a script has, written as a key would be; all others have a capital or an
# underscore
MEMBERS = frozenset({"constructor"})


def is_slug(text: str) -> bool:
    """True for small letters, digits and single hyphens, not too long, and no word that programs
    keep for themselves.
    """
    return (
        SLUG.fullmatch(text) is not None
        and len(text) <= MAX_SLUG
        and text not in DEVICES
        and text not in MEMBERS
    )


def why_no_slug(text: str) -> str:
    """Why a text of the right form is not taken all the same, or ""."""
    if text.lower() in DEVICES:
        return "is a device name on Windows, where the project could not be copied"
    return "is a word that programs keep for themselves" if text in MEMBERS else ""
