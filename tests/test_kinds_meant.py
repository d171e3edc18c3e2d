"""Numbers, dates and addresses in other forms: what was meant is told, and nothing is made up."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import pytest
from pydantic import TypeAdapter, ValidationError

from hub.kinds import addressfields, days, fields
from hub.kinds.meant import dates_meant, number_meant, permalink_meant, web_address_meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("March 2025", ["2025-03"]),
        ("Sept. 2025", ["2025-09"]),
        ("10 March 2025", ["2025-03-10"]),
        ("March 10, 2025", ["2025-03-10"]),
        ("10th of March 2025", ["2025-03-10"]),
        ("3/10/2025", ["2025-03-10", "2025-10-03"]),
        ("3/13/2025", ["2025-03-13"]),
        ("5/5/25", ["2025-05-05"]),
        ("2025/3/1", ["2025-03-01"]),
        ("20250301", ["2025-03-01"]),
        ("2025-3", ["2025-03"]),
        ("FY25", ["FY2025"]),
        ("Q2 FY 2025", ["FY2025 Q2"]),
        ("spring 2025", ["2025"]),
        ("31 February 2025", []),
        ("0/0/0000", []),
        ("2024-2025", []),
        ("soon", []),
        ("", []),
    ],
)
def test_a_date_in_words_or_in_other_numbers_is_read(typed: str, meant: list[str]) -> None:
    assert dates_meant(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1,200", "1200"),
        ("1 200", "1200"),
        ("6%", "6"),
        ("6 percent", "6"),
        ("$1,200.50", "1200.50"),
        ("4,5", "4.5"),
        (".5", "0.5"),
        ("5 million", None),
        ("2k", None),
        ("1,20", "1.20"),
        ("1,20,0", None),
        ("9 of 10", None),
        ("many", None),
        ("", None),
    ],
)
def test_a_number_with_signs_is_read(typed: str, meant: str | None) -> None:
    assert number_meant(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("www.dhs.gov", "https://www.dhs.gov"),
        ("dhs.gov/a?b#c", "https://dhs.gov/a?b#c"),
        ("other.md", None),
        ("../guides/x.md", None),
        ("guides/x", None),
        ("two words.gov", None),
    ],
)
def test_an_address_without_its_beginning_is_told_from_a_file(
    typed: str, meant: str | None
) -> None:
    assert web_address_meant(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("guides/x", "guides.x"),
        ("/guides/x/#part", "guides.x.part"),
        ("[[guides/x|words]]", "guides.x"),
        ("/go/guides.x/", "guides.x"),
        ("", ""),
    ],
)
def test_an_address_becomes_a_permanent_id(typed: str, meant: str) -> None:
    assert permalink_meant(typed) == meant


@pytest.mark.parametrize(
    ("kind", "typed", "row"),
    [
        (days.PartDay, "March 2025", "2025-03"),
        (days.PartDay, "10 March 2025", "2025-03-10"),
        (days.Day, "March 10, 2025", "2025-03-10"),
        (days.Day, "March 2025", "2025-03-DD   with the day for DD"),
        (days.Day, "FY2025", "YYYY-MM-DD, for example 2024-05-01"),
        (days.PartDay, "3/10/2025", "2025-03-10   (10 March) or 2025-10-03   (3 October)"),
        (fields.Number, "1,200", "1200"),
        (fields.Number, "6%", "6"),
        (Annotated[int, fields.WholeNumber(1, 480)], "20 minutes", "20"),
        (Annotated[int, fields.WholeNumber(1, 480)], "2.0", "2"),
        (Annotated[int, fields.WholeNumber(1, 5)], "6", "digits only, for example 3"),
        (Annotated[int, fields.WholeNumber(0, 9)], "20", "digits only, for example 4"),
        (Annotated[int, fields.WholeNumber(1, 5)], "6%", "digits only, for example 3"),
        (addressfields.Url, "www.usa.gov", "https://www.usa.gov"),
    ],
)
def test_the_field_answers_with_what_was_meant(kind: Any, typed: str, row: str) -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(kind).validate_python(
            typed, context={"today": date(2026, 11, 25), "vocabulary": {}}
        )
    assert caught.value.errors()[0]["ctx"]["help"] == (("Write", row),)
