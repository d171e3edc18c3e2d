"""Build our own index of a folder of pages, and report what indexing and exporting alone took. Run
by run.py in a process of its own."""

from __future__ import annotations

import argparse
import resource
from pathlib import Path

from ours import documents, glossary, with_changes
from tools import write_json

from hub.search.export import build_index


def main() -> None:
    """Read the pages, then build."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    for name in ("pages", "out", "cache", "report"):
        arguments.add_argument(name, type=Path)
    arguments.add_argument("--changed", type=int, default=0)
    arguments.add_argument("--glossary", action="store_true")
    given = arguments.parse_args()
    found = documents(given.pages)
    if given.changed:
        found = with_changes(found, given.changed)
    names = glossary() if given.glossary else []
    before = _cpu()
    build_index(found, given.out, glossary=names, cache=given.cache)
    write_json(
        given.report,
        {
            "cpu": _cpu() - before,
            "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        },
    )


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


if __name__ == "__main__":
    main()
