"""Addresses below the site's root, and the way from one to another."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=16384)
def _steps(address: str) -> tuple[str, ...]:
    return tuple(step for step in address.split("/") if step)


def relative(here: str, there: str) -> str:
    """The relative address of `there` for a page at `here`. Both are below the root:
    `practices/map/`, `` is the home page.

    A relative way works wherever the site is put: at a domain, in a folder, on a disk.
    """
    path, mark, fragment = there.partition("#")
    folder, steps = _steps(here[: here.rfind("/") + 1]), _steps(path)
    common = 0
    for one, other in zip(folder, steps, strict=False):
        if one != other:
            break
        common += 1
    rest = "/".join(steps[common:])
    way = "../" * (len(folder) - common) + rest
    if path.endswith("/") or not path:
        way = f"{way}/" if rest else way or "./"
    if mark and way == "./":
        way = ""
    return f"{way}{mark}{fragment}"
