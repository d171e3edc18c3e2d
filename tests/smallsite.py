"""The fixture site, to copy and to spoil."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from hub.build import Project, Result, prepare
from hub.project.settings import Settings

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class SmallSite:
    """A copy of the fixture site that a test may spoil."""

    root: Path

    def write(self, path: str, text: str) -> SmallSite:
        """Write a file below the site's folder; another file of the same entry makes way for it."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        for suffix in (".md", ".yml"):
            if target.suffix in (".md", ".yml"):
                target.with_suffix(suffix).unlink(missing_ok=True)
        target.write_text(text, encoding="utf-8", newline="")
        return self

    def check(self, *, drafts: bool = False) -> Result:
        """The result of the first four stages."""
        return prepare(Project.at(self.root), Settings(), drafts=drafts)

    def problems(self) -> list[str]:
        """Where and what, one line a problem, in the report's order."""
        return [f"{problem.place} {problem.code}" for problem in self.check().report.sorted()]


def copy_of_site(root: Path) -> SmallSite:
    shutil.copytree(ROOT / "tests/bad/site", root)
    shutil.copytree(ROOT / "content/vocabulary", root / "content/vocabulary")
    return SmallSite(root)


def with_theme(site: SmallSite) -> SmallSite:
    """The same site with what MkDocs needs: settings, theme and hand-written pages."""
    for name in ("overrides", "docs"):
        shutil.copytree(ROOT / name, site.root / name)
    shutil.copy(ROOT / "mkdocs.yml", site.root)
    (site.root / "docs/feature-table.md").unlink()  # it leads to pages of the hub's own content
    about = site.root / "docs/about.md"
    about.write_text(
        about.read_text(encoding="utf-8").replace(
            "[features beside others](feature-table.md)", "features beside others"
        ),
        encoding="utf-8",
    )
    # it leads to the hub's own playbook and its editions
    trainers = site.root / "docs/for-trainers.md"
    trainers.write_text(
        re.sub(
            r"\[([^\]]+)\]\((?:playbooks|editions)/[^)]*\)",
            r"\1",
            trainers.read_text(encoding="utf-8"),
        ),
        encoding="utf-8",
    )
    return site


def command(
    site: SmallSite, *arguments: str, tool: str = "hub.cli", **environment: str | None
) -> subprocess.Popen[str]:
    """Start `hub …` (or another module) in the site's folder; a variable that is None is taken out
    of the environment."""
    merged = {
        **os.environ,
        "PYTHONDONTWRITEBYTECODE": "1",
        **{name: value for name, value in environment.items() if value is not None},
    }
    for name in [name for name, value in environment.items() if value is None]:
        merged.pop(name, None)
    return subprocess.Popen(
        [sys.executable, "-m", tool, *arguments],
        cwd=site.root,
        env=merged,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def finish(started: subprocess.Popen[str]) -> tuple[int, str]:
    """Exit code and output of a command, when it is done."""
    output, _ = started.communicate(timeout=240)
    return started.returncode, output


def tree(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file below a folder: its rights and its bytes."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mode, path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
