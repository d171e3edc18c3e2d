"""The sixth stage: every published file is read again, as a stranger would, before anything is
published.

It shares no code with the reader: what slipped through there is caught here.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container, Iterable
from pathlib import Path
from urllib.parse import unquote

from hub.audit.files import (
    EDITIONS,
    PageFacts,
    audit_csv,
    audit_json,
    audit_mail,
    audit_page,
    audit_stylesheet,
    audit_xml,
)
from hub.audit.searchfiles import audit_search
from hub.problems import Place, Report, quoted

_TYPES = frozenset(
    ".html .md .css .js .json .xml .txt .csv .ics .svg .png .jpg .jpeg .webp .ico .woff2".split()
)
_DOWNLOADS = frozenset({".pdf", ".epub", ".imscc", ".zip", ".bib"})
_BARE_NAMES = frozenset({"_headers", "_redirects", ".nojekyll"})
# to be sent, and no page of the site
_MAIL = re.compile(r"digest/[0-9]{4}-[0-9]{2}/(?!index\.)[^/]+\.html")


def audit(
    stage: Path, expected: Iterable[str], hashes: tuple[str, ...], site_url: str, report: Report
) -> None:
    """Report what must not be published. `expected` are the addresses of the pages that were
    composed.
    """
    path_by_name = {
        path.relative_to(stage).as_posix(): path
        for path in sorted(stage.rglob("*"))
        if not path.is_dir()
    }
    pages: dict[str, PageFacts] = {}
    for name, path in path_by_name.items():
        facts = _audit_file(name, path, hashes, site_url=site_url, report=report)
        if facts is not None:
            pages[name] = facts
    _check_links(pages, path_by_name, report)
    audit_search(stage / "search", {name: facts.ids for name, facts in pages.items()}, report)
    wanted = {f"{address}index.html" for address in expected}
    for name in sorted(wanted - path_by_name.keys()):
        report.add(
            "audit-count",
            Place(name),
            "This page was composed and is not among the published files.",
        )
    for name in sorted(set(pages) - wanted - {"404.html"}):
        report.add(
            "audit-count",
            Place(name),
            "This page is among the published files and nobody composed it.",
        )


def _audit_file(
    name: str, path: Path, hashes: tuple[str, ...], *, site_url: str, report: Report
) -> PageFacts | None:
    """Report what is wrong with one file; of a page, return what others may link to."""
    if path.is_symlink() or not path.is_file():
        report.add("audit-file", Place(name), "This is not a regular file.")
    elif path.suffix == ".bin" and name.startswith("search/"):
        pass  # audited together, below
    elif path.suffix in (*_DOWNLOADS, ".md") and (
        name.startswith(EDITIONS) or "/downloads/" in name
    ):
        pass  # made by us, to be taken away; no page runs anything of it
    elif path.suffix == ".csv" and name.startswith("data/"):
        audit_csv(name, path.read_bytes(), report)
    elif path.suffix == ".js" and name.startswith(EDITIONS):
        report.add("audit-script", Place(name), "A frozen edition has no scripts.")
    elif path.suffix not in _TYPES and name not in _BARE_NAMES:
        report.add(
            "audit-file",
            Place(name),
            f"A file of the type {quoted(path.suffix or name)} is not published.",
        )
    elif path.suffix == ".md" and (
        path.name != "index.md" or not path.with_suffix(".html").is_file()
    ):
        report.add(
            "audit-file",
            Place(name),
            "A file in Markdown stands beside the page that it is the twin of, and nowhere else.",
        )
    elif _MAIL.fullmatch(name):
        audit_mail(name, path.read_bytes(), report)
    elif path.suffix == ".html":
        return audit_page(name, path.read_bytes(), hashes, site_url=site_url, report=report)
    elif path.suffix == ".json":
        audit_json(name, path.read_bytes(), report)
    elif path.suffix == ".css":
        audit_stylesheet(name, path.read_text(encoding="utf-8"), report)
    elif path.suffix in (".xml", ".svg"):
        audit_xml(name, path.read_bytes(), report)
    return None


def _check_links(pages: dict[str, PageFacts], names: Container[str], report: Report) -> None:
    """Every link to the inside leads to a published file, and every fragment to an id on it."""
    for name, facts in pages.items():
        for value in dict.fromkeys(facts.links):
            path, _, fragment = value.partition("#")
            path = unquote(path.partition("?")[0])
            if not path:
                target = name
            elif name == "404.html":
                continue  # its addresses start at the site's root, wherever that will be
            else:
                target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
                if path.endswith(("/", "/..", "/.")) or path in (".", ".."):
                    target = posixpath.normpath(posixpath.join(target, "index.html"))
            if target not in names:
                report.add(
                    "audit-broken-link",
                    Place(name),
                    f"The link {quoted(value)} leads to nothing that is published.",
                )
            elif fragment and target in pages and unquote(fragment) not in pages[target].ids:
                report.add(
                    "audit-broken-link",
                    Place(name),
                    f"The link {quoted(value)} leads to an id that is not on that page.",
                )
