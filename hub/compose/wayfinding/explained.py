"""Words explained where they stand: glossary terms become links with their definition at hand,
short forms are written out at first use.

This works on the finished HTML of a page, for four reasons. A page's words come from fields and
from text, and only there are they in the order in which people read. A word is explained once a
page, which no single piece knows. The text that books, the search, feeds and editions are made from
stays as it was written. And no byte outside the explained words changes, which a test holds.

A short form of a term is written out as style guides ask: "privacy impact assessment (PIA)". For an
agency that reads well only after "the", as in "the Internal Revenue Service (IRS)". Elsewhere ("SSA
says", "an SSA office") the short form keeps its place in the sentence, and its meaning follows:
"SSA (Social Security Administration) says". Readers get the words as text: a tooltip does not reach
everybody.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from hub.compose.drawing.addresses import relative
from hub.compose.drawing.drawing import environment
from hub.compose.wayfinding.names import Name, names_by_first_word, title_pattern
from hub.compose.wayfinding.runningtext import Run, running_text
from hub.compose.wayfinding.writtenout import Written, written_out
from hub.model import Entry, Library
from hub.pages import Page

# kinds of pages that are read as text, and not as lists
EXPLAINED = frozenset({"entry", "chapter", "playbook", "course", "teach"})
MOST_TERMS = 6  # more dotted lines than this, and nobody sees one
ASSETS = ("terms.js",)

_WORD = re.compile(r"(?<![\w/@#&-])(?<!\w\.)(?<!&amp;)[A-Za-z0-9]+")

# "Paperwork Reduction Act (PRA)", "..., or PRA", "..., known as the PRA"  # noqa: ERA001
_BETWEEN = re.compile(r"s?\W*(?:(?:or|the|also|called|known|as|short)\W+)*")


@dataclass(frozen=True)
class Use:
    """A name that stands in the running text of a page, at `start` of its content."""

    name: Name
    run: Run
    start: int
    end: int
    suffix: str = ""

    @property
    def before(self) -> str:
        """What stands before it in its block, as far as that is remembered."""
        return self.run.before + self.run.text[: self.start - self.run.start]

    @property
    def after(self) -> str:
        return self.run.text[self.end - self.run.start :]


class Explainer:
    """Explains words in the pages of one hub."""

    def __init__(self, library: Library) -> None:
        self._library = library

    @cached_property
    def _names(self) -> dict[str, tuple[Name, ...]]:
        return names_by_first_word(self._library)

    @cached_property
    def _shorts(self) -> frozenset[str]:
        return frozenset(
            name.words for names in self._names.values() for name in names if name.is_short
        )

    def explained(self, page: Page, content: str) -> str:
        """The page's HTML with its words explained; every other byte as it was."""
        if page.kind not in EXPLAINED or page.language != "en":
            return content
        own = self._library.entry_by_ref.get(page.address.rstrip("/"))
        uses = [use for use in self._uses(content) if use.name.entry is not own]
        linked = self._linked(uses, own)
        written = {use.start: use for use in self._first_shorts(uses)}
        parts: list[str] = []
        done = 0
        for start in sorted({*linked, *written}):
            use = linked.get(start) or written[start]
            out = (
                written_out(use.name, use.before, use.after, suffix=use.suffix)
                if start in written
                else Written(words=html.unescape(content[use.start : use.end]))
            )
            cut = start - out.taken
            href = relative(page.address, use.name.entry.address) if start in linked else ""
            parts += [
                content[done:cut],
                environment()
                .get_template("explained.html")
                .render(out=out, href=href, id=use.name.entry.id),
            ]
            done = use.end
        tips = (
            environment()
            .get_template("term-tips.html")
            .render(terms=[use.name.entry for _, use in sorted(linked.items())])
            if linked
            else ""
        )
        return "".join([*parts, content[done:], tips])

    def _uses(self, content: str) -> Iterator[Use]:
        """Every name in the running text, the longest at each place, outside quotation marks."""
        for run in running_text(content):
            reached = 0
            for word in _WORD.finditer(run.text):
                if word.start() < reached:
                    continue
                for name in self._begun_by(word.group().lower()):
                    found = name.pattern.match(run.text, word.start())
                    if found and name.fits(found.group()):
                        reached = found.end()
                        use = Use(
                            name,
                            run,
                            run.start + found.start(),
                            end=run.start + found.end(),
                            suffix=(found["suffix"] or "") if name.is_short else "",
                        )
                        if not _is_quoted(use) and not self._is_shouted(use):
                            yield use
                        break

    def _begun_by(self, word: str) -> tuple[Name, ...]:
        """The names that begin with this word, or with the word that it is the plural of."""
        names = self._names.get(word, ())
        return (*names, *self._names.get(word[:-1], ())) if word.endswith("s") else names

    def _linked(self, uses: Sequence[Use], own: Entry | None) -> dict[int, Use]:
        """The terms to link, each at its first use: those that an editor lists for the page, then
        titles before other names, long ones first.
        """
        listed = set(getattr(own.fields, "terms", ())) if own else set()
        first: dict[str, Use] = {}
        for use in uses:
            if use.name.is_term and (not use.name.is_everyday or use.name.entry.id in listed):
                first.setdefault(use.name.entry.id, use)

        def order(use: Use) -> tuple[bool, bool, int, int]:
            return (
                use.name.entry.id not in listed,
                not (use.name.is_title or use.name.is_short),
                -len(use.name.words.split()),
                use.start,
            )

        return {use.start: use for use in sorted(first.values(), key=order)[:MOST_TERMS]}

    def _first_shorts(self, uses: Sequence[Use]) -> Iterator[Use]:
        """The first use of each short form that can be written out, unless the text has done so by
        then.
        """
        done: set[str] = set()
        for use in uses:
            if not use.name.is_short or use.name.words in done:
                continue
            if _says_itself(use):
                done.add(use.name.words)
            # no brackets in brackets; IRS' has no good form
            elif use.before.count("(") <= use.before.count(")") and not re.match(
                r"'|&#39;|’", use.after
            ):
                done.add(use.name.words)
                yield use

    def _is_shouted(self, use: Use) -> bool:
        """Whether a short form is only a word among others in capitals: DO IT NOW."""
        if not use.name.is_short:
            return False
        beside = (
            re.search(r"([A-Z]{2,})\W{1,2}$", use.before),
            re.match(r"\W{1,2}([A-Z]{2,})\b", use.after),
        )
        return any(word is not None and word[1] not in self._shorts for word in beside)


def _is_quoted(use: Use) -> bool:
    """Whether it stands between quotation marks: nobody writes anything into the words of
    others.
    """
    before = use.before.replace("&#34;", '"').replace("&quot;", '"')
    return before.count('"') % 2 == 1 or before.count("“") > before.count("”")


def _says_itself(use: Use) -> bool:
    """Whether the text writes the short form out just before or after it, or puts it in brackets
    behind words of its own.
    """
    title = title_pattern(use.name.entry)
    # room for ", also called the " and for signs that HTML writes long
    said = title.search(use.before[-len(use.name.entry.title) - 24 :])
    return (
        (
            said is not None
            and _BETWEEN.fullmatch(use.before, len(use.before) - len(said.string) + said.end())
            is not None
        )
        or title.match(re.sub(r"^[\s(,]+(?:or |the )*", "", use.after)) is not None
        or (use.before.endswith("(") and use.after.startswith(")"))
    )
