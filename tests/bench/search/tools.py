"""Where things are, and how a command is run and timed. Everything the bench makes goes into one
work folder."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PROJECT = HERE.parents[2]
SHARED = PROJECT.parent / "shared"
CORPUS = SHARED / "corpus"
OPEN_QUERIES = SHARED / "search/queries-open.yml"
HUB_QUERIES = PROJECT / "content/search/queries.yml"
NODE_MODULES = HERE / "node_modules"
SET_NAMES = ("hub", "1000", "4041", "10000")
DEFAULT_WORK = Path(tempfile.gettempdir()) / "cx-hub-search-bench"


@dataclass(frozen=True)
class Cost:
    """What a command took: seconds of processor with its children, and the largest process in
    MB."""

    cpu: float
    memory: float


def stop(words: str) -> None:
    sys.exit(f"The search bench cannot run: {words}")


def program(*names: str) -> str:
    """The path of a program, by the first of its names that is there."""
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        stop(f"{names[0]} is not installed. ./hub.sh test says how to install it on this machine.")
    return found


def chromium() -> str:
    return program("chromium", "chromium-browser", "google-chrome")


def install_peers() -> None:
    """Put exactly the packages of package-lock.json into node_modules."""
    command = [
        program("npm"),
        "--prefix",
        str(HERE),
        "ci",
        "--silent",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
    ]
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False)
    if done.returncode:
        stop(
            "npm ci failed in tests/bench/search. It needs the npm"
            f" registry.\n{done.stdout}{done.stderr}"
        )


def corpus(name: str) -> Path:
    path = CORPUS / name
    if not path.is_file():
        stop(f"{name} is missing: it belongs into ../shared/corpus/, beside the project.")
    return path


def timed(command: Sequence[str], *, folder: Path = HERE) -> Cost:
    """Run a command to its end. Its mistakes end the bench."""
    with tempfile.TemporaryDirectory() as place:
        report = Path(place) / "report.json"
        timer = [sys.executable, "-I", "-S", str(HERE / "timer.py"), str(report)]
        done = subprocess.run(
            [*timer, *command],
            cwd=folder,
            env={**os.environ, "PYTHONHASHSEED": "0", "NO_MKDOCS_2_WARNING": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            stop(f"{' '.join(command[:3])} … failed.\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
        found = read_json(report)
        return Cost(found["cpu"], found["memory"])


def version_of(package: str) -> str:
    """The version of an installed npm package."""
    return read_json(NODE_MODULES / package / "package.json")["version"]


def read_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def write_json(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")


def fresh(folder: Path) -> Path:
    """An empty folder of this name."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
