"""Links whose words name another site than the one they lead to."""

from __future__ import annotations

import re


def is_other_site(words: str, address: str) -> bool:
    """True when the words of a link are themselves a web address, of another host."""
    found = re.fullmatch(r"\s*(?:https?://)?([\w-]+(?:\.[\w-]+)*\.[a-z]{2,})(/\S*)?\s*", words.lower())
    if not found or not address.lower().startswith("http"):
        return False
    host = re.sub(r"^https?://", "", address.lower()).split("/")[0].split(":")[0]
    return found.group(1).removeprefix("www.") != host.removeprefix("www.")
