"""Writes `{#id}` behind headings whose id was made from their words, so that it stays when the words change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from hub.model import Entry
from hub.permalinks.ids import page_id, part_id
from hub.problems import Place


def unwritten(entries: Iterable[Entry]) -> dict[str, Place]:
    """The second-level headings without a written id: by permanent id, with their place."""
    return {part_id(page_id(entry.address), heading.id): heading.place for entry in entries for heading in entry.prose.headings if heading.level == 2 and not heading.is_written}


def write_ids(places: Mapping[str, Place], root: Path) -> list[str]:
    """Write the ids into their files below `root`. Returns the paths that were changed. A line that is no heading is left alone."""
    by_path: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for identity, place in places.items():
        by_path[place.path].append((place.line, identity.rpartition(".")[2]))
    changed = []
    for path, found in sorted(by_path.items()):
        file = root / path
        lines = file.read_bytes().decode("utf-8").split("\n")
        for number, fragment in found:
            line = lines[number - 1]
            bare = line.rstrip()
            if bare.startswith("##") and not bare.startswith("###"):
                lines[number - 1] = f"{bare.rstrip('#').rstrip()} {{#{fragment}}}{line[len(bare) :]}"
        new = "\n".join(lines).encode("utf-8")
        if new != file.read_bytes():
            file.write_bytes(new)
            changed.append(path)
    return changed
