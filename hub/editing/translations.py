"""`hub list --language` and `hub show --language`: what is translated, and which English entries
have changed since.
"""

from __future__ import annotations

from dataclasses import dataclass

from hub.editing.listing import name_of
from hub.model import Entry, Library, Translated
from hub.problems import HubError, nearest


@dataclass(frozen=True)
class Pair:
    """A translation beside its English entry."""

    words: Translated
    entry: Entry

    @property
    def name(self) -> str:
        """`es/practices/map-the-journey`: the file below content/, without its ending."""
        return f"{self.words.language}/{self.words.ref}"

    @property
    def outdated(self) -> str:
        """When the English entry last told readers of a change, if that was after the translation;
        else "".
        """
        updated = self.entry.updated
        return updated.isoformat() if updated and updated > self.words.fields.translation.on else ""


def languages(library: Library) -> list[str]:
    """The languages that something is translated into."""
    return sorted(
        {words.language for found in library.translations_by_ref.values() for words in found}
    )


def pairs(
    library: Library,
    language: str,
    *,
    collection: str | None = None,
    status: str | None = None,
    owner: str | None = None,
) -> list[Pair]:
    """The translations into a language by name. `owner` is who answers for the translation,
    `status` that of the English entry.
    """
    known = languages(library)
    if language not in known:
        raise HubError(
            "unknown-entry",
            f'Nothing is translated into "{language[:20]}".',
            exit_code=2,
            fix=f"The languages are: {', '.join(known) or 'none yet'}",
        )
    found = [
        Pair(words, library.entry_by_ref[ref])
        for ref, group in sorted(library.translations_by_ref.items())
        for words in group
        if words.language == language
    ]
    return [
        pair
        for pair in found
        if collection in (None, pair.entry.collection)
        and status in (None, pair.entry.fields.status)
        and owner in (None, pair.words.fields.translation.by)
    ]


def pair_named(name: str, library: Library, language: str) -> Pair:
    """The translation of a path, of `collection/id`, or of an id that only one translated entry
    has.
    """
    wanted = name_of(name).removeprefix(f"{language}/")
    known = pairs(library, language)
    found = [pair for pair in known if wanted in (pair.words.ref, pair.entry.id)]
    if len(found) == 1:
        return found[0]
    meant = (
        found[0].words.ref
        if found
        else nearest(wanted, [name for pair in known for name in (pair.words.ref, pair.entry.id)])
    )
    words = (
        f"More than one translation is called {wanted[:60]}."
        if found
        else f'There is no translation of "{wanted[:60]}".'
    )
    raise HubError(
        "unknown-entry",
        words,
        exit_code=2,
        fix=(
            f"hub show --language {language} {meant}"
            if meant
            else f"hub list --language {language}"
        ),
    )


def lines(found: list[Pair]) -> list[str]:
    """One line a translation: its name, its title, and whether the English entry has changed
    since.
    """
    width = max((len(pair.name) for pair in found), default=0)
    return [
        f"{pair.name:<{width}}  {pair.words.fields.title}"
        + (f"  [outdated: the English one changed on {pair.outdated}]" if pair.outdated else "")
        for pair in found
    ]


def rows(found: list[Pair]) -> list[dict[str, str]]:
    """The same for machines."""
    return [
        {
            "name": pair.name,
            "title": pair.words.fields.title,
            "of": pair.words.ref,
            "by": pair.words.fields.translation.by,
            "on": pair.words.fields.translation.on.isoformat(),
            "outdated_since": pair.outdated,
            "file": pair.words.source.path,
        }
        for pair in found
    ]


def pair_as_text(pair: Pair, library: Library) -> str:
    """A translation for a person: what it is, who answers for it, and whether it is still as the
    English entry is.
    """
    fields, entry = pair.words.fields, pair.entry
    stages = [stage.key for stage in getattr(entry.fields, "stages", ())]
    told = [
        ("Name", pair.name),
        ("File", pair.words.source.path),
        ("Address", f"/{pair.words.language}/{entry.address}"),
        ("English", f"{entry.ref}   ({entry.title}, {entry.fields.status})"),
        ("By", library.label("owners", fields.translation.by)),
        ("On", fields.translation.on.isoformat()),
        (
            "Outdated",
            (
                f"the English one changed on {pair.outdated}"
                if pair.outdated
                else "no later change is told in the English one"
            ),
        ),
    ]
    if stages:
        told.append(("Stages", f"{len(fields.stages)} of {len(stages)} are translated"))
    return "\n".join(
        [
            fields.title,
            f"  {fields.summary}",
            "",
            *(f"  {label:<10} {value}" for label, value in told),
        ]
    )
