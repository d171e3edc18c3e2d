"""Where a project keeps what the next build need not make again. It imports nothing that takes
time: small commands ask for it too.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path


def cache_of(project: Path) -> Path | None:
    """A folder of the user's own for the cache of a project; None when there is no home for it.

    It stands outside the project: a pull request could bring such a folder with it.
    """
    try:
        home = Path(
            os.environ.get("XDG_CACHE_HOME")
            or (Path.home() / ".cache" if os.environ.get("HOME", "~") else "")
        )
    except RuntimeError:
        # HOME is not set, and the system knows nobody of this number: many containers
        return None
    return (
        home / "cx-hub" / hashlib.sha256(os.fsencode(project.resolve())).hexdigest()[:16]
        if home.is_absolute()
        else None
    )
