"""Where a page belongs: the section of the menu, and the way to it from the home page."""

from __future__ import annotations

from hub.pages import Link

HOME = Link("Home", "")


def trail(*steps: tuple[str, str]) -> tuple[Link, ...]:
    """The way from the home page to a page, without the page itself."""
    return (HOME, *(Link(*step) for step in steps))
