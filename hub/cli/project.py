"""What commands that make something of the content read first: the checked content, and the
settings of the site.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from hub import build
from hub.cli.words import say
from hub.project.quicksettings import quick_config
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


# MkDocs takes a third of a second, so it is asked only where mkdocs.yml is not plain.
def site_settings(project: Path) -> Settings:
    """What mkdocs.yml says of the site."""
    config = quick_config(project / "mkdocs.yml")
    if config is not None:
        return config.settings
    from hub.mkdocsrun import settings_in  # noqa: PLC0415

    return settings_in(project / "mkdocs.yml")


def site_folder(project: Path) -> Path:
    """Where mkdocs.yml says that the site is published."""
    config = quick_config(project / "mkdocs.yml")
    if config is not None:
        return config.folder
    from hub.mkdocsrun import site_folder as asked  # noqa: PLC0415

    return asked(project / "mkdocs.yml")
