"""The hand-written pages of docs/: their addresses and titles, known before MkDocs reads them."""

from __future__ import annotations

import re
from pathlib import Path


def docs_pages(folder: Path) -> list[tuple[str, str]]:
    """(address below the site's root, title) of every Markdown file below `folder`, by address. The
    title is the first heading.
    """
    found = []
    for path in folder.rglob("*.md"):
        name = path.relative_to(folder).with_suffix("").as_posix()
        # as MkDocs does
        address = (
            re.sub(r"(?:^|(?<=/))(?:index|README)$", "", name)
            if re.search(r"(?:^|/)(?:index|README)$", name)
            else f"{name}/"
        )
        heading = re.search(r"^# +(.+?)\s*$", path.read_text(encoding="utf-8"), re.MULTILINE)
        found.append(
            (address, heading.group(1) if heading else path.stem.replace("-", " ").capitalize())
        )
    return sorted(found)
