"""Numbers and days as readers see them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hub.kinds.days import PartDate

if TYPE_CHECKING:
    pass


MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day(value: date | None) -> str:
    """24 November 2026, in every locale."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}" if value else ""


def part_day(value: PartDate | None) -> str:
    """A date to the precision it is known: 2024, June 2024, 30 June 2024, fiscal year 2024."""
    if value is None:
        return ""
    if value.typed.startswith("FY"):
        return "fiscal year " + value.typed[2:]
    parts = value.typed.split("-")
    if len(parts) == 1:
        return parts[0]
    month = MONTHS[int(parts[1]) - 1]
    return f"{month} {parts[0]}" if len(parts) == 2 else f"{int(parts[2])} {month} {parts[0]}"


def number(value: float) -> str:
    """A figure with commas and no needless zeros: 1,300,000 or 80.4."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.10g}"


def count(many: int, one: str, more: str = "") -> str:
    """1 practice, 2 practices."""
    return f"{many:,} {one if many == 1 else more or one + 's'}"


def in_words(many: int) -> str:
    """A small number in letters: seven; a larger one in figures."""
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return words[many] if many < len(words) else f"{many:,}"


def size(many: int) -> str:
    """How much a file weighs: 12 kB, 1.4 MB."""
    return f"{many / 1_000_000:.1f} MB" if many >= 1_000_000 else f"{max(1, round(many / 1000))} kB"
