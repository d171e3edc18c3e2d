"""The files at the site's root that machines look for: sitemap.xml, robots.txt and llms.txt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from lxml import etree

from hub.compose.api.twins import llms_text
from hub.pages import DataFile, Site
from hub.project.settings import Settings

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
_NAMES: Any = {None: _SITEMAP, "xhtml": _XHTML}  # the stubs know no default namespace


def root_files(site: Site, settings: Settings, docs: Sequence[str]) -> Iterable[DataFile]:
    """The sitemap with the day of each page's last change, the robots file that names it, and the
    way in for language models.
    """
    yield DataFile("sitemap.xml", partial(_sitemap, site, settings, docs))
    yield DataFile("robots.txt", partial(_robots, settings))
    yield DataFile("llms.txt", partial(llms_text, site.pages, docs, settings))


def _sitemap(site: Site, settings: Settings, docs: Sequence[str]) -> bytes:
    root = etree.Element(f"{{{_SITEMAP}}}urlset", nsmap=_NAMES)
    for page in site.pages:
        if not page.is_indexed:
            continue
        url = etree.SubElement(root, f"{{{_SITEMAP}}}url")
        etree.SubElement(url, f"{{{_SITEMAP}}}loc").text = settings.site_url + page.address
        if page.updated:
            etree.SubElement(url, f"{{{_SITEMAP}}}lastmod").text = page.updated.isoformat()
        for language, address in page.alternates:
            etree.SubElement(
                url,
                f"{{{_XHTML}}}link",
                rel="alternate",
                hreflang=language,
                href=settings.site_url + address,
            )
    for address in docs:
        url = etree.SubElement(root, f"{{{_SITEMAP}}}url")
        etree.SubElement(url, f"{{{_SITEMAP}}}loc").text = settings.site_url + address
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _robots(settings: Settings) -> bytes:
    return f"User-agent: *\nAllow: /\n\nSitemap: {settings.site_url}sitemap.xml\n".encode()
