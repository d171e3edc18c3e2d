"""The address of the site, checked once where it comes in: from HUB_SITE_URL, or from `site_url` in
mkdocs.yml.
"""

from __future__ import annotations

import os
import re
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

from hub.problems import HubError, quoted

VARIABLE = "HUB_SITE_URL"
# every address of a page begins with it, and links to the forms of other sites carry it
LONGEST = 300
EXAMPLE = "https://example.org/"
_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})*\.?")
_PATH = re.compile(r"/(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})+")
# RFC 2606: hosts below these are nobody's on the Internet
_NOBODYS = frozenset({"example", "test", "invalid", "localhost"})
_STANDARD_PORT = {"https": 443, "http": 80}


def check_variable() -> None:
    """Look at HUB_SITE_URL before anything else is done. An empty one, which a machine passes on
    for one that is not set, is taken out.
    """
    typed = os.environ.get(VARIABLE)
    if typed is None:
        return
    if not typed.strip():
        del os.environ[VARIABLE]
        return
    os.environ[VARIABLE] = site_address(typed)


def site_address(typed: str) -> str:
    """The address in its one form, with a slash at the end. HubError where it is none that pages
    could stand below.
    """
    text = typed.strip()
    source = VARIABLE if typed == os.environ.get(VARIABLE) else "site_url in mkdocs.yml"
    wrong, meant = _wrong_with(text)
    if not wrong:
        return meant
    words = (
        f"The address of the site, {quoted(text, most=80)}, {wrong}"
        if text
        else f"The address of the site {wrong}"
    )
    fix = (
        f"Write {meant} into {source}."
        if meant
        else (
            f"Write the whole address into {VARIABLE}, or into site_url in mkdocs.yml, for example"
            f" {EXAMPLE}"
        )
    )
    raise HubError("bad-site-url", words, exit_code=2 if source == VARIABLE else 3, fix=fix)


def is_nobodys(address: str) -> bool:
    """Whether the host of an address is a stand-in, which nobody can open: what is printed would
    lead nowhere for good.
    """
    try:
        host = (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:  # of a site that somebody else made
        return False
    number = _number(host)
    return (
        number.is_loopback or number.is_unspecified
        if number
        else host.rpartition(".")[2] in _NOBODYS
    )


def mind(address: str) -> str:
    """What is said where something leaves the machine with a stand-in for its address; "" where all
    is well.
    """
    if not is_nobodys(address):
        return ""
    host = urlsplit(address).netloc
    return (
        f"Mind: links and QR codes lead to {host}, which nobody can open. Set {VARIABLE} to the"
        f" address of the site, for example {VARIABLE}={EXAMPLE}cx/"
    )


def _wrong_with(text: str) -> tuple[str, str]:
    """What is wrong with an address, or ""; and the address as it should be, as far as one can be
    made of it.
    """
    if not text:
        return "is empty.", ""
    if len(text) > LONGEST:
        return f"has {len(text):,} characters; the most is {LONGEST}.", ""
    if re.search(r"[\s\x00-\x1f\x7f\\]", text) or not text.isprintable():
        return "holds a space, a backslash, or a sign that cannot be seen.", _repaired(
            _without_odd(text)
        )
    try:
        parts = urlsplit(text)
        host, port = (parts.hostname or ""), parts.port
    except ValueError:
        return "has no host that can be read.", ""
    scheme = parts.scheme.lower()
    if scheme not in _STANDARD_PORT or not parts.netloc:
        known = scheme in _STANDARD_PORT or "://" not in text
        return "does not begin with https://.", _repaired(text) if known else ""
    if "@" in parts.netloc:
        return "holds a user's name.", _repaired(
            text.replace(parts.netloc, parts.netloc.rpartition("@")[2], 1)
        )
    if "?" in text or "#" in text:
        return "holds a ? or a #, and addresses of pages are put behind it.", _repaired(
            re.split(r"[?#]", text)[0]
        )
    plain = _plain_host(host)
    if plain is None:
        return "has no host that can be read.", ""
    path, end = parts.path.rstrip("/"), parts.path.rstrip("/").rpartition("/")[2]
    if re.fullmatch(r"index\.html?", end, re.IGNORECASE):
        return "names a page, and it is the folder that pages stand in.", _repaired(
            f"{scheme}://{parts.netloc}{path.removesuffix(end)}"
        )
    steps = path.split("/")[1:]
    if path and (not re.fullmatch(f"(?:{_PATH.pattern})+", path) or {".", ".."} & set(steps)):
        sound = [step for step in steps if _PATH.fullmatch(f"/{step}") and step not in (".", "..")]
        return "holds what no address of a folder holds.", _repaired(
            f"{scheme}://{parts.netloc}/{'/'.join(sound)}"
        )
    shown = "" if port in (None, _STANDARD_PORT[scheme]) else f":{port}"
    return "", f"{scheme}://{plain}{shown}{path}/"


def _without_odd(text: str) -> str:
    """The address without signs that cannot be seen, and with %20 for a space in its path; "" where
    a space stands in the host.
    """
    seen = "".join(letter for letter in text.replace("\\", "/") if letter.isprintable())
    path = re.search(r"(?<![:/])/(?!/)", seen)
    host = seen[: path.start()] if path else seen
    return "" if " " in host else host + seen[len(host) :].replace(" ", "%20")


def _repaired(text: str) -> str:
    """The address that was most likely meant, if it is sound; else ""."""
    rest = re.sub(r"^(?:(?:https?:)?/+|https?:)+", "", text, flags=re.IGNORECASE)
    scheme = "http" if re.match(r"http:", text, re.IGNORECASE) else "https"
    if (
        not rest
        or not re.match(r"[^/]*[.:]|localhost", rest)
        or re.match(r"[a-z][a-z0-9+.-]*:(?!\d)", rest, re.IGNORECASE)
    ):
        return ""
    wrong, meant = _wrong_with(f"{scheme}://{rest}")
    return "" if wrong else meant


def _plain_host(host: str) -> str | None:
    number = _number(host)
    if number is not None:
        return f"[{number}]" if number.version == 6 else str(number)
    try:
        plain = host.encode("idna").decode("ascii") if not host.isascii() else host
    except UnicodeError:
        return None
    plain = plain.rstrip(".")
    # a browser takes such a host for a number of four parts
    is_number = re.fullmatch(r"[0-9]+|0x[0-9a-f]*", plain.rpartition(".")[2])
    return plain if len(plain) <= 253 and _HOST.fullmatch(plain) and not is_number else None


def _number(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None
