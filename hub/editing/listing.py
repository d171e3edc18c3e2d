"""`hub list` and `hub show`: entries as lines, and one entry with everything that points to it."""

from __future__ import annotations

from collections.abc import Mapping

from hub.compose.drawing.data import entry_data
from hub.kinds.catalog import KIND_BY_COLLECTION
from hub.kinds.shared import VocabularyTerm
from hub.model import Entry, Library
from hub.problems import HubError, a_few, nearest


def name_of(typed: str) -> str:
    """`practices/map-the-journey` for the path of a file as somebody typed it; an id stays what it
    is.
    """
    return (
        typed.replace("\\", "/")
        .removeprefix("./")
        .rstrip("/")
        .removesuffix(".md")
        .removesuffix(".yml")
        .removesuffix("/index")
        .removeprefix("content/")
    )


def find(name: str, library: Library) -> Entry:
    """The entry of a path, of `collection/id`, or of an id that only one entry has."""
    wanted = name_of(name)
    if wanted in library.entry_by_ref:
        return library.entry_by_ref[wanted]
    found = [entry for entry in library.entry_by_ref.values() if entry.id == wanted]
    if len(found) == 1:
        return found[0]
    if found:
        raise HubError(
            "unknown-entry",
            f"More than one entry is called {wanted}: {a_few(entry.ref for entry in found)}.",
            exit_code=2,
            fix=f"hub show {found[0].ref}",
        )
    meant = nearest(
        wanted, [*library.entry_by_ref, *(entry.id for entry in library.entry_by_ref.values())]
    )
    raise HubError(
        "unknown-entry",
        f'There is no entry "{wanted[:60]}".',
        exit_code=2,
        fix=f"hub show {meant}" if meant else "hub list",
    )


def collection_named(name: str) -> str:
    """The collection of that name; the nearest is offered when there is none."""
    if name in KIND_BY_COLLECTION:
        return name
    singular = {
        kind.singular.replace(" ", "-"): plural for plural, kind in KIND_BY_COLLECTION.items()
    }
    meant = singular.get(name.replace("_", "-")) or nearest(name, KIND_BY_COLLECTION)
    raise HubError(
        "unknown-collection",
        f'There is no collection "{name[:40]}".',
        exit_code=2,
        fix=f"Did you mean {meant}?"
        if meant
        else f"The collections are {', '.join(KIND_BY_COLLECTION)}.",
    )


def value_named(field: str, typed: str, terms: Mapping[str, VocabularyTerm]) -> str:
    """The value of a closed list that somebody typed, in whatever case, or by the words that
    readers see for it.
    """
    wanted = _comparable(typed)
    for name, term in terms.items():
        if wanted in {_comparable(word) for word in (name, term.label, *term.aliases)}:
            return name
    key_by_word = {
        _comparable(word): name
        for name, term in terms.items()
        for word in (name, term.label, *term.aliases)
    }
    meant = nearest(wanted, key_by_word) or next(
        (word for word in sorted(key_by_word) if wanted and wanted in word), None
    )
    fix = f"Did you mean {key_by_word[meant]}? " if meant else ""
    raise HubError(
        "bad-choice",
        f'There is no {field} "{typed[:40]}".',
        exit_code=2,
        fix=f"{fix}Allowed: {a_few(terms, 20)}",
    )


def _comparable(words: str) -> str:
    return " ".join(words.casefold().replace("-", " ").replace("_", " ").split())


def rows(
    library: Library, collection: str | None, status: str | None, owner: str | None
) -> list[Entry]:
    """The entries that match, by name."""
    return [
        entry
        for ref, entry in sorted(library.entry_by_ref.items())
        if (collection is None or entry.collection == collection)
        and (status is None or entry.fields.status == status)
        and (owner is None or entry.fields.owner == owner)
    ]


def lines(entries: list[Entry]) -> list[str]:
    """One line an entry: its name, its status when it is not published, its title."""
    width = max((len(entry.ref) for entry in entries), default=0)
    return [
        f"{entry.ref:<{width}}  {entry.title}"
        + ("" if entry.fields.status == "published" else f"  [{entry.fields.status}]")
        for entry in entries
    ]


def entry_as_text(entry: Entry, library: Library) -> str:
    """An entry for a person: what it is, who answers for it, its fields and who points to it."""
    data = entry_data(entry, library)
    out = [entry.title, f"  {entry.fields.summary or '(no summary)'}", ""]
    out += [
        f"  {'Name':<10} {entry.ref}",
        f"  {'File':<10} {entry.source.path}",
        f"  {'Address':<10} /{entry.address}",
        f"  {'Status':<10} {entry.fields.status}",
    ]
    out += [f"  {'Owner':<10} {library.label('owners', entry.fields.owner) or '(nobody)'}"]
    if not entry.is_published:
        out.append(f"  {'Needs':<10} {a_few(entry.missing, 20) or 'nothing more'} to be published")
    if entry.review_due:
        out.append(f"  {'Read again':<10} by {entry.review_due.isoformat()}")
    out += ["", "Fields"]
    out += [
        f"  {name:<18} {_short(value)}"
        for name, value in data["fields"].items()
        if name not in ("title", "summary", "status", "owner")
    ]
    links: dict[str, list[str]] = {}
    for link in data["backlinks"]:
        links.setdefault(link["from"], []).append(link["field"])
    out += ["", f"Pointed to by {len(links)} entries" if links else "Nobody points here"]
    out += [
        f"  {origin:<48} {', '.join(dict.fromkeys(fields))}"
        for origin, fields in sorted(links.items())
    ]
    return "\n".join(out)


def _short(value: object) -> str:
    if isinstance(value, list):
        names = [
            str(item.get("id") or item.get("key") or next(iter(item.values())))
            if isinstance(item, dict)
            else str(item)
            for item in value
        ]
        return a_few((name if len(name) < 50 else name[:49] + "…" for name in names), 5)
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_short(item)}" for name, item in value.items())
    text = str(value)
    return text if len(text) <= 100 else text[:99] + "…"
