"""The first stage: a folder becomes located sources, every value with its place."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from hub.files import ContentFile, read_content
from hub.frontmatter import split
from hub.kinds import COLLECTIONS, LANGUAGES
from hub.model import Picture, Source, Sources
from hub.pictures import read_picture
from hub.problems import Place, Report, quoted
from hub.schema import plain
from hub.yamltext import FieldsNode, ListNode, Node, read_yaml

RESERVED_IDS = frozenset({"assets", "search", "404", "index", "robots", "sitemap", "by", "feed", "go", "api", "editions"})


def load(folder: Path, report: Report) -> Sources:
    """Read everything below `folder`. A file with a mistake is reported and left out; the others are read all the same."""
    entries: list[Source] = []
    vocabulary: list[Source] = []
    pictures: list[Picture] = []
    for file in read_content(folder, COLLECTIONS, LANGUAGES, report):
        if file.folder == "images":
            picture = read_picture(file, report)
            if picture is not None:
                pictures.append(picture)
            continue
        source = read_source(file, report)
        if source is None:
            continue
        (vocabulary if file.folder == "vocabulary" else entries).append(source)
    return Sources(_without_collisions(entries, report), tuple(vocabulary), tuple(pictures))


def read_source(file: ContentFile, report: Report) -> Source | None:
    """The located fields and the text of one file."""
    mark = report.mark()
    if file.suffix == ".md":
        parts = split(file.text, file.path, report)
        if parts is None:
            return None
        node = read_yaml(parts.fields, file.path, report, first_line=parts.fields_line)
        body, body_line = parts.body, parts.body_line
    else:
        node = read_yaml(file.text, file.path, report)
        body, body_line = "", 1
    if node is None or report.has_errors_since(mark):
        return None
    if not isinstance(node, FieldsNode):
        _refuse_shape(node, report)
        return None
    if file.stem in RESERVED_IDS:
        report.add("reserved-route", Place(file.path), f"The address {quoted(file.stem)} is taken by the site itself.",
                   rows=[("Write", f"another file name, such as {file.stem}-guide{file.suffix}")])
        return None
    return Source(file.path, file.folder, file.stem, node, body, body_line, file.language)


def _refuse_shape(node: Node, report: Report) -> None:
    found = "a list" if isinstance(node, ListNode) else f"plain text: {quoted(plain(node))}"
    report.add("wrong-type", node.place, f"This should be fields (name: value), and here is {found}.", rows=[("Write", "title: What this is called")])


def _without_collisions(entries: list[Source], report: Report) -> tuple[Source, ...]:
    """Two files for one address: neither is read, and both are named."""
    by_address: dict[tuple[str, str, str], list[Source]] = defaultdict(list)
    for entry in entries:
        by_address[(entry.language, entry.collection, entry.id)].append(entry)
    kept = []
    for (_, collection, name), sources in by_address.items():
        if len(sources) == 1:
            kept.append(sources[0])
            continue
        paths = [source.path for source in sources]
        names = " and ".join(path.split(f"{collection}/", 1)[1] for path in paths)
        report.add("route-collision", Place(paths[-1], 1, 1), f"{names} would both be the page /{collection}/{name}/.",
                   rows=[("Write", "Keep one of the two files.")])
    return tuple(kept)
