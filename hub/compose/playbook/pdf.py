"""The playbook as a PDF for print and for screen readers: PDF/UA-1 and PDF/A-2a, the same bytes
from the same book.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from hub.compose.playbook.book import Book
from hub.compose.playbook.pdftags import finished
from hub.compose.playbook.typesetting import Paper, typeset
from hub.compose.playbook.typstwords import FONTS
from hub.problems import HubError, visible

STYLES = Path(__file__).parent / "typst"
# PDF/A-4 asks for PDF 2.0, which PDF/UA-1 forbids; A-3a adds attachments, and there are none
STANDARDS = ("ua-1", "a-2a")


def pdf(book: Book, *, paper: Paper = "letter") -> bytes:
    """The book on paper of that size: tagged, with bookmarks, and a named destination for every id
    of the book.

    HubError when a picture has no words for people who cannot see it, or cannot be drawn.
    """
    made = typeset(book, paper=paper)
    return finished(
        compiled(
            made.source,
            {file: book.pictures[name] for file, name in made.pictures},
            is_dated=book.updated is not None,
        ),
        made.tables,
    )


def compiled(source: str, files: Mapping[str, bytes], *, is_dated: bool) -> bytes:
    """The PDF of a Typst document that uses the styles of the playbook and these files, by name.

    A document without a day can't be PDF/A. Neither fonts, files nor the clock of the machine take
    part. HubError when Typst refuses the document.
    """
    with TemporaryDirectory(prefix="hub-pdf-") as folder:
        root = Path(folder)  # nothing above it can be reached from the document
        for style in STYLES.glob("*.typ"):
            shutil.copyfile(style, root / style.name)
        for name, data in files.items():
            (root / name).write_bytes(data)
        (root / "main.typ").write_text(source, encoding="utf-8")
        command = [
            sys.executable,
            "-m",
            "hub.compose.playbook.typstrun",
            folder,
            str(FONTS),
            *(STANDARDS if is_dated else STANDARDS[:1]),
        ]
        # ourselves
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603
        if (root / "refused.json").is_file():
            refused = json.loads((root / "refused.json").read_text(encoding="utf-8"))
            raise HubError(
                "pdf-refused",
                f"The PDF cannot be made: {visible(refused['message'])}",
                exit_code=3,
                fix=visible(" ".join(refused["hints"])),
            )
        if done.returncode != 0:
            raise HubError(
                "pdf-refused",
                f"The PDF cannot be made: {visible(done.stderr.strip().rpartition(chr(10))[2])}",
                exit_code=3,
            )
        return (root / "main.pdf").read_bytes()
