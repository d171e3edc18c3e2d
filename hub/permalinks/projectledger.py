"""The ledger of a project: as it stands, as the base branch has it, and as the published site
carries it.
"""

from __future__ import annotations

from pathlib import Path

from hub.permalinks.basebranch import Base, base_branch, changed_since, text_at
from hub.permalinks.keptlines import check_lines_kept
from hub.permalinks.ledger import FILE_NAME, Ledger, Line, read_ledger
from hub.problems import HubError, Place, Report, a_few, visible
from hub.project.files import read_project_text
from hub.reading.jsonfile import read_json

EDITIONS = "editions"
PUBLISHED_NAME = "permalinks.json"


def read_project_ledger(root: Path, report: Report) -> Ledger:
    """The ledger of the project at `root`; an empty one when there is no file yet. Lines that
    cannot be read are reported.
    """
    try:
        text = read_project_text(root, FILE_NAME)
    except FileNotFoundError:
        return Ledger()
    except (OSError, UnicodeDecodeError):
        raise HubError(
            "bad-ledger",
            f"{FILE_NAME} cannot be read as text.",
            exit_code=3,
            fix="git checkout permalinks.yml",
        ) from None
    return read_ledger(text, report)


def ledger_of(root: Path, report: Report) -> Ledger:
    """The ids that were given out. What is wrong with the ledger is reported like a mistake in the
    content, since no site is built with it.
    """
    try:
        return read_project_ledger(root, report)
    except HubError as error:
        if error.code != "symlink":  # which is reported of every file that is one
            report.add(
                error.code,
                Place(FILE_NAME),
                str(error),
                rows=[("Write", "the file as git has it: git log -p permalinks.yml")],
            )
        return Ledger()


def check_kept(
    ledger: Ledger, root: Path, site: Path | None, report: Report, *, branch: str | None = None
) -> Base:
    """Report what the ledger lost against the base branch, or without one against the published
    site. Returns the branch, or why there is none.

    `branch` names the base, which may be any commit; without it, it is what CI names
    (GITHUB_BASE_REF) or the main branch of the project. HubError: exit 4 when a branch that is
    named cannot be compared with; exit 5 when an edition that the branch holds was changed or taken
    away.
    """
    base = base_branch(root, branch)
    if not base.name:
        published = _published_ledger(site) if site else None
        if published is not None:
            check_lines_kept(ledger, published, "the published site", report=report)
        return base
    text = text_at(root, base.name, FILE_NAME)
    if text is not None:
        check_lines_kept(ledger, read_ledger(text, Report()), base.name, report=report)
    changed = changed_since(root, base.name, EDITIONS)
    if changed:
        words = (
            f"An edition is frozen, and files of it are not as {base.name} has them:"
            f" {a_few([visible(path) for path in changed], 3)}."
        )
        raise HubError(
            "edition-changed",
            words,
            exit_code=5,
            fix=(
                f"git checkout {base.name} -- {EDITIONS}   (what is new belongs into a new edition:"
                " hub playbook freeze)"
            ),
        )
    return base


def _published_ledger(site: Path) -> Ledger | None:
    """The ledger that a published site carries in permalinks.json; None when it has none."""
    try:
        ids = read_json((site / PUBLISHED_NAME).read_bytes())["ids"]
        told = {
            identity: line
            for identity, line in ids.items()
            if "since" in line and all(isinstance(words, str) for words in line.values())
        }
        return Ledger(
            {
                identity: Line(
                    identity,
                    line["at"],
                    line["since"],
                    to=line.get("to", ""),
                    why=line.get("why", ""),
                    gone=line.get("gone", ""),
                    back=line.get("back", ""),
                )
                for identity, line in told.items()
            }
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None  # an older site, or none: nothing to compare with
