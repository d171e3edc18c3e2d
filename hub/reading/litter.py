"""What programs leave beside the files of people: working copies of editors, notes of systems,
copies of programs that keep folders in step.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

# Passed over, as git's usual lists of ignored files do. Nobody wrote these by hand, and most are
# gone in a moment.
_WORKING = re.compile(
    r"""
    \.(?![a-z0-9-]+\.(?:md|yml)$).*             # hidden: Vim's .x.swp, Emacs' .#x, macOS' ._x,
                                                # .git/, .obsidian/; .x.md is an entry, hidden
    | ~.*                                       # Word's ~$x, Syncthing's ~syncthing~x.tmp
    | \#.*\#                                    # Emacs saves by itself
    | .*~                                       # the copy before the last: Emacs, Kate, gedit
    | .*\.(?:sw[a-px]|un~|bak|backup|old|orig|rej|tmp|temp|save|part|crdownload)
    | .*\.(?:tmp|save|bak|orig)[.-]?[0-9]+      # numbered ones
    | .*___jb_(?:tmp|old|bak)___                # JetBrains
    | 4913                                      # Vim tries whether it may write
    | (?:eh)?thumbs\.db | desktop\.ini | icon\r | __macosx | \$recycle\.bin | @eadir | lost\+found
    | system\ volume\ information
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
# Named, since words of a person may stand in one and nowhere else. Each pattern ends where the name
# of the first file ends.
_COPIES = (
    re.compile(r"(?P<name>.+?)\.sync-conflict-[0-9]{8}-[0-9]{6}(?:-[A-Z0-9]+)?"),  # Syncthing
    # Dropbox, Nextcloud
    re.compile(
        r"(?P<name>.+?) ?\([^()]*(?:conflict|case conflict|en conflicto|conflicto)[^()]*\)",
        re.IGNORECASE,
    ),
    # ownCloud's x_conflict-20261124-101010
    re.compile(r"(?P<name>.+?)_(?:conf|conflict)(?:[_-].*)?", re.IGNORECASE),
    # Windows, macOS
    re.compile(
        r"(?P<name>.+?)(?: ?- ?copy| copy|-copy| - copia| copia)(?: ?\(?[0-9]+\)?)?", re.IGNORECASE
    ),
    re.compile(r"(?:copy|copia) (?:of|de) (?P<name>.+)", re.IGNORECASE),  # Google, older Windows
    re.compile(r"(?P<name>.+?) ?\([0-9]{1,3}\)"),  # a second download
    re.compile(r"(?P<name>.+?) [0-9]{1,3}"),  # iCloud
)


def is_litter(name: str) -> bool:
    """Whether a file or folder of this name is a program's own, and no entry whatever stands in
    it.
    """
    return _WORKING.fullmatch(name) is not None


def copied_from(stem: str) -> str:
    """The name, without its ending, of the file that this one looks to be a copy of; "" for a name
    of its own.
    """
    return next(
        (found["name"].strip() for pattern in _COPIES if (found := pattern.fullmatch(stem))), ""
    )


def state_of(places: Iterable[Path]) -> dict[str, tuple[int, int]]:
    """When each file was changed, and its size, in these files and folders; but for what programs
    keep there.
    """
    found: dict[str, tuple[int, int]] = {}
    for place in places:
        for folder, folders, names in os.walk(place):
            folders[:] = [name for name in folders if not is_litter(name)]
            paths = [Path(folder, name) for name in names if not is_litter(name)]
            found |= {str(path): _stamp(path) for path in paths}
        if place.is_file():
            found[str(place)] = _stamp(place)
    return found


def _stamp(path: Path) -> tuple[int, int]:
    try:
        about = path.lstat()
    except OSError:  # it has gone since
        return 0, 0
    return about.st_mtime_ns, about.st_size
