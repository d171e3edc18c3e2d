"""The last stage: the new site replaces the old one whole, or not at all.

A build stands in a folder beside the published one, on the same file system, under a lock. It is
swapped in by one system call. Whatever kills the build, the folder that is served is one whole
version.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from hub.problems import HubError, visible
from hub.project.destination import SITE_MANIFEST as MANIFEST
from hub.project.destination import check_inside, check_kept, is_home, place_of, trouble, writing
from hub.publish.filetimes import set_times

FIX = "Name another folder: hub build --site-dir site"
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


@dataclass(frozen=True)
class Publication:
    """What was published: how many files, and the newest time among them, in seconds."""

    file_count: int
    newest: int


@dataclass(frozen=True)
class Target:
    """The published folder, and the folder beside it in which the next version is built."""

    folder: Path

    @property
    def stage(self) -> Path:
        return self.folder.with_name(f".hub-stage-{self.folder.name}")

    @property
    def lock(self) -> Path:
        return self.folder.with_name(f".hub-lock-{self.folder.name}")

    @property
    def old(self) -> Path:
        return self.folder.with_name(f".hub-old-{self.folder.name}")


def check_target(folder: Path, project: Path, content: Path) -> Target:
    """The target, if it is a folder that we made or may make. Nothing that somebody else put there
    is ever replaced.
    """

    def refuse(why: str) -> HubError:
        return HubError(
            "bad-output-dir", f"{visible(str(folder))[:120]} {why}", exit_code=2, fix=FIX
        )

    with writing(folder, fix=FIX):
        if folder.is_symlink():
            raise refuse("is a link to another folder, and the site is not written through links.")
        resolved = place_of(folder)
        if resolved == resolved.parent:
            raise refuse("is the root of the file system.")
        if is_home(resolved):
            raise refuse("is your home folder.")
        root = project.resolve()
        if root.is_relative_to(resolved):
            raise refuse("holds the project itself.")
        check_kept(folder, resolved, project, content=content, fix=FIX)
        check_inside(folder, resolved.parent, fix=FIX)
        if resolved.exists() and not resolved.is_dir():
            raise refuse("is a file.")
        if resolved.is_dir() and any(resolved.iterdir()) and not (resolved / MANIFEST).is_file():
            raise refuse(f"is not empty and was not made by hub (it has no {MANIFEST}).")
    return Target(resolved)


@contextmanager
def publication(target: Target) -> Iterator[Path]:
    """The folder to build in, under the lock. Leftovers of a build that died are cleared first;
    ours are cleared last.
    """
    with writing(target.folder, fix=FIX), no_space():
        target.folder.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(target.lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(handle, 32, 0).decode("ascii", "replace").strip() or "unknown"
            raise HubError(
                "site-busy",
                f"Another build is writing {visible(target.folder.name)} just now (process"
                f" {holder}).",
                exit_code=1,
                fix="Wait until it is done.",
            ) from None
        os.ftruncate(handle, 0)
        with suppress(OSError):
            os.pwrite(handle, str(os.getpid()).encode(), 0)
        heal(target)
        try:
            with _told(target), no_space():
                target.stage.mkdir(mode=0o755)
                yield target.stage
        finally:
            shutil.rmtree(target.stage, ignore_errors=True)
            shutil.rmtree(target.old, ignore_errors=True)
    finally:
        # the lock file stays: removing it would let two builds hold two locks of one name
        os.close(handle)


def heal(target: Target) -> None:
    """Put right what a killed build left: an old version that was set aside comes back when nothing
    took its place.
    """
    if target.old.is_dir() and not target.folder.exists():
        target.old.rename(target.folder)
    shutil.rmtree(target.stage, ignore_errors=True)
    shutil.rmtree(target.old, ignore_errors=True)


@contextmanager
def no_space() -> Iterator[None]:
    """Tell a full disk as what it is."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise HubError(
                "no-space",
                "The disk is full, so the new site could not be written.",
                exit_code=1,
                fix="Free some space and build again.",
            ) from None
        raise


@contextmanager
def _told(target: Target) -> Iterator[None]:
    """Say it in a sentence when the system refuses the site's own folders; trouble of anything else
    is not theirs.
    """
    try:
        yield
    except OSError as error:
        named = (
            Path(os.fsdecode(error.filename)) if isinstance(error.filename, str | bytes) else Path()
        )
        is_ours = any(
            named.is_relative_to(folder) for folder in (target.folder, target.stage, target.old)
        )
        told = trouble(error, target.folder, fix=FIX) if is_ours else None
        raise (told or error) from None


def write_manifest(stage: Path) -> int:
    """List every file with its SHA-256, and the hash of that list: the name of this version.
    Returns the number of files.
    """
    hashes = {
        path.relative_to(stage).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(stage.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }
    version = hashlib.sha256(json.dumps(hashes, sort_keys=True).encode()).hexdigest()
    text = (
        json.dumps(
            {"schema": "hub.manifest/1", "version": version, "files": hashes},
            indent=1,
            sort_keys=True,
        )
        + "\n"
    )
    (stage / MANIFEST).write_text(text, encoding="utf-8")
    return len(hashes) + 1


def publish(target: Target) -> Publication:
    """List the files of the stage, settle them, and swap them in."""
    file_count = write_manifest(target.stage)
    newest = settle(target)
    swap(target)
    return Publication(file_count, newest)


def settle(target: Target) -> int:
    """Give every file of the stage the same rights, no matter who builds, and its time; put it on
    the disk for good. Returns the newest time.
    """
    stage = target.stage
    for path in (stage, *stage.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    newest = set_times(stage, target.folder)
    handle = os.open(stage, os.O_RDONLY)
    try:
        if _libc().syncfs(handle) != 0:
            os.sync()
    finally:
        os.close(handle)
    return newest


def swap(target: Target) -> None:
    """Put the staged site in the place of the published one."""
    if not target.folder.exists():
        target.stage.rename(target.folder)
    elif not _exchange(target.stage, target.folder):
        # no exchange on this file system: two steps, and heal() knows the gap between them
        target.folder.rename(target.old)
        target.stage.rename(target.folder)
    parent = os.open(target.folder.parent, os.O_RDONLY)
    try:
        os.fsync(parent)
    finally:
        os.close(parent)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step (renameat2), or False where the system cannot."""
    try:
        call = _libc().renameat2
    except AttributeError:
        return False
    return bool(
        call(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0
    )


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)
