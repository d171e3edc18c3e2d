"""Which addresses may stand in a page: https, http, mailto, tel, or a place on this site."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from hub.prose.hosts import host_fault, mailbox_fault, telephone_fault

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_ALLOWED = frozenset({"https", "http", "mailto", "tel"})
# ?a=1&copy=3 holds none
_ENTITY = re.compile(r"&(?:#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6});?|[A-Za-z][A-Za-z0-9]{1,31};)")
# no letter, or a control: but a tab and line ends, which a mail or a search may hold
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})|%(?:0(?![9AaDd])|1|7[Ff])")
_STRIPPED = re.compile(r"[\t\n\r\x00-\x20]+")


@dataclass(frozen=True)
class Verdict:
    """What an address is: `kind` is outside, inside (relative, or an anchor) or unsafe; `why` says
    so in words.
    """

    kind: str
    address: str
    why: str = ""

    @property
    def is_insecure(self) -> bool:
        """True for plain http."""
        return self.kind == "outside" and self.address.startswith("http:")

    @property
    def is_web(self) -> bool:
        """True for the address of a page on the web: neither mail nor a telephone."""
        return self.kind == "outside" and self.address.startswith(("https:", "http:"))


def is_outside(address: str) -> bool:
    """True for an address, judged before, that leads off the site: to the web, to a mailbox, to a
    telephone.
    """
    return address.startswith(tuple(f"{scheme}:" for scheme in sorted(_ALLOWED)))


def judge(typed: str) -> Verdict:
    """Judge an address the way a browser reads it: entities decoded, tabs and line ends dropped."""
    address = _ENTITY.sub(lambda found: html.unescape(found.group()), typed).strip(
        "".join(map(chr, range(33)))
    )
    address = re.sub(r"[\t\n\r]", "", address)
    if "\\" in address:
        return Verdict(
            "unsafe",
            address,
            "A browser reads \\ as /, so this address goes elsewhere than it seems.",
        )
    if _BAD_ESCAPE.search(address):
        return Verdict(
            "unsafe",
            address,
            "Behind the % of an address stand two of 0-9 and A-F that stand for a letter, and here"
            " they do not. A % itself is written %25.",
        )
    if address.startswith("//"):
        return Verdict("unsafe", address, "An address that starts with // leads to another site.")
    found = _SCHEME.match(_STRIPPED.sub("", address))
    if not found:
        return Verdict("inside", address)
    scheme = found.group()[:-1].lower()
    if scheme not in _ALLOWED:
        return Verdict("unsafe", address, f"Addresses of the kind {scheme}: are not allowed.")
    if address[: len(scheme)].lower() != scheme:
        return Verdict("unsafe", address, "There is a space within the first word of this address.")
    address = scheme + address[len(scheme) :]  # whoever asks later may look for small letters
    if scheme in ("mailto", "tel"):
        why = mailbox_fault(address) if scheme == "mailto" else telephone_fault(address)
        return Verdict("unsafe" if why else "outside", address, why)
    if not re.match(r"https?://[^/]", address, re.IGNORECASE):
        return Verdict("unsafe", address, f"An address starts with {scheme}:// and a host.")
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        return Verdict("unsafe", address, "The host of this address cannot be read.")
    if port == 0:
        return Verdict("unsafe", address, "No site answers at the port 0.")
    if not host:
        return Verdict("unsafe", address, "The host of this address cannot be read.")
    if "@" in parts.netloc:
        return Verdict(
            "unsafe", address, "The part before @ hides which site this address leads to."
        )
    why = host_fault(host)
    return Verdict("unsafe" if why else "outside", address, why)
