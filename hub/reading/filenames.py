"""What the names of content files are held to, and what is said of one that is not so."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Sequence
from itertools import chain, count
from pathlib import Path, PurePosixPath

from hub.limits import MAX_SLUG
from hub.problems import quoted
from hub.reading.litter import copied_from
from hub.reading.slugs import SLUG, is_slug, why_no_slug

_ENDINGS = (".md", ".yml")  # two files of one entry, whichever it has
Rows = list[tuple[str, str]]


def wrong_with_name(parts: Sequence[str], real: bytes) -> tuple[str, Rows] | None:
    """What is wrong with the name of a file, given as its folders and itself, and what helps; None
    when it is good. `real` is where it lies.
    """
    *folders, name = parts
    path = PurePosixPath(name)
    stem, suffix = path.stem, path.suffix
    for number, part in enumerate((*folders, stem)):
        if is_slug(part):
            continue
        is_file = number == len(folders)
        here = Path(os.fsdecode(real)).parents[len(folders) - number]
        if is_file and name.startswith(".") and SLUG.fullmatch(stem.removeprefix(".")):
            return f"{quoted(name)} begins with a dot, so it is hidden, and it is not read.", [
                ("Rename it to", _free(stem[1:], suffix, here)),
                ("Or", "remove it"),
            ]
        copied = _copied(stem, suffix, here) if is_file else ""
        if copied:
            words = (
                f"This looks like a second copy of {quoted(copied)}, as programs make it when a"
                " file was changed in two places."
            )
            return words, [("Write", f"what you need of it into {copied}, and remove this file")]
        return _why(part), [
            ("Rename it to", _suggested(part, suffix.lower() if is_file else "", here))
        ]
    return None


def suggested_slug(text: str) -> str:
    """The nearest name of the right form: `Journey Map` gives `journey-map`."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:MAX_SLUG].strip("-")


def _why(part: str) -> str:
    kept = why_no_slug(part)
    if kept:
        return f"{quoted(part)} {kept}."
    return (
        f"{quoted(part)} is not a good file name: use small letters, digits and single hyphens, at"
        f" most {MAX_SLUG}."
    )


def _suggested(part: str, suffix: str, here: Path) -> str:
    slug = suggested_slug(part)
    if not slug:
        return f"for example {_free('map-the-journey', suffix, here)}"
    return (
        f"for example {_free(f'about-{slug}', suffix, here)}"
        if not is_slug(slug)
        else _free(slug, suffix, here)
    )


def _free(slug: str, suffix: str, here: Path) -> str:
    """The name, with a number behind it where another file or folder has it: no message asks
    anybody to write over something.
    """
    names = chain([slug], (f"{slug[: MAX_SLUG - 5].rstrip('-')}-{number}" for number in count(2)))
    endings = {"", suffix, *(_ENDINGS if suffix in ("", *_ENDINGS) else ())}
    return (
        next(
            name for name in names if not any(_is_there(name + ending, here) for ending in endings)
        )
        + suffix
    )


def _copied(stem: str, suffix: str, here: Path) -> str:
    original = copied_from(stem)
    return (
        original + suffix
        if original and ("confli" in stem.lower() or _is_there(original + suffix, here))
        else ""
    )


def _is_there(name: str, here: Path) -> bool:
    return os.path.lexists(here / name)
