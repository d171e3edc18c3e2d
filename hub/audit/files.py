"""The audit of one file, as a stranger would read it: a pure function of its name and bytes."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from urllib.parse import urlsplit

from lxml import etree
from lxml import html as lxml_html

from hub.problems import Place, Report, quoted
from hub.theme.csp import script_hash

EDITIONS = "editions/"
_EDITION_POLICY = (
    b"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self';"
    b" img-src 'self'\">"
)
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
_MAIL_POLICY = (
    b'<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src'
    b" 'unsafe-inline'\">"
)
_MAIL_ELEMENTS = frozenset("html head meta title body table tr td h1 h2 p a".split())
_NAVIGATION_RELS = frozenset({"canonical", "alternate", "next", "prev", "author", "license"})


def audit_csv(name: str, data: bytes, report: Report) -> None:
    """A table in which no cell is a formula."""
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


class PageFacts:
    """The ids of a page and the links it has to the inside."""

    def __init__(self) -> None:
        self.ids: set[str] = set()
        self.links: list[str] = []


def audit_page(
    name: str, data: bytes, hashes: tuple[str, ...], site_url: str, report: Report
) -> PageFacts:
    """A page without foreign elements, scripts and addresses; returns what others may link to."""
    facts = PageFacts()
    place = Place(name)
    tree = lxml_html.document_fromstring(data, parser=lxml_html.HTMLParser(encoding="utf-8"))
    ids: Counter[str] = Counter()
    headings = 0
    for element in tree.iter():
        headings += element.tag == "h1"
        if (identity := element.get("id")) is not None:
            ids[identity] += 1
        _element(element, place, facts, site_url=site_url, report=report)
        if element.tag == "script" and not element.get("src"):
            _inline_script(element, hashes, place, report=report)
    facts.ids = set(ids)
    for identity, times in ids.items():
        if times > 1:
            words = f"The id {quoted(identity)} stands {times} times on this page."
            report.add("audit-duplicate-id", place, words)
    if headings != 1:
        words = f"The page has {headings} headings of the first level; it needs one."
        report.add("audit-heading", place, words)
    if not (tree.findtext(".//title") or "").strip():
        report.add("audit-title", place, "The page has no title.")
    has_policy = _EDITION_POLICY in data and data.count(b"http-equiv") == 1
    is_frozen = name.startswith(EDITIONS) and name.count("/") > 1
    if is_frozen and (tree.find(".//script") is not None or not has_policy):
        words = "A page of a frozen edition has no script, and the policy that allows none."
        report.add("audit-script", place, words)
    if b"Content-Security-Policy" not in data:
        report.add("audit-policy", place, "The page carries no content security policy.")
    return facts


def _element(
    element: lxml_html.HtmlElement, place: Place, facts: PageFacts, *, site_url: str, report: Report
) -> None:
    """Report what is wrong with one element, and note where it leads."""
    tag = str(element.tag)  # comments have a function here, whose text names no element
    if tag in _FORBIDDEN_ELEMENTS:
        report.add("audit-element", place, f"The page holds a <{tag}>.")
    for attribute, value in ((str(name), str(words)) for name, words in element.attrib.items()):
        if attribute.startswith("on"):
            words = f"The page has a script in the attribute {attribute}."
            report.add("audit-script", place, words)
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
            words = "The page has a style attribute, which the policy forbids."
            report.add("audit-style", place, words)
    if tag == "style":
        words = "The page has a style element, which the policy forbids."
        report.add("audit-style", place, words)
    if tag == "img" and element.get("alt") is None:
        words = f"The picture {quoted(element.get('src') or '')} has no alternative text."
        report.add("audit-alt", place, words)


def audit_mail(name: str, data: bytes, report: Report) -> None:
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
    facts: PageFacts,
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


def audit_json(name: str, data: bytes, report: Report) -> None:
    """A file that every program reads as JSON."""
    try:
        json.loads(data.decode("utf-8"), parse_constant=_not_json)
    except ValueError:
        report.add("audit-json", Place(name), "This file is not JSON.")


def _not_json(word: str) -> None:
    raise ValueError(word)


def audit_stylesheet(name: str, text: str, report: Report) -> None:
    """A stylesheet that loads nothing from elsewhere."""
    for found in re.finditer(r"url\(\s*['\"]?(?!data:)((?:[a-z]+:)?//[^)'\"]*)|@import", text):
        report.add(
            "audit-third-party",
            Place(name),
            f"The stylesheet loads {quoted(found.group(1) or '@import')}.",
        )


def audit_xml(name: str, data: bytes, report: Report) -> None:
    """Well-formed XML; a drawing without a script."""
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
