"""Where commands write what somebody asked for: which places are refused, how a file gets there
whole, and what is said when it cannot.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from hub.problems import HubError, visible

SITE_MANIFEST = "hub-manifest.json"
LONGEST_SHOWN = 120  # characters of a path: one line of a terminal, and the half of the next
# What a project keeps for itself, whether it is there yet or not: the next commit, build or
# installation would read or replace what lies under such a name.
_KEPT_FOLDERS = frozenset("content docs editions feedback hub overrides tests".split())
_KEPT_FILES = frozenset(
    "mkdocs.yml permalinks.yml pyproject.toml hub.sh license license-content".split()
)
# what begins with a dot is hidden, and belongs to a tool: .git, .github, .venv
_KEPT = re.compile(r"\..*|requirements.*|.*\.md")
# Names that were meant to become other ones before the command saw them.
_UNREAD_NAMES = re.compile(r"~.*|.*\$(?:[A-Za-z_]|[{(]).*|%\w+%.*|\s+", re.DOTALL)
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_WHY = {
    errno.EACCES: "You may not write there.",
    errno.EPERM: "You may not write there.",
    errno.EROFS: "That disk can only be read.",
    errno.ENOTDIR: "A file is in the way.",
    errno.EEXIST: "Something of that name is in the way.",
    errno.EISDIR: "A folder of that name is in the way.",
    errno.ENOTEMPTY: "A folder of that name is in the way.",
    errno.ENAMETOOLONG: "The name is longer than the disk takes.",
    errno.ELOOP: "Its links lead in a circle.",
    errno.ENOENT: "A folder on the way there is missing, or a link leads nowhere.",
    errno.EINVAL: "The disk takes no such name.",
}
_BROKEN = {
    errno.EIO: "the disk does not answer",
    errno.EMFILE: "too many files are open",
    errno.ENFILE: "too many files are open",
    errno.ENOMEM: "the memory is full",
    errno.ESTALE: "the folder on the network is gone",
    errno.EFBIG: "the file is larger than the disk takes",
    errno.ETXTBSY: "another program uses it",
    errno.EBUSY: "another program uses it",
}


@contextmanager
def writing(place: Path, *, fix: str) -> Iterator[None]:
    """Say in a sentence that `place`, which somebody named, cannot be written (exit 2), or that the
    machine let us down (exit 4).
    """
    try:
        yield
    except OSError as error:
        told = trouble(error, place, fix=fix)
        if told is None:
            raise
        raise told from None


def trouble(error: OSError, place: Path, *, fix: str = "") -> HubError | None:
    """What the system said of writing `place`, in our words; None for what only a mistake of ours
    can be.
    """
    shown = _shown(place)
    if error.errno in _FULL:
        return HubError(
            "no-space",
            f"The disk is full, so {shown} could not be written.",
            exit_code=4,
            fix="Free some space, and try again.",
        )
    if error.errno in _WHY:
        return HubError(
            "no-output", f"{shown} cannot be written. {_WHY[error.errno]}", exit_code=2, fix=fix
        )
    if error.errno in _BROKEN:
        return HubError(
            "no-output",
            f"{shown} could not be written: {_BROKEN[error.errno]}.",
            exit_code=4,
            fix="Try again, or name another place.",
        )
    return None


def reading_trouble(error: OSError) -> HubError | None:
    """The same for what nobody named and the system would not let us use: the last door before
    "this is a bug".
    """
    if error.errno in _FULL:
        place = (
            Path(os.fsdecode(error.filename))
            if isinstance(error.filename, (str, bytes))
            else Path("what was to be written")
        )
        return trouble(error, place)
    if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS, *_BROKEN) or not isinstance(
        error.filename, (str, bytes)
    ):
        return None
    shown = _shown(Path(os.fsdecode(error.filename)))
    why = _BROKEN.get(error.errno) or (
        "that disk can only be read"
        if error.errno == errno.EROFS
        else "you may not read or write it"
    )
    return HubError(
        "not-readable",
        f"{shown} cannot be used: {why}.",
        exit_code=3,
        fix="Change its permissions, or those of the folder that it is in.",
    )


def check_output(output: Path, project: Path, content: Path, *, fix: str) -> None:
    """Refuse a folder that is no place for files to take away: one the project lives in, or one
    that the next run would empty.
    """
    with writing(output, fix=fix):
        resolved = place_of(output)
        home = is_home(resolved)
        if resolved == resolved.parent:
            raise _refused(output, "is the root of the file system.", fix)
        if home or project.resolve().is_relative_to(resolved):
            raise _refused(
                output, "is your home folder." if home else "holds the project itself.", fix
            )
        check_kept(output, resolved, project, content=content, fix=fix)
        check_inside(output, resolved, fix=fix)


def check_file(target: Path, project: Path, *, fix: str) -> None:
    """Refuse a file that would lie where the project, or the published site, keeps its own."""
    with writing(target, fix=fix):
        folder = place_of(target.parent)
        check_kept(target, folder / target.name, project, content=project / "content", fix=fix)
        check_inside(target, folder, fix=fix)


def check_kept(named: Path, resolved: Path, project: Path, content: Path, *, fix: str) -> None:
    """Refuse a name that the project keeps for itself, and what lies below one; and a name that was
    not meant to be one.
    """
    root = project.resolve()
    inside = resolved.relative_to(root).parts if resolved.is_relative_to(root) else ()
    typed = inside if named.is_absolute() else named.parts
    if any(_UNREAD_NAMES.fullmatch(part) or not part.isprintable() for part in typed):
        raise _refused(
            named,
            "is no name for a folder: a sign in it means something else to a command line, or"
            " cannot be seen.",
            fix,
        )
    if resolved.is_relative_to(content.resolve()):
        raise _refused(named, "is inside the content folder.", fix)
    if inside and _is_kept(inside[0]):
        if len(inside) > 1:
            raise _refused(
                named,
                f"lies in {visible(inside[0])}/, which holds what the project is made of.",
                fix,
            )
        raise _refused(named, "has a name that the project keeps for what it is made of.", fix)


def _is_kept(name: str) -> bool:
    folded = name.casefold()  # macOS and Windows do not tell capitals apart
    return folded in _KEPT_FOLDERS or folded in _KEPT_FILES or _KEPT.fullmatch(folded) is not None


def check_inside(named: Path, resolved: Path, *, fix: str) -> None:
    """Refuse what lies in a published site."""
    if any((folder / SITE_MANIFEST).is_file() for folder in (resolved, *resolved.parents)):
        raise _refused(named, "lies in a published site, which the next build replaces.", fix)


def place_of(path: Path) -> Path:
    """The path without links and dots. Links in a circle, and one that leads nowhere, are an
    OSError, as for the system itself.
    """
    if any(part.is_symlink() and not part.exists() for part in (path, *path.parents)):
        raise OSError(errno.ENOENT, "")
    try:
        return path.resolve()
    except RuntimeError:  # what Python says of a circle
        raise OSError(errno.ELOOP, "") from None


def is_home(resolved: Path) -> bool:
    """True for the home folder of whoever runs the command."""
    try:
        return resolved == Path.home().resolve()
    except (RuntimeError, OSError):
        return False


def write_files(files: dict[str, bytes], output: Path, *, fix: str) -> None:
    """Write each file below `output`, whole or not at all."""
    with writing(output, fix=fix):
        for name, data in files.items():
            target = output / name
            target.parent.mkdir(parents=True, exist_ok=True)
            write_file(target, data)


def write_file(target: Path, data: bytes) -> None:
    """Write beside the place, and move there when it is whole: a half-written file never replaces a
    whole one, and none is left over.
    """
    new = target.with_name(f".{target.name}.new")
    new.unlink(missing_ok=True)
    try:
        with new.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileNotFoundError):
            new.chmod(target.stat().st_mode & 0o777)
        new.replace(target)
    finally:
        new.unlink(missing_ok=True)


def _refused(place: Path, why: str, fix: str) -> HubError:
    return HubError("bad-output-dir", f"{_shown(place)} {why}", exit_code=2, fix=fix)


def _shown(place: Path) -> str:
    """A path as a message shows it: of a long one the beginning and the end."""
    text = visible(str(place))
    return (
        text
        if len(text) <= LONGEST_SHOWN
        else f"{text[: LONGEST_SHOWN // 2]}…{text[-LONGEST_SHOWN // 2 :]}"
    )
