"""The adapter to MkDocs, which keeps the settings, the theme's environment and the hand-written
pages: it hands them to the line in hub/build.py, and the line does the rest.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from jinja2 import Environment
from mkdocs.config import base
from mkdocs.config import config_options as option
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import CountHandler

from hub import build
from hub.compose.api.rootfiles import root_files
from hub.compose.drawing.trail import trail
from hub.mkdocsrun import forgiving, settings_of
from hub.pages import DataFile, Page, SearchFacts
from hub.problems import Report
from hub.project.clock import source_date_epoch
from hub.publish.publish import Publication, Target, check_target, publication
from hub.render import Theme
from hub.report.text import closing, render
from hub.search.site import nearly_the_same
from hub.theme.assetversions import versioned
from hub.theme.csp import theme_hashes

log = logging.getLogger("mkdocs.plugins.hub")


class HubConfig(base.Config):  # type: ignore[no-untyped-call]  # MkDocs leaves its own base untyped
    """What a site owner sets below `hub:` in mkdocs.yml."""

    content = option.Type(str, default="content")
    edit_url = option.Type(str, default="")
    suggest_url = option.Type(str, default="")
    feedback_email = option.Type(str, default="")
    banner = option.Type(str, default="")
    note = option.Type(str, default="")
    banner_es = option.Type(str, default="")
    note_es = option.Type(str, default="")
    frame_ancestors = option.Type(str, default="'self'")


class Refused(Abort):
    """The content has problems: nothing is published."""

    def __init__(self, report: Report) -> None:
        super().__init__("The content has problems, so the site was not built.")
        self.report = report


class KnownFile(File):
    """A file of ours, known to MkDocs because hand-written pages lead to it, and written by us."""

    def is_documentation_page(self) -> bool:
        """Nothing that MkDocs reads or draws."""
        return False

    def copy_file(self, dirty: bool = False) -> None:
        """Nothing that MkDocs writes."""


@dataclass(frozen=True)
class Order:
    """What is to be done: how the command was typed, and who watches."""

    command: Literal["build", "gh-deploy", "serve"] = "build"
    content: str | None = None
    drafts: bool = False
    tick: Callable[[str], None] = field(default=lambda _: None)


@dataclass
class UnderWay:
    """A build between two calls of MkDocs, and what came of it."""

    project: build.Project
    result: build.Result
    target: Target | None  # None for a preview
    stage: Path
    warnings: CountHandler
    hashes: tuple[str, ...]  # of the inline scripts that may run
    theme: Theme | None = None
    uncompared: str = ""  # why nothing of the base branch could be compared with
    near_duplicates: tuple[tuple[str, str, float], ...] = ()
    publication: Publication | None = None

    def theme_with(self, scratch: Path) -> Theme:
        """The theme, with what MkDocs itself wrote, such as a template that the owner added."""
        assert self.theme is not None
        if self.target is None:
            return self.theme  # it stands in the preview already
        files = (
            DataFile(path.relative_to(scratch).as_posix(), partial(bytes, path.read_bytes()))
            for path in sorted(scratch.rglob("*"))
            if path.is_file()
        )
        return replace(self.theme, files=(*self.theme.files, *files))


class HubPlugin(BasePlugin[HubConfig]):  # type: ignore[no-untyped-call]  # as above
    """The line, called at the moments that MkDocs offers."""

    # called when a preview can be opened
    when_ready: Callable[[], None] = staticmethod(lambda: None)

    def __init__(self) -> None:
        super().__init__()
        self.order = Order()
        self.cleanup = ExitStack()  # what a build lets go of when it ends
        self.build: UnderWay

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note whether this is a build, which publishes, or a preview, which shows drafts."""
        drafts = self.order.drafts or command == "serve"
        self.order = replace(self.order, command=command, drafts=drafts)

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check the content, and compose the site. MkDocs is led to a folder that is
        thrown away: it empties the one that it writes to.
        """
        root = Path(config.config_file_path or ".").resolve().parent
        content = self.order.content or self.config.content
        project = build.Project.at(root, content, Path(config.docs_dir))
        settings = settings_of(config)
        hashes = theme_hashes(root / "overrides")
        target, stage = None, Path(config.site_dir)
        if self.order.command != "serve":
            source_date_epoch()  # refused before anything is touched
            target = check_target(Path(config.site_dir), root, project.content)
            stage = self.cleanup.enter_context(publication(target))
            config.site_dir = self.cleanup.enter_context(TemporaryDirectory(prefix="hub-mkdocs-"))
        # what is wrong in docs/ counts in strict mode
        warnings = CountHandler(level=logging.WARNING)
        logging.getLogger("mkdocs").addHandler(warnings)
        self.cleanup.callback(logging.getLogger("mkdocs").removeHandler, warnings)
        config.theme.static_templates -= {"sitemap.xml", "404.html"}  # ours, and drawn by us
        result = build.prepare(project, settings, drafts=self.order.drafts, tick=self.order.tick)
        if result.site is None or result.report.has_errors:
            is_open = target is None and (stage / "index.html").is_file()
            raise _refused(result.report, is_preview=is_open)
        self.build = UnderWay(
            project, result, target, stage=stage, warnings=warnings, hashes=hashes
        )
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Make our pages and files known, so that hand-written pages can lead to them; leave out
        the theme's own scripts and styles, and ours as they are written.
        """
        kept = {config.docs_dir, config.theme.custom_dir}
        for file in tuple(files):
            if file.src_dir not in kept or file.src_uri.startswith("scripts/"):
                files.remove(file)
        site, redirects = self.build.result.composed
        pages = (*site.pages, *redirects.moved_pages)
        names = {f"{page.address}index.md": f"{page.address}index.html" for page in pages}
        ours = (*site.files, *root_files(site, site.settings, ()))
        names |= {data.address: data.address for data in ours}
        for name, address in names.items():
            known = KnownFile.generated(config, name, content="")
            known.dest_uri = address
            files.append(known)
        return files

    @event_priority(-100)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Take the theme's environment, the hand-written pages, which are converted by now, and
        what stands beside them. Nothing is left for MkDocs to draw or copy.
        """
        env.autoescape = True
        env.filters["versioned"] = versioned(self.build.project.root / "overrides")
        pages = [file.page for file in files.documentation_pages() if file.page is not None]
        for page in pages:
            page.validate_anchor_links(files=files, log_level=config.validation.links.anchors)
        self.build.theme = Theme(
            env,
            docs=tuple(_docs_page(page) for page in pages),
            files=tuple(_as_it_is(file) for file in files if _is_copied(file)),
            hashes=self.build.hashes,
            frame_ancestors=self.config.frame_ancestors,
        )
        for file in tuple(files):
            files.remove(file)
        return env

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Draw the site; unless this is a preview, audit it, and publish it when it is sound."""
        under_way, tick = self.build, self.order.tick
        result, target, root = under_way.result, under_way.target, under_way.project.root
        theme = under_way.theme_with(Path(config.site_dir))
        index = build.draw(result, theme, under_way.stage, root=root, tick=tick)
        if target is None:
            return
        verdict = build.judge(result, theme, target, root=root, tick=tick)
        if verdict.report.has_errors:
            result.report.problems.extend(verdict.report.problems)
            raise _refused(verdict.report, result.report)
        warned = sum(number for _, number in under_way.warnings.get_counts())
        # MkDocs itself asks only after this, when the site would be published
        if config.strict and warned:
            raise Abort(f"{warned} warnings in strict mode.")
        under_way.publication = build.release(result, target, tick=tick)
        config.site_dir = str(target.folder)  # which is what gh-deploy sends
        under_way.uncompared = verdict.uncompared
        under_way.near_duplicates = nearly_the_same(result.composed[0].pages, index)
        self.cleanup.close()

    def on_serve(
        self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Watch the content, and say that the preview is there: the first build is done by now."""
        content = self.build.project.content
        server.watch(str(content))
        server.builder = forgiving(server.builder, config, content)
        self.when_ready()
        return server

    def on_build_error(self, *, error: Exception) -> None:
        """Clear the stage. The published site was never touched."""
        failure = error if isinstance(error, OSError) else None
        self.cleanup.__exit__(type(failure) if failure else None, failure, None)

    def on_shutdown(self) -> None:
        """Let go of the lock, however the build ended."""
        self.cleanup.close()


def _refused(report: Report, whole: Report | None = None, *, is_preview: bool = False) -> Refused:
    """Say what is wrong, as plain MkDocs does, which prints no report."""
    what_stays = (
        "The preview shows the last whole site until this is mended."
        if is_preview
        else "The published site has not been changed."
    )
    log.error("\n%s\n\n%s", render(report), closing(report, published=what_stays))
    return Refused(whole or report)


def _docs_page(page: MkDocsPage) -> Page:
    """A hand-written page of docs/, as the shell sees it."""
    content = str(page.content or "")
    return Page(
        page.url,
        str(page.title),
        str(page.meta.get("description", "")),
        draw=lambda: content,
        section="about",
        kind="docs",
        trail=trail(),
        search=SearchFacts("about this hub"),
    )


def _is_copied(file: File) -> bool:
    is_ours = isinstance(file, KnownFile) or file.is_documentation_page()
    return not is_ours and file.inclusion.is_included()  # type: ignore[no-untyped-call]


def _as_it_is(file: File) -> DataFile:
    return DataFile(file.dest_uri, lambda: file.content_bytes)
