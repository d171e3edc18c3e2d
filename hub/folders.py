"""The folders of content/ that hold entries. Each is called like a module in hub/kinds/entries, so
that a new kind is on the list once its module is there. The modules are listed, not imported: texts
are being converted while the kinds load.
"""

from __future__ import annotations

from pathlib import Path

COLLECTIONS = tuple(
    sorted(
        path.stem.replace("_", "-")
        for path in (Path(__file__).parent / "kinds" / "entries").glob("[a-z]*.py")
    )
)
LANGUAGES = ("es",)
