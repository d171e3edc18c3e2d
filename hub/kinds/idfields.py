"""The types of fields that name something: a key of their own, the id of an entry, the permanent id
of a page or of a part of one.

A title, a short form or another name in the place of an id is looked up, so that advice names the
id of an entry that is there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError
from pydantic_core.core_schema import ValidationInfo

from hub.kinds.entrynames import NO_NAMES, EntryNames
from hub.kinds.fields import FieldType, text_of, wrong
from hub.kinds.meant import permalink_meant
from hub.limits import MAX_SLUG
from hub.problems import a_few, quoted
from hub.reading.slugs import SLUG, is_slug, why_no_slug

_REF = re.compile(rf"{SLUG.pattern}/{SLUG.pattern}")
_PERMALINK = re.compile(rf"{SLUG.pattern}(?:\.{SLUG.pattern})*")


def _slug(value: object) -> str:
    text = text_of(value, "an id").strip()
    if not text:
        raise wrong(
            "missing-field",
            "{field} is empty.",
            ("Write", "a key in small letters, with hyphens between the words"),
        )
    if not is_slug(text):
        raise _not_an_id(
            text, ("Write", slug_meant(text) or "for example map-the-journey"), holds="key"
        )
    return text


def _not_an_id(text: str, *rows: tuple[str, str], holds: str) -> PydanticCustomError:
    kept = why_no_slug(text)
    if kept:
        return wrong(
            "bad-slug",
            f"{quoted(text)} {kept}.",
            ("Write", f"another word, such as the-{text}"),
            holds=holds,
        )
    odd = next((c for c in text if not re.match(r"[a-z0-9-]", c)), None)
    which = f" {quoted(odd)} is U+{ord(odd):04X}." if odd and not odd.isascii() else ""
    return wrong(
        "bad-slug",
        f"{quoted(text)} is not an id. An id has small letters, digits and hyphens, at most"
        f" {MAX_SLUG}.{which}",
        *rows,
        holds=holds,
    )


def slug_meant(text: str) -> str:
    """`map-the-journey` for `practices/Map the Journey`; nothing for what has other characters."""
    name = text.rpartition("/")[2].lower()
    return (
        re.sub(r"[ _-]+", "-", name).strip("-")[:MAX_SLUG]
        if re.fullmatch(r"[a-z0-9 _-]+", name)
        else ""
    )


Slug = Annotated[
    str,
    BeforeValidator(_slug),
    WithJsonSchema({"type": "string", "pattern": f"^{SLUG.pattern}$", "maxLength": MAX_SLUG}),
]


def _permalink(value: object, info: ValidationInfo) -> str:
    text = text_of(value, "an id").strip()
    if not _PERMALINK.fullmatch(text) or len(text) > 4 * MAX_SLUG:
        ref = _names(info).one(text)
        meant = ref.replace("/", ".") if ref else permalink_meant(text)
        is_id = meant != text and "." in meant and _PERMALINK.fullmatch(meant) is not None
        raise wrong(
            "bad-permalink",
            f"{quoted(text)} is not the id of a page or of a part of one.",
            (
                "Write",
                (
                    meant
                    if is_id
                    else (
                        "for example practices.map-the-journey, or"
                        " playbooks.cx.why-cx.exercise-tell-a-story"
                    )
                ),
            ),
            ("See", "the link sign beside each heading, whose address ends in the id: /go/ID/"),
        )
    return text


def _names(info: ValidationInfo) -> EntryNames:
    found = info.context.get("names") if info.context else None
    return found if isinstance(found, EntryNames) else NO_NAMES


PermalinkId = Annotated[
    str,
    BeforeValidator(_permalink),
    WithJsonSchema(
        {"type": "string", "pattern": f"^{_PERMALINK.pattern}$", "maxLength": 4 * MAX_SLUG}
    ),
]


@dataclass(frozen=True)
class RefTo(FieldType):
    """The id of an entry: bare in `collection`, or `collection/id` anywhere when it is None."""

    collection: str | None

    def schema(self) -> dict[str, Any]:
        if self.collection is None:
            return {"type": "string", "pattern": "^[a-z-]+/[a-z0-9-]+$", "x-entry": "any"}
        return {"type": "string", "pattern": f"^{SLUG.pattern}$", "x-entry": self.collection}

    def read(self, value: object, info: ValidationInfo) -> str:
        if self.collection is None:
            return _any_ref(value, _names(info))
        text = text_of(value, "the id of an entry").strip()
        if not text:
            raise wrong(
                "missing-field",
                "{field} is empty.",
                ("Write", f"the id of an entry of {self.collection}"),
                ("See", f"hub list {self.collection}"),
            )
        if is_slug(text):
            return text
        name = text.strip("[]").partition("|")[0].rpartition("/")[2]
        ref = _names(info).one(name, self.collection)
        if ref:
            raise wrong(
                "bad-slug",
                f"{quoted(text)} is not an id. This field takes the id of an entry of"
                f" {self.collection}.",
                ("Write", ref.partition("/")[2]),
            )
        # an id made from a name that no entry has would only be the next mistake
        known = _names(info) is not NO_NAMES
        rows = (
            (("See", f"hub list {self.collection}"),)
            if known
            else (("Write", slug_meant(text) or f"the id of an entry of {self.collection}"),)
        )
        raise _not_an_id(text, *rows, holds="the id of an entry")


def _any_ref(value: object, names: EntryNames) -> str:
    text = text_of(value, "the id of an entry").strip()
    collection, slash, name = text.partition("/")
    if not slash or not SLUG.fullmatch(collection) or not SLUG.fullmatch(name):
        bare = text.strip("[]/ ").partition("|")[0]
        folder, _, last = bare.rpartition("/")
        many = names.refs(last, folder or None)
        ref = names.one(last, folder or None)
        rows = (
            [("Write", ref)]
            if ref
            else (
                [("One of", a_few(many))]
                if many
                else [
                    (
                        "Write",
                        (
                            bare
                            if bare != text and _REF.fullmatch(bare)
                            else "for example practices/map-the-journey"
                        ),
                    ),
                    ("See", "hub list"),
                ]
            )
        )
        raise wrong(
            "bad-slug",
            f"{quoted(text)} does not name an entry. Write the folder, a slash and the id.",
            *rows,
        )
    return text


AnyRef = Annotated[str, RefTo(None)]
