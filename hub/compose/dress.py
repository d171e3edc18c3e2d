"""The second pass: what pages and files take from all the others, once every page is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from urllib.parse import urlsplit

from markupsafe import Markup

from hub.compose.api.rootfiles import root_files
from hub.compose.api.twins import twin_files
from hub.compose.redirects import Redirects
from hub.compose.shell import shell
from hub.pages import DataFile, DressedPage, Finished, Page, Site
from hub.search.export import Index
from hub.search.site import FOLDER, similar_pages

PAGE, NOT_FOUND = "main.html", "404.html"  # the theme's templates


def dressed_pages(
    site: Site, redirects: Redirects, docs: Sequence[Page], *, index: Index
) -> Iterator[DressedPage]:
    """Every page with what stands around it; `docs` are the hand-written ones."""
    similar = similar_pages(site.pages, index)
    addresses = docs_addresses(docs)
    for page in (*site.pages, *redirects.moved_pages):
        content = partial(_content, page, site, redirects)
        values = partial(_values, page, site, content, similar=similar, docs=addresses)
        yield DressedPage(f"{page.address}index.html", PAGE, values)
    for page in docs:
        values = partial(_values, page, site, page.draw, similar=similar, docs=addresses)
        yield DressedPage(f"{page.address}index.html", PAGE, values)
    yield DressedPage(NOT_FOUND, NOT_FOUND, partial(_values_where_nothing_is, site, addresses))


def other_files(
    site: Site, redirects: Redirects, docs: Sequence[Page], *, index: Index
) -> Iterator[DataFile]:
    """Every file that is not a page: those that were composed, and those made of all pages."""
    yield from site.files
    yield from root_files(site, site.settings, docs_addresses(docs))
    yield from redirects.files()
    yield from twin_files((*docs, *site.pages, *redirects.moved_pages), site.settings)
    for name, data in index.files.items():
        yield DataFile(f"{FOLDER}/{name}", partial(bytes, data))


def page_addresses(site: Site, redirects: Redirects, docs: Iterable[Page]) -> Iterator[str]:
    """The address of every page on the site, but for the one that is shown where nothing is."""
    for file in site.files:
        if file.address.endswith("/index.html"):
            yield file.address.removesuffix("index.html")
    for page in (*site.pages, *redirects.moved_pages, *docs):
        yield page.address
    yield from redirects.go_addresses


def docs_addresses(docs: Iterable[Page]) -> tuple[str, ...]:
    """The addresses of hand-written pages, in order."""
    return tuple(sorted(page.address for page in docs))


def _content(page: Page, site: Site, redirects: Redirects) -> str:
    """A page's content as readers get it: its words explained, and notes where something moved."""
    return site.explain(page, redirects.with_notes(page, page.content))


def _values(
    page: Page,
    site: Site,
    content: Callable[[], str],
    *,
    similar: Callable[[Page], Sequence[Page]],
    docs: Sequence[str],
) -> Mapping[str, object]:
    # our own templates, and MkDocs' converter of trusted pages, made it
    html = Markup(content())  # noqa: S704
    around = shell(page, site, draws_title="<h1" in html, docs=docs, similar=similar(page))
    return {"page": Finished(html), "hub": around}


def _values_where_nothing_is(site: Site, docs: Sequence[str]) -> Mapping[str, object]:
    """The page for an address where nothing is. It is shown at any depth, so its addresses start at
    the root.
    """
    page = Page(
        NOT_FOUND,
        "Page not found",
        "This page does not exist.",
        draw=str,
        section="",
        kind="404",
        has_contents=False,
        is_indexed=False,
    )
    root = urlsplit(site.settings.site_url).path.rstrip("/") + "/"
    return {"page": None, "hub": shell(page, site, draws_title=False, root=root, docs=docs)}
