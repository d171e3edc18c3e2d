"""Every format of a book, by name: the files it makes, and a cache so that only what changed is
made again.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Literal

from hub.compose.drawing.addresses import relative
from hub.compose.playbook.book import Book

Paper = Literal["letter", "a4"]
STYLESHEET = "book.css"
SLIDES_STYLESHEET = "slides.css"
KEPT = 400  # results in the cache: some ten versions of the shipped playbook with its chapters


@dataclass(frozen=True)
class Format:
    """A format: what readers call it, and how its files are made: a name for each, with its
    bytes.
    """

    name: str
    label: str
    make: Callable[[Book, Paper], Mapping[str, bytes]]


def _print(book: Book, paper: Paper) -> Mapping[str, bytes]:
    # here and below: one format needs not what another one does
    from hub.compose.playbook.printpage import book_css, print_page  # noqa: PLC0415

    return {
        f"{book.file_stem}-print.html": _loose(
            print_page(book, stylesheet=STYLESHEET), book, "print/"
        ),
        STYLESHEET: book_css().encode(),
        **book.pictures,
    }


def _slides(book: Book, paper: Paper) -> Mapping[str, bytes]:
    from hub.compose.playbook.slides import slides, slides_css  # noqa: PLC0415

    return {
        f"{book.file_stem}-slides.html": _loose(
            slides(book, stylesheet=SLIDES_STYLESHEET), book, "slides/"
        ),
        SLIDES_STYLESHEET: slides_css().encode(),
        **book.pictures,
    }


def _loose(page: str, book: Book, place: str) -> bytes:
    """A page that is made for its place on the site, outside of it: pictures lie beside it, and the
    way back is a whole address.
    """
    up = relative(f"{book.address}{place}", "")
    return (
        page.replace(f'="{up}images/', '="images/')
        .replace('href="../"', f'href="{book.site_url}{book.address}"')
        .encode()
    )


def _pdf(book: Book, paper: Paper) -> Mapping[str, bytes]:
    from hub.compose.playbook.pdf import pdf  # noqa: PLC0415

    return {f"{book.file_stem}{'' if paper == 'letter' else '-a4'}.pdf": pdf(book, paper=paper)}


def _cards(book: Book, paper: Paper) -> Mapping[str, bytes]:
    from hub.compose.playbook.cards import cards, plain_label  # noqa: PLC0415

    return {
        f"{book.file_stem}-cards{'' if paper == 'letter' else '-a4'}.pdf": cards(
            book, paper=paper, label=book.label if book.labels else plain_label
        )
    }


def _epub(book: Book, paper: Paper) -> Mapping[str, bytes]:
    from hub.compose.playbook.epub import epub  # noqa: PLC0415

    return {f"{book.file_stem}.epub": epub(book)}


def _cartridge(book: Book, paper: Paper) -> Mapping[str, bytes]:
    from hub.compose.playbook.cartridge import cartridge  # noqa: PLC0415

    return {
        f"{book.file_stem}.imscc": cartridge(book, version="1.3"),
        f"{book.file_stem}-1.1.imscc": cartridge(book, version="1.1"),
    }


def _scorm(book: Book, paper: Paper) -> Mapping[str, bytes]:
    from hub.compose.playbook.scorm import scorm  # noqa: PLC0415

    return {f"{book.file_stem}-scorm.zip": scorm(book)}


def _qti(book: Book, paper: Paper) -> Mapping[str, bytes]:
    from hub.compose.playbook.qti import qti  # noqa: PLC0415

    return {f"{book.file_stem}-qti.zip": qti(book)}


def _cite(book: Book, paper: Paper) -> Mapping[str, bytes]:
    from hub.compose.playbook.cite import cite  # noqa: PLC0415

    found = cite(book)
    return {
        f"{book.file_stem}-cite.{suffix}": text.encode()
        for suffix, text in (("txt", found.text), ("bib", found.bibtex), ("json", found.csl_json))
    }


FORMATS: Mapping[str, Format] = {
    made.name: made
    for made in (
        Format("pdf", "PDF", _pdf),
        Format("print", "Print page", _print),
        Format("epub", "EPUB", _epub),
        Format("cards", "Practice cards, two-sided PDF", _cards),
        Format("slides", "Slides", _slides),
        Format("cartridge", "Common Cartridge", _cartridge),
        Format("scorm", "SCORM 1.2", _scorm),
        Format("qti", "QTI 1.2", _qti),
        Format("cite", "Citation", _cite),
    )
}


def applies(book: Book, name: str) -> bool:
    """Whether a book holds what a format is made of: quizzes need checks, cards need practices."""
    if name == "qti":
        return any(chapter.fields and chapter.fields.checks for chapter in book.chapters)
    return name != "cards" or any(
        entry.collection == "practices" for chapter in book.chapters for entry in chapter.entries
    )


def files_of(
    book: Book, name: str, *, paper: Paper = "letter", kept: Path | None = None
) -> tuple[Mapping[str, bytes], bool]:
    """The files of a book in a format, by name, and whether they came out of the cache below `kept`
    because nothing changed.
    """
    if kept is None:
        return FORMATS[name].make(book, paper), False
    folder = (
        kept
        / hashlib.sha256(f"{name} {paper} {_inputs(book, name)} {_code()}".encode()).hexdigest()
    )
    found = _read(folder)
    if found is not None:
        return found, True
    shutil.rmtree(folder, ignore_errors=True)  # one that was damaged makes way
    files = FORMATS[name].make(book, paper)
    _keep(folder, files)
    return files, False


def _inputs(book: Book, name: str) -> str:
    """What a format is made from: a new sentence in a chapter makes no new quizzes."""
    if name == "cite":
        return repr(book.facts)
    if name == "qti":
        return repr(
            (book.facts, [chapter.fields.checks for chapter in book.chapters if chapter.fields])
        )
    if name == "cartridge":
        headings = (
            element for chapter in book.chapters for element in chapter.tree.iter("h2", "h3")
        )
        return repr(
            (
                book.facts,
                [
                    (element.get("id"), element.get("class"), "".join(map(str, element.itertext())))
                    for element in headings
                ],
            )
        )
    if name == "cards":
        practices = {
            entry.ref: entry.fields
            for chapter in book.chapters
            for entry in chapter.entries
            if entry.collection == "practices"
        }
        return repr((book.facts, practices, book.labels))
    return book.digest


@cache
def _code() -> str:
    """A hash of the code, templates, fonts and packages that make books: when they change,
    everything is made again.
    """
    hub = Path(__file__).parents[2]
    parts = sorted(
        path
        for room in ("compose", "permalinks", "templates")
        for path in (hub / room).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    )
    digest = hashlib.sha256(
        " ".join(
            f"{name} {version(name)}" for name in ("jinja2", "lxml", "pikepdf", "segno", "typst")
        ).encode()
    )
    for path in parts:
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _read(folder: Path) -> Mapping[str, bytes] | None:
    """The kept files, or None when there are none or one of them is not as it was written."""
    try:
        listed = dict(
            line.split("  ", 1)[::-1]
            for line in (folder / "SHA256").read_text(encoding="utf-8").splitlines()
        )
        files = {name: (folder / _flat(name)).read_bytes() for name in listed}
    except (OSError, ValueError, IndexError):
        return None
    return (
        files
        if all(hashlib.sha256(data).hexdigest() == listed[name] for name, data in files.items())
        else None
    )


def _keep(folder: Path, files: Mapping[str, bytes]) -> None:
    """Keep files for the next time. What cannot be kept is made again then: no reason to stop."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = Path(tempfile.mkdtemp(dir=folder.parent))
        try:
            for name, data in files.items():
                (made / _flat(name)).write_bytes(data)
            (made / "SHA256").write_text(
                "".join(
                    f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items()
                ),
                encoding="utf-8",
            )
            made.rename(folder)
        finally:
            shutil.rmtree(made, ignore_errors=True)
        for old in sorted(
            (path for path in folder.parent.iterdir() if path.is_dir()),
            key=lambda path: path.stat().st_mtime_ns,
        )[:-KEPT]:
            shutil.rmtree(old, ignore_errors=True)
    except OSError:
        return


def _flat(name: str) -> str:
    return name.replace("/", "%2F")
