"""A short form written out, so that the sentence still reads well."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from hub.compose.wayfinding.names import Name

_SMALL = frozenset(
    {"a", "an", "and", "at", "for", "from", "in", "of", "on", "or", "the", "to", "with"}
)


@dataclass(frozen=True)
class Written:
    """What stands in place of a use: words, and what follows in brackets. `taken` letters before
    the use, an article, are part of it.
    """

    words: str
    brackets: str = ""
    article: str = ""
    taken: int = 0


def written_out(name: Name, before: str, after: str, suffix: str) -> Written:
    """The words for the first use of a short form, between the escaped text before and after it."""
    title, short, ending = name.entry.title, name.words, html.unescape(suffix)
    if not name.is_term and not re.search(r"\b[Tt]he\s+$", before):
        return Written(short + ending, title)
    if name.is_term:
        title = _in_sentence(
            title,
            starts=_starts_sentence(before),
            is_numbered=re.match(r"\s+\d", after) is not None,
        )
    if ending == "s":
        return Written(_plural(title), short + ending, *_article(title, before))
    return Written(title + ending, short + ending, *_article(title, before))


def _in_sentence(title: str, *, starts: bool, is_numbered: bool) -> str:
    """The title with the capitals it has within a sentence: "executive order", "Executive Order
    14058", "President's Management Agenda".
    """
    first, *others = title.split()
    is_name = any(word[:1].isupper() for word in others)
    if is_numbered:
        return " ".join(
            word if word in _SMALL else word[:1].upper() + word[1:] for word in (first, *others)
        )
    return title if is_name or starts else first[:1].lower() + title[1:]


def _starts_sentence(before: str) -> bool:
    """Whether nothing, or the end of a sentence, stands before; an article counts as a part of what
    it belongs to.
    """
    return re.search(r"(?:^|[.!?:]\s+)$", before.lstrip() if before.strip() else "") is not None


def _plural(title: str) -> str:
    """The plural of an English name by its last word."""
    if re.search(r"[^aeiou]y$", title):
        return title[:-1] + "ies"
    return title + ("es" if re.search(r"(?:s|x|z|ch|sh)$", title) else "s")


def _article(title: str, before: str) -> tuple[str, int]:
    """The article that the title needs where another one stands before it, and how many letters it
    takes the place of.
    """
    found = re.search(r"(?:^|(?<=[\s(]))([Aa])(n?)(\s+)$", before)
    if found is None:
        return "", 0
    needs_n = re.match(r"[aeioAEIO]|[uU](?!ni|s|\.)", title) is not None
    if needs_n == bool(found[2]):
        return "", 0
    return found[1] + ("n" if needs_n else "") + " ", len(found.group())
