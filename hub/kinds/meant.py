"""What an editor most likely meant by a number, a date or an address that is written in another way
than the field takes.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from urllib.parse import unquote

_MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}
_MONTH = r"(?P<name>[A-Za-z]{3,9})\.?"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>[0-9]{4})"
_NAMED = (
    re.compile(rf"{_DAY}\.?(?: of)? {_MONTH},? {_YEAR}"),
    re.compile(rf"{_MONTH} {_DAY},? {_YEAR}"),
    re.compile(rf"{_MONTH},? {_YEAR}"),
)
_FISCAL = re.compile(
    r"(?:Q(?P<before>[1-4])[ ,]*)?(?:FY|fiscal year) ?'?(?P<year>[0-9]{4}|[0-9]{2})(?:["
    r" ,-]*Q(?P<after>[1-4]))?",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"([0-9]{1,4})([/.-])([0-9]{1,2})\2([0-9]{1,4})")
# what word processors make of a hyphen between digits
_ODD_HYPHENS = re.compile(r"(?<=[0-9])[\u2010-\u2015\u2212\ufe63\uff0d](?=[0-9])")
# words that make it another number
_TIMES = frozenset(
    {
        "k",
        "m",
        "mm",
        "mn",
        "b",
        "bn",
        "thousand",
        "million",
        "billion",
        "trillion",
        "dozen",
        "hundred",
        "e",
    }
)
_MOST = 60  # characters of a value that is looked at: a date or a number has fewer


def number_meant(text: str) -> str | None:
    """`1200` for `1,200`, `6` for `6%` and `6 percent`, `4.5` for `4,5`; None for what holds no
    number, or two.
    """
    if len(text.strip()) > _MOST:
        return None  # the beginning of a number is another number
    found = re.fullmatch(
        r"[$€£]?\s*(-?[0-9][0-9,. ]*|-?\.[0-9]+)\s*(%|[A-Za-z]+)?", text[:_MOST].strip()
    )
    if found is None or (found[2] or "").lower() in _TIMES:
        return None
    digits = found[1].strip().rstrip(".,")
    if re.fullmatch(r"-?[0-9]{1,3}(?:[, ][0-9]{3})+(?:\.[0-9]+)?", digits):
        return re.sub(r"[, ]", "", digits)
    if re.fullmatch(r"-?[0-9]+,[0-9]{1,2}", digits):
        return digits.replace(",", ".")
    if re.fullmatch(r"-?\.[0-9]+", digits):
        return digits.replace(".", "0.")
    return digits if re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", digits) else None


def dates_meant(text: str) -> list[str]:
    """`2025-03` for `March 2025`, `2025-03-10` for `10 March 2025`; two dates for `3/10/2025`,
    which can be read in two ways.
    """
    typed = _ODD_HYPHENS.sub("-", " ".join(text.split())) if len(text) <= 2 * _MOST else ""
    fiscal = _FISCAL.fullmatch(typed)
    if fiscal:
        year = fiscal["year"] if len(fiscal["year"]) == 4 else f"20{fiscal['year']}"
        quarter = fiscal["after"] or fiscal["before"]
        return [f"FY{year} Q{quarter}" if quarter else f"FY{year}"]
    for pattern in _NAMED:
        found = pattern.fullmatch(typed)
        month = _MONTHS.get(found["name"].lower()) if found else None
        if found and month:
            parts = found.groupdict()
            return (
                _real(int(parts["year"]), month, int(parts["day"]))
                if "day" in parts
                else [f"{parts['year']}-{month:02}"]
            )
    return _in_numbers(typed)


def _in_numbers(typed: str) -> list[str]:
    found = _NUMBERS.fullmatch(typed)
    if found:
        first, _, middle, last = found.groups()
        if len(first) > 2:
            return _real(int(first), int(middle), int(last))
        year = int(last) if len(last) > 2 else 2000 + int(last)
        return list(
            dict.fromkeys(
                [*_real(year, int(first), int(middle)), *_real(year, int(middle), int(first))]
            )
        )
    found = re.fullmatch(r"([0-9]{4})([0-9]{2})([0-9]{2})", typed) or re.fullmatch(
        r"([0-9]{4})-([0-9]{2})-([0-9]{2})[T ].*", typed
    )
    if found:
        return _real(*map(int, found.groups()))
    found = re.fullmatch(
        r"(?P<year>[0-9]{4})[/.-](?P<month>[0-9]{1,2})|(?P<m>[0-9]{1,2})[/.](?P<y>[0-9]{4})", typed
    )
    month = int(found["month"] or found["m"]) if found else 0
    if found and 1 <= month <= 12:
        return [f"{found['year'] or found['y']}-{month:02}"]
    years = re.findall(r"(?<![0-9])((?:19|20)[0-9]{2})(?![0-9])", typed)
    return (
        years if len(years) == 1 and re.fullmatch(r"[A-Za-z ,]*[0-9]{4}[A-Za-z ,]*", typed) else []
    )


def _real(year: int, month: int, day: int) -> list[str]:
    """The day, when the calendar has it."""
    try:
        return [date(year, month, day).isoformat()] if year >= 1000 else []
    except ValueError:
        return []


_AROUND = re.compile(r"^(?:\[[^\[\]]*\]\(|[<(\[“”„«‘’\"']+)|[>)\]“”»‘’\"',;]+$")
_HOST = re.compile(
    r"(?:www\.[a-z0-9-]+(?:\.[a-z0-9-]+)*|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:gov|mil|com|org|net|edu|us|io|int))(?=[/?#:]|$)",
    re.IGNORECASE,
)


def link_meant(address: str, words: str) -> str | None:
    """The link that was meant by an address that is no file: a mailbox, a telephone number, an
    address with a sign too many, a picture.
    """
    bare = unquote(address).strip(" “”\"‘’'<>")
    if re.fullmatch(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", bare):
        return f"[{words}](mailto:{bare})"
    digits = re.sub(r"[\s().-]", "", bare)
    if re.fullmatch(r"\+?\d{7,15}", digits):
        return f"[{words}](tel:{digits})"
    whole = re.fullmatch(r"https?:?/{1,2}(.+)", bare, re.IGNORECASE)
    if whole:
        return f"[{words}](https://{whole[1]})"
    return (
        f"![{words}]({address})"
        if re.search(r"\.(?:png|jpe?g|webp|svg)$", bare, re.IGNORECASE)
        else None
    )


def web_address_meant(text: str) -> str | None:
    """`https://www.dhs.gov` for `www.dhs.gov`, and for an address in quotation marks or brackets:
    None for what does not begin with the name of a host.
    """
    typed = _AROUND.sub("", text.strip()).removeprefix("//")
    if typed != text.strip() and re.fullmatch(r"https?://[^\s<>\"“”\[\]]+", typed):
        return typed
    return f"https://{typed}" if _HOST.match(typed) and not re.search(r"\s", typed) else None


def permalink_meant(text: str) -> str:
    """`guides.x` for `guides/x`, `/guides/x/`, `[[guides/x]]` and the address of a short link;
    parts of a page have a dot, too.
    """
    typed = text.strip().removeprefix("[[").removesuffix("]]").partition("|")[0]
    typed = re.sub(r"^https?://[^/]+/", "", typed)
    typed = re.sub(r"^(?:.*/)?go/", "", typed).removesuffix(".md").removesuffix(".yml")
    return re.sub(r"[/#]+", ".", typed.strip("/ ")).replace("..", ".").strip(".")
