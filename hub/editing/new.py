"""`hub new`: a file with every field that a published entry needs, each with a word on what to
write.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path

from hub.checks.shownwords import WRITE_HERE
from hub.editing.fieldguide import describe
from hub.kinds.catalog import KIND_BY_COLLECTION
from hub.kinds.fieldgroups import model_inside
from hub.kinds.shared import EntryFields, VocabularyTerm
from hub.load import RESERVED_IDS
from hub.model import Library
from hub.problems import HubError, visible
from hub.project.destination import write_file, writing
from hub.reading.filenames import suggested_slug
from hub.reading.slugs import is_slug
from hub.reading.yaml.slips import in_quotes

NEAR_ENTRIES_SHOWN = 3


def new_entry(
    collection: str,
    title: str,
    content: Path,
    vocabulary: Mapping[str, Mapping[str, VocabularyTerm]],
    today: date,
) -> Path:
    """Write a draft and return its path. A file that exists is never overwritten."""
    name = suggested_slug(title)
    if not name:
        raise HubError(
            "bad-slug",
            "The title has no letter or digit to make a file name from.",
            exit_code=2,
            fix='hub new practices "Map the journey"',
        )
    if not is_slug(name) or name in RESERVED_IDS:
        name = f"about-{name}"  # a title may be a word that no file may be called, such as Search
    suffix = ".md" if KIND_BY_COLLECTION[collection].about.has_text else ".yml"
    path = content / collection / f"{name}{suffix}"
    for other in (
        path.with_suffix(".md"),
        path.with_suffix(".yml"),
        path.with_suffix("") / "index.md",
    ):
        if other.exists() or other.is_symlink():
            raise HubError(
                "would-overwrite",
                f"{visible(str(other))} exists already.",
                exit_code=5,
                fix="Edit that file, or give the new entry another title.",
            )
    with writing(path, fix="Change the rights of that folder, so that you may write there."):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file(path, entry_text(collection, title, vocabulary, today=today).encode())
    return path


def entry_text(
    collection: str, title: str, vocabulary: Mapping[str, Mapping[str, VocabularyTerm]], today: date
) -> str:
    """The text of a new draft: what publishing needs first, as fields or as comments that say what
    to write.
    """
    kind = KIND_BY_COLLECTION[collection]
    lines = [f"title: {in_quotes(title)}", "status: draft", f"added: {today.isoformat()}", "#"]
    lines += [
        (
            "# A line that begins with # is not read. To fill in a field, write behind its colon,"
            " and delete the # in front of"
        ),
        "# it and of each line that belongs to it.",
    ]
    for name in (*kind.to_publish, *kind.about.good_to_have):
        if name not in ("added", "title"):
            lines += ["#", *_field_lines(name, kind, vocabulary)]
    lines += ["#", f"# All fields are listed by: hub schema {collection}"]
    if not kind.about.has_text:
        return "\n".join(lines) + "\n"
    body = (
        "".join(f"## {heading}\n\n{WRITE_HERE}\n\n" for heading in kind.about.headings)
        or f"{WRITE_HERE}\n"
    )
    return "\n".join(["---", *lines, "---", "", body]).rstrip() + "\n"


def _field_lines(
    name: str, kind: type[EntryFields], vocabulary: Mapping[str, Mapping[str, VocabularyTerm]]
) -> list[str]:
    """A field to be filled in: what to write, then its name, or the names of its parts."""
    info = kind.model_fields[name]
    is_list = "tuple" in str(info.annotation)
    need = "" if name in kind.to_publish else "; may be left out"
    inner = model_inside(info.annotation)
    if inner is None:
        return [
            f"# {describe(info, vocabulary)}{need}",
            f"#{name}:",
            *(["#  -"] if is_list else []),
        ]
    width = max(map(len, inner.model_fields))
    told = [
        f"#     {field:<{width}} "
        f" {describe(part, vocabulary)}{'' if part.is_required() else '; may be left out'}"
        for field, part in inner.model_fields.items()
    ]
    lead, rest = ("  - ", "    ") if is_list else ("  ", "  ")
    return [
        "# a list, each item with" if is_list else "# its parts are",
        *told,
        f"#{name}:",
        *(
            f"#{rest if number else lead}{field}:"
            for number, field in enumerate(inner.model_fields)
        ),
    ]


def near_entries(title: str, library: Library) -> list[tuple[str, str, int]]:
    """Entries that are close to a title: (name, title, percent alike), the nearest first."""
    found = []
    for entry in library.entry_by_ref.values():
        names = (entry.title, *entry.fields.other_names)
        alike = max(
            SequenceMatcher(None, title.casefold(), name.casefold()).ratio() for name in names
        )
        if alike > 0.5:
            found.append((entry.ref, entry.title, round(alike * 100)))
    return sorted(found, key=lambda item: (-item[2], item[0]))[:NEAR_ENTRIES_SHOWN]
