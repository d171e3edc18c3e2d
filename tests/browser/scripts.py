"""The scripts of the search as they are sent: made from overrides/scripts/ by terser, kept in
overrides/assets/.

    python tests/browser/scripts.py --write

Editors and site owners need neither node nor this file: what is sent stands in the repository. A
test holds the two together.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "overrides/scripts"
SENT = ROOT / "overrides/assets"
TERSER = Path(__file__).parent / "node_modules/terser/bin/terser"
OPTIONS = (
    "--compress",
    "passes=3,unsafe,unsafe_arrows,unsafe_methods,pure_getters",
    "--mangle",
    "--ecma",
    "2020",
)


def sources() -> list[Path]:
    """The scripts as they are written."""
    return sorted(SOURCES.glob("*.js"))


def minified(path: Path) -> str:
    """A script as it is sent: the same, in fewer letters."""
    done = subprocess.run(
        ["node", str(TERSER), str(path), *OPTIONS], capture_output=True, text=True, check=True
    )
    return done.stdout.strip() + "\n"


def main() -> None:
    """Write the scripts that are out of date, or name them."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    arguments.add_argument("--write", action="store_true")
    write = arguments.parse_args().write
    stale = [
        path
        for path in sources()
        if not (SENT / path.name).is_file()
        or (SENT / path.name).read_text(encoding="utf-8") != minified(path)
    ]
    for path in stale:
        print("Wrote" if write else "Out of date:", (SENT / path.name).relative_to(ROOT))
        if write:
            (SENT / path.name).write_text(minified(path), encoding="utf-8")
    sys.exit(1 if stale and not write else 0)


if __name__ == "__main__":
    main()
