"""`hub new`: a file with every field that a published entry needs, each with a word on what to write."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path

from hub.editing.fieldguide import describe
from hub.files import suggested_slug
from hub.kinds import KIND_BY_COLLECTION, VocabularyTerm
from hub.model import Library
from hub.problems import HubError, visible
from hub.schema import model_inside

NEAR_ENTRIES_SHOWN = 3
SMALL_COLLECTIONS = frozenset({"agencies", "assessments", "courses", "playbooks", "resources", "tools"})


def new_entry(collection: str, title: str, content: Path, vocabulary: Mapping[str, Mapping[str, VocabularyTerm]], today: date) -> Path:
    """Write a draft and return its path. A file that exists is never overwritten."""
    name = suggested_slug(title)
    if not name:
        raise HubError("bad-slug", "The title has no letter or digit to make a file name from.", exit_code=2, fix='hub new practices "Map the journey"')
    suffix = ".yml" if collection in SMALL_COLLECTIONS else ".md"
    path = content / collection / f"{name}{suffix}"
    for other in (path.with_suffix(".md"), path.with_suffix(".yml"), path.with_suffix("") / "index.md"):
        if other.exists():
            raise HubError("would-overwrite", f"{visible(str(other))} exists already.", exit_code=5, fix="Edit that file, or give the new entry another title.")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8") as file:
        file.write(entry_text(collection, title, vocabulary, today))
    return path


def entry_text(collection: str, title: str, vocabulary: Mapping[str, Mapping[str, VocabularyTerm]], today: date) -> str:
    """The text of a new draft: what publishing needs first, as fields or as comments that say what to write."""
    kind = KIND_BY_COLLECTION[collection]
    quoted = '"' + title.replace("\\", "\\\\").replace('"', '\\"') + '"'
    lines = [f"title: {quoted}", "status: draft", f"added: {today.isoformat()}"]
    for name in kind.to_publish:
        info = kind.model_fields[name]
        if name in ("added", "title"):
            continue
        inner = model_inside(info.annotation)
        if inner is None:
            lines += [f"# {describe(info, vocabulary)}", f"# {name}:"]
        else:
            lead, rest = ("  - ", "    ") if "tuple" in str(info.annotation) else ("  ", "  ")
            lines.append(f"# {name}:")
            lines += [f"# {lead if number == 0 else rest}{field}:   ({describe(part, vocabulary)})" for number, (field, part) in enumerate(inner.model_fields.items())]
    lines += ["# See all fields with: hub schema " + collection]
    body = "" if collection in SMALL_COLLECTIONS else "---\n\n## How to do it\n\nWrite here.\n"
    start = "" if collection in SMALL_COLLECTIONS else "---\n"
    return start + "\n".join(lines) + "\n" + body


def near_entries(title: str, library: Library) -> list[tuple[str, str, int]]:
    """Entries that are close to a title: (name, title, percent alike), the nearest first."""
    found = []
    for entry in library.entry_by_ref.values():
        names = (entry.title, *entry.fields.other_names)
        alike = max(SequenceMatcher(None, title.casefold(), name.casefold()).ratio() for name in names)
        if alike > 0.5:
            found.append((entry.ref, entry.title, round(alike * 100)))
    return sorted(found, key=lambda item: (-item[2], item[0]))[:NEAR_ENTRIES_SHOWN]
