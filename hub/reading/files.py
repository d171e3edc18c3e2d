"""The one door to `content/`: which files there are, under which names, and their text.

Nothing else opens a file below the content folder. Links, pipes and devices are refused, names are
held to one form, and sizes are checked before a byte is read.
"""

from __future__ import annotations

import os
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from hub.limits import MAX_FILE_BYTES, MAX_FILES, MAX_IMAGE_BYTES
from hub.problems import HubError, Place, Report, a_few, did_you_mean, quoted, visible
from hub.project.files import LINK_WORDS
from hub.reading.filenames import suggested_slug, wrong_with_name
from hub.reading.filetext import FoundFile, bytes_of, decoded
from hub.reading.filetypes import ENTRY_TYPES, IMAGE_TYPES, is_told_first, other_type
from hub.reading.litter import is_litter

_LONGEST_NAME = 255  # bytes, on every file system in use: a longer one is nowhere


@dataclass(frozen=True)
class ContentFile:
    """One file of the content folder. `path` is how messages name it; `data` is as read, `text` the
    decoded form of entries.
    """

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


def read_content(
    root: Path, collections: tuple[str, ...], languages: tuple[str, ...], report: Report
) -> tuple[ContentFile, ...]:
    """Every acceptable file below `root`, sorted by path. Whatever is not acceptable is a problem,
    never passed over.
    """
    is_name = len(os.fsencode(root.name)) <= _LONGEST_NAME
    if is_name and root.is_symlink():
        _refuse_link(root.name, report)
        return ()
    if not (is_name and root.is_dir()):
        raise HubError(
            "no-content",
            f"There is no content folder at {visible(str(root))}.",
            exit_code=2,
            fix="Run hub in the project's folder, or name the folder with --content.",
        )
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
        file = _read(item, collections, languages, report=report)
        if file is not None:
            files.append(file)
    return tuple(files)


def _walk(root: Path, report: Report) -> Iterator[FoundFile]:
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
                _refuse_link(path, report)
            elif entry.is_dir(follow_symlinks=False):
                if name.endswith((*ENTRY_TYPES, *IMAGE_TYPES)):
                    _refuse_folder(path, is_empty=_is_empty(entry.path), report=report)
                else:
                    folders.append(((*parts, name), entry.path))
            elif not entry.is_file(follow_symlinks=False):
                report.add(
                    "not-a-file",
                    Place(path),
                    "This is a pipe, socket or device, not a file.",
                    rows=[("Write", "Remove it.")],
                )
            else:
                yield FoundFile(path, entry.path, (*parts, name), size=size)
        waiting.extend(reversed(folders))


def _refuse_link(path: str, report: Report) -> None:
    report.add(
        "symlink",
        Place(path),
        LINK_WORDS,
        rows=[("Write", "Put a copy here, or refer to the entry by its id.")],
    )


def _is_empty(folder: bytes) -> bool:
    try:
        return next(Path(os.fsdecode(folder)).iterdir(), None) is None
    except OSError:
        return False


def _refuse_folder(path: str, *, is_empty: bool, report: Report) -> None:
    """A folder with the name of a file, which some programs make when they unpack one."""
    words = "This is a folder, and its name is that of a file, so nothing in it is read."
    write = (
        "Remove it, and put the file that was meant in its place."
        if is_empty
        else "Move the file that is in it one folder up, and remove the folder."
    )
    report.add("not-a-file", Place(path), words, rows=[("Write", write)])


def _entries(folder: bytes) -> list[tuple[os.DirEntry[bytes], int]]:
    """What stands in a folder, and the size of each, but for what programs keep there. A folder
    whose files cannot be looked at cannot be read.
    """
    found = []
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if not is_litter(os.fsdecode(entry.name)):
            with suppress(FileNotFoundError):  # it went a moment ago, as files of editors do
                found.append((entry, entry.stat(follow_symlinks=False).st_size))
    return found


def _collisions(found: list[FoundFile], report: Report) -> set[str]:
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


def _read(
    item: FoundFile, collections: tuple[str, ...], languages: tuple[str, ...], report: Report
) -> ContentFile | None:
    place = Place(item.path)
    *folders, name = item.parts
    language = "en"
    if folders and folders[0] in languages:
        language = folders.pop(0)
    known = (*collections, "vocabulary", "search", "start", "images", *languages)
    if not folders or folders[0] not in known:
        wrong = folders[0] if folders else name
        words = "This file stands outside every collection."
        if folders:
            words = f"{quoted(wrong)} is not one of the content folders."
        rows = [*did_you_mean(wrong, known), ("Allowed", a_few(known, 20))]
        report.add("unknown-folder", place, words, rows=rows)
        return None
    folder, *inner = folders
    stem, suffix = PurePosixPath(name).stem, PurePosixPath(name).suffix
    is_type = suffix in (IMAGE_TYPES if folder == "images" else ENTRY_TYPES)
    if (is_type or not is_told_first(name)) and not _name_is_good(item, report):
        return None
    if not is_type:
        message, rows = other_type(item.path, folder, suggested_slug(stem))
        report.add("unknown-file-type", place, message, rows=rows)
        return None
    if folder != "images" and inner:
        if len(inner) > 1 or stem != "index" or folder in ("vocabulary", "search", "start"):
            is_entry = folder in collections
            _refuse_depth(
                place, folder, inner[-1], suffix=suffix, name=name, is_entry=is_entry, report=report
            )
            return None
        stem = inner[0]
    limit = MAX_IMAGE_BYTES if folder == "images" else MAX_FILE_BYTES
    if item.size > limit:
        _report_size(item.size, place, report, is_picture=folder == "images")
        return None
    data = bytes_of(item, report)
    if data is None:
        return None
    if folder == "images":
        return ContentFile(
            item.path, folder, "/".join((*inner, stem)), suffix=suffix, data=data, language=language
        )
    text = decoded(data, item.path, report)
    return (
        None
        if text is None
        else ContentFile(
            item.path, folder, stem, suffix=suffix, data=data, text=text, language=language
        )
    )


def _refuse_depth(
    place: Place, folder: str, inner: str, suffix: str, *, name: str, is_entry: bool, report: Report
) -> None:
    write = f"{folder}/{name}"
    report.add(
        "unknown-folder",
        place,
        f"{'Entries' if is_entry else 'Files'} stand directly in {folder}/, not in folders below"
        " it.",
        rows=[("Write", f"{write}, or {folder}/{inner}/index{suffix}" if is_entry else write)],
    )


def _report_size(size: int, place: Place, report: Report, *, is_picture: bool) -> None:
    if is_picture:
        message = (
            f"This picture is {size / 1024 / 1024:,.1f} MiB; the most is"
            f" {MAX_IMAGE_BYTES // (1024 * 1024)} MiB."
        )
        rows = [
            (
                "Write",
                (
                    "Make it 1,600 pixels wide, and export a photograph as .jpg with a quality of"
                    " 80, a drawing as .png: any program for pictures can."
                ),
            )
        ]
    else:
        message = f"This file is {size / 1024:,.0f} KiB; the most is {MAX_FILE_BYTES // 1024} KiB."
        rows = [("Write", "Split the entry in two.")]
    report.add("too-large", place, message, rows=rows)


def _name_is_good(item: FoundFile, report: Report) -> bool:
    wrong = wrong_with_name(item.parts, item.real)
    if wrong is not None:
        report.add("bad-filename", Place(item.path), wrong[0], rows=wrong[1])
    return wrong is None
