"""The fifth stage: MkDocs and Material write the composed pages. Besides the plugin, only this module knows MkDocs."""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError

from hub.problems import HubError, visible

if TYPE_CHECKING:
    from hub.build import Result, Tick
    from hub.plugin import HubPlugin


def render(config_file: Path, *, site_dir: Path | None, content: str | None, drafts: bool, tick: Tick) -> Result:
    """Build the site that mkdocs.yml describes, and return what was made. Content problems raise `Refused`, with the report."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's notice about another program
    if not config_file.is_file():
        raise HubError("no-project", f"There is no mkdocs.yml in {visible(str(config_file.parent))}.", exit_code=3, fix="Run hub in the project's folder, or name it with --project.")
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    try:
        config = load_config(str(config_file), **({"site_dir": str(site_dir)} if site_dir else {}))
    except ConfigurationError as error:
        raise HubError("bad-config", f"mkdocs.yml cannot be used: {visible(str(error))}", exit_code=3) from None
    plugin: HubPlugin = config.plugins["hub"]  # type: ignore[assignment]  # entries are typed by their base
    plugin.prepare_for_build(content=content, drafts=drafts, tick=tick)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(config)
    except Abort as error:
        if getattr(error, "report", None) is not None:
            raise
        raise HubError("audit-warning", f"MkDocs found something wrong in docs/ or overrides/: {visible(str(error))}", exit_code=3, fix="mkdocs build tells what it is.") from None
    finally:
        config.plugins.on_shutdown()
    return plugin.result


def preview(config_file: Path, *, port: int, tell: Callable[[str], None]) -> None:
    """Serve the site on 127.0.0.1, at `port` or the next one that is free, and build again when a file changes."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    free = next((number for number in range(port, min(port + 50, 65536)) if _is_free(number)), None)
    if free is None:
        raise HubError("port-taken", f"The ports from {port} on are all taken.", exit_code=4, fix="Name another one with --port.")
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    tell(f"http://127.0.0.1:{free}/")
    mkdocs_serve(str(config_file), dev_addr=f"127.0.0.1:{free}", site_url=f"http://127.0.0.1:{free}/")


def _is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
