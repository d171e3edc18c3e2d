"""The ledger of a project: as it stands, as the base branch has it, and as the published site carries it."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

from hub.permalinks.check import check_lines_kept
from hub.permalinks.ledger import FILE_NAME, Ledger, Line, read_ledger
from hub.problems import HubError, Report, a_few, visible
from hub.projectfiles import read_project_text

EDITIONS = "editions"
PUBLISHED_NAME = "permalinks.json"


def read_project_ledger(root: Path, report: Report) -> Ledger:
    """The ledger of the project at `root`; an empty one when there is no file yet. Lines that cannot be read are reported."""
    try:
        text = read_project_text(root, FILE_NAME)
    except FileNotFoundError:
        return Ledger()
    except (OSError, UnicodeDecodeError):
        raise HubError("bad-ledger", f"{FILE_NAME} cannot be read as text.", exit_code=3, fix="git checkout permalinks.yml") from None
    return read_ledger(text, report)


def check_kept(ledger: Ledger, root: Path, site: Path | None, report: Report, *, branch: str | None = None) -> str | None:
    """Report what the ledger lost against the base branch, or without one against the published site. Returns the branch, if there is one.

    `branch` names the base, which may be any commit; without it, it is what CI names (GITHUB_BASE_REF) or the main branch of the project.
    HubError: exit 4 when a branch that is named is not there; exit 5 when an edition that the branch holds was changed or taken away.
    """
    name = _base_branch(root, branch)
    if name is None:
        published = _published_ledger(site) if site else None
        if published is not None:
            check_lines_kept(ledger, published, "the published site", report)
        return None
    text = _git(root, "show", "--end-of-options", f"{name}:./{FILE_NAME}")
    if text is not None:
        check_lines_kept(ledger, read_ledger(text, Report()), name, report)
    changed = (_git(root, "diff", "--name-only", "--no-renames", "--no-ext-diff", "--diff-filter=MDT", "--end-of-options", name, "--", EDITIONS) or "").split("\n")
    if changed != [""]:
        words = f"An edition is frozen, and files of it are not as {name} has them: {a_few([visible(path) for path in changed if path], 3)}."
        raise HubError("edition-changed", words, exit_code=5, fix=f"git checkout {name} -- {EDITIONS}   (what is new belongs into a new edition: hub playbook freeze)")
    return name


def _published_ledger(site: Path) -> Ledger | None:
    """The ledger that a published site carries in permalinks.json; None when it has none."""
    try:
        ids = json.loads((site / PUBLISHED_NAME).read_text(encoding="utf-8"))["ids"]
        told = {identity: line for identity, line in ids.items() if "since" in line}
        return Ledger(
            {
                identity: Line(identity, line["at"], line["since"], line.get("to", ""), line.get("why", ""), line.get("gone", ""), line.get("back", ""))
                for identity, line in told.items()
            }
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None  # an older site, or none: nothing to compare with


def _base_branch(root: Path, named: str | None) -> str | None:
    """The branch to compare with; None in a project without git, or without a main branch."""
    if _git(root, "rev-parse", "--git-dir") is None and not named:
        return None
    wanted = named or os.environ.get("GITHUB_BASE_REF")
    tried = [f"origin/{wanted}", wanted] if wanted else ["origin/HEAD", "origin/main", "main"]
    for name in tried:
        if _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}") is not None:
            return name
    if wanted:
        raise HubError("unknown-branch", f'There is no branch "{visible(wanted)[:80]}" here to compare with.', exit_code=4, fix=f"git fetch origin {visible(wanted)[:80]}")
    return None


def _git(root: Path, *arguments: str) -> str | None:
    """What git says, or None when it is not there, fails, or the folder is no checkout."""
    try:
        done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, text=True, encoding="utf-8", check=False, timeout=30)  # noqa: S603, S607  # a fixed command; the branch is an operator's word, and stands after --end-of-options
    except (OSError, subprocess.TimeoutExpired, UnicodeDecodeError):
        return None
    return done.stdout if done.returncode == 0 else None
