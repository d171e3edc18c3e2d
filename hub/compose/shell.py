"""What the theme prints around a page: menu, way back, contents, addresses. Values only; nothing of
MkDocs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from hub.compose.api.twins import twin_address
from hub.compose.drawing.addresses import relative
from hub.compose.drawing.data import table_address
from hub.compose.drawing.machine import page_json_ld
from hub.compose.drawing.numbers import day
from hub.compose.drawing.spanish import HOME, LANGUAGE, in_spanish, said_in_spanish, spanish_day
from hub.feedback.link import Feedback, feedback_of
from hub.kinds.catalog import KIND_BY_COLLECTION
from hub.pages import Alternate, Link, MenuItem, Page, Site
from hub.permalinks.ids import WITHOUT_ID, go_address, page_id
from hub.project.settings import Settings
from hub.prose.headings import Heading

LANGUAGE_NAMES = {"en": "English", "es": "Español"}
SIMILAR_SHOWN = 4
FOOTER = (
    ("About", "about/"),
    ("Contribute", "contribute/"),
    ("For trainers", "for-trainers/"),
    ("Accessibility", "accessibility/"),
    ("Privacy", "privacy/"),
    ("Owners", "owners/"),
    ("Follow", "follow/"),
    ("For machines", "for-machines/"),
)


@dataclass(frozen=True)
class Item:
    """A line of the menu, seen from one page."""

    title: str
    href: str
    is_current: bool
    is_open: bool
    children: tuple[Item, ...] = ()
    is_tab: bool = True


@dataclass(frozen=True)
class ShellLinks:
    """Where a page leads beside its menu and its text; "" where there is no such thing."""

    edit_href: str
    feed_href: str
    feeds: tuple[Link, ...]
    data_href: str
    csv_href: str  # the same rows as a table
    twin_href: str  # the page as Markdown
    search_href: str
    home_href: str
    root: str
    refresh: str
    oembed_href: str
    go_href: str  # the page's short link, where it has one
    styles: tuple[str, ...]  # beside those of every page
    scripts: tuple[str, ...]


@dataclass(frozen=True)
class Shell:
    """Everything main.html may ask for, as `hub`."""

    site_name: str
    site_note: str
    note_language: str
    banner: str
    banner_language: str
    title: str
    page_title: str
    description: str
    section: str
    kind: str
    language: str
    alternates: tuple[tuple[str, str, str], ...]  # (language, its name, the way to the page)
    # (language, whole address), as search engines want it
    whole_alternates: tuple[Alternate, ...]
    # the language and address of the home page that is offered where this page has no other
    # language
    other_home: tuple[str, str] | None
    canonical: str
    is_indexed: bool
    draws_title: bool
    trail: tuple[Link, ...]
    menu: tuple[Item, ...]
    toc: tuple[Heading, ...]
    updated: str
    updated_iso: str
    previous: Link | None
    next: Link | None
    similar: tuple[tuple[str, str, str], ...]  # (title, address, kind)
    json_ld: str
    footer: tuple[Link, ...]
    feedback: Feedback | None  # the message that the page prepares for a reader who finds a mistake
    links: ShellLinks


def shell(
    page: Page,
    site: Site,
    *,
    draws_title: bool,
    root: str | None = None,
    docs: Sequence[str] = (),
    similar: Sequence[Page] = (),
) -> Shell:
    """The shell of one page. `root` is given where addresses must start at the site's root (404);
    `docs` are the hand-written pages that exist, `similar` the pages most like this one, of which
    those are shown to which the page does not lead already.
    """

    def to(address: str) -> str:
        return relative(page.address, address) if root is None else root + address

    settings = site.settings
    is_spanish, pages = page.language == LANGUAGE, site.page_by_address
    site_note, note_language = _said(settings.note, settings.note_es, page.language)
    site_banner, banner_language = _said(settings.banner, settings.banner_es, page.language)
    table = csv if (csv := table_address(page.data_address)) in site.file_addresses else ""
    return Shell(
        site_name=settings.site_name,
        site_note=site_note,
        note_language=note_language,
        banner=site_banner,
        banner_language=banner_language,
        title=page.title,
        page_title=_page_title(page, settings),
        description=page.description,
        section=page.section,
        kind=page.kind,
        language=page.language,
        alternates=_alternates(page, to),
        whole_alternates=_whole_alternates(page, settings),
        other_home=(LANGUAGE, to(HOME))
        if HOME in pages and not is_spanish and not page.alternates
        else None,
        canonical=settings.site_url + (page.moved_to or page.address),
        is_indexed=page.is_indexed,
        draws_title=draws_title,
        trail=tuple(Link(title, to(address)) for title, address in page.trail),
        menu=_menu(page, site, to),
        toc=page.headings,
        updated=spanish_day(page.updated) if is_spanish else day(page.updated),
        updated_iso=_iso(page.updated),
        previous=Link(page.previous.title, to(page.previous.address)) if page.previous else None,
        next=Link(page.next.title, to(page.next.address)) if page.next else None,
        similar=_similar(page, similar, to),
        json_ld=page_json_ld(page, table, settings),
        footer=_footer(page, site, to, docs=docs),
        feedback=feedback_of(page, settings, to),
        links=_links(page, site, to, table=table),
    )


To = Callable[[str], str]


def _links(page: Page, site: Site, to: To, *, table: str) -> ShellLinks:
    settings, pages = site.settings, site.page_by_address
    is_spanish = page.language == LANGUAGE
    feeds = _feeds(page, site, to)
    return ShellLinks(
        edit_href=settings.edit_url + page.source_path.split("/", 1)[1]
        if settings.edit_url and "/" in page.source_path
        else "",
        feed_href=feeds[0][1],
        feeds=feeds,
        data_href=to(page.data_address) if page.data_address else "",
        csv_href=to(table) if table else "",
        twin_href=to(twin_address(page)) if twin_address(page) else "",
        search_href=to(f"{HOME}search/" if is_spanish and f"{HOME}search/" in pages else "search/"),
        home_href=to(HOME if is_spanish and HOME in pages else ""),
        root=to(""),
        go_href=to(go_address(page_id(page.address))) if page.kind not in WITHOUT_ID else "",
        oembed_href=to(page.oembed) if page.oembed else "",
        styles=tuple(to(f"assets/{name}") for name in page.assets if name.endswith(".css")),
        scripts=tuple(to(f"assets/{name}") for name in page.assets if name.endswith(".js")),
        refresh=to(page.moved_to) if page.moved_to else "",
    )


def _feeds(page: Page, site: Site, to: To) -> tuple[Link, ...]:
    """The feeds that stand near a page, that of the whole site first."""
    settings = site.settings
    collection = page.address.split("/", 1)[0]
    feeds = [(settings.site_name, to("feed.xml"))]
    if collection in KIND_BY_COLLECTION:
        feeds.append(
            (f"{settings.site_name}: {collection.replace('-', ' ')}", to(f"{collection}/feed.xml"))
        )
    # a page's own feed stands below it
    if page.address.count("/") > 1 and f"{page.address}feed.xml" in site.file_addresses:
        feeds.append((f"{settings.site_name}: {page.title}", to(f"{page.address}feed.xml")))
    return tuple(Link(*feed) for feed in feeds)


def _page_title(page: Page, settings: Settings) -> str:
    if page.kind == "home":
        return f"{settings.site_name}: {page.title}"
    return f"{page.title} - {settings.site_name}"


def _footer(page: Page, site: Site, to: To, *, docs: Sequence[str]) -> tuple[Link, ...]:
    footer = [
        (title, address)
        for title, address in FOOTER
        if address in docs or address in ("owners/", "follow/")
    ]
    if page.language == LANGUAGE:
        footer = [
            said_in_spanish(title, address, site.spanish_words, pages=site.page_by_address)
            for title, address in footer
        ]
    return tuple(Link(title, to(address)) for title, address in footer)


def _alternates(page: Page, to: To) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (language, LANGUAGE_NAMES.get(language, language), to(address))
        for language, address in page.alternates
    )


def _whole_alternates(page: Page, settings: Settings) -> tuple[Alternate, ...]:
    return tuple(
        Alternate(language, settings.site_url + address) for language, address in page.alternates
    )


def _similar(page: Page, similar: Sequence[Page], to: To) -> tuple[tuple[str, str, str], ...]:
    """Those of the pages most like this one that it does not lead to already."""
    return tuple(
        (other.title, to(other.address), other.search.kind)
        for other in similar
        if f'href="{to(other.address)}"' not in page.content
    )[:SIMILAR_SHOWN]


def _menu(page: Page, site: Site, to: To) -> tuple[Item, ...]:
    menu = site.menu
    if page.language == LANGUAGE:
        menu = in_spanish(menu, site.spanish_words, site.page_by_address)
    return tuple(_item(item, page, to) for item in menu)


def _said(english: str, spanish: str, language: str) -> tuple[str, str]:
    """What the site owner says in this language, or else in English, with the language it is said
    in.
    """
    return (spanish, LANGUAGE) if spanish and language == LANGUAGE else (english, "en")


def _item(item: MenuItem, page: Page, way: Callable[[str], str]) -> Item:
    """A section, open with its pages when the page is in it, else alone: a page never carries the
    whole site's menu.
    """
    is_open = item.section == page.section
    children = (
        tuple(
            Item(child.title, way(child.address), child.address == page.address, is_open=False)
            for child in item.children
        )
        if is_open
        else ()
    )
    return Item(
        item.title,
        way(item.address),
        item.address == page.address,
        is_open=is_open,
        children=children,
        is_tab=item.is_tab,
    )


def _iso(value: date | None) -> str:
    return value.isoformat() if value else ""
