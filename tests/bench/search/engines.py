"""Build each engine's files from the same pages, and say what that took."""

from __future__ import annotations

import gzip
import shutil
import subprocess
import sys
from pathlib import Path

from sets import pages_of
from tools import (
    HERE,
    NODE_MODULES,
    PROJECT,
    Cost,
    fresh,
    program,
    read_json,
    stop,
    timed,
    version_of,
    write_json,
)

EXCERPT = 160  # characters that MiniSearch shows where a page has no summary
PEERS = ("pagefind", "minisearch", "minisearch-ours", "material")
OURS = ("hub", "hub-plain")  # with the hub's own terms as glossary, and without
SCRIPTS = ("search.js", "search-box.js", "search-page.js", "search-es.js")
ASSETS = PROJECT / "overrides/assets"


def has_ours() -> bool:
    """Whether the hub's own search is there: its index writer and its engine."""
    return (PROJECT / "hub/search/export.py").is_file() and (ASSETS / "search.js").is_file()


def prepare(pages: Path, folder: Path) -> Path:
    """A fresh folder for a host, with the bench's own page, our scripts, and the documents as
    MiniSearch takes them."""
    from hub.search.documents import document_from_html
    from hub.search.words import LANGUAGES

    www = fresh(folder / "www")
    for name in ("bench.html", "drivers.js"):
        _copy(HERE / name, www / "bench")
    for name in SCRIPTS:
        if (ASSETS / name).is_file():
            _copy(ASSETS / name, www / "assets")
    documents = []
    for number, (address, path) in enumerate(pages_of(pages)):
        page = document_from_html(address, path.read_text(encoding="utf-8"))
        text = " ".join(section.text for section in page.sections)
        searched = {
            "title": page.title,
            "headings": " ".join(section.heading for section in page.sections),
            "summary": page.summary,
            "text": text,
        }
        stems = {
            name: " ".join(stem for _, stem in LANGUAGES["en"].tokens(value))
            for name, value in searched.items()
        }
        documents.append(
            {
                "id": number,
                "url": address,
                "kind": page.kind,
                **searched,
                "summary": page.summary or text[:EXCERPT],
                "stems": stems,
            }
        )
    write_json(folder / "documents.json", documents)
    return www


def build_peer(name: str, pages: Path, folder: Path) -> Cost:
    """Build one of the other engines into the host's folder."""
    out = fresh(folder / "www" / name)
    if name == "pagefind":
        return timed(
            [
                program("node"),
                str(NODE_MODULES / "pagefind/lib/runner/bin.cjs"),
                "--site",
                str(pages),
                "--output-path",
                str(out),
            ]
        )
    if name == "material":
        worker = _material_worker()
        shutil.copyfile(worker, out / "search.js")
        return timed([sys.executable, str(HERE / "build_material.py"), str(pages), str(out)])
    _minisearch_script(out / "minisearch.js")
    words = ["stems"] if name == "minisearch-ours" else []
    return timed(
        [
            program("node"),
            str(HERE / "build_minisearch.mjs"),
            str(folder / "documents.json"),
            str(out / "index.json"),
            *words,
        ]
    )


def build_ours(name: str, pages: Path, folder: Path, *, changed: int = 0) -> Cost:
    """Build our own files: from nothing, or again after `changed` pages have changed. The time is
    that of indexing and exporting alone."""
    cache = folder / f"cache-{name}"
    if not changed:
        shutil.rmtree(cache, ignore_errors=True)
    out = fresh(folder / ("changed" if changed else "www") / name)
    report = folder / f"{name}.json"
    words = [
        str(pages),
        str(out / "search"),
        str(cache),
        str(report),
        "--changed",
        str(changed),
        *(["--glossary"] if name == "hub" else []),
    ]
    timed([sys.executable, str(HERE / "build_ours.py"), *words])
    inner = read_json(report)
    return Cost(inner["cpu"], inner["memory"])


def script_sizes() -> dict[str, int]:
    """What each engine's program weighs gzipped, in bytes, without any index."""
    sizes = {name: _gzipped(ASSETS / name) for name in SCRIPTS if (ASSETS / name).is_file()}
    sizes["material worker"] = _gzipped(_material_worker())
    return sizes


def versions() -> dict[str, str]:
    from importlib.metadata import version

    browser = subprocess.run(
        [program("chromium", "chromium-browser", "google-chrome"), "--version"],
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    return {
        "Python": sys.version.split()[0],
        "Whoosh-Reloaded": version("whoosh-reloaded"),
        "Material for MkDocs": version("mkdocs-material"),
        "Pagefind": version_of("pagefind"),
        "MiniSearch": version_of("minisearch"),
        "Node": subprocess.run(
            [program("node"), "--version"], capture_output=True, text=True, check=False
        )
        .stdout.strip()
        .lstrip("v"),
        "Chromium": ([*browser.split(), "", "?"])[1],
    }


def _material_worker() -> Path:
    import material

    found = sorted(
        (Path(material.__file__).parent / "templates/assets/javascripts/workers").glob(
            "search.*.min.js"
        )
    )
    if not found:
        stop("the installed mkdocs-material has no search worker.")
    return found[0]


def _minisearch_script(target: Path) -> None:
    """MiniSearch as a site would ship it: one minified file. The package holds it unminified."""
    command = [
        str(NODE_MODULES / ".bin/esbuild"),
        str(NODE_MODULES / "minisearch/dist/es/index.js"),
        "--bundle",
        "--minify",
        "--format=iife",
        "--global-name=MiniSearchModule",
        "--legal-comments=none",
        "--target=es2022",
        "--log-level=error",
        f"--outfile={target}",
    ]
    timed(command)


def _gzipped(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9, mtime=0))


def _copy(path: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, folder / path.name)
