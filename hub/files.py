"""The one door to `content/`: which files there are, under which names, and their text.

Nothing else opens a file below the content folder. Links, pipes and devices are refused, names are held to one form, and
sizes are checked before a byte is read.
"""

from __future__ import annotations

import os
import stat
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from hub.filenames import wrong_with_name
from hub.limits import MAX_FILE_BYTES, MAX_FILES, MAX_IMAGE_BYTES, MAX_LINE
from hub.litter import is_litter
from hub.problems import (
    HubError,
    Place,
    Report,
    a_few,
    did_you_mean,
    quoted,
    visible,
)
from hub.yamltext import first_forbidden, forbidden_message

ENTRY_TYPES = (".md", ".yml")
IMAGE_TYPES = (".png", ".jpg", ".jpeg", ".webp", ".svg")
_LONGEST_NAME = 255  # bytes, on every file system in use: a longer one is nowhere


@dataclass(frozen=True)
class ContentFile:
    """One file of the content folder. `path` is how messages name it; `data` is as read, `text` the decoded form of entries."""

    path: str
    folder: str
    stem: str
    suffix: str
    data: bytes
    text: str = ""
    language: str = "en"

    @property
    def is_index(self) -> bool:
        """True for `a/index.md`, which is the same entry as `a.md`."""
        return self.path.endswith(("/index.md", "/index.yml"))


@dataclass(frozen=True)
class _Found:
    path: str
    real: bytes
    parts: tuple[str, ...]
    size: int


def read_content(root: Path, collections: tuple[str, ...], languages: tuple[str, ...], report: Report) -> tuple[ContentFile, ...]:
    """Every acceptable file below `root`, sorted by path. Whatever is not acceptable is a problem, never passed over."""
    if len(os.fsencode(root.name)) > _LONGEST_NAME or not root.is_dir():
        raise HubError("no-content", f"There is no content folder at {visible(str(root))}.", exit_code=2, fix="Run hub in the project's folder, or name the folder with --content.")
    found = list(_walk(root, report))
    if len(found) > MAX_FILES:
        report.add(
            "too-many-files",
            Place(root.name),
            f"The content folder holds {len(found):,} files; {MAX_FILES:,} is the most.",
            rows=[("Write", "Take out what is not used, or split the hub in two.")],
        )
        return ()
    collided = _collisions(found, report)
    files = []
    for item in found:
        if item.path in collided:
            continue
        file = _read(item, collections, languages, report)
        if file is not None:
            files.append(file)
    return tuple(files)


def _walk(root: Path, report: Report) -> Iterator[_Found]:
    """Regular files below `root`, in an order that does not depend on the file system."""
    base = os.fsencode(root)
    waiting: list[tuple[tuple[str, ...], bytes]] = [((), base)]
    while waiting:
        parts, folder = waiting.pop()
        try:
            entries = _entries(folder)
        except OSError as error:
            report.add(
                "not-readable",
                Place("/".join((root.name, *parts))),
                f"This folder cannot be read: {error.strerror}.",
                rows=[("Write", "Change the folder's permissions so that you may read it.")],
            )
            continue
        folders: list[tuple[tuple[str, ...], bytes]] = []
        for entry, size in entries:
            name = os.fsdecode(entry.name)
            path = "/".join((root.name, *parts, name))
            if entry.is_symlink():
                report.add(
                    "symlink",
                    Place(path),
                    "This is a link to another file or folder, and links are not read.",
                    rows=[("Write", "Put a copy of the file here, or refer to the entry by its id.")],
                )
            elif entry.is_dir(follow_symlinks=False):
                folders.append(((*parts, name), entry.path))
            elif not entry.is_file(follow_symlinks=False):
                report.add("not-a-file", Place(path), "This is a pipe, socket or device, not a file.", rows=[("Write", "Remove it.")])
            else:
                yield _Found(path, entry.path, (*parts, name), size)
        waiting.extend(reversed(folders))


def _entries(folder: bytes) -> list[tuple[os.DirEntry[bytes], int]]:
    """What stands in a folder, and the size of each, but for what programs keep there. A folder whose files cannot be looked at cannot be read."""
    found = []
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if not is_litter(os.fsdecode(entry.name)):
            with suppress(FileNotFoundError):  # it went a moment ago, as files of editors do
                found.append((entry, entry.stat(follow_symlinks=False).st_size))
    return found


def _collisions(found: list[_Found], report: Report) -> set[str]:
    """Paths that are one and the same on computers that do not tell capitals apart."""
    by_fold: dict[str, list[str]] = defaultdict(list)
    for item in found:
        by_fold[unicodedata.normalize("NFKC", item.path).casefold()].append(item.path)
    collided: set[str] = set()
    for paths in by_fold.values():
        if len(paths) > 1:
            paths.sort()
            collided.update(paths)
            names = " and ".join(path.rsplit("/", 1)[-1] for path in paths)
            report.add(
                "filename-collision",
                Place(paths[-1]),
                f"{names} are the same name on Windows and macOS, so one of them would vanish.",
                rows=[("Also", path) for path in paths[:-1]],
            )
    return collided


def _read(item: _Found, collections: tuple[str, ...], languages: tuple[str, ...], report: Report) -> ContentFile | None:
    place = Place(item.path)
    *folders, name = item.parts
    language = "en"
    if folders and folders[0] in languages:
        language = folders.pop(0)
    known = (*collections, "vocabulary", "search", "start", "images", *languages)
    if not folders or folders[0] not in known:
        wrong = folders[0] if folders else name
        what = "This file stands outside every collection." if not folders else f"{quoted(wrong)} is not one of the content folders."
        report.add("unknown-folder", place, what, rows=[*did_you_mean(wrong, known), ("Allowed", a_few(known, 20))])
        return None
    folder, *inner = folders
    stem, suffix = PurePosixPath(name).stem, PurePosixPath(name).suffix
    if not _name_is_good(item, report):
        return None
    types = IMAGE_TYPES if folder == "images" else ENTRY_TYPES
    if suffix not in types:
        report.add(
            "unknown-file-type", place, f"{quoted(name)} is not a type of file that belongs in {folder}.", rows=[*did_you_mean(suffix, types), ("Allowed", ", ".join(types))]
        )
        return None
    if folder not in ("images", "vocabulary", "search") and inner:
        if len(inner) > 1 or stem != "index":
            report.add(
                "unknown-folder",
                place,
                f"Entries stand directly in {folder}/, not in folders below it.",
                rows=[("Write", f"{folder}/{name}, or {folder}/{inner[-1]}/index{suffix}")],
            )
            return None
        stem = inner[0]
    limit = MAX_IMAGE_BYTES if folder == "images" else MAX_FILE_BYTES
    if item.size > limit:
        shown = f"{limit // 1024} KiB" if limit < 1024 * 1024 else f"{limit // (1024 * 1024)} MiB"
        report.add("too-large", place, f"This file is {item.size / 1024:,.0f} KiB; the most is {shown}.", rows=[("Write", "Split the entry in two, or make the picture smaller.")])
        return None
    data = _bytes(item, report)
    if data is None:
        return None
    if folder == "images":
        return ContentFile(item.path, folder, "/".join((*inner, stem)), suffix, data, language=language)
    text = _decode(data, item.path, report)
    return None if text is None else ContentFile(item.path, folder, stem, suffix, data, text, language)


def _name_is_good(item: _Found, report: Report) -> bool:
    wrong = wrong_with_name(item.parts, item.real)
    if wrong is not None:
        report.add("bad-filename", Place(item.path), wrong[0], rows=wrong[1])
    return wrong is None


def _bytes(item: _Found, report: Report) -> bytes | None:
    """The file's bytes, from a handle that is checked to be the regular file the walk saw."""
    try:
        handle = os.open(item.real, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        report.add("not-readable", Place(item.path), f"This file cannot be read: {error.strerror}.", rows=[("Write", "Change the file's permissions so that you may read it.")])
        return None
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            report.add("not-a-file", Place(item.path), "This is not a file.", rows=[("Write", "Remove it.")])
            return None
        return file.read(item.size + 1)


def _decode(data: bytes, path: str, report: Report) -> str | None:
    """Text from bytes: strict UTF-8, one leading mark dropped, line ends made one, accents composed."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        report.text_by_path[path] = data.decode("utf-16", "replace")
        report.add("not-utf8", Place(path, 1, 1), "This file is saved as UTF-16 (Notepad calls it Unicode).", rows=[("Write", "Save it again as UTF-8.")])
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        report.text_by_path[path] = data.decode("utf-8", "replace")
        before = data[: error.start].decode("utf-8")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        report.add(
            "not-utf8",
            Place(path, line, column),
            "This file is not saved as UTF-8: a letter here cannot be read.",
            rows=[("Write", "Save the file again with the encoding UTF-8.")],
        )
        return None
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    report.text_by_path[path] = text
    position = first_forbidden(text)
    if position is not None:
        line_start = text.rfind("\n", 0, position) + 1
        report.add(
            "forbidden-character",
            Place(path, text.count("\n", 0, position) + 1, position - line_start + 1),
            forbidden_message(text[position], "here"),
            rows=[("Write", "Remove it, or type the character you can see.")],
        )
        return None
    return text


def check_lines(path: str, report: Report) -> bool:
    """False, and a problem, when a line is too long to be reviewed. A line that has a problem already is told enough."""
    good = True
    for number, line in enumerate(report.text_by_path.get(path, "").split("\n"), 1):
        if len(line) > MAX_LINE:
            good = False
            if not any(problem.place.path == path and problem.place.line == number for problem in report.problems):
                report.add(
                    "line-too-long",
                    Place(path, number, MAX_LINE + 1),
                    f"This line has {len(line):,} characters; the most is {MAX_LINE:,}.",
                    rows=[("Write", "Break the line where a sentence ends.")],
                )
    return good
