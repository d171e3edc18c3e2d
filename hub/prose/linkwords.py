"""Words of a link that are themselves an address: they lead to that address, or a reader is led by
the nose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from hub.prose.hosts import in_ascii
from hub.prose.hostwords import (
    NAMES_OF_PROGRAMS,
    ends_like_a_host,
    is_written_about,
    plainly,
    wrong_host_within,
    wrong_mailbox_within,
)
from hub.reading.characters import seen

# signs of a sentence or of emphasis, before an address or behind it
_AROUND = " \t\n<>()[]{}\"'`“”‘’«»‹›.,;:!?*_|"
_WEB = re.compile(
    r"(?:(https?:/{0,2}|s?ftps?:/{0,2}|hxxps?:/{0,2}|//))?([^\s/?#@:]+\.[^\s/?#@:.]+)(?::(\d{1,5}))?([/?#]\S*)?",
    re.IGNORECASE,
)
_HIDDEN_HOST = re.compile(r"https?:/{0,2}[^\s/?#]*@\S+", re.IGNORECASE)
_MAILBOX = re.compile(r"(?:mailto:)?([^\s@:/<>]+@[^\s@:/<>]+\.[^\s@:/<>]+?)(\?\S*)?", re.IGNORECASE)
_TELEPHONE = re.compile(r"(?:tel:)?(\+?[\d\s().\-\u2010-\u2015/]+)", re.IGNORECASE)
# a telephone number within a sentence
_NUMBER = re.compile(r"(?<![\w.])\+?\(?\d[\d\s().\-\u2010-\u2015]{5,}\d(?!\w)")
_SHORTEST = 7  # digits of a number that is no year, no form and no sum
_FEW_PARTS = 4
_SUSPECT = re.compile(r"[.@]|[^\x00-\x7f]|\d(?:\D{0,3}\d){6}|\bdot\b", re.IGNORECASE)
_LABEL = re.compile(r"(?!-)[\w-]{1,63}(?<!-)")
# Ends of file names and of names of programs. Words such as report.pdf and Node.js are no hosts,
# though some of these ends are countries.
_FILES = frozenset(
    "js mjs ts jsx tsx css scss html htm xhtml php asp aspx jsp json jsonl xml xsl xsd yml yaml"
    " toml ini cfg conf env lock log md rst txt rtf tex pdf epub doc docx dot dotx odt xls xlsx"
    " xlsm ods csv tsv ppt pptx odp key pages numbers vsd msg eml ics vcf png jpg jpeg gif svg webp"
    " bmp tif tiff heic ico eps psd ai fig sketch mp3 mp4 m4a wav mov avi webm vtt srt zip gz tar"
    " rar exe msi dmg pkg apk jar bat cmd ps sh bash py ipynb rb pl rs go c h cc cpp hpp cs java kt"
    " swift sql db sqlite parquet dta sas sav r rmd qmd do shp kml geojson".split()
)


@dataclass(frozen=True)
class _Web:
    """A web address as it is compared: the host without www., the port when it is not the usual
    one, and what follows.
    """

    host: str
    port: str
    path: str
    query: str
    fragment: str


def misleading_words(words: str, address: str) -> str:
    """Why these words mislead a reader, in a sentence without its end; empty when they do not.
    `address` is where the link leads.
    """
    if not _SUSPECT.search(words) and address[:4].lower() != "tel:":
        return ""  # nearly every link
    plain = plainly(seen(words))
    is_cut = plain.rstrip(_AROUND.replace(".", "")).endswith("...")
    plain = plain.strip(_AROUND)
    target = address.strip()
    scheme = target.partition(":")[0].lower()
    if not plain or any(character.isspace() for character in plain):
        return _telephone(plain, target) or _sentence(plain, target, scheme)
    if _HIDDEN_HOST.fullmatch(plain):
        return "hide, before an @, which site they name"
    mailbox = _MAILBOX.fullmatch(plain)
    if mailbox:
        return (
            ""
            if mailbox[1].lower() in _boxes(target, scheme)
            else "are an e-mail address, and this link does not write to it"
        )
    named = _named(plain, target)
    if named is None:
        return _telephone(plain, target) or _sentence(plain, target, scheme)
    if scheme not in ("http", "https"):
        page = re.split(r"[?#]", target)[0].removesuffix("/").rpartition("/")[2].removesuffix(".md")
        return (
            ""
            if page.replace("-", "") == named.host.replace(".", "").replace("-", "")
            else "are an address of the web, and this link leads elsewhere"
        )
    there = _target(target)
    if plain.lower() == named.host and is_written_about(plain, there.host, there.path):
        return ""
    return _difference(named, there, is_cut=is_cut)


def _boxes(target: str, scheme: str) -> list[str]:
    return (
        [
            box.strip()
            for box in unquote(target.partition(":")[2].partition("?")[0]).lower().split(",")
        ]
        if scheme == "mailto"
        else []
    )


def _sentence(plain: str, target: str, scheme: str) -> str:
    """Words among which an address stands: the link leads to that site, or to one of them."""
    if scheme == "mailto":
        return (
            "name an e-mail address, and this link writes to another"
            if wrong_mailbox_within(plain, _boxes(target, scheme))
            else ""
        )
    if scheme not in ("http", "https"):
        return ""
    there = _target(target)
    return (
        "name another site than the one this link leads to"
        if wrong_host_within(plain, there.host, there.path + "?" + there.query)
        else ""
    )


def _named(plain: str, target: str) -> _Web | None:
    """The web address that the words are, or None when they are something else."""
    found = _WEB.fullmatch(plain)
    if not found:
        return None
    scheme, host, port, rest = found.groups()
    labels = host.rstrip(".").lower().split(".")
    if not all(_LABEL.fullmatch(label) for label in labels) or len(labels) < 2:
        return None
    is_bare = not scheme and not rest and labels[0] != "www"
    if is_bare and (labels[-1] in _FILES or host.lower() in NAMES_OF_PROGRAMS):
        return None
    # a computer by its number, or the number of a section, which the address of the section holds
    if all(label.isdigit() for label in labels):
        if not scheme and (
            len(labels) != _FEW_PARTS
            or any(int(label) > 255 for label in labels)
            or target[:4].lower() != "http"
            or "".join(labels) in re.sub(r"\D", "", target)
        ):
            return None
    elif not scheme and labels[0] != "www" and not ends_like_a_host(".".join(labels)):
        return None
    return _parts(host, port, rest or "")


def _target(address: str) -> _Web:
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return _Web("", "", "", query="", fragment="")
    rest = address.split("://", 1)[-1][len(parts.netloc) :]
    return _parts(host, str(port or ""), rest)


def _parts(host: str, port: str | None, rest: str) -> _Web:
    before, _, fragment = rest.partition("#")
    path, _, query = before.partition("?")
    path = re.sub(r"/(?:index\.html?)?$", "", unquote(path)).casefold()
    name = in_ascii(plainly(host).rstrip(".").lower())
    usual = not port or int(port) in (80, 443)
    query, fragment = (unquote(part).casefold().rstrip(_AROUND) for part in (query, fragment))
    return _Web(
        name.removeprefix("www."),
        "" if usual else str(int(port or 0)),
        path.rstrip(_AROUND),
        query=query,
        fragment=fragment,
    )


def _difference(named: _Web, target: _Web, *, is_cut: bool) -> str:
    if named.host != target.host:
        return "name another site than the one this link leads to"
    if named.port != target.port:
        return "name another port of that site than this link leads to"
    if is_cut and (target.path + "?" + target.query).startswith(named.path):
        return ""
    if named.path and named.path != target.path:
        return "name another page than the one this link leads to"
    if (named.path or named.query) and named.query != target.query:
        return "ask that site for something else than this link does"
    if named.fragment and named.fragment != target.fragment:
        return "name another part of that page than this link leads to"
    return ""


def _telephone(plain: str, target: str) -> str:
    """Words that are a number call that number: the digits are the same, but for those that call
    the country.
    """
    scheme = target.partition(":")[0].lower()
    if scheme not in ("tel", "mailto"):
        return ""
    dialed = re.sub(r"\D", "", unquote(target).partition(";")[0]) if scheme == "tel" else ""
    found = _TELEPHONE.fullmatch(plain)
    numbers = [
        re.sub(r"\D", "", typed) for typed in ([found[1]] if found else _NUMBER.findall(plain))
    ]
    numbers = [
        typed
        for typed in numbers
        if typed and (len(typed) >= _SHORTEST or (found and scheme == "tel"))
    ]
    if not numbers or any(_is_same_number(typed, dialed) for typed in numbers):
        return ""
    return "are a telephone number, and this link " + (
        "calls another" if scheme == "tel" else "writes a mail"
    )


def _is_same_number(typed: str, dialed: str) -> bool:
    shorter, longer = sorted((typed, dialed), key=len)
    return bool(shorter) and longer.endswith(shorter) and len(longer) - len(shorter) <= 3
