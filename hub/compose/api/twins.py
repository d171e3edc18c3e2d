"""A twin in Markdown for every page, beside the page, for programs that read text; and llms.txt,
which leads to the most useful of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import partial

from hub.compose.api.markdown import Way, escaped, markdown
from hub.compose.drawing.drawing import json_text
from hub.pages import DataFile, Page
from hub.project.settings import Settings

WITHOUT_TWIN = frozenset({"404", "moved"})
LICENSE = "CC0-1.0"
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def twin_address(page: Page) -> str:
    """Where the twin of a page stands, or "" when it has none."""
    return "" if page.kind in WITHOUT_TWIN else f"{page.address}index.md"


def twin_files(pages: Iterable[Page], settings: Settings) -> Iterable[DataFile]:
    """The twin of each of these pages."""
    held = [page for page in pages if twin_address(page)]
    addresses = frozenset(page.address for page in held)
    for page in held:
        yield DataFile(twin_address(page), partial(_twin, page, addresses, settings))


def _twin(page: Page, addresses: frozenset[str], settings: Settings) -> bytes:
    text = markdown(page.content, _way(page, addresses, settings))
    title = "" if text.startswith("# ") or "\n# " in text else f"# {escaped(page.title)}\n\n"
    facts = {
        "title": page.title,
        "description": page.description,
        "url": settings.site_url + page.address,
        "language": page.language,
        "updated": page.updated.isoformat() if page.updated else "",
        "data": settings.site_url + page.data_address if page.data_address else "",
        "license": LICENSE,
    }
    head = "\n".join(f"{name}: {_quoted(value)}" for name, value in facts.items() if value)
    return f"---\n{head}\n---\n\n{title}{text}".encode()


def _quoted(text: str) -> str:
    """Text as YAML: a JSON string is one. No sign of it begins HTML, wherever somebody shows the
    file.
    """
    return json_text(text).replace("<", "\\u003c")


def _way(page: Page, addresses: frozenset[str], settings: Settings) -> Way:
    """Whole addresses, so that a twin can be read anywhere: of a page its twin, of a part of a page
    the page itself.
    """
    folder = [step for step in page.address.split("/") if step]

    def way(address: str) -> str:
        if _SCHEME.match(address):
            return address
        path, mark, fragment = address.partition("#")
        steps = list(folder)
        for step in path.split("/"):
            if step == "..":
                del steps[-1:]
            elif step not in ("", "."):
                steps.append(step)
        there = "/".join(steps)
        if there and (not path or path.endswith(("/", ".."))):
            there += "/"
        return (
            f"{settings.site_url}{there}{mark}{fragment}"
            if mark or there not in addresses
            else f"{settings.site_url}{there}index.md"
        )

    return way


# (title, what the addresses begin with, kinds of pages); a long collection is told by its list
# alone
_SECTIONS = (
    ("Playbook", "playbooks/", ("playbook", "chapter")),
    ("Life experiences", "life-experiences/", ("entry",)),
    ("Practices", "practices/", ("entry",)),
    ("Guides", "guides/", ("entry",)),
    ("Case studies", "case-studies/", ("entry",)),
    ("Lists of everything", "", ("index",)),
    ("Optional", "", ("table", "matrix", "timeline", "course")),
)


def llms_text(pages: Iterable[Page], docs: Sequence[str], settings: Settings) -> bytes:
    """The file of llmstxt.org: what this site is, and links to the twins of its pages, by section.
    `docs` are addresses of hand-written pages.
    """
    pages = _in_order(pages)
    lines = [
        f"# {settings.site_name}",
        "",
        f"> {settings.description or 'Practices, proof and plain guidance.'}",
        "",
    ]
    lines += [
        (
            "Every page has a twin in Markdown at its address with index.md at the end. The links"
            " below lead to twins."
        ),
        (
            "Figures are tied to a date and a source; say both when you repeat one. How strong a"
            " case study's proof is stands on its page."
        ),
        (
            f"The words are in the public domain ({LICENSE}). The same content as data, with its"
            f" sources and links: {settings.site_url}api/v1/index.json"
        ),
    ]
    own = [
        address
        for address in ("about/", "for-machines/", "for-trainers/", "contribute/")
        if address in docs
    ]
    if own:
        lines += [
            "",
            "## About",
            "",
            *(
                f"- [{address.strip('/').replace('-', ' ').capitalize()}]"
                f"({settings.site_url}{address}index.md)"
                for address in own
            ),
        ]
    for title, start, kinds in _SECTIONS:
        found = [
            page
            for page in pages
            if page.kind in kinds
            and page.address.startswith(start)
            and page.is_indexed
            and page.language == "en"
        ]
        if title == "Optional":
            found = [page for page in found if not page.address.startswith("owners/")]
        if found:
            lines += ["", f"## {title}", "", *(_line(page, settings) for page in found)]
    return ("\n".join(lines) + "\n").encode()


def _in_order(pages: Iterable[Page]) -> list[Page]:
    """The pages as they come, but the chapters of a book behind it, in the order in which they are
    read.
    """
    held = {page.address: page for page in pages}
    ordered: dict[str, Page] = {}
    for page in held.values():
        here: Page | None = page if page.kind != "chapter" else None
        while here is not None and here.address not in ordered:
            ordered[here.address] = here
            here = (
                held.get(here.next[1])
                if here.next and here.kind in ("playbook", "chapter")
                else None
            )
    return list(
        (
            ordered | {address: page for address, page in held.items() if address not in ordered}
        ).values()
    )


def _line(page: Page, settings: Settings) -> str:
    note = f": {escaped(page.description)}" if page.description else ""
    return f"- [{escaped(page.title)}]({settings.site_url}{page.address}index.md){note}"
