"""What a build makes again when one chapter has changed: seen from outside, by what is new in the
cache and in the site."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from tools import CHAPTER, HUB, PLAYBOOK, Run, copy_of_project, fresh, say, stop, timed


@dataclass(frozen=True)
class Changes:
    """Of a build, a build after a sentence of a chapter changed, and a build after nothing
    changed."""

    outputs: int
    again: tuple[str, ...]  # the files that were made again, and have other bytes now
    for_nothing: tuple[str, ...]  # the files that were made again, and came out as they were
    again_unchanged: int  # outputs made by the build after nothing changed
    is_same_site: bool  # as a build that knows no cache
    first: Run
    changed: Run
    unchanged: Run


def changes(work: Path) -> Changes:
    """Build a copy of the project four times."""
    project = copy_of_project(work / "changes/project", Path.cwd())
    cache = fresh(work / "changes/cache")
    say("changes: the first build")
    first, sites = (
        _build(project, cache, work / "changes/site-1"),
        [work / "changes/site-1", work / "changes/site-2"],
    )
    before = _outputs(cache)
    _change(project / f"content/playbooks/{PLAYBOOK}.yml")
    say("changes: a sentence of one chapter")
    changed = _build(project, cache, sites[1])
    after = _outputs(cache)
    new = {file for name, files in after.items() if name not in before for file in files}
    old_digest, new_digest = _digests(sites[0]), _digests(sites[1])
    came_out_same = {name for name in new if old_digest.get(name) == new_digest.get(name)}
    say("changes: nothing")
    unchanged = _build(project, cache, sites[1])
    say("changes: the same without a cache")
    _build(project, fresh(work / "changes/no-cache"), work / "changes/site-3")
    return Changes(
        len(before),
        tuple(sorted(new - came_out_same)),
        tuple(sorted(came_out_same)),
        len(_outputs(cache)) - len(after),
        _tree(sites[1]) == _tree(work / "changes/site-3"),
        first,
        changed,
        unchanged,
    )


def _build(project: Path, cache: Path, site: Path) -> Run:
    return timed(
        [HUB, "--project", project, "build", "--site-dir", site], XDG_CACHE_HOME=str(cache)
    )[0]


def _outputs(cache: Path) -> dict[str, tuple[str, ...]]:
    """The outputs that are kept, by the name of their folder: the files of each. That name is a
    digest of all that an output is made from."""
    return {
        folder.parent.name: tuple(
            line.split("  ", 1)[1] for line in folder.read_text(encoding="utf-8").splitlines()
        )
        for folder in cache.glob("*/*/playbook/*/SHA256")
    }


def _change(file: Path) -> None:
    """Add a word to the first aim of the chapter."""
    text = file.read_text(encoding="utf-8")
    changed, many = re.subn(
        rf"(^  - key: {CHAPTER}\n(?:.*\n)*?    objectives:\n      - [^\n]*)",
        r"\1 today",
        text,
        count=1,
        flags=re.MULTILINE,
    )
    if not many:
        stop(f"{file} has no chapter {CHAPTER} with objectives.")
    file.write_text(changed, encoding="utf-8")


def _digests(site: Path) -> dict[str, str]:
    """The downloads of a site, by file name."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in site.rglob("downloads/*")
        if path.is_file()
    }


def _tree(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in site.rglob("*")
        if path.is_file()
    }
