"""What commands that make something of the content read first: the checked content, and the
settings of the site.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from hub import build
from hub.cli.words import say
from hub.project.quicksettings import quick_settings
from hub.report import text as report_text

if TYPE_CHECKING:
    from hub.model import Library
    from hub.project.settings import Settings


def checked_library(project: Path, content: str | None) -> Library:
    """The content of a project. Mistakes end the command here, with all of them told."""
    result = build.prepare(build.Project.at(project, content), None)
    if result.report.has_errors:
        say(report_text.render(result.report))
        say(report_text.closing(result.report, published="Nothing was written."))
        sys.exit(1)
    return result.library


def site_settings(project: Path) -> Settings:
    """What mkdocs.yml says of the site."""
    settings = quick_settings(project / "mkdocs.yml")
    if settings is None:
        # MkDocs takes as long as reading all of the content
        from hub.mkdocsrun import settings_in  # noqa: PLC0415

        settings = settings_in(project / "mkdocs.yml")
    return settings
