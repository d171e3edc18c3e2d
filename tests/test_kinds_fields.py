"""The types of fields: which text becomes which value, and which code tells the rest."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import pytest
from pydantic import TypeAdapter, ValidationError

from hub.kinds import addressfields, days, fields, idfields
from hub.kinds.days import PartDate
from hub.kinds.shared import VocabularyTerm

CONTEXT = {
    "today": date(2026, 11, 25),
    "vocabulary": {
        "status": {
            "draft": VocabularyTerm(label="Draft", aliases=("wip",)),
            "published": VocabularyTerm(label="Published"),
        }
    },
}


def read(kind: Any, value: object) -> Any:
    return TypeAdapter(kind).validate_python(value, context=CONTEXT)


def code(kind: Any, value: object) -> str:
    with pytest.raises(ValidationError) as caught:
        read(kind, value)
    (mistake,) = caught.value.errors()
    assert mistake["ctx"]["words"]
    return mistake["type"]


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        (fields.Title, " On ", "On"),
        (fields.Title, "a < b > c", "a < b > c"),
        (fields.Title, "Sign on = yes", "Sign on = yes"),
        (fields.Title, "{braces} {field}", "{braces} {field}"),
        (idfields.Slug, "map-2", "map-2"),
        (idfields.AnyRef, "practices/map", "practices/map"),
        (days.Day, "2024-02-29", date(2024, 2, 29)),
        (days.Day, "2026-11-25", date(2026, 11, 25)),
        (days.PartDay, "2024", PartDate("2024", "2024")),
        (days.PartDay, "2024-06", PartDate("2024-06", "2024-06")),
        (days.PartDay, "FY2024 Q3", PartDate("2024-00", "FY2024 Q3")),
        (days.Length, "12 months", "12 months"),
        (fields.Number, "-4.50", -4.5),
        (fields.YesNo, "true", True),
        (addressfields.Url, "https://www.usa.gov/a?b#c", "https://www.usa.gov/a?b#c"),
        (addressfields.Email, "cx.team+hub@agency.gov", "cx.team+hub@agency.gov"),
        (Annotated[str, fields.OneOf("status")], "draft", "draft"),
        (Annotated[int, fields.WholeNumber(1, 5)], "5", 5),
    ],
)
def test_good_text_becomes_its_value(kind: Any, typed: str, value: object) -> None:
    assert read(kind, typed) == value


@pytest.mark.parametrize(
    ("kind", "typed", "wanted"),
    [
        (fields.Title, "", "missing-field"),
        (fields.Title, " \t ", "missing-field"),
        (fields.Title, "a\nb", "bad-text"),
        (fields.Title, "x" * 121, "too-long"),
        (fields.Title, ("a", "b"), "wrong-type"),
        (fields.Title, {"a": "b"}, "wrong-type"),
        (fields.Title, "<b>x", "markup-in-text"),
        (fields.Title, "x </p", "markup-in-text"),
        (fields.Title, "<!-- x", "markup-in-text"),
        (fields.Title, 'a" onload="x', "markup-in-text"),
        (fields.Title, "a' ONCLICK = x", "markup-in-text"),
        (idfields.Slug, "Map", "bad-slug"),
        (idfields.Slug, "../x", "bad-slug"),
        (idfields.Slug, "a--b", "bad-slug"),
        (idfields.Slug, "p\u0430y", "bad-slug"),
        (idfields.Slug, "x" * 65, "bad-slug"),
        (idfields.Slug, "a\nb", "bad-slug"),
        (idfields.AnyRef, "map", "bad-slug"),
        (idfields.AnyRef, "practices/../x", "bad-slug"),
        (idfields.AnyRef, "practices/", "bad-slug"),
        (days.Day, "2024-02-30", "bad-date"),
        (days.Day, "2024-13-01", "bad-date"),
        (days.Day, "2024-00-10", "bad-date"),
        (days.Day, "2024-01-00", "bad-date"),
        (days.Day, "0000-01-01", "bad-date"),
        (days.Day, "02/03/2024", "bad-date"),
        (days.Day, "20240501", "bad-date"),
        (days.Day, "2024-W01-1", "bad-date"),
        (days.Day, "2024-05-01T10:00", "bad-date"),
        (days.Day, "٢٠٢٤-٠٥-٠١", "bad-date"),
        (days.Day, "2026-11-26", "bad-date"),
        (days.Day, "9999-12-31", "bad-date"),
        (days.PartDay, "2024-6", "bad-date"),
        (days.PartDay, "FY24", "bad-date"),
        (days.PartDay, "2024-02-30", "bad-date"),
        (days.Length, "0 months", "bad-text"),
        (days.Length, "yearly", "bad-text"),
        (fields.Number, ".inf", "bad-number"),
        (fields.Number, "1e5", "bad-number"),
        (fields.Number, "1,000", "bad-number"),
        (fields.Number, "９", "bad-number"),
        (fields.Number, "9" * 5000, "bad-number"),
        (fields.YesNo, "yes", "bad-choice"),
        (addressfields.Url, "javascript:alert(1)", "unsafe-link"),
        (addressfields.Url, "mailto:a@b.gov", "unsafe-link"),
        (addressfields.Url, "www.usa.gov", "unsafe-link"),
        (addressfields.Url, "//usa.gov", "unsafe-link"),
        (addressfields.Email, "cx at agency.gov", "bad-email"),
        (addressfields.Email, "a@b.com", "bad-email"),
        (addressfields.Email, "a@b.gov\nBcc: x@y.gov", "bad-email"),
        (Annotated[str, fields.OneOf("status")], "Draft", "bad-choice"),
        (Annotated[str, fields.OneOf("status")], "", "missing-field"),
        (Annotated[int, fields.WholeNumber(1, 5)], "6", "bad-number"),
        (Annotated[int, fields.WholeNumber(1, 5)], "2.0", "bad-number"),
        (Annotated[tuple[str, ...], fields.Unique], ("a", "a"), "duplicate-item"),
    ],
)
def test_other_text_has_a_code(kind: Any, typed: object, wanted: str) -> None:
    assert code(kind, typed) == wanted


@pytest.mark.parametrize("typed", ["Draft", "DRAFT", "wip", "WIP", "drat"])
def test_the_value_that_was_meant_is_offered(typed: str) -> None:
    with pytest.raises(ValidationError) as caught:
        read(Annotated[str, fields.OneOf("status")], typed)
    assert ("Did you mean", "draft") in caught.value.errors()[0]["ctx"]["help"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("practices/map", "map"),
        ("Map The Journey", "map-the-journey"),
        ("map_the_journey", "map-the-journey"),
    ],
)
def test_the_id_that_was_meant_is_offered(typed: str, meant: str) -> None:
    with pytest.raises(ValidationError) as caught:
        read(idfields.Slug, typed)
    assert caught.value.errors()[0]["ctx"]["help"] == (("Write", meant),)


def test_both_readings_of_an_american_date_are_offered() -> None:
    with pytest.raises(ValidationError) as caught:
        read(days.Day, "02/03/2024")
    shown = str(caught.value.errors()[0]["ctx"]["help"])
    assert "2024-02-03" in shown
    assert "2024-03-02" in shown


def test_braces_in_a_value_are_told_as_typed() -> None:
    with pytest.raises(ValidationError) as caught:
        read(idfields.Slug, "{words}")
    assert '"{words}"' in caught.value.errors()[0]["msg"]
