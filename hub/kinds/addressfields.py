"""Web addresses and email addresses as fields."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import (
    BeforeValidator,
    WithJsonSchema,
)

from hub.kinds.fields import text_of, wrong
from hub.kinds.meant import web_address_meant
from hub.problems import quoted
from hub.prose.urls import judge

_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.(?:gov|mil)")


def _url(value: object) -> str:
    text = text_of(value).strip()
    verdict = judge(text)
    if verdict.kind == "inside":
        raise wrong(
            "unsafe-link",
            f"{quoted(text)} is not a whole address.",
            ("Write", web_address_meant(text) or "the address from https:// on"),
        )
    if verdict.kind == "unsafe":
        raise wrong(
            "unsafe-link",
            f"{quoted(text)} is not an address a page may link to. {verdict.why}",
            ("Write", "an address that starts with https://"),
        )
    if re.search(r"\s", text):
        raise wrong(
            "unsafe-link",
            f"{quoted(text)} holds a space, and an address has none.",
            ("Write", re.sub(r"\s", "%20", text)),
        )
    if not verdict.is_web:
        raise wrong(
            "unsafe-link",
            f"{quoted(text)} is not a web address.",
            ("Write", "an address that starts with https://"),
        )
    return verdict.address


Url = Annotated[
    str,
    BeforeValidator(_url),
    WithJsonSchema({"type": "string", "format": "uri", "pattern": "^https?://"}),
]


def _email(value: object) -> str:
    text = text_of(value).strip()
    if not _EMAIL.fullmatch(text):
        raise wrong(
            "bad-email",
            f"{quoted(text)} is not a government e-mail address.",
            ("Write", "name@agency.gov"),
        )
    return text


Email = Annotated[
    str, BeforeValidator(_email), WithJsonSchema({"type": "string", "format": "email"})
]
