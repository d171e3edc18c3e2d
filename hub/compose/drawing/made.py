"""What a maker of pages hands on."""

from __future__ import annotations

from typing import Any

from hub.pages import Page

Made = tuple[Page, Any]  # a page, and the same view as data
