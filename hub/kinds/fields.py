"""The types a field can have: text comes in, a checked value goes out, or one problem with its
words.

A type is `Annotated[...]` for pydantic. An error's type is our problem code; its context carries
the rows of help.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BeforeValidator,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema
from pydantic_core.core_schema import ValidationInfo

from hub.kinds.meant import number_meant
from hub.kinds.meantterms import term_meant
from hub.limits import MAX_DIGITS, MAX_SUMMARY, MAX_TEXT, MAX_TITLE
from hub.problems import a_few, did_you_mean, quoted
from hub.reading.characters import says_something, shows_something
from hub.reading.lookalikes import borrowed_letter, latin_for, named

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_TAG = re.compile(
    r"<(?:[A-Za-z][\w:-]*(?:[\s/][^<>]*)?(?:>|=)|/[A-Za-z]|[!?]|(?:a|base|body|embed|form|iframe|img|link|math|meta|object|script|style|svg)\b)",
    re.IGNORECASE,
)
# what HTML and SVG call the events that an attribute can wait for: "Online = faster" waits for none
_EVENTS = (
    r"abort|afterprint|animation\w*|auxclick|before\w+|begin|blur|cancel|canplay\w*|change|click|close|command|context\w+|copy|cuechange|cut|dblclick|drag\w*|drop|durationchange|"
    r"emptied|end|ended|error|focus\w*|formdata|fullscreen\w*|gesture\w+|gotpointercapture|hashchange|input|invalid|key(?:down|press|up)|languagechange|load\w*|lostpointercapture|"
    r"message\w*|mouse\w+|offline|online|page\w+|paste|pause|play\w*|pointer\w+|popstate|progress|ratechange|rejectionhandled|repeat|reset|resize|scroll\w*|search|"
    r"securitypolicyviolation|seek\w+|select\w*|show|slotchange|stalled|storage|submit|suspend|timeupdate|toggle|touch\w+|transition\w+|unhandledrejection|unload|volumechange|waiting|"
    r"webkit\w+|wheel|zoom"
)
_HANDLER = re.compile(rf"(?:^|[^\w])on(?:{_EVENTS})\s*=", re.IGNORECASE)


def wrong(
    code: str, message: str, *help_rows: tuple[str, str], item: int | None = None, holds: str = ""
) -> PydanticCustomError:
    """A field error that becomes a `Problem`; braces in the words are kept as typed. `holds` says
    what the field takes, where advice depends on it.
    """
    return PydanticCustomError(
        code, "{words}", {"words": message, "help": help_rows, "item": item, "holds": holds}
    )


def text_of(value: object, holds: str = "text") -> str:
    """The value, when it is text."""
    if isinstance(value, str):
        return value
    found = "a list" if isinstance(value, (list, tuple)) else "a group of fields"
    raise wrong(
        "wrong-type",
        f"This field holds {holds}, and here it is {found}.",
        ("Write", "one line of text" if holds == "text" else holds),
        holds=holds,
    )


class FieldType:
    """Marks `Annotated[...]` with a reader of our own and the JSON Schema that goes with it."""

    def read(self, value: object, info: ValidationInfo) -> object:
        """The value, or a `PydanticCustomError`."""
        raise NotImplementedError

    def schema(self) -> dict[str, Any]:
        """JSON Schema of the values."""
        raise NotImplementedError

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return self.schema()


@dataclass(frozen=True)
class Line(FieldType):
    """One line of text, `most` characters at the longest, without markup."""

    most: int
    is_name: bool = False

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "maxLength": self.most}

    def read(self, value: object, info: ValidationInfo) -> str:
        text = text_of(value).strip()
        if not text:
            raise wrong(
                "missing-field", "{field} is empty.", ("Write", "{field}: one line of text")
            )
        if not shows_something(text):
            raise wrong(
                "bad-text",
                "{field} shows nothing: what it holds cannot be seen.",
                ("Write", "{field}: one line of text"),
            )
        if self.is_name and not says_something(text):
            raise wrong(
                "bad-text",
                "{field} has no letter and no digit, so nobody could say or find it.",
                ("Write", "{field}: words that name it"),
            )
        if not text.isascii() and (letter := borrowed_letter(text)):
            words = (
                f"{{field}} holds {named(letter)} in a word of Latin letters, so nobody could"
                " find it."
            )
            raise wrong(
                "look-alike-letter",
                words,
                ("Write", f"{latin_for(letter)} as it is on an English keyboard"),
            )
        if "\n" in text:
            raise wrong(
                "bad-text",
                "{field} holds a line break, and it is one line.",
                ("Write", "the text on one line"),
            )
        if ("<" in text and _TAG.search(text)) or ("=" in text and _HANDLER.search(text)):
            raise wrong(
                "markup-in-text",
                f"{{field}} holds something that looks like HTML: {quoted(text)}.",
                ("Write", "plain words, without < and >"),
            )
        if len(text) > self.most:
            raise wrong(
                "too-long",
                f"{{field}} has {len(text):,} characters; the most is {self.most}.",
                ("Write", "a shorter text"),
            )
        return text


Title = Annotated[str, Line(MAX_TITLE, is_name=True)]
Summary = Annotated[str, Line(MAX_SUMMARY)]
Text = Annotated[str, Line(MAX_TEXT)]
Short = Annotated[str, Line(80)]
Word = Annotated[str, Line(40)]


@dataclass(frozen=True)
class OneOf(FieldType):
    """A value from `content/vocabulary/<vocabulary>.yml`. The lists reach the check through its
    context.
    """

    vocabulary: str

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "x-vocabulary": self.vocabulary}

    def read(self, value: object, info: ValidationInfo) -> str:
        text = text_of(value).strip()
        terms = info.context["vocabulary"].get(self.vocabulary, {}) if info.context else {}
        if not text:
            raise wrong("missing-field", "{field} is empty.", ("Allowed", a_few(terms)))
        if text in terms or (info.context and self.vocabulary in info.context.get("unsure", ())):
            return text
        meant = term_meant(text, terms)
        rows = [("Did you mean", meant)] if meant else did_you_mean(text, terms)
        raise wrong(
            "bad-choice",
            f"{quoted(text)} is not one of the words that {{field}} can have.",
            *rows,
            ("Allowed", a_few(terms, 25)),
            ("Explained in", f"content/vocabulary/{self.vocabulary}.yml"),
        )


@dataclass(frozen=True)
class Choice(FieldType):
    """One of a few words that the code knows. A list that editors may extend is a vocabulary:
    `OneOf`.
    """

    words: tuple[str, ...]

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "enum": list(self.words)}

    def read(self, value: object, info: ValidationInfo) -> str:
        text = text_of(value).strip()
        if not text:
            raise wrong("missing-field", "{field} is empty.", ("Allowed", a_few(self.words)))
        if text not in self.words:
            raise wrong(
                "bad-choice",
                f"{quoted(text)} is not one of the words that {{field}} can have.",
                *did_you_mean(text, self.words),
                ("Allowed", a_few(self.words)),
            )
        return text


def _number(value: object) -> float:
    text = text_of(value).strip()
    if not text:
        raise wrong("missing-field", "{field} is empty.", ("Write", "a number, for example 12"))
    if not _NUMBER.fullmatch(text) or len(text) > MAX_DIGITS:
        meant = number_meant(text) or ""
        advice = (
            meant
            if 0 < len(meant) <= MAX_DIGITS
            else "digits with at most one point, for example 12 or 4.5"
        )
        raise wrong(
            "bad-number", f"{quoted(text)} is not a number this hub can use.", ("Write", advice)
        )
    return float(text)


Number = Annotated[float, BeforeValidator(_number), WithJsonSchema({"type": "number"})]


@dataclass(frozen=True)
class WholeNumber(FieldType):
    """A whole number from `least` to `most`."""

    least: int
    most: int

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}

    def read(self, value: object, info: ValidationInfo) -> int:
        text = text_of(value).strip()
        if not self._fits(text):
            meant = (number_meant(text) or "").removesuffix(".0")
            write = (
                meant
                if self._fits(meant)
                else f"digits only, for example {min(12, (self.least + self.most) // 2)}"
            )
            raise wrong(
                "bad-number",
                f"{quoted(text)} is not a whole number from {self.least} to {self.most:,}.",
                ("Write", write),
            )
        return int(text)

    def _fits(self, text: str) -> bool:
        return (
            re.fullmatch(r"-?[0-9]{1,9}", text, re.ASCII) is not None
            and self.least <= int(text) <= self.most
        )


def _yes_no(value: object) -> bool:
    text = text_of(value).strip()
    if text not in ("true", "false"):
        raise wrong(
            "bad-choice", f"{quoted(text)} is neither true nor false.", ("Allowed", "true, false")
        )
    return text == "true"


YesNo = Annotated[bool, BeforeValidator(_yes_no), WithJsonSchema({"type": "boolean"})]


def no_repeats(items: tuple[Any, ...]) -> tuple[Any, ...]:
    """Refuse a list in which the same text, or the same id, stands twice."""
    seen: set[str] = set()
    for number, item in enumerate(items):
        name = (
            item
            if isinstance(item, str)
            else getattr(item, "id", None) or getattr(item, "key", None)
        )
        if name is None:
            continue
        if name in seen:
            raise wrong(
                "duplicate-item",
                f"{quoted(name)} is in this list twice.",
                ("Write", "Keep one of the two."),
                item=number,
            )
        seen.add(name)
    return items


Unique = AfterValidator(no_repeats)
