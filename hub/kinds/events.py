"""Where an event takes place and on which days, for what machines read: no more than its page
says.
"""

from __future__ import annotations

import re
from datetime import date

from hub.kinds.days import PartDate, span

# What people write into a field that they have nothing to say in. Readers understand it; a map, a
# calendar and a search engine take it for a town.
_NO_PLACE = re.compile(
    r"(?:(?:not|none|never|nothing) (?:yet"
    r" )?(?:recorded|known|stated|given|available|applicable|decided|announced|set|found|said)|not"
    r" in (?:our|the) sources?|unknown|unrecorded|undecided"
    r"|unspecified|tb[acd]|to be (?:announced|confirmed|decided|determined)|pending|n/?a|n\."
    r" ?a|none|no place|nowhere|\W*)",
    re.IGNORECASE,
)
_ONLINE = (
    r"(?:online|virtual(?:ly)?(?: (?:event|meeting))?|webinar|video"
    r" call|remote(?:ly)?|zoom|(?:microsoft )?teams|webex)"
)
_ONLY_ONLINE = re.compile(rf"(?:(?:fully|entirely|only) )?{_ONLINE}(?: only)?", re.IGNORECASE)
_PARTLY_ONLINE = re.compile(rf"\b(?:{_ONLINE}|hybrid)\b", re.IGNORECASE)


def is_no_place(where: str) -> bool:
    """Whether the words say that there is no place to tell, such as "Not recorded" or "TBD"."""
    return _NO_PLACE.fullmatch(where.strip().rstrip(". ")) is not None


def place_of(where: str | None) -> str:
    """The place as the page has it, or "" where it names none."""
    return "" if where is None or is_no_place(where) else where


def location(where: str | None, join_url: str | None) -> object:
    """Where an event is as schema.org has it: a place, a way to join, or both. None where the page
    says neither.

    Words of both kinds, such as "Online and in Room 5", stay words: no type of schema.org would be
    true of them.
    """
    place = place_of(where)
    is_online = _ONLY_ONLINE.fullmatch(place.strip(" .")) is not None
    found: list[object] = []
    if place and not is_online:
        found.append(place if _PARTLY_ONLINE.search(place) else {"@type": "Place", "name": place})
    if join_url or is_online:
        found.append(
            {
                "@type": "VirtualLocation",
                **({"name": place} if is_online else {}),
                **({"url": join_url} if join_url else {}),
            }
        )
    return found[0] if len(found) == 1 else found or None


def written_date(when: PartDate | None) -> str:
    """The date as ISO 8601 writes it, to the day, month or year that the page says. A fiscal year
    has no form there, and gives "".
    """
    return "" if when is None or when.typed.startswith("FY") else when.typed


def day_of(when: PartDate | None) -> date | None:
    """The day, where it is known to the day."""
    return (
        span(when)[0] if when is not None and re.fullmatch(r"\d{4}-\d\d-\d\d", when.typed) else None
    )
