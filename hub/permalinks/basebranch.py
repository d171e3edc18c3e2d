"""The branch that this one is merged into, asked of git: no line of the ledger may get lost against
it.

A guard that cannot look must say so. No git, git that refuses, and no such branch are three things,
and each has its own remedy.
"""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from hub.problems import HubError, visible

# What a machine that builds a request to merge calls the branch it goes into: GitHub, Gitea and
# Forgejo; GitLab; Bitbucket; Azure; Jenkins.
VARIABLES = (
    "GITHUB_BASE_REF",
    "CI_MERGE_REQUEST_TARGET_BRANCH_NAME",
    "BITBUCKET_PR_DESTINATION_BRANCH",
    "SYSTEM_PULLREQUEST_TARGETBRANCH",
    "CHANGE_TARGET",
)
_USUAL = ("origin/HEAD", "origin/main", "main", "origin/master", "master")
# letters of a branch's name: a longer one is not cut, since half a name is another
_LONGEST_COPIED = 200
_PATIENCE = 30  # seconds that git may take: it reads one file of one commit


@dataclass(frozen=True)
class Base:
    """The commit to compare with; without a name, `why` says why there is none, and `fix` what
    helps.
    """

    name: str = ""
    why: str = ""
    fix: str = ""

    @property
    def uncompared(self) -> str:
        """What is said where nothing was compared; "" where something was."""
        return (
            "" if self.name else f"Not compared with a base branch: {self.why}\n  Fix  {self.fix}"
        )


def base_branch(root: Path, named: str | None) -> Base:
    """What to compare with: `named`, else what the machine names, else the main branch. HubError
    (exit 4) when a branch is named and cannot be had.
    """
    variable = next((variable for variable in VARIABLES if os.environ.get(variable)), "")
    wanted = named or os.environ.get(variable, "").removeprefix("refs/heads/")
    refusal = _refusal(root)
    if refusal is not None:
        if wanted:
            who = "" if named else f", which {variable} names,"
            raise HubError(
                "unknown-branch",
                f'The branch "{visible(wanted)[:80]}"{who} cannot be compared with: {refusal.why}',
                exit_code=4,
                fix=refusal.fix,
            )
        return refusal
    for name in [f"origin/{wanted}", wanted] if wanted else _USUAL:
        if (
            _run(
                root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"
            ).returncode
            == 0
        ):
            return Base(name)
    if wanted:
        raise HubError(
            "unknown-branch",
            f'There is no branch "{visible(wanted)[:80]}" here to compare with.',
            exit_code=4,
            fix=_fetching(wanted),
        )
    default = os.environ.get("CI_DEFAULT_BRANCH") or "main"  # GitLab's word for it
    return Base(
        why="there is no branch called main or master here, as in a copy of one branch only.",
        fix=_fetching(default),
    )


def text_at(root: Path, name: str, file: str) -> str | None:
    """The text of a file as a branch has it; None when it has none. HubError (exit 4) when git
    cannot say.
    """
    if not _said(
        root, name, "ls-tree", "--name-only", "--end-of-options", name, "--", file
    ).strip():
        return None
    return _said(root, name, "show", "--end-of-options", f"{name}:./{file}")


def changed_since(root: Path, name: str, folder: str) -> list[str]:
    """The files of a folder that a branch has, and that are gone or have other bytes now."""
    told = _said(
        root,
        name,
        "diff",
        "--name-only",
        "--no-renames",
        "--no-ext-diff",
        "--diff-filter=MDT",
        "--end-of-options",
        name,
        "--",
        folder,
    )
    return [path for path in told.split("\n") if path]


def _said(root: Path, name: str, *arguments: str) -> str:
    done = _run(root, *arguments)
    if done.returncode == 0:
        return done.stdout
    words = f'git cannot say what the branch "{visible(name)[:80]}" holds: {_words_of(done)}'
    raise HubError(
        "unknown-branch", words, exit_code=4, fix=_fetching(name.removeprefix("origin/"))
    )


def _fetching(branch: str) -> str:
    """The command that fetches a branch, to copy: of a name that a command line would take for
    something else, none.
    """
    if not re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_./+@-]*", branch) or len(branch) > _LONGEST_COPIED:
        return "Look at the names with: git branch --all"
    return f"git fetch origin {branch}"


def _refusal(root: Path) -> Base | None:
    """Why git says nothing of this folder; None when it does."""
    done = _run(root, "rev-parse", "--git-dir")
    if done.returncode == 0:
        return None
    if done.returncode == _NO_GIT:
        return Base(why="git is not installed.", fix="Install git.")
    words = _words_of(done)
    if "not a git repository" in words:
        return Base(
            why="this folder is no checkout of git.",
            fix="git clone the project, to compare what it gave out.",
        )
    if "safe.directory" in done.stderr or "dubious ownership" in words:
        return Base(
            why=f"git refused to read this folder: {words}",
            fix=f"git config --global --add safe.directory {visible(str(root.resolve()))}",
        )
    return Base(why=f"git refused to read this folder: {words}", fix="git status, which says more")


_NO_GIT = -1000  # no signal has this number


def _run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What git answers. Where it is not there, or does not end, that is an answer, too."""
    command = ["git", "-C", str(root), *arguments]
    # its English words are told apart below
    words = {**os.environ, "LC_ALL": "C", "LANGUAGE": "C", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        # a fixed command; the branch is an operator's word, and stands after --end-of-options
        return subprocess.run(  # noqa: S603
            command,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            timeout=_PATIENCE,
            env=words,
            stdin=subprocess.DEVNULL,
        )
    except OSError:
        return subprocess.CompletedProcess(command, _NO_GIT, "", "git is not installed")
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(
            command, 1, "", f"git did not answer within {_PATIENCE} seconds"
        )


def _words_of(done: subprocess.CompletedProcess[str]) -> str:
    """The first thing that git says, as one sentence."""
    first = next(
        (line for line in done.stderr.splitlines() if line.strip()),
        f"it ended with {done.returncode}",
    )
    words = visible(re.sub(r"^(?:fatal|error|warning): ", "", first.strip()))[:200]
    return words if words.endswith(".") else f"{words}."
