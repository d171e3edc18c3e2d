"""A calculator's sums: in words, worked out step by step, and as values for the script that does
the same in the browser.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from hub.kinds.entries.tools import Input, Product, Sum, Tool

CASES = ("Low case", "Likely case", "High case")


@dataclass(frozen=True)
class Worked:
    """A sum that was worked out: its formula in words and in numbers, and what comes out, or
    nothing where it has no answer.
    """

    title: str
    unit: str
    words: str
    numbers: str
    value: float | None
    answer: str


def number_in_unit(value: float, unit: str, *, is_typed: bool = False) -> str:
    """A number as readers see it: $9,600 or 2,000 or 7.3. One that was typed keeps its digits, one
    that was worked out is rounded as the script rounds.
    """
    is_whole = value == int(value)
    places = 0 if is_whole or abs(value) >= 100 else 2 if unit == "dollars" else 1
    if is_typed and not is_whole:
        places = max(
            2 if unit == "dollars" else 0, -int(Decimal(repr(float(value))).as_tuple().exponent)
        )
    rounded = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    sign = "-" if rounded < 0 else ""
    return f"{sign}{'$' if unit == 'dollars' else ''}{abs(rounded):,}"


def in_words(item: Sum, titles: Mapping[str, str]) -> str:
    """The formula with the names that readers know."""
    return _joined(item.terms, lambda key: titles[key])


def worked_out(tool: Tool, case: int) -> tuple[Worked, ...]:
    """Every sum of the made-up example, in one of its cases: 0 is low, 1 likely, 2 high. Each takes
    the numbers before it as they are shown, as somebody with a pencil would.
    """
    values: dict[str, float | None] = {
        item.key: item.example[min(case, len(item.example) - 1)] for item in tool.inputs
    }
    units = {item.key: item.unit for item in numbers_of(tool)}
    titles = titles_of(tool)
    typed = {item.key for item in tool.inputs}
    found = []
    for item in tool.sums:
        value = _value(item.terms, values)
        answer = "has no answer" if value is None else number_in_unit(value, item.unit)
        values[item.key] = (
            value if value is None else float(answer.replace("$", "").replace(",", ""))
        )
        numbers = _joined(
            item.terms,
            lambda key: (
                "?"
                if values[key] is None
                else number_in_unit(values[key] or 0, units[key], is_typed=key in typed)
            ),
        )
        found.append(
            Worked(
                item.title,
                item.unit,
                in_words(item, titles),
                numbers=numbers,
                value=values[item.key],
                answer=answer,
            )
        )
    return tuple(found)


def titles_of(tool: Tool) -> dict[str, str]:
    """What readers call each input and each sum."""
    return {item.key: item.title for item in numbers_of(tool)}


def numbers_of(tool: Tool) -> tuple[Input | Sum, ...]:
    """Every named number: those typed first, then those worked out."""
    return (*tool.inputs, *tool.sums)


def for_script(tool: Tool, labels: Mapping[str, str]) -> dict[str, object]:
    """The inputs and sums as the page's script reads them."""
    return {
        "inputs": [
            {"key": item.key, "title": item.title, "unit": item.unit, "example": list(item.example)}
            for item in tool.inputs
        ],
        "sums": [
            {
                "key": item.key,
                "title": item.title,
                "unit": item.unit,
                "terms": [_plain(term) for term in item.terms],
            }
            for item in tool.sums
        ],
        "units": {unit: labels[unit] for unit in sorted({item.unit for item in numbers_of(tool)})},
    }


def _plain(term: Product) -> dict[str, object]:
    return {
        "multiply": list(term.multiply),
        "times": term.times,
        "divide": term.divide_by,
        "over": list(term.over),
        "minus": term.minus,
    }


def _value(terms: Sequence[Product], values: Mapping[str, float | None]) -> float | None:
    total = 0.0
    for term in terms:
        product: float = term.times
        for key in term.multiply:
            factor = values[key]
            if factor is None:
                return None
            product *= factor
        product /= term.divide_by
        for key in term.over:
            divisor = values[key]
            if divisor is None or divisor <= 0:
                return None
            product /= divisor
        total += -product if term.minus else product
    return total


def _joined(terms: Sequence[Product], name: Callable[[str], str]) -> str:
    text = ""
    for term in terms:
        factors = " × ".join(
            [
                *(name(key) for key in term.multiply),
                *([f"{term.times:,}"] if term.times > 1 else []),
            ]
        )
        divisors = "".join(
            f" ÷ {part}"
            for part in [
                *([f"{term.divide_by:,}"] if term.divide_by > 1 else []),
                *(name(key) for key in term.over),
            ]
        )
        sign = (" − " if text else "−") if term.minus else " + " if text else ""
        text += sign + factors + divisors
    return text
