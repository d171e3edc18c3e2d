"""The audit of the search index: whole files, of pages that are published, that lead to places that
exist.

It reads the files by itself, as a stranger would, and shares no code with the reader of the index.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hub.problems import Place, Report, quoted

CARDS_A_FILE = 8


def audit_search(folder: Path, ids_by_page: Mapping[str, set[str]], report: Report) -> None:
    """Report what is wrong below search/. `ids_by_page` holds the ids of every published page by
    its file's name.
    """
    wanted: set[Path] = set()
    for manifest in sorted(folder.glob("*/manifest.bin")):
        wanted.add(manifest)
        found = _json(manifest, folder, report)
        if (
            not isinstance(found, dict)
            or not {"set", "n", "bundle", "keys", "letters", "facets"} <= found.keys()
        ):
            if found is not None:
                report.add(
                    "audit-search",
                    _place(manifest, folder),
                    "This file does not say what the search index holds.",
                )
            continue
        home = manifest.parent / str(found["set"])
        names = [f"x{number}.bin" for number in range(int(found["n"]))]
        if found["bundle"]:
            names.append("a.bin")
        else:
            counts = {
                "t": len(found["keys"]),
                "c": -(-int(found["n"]) // CARDS_A_FILE),
                "s": len(found["letters"]),
            }
            names += [
                f"{kind}{number}.bin" for kind, count in counts.items() for number in range(count)
            ]
            names += ["f.bin"] if found["facets"] else []
        for name in names:
            path = home / name
            wanted.add(path)
            if not path.is_file():
                report.add(
                    "audit-search",
                    _place(path, folder),
                    "The search index names this file, and it is not among the published files.",
                )
            elif name.startswith("x"):
                _page(path, folder, ids_by_page, report=report)
            else:
                _unpacked(path, folder, report)
    for path in sorted(set(folder.rglob("*.bin")) - wanted):
        report.add(
            "audit-search", _place(path, folder), "This file is not part of the search index."
        )


def _page(path: Path, folder: Path, ids_by_page: Mapping[str, set[str]], report: Report) -> None:
    found = _json(path, folder, report)
    if found is None:
        return
    url, _, _, _, sections = found
    name = f"{url}index.html"
    if name not in ids_by_page:
        report.add(
            "audit-search",
            _place(path, folder),
            f"The search finds {quoted(url)}, and that page is not published.",
        )
        return
    for anchor, _, _ in sections:
        if anchor and anchor not in ids_by_page[name]:
            report.add(
                "audit-search",
                _place(path, folder),
                f"The search leads to {quoted(f'{url}#{anchor}')}, and that id is not on the page.",
            )


def _json(path: Path, folder: Path, report: Report) -> Any:
    data = _unpacked(path, folder, report)
    if data is None:
        return None
    try:
        return json.loads(data)
    except ValueError:
        report.add(
            "audit-search", _place(path, folder), "This file of the search index is not JSON."
        )
        return None


def _unpacked(path: Path, folder: Path, report: Report) -> bytes | None:
    try:
        held = gzip.decompress(path.read_bytes())
    except (OSError, EOFError, zlib.error):
        held = b""
    if not held:
        report.add(
            "audit-search",
            _place(path, folder),
            "This file of the search index is not a whole gzip file.",
        )
        return None
    return held


def _place(path: Path, folder: Path) -> Place:
    return Place(f"search/{path.relative_to(folder).as_posix()}")
