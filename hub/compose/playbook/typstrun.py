"""Runs Typst once, in a process of its own: `python -m hub.compose.playbook.typstrun FOLDER FONTS
STANDARD...`.

Typst keeps what it has worked out until its process ends, some hundred megabytes for each book. So
each document has a process, and two documents can be made at a time. FOLDER holds main.typ and all
that it uses; main.pdf is written beside it, or refused.json, which says why.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import typst


def main(folder: str, fonts: str, *standards: Any) -> None:
    """Compile FOLDER/main.typ with the fonts below FONTS and no others, to these standards of
    PDF.
    """
    root = Path(folder)  # nothing above it can be reached from the document
    faces = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts]
    )
    try:
        data = typst.compile(
            root / "main.typ",
            root=root,
            font_paths=faces,
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=list(standards),
            timestamp=0,
        )
    except typst.TypstError as error:
        (root / "refused.json").write_text(
            json.dumps({"message": error.message, "hints": list(error.hints)}), encoding="utf-8"
        )
    else:
        (root / "main.pdf").write_bytes(data)


if __name__ == "__main__":
    main(*sys.argv[1:])
