"""Where things are, and how a command is run and timed. Everything the bench makes goes into one
work folder.

The project is copied there first, with its code, and everything is run in that copy: work on the
project meanwhile would change what is measured, and what the cache holds.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[2]
HUB = Path(sys.executable).with_name("hub")
DEFAULT_WORK = Path(tempfile.gettempdir()) / "cx-hub-playbook-bench"
PLAYBOOK = "cx"
CHAPTER = "walk-the-journey"


@dataclass(frozen=True)
class Run:
    """One run of a command: seconds on the clock, seconds of processor with children, and the
    largest process in MB."""

    wall: float
    cpu: float
    memory: float


def stop(words: str) -> NoReturn:
    sys.exit(f"The playbook bench cannot run: {words}")


def say(words: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {words}", file=sys.stderr, flush=True)


def timed(
    command: Sequence[str | Path], *, folder: Path | None = None, **environment: str
) -> tuple[Run, str]:
    """Run a command to its end: what it took, and what it printed. Its mistakes end the bench.

    A process begins with the peak of the one that starts it (Linux counts it so): this one holds no
    books.
    """
    words = [str(word) for word in command]
    with tempfile.TemporaryFile("w+") as said, tempfile.TemporaryFile("w+") as complaints:
        started = time.perf_counter()
        process = subprocess.Popen(
            words,
            cwd=folder,
            env=_environment(environment),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=complaints,
        )
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


def together(
    command: Sequence[str | Path], *, folder: Path | None = None, **environment: str
) -> float:
    """The most memory that a command and its children hold at one moment, in MB: what they share
    counts once.

    Looked at every hundredth of a second, which slows the command: its time is taken in other runs.
    """
    process = subprocess.Popen(
        [str(word) for word in command],
        cwd=folder,
        env=_environment(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    most = 0
    while process.poll() is None:
        most = max(most, sum(map(_held, _family(process.pid))))
        time.sleep(0.01)
    if process.returncode:
        stop(f"{' '.join(map(str, command))} failed.")
    return most / 1024


def _family(process: int) -> Iterator[int]:
    """A process and those that it started, and so on."""
    yield process
    try:
        children = [
            child
            for listed in Path(f"/proc/{process}/task").glob("*/children")
            for child in listed.read_text(encoding="ascii").split()
        ]
    except OSError:  # it has ended meanwhile
        return
    for child in children:
        yield from _family(int(child))


def _held(process: int) -> int:
    """Kilobytes of memory of a process, a share of what it shares."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def ours(script: str, *arguments: str | Path) -> Any:
    """What a script beside this one found out, in a new interpreter of the project."""
    return json.loads(timed([sys.executable, HERE / script, *arguments])[1].splitlines()[-1])


def _environment(more: Mapping[str, str]) -> dict[str, str]:
    return {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "NO_COLOR": "1",
        "PYTHONHASHSEED": "0",
        **more,
    }


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


def enter_copy(work: Path) -> None:
    """Copy the project with its code, and let every command from now on run there, with that
    code."""
    folder = copy_of_project(work / "project", PROJECT)
    shutil.copytree(PROJECT / "hub", folder / "hub", ignore=shutil.ignore_patterns("__pycache__"))
    # goes before the code that is installed in this environment
    os.environ["PYTHONPATH"] = str(folder)
    os.chdir(folder)
    place = timed([sys.executable, "-P", "-c", "import hub; print(hub.__file__)"])[1].strip()
    if not Path(place).is_relative_to(folder):
        stop(f"the code would be taken from {place}.")


def copy_of_project(folder: Path, project: Path) -> Path:
    """All of a project that a build reads, without git and code."""
    fresh(folder)
    for name in ("content", "docs", "overrides", "editions"):
        if (project / name).is_dir():
            shutil.copytree(project / name, folder / name)
    for name in ("mkdocs.yml", "permalinks.yml"):
        if (project / name).is_file():
            shutil.copy(project / name, folder)
    return folder


class Machine:
    """How much of the machine's processors other people's work took since this was made."""

    def __init__(self) -> None:
        self._began = time.monotonic(), self._busy(), self._own()

    def share_of_others(self) -> float:
        """From 0 to 1, of all cores together."""
        wall, busy, own = (
            time.monotonic() - self._began[0],
            self._busy() - self._began[1],
            self._own() - self._began[2],
        )
        return max(0.0, busy - own) / (wall * (os.cpu_count() or 1))

    @staticmethod
    def _busy() -> float:
        ticks = [
            int(word)
            for word in Path("/proc/stat").read_text(encoding="ascii").splitlines()[0].split()[1:]
        ]
        # user, nice, system, interrupts
        return (sum(ticks[:3]) + sum(ticks[5:7])) / os.sysconf("SC_CLK_TCK")

    @staticmethod
    def _own() -> float:
        times = os.times()
        return times.user + times.system + times.children_user + times.children_system
