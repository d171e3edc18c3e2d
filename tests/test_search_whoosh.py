"""Three packages bring the module `whoosh`. Whichever is installed, the published index is the same
to the byte."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from smallsite import ROOT

OTHERS = {"whoosh": "2.7.4", "whoosh3": "3.54.0"}
UNREACHABLE = (
    "No matching distribution",
    "Could not find a version",
    "Connection",
    "timed out",
    "Temporary failure",
    "Max retries",
    "ProxyError",
    "SSLError",
)


def digest(*, packages: Path | None = None, seed: str = "1") -> tuple[str, str]:
    """The version of Whoosh and the hash of an index that it helped to make, in a process of its
    own."""
    paths = [str(path) for path in (packages, ROOT) if path is not None]
    made = subprocess.run(
        [sys.executable, str(ROOT / "tests/search/index_digest.py")],
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join(paths),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONHASHSEED": seed,
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert made.returncode == 0, made.stderr
    version, found = made.stdout.split()
    return version, found


@pytest.fixture(scope="module")
def installed() -> tuple[str, str]:
    return digest()


def test_two_processes_make_the_same_files(installed: tuple[str, str]) -> None:
    assert digest(seed="2") == installed


@pytest.mark.slow
@pytest.mark.parametrize("package", OTHERS)
def test_every_whoosh_makes_the_same_files(
    package: str, installed: tuple[str, str], tmp_path: Path
) -> None:
    version = OTHERS[package]
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-compile",
        "--target",
        str(tmp_path),
        f"{package}=={version}",
    ]
    asked = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    if asked.returncode and any(words in asked.stderr for words in UNREACHABLE):
        pytest.skip(f"pip cannot reach the registry: {asked.stderr.strip().splitlines()[-1]}")
    assert asked.returncode == 0, asked.stderr

    assert digest(packages=tmp_path) == (version, installed[1])
