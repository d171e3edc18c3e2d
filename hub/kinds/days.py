"""Days, dates known in part, and lengths of time, as fields."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core.core_schema import ValidationInfo

from hub.kinds.fields import text_of, wrong
from hub.kinds.meant import dates_meant
from hub.limits import MAX_YEAR, MIN_YEAR
from hub.problems import quoted

_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_PART_DATE = re.compile(r"FY([0-9]{4})(?: Q[1-4])?|([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_LENGTH = re.compile(r"([1-9][0-9]{0,2}) (day|week|month|year)s?")


def _check_year(year: int, text: str, form: str) -> None:
    """Refuse a year at the edge of what a calendar can count: a page is read again up to 999 years
    on, and a fiscal year begins in the year before.
    """
    if not MIN_YEAR <= year <= MAX_YEAR:
        raise wrong(
            "bad-date",
            f"{quoted(text)} is not a year this hub can hold, which is one from {MIN_YEAR} to"
            f" {MAX_YEAR}.",
            ("Write", form),
        )


def _real_day(year: int, month: int, day: int, text: str) -> date:
    if not 1 <= month <= 12:
        raise wrong(
            "bad-date",
            f"{quoted(text)} is not a day in the calendar: there is no month {month}.",
            ("Write", "YYYY-MM-DD, for example 2024-05-01"),
        )
    if year == 0:
        _check_year(year, text, "YYYY-MM-DD, for example 2024-05-01")  # which no calendar has
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        name = calendar.month_name[month]
        raise wrong(
            "bad-date",
            f"{quoted(text)} is not a day in the calendar: the month ends on {last} {name} {year}.",
            ("Write", f"{year:04}-{month:02}-{last:02}"),
        )
    return date(year, month, day)


def _day(value: object, info: ValidationInfo) -> date:
    text = text_of(value).strip()
    if not text:
        raise wrong(
            "missing-field", "{field} is empty.", ("Write", "YYYY-MM-DD, for example 2024-05-01")
        )
    found = _DAY.fullmatch(text)
    if not found:
        raise wrong(
            "bad-date",
            *_in_words(
                text,
                f"{quoted(text)} is not a date written as YYYY-MM-DD.",
                "YYYY-MM-DD, for example 2024-05-01",
                is_day=True,
            ),
        )
    year, month, number = (int(part) for part in found.groups())
    day = _real_day(year, month, number, text=text)
    today = info.context.get("today") if info.context else None
    if today is not None and day > today:
        raise wrong(
            "bad-date",
            f"{quoted(text)} is in the future, and this field says when something was done.",
            ("Write", "the day it was done"),
        )
    _check_year(year, text, "YYYY-MM-DD, for example 2024-05-01")
    return day


def _in_words(text: str, message: str, form: str, *, is_day: bool) -> tuple[str, tuple[str, str]]:
    """What is wrong with a date that is written in another form, and how to write it; both ways
    where it can be read in two.
    """
    meant = dates_meant(text)
    if len(meant) > 1:
        shown = " or ".join(
            f"{day}   ({date.fromisoformat(day).day} {calendar.month_name[int(day[5:7])]})"
            for day in meant
        )
        return f"{message} It can be read in two ways.", ("Write", shown)
    if meant and is_day and not _DAY.fullmatch(meant[0]):
        return f"{message} It does not say the day.", (
            "Write",
            (
                f"{meant[0]}-DD   with the day for DD"
                if re.fullmatch(r"[0-9]{4}-[0-9]{2}", meant[0])
                else form
            ),
        )
    return message, ("Write", meant[0] if meant else form)


Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]


@dataclass(frozen=True, order=True)
class PartDate:
    """A date that is known to the day, the month, the year or the fiscal year. `key` sorts; `typed`
    is how it was written.
    """

    key: str
    typed: str


def _part_date(value: object) -> PartDate:
    text = text_of(value).strip()
    if not text:
        raise wrong(
            "missing-field", "{field} is empty.", ("Write", "2024, 2024-06, 2024-06-30 or FY2024")
        )
    found = _PART_DATE.fullmatch(text)
    if not found:
        raise wrong(
            "bad-date",
            *_in_words(
                text,
                f"{quoted(text)} is not a date the hub can read.",
                "2024, 2024-06, 2024-06-30 or FY2024",
                is_day=False,
            ),
        )
    fiscal, year, month, day = found.groups()
    _check_year(int(fiscal or year), text, "2024, 2024-06, 2024-06-30 or FY2024")
    if fiscal:
        return PartDate(f"{fiscal}-00", text)
    if month:
        _real_day(int(year), int(month), int(day or 1), text=text)
    return PartDate(text, text)


def span(value: PartDate) -> tuple[date, date]:
    """The first and the last day that a date can mean. The federal fiscal year 2024 begins on 1
    October 2023.
    """
    typed = value.typed
    if typed.startswith("FY"):
        year, quarter = int(typed[2:6]), int(typed[-1]) if " Q" in typed else 0
        first = date(year - 1, 10, 1) if quarter <= 1 else date(year, 3 * quarter - 5, 1)
        last_month = 3 * quarter - 3 if quarter > 1 else 12 if quarter else 9
        last_year = first.year if quarter == 1 else year
        return first, date(last_year, last_month, calendar.monthrange(last_year, last_month)[1])
    parts = [int(part) for part in typed.split("-")]
    month = parts[1] if len(parts) > 1 else 0
    last = date(
        parts[0],
        month or 12,
        parts[2] if len(parts) > 2 else calendar.monthrange(parts[0], month or 12)[1],
    )
    return date(parts[0], month or 1, parts[2] if len(parts) > 2 else 1), last


PartDay = Annotated[
    PartDate,
    BeforeValidator(_part_date),
    WithJsonSchema({"type": "string", "pattern": f"^(?:{_PART_DATE.pattern})$"}),
]


def _length(value: object) -> str:
    text = text_of(value).strip()
    if not _LENGTH.fullmatch(text):
        raise wrong(
            "bad-text",
            f"{quoted(text)} is not a length of time.",
            ("Write", "for example 12 months"),
        )
    return text


Length = Annotated[
    str,
    BeforeValidator(_length),
    WithJsonSchema({"type": "string", "pattern": f"^{_LENGTH.pattern}$"}),
]
