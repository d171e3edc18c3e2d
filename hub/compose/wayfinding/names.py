"""The words that pages explain: terms by every name they have, and short forms of terms and
agencies.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from hub.kinds.entries.agencies import Agency
from hub.kinds.entries.terms import Term
from hub.model import Entry, Library, is_a

# What may not touch a name: letters, and the signs of addresses, compounds and paths. (USA.gov,
# pre-PRA, PRA/privacy, a@PRA)
_ENDS = r"(?![\w/@-]|\.\w)"
_APOSTROPHE = r"(?:'|&#39;|’)"  # as it is typed, escaped by a template, or typeset
SUFFIX = rf"(?P<suffix>s|{_APOSTROPHE}s)?"
RARE = 20  # a word of everyday language stands in more than one text of twenty


@dataclass(frozen=True)
class Name:
    """One name of a term or an agency, and how it is found at a place in escaped text."""

    words: str
    entry: Entry
    is_short: bool
    is_title: bool
    is_everyday: bool  # explained only where an editor lists the term for the page
    pattern: re.Pattern[str] = field(repr=False)

    @property
    def is_term(self) -> bool:
        return is_a(self.entry, Term)

    def fits(self, found: str) -> bool:
        """Whether the capitals are those of the name: "Customer Experience Office" is a name of its
        own, and holds no term.
        """
        if self.is_short:
            return True  # matched as it is written
        pairs = zip(found.split(), self.words.split(), strict=False)
        return not found.isupper() and all(
            word[:1].islower() or not meant[:1].islower()
            for number, (word, meant) in enumerate(pairs)
            if number
        )


def names_by_first_word(library: Library) -> dict[str, tuple[Name, ...]]:
    """Every name by its first word in small letters, the longest first. A short form with two
    meanings is no name of either.
    """
    terms, agencies = library.of(Term), library.of(Agency)
    entries: tuple[Entry[Term] | Entry[Agency], ...] = (*terms, *agencies)
    shorts = Counter(entry.fields.short for entry in entries if entry.fields.short)
    everyday = _everyday_words(library)
    found: dict[str, list[Name]] = defaultdict(list)
    for entry in entries:
        for name in _names(entry, shorts, everyday):
            found[re.findall(r"[A-Za-z0-9]+", name.words)[0].lower()].append(name)
    return {
        word: tuple(sorted(names, key=lambda name: (-len(name.words), name.words, name.entry.ref)))
        for word, names in found.items()
    }


def _names(
    entry: Entry[Term] | Entry[Agency], shorts: Counter[str], everyday: frozenset[str]
) -> Iterator[Name]:
    short = entry.fields.short
    if (
        short
        and shorts[short] == 1
        and short.casefold() not in entry.title.casefold()
        and re.match(r"[A-Za-z0-9]", short)
    ):
        yield Name(
            short,
            entry,
            is_short=True,
            is_title=False,
            is_everyday=False,
            pattern=re.compile(_escaped(short) + SUFFIX + _ENDS),
        )
    if not is_a(entry, Term):
        return
    for words in dict.fromkeys((entry.title, *entry.fields.other_names)):
        if words == short or not re.match(r"[A-Za-z0-9]", words):
            continue
        is_title = words == entry.title
        is_one_word = re.fullmatch(r"\w+", words) is not None
        is_everyday = is_one_word and (not is_title or words.casefold() in everyday)
        as_written = (
            re.search(
                r"[A-Z].*[A-Z]",
                next((word for word in words.split() if re.search(r"[A-Z]\w*[A-Z]", word)), ""),
            )
            is not None
        )
        pattern = re.compile(
            _escaped(words) + r"(?:es|s)?" + _ENDS, 0 if as_written else re.IGNORECASE
        )
        yield Name(
            words,
            entry,
            is_short=False,
            is_title=is_title,
            is_everyday=is_everyday,
            pattern=pattern,
        )


def title_pattern(entry: Entry) -> re.Pattern[str]:
    """The title in escaped text, in whatever capitals."""
    return re.compile(_escaped(entry.title), re.IGNORECASE)


def _escaped(words: str) -> str:
    """A pattern for words in HTML text: any space, any apostrophe, signs of HTML escaped."""
    escaped = re.escape(words.replace("&", "&amp;")).replace(r"\ ", r"\s+")
    return re.sub(r"\\?['’]", lambda _: _APOSTROPHE, escaped)


def _everyday_words(library: Library) -> frozenset[str]:
    """The words that stand in many texts of the hub: who reads it knows them."""
    entries = [entry for entry in library.entry_by_ref.values() if not entry.prose.is_empty]
    counted = Counter(
        word for entry in entries for word in set(re.findall(r"\w+", entry.prose.words.casefold()))
    )
    return frozenset(
        word for word, many in counted.items() if many > 3 and many * RARE > len(entries)
    )
