"""The first stage: a folder becomes located sources, every value with its place."""

from __future__ import annotations

from collections import defaultdict

from hub.kinds.fieldforms import ENTRY_FORMS
from hub.kinds.fieldgroups import field_names
from hub.kinds.fieldplaces import plain
from hub.kinds.startpage import StartFile
from hub.model import Source, Sources
from hub.problems import Place, Report, quoted
from hub.reading.frontmatter import Opened
from hub.reading.nodes import FieldsNode, ListNode, Node
from hub.reading.pictures.picture import Picture
from hub.reading.yaml.reader import read_through
from hub.search.editorlists import SearchFile

RESERVED_IDS = frozenset(
    {"assets", "search", "404", "index", "robots", "sitemap", "by", "feed", "go", "api", "editions"}
)


def load(opened: tuple[Opened, ...], report: Report) -> Sources:
    """Located sources from opened files: every value knows its place."""
    entries: list[Source] = []
    vocabulary: list[Source] = []
    pictures: list[Picture] = []
    search: list[SearchFile] = []
    start: list[StartFile] = []
    unread: list[Source] = []
    flawed = {problem.place.path for problem in report.problems if problem.severity == "error"}
    for item in opened:
        if item.file.folder == "images":
            # its lists take a while to read, and many hubs have no pictures
            from hub.reading.pictures.rules import read_picture  # noqa: PLC0415

            picture = read_picture(item.file, report)
            if picture is not None:
                pictures.append(picture)
            continue
        if item.file.folder in ("search", "start"):
            node = read_through(item.parts.fields, item.file.path, report, names=field_names)
            if node is not None and item.file.folder == "search":
                search.append(SearchFile(item.file.path, item.file.stem, node))
            elif node is not None:
                start.append(StartFile(item.file.path, item.file.stem, node))
            continue
        source = read_source(item, report, is_flawed=item.file.path in flawed)
        if source is not None:
            (vocabulary if item.file.folder == "vocabulary" else entries).append(source)
        elif item.parts.body.strip():
            unread.append(
                _source(item, FieldsNode({}, {}, Place(item.file.path, item.parts.fields_line, 1)))
            )
    return Sources(
        _without_collisions(entries, report),
        tuple(vocabulary),
        tuple(pictures),
        search=tuple(search),
        start=tuple(start),
        unread=tuple(unread),
    )


def read_source(opened: Opened, report: Report, *, is_flawed: bool = False) -> Source | None:
    """The located fields and the text of one file. `is_flawed` tells of one with a mistake before
    its fields are read, such as a character that may not be in it.
    """
    file, parts = opened.file, opened.parts
    mark = report.mark()
    if parts.is_mended and not parts.fields.strip():
        return None  # it has no fields, which is told
    node = read_through(
        parts.fields,
        file.path,
        report,
        first_line=parts.fields_line,
        names=field_names,
        entry_forms=None if file.folder == "vocabulary" else ENTRY_FORMS,
    )
    if node is None:
        return None
    if not isinstance(node, FieldsNode):
        _refuse_shape(node, report)
        return None
    if file.stem in RESERVED_IDS:
        report.add(
            "reserved-route",
            Place(file.path),
            f"The address {quoted(file.stem)} is taken by the site itself.",
            rows=[("Write", f"another file name, such as {file.stem}-guide{file.suffix}")],
        )
        return None
    return _source(opened, node, is_sound=not (is_flawed or report.has_errors_since(mark)))


def _source(opened: Opened, node: FieldsNode, *, is_sound: bool = True) -> Source:
    file, parts = opened.file, opened.parts
    return Source(
        file.path,
        file.folder,
        file.stem,
        fields=node,
        body=parts.body,
        body_line=parts.body_line,
        language=file.language,
        is_sound=is_sound,
    )


def _refuse_shape(node: Node, report: Report) -> None:
    found = "a list" if isinstance(node, ListNode) else f"plain text: {quoted(plain(node))}"
    report.add(
        "wrong-type",
        node.place,
        f"This should be fields (name: value), and here is {found}.",
        rows=[("Write", "title: What this is called")],
    )


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
        report.add(
            "route-collision",
            Place(paths[-1], 1, 1),
            f"{names} would both be the page /{collection}/{name}/.",
            rows=[("Write", "Keep one of the two files.")],
        )
    return tuple(kept)
