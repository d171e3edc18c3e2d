"""The thin adapter to MkDocs: hands it our pages, puts the shell around them, and publishes what it
wrote.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config import base
from mkdocs.config import config_options as option
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils import CountHandler

from hub import build
from hub.audit.audit import audit
from hub.compose.api.revisions import check_revisions
from hub.compose.api.rootfiles import root_files
from hub.compose.api.twins import twin_files
from hub.compose.drawing.searchfacts import glossary
from hub.compose.playbook.editions import check_published
from hub.compose.redirects import Redirects
from hub.compose.shell import shell
from hub.pages import Page, SearchFacts, Site
from hub.permalinks.ledger import Ledger
from hub.permalinks.projectledger import check_kept
from hub.problems import HubError, Report
from hub.project.docs import docs_pages
from hub.project.kept import cache_of
from hub.project.settings import Settings
from hub.prose.textdirection import directed
from hub.publish.publish import Target, check_target, publication, settle, swap, write_manifest
from hub.render import forgiving, settings_of
from hub.report.text import closing, render
from hub.search.export import Index, write_files
from hub.search.related import LIKE, near_duplicates
from hub.search.site import FOLDER, site_index
from hub.theme.assetversions import versioned
from hub.theme.csp import headers, policy, theme_hashes, with_policy

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


class HubPage(MkDocsPage):
    """A page that is finished already: MkDocs neither reads nor converts anything for it."""

    def __init__(self, page: Page, file: File, config: MkDocsConfig) -> None:
        super().__init__(page.title, file, config)
        self.hub_page = page

    def read_source(self, config: MkDocsConfig) -> None:
        """Nothing to read."""
        self.markdown = ""
        self.meta = {}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Take the content that was drawn by our own templates."""
        self.content = self.hub_page.content
        self.toc = TableOfContents([])
        self.present_anchor_ids = set()


class HubPlugin(BasePlugin[HubConfig]):  # type: ignore[no-untyped-call]  # as above
    """The line, called at the moments MkDocs offers."""

    # called when a preview can be opened
    when_ready: Callable[[], None] = staticmethod(lambda: None)

    def __init__(self) -> None:
        super().__init__()
        self.command: Literal["build", "gh-deploy", "serve"] = "build"
        self.result = build.Result()
        self.settings = Settings()
        self.content: str | None = None
        self.drafts = False
        self.tick: Callable[[str], None] = lambda _: None
        self.target: Target | None = None
        self.hashes: tuple[str, ...] = ()
        self.docs: list[str] = []
        self.index = Index({}, {})
        self._page_by_address: dict[str, Page] = {}
        self._written: list[Page] = []  # every page, those of docs/ too
        # of what was published: the number of files, and their newest time in seconds
        self.file_count = self.newest = 0
        self.ledger = Ledger()
        self.uncompared = ""
        self.redirects: Redirects | None = None
        self.is_open = False  # whether a preview is being shown
        self._publication: AbstractContextManager[Path] | None = None
        self._warnings = CountHandler()

    def prepare_for_build(
        self, *, content: str | None, drafts: bool, tick: Callable[[str], None]
    ) -> None:
        """What the hub command adds to mkdocs.yml."""
        self.content, self.drafts, self.tick = content, drafts, tick

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether this is a build, which publishes, or a preview, which shows drafts."""
        self.command = command
        self.drafts = self.drafts or command == "serve"

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Check the target, and lead MkDocs to a folder beside it: it empties the one it writes
        to.
        """
        root = Path(config.config_file_path or ".").resolve().parent
        self.project = build.Project.at(root, self.content or self.config.content)
        self.settings = settings_of(config)
        self.hashes = theme_hashes(root / "overrides")
        if self.command != "serve":
            build.source_date_epoch()  # refused before anything is touched
            self.target = check_target(Path(config.site_dir), root, self.project.content)
            self._publication = publication(self.target)
            config.site_dir = str(self._publication.__enter__())
        self._warnings = CountHandler()
        self._warnings.setLevel(logging.WARNING)
        logging.getLogger("mkdocs").addHandler(self._warnings)
        config.theme.static_templates.discard("sitemap.xml")  # ours is written with the other files
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read and check the content, before MkDocs empties the folder that it writes to: a preview
        keeps the last whole site.
        """
        self.result = build.prepare(self.project, self.settings, drafts=self.drafts, tick=self.tick)
        self.ledger = self.result.ledger or Ledger()
        if self.result.site is None or self.result.report.has_errors:
            what_stays = (
                "The preview shows the last whole site until this is mended."
                if self.is_open
                else "The published site has not been changed."
            )
            log.error(
                "\n%s\n\n%s",
                render(self.result.report),
                closing(self.result.report, published=what_stays),
            )
            raise Refused(self.result.report)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the composed pages and files; leave out the theme's own scripts and styles."""
        ours = (
            Path(config.docs_dir),
            *(Path(folder) for folder in config.theme.dirs if "overrides" in Path(folder).parts),
        )
        for file in [
            file
            for file in files
            if Path(file.src_dir or "") not in ours or file.src_uri.startswith("scripts/")
        ]:
            # Material's scripts, styles and sitemap; and ours as they are written, not sent
            files.remove(file)
        self.docs = sorted(file.url for file in files.documentation_pages())
        self.redirects = Redirects(
            self.ledger,
            self._site.pages,
            docs_pages(Path(config.docs_dir)),
            settings=self.settings,
            given_by_edition={edition.name: edition.given for edition in self.result.editions},
        )
        for page in (*self._site.pages, *self.redirects.moved_pages):
            files.append(
                HubPage(
                    page, File.generated(config, f"{page.address}index.md", content=""), config
                ).file
            )
        for data in (*self._site.files, *root_files(self._site, self.settings, self.docs)):
            is_markdown = data.address.endswith(".md")  # MkDocs would take it for a page
            files.append(
                file := File.generated(
                    config,
                    f"{data.address}.data" if is_markdown else data.address,
                    content=data.data,
                )
            )
            file.dest_uri = data.address
        self.tick("Rendering")
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Escape whatever a template prints unless it is marked as HTML; and, since every page has
        its content by now, index them.
        """
        env.autoescape = True
        env.filters["versioned"] = versioned(self.project.root / "overrides")
        assert self.result.library is not None
        pages = [file.page for file in files.documentation_pages() if file.page is not None]
        self._page_by_address = {page.address: page for page in self._site.pages}
        self._written = [
            page.hub_page if isinstance(page, HubPage) else self._docs_page(page) for page in pages
        ]
        self.index = site_index(
            self._written, glossary(self.result.library), cache_of(self.project.root)
        )
        return env

    @event_priority(-100)
    def on_page_context(
        self, context: Any, *, page: MkDocsPage, config: MkDocsConfig, nav: Any
    ) -> Any:
        """Mark the finished content as HTML and hand the shell to the theme."""
        own = page.hub_page if isinstance(page, HubPage) else self._docs_page(page)
        shown = (
            self._site.explain(own, self._redirects.shown(own, page.content or ""))
            if isinstance(page, HubPage)
            else page.content or ""
        )
        # our templates and MkDocs' converter of trusted docs/ made it
        page.content = Markup(shown)  # noqa: S704
        context["hub"] = shell(
            own,
            self._site,
            self.settings,
            draws_title="<h1" in page.content,
            docs=self.docs,
            similar=self._similar(own),
        )
        return context

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        """The 404 page has no page of its own, and is shown at any depth: its addresses start at
        the root.
        """
        page = Page(
            "404.html",
            "Page not found",
            "This page does not exist.",
            draw=str,
            section="",
            kind="404",
            has_contents=False,
            is_indexed=False,
        )
        root = context["base_url"].rstrip("/") + "/"
        context["hub"] = shell(
            page, self._site, self.settings, draws_title=False, root=root, docs=self.docs
        )
        return context

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Mark what runs from right to left, and write the policy into the page."""
        return with_policy(directed(output), policy(self.hashes))

    @event_priority(-100)
    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Write the policy into the 404 page."""
        return (
            with_policy(output_content, policy(self.hashes))
            if template_name.endswith(".html")
            else output_content
        )

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Audit what was written, and publish it when it is sound."""
        stage = Path(config.site_dir)
        # a Pages host leaves out what begins with _
        write_files(
            {"_headers": headers(self.hashes, self.config.frame_ancestors), ".nojekyll": b""}, stage
        )
        write_files(self.index.files, stage / FOLDER)
        for file in (*self._redirects.files(), *twin_files(self._written, self.settings)):
            target = stage / file.address
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.data)
        if self.target is None:
            return
        self.tick("Auditing")
        report = Report(text_by_path=self.result.report.text_by_path)
        self._redirects.check(report)
        self.uncompared = check_kept(
            self._redirects.ledger, self.project.root, self.target.folder, report=report
        ).uncompared
        check_published(self.result.editions, self.target.folder)
        documents = [
            file.address.removesuffix("index.html")
            for file in self._site.files
            if file.address.endswith("/index.html")
        ]
        pages = [
            *documents,
            *(page.address for page in (*self._site.pages, *self._redirects.moved_pages)),
            *self._redirects.go_addresses,
            *self.docs,
        ]
        audit(stage, pages, self.hashes, site_url=self.settings.site_url, report=report)
        if report.has_errors:
            self.result.report.problems.extend(report.problems)
            log.error("\n%s\n\n%s", render(report), closing(report))
            raise Refused(self.result.report)
        warned = sum(number for _, number in self._warnings.get_counts())
        # MkDocs itself asks only after this, when the site would be published
        if config.strict and warned:
            raise Abort(f"{warned} warnings in strict mode.")
        check_revisions(stage, self.target.folder, self.result.library, report=self.result.report)
        self.tick("Publishing")
        self.file_count = write_manifest(stage)
        self.newest = settle(self.target)
        swap(self.target)
        self._leave()

    def on_serve(
        self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Watch the content, and say that the preview is there: the first build is done by now."""
        server.watch(str(self.project.content))
        server.builder = forgiving(server.builder, config, self.project.content)
        self.is_open = True
        self.when_ready()
        return server

    def on_build_error(self, *, error: Exception) -> None:
        """Clear the stage. The published site was never touched."""
        self._leave(error)

    def on_shutdown(self) -> None:
        """Let go of the lock, however the build ended."""
        logging.getLogger("mkdocs").removeHandler(self._warnings)
        self._leave()

    def _leave(self, error: BaseException | None = None) -> None:
        held, self._publication = self._publication, None
        if held is not None:
            failure = error if isinstance(error, OSError) else None
            held.__exit__(
                type(failure) if failure else None,
                failure,
                failure.__traceback__ if failure else None,
            )

    def near_duplicates(self) -> list[tuple[str, str, float]]:
        """Pairs of pages that say nearly the same: two addresses, and how much alike they are."""
        return [
            (one, other, alike)
            for one, other, alike in near_duplicates(self.index.neighbours)
            if all(
                self._page_by_address[url].search.holds_text
                for url in (one, other)
                if url in self._page_by_address
            )
        ]

    def _similar(self, page: Page) -> list[Page]:
        """The pages most like this one, the likest first. Lists of other pages have none, and are
        none.
        """
        if not page.search.holds_text:
            return []
        return [
            other
            for found in self.index.neighbours.get(page.address, ())
            if found.alike >= LIKE
            and (other := self._page_by_address.get(found.url))
            and other.search.holds_text
        ]

    @property
    def _site(self) -> Site:
        if self.result.site is None:
            raise HubError(
                "internal", "A page was asked for before the site was composed.", exit_code=3
            )
        return self.result.site

    @property
    def _redirects(self) -> Redirects:
        if self.redirects is None:
            raise HubError(
                "internal", "A page was asked for before the site was composed.", exit_code=3
            )
        return self.redirects

    def _docs_page(self, page: MkDocsPage) -> Page:
        """A hand-written page of docs/, as the shell sees it."""
        content = str(page.content or "")
        return Page(
            page.url,
            str(page.title),
            str(page.meta.get("description", "")),
            draw=lambda: content,
            section="about",
            kind="docs",
            trail=(("Home", ""),),
            search=SearchFacts("about this hub"),
        )
