"""The fourth stage: a library becomes a site: pages, derived views, playbook, feeds and data files."""

from __future__ import annotations

from hub.compose.site import compose

__all__ = ["compose"]
