"""What a page offers to take away."""

from __future__ import annotations

from dataclasses import dataclass

from hub.compose.playbook.cite import Cite
from hub.compose.playbook.outputs import Paper
from hub.pages import Link


@dataclass(frozen=True)
class Download:
    """A file: what readers call it, its address below the site's root, and how it is made."""

    label: str
    address: str
    format: str
    file: str
    paper: Paper = "letter"


@dataclass(frozen=True)
class Pin:
    """The short link to what a page held in the newest edition of its playbook."""

    what: str  # "chapter" or "playbook"
    edition: str
    address: str  # below the site's root


@dataclass(frozen=True)
class Offer:
    """What a page offers to take away."""

    pages: tuple[Link, ...]
    downloads: tuple[Download, ...]
    cite: Cite
    pinned: Cite | None  # of the frozen edition, where there is one
    id: str
    go: str
    pin: Pin | None  # where the newest edition holds it
