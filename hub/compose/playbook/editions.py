"""Frozen editions: a folder below `editions/` for each, which no build changes, with the hash of
every file in its manifest.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from hub.compose.drawing.data import json_bytes
from hub.compose.playbook.book import Book
from hub.compose.playbook.editionpage import edition_page, key_of
from hub.compose.playbook.outline import Outline, outline_data, outline_of, read_outline
from hub.compose.playbook.outputs import STYLESHEET, applies, files_of
from hub.kinds.editionnames import edition_meant, is_edition
from hub.problems import HubError, a_few, visible
from hub.project.destination import writing
from hub.reading.jsonfile import read_json

FOLDER = "editions"
MANIFEST = "manifest.json"
OUTLINE = "outline.json"
PLAYBOOKS = "playbooks"
SCHEMA = "hub.edition/1"
PACKAGES = ("pdf", "epub", "cards", "cartridge", "scorm", "qti", "cite")


@dataclass(frozen=True)
class Edition:
    """A frozen edition: its name, its playbook's id, and its files by name, as they stand in the
    project.
    """

    name: str
    playbook: str
    files: Mapping[str, bytes]

    @cached_property
    def outline(self) -> Outline:
        """What it taught."""
        return read_outline(read_json(self.files[OUTLINE]))

    @property
    def given(self) -> Mapping[str, str]:
        """Every id that the edition holds, with the place where it stood on the site when it was
        frozen: its files link to those.
        """
        found = {f"{PLAYBOOKS}.{self.playbook}": f"{PLAYBOOKS}/{self.playbook}/"}
        for chapter in self.outline.chapters:
            found |= {
                chapter.id: chapter.address,
                **{
                    part.id: f"{chapter.address}#{part.id.removeprefix(f'{chapter.id}.')}"
                    for part in chapter.parts
                },
            }
        return found

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """What each permanent id of the edition is called."""
        titles = {f"{PLAYBOOKS}.{self.playbook}": self.outline.title}
        for chapter in self.outline.chapters:
            titles |= {chapter.id: chapter.title, **{part.id: part.title for part in chapter.parts}}
        return titles

    @property
    def address(self) -> str:
        """Where it is published, below the site's root."""
        return f"{FOLDER}/{self.name}/"

    @property
    def downloads(self) -> list[str]:
        """The files to take away."""
        ends = (".pdf", ".epub", ".imscc", ".zip", ".bib", ".txt", "-cite.json")
        return [name for name in sorted(self.files) if "/" not in name and name.endswith(ends)]

    @cached_property
    def places(self) -> Mapping[str, str]:
        """Where each permanent id stands in the edition: an address below the site's root."""
        found = {f"{PLAYBOOKS}.{self.playbook}": self.address}
        for chapter in self.outline.chapters:
            here = f"{self.address}{key_of(chapter.id)}/"
            found[chapter.id] = here
            found |= {part.id: f"{here}#{part.id}" for part in chapter.parts}
        return found


def read_editions(root: Path) -> tuple[Edition, ...]:
    """Every frozen edition of a project, the oldest first. HubError (exit 5) when a file is not
    what it was when it was frozen.
    """
    home = root / FOLDER
    if not home.is_dir():
        return ()
    try:
        folders = sorted(
            (
                folder
                for folder in home.iterdir()
                if not folder.name.startswith(".") and folder.is_dir()
            ),
            key=lambda folder: _order(folder.name),
        )
    except OSError as error:
        raise _unreadable(FOLDER, error) from None
    return tuple(_read(folder) for folder in folders)


def _unreadable(name: str, error: OSError) -> HubError:
    return HubError(
        "not-readable",
        f"{visible(name)} cannot be read: {error.strerror}.",
        exit_code=3,
        fix="Change its permissions so that you may read it.",
    )


def _order(name: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", name))


def _read(folder: Path) -> Edition:
    try:
        manifest = read_json((folder / MANIFEST).read_bytes())
        hashes, playbook = dict(manifest["files"]), str(manifest["playbook"])
        is_its_own = (
            is_edition(folder.name)
            and manifest["edition"] == folder.name
            and re.fullmatch(r"[a-z0-9-]+", playbook)
        )
    except PermissionError as error:
        raise _unreadable(f"{FOLDER}/{folder.name}/{MANIFEST}", error) from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise _changed(folder, f"its {MANIFEST} cannot be read") from None
    if not is_its_own:
        raise _changed(folder, f"its {MANIFEST} is of another one")
    files = _files(folder, hashes)
    files[MANIFEST] = (folder / MANIFEST).read_bytes()
    try:
        edition = Edition(folder.name, playbook, files)
        has_ids = all(
            re.fullmatch(r"[a-z0-9]+(?:[.-]+[a-z0-9]+)*", identity) for identity in edition.places
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        raise _changed(folder, f"its {OUTLINE} cannot be read") from None
    if not has_ids:
        raise _changed(folder, f"its {OUTLINE} holds what is no id")
    return edition


def _files(folder: Path, hashes: Mapping[str, str]) -> dict[str, bytes]:
    """The files of an edition by name: all of them, no other, and unchanged."""
    try:
        there = {
            path.relative_to(folder).as_posix(): path
            for path in folder.rglob("*")
            if not path.is_dir()
        }
    except OSError as error:
        raise _unreadable(f"{FOLDER}/{folder.name}", error) from None
    there.pop(MANIFEST)
    if missing := sorted(set(hashes) - set(there)):
        raise _changed(folder, f"files of it are missing: {a_few(missing, 3)}")
    if extra := sorted(set(there) - set(hashes)):
        raise _changed(
            folder, f"files were added to it: {a_few([visible(name) for name in extra], 3)}"
        )
    if links := sorted(name for name, path in there.items() if path.is_symlink()):
        raise _changed(folder, f"files of it are links: {a_few(links, 3)}")
    try:
        files = {name: there[name].read_bytes() for name in sorted(there)}
    except OSError as error:
        raise _unreadable(f"{FOLDER}/{folder.name}", error) from None
    if other := [
        name for name, data in files.items() if hashlib.sha256(data).hexdigest() != hashes[name]
    ]:
        raise _changed(folder, f"files of it were changed: {a_few(other, 3)}")
    return files


def _changed(folder: Path, what: str) -> HubError:
    words = f"The edition {visible(folder.name)} is frozen, and {what}."
    return HubError(
        "edition-changed",
        words,
        exit_code=5,
        fix=(
            f"git checkout {FOLDER}/{visible(folder.name)}   (what is new belongs into a new"
            " edition: hub playbook freeze)"
        ),
    )


def check_published(editions: Sequence[Edition], site: Path) -> None:
    """Refuse (exit 5) to replace a site whose editions would lose a file or have other bytes."""
    now = {edition.name: edition for edition in editions}
    home = site / FOLDER
    for folder in sorted(home.iterdir()) if home.is_dir() else ():
        if not (folder / MANIFEST).is_file():
            continue
        before = (folder / MANIFEST).read_bytes()
        edition = now.get(folder.name)
        if edition is None or edition.files[MANIFEST] != before:
            what = (
                "is not in the project any more"
                if edition is None
                else "has other files in the project"
            )
            raise HubError(
                "edition-changed",
                f"The published edition {visible(folder.name)} {what}. Links to it were given out.",
                exit_code=5,
                fix=f"git checkout {FOLDER}/{visible(folder.name)}",
            )


def freeze(book: Book, root: Path, name: str, kept: Path | None) -> Edition:
    """Write the edition `name` of a whole playbook below `root`. HubError when there is one of that
    name, or the playbook says another.
    """
    if not is_edition(name):
        words = (
            f'"{visible(name[:20])}" is no name for an edition: it is the year, a dot, and a'
            " number."
        )
        raise HubError(
            "bad-edition", words, exit_code=2, fix=f"hub playbook freeze {edition_meant(name)}"
        )
    if book.edition != name:
        words = (
            f'The playbook says that it is edition "{visible(book.edition)}".'
            if book.edition
            else "The playbook does not say which edition it is."
        )
        other = f", or freeze {book.edition}" if is_edition(book.edition) else ""
        raise HubError(
            "bad-edition",
            words,
            exit_code=1,
            fix=f'Write edition: "{name}" into the playbook{other}.',
        )
    target = root / FOLDER / name
    if target.exists():
        raise HubError(
            "would-overwrite",
            f"The edition {name} is frozen already.",
            exit_code=5,
            fix="Give the playbook a new edition, and freeze that.",
        )
    files = edition_files(book, kept)
    hashes = {file: hashlib.sha256(data).hexdigest() for file, data in files.items()}
    files[MANIFEST] = json_bytes(
        {"schema": SCHEMA, "edition": name, "playbook": book.id.partition(".")[2], "files": hashes}
    )
    with writing(target, fix="Change the rights of that folder, so that you may write there."):
        _place(files, target)
    return Edition(name, book.id.partition(".")[2], files)


def _place(files: Mapping[str, bytes], target: Path) -> None:
    """Write the folder of an edition beside its place, and move it there when it is whole."""
    target.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(dir=target.parent, prefix=".new-"))
    try:
        for file, data in files.items():
            (made / file).parent.mkdir(parents=True, exist_ok=True)
            (made / file).write_bytes(data)
        made.chmod(0o755)
        made.rename(target)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def edition_files(book: Book, kept: Path | None) -> dict[str, bytes]:
    """The files of an edition but its manifest: the chapters as pages, everything to take away, and
    the outline.
    """
    files: dict[str, bytes] = {}
    for package in PACKAGES:
        if applies(book, package):
            files |= files_of(book, package, kept=kept)[0]
    downloads = sorted(files)
    files |= {
        name: data
        for name, data in files_of(book, "print", kept=kept)[0].items()
        if name == STYLESHEET or name in book.pictures
    }
    files["index.html"] = edition_page(book, None, downloads)
    for chapter in book.chapters:
        files[f"{key_of(chapter.id)}/index.html"] = edition_page(book, chapter, ())
    files[OUTLINE] = json_bytes(outline_data(outline_of(book)))
    return dict(sorted(files.items()))
