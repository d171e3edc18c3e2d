"""The sixth stage: every published file is read again, as a stranger would, before anything is
published.

It shares no code with the reader: what slipped through there is caught here.
"""

from __future__ import annotations

import csv
import io
import json
import posixpath
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree
from lxml import html as lxml_html

from hub.audit.searchfiles import audit_search
from hub.problems import Place, Report, quoted
from hub.theme.csp import script_hash

_TYPES = frozenset(
    ".html .md .css .js .json .xml .txt .csv .ics .svg .png .jpg .jpeg .webp .ico .woff2".split()
)
_DOWNLOADS = frozenset({".pdf", ".epub", ".imscc", ".zip", ".bib"})
_EDITIONS = "editions/"
_EDITION_POLICY = (
    b"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self';"
    b" img-src 'self'\">"
)
_BARE_NAMES = frozenset({"_headers", "_redirects", ".nojekyll"})
_FORBIDDEN_ELEMENTS = frozenset("iframe object embed base applet frame frameset portal".split())
_LOADING = {
    ("script", "src"),
    ("img", "src"),
    ("link", "href"),
    ("source", "src"),
    ("video", "src"),
    ("audio", "src"),
    ("track", "src"),
    ("input", "src"),
    ("video", "poster"),
}
_ADDRESS_ATTRIBUTES = (
    "href",
    "src",
    "action",
    "formaction",
    "poster",
    "data",
    "srcset",
    "ping",
    "cite",
    "background",
)
# to be sent, and no page of the site
_MAIL = re.compile(r"digest/[0-9]{4}-[0-9]{2}/(?!index\.)[^/]+\.html")
_MAIL_POLICY = (
    b'<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src'
    b" 'unsafe-inline'\">"
)
_MAIL_ELEMENTS = frozenset("html head meta title body table tr td h1 h2 p a".split())
_NAVIGATION_RELS = frozenset({"canonical", "alternate", "next", "prev", "author", "license"})


def audit(
    stage: Path, expected: Iterable[str], hashes: tuple[str, ...], site_url: str, report: Report
) -> None:
    """Report what must not be published. `expected` are the addresses of the pages that were
    composed.
    """
    files = sorted(path for path in stage.rglob("*") if not path.is_dir())
    names = {path.relative_to(stage).as_posix() for path in files}
    pages: dict[str, _PageFacts] = {}
    for path in files:
        name = path.relative_to(stage).as_posix()
        if path.is_symlink() or not path.is_file():
            report.add("audit-file", Place(name), "This is not a regular file.")
        elif path.suffix == ".bin" and name.startswith("search/"):
            pass  # audited together, below
        elif path.suffix in (*_DOWNLOADS, ".md") and (
            name.startswith(_EDITIONS) or "/downloads/" in name
        ):
            pass  # made by us, to be taken away; no page runs anything of it
        elif path.suffix == ".csv" and name.startswith("data/"):
            _csv(name, path.read_bytes(), report)
        elif path.suffix == ".js" and name.startswith(_EDITIONS):
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
                "A file in Markdown stands beside the page that it is the twin of, and nowhere"
                " else.",
            )
        elif _MAIL.fullmatch(name):
            _mail(name, path.read_bytes(), report)
        elif path.suffix == ".html":
            pages[name] = _page(name, path.read_bytes(), hashes, site_url=site_url, report=report)
        elif path.suffix == ".json":
            _json(name, path.read_bytes(), report)
        elif path.suffix == ".css":
            _stylesheet(name, path.read_text(encoding="utf-8"), report)
        elif path.suffix in (".xml", ".svg"):
            _xml(name, path.read_bytes(), report)
    _check_links(pages, names, report)
    audit_search(stage / "search", {name: facts.ids for name, facts in pages.items()}, report)
    wanted = {f"{address}index.html" for address in expected}
    for name in sorted(wanted - names):
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


def _csv(name: str, data: bytes, report: Report) -> None:
    for row in csv.reader(io.StringIO(data.decode(), newline="")):
        for cell in row:
            if cell.startswith(("=", "+", "-", "@", "\t", "\r")) and not re.fullmatch(
                r"-[0-9.e+-]+", cell
            ):
                report.add(
                    "audit-file",
                    Place(name),
                    f"A spreadsheet would take {quoted(cell)} for a formula.",
                )


class _PageFacts:
    """The ids of a page and the links it has to the inside."""

    def __init__(self) -> None:
        self.ids: set[str] = set()
        self.links: list[str] = []


def _page(
    name: str, data: bytes, hashes: tuple[str, ...], site_url: str, report: Report
) -> _PageFacts:
    facts = _PageFacts()
    place = Place(name)
    tree = lxml_html.document_fromstring(data, parser=lxml_html.HTMLParser(encoding="utf-8"))
    ids: Counter[str] = Counter()
    headings = 0
    for element in tree.iter():
        tag = str(element.tag)  # comments have a function here, whose text names no element
        if tag in _FORBIDDEN_ELEMENTS:
            report.add("audit-element", place, f"The page holds a <{tag}>.")
        headings += tag == "h1"
        for attribute, value in ((str(name), str(held)) for name, held in element.attrib.items()):
            if attribute.startswith("on"):
                report.add(
                    "audit-script", place, f"The page has a script in the attribute {attribute}."
                )
            elif attribute == "id":
                ids[value] += 1
            elif attribute in _ADDRESS_ATTRIBUTES:
                _address(
                    tag,
                    attribute,
                    value,
                    rel=element.get("rel") or "",
                    place=place,
                    site_url=site_url,
                    facts=facts,
                    report=report,
                )
            elif attribute == "style":
                report.add(
                    "audit-style",
                    place,
                    "The page has a style attribute, which the policy forbids.",
                )
        if tag == "script" and not element.get("src"):
            _inline_script(element, hashes, place, report=report)
        if tag == "style":
            report.add(
                "audit-style", place, "The page has a style element, which the policy forbids."
            )
        if tag == "img" and element.get("alt") is None:
            report.add(
                "audit-alt",
                place,
                f"The picture {quoted(element.get('src') or '')} has no alternative text.",
            )
    for identity, times in ids.items():
        if times > 1:
            report.add(
                "audit-duplicate-id",
                place,
                f"The id {quoted(identity)} stands {times} times on this page.",
            )
    if headings != 1:
        report.add(
            "audit-heading",
            place,
            f"The page has {headings} headings of the first level; it needs one.",
        )
    if not (tree.findtext(".//title") or "").strip():
        report.add("audit-title", place, "The page has no title.")
    if (
        name.startswith(_EDITIONS)
        and name.count("/") > 1
        and (
            tree.find(".//script") is not None
            or _EDITION_POLICY not in data
            or data.count(b"http-equiv") != 1
        )
    ):
        report.add(
            "audit-script",
            place,
            "A page of a frozen edition has no script, and the policy that allows none.",
        )
    if b"Content-Security-Policy" not in data:
        report.add("audit-policy", place, "The page carries no content security policy.")
    facts.ids = set(ids)
    return facts


def _mail(name: str, data: bytes, report: Report) -> None:
    """A mail has text, tables and whole addresses, and nothing that is loaded, runs or counts.
    Styles on its elements are right: mail programs read no others.
    """
    tree = lxml_html.document_fromstring(data, parser=lxml_html.HTMLParser(encoding="utf-8"))
    for element in tree.iter():
        if str(element.tag) not in _MAIL_ELEMENTS:
            report.add("audit-element", Place(name), f"The mail holds a <{element.tag}>.")
        for attribute, value in ((str(key), str(held)) for key, held in element.attrib.items()):
            if attribute.startswith("on"):
                report.add(
                    "audit-script",
                    Place(name),
                    f"The mail has a script in the attribute {attribute}.",
                )
            elif attribute in _ADDRESS_ATTRIBUTES and not (
                attribute == "href" and re.match(r"https?://[^/]", value)
            ):
                report.add(
                    "audit-link",
                    Place(name),
                    f"The mail has the address {quoted(value)}, which leads nowhere from a mail.",
                )
            elif attribute == "style" and re.search(
                r"url\(|@import|expression", value, re.IGNORECASE
            ):
                report.add("audit-style", Place(name), "The mail has a style that loads something.")
    if _MAIL_POLICY not in data or data.count(b"http-equiv") != 1:
        report.add(
            "audit-policy",
            Place(name),
            "The mail does not carry the policy that lets it load nothing.",
        )


def _inline_script(
    element: lxml_html.HtmlElement, hashes: tuple[str, ...], place: Place, report: Report
) -> None:
    text = element.text or ""
    if element.get("type") == "application/ld+json":
        try:
            json.loads(text)
        except ValueError:
            report.add("audit-json", place, "The page's JSON-LD cannot be read.")
    elif script_hash(text) not in hashes:
        report.add(
            "audit-script",
            place,
            f"The page has an inline script that is not the theme's: {quoted(text.strip())}.",
        )


def _address(
    tag: str,
    attribute: str,
    value: str,
    rel: str,
    place: Place,
    site_url: str,
    facts: _PageFacts,
    report: Report,
) -> None:
    cleaned = re.sub(r"[\x00-\x20]", "", value)
    scheme = re.match(r"([a-zA-Z][a-zA-Z0-9+.-]*):", cleaned)
    if cleaned.startswith(("//", "\\")) or "\\" in cleaned:
        report.add(
            "audit-third-party",
            place,
            f"The address {quoted(value)} leads to another site without saying so.",
        )
        return
    if not scheme:
        if attribute != "srcset":
            facts.links.append(value)
        return
    kind = scheme.group(1).lower()
    if kind not in ("https", "http", "mailto", "tel"):
        report.add(
            "audit-link", place, f"The address {quoted(value)} is of a kind that is not allowed."
        )
        return
    loads = (tag, attribute) in _LOADING and not (
        tag == "link" and set(rel.split()) & _NAVIGATION_RELS
    )
    if loads or attribute in ("action", "formaction", "srcset", "data", "ping"):
        report.add("audit-third-party", place, f"The page loads {quoted(value)} from elsewhere.")
    elif kind in ("https", "http"):
        try:
            host = urlsplit(cleaned).hostname
        except ValueError:
            host = None
        if not host or "@" in urlsplit(cleaned).netloc:
            report.add(
                "audit-link", place, f"The address {quoted(value)} has no host that can be read."
            )


def _json(name: str, data: bytes, report: Report) -> None:
    try:
        json.loads(data.decode("utf-8"), parse_constant=_not_json)
    except ValueError:
        report.add("audit-json", Place(name), "This file is not JSON.")


def _not_json(word: str) -> None:
    raise ValueError(word)


def _stylesheet(name: str, text: str, report: Report) -> None:
    for found in re.finditer(r"url\(\s*['\"]?(?!data:)((?:[a-z]+:)?//[^)'\"]*)|@import", text):
        report.add(
            "audit-third-party",
            Place(name),
            f"The stylesheet loads {quoted(found.group(1) or '@import')}.",
        )


def _xml(name: str, data: bytes, report: Report) -> None:
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        report.add("audit-xml", Place(name), "This file is not well-formed XML.")
        return
    if name.endswith(".svg"):
        for element in root.iter():
            tag = str(element.tag).rpartition("}")[2]
            if tag in ("script", "foreignObject") or any(
                str(key).rpartition("}")[2].lower().startswith("on") for key in element.attrib
            ):
                report.add("audit-script", Place(name), "This drawing holds a script.")


def _check_links(pages: dict[str, _PageFacts], names: set[str], report: Report) -> None:
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
