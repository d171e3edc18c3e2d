"""Where things are, and how a command is run. Everything the bench makes goes into one work
folder."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[2]
NODE_MODULES = HERE / "node_modules"
DEFAULT_WORK = Path(tempfile.gettempdir()) / "cx-hub-reader-bench"
# the pages that are looked at closely, by their names in tests/browser/pages.py
KINDS = ("home", "practice", "life-experience", "chapter")

# the pages that stand for their kind are those of the browser proof
sys.path.insert(0, str(PROJECT / "tests"))


def stop(words: str) -> NoReturn:
    sys.exit(f"The reader bench cannot run: {words}")


def say(words: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {words}", file=sys.stderr, flush=True)


def program(*names: str) -> str:
    """The path of a program, by the first of its names that is there."""
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        stop(f"{names[0]} is not installed. ./hub.sh test says how to install it on this machine.")
    return found


def chromium() -> str:
    return program("chromium", "chromium-browser", "google-chrome")


def run(command: Sequence[str | Path], *, folder: Path = PROJECT, **more: str) -> str:
    """What a command prints. Its mistakes end the bench."""
    environment = {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "NO_COLOR": "1",
        "PUPPETEER_SKIP_DOWNLOAD": "1",
        **more,
    }
    done = subprocess.run(
        [str(word) for word in command],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        stop(
            f"{' '.join(str(word) for word in command[:4])} …"
            f" failed.\n{done.stdout[-2000:]}{done.stderr[-4000:]}"
        )
    return done.stdout


def install_packages() -> None:
    """Put exactly the packages of package-lock.json into node_modules. None of their scripts is
    run, so no browser is fetched."""
    run(
        [program("npm"), "ci", "--silent", "--ignore-scripts", "--no-audit", "--no-fund"],
        folder=HERE,
    )


def version_of(package: str) -> str:
    """The version of an installed npm package."""
    return str(read_json(NODE_MODULES / package / "package.json")["version"])


def read_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def fresh(folder: Path) -> Path:
    """An empty folder of this name."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
