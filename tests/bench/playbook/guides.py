"""python guides.py FOLDER MANY: write so many guides that hold the words of pages of the project
here, a heading with an id for each paragraph."""

from __future__ import annotations

import json
import re
import sys
from html import unescape
from pathlib import Path

from hub.build import Project, prepare
from hub.project.settings import Settings

WORDS_A_PARAGRAPH = 80
FRONT_MATTER = """---
title: Page {number}
summary: The words of a page of the hub, number {number}.
status: published
owner: cx-team
added: 2024-05-01
kind: explainer
---
"""


def main(folder: Path, many: int) -> None:
    """Take pages from all over the site, each with as many words as it has."""
    site = prepare(Project.at(Path()), Settings()).site
    if site is None:
        sys.exit("The shipped content has mistakes: run hub check.")
    pages = sorted(
        (page for page in site.pages if page.kind == "entry"), key=lambda page: page.address
    )
    written = 0
    for number in range(many):
        words = _words(pages[number * len(pages) // many].content)
        written += len(words)
        paragraphs = [
            " ".join(words[start : start + WORDS_A_PARAGRAPH])
            for start in range(0, len(words), WORDS_A_PARAGRAPH)
        ]
        body = "".join(
            f"\n## Part {part} {{#part-{part}}}\n\n{paragraph}\n"
            for part, paragraph in enumerate(paragraphs, 1)
        )
        (folder / f"page-{number}.md").write_text(
            FRONT_MATTER.format(number=number) + body, encoding="utf-8"
        )
    print(json.dumps({"words": written}))


def _words(content: str) -> list[str]:
    plain = re.sub(r"[<>`*_\[\]{}#\\|~^$]", "", unescape(re.sub(r"<[^>]+>", " ", content)))
    return [word for word in plain.split() if not re.search(r"://|@|\d\.$", word)] or ["Nothing"]


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
