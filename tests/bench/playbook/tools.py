"""Where things are, and how a command is run and timed. Everything the bench makes goes into one work folder."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

HERE = Path(__file__).parent
PROJECT = HERE.parents[2]
HUB = Path(sys.executable).with_name("hub")
DEFAULT_WORK = Path(tempfile.gettempdir()) / "cx-hub-playbook-bench"
PLAYBOOK = "cx"
CHAPTER = "walk-the-journey"


@dataclass(frozen=True)
class Run:
    """One run of a command: seconds on the clock, seconds of processor with children, and the largest process in MB."""

    wall: float
    cpu: float
    memory: float


def stop(words: str) -> NoReturn:
    sys.exit(f"The playbook bench cannot run: {words}")


def say(words: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {words}", file=sys.stderr, flush=True)


def timed(command: Sequence[str | Path], *, folder: Path = PROJECT, **environment: str) -> tuple[Run, str]:
    """Run a command to its end: what it took, and what it printed. Its mistakes end the bench.

    A process begins with the peak of the one that starts it (Linux counts it so): this one holds no books.
    """
    words = [str(word) for word in command]
    with tempfile.TemporaryFile("w+") as said, tempfile.TemporaryFile("w+") as complaints:
        started = time.perf_counter()
        process = subprocess.Popen(words, cwd=folder, env=_environment(environment), stdin=subprocess.DEVNULL, stdout=said, stderr=complaints)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        texts = []
        for file in (said, complaints):
            file.seek(0)
            texts.append(file.read())
    if process.returncode:
        stop(f"{' '.join(words)} failed.\n{texts[0][-2000:]}{texts[1][-4000:]}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024), texts[0]


def ours(script: str, *arguments: str | Path) -> Any:
    """What a script beside this one found out, in a new interpreter of the project."""
    return json.loads(timed([sys.executable, HERE / script, *arguments])[1].splitlines()[-1])


def _environment(more: Mapping[str, str]) -> dict[str, str]:
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1", "PYTHONHASHSEED": "0", **more}


def fresh(folder: Path) -> Path:
    """An empty folder of this name."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def pages_in(pdf: Path) -> int:
    """How many pages a PDF has."""
    import pikepdf

    with pikepdf.open(pdf) as document:
        return len(document.pages)


def copy_of_project(folder: Path) -> Path:
    """All of the project that a build reads, without git, to change it."""
    fresh(folder)
    for name in ("content", "docs", "overrides", "editions"):
        if (PROJECT / name).is_dir():
            shutil.copytree(PROJECT / name, folder / name)
    for name in ("mkdocs.yml", "permalinks.yml"):
        if (PROJECT / name).is_file():
            shutil.copy(PROJECT / name, folder)
    return folder
