"""WeasyPrint and mkdocs-to-pdf: installed from PyPI into an environment of their own, given the
same chapters, and timed as whole commands."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tools import HERE, Run, fresh, ours, pages_in, stop, timed

# MkDocs and Material as in our own lock
PACKAGES = ("weasyprint==70.0", "mkdocs-to-pdf==0.12.1", "mkdocs==1.6.1", "mkdocs-material==9.8.1")
_PDF_OF_MKDOCS = "pdf/document.pdf"  # where mkdocs-to-pdf puts it


@dataclass(frozen=True)
class Peers:
    """The environment of the peers, and what they are given."""

    python: Path
    pages: Path
    page: str

    def weasyprint(self) -> tuple[Run, dict[str, float], int]:
        """Our print page as PDF/UA-1: what the command took, what the call in it took, and the
        number of pages."""
        run, said = timed(self.commands()["weasyprint"])
        return run, json.loads(said), pages_in(self.pages / "weasyprint.pdf")

    def mkdocs_to_pdf(self) -> tuple[Run, int]:
        """The chapters as a site with its PDF: what `mkdocs build` took, and the number of
        pages."""
        fresh(self.pages / "site")
        return self._run("mkdocs-to-pdf"), pages_in(self.pages / "site" / _PDF_OF_MKDOCS)

    def site_only(self) -> Run:
        """The same site without its PDF."""
        fresh(self.pages / "site-only")
        return self._run("site only")

    def commands(self) -> dict[str, list[str | Path]]:
        """Each command, by the peer's name. MkDocs is run in the folder of its project."""
        build: list[str | Path] = [self.python, "-m", "mkdocs", "build", "--quiet"]
        return {
            "weasyprint": [
                self.python,
                HERE / "weasy.py",
                self.pages / "print" / self.page,
                self.pages / "weasyprint.pdf",
            ],
            "mkdocs-to-pdf": [
                *build,
                "--config-file",
                self.pages / "mkdocs/mkdocs.yml",
                "--site-dir",
                self.pages / "site",
            ],
            "site only": [
                *build,
                "--config-file",
                self.pages / "mkdocs/without.yml",
                "--site-dir",
                self.pages / "site-only",
            ],
        }

    def _run(self, name: str) -> Run:
        return timed(self.commands()[name], folder=self.pages / "mkdocs")[0]

    def versions(self) -> dict[str, str]:
        """The installed versions, by package."""
        names = [package.partition("==")[0] for package in PACKAGES]
        code = (
            "import json, sys; from importlib.metadata import version; print(json.dumps({name:"
            " version(name) for name in sys.argv[1:]}))"
        )
        return dict(json.loads(timed([self.python, "-c", code, *names])[1]))


def peers(work: Path) -> Peers:
    """The peers, installed, and their pages, written anew."""
    python = work / "peers/bin/python"
    if not python.is_file():
        subprocess.run([sys.executable, "-m", "venv", work / "peers"], check=True)
    done = subprocess.run(
        [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PACKAGES],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        stop(f"the peers could not be installed. They need PyPI.\n{done.stdout}{done.stderr}")
    if subprocess.run(
        [python, "-c", "import weasyprint"], capture_output=True, check=False
    ).returncode:
        stop(
            "WeasyPrint does not load. It needs Pango: apt-get install libpango-1.0-0"
            " libpangoft2-1.0-0 libharfbuzz-subset0"
        )
    pages = fresh(work / "pages")
    return Peers(python, pages, ours("peerpages.py", pages)["page"])
