"""Which hosts, mailboxes and telephones a reader can reach: a name with its dots, an address with
its @, a number with its digits.
"""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import unquote

MAX_HOST = 253  # letters of a host, and
MAX_LABEL = 63  # of each part of it: RFC 1035
# nearly every host: letters, digits, hyphens, and an end of letters
_NAME = re.compile(r"(?=.{4,253}$)(?:(?!xn--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")
# a browser reads a host that ends so as a number (WHATWG URL, "ends in a number")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
# ends that no public name has: RFC 6761, 6762, 7686, 8375
_OWN_NETWORK = frozenset("localhost local internal lan invalid onion".split())
_FIELDS = frozenset({"subject", "body"})
_LOCAL_PART = re.compile(r"[^\s@<>()\[\]\\,;:\"]{1,64}")


def host_fault(host: str) -> str:
    """Why a reader cannot reach this host, in a sentence; empty when nothing speaks against it.
    `host` is in small letters.
    """
    if _NAME.fullmatch(host) and host.rpartition(".")[2] not in _OWN_NETWORK:
        return ""
    if ":" in host:
        return _number_fault(host)
    if not host.isascii():
        return _letters_fault(host)
    labels = host.removesuffix(".").split(".")
    if _NUMBER.fullmatch(labels[-1]):
        return _number_fault(host)
    if "" in labels:
        return "Between two dots of a host there is a name, and here there is none."
    wrong = next((label for label in labels if not _LABEL.fullmatch(label)), None)
    if wrong is not None:
        return (
            "A host is made of letters, digits and hyphens that stand between them, and this one is"
            " not."
        )
    if len(host) > MAX_HOST or any(len(label) > MAX_LABEL for label in labels):
        return (
            f"No part of a host is longer than {MAX_LABEL} letters, and none is longer than"
            f" {MAX_HOST} in all."
        )
    if len(labels) == 1 or labels[-1] in _OWN_NETWORK:
        return "This host is known inside one network only, so readers could not open it."
    if any(label.startswith("xn--") and not _is_written_out(label) for label in labels):
        return "The part of this host that begins with xn-- stands for no name."
    return ""


def _number_fault(host: str) -> str:
    try:
        number = ipaddress.ip_address(host)
    except ValueError:
        return "This host is a number in a form that hides where it leads."
    return (
        ""
        if number.is_global
        else "This number leads to a computer of one network only, so readers could not open it."
    )


def _letters_fault(host: str) -> str:
    letter = next(character for character in host if not character.isascii())
    shown = f"The host of this address holds {letter} (U+{ord(letter):04X})"
    written = in_ascii(host)
    return (
        f"{shown}. Written out it is {written}."
        if written.isascii() and not host_fault(written)
        else f"{shown}, which no host has."
    )


def _is_written_out(label: str) -> bool:
    try:
        return not label.encode("ascii").decode("idna").isascii()
    except UnicodeError:
        return False


def in_ascii(host: str) -> str:
    """The host as it is asked for: names in other letters become xn--. What cannot be is given back
    as it is.
    """
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return host


def mailbox_fault(address: str) -> str:
    """Why a `mailto:` address reaches nobody, or somebody that a reader does not see; empty when it
    does neither.
    """
    before, _, query = address.partition(":")[2].partition("?")
    box = unquote(before).strip()
    if not box:
        return "Behind mailto: an e-mail address is missing."
    if box.startswith("/"):
        return (
            f"Write mailto:{box.lstrip('/')} with nothing between mailto: and the e-mail address."
        )
    if re.search(r"[,;].", box):
        return "A link writes to one e-mail address. Write a link for each."
    name, _, host = box.partition("@")
    if (
        not _LOCAL_PART.fullmatch(name)
        or not host
        or host_fault(host.lower())
        or _NUMBER.fullmatch(host.rpartition(".")[2])
    ):
        return (
            "Behind mailto: there is an e-mail address, such as name@agency.gov, and this is none."
        )
    return _fault_of_fields(query)


def _fault_of_fields(query: str) -> str:
    """What a link fills in for the reader, who sees it before it is sent: the subject and the text.
    Any other field adds a reader, or a file of the reader's.
    """
    for field in query.split("&") if query else ():
        key, _, value = field.partition("=")
        key = unquote(key).strip().lower().removeprefix("amp;")
        if key not in _FIELDS:
            return (
                "Behind the ? of a mailto: link there are a subject and a body, and"
                f" {key or 'an empty field'} is neither."
            )
        if key == "subject" and re.search(r"[\r\n]", unquote(value)):
            return "The subject of a mail is one line."
    return ""


def telephone_fault(address: str) -> str:
    """Why a `tel:` address cannot be dialed; empty when it can."""
    number = unquote(address.partition(":")[2].partition(";")[0])
    if not number.strip():
        return "Behind tel: a number is missing."
    # 311 and 911 are the shortest
    if (
        not re.fullmatch(r"\+?[0-9A-Za-z().*#\s-]*", number)
        or sum(character.isdigit() for character in number) < 3
    ):
        return (
            "Behind tel: there is a number that can be dialed, such as +1-800-555-0100, and this is"
            " none."
        )
    return ""
