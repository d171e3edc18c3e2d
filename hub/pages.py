"""The values that compose gives and render writes: pages, data files, the menu, and the site they
make.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from markupsafe import Markup

from hub.project.settings import Settings
from hub.prose.headings import Heading, headings_in


class Link(NamedTuple):
    """Words that lead to an address below the site's root, or, in the shell, from the page."""

    title: str
    address: str


class Alternate(NamedTuple):
    """A page in another language, and where it is."""

    language: str
    address: str


class Choice(NamedTuple):
    """A value of a closed list, and what readers call it."""

    value: str
    label: str


@dataclass(frozen=True)
class SearchFacts:
    """What the search knows of a page beside its title, description and text.

    `facets` holds what the page was given, by facet. Without `holds_text`, the page is a list of
    others, and its text is not searched.
    """

    kind: str = ""
    names: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    facets: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    weight: float = 1.0
    holds_text: bool = True


LISTS_OTHERS = SearchFacts(holds_text=False, weight=0.7)


@dataclass(frozen=True)
class Page:
    """A page: where it lives, what the shell around it needs, and how its content is drawn.

    `draw` is called when the page is rendered, not when it is composed: a check of the content
    draws nothing.
    """

    address: str
    title: str
    description: str
    draw: Callable[[], str] = field(repr=False, compare=False)
    section: str
    kind: str
    has_contents: bool = True  # whether the page lists its own headings
    trail: tuple[Link, ...] = ()  # from the home page down
    language: str = "en"
    alternates: tuple[Alternate, ...] = ()
    json_ld: str = ""
    updated: date | None = None
    source_path: str = ""
    is_indexed: bool = True
    data_address: str = ""
    previous: Link | None = None
    next: Link | None = None
    search: SearchFacts = LISTS_OTHERS
    oembed: str = ""  # the address of what oEmbed says of the page
    moved_to: str = ""  # where readers of an old address are sent
    # the scripts and styles of overrides/assets/ that this page needs beside those of every page
    assets: tuple[str, ...] = ()

    @cached_property
    def content(self) -> str:
        """The content as HTML."""
        return self.draw()

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The page's own contents."""
        return headings_in(self.content) if self.has_contents else ()


@dataclass(frozen=True)
class DataFile:
    """A published file that is not a page. `make` gives its bytes when it is written."""

    address: str
    make: Callable[[], bytes] = field(repr=False, compare=False)

    @cached_property
    def data(self) -> bytes:
        """The bytes of the file."""
        return self.make()


@dataclass(frozen=True)
class Finished:
    """What a template may ask of a page beside its shell."""

    content: Markup


@dataclass(frozen=True)
class DressedPage:
    """A page as the theme gets it: the address of its file, the template, and what the template may
    ask for, worked out when the page is rendered.
    """

    address: str
    template: str
    values: Callable[[], Mapping[str, object]] = field(repr=False, compare=False)


@dataclass(frozen=True)
class MenuItem:
    """A line of the menu; `section` is the section it opens."""

    title: str
    address: str
    section: str = ""
    children: tuple[MenuItem, ...] = ()
    is_tab: bool = True  # whether it is always in sight; the others stand behind "More"


def _as_drawn(_: Page, content: str) -> str:
    """Nothing to add."""
    return content


@dataclass(frozen=True)
class Site:
    """Everything the renderer writes."""

    pages: tuple[Page, ...]
    files: tuple[DataFile, ...]
    menu: tuple[MenuItem, ...]
    settings: Settings
    spanish_words: Mapping[str, str] = field(default_factory=dict)  # for English pages, by address
    # a page's HTML as readers get it, its words explained
    explain: Callable[[Page, str], str] = field(default=_as_drawn, repr=False, compare=False)

    @cached_property
    def file_addresses(self) -> frozenset[str]:
        """The addresses of the files that are not pages."""
        return frozenset(file.address for file in self.files)

    @cached_property
    def page_by_address(self) -> Mapping[str, Page]:
        """Every page by its address."""
        return {page.address: page for page in self.pages}
