"""Where a page belongs: the section of the menu, and the way to it from the home page."""

from __future__ import annotations

HOME = ("Home", "")


def trail(*steps: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """The way from the home page to a page, without the page itself."""
    return (HOME, *steps)
