"""The fifth stage: pages become bytes, in our own templates within the theme's environment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from jinja2 import Environment

from hub.pages import DataFile, DressedPage, Page
from hub.prose.textdirection import directed
from hub.theme.csp import headers, policy, with_policy


@dataclass(frozen=True)
class Theme:
    """What a project adds to its entries by hand: templates, pages, styles and scripts."""

    environment: Environment  # of jinja2; what a template prints is escaped
    docs: tuple[Page, ...]  # the hand-written pages
    files: tuple[DataFile, ...]  # published as they are
    hashes: tuple[str, ...]  # of the inline scripts that may run
    frame_ancestors: str  # who may show a page in a frame


def render(pages: Iterable[DressedPage], theme: Theme) -> Iterator[DataFile]:
    """Every page as a file, made when its bytes are asked for, and the files of the theme."""
    rules = policy(theme.hashes)
    for page in pages:
        yield DataFile(page.address, partial(_document, page, theme.environment, rules))
    yield from theme.files
    yield DataFile("_headers", partial(headers, theme.hashes, theme.frame_ancestors))
    yield DataFile(".nojekyll", bytes)  # a Pages host leaves out what begins with _


def _document(page: DressedPage, environment: Environment, rules: str) -> bytes:
    html = environment.get_template(page.template).render(page.values())
    return with_policy(directed(html), rules).encode()
