"""Which words name a site: hosts as people write them, plainly, in disguise, or in the midst of a
sentence.
"""

from __future__ import annotations

import re
import unicodedata

_DOTS = str.maketrans(
    {"\u3002": ".", "\uff61": ".", "\u2024": ".", "\u2044": "/", "\u2215": "/", "\u29f8": "/"}
)  # a browser takes the first two for dots; all look like what they become
# Ends of hosts that no sentence and no file name has. Those that are English words as well (.no,
# .in, .me, .help) are left out: Yes.No is no host.
_ENDS = (
    "gov mil com org net edu int info biz arpa aero coop jobs museum travel xyz online website shop"
    " club top tax app bank ai io us eu uk au ca nz ie de fr es pt nl lu ch li dk fi pl cz sk hu ro"
    " bg gr cy mt ee lv lt si hr rs ua ru by kz il tr ir ae sa eg za ng ke gh ma tn jp kr cn tw hk"
    " sg th vn ph mx br ar cl pe ve ec uy cu pr gl tv cc ws co onion example test"
)
_ANY_END = "|".join(_ENDS.split())
_PLAIN_END = re.compile(rf"(?:{_ANY_END}|xn--[\w-]+|[^\x00-\u024f]{{2,}})", re.IGNORECASE)
_SPELLED = re.compile(
    r"\s*[\[({<]\s*(?:\.|dot)\s*[\])}>]\s*|\s+dot\s+(?=(?:gov|mil|com|org|net|edu)\b)",
    re.IGNORECASE,
)
_LIKE_A_DOT = re.compile(
    rf"(?<=\w)[\u00b7\u0387\u06d4\u0701\u2022\u2027\u2219\u22c5\u25cf\u2e31\u2e33\u30fb\ua4f8\ufe52](?=(?:\w+\.)*(?:{_ANY_END})\b)",
    re.IGNORECASE,
)
_PARTED = re.compile(
    rf"(?!(?:the|an?|our|your|any|every|each|all|new|on|to|of|why|get|and|or|about|non|for|with|using|what|is)\b)(\W*[\w-]+)\s*\.\s*((?:{_ANY_END})\W*)",
    re.IGNORECASE,
)
_OVERLAY = re.compile(
    r"(?<=[\x21-\x7f])[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f]+"
)  # a mark drawn over a letter of a host that it makes no other letter of
_IN_A_SENTENCE = re.compile(
    rf"(?<![\w@.\-/=])(?:(?:https?|s?ftps?):/{{0,2}}|//)?((?:[a-z0-9](?:[\w-]*\w)?\.)+(?:{_ANY_END}))(?![\w@-]|\.\w)",
    re.IGNORECASE,
)
_MAILBOX = re.compile(r"[\w.+%-]+@(?:[\w-]+\.)+\w{2,}")
_SENDS = re.compile(
    r"(?:please\s+|now\s+|or\s+)?(?:go|visit|open|see|pay|apply|file|sign|log|login|head|continue|proceed|return|back|click|get|download|start|register|use|check|book|renew|enter|report|official|welcome)"
    r"(?:\s+(?:it|in|on|up|now|here|over|online|back|your|the|an?|form|forms|account|taxes|refund))*(?:\s+(?:to|at|on|with|through|via|from|into|by))?(?:\s+the)?\W*",
    re.IGNORECASE,
)
# names of programs that look like hosts
NAMES_OF_PROGRAMS = frozenset({"asp.net", "ado.net", "vb.net", "ml.net"})
_ENCYCLOPEDIAS = ("wikipedia.org", "wikidata.org")


def plainly(words: str) -> str:
    """The words with what looks like a dot or a slash as one, and without what only disguises a
    host.
    """
    plain = _OVERLAY.sub("", unicodedata.normalize("NFKC", words)).translate(_DOTS)
    plain = _LIKE_A_DOT.sub(".", _SPELLED.sub(".", plain))
    parted = _PARTED.fullmatch(plain)
    return parted[1] + "." + parted[2] if parted else plain


def ends_like_a_host(host: str) -> bool:
    """Whether the end of these words is one that sites have and sentences do not."""
    return bool(_PLAIN_END.fullmatch(host.rpartition(".")[2]))


def is_written_about(name: str, host: str, path: str) -> bool:
    """Whether a page is about a site: the name of the site ends its address. Of a site of
    government only government and encyclopedias tell.
    """
    last = re.split(r"[?#]", path)[0].rstrip("/").rpartition("/")[2].casefold()
    return last in (name.casefold(), name.casefold().replace(".", "-")) and (
        not _is_official(name) or _is_official(host) or host.endswith(_ENCYCLOPEDIAS)
    )


def wrong_host_within(plain: str, host: str, path: str) -> bool:
    """Whether a sentence names a site, or some, and the link leads to none of them."""
    found = list(_IN_A_SENTENCE.finditer(plain))
    names = {one[1].lower().removeprefix("www.") for one in found} - NAMES_OF_PROGRAMS
    if not names or any(
        host == name or host.endswith("." + name) or name.endswith("." + host) for name in names
    ):
        return False
    if _SENDS.fullmatch(plain[: found[0].start()]):
        return True
    if all(
        is_written_about(name, host, path) or (_is_official(name) and _is_official(host))
        for name in names
    ):
        return False
    labels = (name.rpartition(".")[0].replace(".", "-") for name in names)
    return not any(
        re.search(rf"(?<![a-z0-9]){re.escape(label)}(?![a-z0-9])", path.casefold())
        for label in labels
    )


def wrong_mailbox_within(plain: str, boxes: list[str]) -> bool:
    """Whether a sentence names a mailbox, and the link writes to another."""
    named = [found.group().lower().rstrip(".") for found in _MAILBOX.finditer(plain)]
    return bool(named) and not set(named) & set(boxes)


def _is_official(host: str) -> bool:
    return host.lower().endswith((".gov", ".mil"))
