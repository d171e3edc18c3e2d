"""python peerpages.py FOLDER: write the shipped playbook for the peers: our print page for
WeasyPrint, a MkDocs project for mkdocs-to-pdf.

The words are the same to the last one: the print page is the one that the site publishes, and each
page of the project is the body of a chapter as HTML in a Markdown file.
"""

from __future__ import annotations

import json
import sys
from copy import deepcopy
from pathlib import Path

from alone import book, shelf_of_project
from lxml import html as lxml_html

from hub.compose.drawing.addresses import relative
from hub.compose.playbook.book import Book
from hub.compose.playbook.printpage import book_css, print_page

STYLESHEET = "assets/book.css"
MKDOCS = """site_name: {title}
site_url: https://stock.example/
theme:
  name: material
  font: false
plugins:{plugins}
"""


def main(folder: Path) -> None:
    """Write both."""
    made = book(shelf_of_project(), "", "")
    _write_print_page(made, folder / "print")
    _write_project(made, folder / "mkdocs")
    print(json.dumps({"page": f"{made.address}print/index.html", "chapters": len(made.chapters)}))


def _write_print_page(made: Book, folder: Path) -> None:
    address = f"{made.address}print/"
    files = {
        f"{address}index.html": print_page(made, stylesheet=relative(address, STYLESHEET)).encode(),
        STYLESHEET: book_css().encode(),
        **made.pictures,
    }
    _write(files, folder)


def _write_project(made: Book, folder: Path) -> None:
    chapter_by_id = {
        identity: number
        for number, chapter in enumerate(made.chapters, 1)
        for identity in (chapter.id, *(str(place.get("id")) for place in chapter.tree.iter()))
    }
    pages = {}
    for number, chapter in enumerate(made.chapters, 1):
        tree = deepcopy(chapter.tree)
        for link in tree.iter("a"):
            target = str(link.get("href"))
            if target.startswith("#") and chapter_by_id[target[1:]] != number:
                link.set("href", f"../chapter-{chapter_by_id[target[1:]]:02d}/{target}")
        for picture in tree.iter("img"):
            picture.set("src", f"../{picture.get('src')}")
        body = str(lxml_html.tostring(tree, encoding="unicode"))
        pages[f"docs/chapter-{number:02d}.md"] = f"# {chapter.label}\n\n{body}\n".encode()
    index = f"# {made.title}\n\n{made.summary}\n".encode()
    configurations = {
        "mkdocs.yml": MKDOCS.format(title=made.title, plugins="\n  - to-pdf"),
        "without.yml": MKDOCS.format(title=made.title, plugins=" []"),
    }
    _write(
        {
            "docs/index.md": index,
            **pages,
            **{f"docs/{name}": data for name, data in made.pictures.items()},
            **{name: text.encode() for name, text in configurations.items()},
        },
        folder,
    )


def _write(files: dict[str, bytes], folder: Path) -> None:
    for name, data in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
