"""The one door to `content/`: which files there are, under which names, and their text.

Nothing else opens a file below the content folder. Links, pipes and devices are refused, names are
held to one form, and sizes are checked before a byte is read.
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

from hub.limits import MAX_FILE_BYTES, MAX_FILES, MAX_IMAGE_BYTES, MAX_LINE
from hub.problems import HubError, Place, Report, a_few, did_you_mean, quoted, visible
from hub.project.files import LINK_WORDS
from hub.reading.characters import first_forbidden, forbidden_message
from hub.reading.filenames import suggested_slug, wrong_with_name
from hub.reading.filetypes import ENTRY_TYPES, IMAGE_TYPES, is_told_first, other_type
from hub.reading.litter import is_litter

_MOST_FORBIDDEN = 20  # characters in a file that is read on: one with more is no text
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


@dataclass(frozen=True)
class _Found:
    path: str
    real: bytes
    parts: tuple[str, ...]
    size: int


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
                yield _Found(path, entry.path, (*parts, name), size=size)
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


def _read(
    item: _Found, collections: tuple[str, ...], languages: tuple[str, ...], report: Report
) -> ContentFile | None:
    place = Place(item.path)
    *folders, name = item.parts
    language = "en"
    if folders and folders[0] in languages:
        language = folders.pop(0)
    known = (*collections, "vocabulary", "search", "start", "images", *languages)
    if not folders or folders[0] not in known:
        wrong = folders[0] if folders else name
        what = (
            "This file stands outside every collection."
            if not folders
            else f"{quoted(wrong)} is not one of the content folders."
        )
        report.add(
            "unknown-folder",
            place,
            what,
            rows=[*did_you_mean(wrong, known), ("Allowed", a_few(known, 20))],
        )
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
            report.add(
                "unknown-folder",
                place,
                f"{'Entries' if folder in collections else 'Files'} stand directly in {folder}/,"
                " not in folders below it.",
                rows=[
                    (
                        "Write",
                        (
                            f"{folder}/{name}, or {folder}/{inner[-1]}/index{suffix}"
                            if folder in collections
                            else f"{folder}/{name}"
                        ),
                    )
                ],
            )
            return None
        stem = inner[0]
    limit = MAX_IMAGE_BYTES if folder == "images" else MAX_FILE_BYTES
    if item.size > limit:
        _report_size(item.size, place, report, is_picture=folder == "images")
        return None
    data = _bytes(item, report)
    if data is None:
        return None
    if folder == "images":
        return ContentFile(
            item.path, folder, "/".join((*inner, stem)), suffix=suffix, data=data, language=language
        )
    text = _decode(data, item.path, report)
    return (
        None
        if text is None
        else ContentFile(
            item.path, folder, stem, suffix=suffix, data=data, text=text, language=language
        )
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
        report.add(
            "not-readable",
            Place(item.path),
            f"This file cannot be read: {error.strerror}.",
            rows=[("Write", "Change the file's permissions so that you may read it.")],
        )
        return None
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            report.add(
                "not-a-file",
                Place(item.path),
                "This is not a file.",
                rows=[("Write", "Remove it.")],
            )
            return None
        return file.read(item.size + 1)


def _decode(data: bytes, path: str, report: Report) -> str | None:
    """Text from bytes: strict UTF-8, one leading mark dropped, line ends made one, accents
    composed.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        report.text_by_path[path] = data.decode("utf-16", "replace")
        report.add(
            "not-utf8",
            Place(path, 1, 1),
            "This file is saved as UTF-16 (Notepad calls it Unicode).",
            rows=[("Write", "Save it again as UTF-8.")],
        )
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        # what else is wrong with the file is told in the same run
        text = data.decode("utf-8", "replace")
        before = data[: error.start].decode("utf-8")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        message = "This file is not saved as UTF-8: a letter here cannot be read."
        report.add(
            "not-utf8",
            Place(path, line, column),
            message,
            rows=[("Write", "Save the file again with the encoding UTF-8.")],
        )
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    report.text_by_path[path] = text
    return _without_forbidden(text, path, report)


def _without_forbidden(text: str, path: str, report: Report) -> str | None:
    """The text without the characters that may not be in it, each of which is told; None for one
    that has too many to be a text.
    """
    if first_forbidden(text) is None:
        return text
    lines = text.split("\n")
    told = 0
    for number, line in enumerate(lines):
        kept, removed = line, 0
        while (position := first_forbidden(kept)) is not None:
            told += 1
            if told > _MOST_FORBIDDEN:
                return None
            if not removed:  # of a line, the first: whoever deletes it sees the others
                message = forbidden_message(kept[position], "here")
                report.add(
                    "forbidden-character",
                    Place(path, number + 1, position + 1),
                    message,
                    rows=[("Write", "Remove it, or type the character you can see.")],
                )
            kept = kept[:position] + kept[position + 1 :]
            removed += 1
        lines[number] = kept
    return "\n".join(lines)


def check_lines(path: str, report: Report) -> bool:
    """False, and a problem, when a line is too long to be reviewed. A line that has a problem
    already is told enough.
    """
    good = True
    for number, line in enumerate(report.text_by_path.get(path, "").split("\n"), 1):
        if len(line) > MAX_LINE:
            good = False
            if not any(
                problem.place.path == path and problem.place.line == number
                for problem in report.problems
            ):
                report.add(
                    "line-too-long",
                    Place(path, number, MAX_LINE + 1),
                    f"This line has {len(line):,} characters; the most is {MAX_LINE:,}.",
                    rows=[("Write", "Break the line where a sentence ends.")],
                )
    return good
