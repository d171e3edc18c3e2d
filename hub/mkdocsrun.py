"""MkDocs, called by the commands: its settings, its build and its preview. Besides the plugin, only
this module knows MkDocs.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, MkDocsException

from hub.problems import HubError, visible
from hub.project.quicksettings import check_site_url
from hub.project.settings import OWN_SETTINGS, Settings, check_addresses
from hub.project.siteurl import site_address
from hub.reading.litter import state_of


def build_site(
    config_file: Path, *, site_dir: Path | None, configure: Callable[[object], None]
) -> None:
    """Build the site that mkdocs.yml describes. `configure` is given the hub's plugin before it
    begins.

    Content problems come out as the plugin's own `Refused`, with the report.
    """
    config = _config(config_file, site_dir)
    configure(config.plugins["hub"])
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(config)
    except Abort as error:
        if getattr(error, "report", None) is not None:
            raise
        raise HubError(
            "audit-warning",
            f"MkDocs found something wrong in docs/ or overrides/: {visible(str(error))}",
            exit_code=3,
            fix="mkdocs build tells what it is.",
        ) from None
    finally:
        config.plugins.on_shutdown()


def _config(config_file: Path, site_dir: Path | None = None) -> MkDocsConfig:
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's notice about another program
    if not config_file.is_file():
        raise HubError(
            "no-project",
            f"There is no mkdocs.yml in {visible(str(config_file.parent))}.",
            exit_code=3,
            fix="Run hub in the project's folder, or name it with --project.",
        )
    check_site_url(config_file)
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    try:
        config = load_config(str(config_file), **({"site_dir": str(site_dir)} if site_dir else {}))
    except (ConfigurationError, Abort):
        words = "mkdocs.yml cannot be used: it is not YAML, or names something that is not there."
        raise HubError(
            "bad-config", words, exit_code=3, fix="mkdocs build tells which line it is."
        ) from None
    for folder in (config.docs_dir, config.theme.custom_dir):
        # MkDocs passes over a folder that it may not read, and its pages would be missing
        for _ in os.walk(folder or config.docs_dir, onerror=_raise):
            pass
    return config


def _raise(error: OSError) -> None:
    raise error


def settings_of(config: MkDocsConfig) -> Settings:
    """What mkdocs.yml says of the site, as compose needs it."""
    own = config.plugins["hub"].config
    check_addresses(own.suggest_url, own.feedback_email)
    config.site_url = site_address(config.site_url or "")  # in its one form, for the theme, too
    return Settings(
        config.site_name,
        config.site_url,
        config.site_description or "",
        **{name: own[name] for name in OWN_SETTINGS},
    )


def settings_in(config_file: Path) -> Settings:
    """The settings of a project, without building it."""
    return settings_of(_config(config_file))


def site_folder(config_file: Path) -> Path:
    """Where mkdocs.yml says that the site is published."""
    return Path(_config(config_file).site_dir)


def preview(config_file: Path, *, port: int) -> None:
    """Serve the site on 127.0.0.1, and build again when a file changes, until somebody stops it."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    log = logging.getLogger("mkdocs")
    log.setLevel(logging.WARNING)
    # problems are reported at each save, and the last good site stays open
    log.addHandler(logging.StreamHandler())
    mkdocs_serve(
        str(config_file), dev_addr=f"127.0.0.1:{port}", site_url=f"http://127.0.0.1:{port}/"
    )


def forgiving(
    builder: Callable[..., None], config: MkDocsConfig, content: Path
) -> Callable[..., None]:
    """The builder of a preview that is open: what stops a build is reported, and the last site
    stays. MkDocs would let every request wait until it is mended.

    Nothing is built when only files of programs came or went: an editor that opens a file writes
    one beside it.
    """
    watched = [
        content,
        *map(
            Path,
            (
                config.docs_dir,
                config.config_file_path,
                config.theme.custom_dir or config.docs_dir,
                *config.watch,
            ),
        ),
    ]
    seen = state_of(watched)

    def built(*arguments: object) -> None:
        nonlocal seen
        before, seen = seen, state_of(watched)
        if before == seen:
            return
        try:
            builder(*arguments)
        except (MkDocsException, HubError) as error:
            if getattr(error, "report", None) is None:  # the plugin has told its own
                # an editor has no use for a traceback
                logging.getLogger("mkdocs").error(  # noqa: TRY400
                    "%s\nThe preview is not built anew until this is mended.", visible(str(error))
                )

    return built
